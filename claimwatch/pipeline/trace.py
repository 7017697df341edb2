"""Finds what an article is a copy of: by its words, and where those are in another language by what they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from claimwatch.fingerprints import digest
from claimwatch.judging.copies import Weigh, copied, language_free, translated
from claimwatch.judging.weighing import weight
from claimwatch.pipeline.desk import Desk
from claimwatch.records import Anchor, Article, Claim, Duplicate
from claimwatch.store.ledger import Document

CANDIDATES = 12
"""Documents that are compared in full with an article."""


def find_original(
    desk: Desk, article: Article, fingerprints: frozenset[int], claims: Sequence[Claim]
) -> tuple[Duplicate | None, Document | None]:
    """What an article is a copy of, and that document."""
    ledger, topic = desk.store.ledger, desk.topic.id
    same = ledger.same_text(topic, digest(article.title, article.text))
    if same:
        return Duplicate(same.ref, "exact", 1.0), same
    near = ledger.documents(document for document, _ in ledger.sharing(topic, fingerprints).most_common(CANDIDATES))
    duplicate = copied(fingerprints, near)
    if not duplicate:
        near = _foreign(desk, claims)
        outline = [frozenset(claim.anchors) for claim in claims]
        weigh = _weigher(desk, [outline, *(document.outline for document in near)])
        duplicate = translated(outline, article.language, near, weigh)
    original = next((document for document in near if duplicate and document.ref == duplicate.of), None)
    return duplicate, original


def _foreign(desk: Desk, claims: Sequence[Claim]) -> list[Document]:
    """The documents that share the most of the rarer language-free anchors."""
    ledger, topic = desk.store.ledger, desk.topic.id
    anchors = sorted(language_free(anchor for claim in claims for anchor in claim.anchors))
    frequency = ledger.frequencies(topic, anchors)
    rare = sorted((claims, anchor) for anchor, claims in frequency.items())[:60]
    shared = ledger.documents_with(topic, [anchor for _, anchor in rare])
    return ledger.documents(document for document, _ in shared.most_common(CANDIDATES))


def _weigher(desk: Desk, outlines: Iterable[Iterable[Iterable[Anchor]]]) -> Weigh:
    """What an anchor of these outlines tells in this ledger."""
    ledger, topic = desk.store.ledger, desk.topic.id
    anchors = sorted({anchor for outline in outlines for passage in outline for anchor in passage})
    frequency, claims = ledger.frequencies(topic, anchors), ledger.claim_count(topic)
    return cache(lambda anchor: weight(anchor, frequency.get(anchor, 0), claims))
