"""Every name under one spelling: the one by which the ledger knows it."""

from __future__ import annotations

from collections.abc import Iterable

from claimwatch.judging.names import initial, same_name
from claimwatch.judging.weighing import kind
from claimwatch.pipeline.desk import Desk
from claimwatch.records import Anchor


def one_spelling(desk: Desk, anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The anchors with every name under the spelling by which the ledger knows it; new names are remembered."""
    return tuple(sorted({_known_name(desk, anchor) if kind(anchor) == "n" else anchor for anchor in anchors}))


def _known_name(desk: Desk, name: Anchor) -> Anchor:
    ledger, topic = desk.store.ledger, desk.topic.id
    found = ledger.name(topic, initial(name), name)
    if found is not None:
        return found
    known = ledger.names(topic, initial(name))
    spelling = same_name(name, known)
    goes_by = known[spelling] if spelling else name
    ledger.add_name(topic, initial(name), name, goes_by)
    return goes_by
