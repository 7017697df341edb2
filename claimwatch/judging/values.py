"""Figures and dates side by side: the same, compatible, or changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimwatch.records import Claim, DateSpan, Quantity

ROUNDING = Decimal("0.06")
"""Figures this near each other (as a share) are one figure, rounded: 14-15, about 1.02 and 1 billion."""


@dataclass(frozen=True, slots=True)
class Change:
    """The same thing with another value."""

    what: str
    old: str
    new: str


def changes(claim: Claim, earlier: Claim) -> tuple[Change, ...]:
    """What the claim gives another value than the earlier one: figures in the same unit, or the time."""
    return (*_figures(claim, earlier), *_times(claim, earlier))


def _figures(claim: Claim, earlier: Claim) -> list[Change]:
    found = []
    for quantity in claim.quantities:
        rivals = [other for other in earlier.quantities if other.unit == quantity.unit and quantity.unit]
        if rivals and not any(compatible(quantity, other) for other in rivals):
            old = rivals[0]
            if not any(compatible(old, other) for other in claim.quantities if other.unit == old.unit):
                found.append(Change(quantity.unit, old.text, quantity.text))
    return found


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


def _times(claim: Claim, earlier: Claim) -> list[Change]:
    if not claim.dates or not earlier.dates:
        return []
    if any(overlapping(a, b) for a in claim.dates for b in earlier.dates):
        return []
    return [Change("date", earlier.dates[0].text, claim.dates[0].text)]


def overlapping(a: DateSpan, b: DateSpan) -> bool:
    """Whether two spans share a day; an open end reaches as far as it likes."""
    return (a.first is None or b.last is None or a.first <= b.last) and (
        b.first is None or a.last is None or b.first <= a.last
    )
