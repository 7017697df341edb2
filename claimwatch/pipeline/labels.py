"""Anchors in words for the reasons that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimwatch.judging.names import initial
from claimwatch.judging.weighing import kind
from claimwatch.pipeline.desk import Desk
from claimwatch.records import Anchor, Claim

Label = Callable[[Anchor], str]


def labels(desk: Desk, claims: Iterable[Claim]) -> Label:
    """The reader's labels, and names as these claims write them.

    The anchor of a name, or of a word without a concept, is only its skeleton, which nobody would know again: what the
    claims do not name stays empty.
    """
    entities = [entity for claim in claims for entity in claim.entities]
    written = {_goes_by(desk, entity.key): entity.name for entity in reversed(entities)}

    def label(anchor: Anchor) -> str:
        prefix, _, rest = anchor.partition(":")
        word = desk.reader.label(anchor)
        return written.get(anchor, "") if prefix in {"n", "p", "x"} and word == rest else word

    return label


def _goes_by(desk: Desk, name: Anchor) -> Anchor:
    """The spelling by which the ledger knows a name, if it does; nothing is remembered here."""
    return desk.store.ledger.names(desk.topic.id, initial(name)).get(name, name) if kind(name) == "n" else name
