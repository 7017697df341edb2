"""Takes a topic's seeds into the ledger: what they claim is known before the first article is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from claimwatch.judging.names import initial
from claimwatch.judging.weighing import kind
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.spellings import one_spelling
from claimwatch.records import Anchor, Claim, DateSpan, Precision, Quantity, Quote, SeedClaim, SeedDocument, Verdict
from claimwatch.store.ledger import Document
from claimwatch.store.rows import pack

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
            _take(desk, document, [claim for claim in topic.claims if claim.documents[:1] == (document.id,)])
        ledger.save_seeds_digest(topic.id, digest)


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
        yield known_claim(statement, one_spelling(desk, passage), seed.language)
    for claim in stated:
        if claim.passage is None:
            yield known_claim(claim.statement, one_spelling(desk, desk.reader.anchors(claim.statement)), "en")


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
        negated="m:not" in keys,
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
        last = {1: date(year, 12, 31), 2: _month_end(first), 3: first}[len(parts)]
    except (ValueError, KeyError):
        return None
    return DateSpan(first, last, PRECISIONS[len(parts)], anchor[2:], 0, 0)


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
