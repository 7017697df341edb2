"""Small claims, ledgers and texts to judge. An anchor says it all: figures and dates are read back out of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from claimwatch.fingerprints import shingles
from claimwatch.judging.evidence import Evidence
from claimwatch.pipeline.seeds import known_claim
from claimwatch.records import Bound, Claim, DateSpan, Known, Quantity, Quote
from claimwatch.store.ledger import Document

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def claim(anchors: str, quote: str = "", **fields: Any) -> Claim:
    made = known_claim(quote, anchors.split(), "en")
    return replace(made, quote=Quote(quote, 0, len(quote)), **fields)


def known(number: int, anchors: str, quote: str = "", **fields: Any) -> Known:
    when = START + timedelta(hours=number)
    return Known(number, claim(anchors, quote, **fields), f"http://a.example/{number}", f"Outlet {number}", when)


def evidence(of: Claim, *ledger: Known) -> Evidence:
    """The claim beside a ledger that holds just these, nearest first by the number of anchors in common."""
    frequency = Counter(anchor for each in ledger for anchor in each.claim.anchors)
    shared = {each.id: len(set(of.anchors) & set(each.claim.anchors)) for each in ledger}
    nearest = sorted((each for each in ledger if shared[each.id]), key=lambda each: -shared[each.id])
    own = {anchor: frequency[anchor] for anchor in of.anchors if anchor in frequency}
    return Evidence(of, own, len(ledger), tuple(nearest))


def figure(value: str, unit: str = "c:plant", high: str | None = None, bound: Bound = "exact") -> Quantity:
    return Quantity(Decimal(value), unit, f"{value} {unit}", 0, 0, Decimal(high) if high else None, bound)


def span(first: str | None, last: str | None) -> DateSpan:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return DateSpan(days[0], days[1], "day", f"{first} to {last}", 0, 0)


# ---------------------------------------------------------------- texts


def words(count: int, seed: int) -> list[str]:
    """Running words of a text that shares nothing with a text of another seed."""
    chance = random.Random(seed)
    return [f"{seed}w{chance.randrange(5000)}" for _ in range(count)]


def prints(text: list[str]) -> frozenset[int]:
    return shingles(" ".join(text))


def document(ref: str, text: list[str], *, hours: int = 0, language: str = "en", outline: str = "") -> Document:
    """`outline`: the passages parted by `|`, anchors by blanks."""
    return Document(
        id=0, ref=ref, source="", language=language, published=START + timedelta(hours=hours), digest=ref,
        shingles=prints(text), original=ref, outline=tuple(tuple(part.split()) for part in outline.split("|") if part),
    )  # fmt: skip
