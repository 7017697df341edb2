"""Spans of days: a year, a quarter, a week, the early part of a month. Pure calendar, no words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimwatch.records import Precision

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first month of each, as the northern half of the earth has them."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included. `dated`: the text itself names the year."""

    first: date
    last: date
    precision: Precision
    dated: bool = True


def day(value: date, *, dated: bool = True) -> Period:
    """One day."""
    return Period(value, value, "day", dated)


def week(value: date) -> Period:
    """The week from Monday to Sunday that this day is in (ISO 8601)."""
    monday = value - timedelta(days=value.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def months(year: int, month: int, count: int, precision: Precision, *, dated: bool = True) -> Period:
    """Whole months in a row from this one. Raises ValueError for years outside the calendar."""
    years, rest = divmod(month + count - 2, 12)
    last = date(year + years, rest + 1, monthrange(year + years, rest + 1)[1])
    return Period(date(year, month, 1), last, precision, dated)


def years(first: int, count: int = 1) -> Period:
    """Whole years. Raises ValueError for years outside the calendar."""
    return Period(date(first, 1, 1), date(first + count - 1, 12, 31), "year" if count == 1 else "years")


def season(year: int, name: str, *, dated: bool = True) -> Period:
    """Three months; the winter of a year begins in its December."""
    return months(year, SEASONS[name], 3, "quarter", dated=dated)


def shifted(today: date, unit: str, count: int) -> Period | None:
    """The day, week, month, quarter, half or year that lies `count` of them from today's; None outside the calendar."""
    try:
        return _shifted(today, unit, count)
    except (ValueError, OverflowError):
        return None


def part(whole: Period, name: str, *, deadline: bool = False) -> Period:
    """The early, middle or late part of a period, or its end; the end as a deadline is its last day."""
    if deadline and name in {"end", "late"}:
        return replace(whole, first=whole.last, precision="day")
    if whole.precision == "year":
        start, count, precision = _PARTS_OF_YEAR[name]
        return months(whole.first.year, start, count, precision, dated=whole.dated)
    if whole.precision not in {"week", "month"}:
        return _third(whole, name)
    low, high = (_PARTS_OF_WEEK if whole.precision == "week" else _PARTS_OF_MONTH)[name]
    last = whole.last if high is None else whole.first + timedelta(days=high)
    return Period(whole.first + timedelta(days=low), last, "week", whole.dated)


def _third(whole: Period, name: str) -> Period:
    days = (whole.last - whole.first).days + 1
    if days > 3600:
        start, count = _PARTS_OF_DECADE[name]
        return years(whole.first.year + start, count)
    low, high = _PARTS[name]
    first = whole.first + timedelta(days=days * low // 3)
    return replace(whole, first=first, last=whole.first + timedelta(days=max(days * high // 3 - 1, 0)))


def in_year(period: Period, year: int) -> Period:
    """The same days of another year."""
    try:
        delta = year - period.first.year
        return replace(
            period,
            first=period.first.replace(year=year),
            last=period.last.replace(year=period.last.year + delta),
            dated=True,
        )
    except ValueError:
        return period


def day_before(value: date) -> date:
    """The day before; the first day of the calendar is its own."""
    return value - _ONE_DAY if value > date.min else value


def day_after(value: date) -> date:
    """The day after; the last day of the calendar is its own."""
    return value + _ONE_DAY if value < date.max else value


_PARTS_OF_WEEK = {"early": (0, 2), "middle": (1, 3), "late": (4, 6), "end": (4, 6), "first": (0, 3), "second": (3, 6)}
"""First and last day, counted from 0; None is the last day there is."""
_PARTS_OF_MONTH = {
    "early": (0, 9),
    "middle": (10, 19),
    "late": (20, None),
    "end": (20, None),
    "first": (0, 14),
    "second": (15, None),
}
_PARTS = {
    "early": (0, 1),
    "middle": (1, 2),
    "late": (2, 3),
    "end": (2, 3),
    "first": (0, 2),
    "second": (1, 3),
}
"""In thirds of the whole."""
_PARTS_OF_DECADE = {"early": (0, 4), "middle": (3, 4), "late": (6, 4), "end": (6, 4), "first": (0, 5), "second": (5, 5)}
"""First year and years."""
_PARTS_OF_YEAR: dict[str, tuple[int, int, Precision]] = {
    "early": (1, 3, "quarter"),
    "middle": (5, 4, "quarter"),
    "late": (9, 4, "quarter"),
    "end": (9, 4, "quarter"),
    "first": (1, 6, "half"),
    "second": (7, 6, "half"),
}
"""First month, months, precision."""
_MONTHS_IN: dict[str, tuple[int, Precision]] = {"month": (1, "month"), "quarter": (3, "quarter"), "half": (6, "half")}


def _shifted(today: date, unit: str, count: int) -> Period | None:
    if unit == "day":
        return day(today + timedelta(days=count))
    if unit == "week":
        return week(today + timedelta(weeks=count))
    if unit == "weekend":
        saturday = week(today + timedelta(weeks=count)).first + timedelta(days=5)
        return Period(saturday, saturday + _ONE_DAY, "day")
    if unit in {"year", "decade"}:
        return years(today.year + count) if unit == "year" else years(today.year // 10 * 10 + 10 * count, 10)
    length, precision = _MONTHS_IN[unit]
    year, month = divmod(today.year * 12 + today.month - 1 + count * length, 12)
    return months(year, month // length * length + 1, length, precision)
