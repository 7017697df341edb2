"""Takes a topic's seeds into the ledger: what they claim is known before the first article is read."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from claimwatch.judging.names import initial
from claimwatch.judging.verdicts import denies
from claimwatch.judging.weighing import kind
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.spellings import one_spelling
from claimwatch.records import (
    Anchor,
    Article,
    Claim,
    DateSpan,
    Precision,
    Quantity,
    Quote,
    SeedClaim,
    SeedDocument,
    Verdict,
)
from claimwatch.store.ledger import Document
from claimwatch.store.rows import pack

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of publication of a statement: nothing is read out of it that depends on the day."""
KNOWN = Verdict("repeated", 0.0, ("a seed says it",))


def take_seeds(desk: Desk) -> None:
    """Puts the seeds into the ledger if they are not there as they stand in the folder.

    What a folder has gained since the last time is added; what it has lost stays known.
    """
    topic, ledger = desk.topic, desk.store.ledger
    digest = hashlib.sha256(pack((topic.documents, topic.claims, topic.names)).encode()).hexdigest()
    if ledger.seeds_digest(topic.id) == digest:
        return
    with desk.store.transaction():
        if ledger.seeds_digest(topic.id) == digest:  # another run has taken them meanwhile
            return
        _take_names(desk)
        for document in topic.documents:
            _take(desk, document, [claim for claim in topic.claims if _stands_in(claim) == document.id])
        ledger.save_seeds_digest(topic.id, digest)


def _stands_in(claim: SeedClaim) -> str:
    """The document that a claim is taken in with: that of its passage, or else the first that makes it."""
    return claim.passage[0] if claim.passage else claim.documents[0]


def _take_names(desk: Desk) -> None:
    """All spellings of a name go by the first one. A spelling that reads as several things is no spelling of one."""
    for name in desk.topic.names:
        read = [tuple(desk.reader.anchors(spelling)) for spelling in name.spellings]
        keys = [found[0] for found in read if len(found) == 1 and kind(found[0]) == "n"]
        for key in keys:
            desk.store.ledger.add_name(desk.topic.id, initial(key), key, keys[0])


def _take(desk: Desk, seed: SeedDocument, stated: list[SeedClaim]) -> None:
    ledger, topic = desk.store.ledger, desk.topic.id
    known = ledger.find(topic, f"seed:{seed.id}")
    number = known.id if known else ledger.add_document(topic, _document(seed))
    told = ledger.statements(number) if known else set()
    for claim in _claims(desk, seed, stated):
        if claim.statement not in told:
            ledger.add_claim(topic, number, claim, KNOWN)


def _document(seed: SeedDocument) -> Document:
    return Document(
        id=0,
        ref=f"seed:{seed.id}",
        source=seed.publisher,
        language=seed.language,
        published=seed.published,
        digest=seed.sha256,
        shingles=frozenset(seed.shingles),
        original=f"seed:{seed.id}",
        outline=seed.passages,
    )


def _claims(desk: Desk, seed: SeedDocument, stated: list[SeedClaim]) -> Iterable[Claim]:
    at = {claim.passage[1]: claim for claim in stated if claim.passage and claim.passage[0] == seed.id}
    for index, passage in enumerate(seed.passages):
        statement = at[index].statement if index in at else ""
        yield _known(desk, statement, passage, seed.language)
    for claim in stated:
        if claim.passage is None:
            yield _known(desk, claim.statement, desk.reader.anchors(claim.statement), "en")


def _known(desk: Desk, statement: str, anchors: Iterable[Anchor], language: str) -> Claim:
    """Anchors do not tell whether a passage says yes or no; its statement, where it has one, does."""
    claim = known_claim(statement, one_spelling(desk, anchors), language)
    said = next(filter(denies, _read(desk, statement)), claim)
    return replace(claim, negated=said.negated, modality=said.modality)


def _read(desk: Desk, statement: str) -> Iterable[Claim]:
    """What a statement claims, read in English and in its language (it may be too short to tell which)."""
    for language in dict.fromkeys(("en", desk.reader.language(statement))):
        yield from desk.reader.read(Article("", "", statement, _NO_DAY, language=language))


# ---------------------------------------------------------------- claims out of anchors


def known_claim(statement: str, anchors: Iterable[Anchor], language: str) -> Claim:
    """A claim of which only the anchors are kept; its figures and dates are read back out of them."""
    keys = tuple(sorted(set(anchors)))
    return Claim(
        statement=statement,
        quote=Quote("", 0, 0),
        kind="fact",
        anchors=keys,
        language=language,
        quantities=tuple(filter(None, map(quantity, keys))),
        dates=tuple(filter(None, map(date_span, keys))),
    )


def quantity(anchor: Anchor) -> Quantity | None:
    """The figure in an anchor (`q:USD:1000000000`, `q:c:plant:4`), None when it is no such anchor."""
    if kind(anchor) != "q":
        return None
    unit, _, value = anchor[2:].rpartition(":")
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return Quantity(number, unit, f"{number:f} {unit.rpartition(':')[2]}".strip(), 0, 0)


PRECISIONS: dict[int, Precision] = {1: "year", 2: "month", 3: "day"}


def date_span(anchor: Anchor) -> DateSpan | None:
    """The time in an anchor (`d:2027`, `d:2025-12`, `d:2025-12-17`), None when it is no such anchor."""
    if kind(anchor) != "d":
        return None
    parts = anchor[2:].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = date(year, month, day)
        month_end = first.replace(day=monthrange(year, month)[1])
        last = {1: date(year, 12, 31), 2: month_end, 3: first}[len(parts)]
    except (ValueError, KeyError):
        return None
    return DateSpan(first, last, PRECISIONS[len(parts)], anchor[2:], 0, 0)
