"""Days: in figures, in words, by the name of the week's day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.claims import periods
from extractors.claims.date_scan import DateScan, Found
from extractors.claims.periods import Period
from extractors.claims.tokens import glued, kind

_DASHES = frozenset("-–—")
_LINKS = frozenset({"de", "of", "."})


def numeric(scan: DateScan, position: int) -> Found | None:
    """17.12.2025, 2025-12-17, 12/17/2025. Raises ValueError where no such day exists."""
    if kind(scan.tokens, position) != "day":
        return None
    parts = [int(part) for part in re.split(r"[./-]", scan.key(position))]
    year, month, day = parts if len(scan.key(position).split("-")) == 3 else reversed(parts)
    if year < 100:
        year += 2000
    if month > 12 and "/" in scan.key(position):
        month, day = day, month
    return periods.day(date(year, month, day)), scan.behind_year_word(position + 1)


def day_word(scan: DateScan, position: int) -> Found | None:
    """Yesterday, today, tomorrow."""
    found = scan.words.days.after(scan.tokens, position)
    return (periods.day(scan.published + timedelta(days=int(found[0]))), found[1]) if found else None


def day_month(scan: DateScan, position: int) -> Found | None:
    """17 December 2025, 17th of December, 10-12 December."""
    low = _day_number(scan, position)
    if low is None:
        return None
    high = None
    at = low[1]
    if scan.key(at) in _DASHES or scan.has_role(at, "to") or scan.has_role(at, "and"):
        high = _day_number(scan, scan.behind(at + 1, "the"))
        at = high[1] if high else at
    at += scan.key(at) in _LINKS
    month = scan.month(at)
    if month is None:
        return None
    return _days(scan, (low[0], high[0] if high else low[0]), month, scan.behind_point(at + 1))


def month_day(scan: DateScan, position: int) -> Found | None:
    """December 17, 2025; December 10-12."""
    month = scan.month(position)
    at = scan.behind(scan.behind_point(position + 1), "the") if month else position
    low = _day_number(scan, at) if month else None
    if month is None or low is None or glued(scan.tokens, at) or not scan.words.has_table:
        return None
    at = low[1]
    high = None
    if scan.key(at) in _DASHES or scan.has_role(at, "to"):
        high = _day_number(scan, at + 1)
    if scan.words.units.get(scan.key(at)) or kind(scan.tokens, at) == "symbol" or scan.key(at) == "%":
        return None
    return _days(scan, (low[0], high[0] if high else low[0]), month, high[1] if high else at)


def weekday(scan: DateScan, position: int) -> Found | None:
    """Thursday; "Thursday, 18 December" is the latter."""
    weekday = scan.words.weekdays.get(scan.key(position))
    if weekday is None or _is_name(scan, position):
        return None
    at = position + 1 + (scan.key(position + 1) in {",", "."})
    at += scan.key(at) == ","
    dated = day_month(scan, at) or month_day(scan, at) or numeric(scan, at)
    if dated:
        return _on_weekday(dated[0], weekday), dated[1]
    return periods.day(_near_weekday(scan, weekday, position)), position + 1


def _days(scan: DateScan, days: tuple[int, int], month: int, position: int) -> Found | None:
    """The days of a month that was read up to this position, and its year."""
    at = position + 1 if scan.key(position) in {",", "de", "of"} and scan.year(position + 1) else position
    year = scan.completing_year(at)
    number = year[0] if year else 2024
    first, last = date(number, month, days[0]), date(number, month, days[1])
    if last < first:
        return None
    period = Period(first, last, "day", dated=year is not None)
    return (period, year[1]) if year else (_placed_day(scan, period, position), position)


def _placed_day(scan: DateScan, period: Period, position: int) -> Period:
    placed = scan.placed(period, position)
    if placed.first.day != period.first.day or placed.first.month != period.first.month:
        raise ValueError(period)
    return placed


def _is_name(scan: DateScan, position: int) -> bool:
    """Whether "sun" is the star, or "the Sunday Times" a paper."""
    if scan.has_role(position, "names") and not scan.capital(position):
        return True
    is_titled = kind(scan.tokens, position + 1) == "word" and scan.capital(position + 1)
    return scan.has_role(position - 1, "the") and is_titled and scan.month(position + 1) is None


def _on_weekday(period: Period, weekday: int) -> Period:
    """A day without a year in the next or last year, if only there it is this weekday."""
    turns = [period] if period.dated else [periods.in_year(period, period.first.year + delta) for delta in (0, 1, -1)]
    return next((turn for turn in turns if turn.first.weekday() == weekday), period)


def _near_weekday(scan: DateScan, weekday: int, position: int) -> date:
    back = (scan.published.weekday() - weekday) % 7
    if scan.tense(position) == "future" and back:
        back -= 7
    return scan.published - timedelta(days=back)


def _day_number(scan: DateScan, position: int) -> tuple[int, int] | None:
    value = scan.integer(position, 1, 31)
    return (value, scan.behind_ending(position + 1)) if value else _day_ordinal(scan, position)


def _day_ordinal(scan: DateScan, position: int) -> tuple[int, int] | None:
    """A day in words: "first", "twenty-fifth", «двадцать пятого»."""
    tens = scan.numbers.numbers.get(scan.key(position))
    at = position + 1 if tens else position
    at += bool(tens) and scan.key(at) == "-"
    ordinal = scan.numbers.ordinals.get(scan.key(at))
    value = int(tens or 0) + ordinal if ordinal and (not tens or (tens in {20, 30} and ordinal < 10)) else 0
    return (value, at + 1) if 1 <= value <= 31 else None
