"""What an article is a copy of: exact, near and partial by shingles, translations by language-free anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from claimwatch.judging.weighing import kind
from claimwatch.records import Anchor, Duplicate
from claimwatch.store.ledger import Document

NEAR = 0.6
"""Share of the shorter text that stands in the other: from here on it is the same text, edited."""
PARTIAL = 0.3
"""Share of the article that stands in the other: from here on a block was reused. Less is a common quotation."""
BLOCK = 25
"""Shingles, about as many words: a reused block is longer than a sentence."""

Weigh = Callable[[Anchor], float]
Passages = Sequence[frozenset[Anchor]]


def copied(shingles: frozenset[int], earlier: Iterable[Document]) -> Duplicate | None:
    """The earlier document of which most is reused, if enough is: near or partial."""
    best = max(
        ((_shared(shingles, document), document) for document in earlier),
        key=lambda found: (found[0], -found[1].published.timestamp()),
        default=None,
    )
    if best is None:
        return None
    shared, document = best
    own, smaller = shared / max(1, len(shingles)), shared / max(1, min(len(shingles), len(document.shingles)))
    if own >= NEAR or (smaller >= NEAR and own >= PARTIAL and _alike_in_length(shingles, document.shingles)):
        return Duplicate(document.ref, "near", round(own, 3))
    if own >= PARTIAL and shared >= BLOCK:
        return Duplicate(document.ref, "partial", round(own, 3))
    return None


def _shared(shingles: frozenset[int], document: Document) -> int:
    return len(shingles & document.shingles)


def _alike_in_length(a: frozenset[int], b: frozenset[int]) -> bool:
    return min(len(a), len(b)) >= 0.6 * max(len(a), len(b))


# ---------------------------------------------------------------- translations

TRANSLATED = 0.35
"""Share of the weight of both outlines that meets in order: translations have it, independent write-ups do not."""
LANGUAGE_FREE = frozenset("cnpqd")


def translated(outline: Passages, language: str, earlier: Iterable[Document], weigh: Weigh) -> Duplicate | None:
    """The earlier document in another language that says the same in the same order, if there is one."""
    own = [language_free(passage) for passage in outline]
    found = (
        (alignment(own, [language_free(passage) for passage in document.outline], weigh), document)
        for document in earlier
        if document.language != language
    )
    best = max(found, key=lambda pair: (pair[0], -pair[1].published.timestamp()), default=None)
    if best is None or best[0] < TRANSLATED:
        return None
    return Duplicate(best[1].ref, "translation", round(best[0], 3))


def language_free(passage: Iterable[Anchor]) -> frozenset[Anchor]:
    """The anchors that a translation keeps; other words (x:) seldom survive it."""
    return frozenset(anchor for anchor in passage if kind(anchor) in LANGUAGE_FREE)


def alignment(a: Passages, b: Passages, weigh: Weigh) -> float:
    """How much of two outlines' weight meets when their passages are aligned in order, 0 to 1.

    The classic alignment by dynamic programming (Gale and Church 1993), with shared anchors for sentence lengths. A
    passage meets at most one of the other outline: of a sentence that was split in two, only the better half counts.
    """
    total = sum(_mass(passage, weigh) for passage in (*a, *b))
    if not total:
        return 0.0
    best = [0.0] * (len(b) + 1)
    for passage in a:
        row = [0.0]
        for j, other in enumerate(b):
            meet = 2 * _mass(passage & other, weigh)
            row.append(max(row[j], best[j + 1], best[j] + meet))
        best = row
    return best[-1] / total


def _mass(passage: frozenset[Anchor], weigh: Weigh) -> float:
    return sum(weigh(anchor) for anchor in passage)
