"""Figures and dates side by side: the same, compatible, or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claimwatch.records import Claim, DateSpan, Quantity

ROUNDING = Decimal("0.06")
"""Figures this near each other (as a share) are one figure, rounded: 14-15, about 1.02 and 1 billion."""


@dataclass(frozen=True, slots=True)
class Change:
    """The same thing with another value: the old one in words, the new one in words and as it was read."""

    old: str
    new: str
    value: Quantity | DateSpan


def changes(claim: Claim, earlier: Claim) -> tuple[Change, ...]:
    """What the claim gives another value than the earlier one: figures in the same unit, or the time.

    A value that both name is no change, unless the claim sets it against the new one.
    """
    return (*_figures(claim, earlier), *_times(claim, earlier))


def _figures(claim: Claim, earlier: Claim) -> Iterator[Change]:
    for old in earlier.quantities:
        rivals = [quantity for quantity in claim.quantities if quantity.unit == old.unit]
        kept = any(compatible(old, quantity) for quantity in rivals)
        if old.unit and rivals and (claim.contrasted or not kept):
            yield from (Change(old.text, new.text, new) for new in rivals if not compatible(old, new))


def _times(claim: Claim, earlier: Claim) -> Iterator[Change]:
    for old in earlier.dates:
        kept = any(overlapping(old, new) for new in claim.dates)
        if not (old.first is None or old.last is None) and (claim.contrasted or not kept):
            yield from (Change(old.text, new.text, new) for new in claim.dates if not overlapping(old, new))


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are the same number, whatever is counted: units are read less surely than numbers."""
    return a.value == b.value and a.high == b.high


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may be the same one: equal, rounded, within a range, beyond a bound."""
    low_a, high_a = _range(a)
    low_b, high_b = _range(b)
    slack = ROUNDING if "about" in (a.bound, b.bound) or a.unit[:2] not in ("c:", "x:") else Decimal(0)
    return low_a <= high_b + abs(high_b) * slack and low_b <= high_a + abs(high_a) * slack


def _range(quantity: Quantity) -> tuple[Decimal, Decimal]:
    high = quantity.value if quantity.high is None else quantity.high
    if quantity.bound == "at least":
        return quantity.value, max(high, quantity.value * 2)
    if quantity.bound == "at most":
        return min(quantity.value, high) / 2, high
    return quantity.value, high


def overlapping(a: DateSpan, b: DateSpan) -> bool:
    """Whether two spans share a day; an open end reaches as far as it likes."""
    return (a.first is None or b.last is None or a.first <= b.last) and (
        b.first is None or a.last is None or b.first <= a.last
    )
