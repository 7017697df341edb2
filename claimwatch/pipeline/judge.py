"""From claims to alerts, one article after the other in order of publication.

    match topic | find original | judge | alert

An article's verdicts, the claims it adds to the ledger and its alerts are committed together: a run that is killed goes
on with the article it was at, and no verdict or alert is made twice. All of it happens inside one immediate transaction
an article, so that two runs at once cannot judge the same one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claimwatch.errors import ClaimwatchError
from claimwatch.fingerprints import digest, shingles, words
from claimwatch.judging.evidence import Evidence, gather
from claimwatch.judging.features import Context
from claimwatch.judging.matching import Profile, match, profile
from claimwatch.judging.verdicts import decide, learnt
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.labels import labels
from claimwatch.pipeline.seeds import take_seeds
from claimwatch.pipeline.spellings import one_spelling
from claimwatch.pipeline.trace import find_original
from claimwatch.records import Anchor, Article, Claim, Duplicate, Known, Match
from claimwatch.store.ledger import Document

MOST = 1000
"""Claims of one article that are judged: no news has so many, and nobody else can write meanwhile."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging came to."""

    articles: int
    alerts: int


def judge(desk: Desk, now: datetime) -> Judged:
    """Judges every article that is read, the earliest first."""
    take_seeds(desk)
    with desk.store.transaction():  # names that the ledger does not know yet are written
        about = topic_profile(desk)
    total = desk.store.articles.stages(desk.topic.id).get("read", 0)
    done = alerts = 0
    while (made := _judge_next(desk, about, now)) is not None:
        done, alerts = done + 1, alerts + made
        desk.progress("judging articles", done, max(total, done))
    return Judged(done, alerts)


def topic_profile(desk: Desk) -> Profile:
    """The topic's profile, from its seeds and its description."""
    topic = desk.topic
    seeds = [[one_spelling(desk, passage) for passage in document.passages] for document in topic.documents]
    follow = one_spelling(desk, desk.reader.anchors(topic.follow))
    ignore = [one_spelling(desk, desk.reader.anchors(each)) for each in re.split(r"[,;.\n]", topic.ignore)]
    return profile(seeds, follow, ignore)


def _judge_next(desk: Desk, about: Profile, now: datetime) -> int | None:
    """Judges the earliest article that waits; gives how many alerts that made, None when none waits.

    An article that breaks the judge is set aside with the error, so that it does not hold up all that come after it.
    """
    found = None
    try:
        with desk.store.transaction():
            found = desk.store.articles.next_read(desk.topic.id)
            return None if found is None else _judge_article(desk, found, about, now)
    except (sqlite3.Error, ClaimwatchError):  # the store's own trouble is no fault of the article
        raise
    except Exception as error:
        if found is None:
            raise
        with desk.store.transaction():
            desk.store.articles.set_aside(found[0], f"it could not be judged: {type(error).__name__}: {error}")
        return 0


def _judge_article(desk: Desk, found: tuple[int, Article, tuple[Claim, ...]], about: Profile, now: datetime) -> int:
    number, article, read = found
    claims = tuple(replace(claim, anchors=one_spelling(desk, claim.anchors)) for claim in read[:MOST])
    if len(read) > MOST:
        desk.store.articles.remark(number, f"only the first {MOST} of its {len(read)} claims were judged")
    belongs = _match(desk, article, claims, about)
    desk.store.articles.save_match(number, belongs)
    if belongs.on_topic:
        return _take(desk, number, article, claims, now)
    desk.store.articles.finish(number, judged=False, now=now)
    return 0


def _match(desk: Desk, article: Article, claims: Sequence[Claim], about: Profile) -> Match:
    """Whether it belongs to the topic. A translation does when its original does, though its words cannot be read."""
    by_names = any(claim.by_anchors_only for claim in claims)
    found = match([claim.anchors for claim in claims], about, labels(desk, claims), by_names=by_names)
    if found.on_topic or not by_names:
        return found
    duplicate, _ = find_original(desk, article, shingles(article.content), claims)
    return Match(on_topic=True, score=found.score, reasons=(f"a copy of {duplicate.of}",)) if duplicate else found


# ---------------------------------------------------------------- one article


def _take(desk: Desk, number: int, article: Article, claims: tuple[Claim, ...], now: datetime) -> int:
    """Puts an article into the ledger and judges what its original leaves to be judged; gives the alerts made."""
    duplicate, document = enter(desk, article, claims)
    desk.store.articles.save_duplicate(number, duplicate)
    left = claims
    if duplicate is not None and duplicate.kind == "exact":  # of which nothing is left to say but another title
        told = words(_title(desk, duplicate.of)) == words(article.title)
        left = () if told else tuple(claim for claim in claims if claim.in_title)
    made = _judge_claims(desk, document, left, now)
    nothing_left = bool(claims) and not left
    desk.store.articles.finish(number, judged=not nothing_left, now=now)
    return made


def _title(desk: Desk, ref: str) -> str:
    """The title of an article or a seed."""
    seeds = {f"seed:{document.id}": document.title for document in desk.topic.documents}
    return seeds.get(ref) or desk.store.articles.title(desk.topic.id, ref)


def enter(desk: Desk, article: Article, claims: Sequence[Claim]) -> tuple[Duplicate | None, Document]:
    """Puts an article into the ledger: what it is a copy of, and its document."""
    fingerprints = shingles(article.content)
    duplicate, original = find_original(desk, article, fingerprints, claims)
    exact = duplicate is not None and duplicate.kind == "exact"
    document = Document(
        id=0,
        ref=article.url,
        source=article.source,
        language=article.language,
        published=article.published,
        digest=digest(article.title, article.text),
        shingles=frozenset() if exact else fingerprints,
        original=original.original if original else article.url,
        outline=() if exact else tuple(claim.anchors for claim in claims),
    )
    return duplicate, replace(document, id=desk.store.ledger.add_document(desk.topic.id, document))


# ---------------------------------------------------------------- judge the claims


def _judge_claims(desk: Desk, document: Document, claims: Sequence[Claim], now: datetime) -> int:
    """Body first, title last: of a claim that both make, the sentence is the better quote."""
    made, label = 0, labels(desk, claims)
    for claim, evidence, context in weighed(desk, document, claims):
        verdict = decide(evidence, context, label, learnt())
        number = desk.store.ledger.add_claim(desk.topic.id, document.id, claim, verdict)
        if verdict.kind != "repeated":
            earlier = verdict.known[0] if verdict.kind != "new" and verdict.known else None
            desk.store.outbox.add_alert(desk.topic.id, number, verdict.kind, earlier, now)
            made += 1
    return made


def weighed(desk: Desk, document: Document, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Evidence, Context]]:
    """Each claim with what is known by the time it is its turn, all of the article's earlier claims included.

    The caller adds each claim to the ledger before it asks for the next one.
    """
    before = [evidence_for(desk, claim, document.published).cover(2) for claim in claims]
    body_first = sorted(range(len(claims)), key=lambda index: (claims[index].in_title, index))
    own: list[Known] = []
    for index in body_first:
        own += desk.store.ledger.claims_of(document.id, after=own[-1].id if own else 0)
        yield claims[index], evidence_for(desk, claims[index], document.published).beside(own), _context(index, before)


def evidence_for(desk: Desk, claim: Claim, published: datetime) -> Evidence:
    """What the ledger holds at this moment on a claim of an article of this time."""
    ledger, topic = desk.store.ledger, desk.topic.id

    def lookup(anchors: Sequence[Anchor]) -> tuple[dict[Anchor, int], int]:
        return ledger.frequencies(topic, anchors), ledger.claim_count(topic)

    def search(weights: dict[Anchor, float], limit: int) -> Sequence[Known]:
        return ledger.known(ledger.claims_with(topic, weights, limit))

    return gather(claim, lookup, search, published)


def _context(index: int, before: Sequence[float]) -> Context:
    around = [before[i] for i in (index - 1, index + 1) if 0 <= i < len(before)]
    return Context(position=index, neighbours=sum(around) / len(around) if around else before[index])
