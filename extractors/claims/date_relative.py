"""Dates relative to the day of publication: "last week", "the next five years", "three months ago"."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.claims import periods
from extractors.claims.date_scan import DateScan, Found
from extractors.claims.periods import SEASONS, Period
from extractors.claims.tokens import kind


def _is_one(scan: DateScan, position: int, at: int) -> bool:
    """Whether a unit without a number means one of it: «год назад», but not «2,5 года назад»."""
    is_numbered = kind(scan.tokens, position - 1) == "number" or scan.key(position - 1) in scan.numbers.numbers
    return not scan.words.roles["article"] and not is_numbered and not scan.has_role(at, "many")


def _is_within(scan: DateScan, position: int) -> bool:
    """Whether a month or year follows of which it is the last: "the last week of September"."""
    return scan.key(position) == "of" and (scan.month(position + 1) or scan.year(position + 1)) is not None


def directed(scan: DateScan, position: int) -> Found | None:
    """Last week, next Monday, this May, the past two years."""
    direction = scan.words.directions.get(scan.key(position))
    if direction is None:
        return None
    at = position + 1
    unit = scan.words.units.get(scan.key(at))
    if unit and (scan.has_role(at, "many") or unit == "day" or _is_within(scan, at + 1)):
        return None  # "the coming days", "the last day", "the last week of"
    if unit == "decade" and direction < 0:
        far = periods.shifted(scan.published, "year", 10 * direction)
        return (Period(far.first, scan.published, "years"), at + 1) if far else None
    if unit and scan.words.directions.get(scan.key(at)) is None:
        period = periods.shifted(scan.published, unit, direction)
        return (period, at + 1) if period else None
    return _directed_name(scan, at, direction) or _directed_many(scan, at, direction)


def counted(scan: DateScan, position: int) -> Found | None:
    """Three months ago, in two years, «через неделю»."""
    ahead = scan.has_role(position, "ahead")
    at = position + ahead
    count = scan.small_number(at)
    at += count is not None
    unit = scan.words.units.get(scan.key(at))
    if unit is None or (count is None and not _is_one(scan, position, at)):
        return None
    if ahead:
        tense = scan.tense(position)
        is_near = unit in {"day", "week"} and tense != "past"
        is_meant = not scan.words.roles["article"] or tense == "future" or is_near
        then = scan.words.openings.after(scan.tokens, at + 1)
        sign = 1 if is_meant and not (then and then[0] == "after") else 0
    else:
        sign = -1 if scan.has_role(at + 1, "ago") else 0
        at += 1
    period = periods.shifted(scan.published, unit, sign * (count or 1)) if sign else None
    return (period, at + 1) if period else None


def _directed_name(scan: DateScan, position: int, direction: int) -> Found | None:
    weekday = scan.words.weekdays.get(scan.key(position))
    if weekday is not None:
        return periods.day(_directed_weekday(scan.published, weekday, direction)), position + 1
    month = scan.month(position)
    named = scan.words.parts.after(scan.tokens, position)
    if month is None and not (named and named[0] in SEASONS):
        return None
    first = periods.months(1, month, 1, "month") if month else periods.season(1, named[0])  # type: ignore[index]  # one of both
    wanted = periods.in_year(first, scan.published.year)
    if direction < 0 and wanted.last >= scan.published:
        wanted = periods.in_year(first, scan.published.year - 1)
    if direction > 0 and wanted.first <= scan.published:
        wanted = periods.in_year(first, scan.published.year + 1)
    return wanted, position + 1


def _directed_weekday(today: date, weekday: int, direction: int) -> date:
    if direction < 0:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    if direction > 0:
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    return today + timedelta(days=weekday - today.weekday())


def _directed_many(scan: DateScan, position: int, direction: int) -> Found | None:
    count = scan.small_number(position)
    unit = scan.words.units.get(scan.key(position + 1))
    if not count or not unit or not direction:
        return None
    far = periods.shifted(scan.published, unit, direction * count)
    if far is None:
        return None
    first, last = (scan.published, far.last) if direction > 0 else (far.first, scan.published)
    if unit == "day":
        first, last = sorted((scan.published, far.first))
    return Period(first, last, "years" if unit == "year" else far.precision), position + 2
