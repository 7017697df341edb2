"""Figures and dates side by side: the same, compatible, or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimwatch.records import Claim, DateSpan, Quantity

ROUNDING = Decimal("0.06")
"""Share by which a figure may be off that is called "about", or that has but one digit that counts."""


AHEAD = frozenset({"planned", "forecast", "possible", "demanded"})
"""Modalities of what is still to come, and may be moved."""


@dataclass(frozen=True, slots=True)
class Change:
    """The same thing with another value: the old one in words, the new one in words and as it was read."""

    old: str
    new: str
    value: Quantity | DateSpan
    named: bool = False
    """Whether the claim itself names the old value beside the new one ("five plants rather than four")."""


def changes(claim: Claim, earlier: Claim) -> tuple[Change, ...]:
    """What the claim gives another value than the earlier one: figures in the same unit, or the time.

    A value that both name is no change, unless the claim sets it against the new one.
    """
    return (*_figures(claim, earlier), *_times(claim, earlier))


def _figures(claim: Claim, earlier: Claim) -> Iterator[Change]:
    for old in earlier.quantities:
        named = claim.contrasted and any(quantity.value == old.value for quantity in claim.quantities)
        for new in _set_against(claim, old) if named else _rivals(claim, old):
            yield Change(old.text, new.text, new, named)


def _rivals(claim: Claim, old: Quantity) -> Sequence[Quantity]:
    """The claim's figures in the old one's unit, if none of them may be the old one."""
    rivals = [quantity for quantity in claim.quantities if old.unit and quantity.unit == old.unit]
    return () if any(compatible(old, quantity) for quantity in rivals) else rivals


def _set_against(claim: Claim, old: Quantity) -> Iterator[Quantity]:
    """The claim's other figures of this kind, and the far end of a range that begins with the old one."""
    for quantity in claim.quantities:
        if old.unit and quantity.unit and quantity.unit != old.unit:
            continue
        if quantity.value != old.value:
            yield quantity
        elif quantity.high is not None and quantity.high != old.high:
            yield replace(quantity, value=quantity.high, high=None)


def _times(claim: Claim, earlier: Claim) -> Iterator[Change]:
    """Times that were moved: what is over has happened when it happened, another time is another event."""
    named = [span for span in claim.dates if not _by_the_calendar_of_the_day(span)]
    for old in (span for span in earlier.dates if not _by_the_calendar_of_the_day(span)):
        kept = any(overlapping(old, new) for new in named)
        is_open = old.first is None or old.last is None
        moved = claim.modality in AHEAD and not (kept or is_open)
        if moved or (claim.contrasted and (kept or claim.modality in AHEAD)):
            new_ones = (new for new in named if not overlapping(old, new))
            yield from (Change(old.text, new.text, new, named=kept) for new in new_ones)


def _by_the_calendar_of_the_day(span: DateSpan) -> bool:
    """Whether it is "on Monday", "yesterday": mostly the day on which something was said, not what was said."""
    return span.precision == "day" and not any(character.isdigit() for character in span.text)


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are the same number, whatever is counted: units are read less surely than numbers."""
    return a.value == b.value and a.high == b.high


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may be the same one: equal, rounded, within a range, beyond a bound."""
    low_a, high_a = _range(a)
    low_b, high_b = _range(b)
    slack = max(_slack(a), _slack(b))
    return low_a <= high_b + slack and low_b <= high_a + slack


def _slack(quantity: Quantity) -> Decimal:
    """How far from a figure another may be that rounds to it: half of what its last digit counts.

    Of what is counted one by one nothing is rounded, unless it is said.
    """
    if quantity.bound == "about":
        return abs(quantity.value) * ROUNDING
    if quantity.unit[:2] in ("c:", "x:", ""):
        return Decimal(0)
    digits = quantity.value.normalize().as_tuple()
    if len(digits.digits) < 2 or not isinstance(digits.exponent, int):
        return abs(quantity.value) * ROUNDING
    return Decimal(10) ** digits.exponent / 2


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
