"""How much an anchor tells: a rare one much, a common one little.

The weight is the inverse document frequency, smoothed by a background: how often the anchor stands in a sentence of
general news (background.tsv, made by benchmarks/background.py). So a ledger of three documents already knows that
"year" tells less than "howitzer", and the more it reads of its own topic, the more its own counts decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from claimwatch.records import Anchor

BACKGROUND = 200
"""How many sentences of general news the background counts for."""
UNLISTED = 0.0005
"""The share of sentences that has an anchor which the background does not list."""


@cache
def background() -> Mapping[Anchor, float]:
    """By anchor, the share of sentences of general news in which it stands."""
    lines = (files(__package__) / "background.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {anchor: float(share) for anchor, share in pairs}


def weight(anchor: Anchor, frequency: int, claims: int) -> float:
    """What an anchor tells, in nats, when `frequency` of `claims` known claims have it. Never negative."""
    share = background().get(anchor, UNLISTED)
    return max(0.05, math.log((claims + BACKGROUND + 1) / (frequency + BACKGROUND * share + 0.5)))


def kind(anchor: Anchor) -> str:
    """The prefix: c, n, p, q, d or x."""
    return anchor.partition(":")[0]
