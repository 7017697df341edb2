"""The forms a single date takes, each a function from a position to a period and the position behind it, or None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extractors.claims import periods
from extractors.claims.date_days import day_month, day_word, month_day, numeric, weekday
from extractors.claims.date_relative import counted, directed
from extractors.claims.date_scan import DECADE_ENDINGS, DateScan, Found
from extractors.claims.periods import SEASONS, Period
from extractors.claims.tokens import glued, kind

Form = Callable[[DateScan, int], Found | None]

_PRESENT = frozenset({"week", "month", "quarter", "year", "decade"})
_YEAR_OPENS = frozenset('([«"“/-–—,')


def single(scan: DateScan, position: int) -> Found | None:
    """The date that begins here, its longest form; None where none does or no such day exists."""
    for form in _FORMS:
        try:
            found = form(scan, position)
        except (ValueError, OverflowError):
            continue
        if found:
            return found
    return None


def _month(scan: DateScan, position: int) -> Found | None:
    """December 2025; December alone behind a word that makes it one ("in December")."""
    month = scan.month(position)
    if month is None or scan.integer(position - 1, 1, 99):
        return None
    at = scan.behind_point(position + 1)
    year = scan.completing_year(at + (scan.key(at) in {",", "de", "of"} and scan.year(at + 1) is not None))
    if year:
        return periods.months(year[0], month, 1, "month"), year[1]
    if not _is_month_alone(scan, position):
        return None
    period = periods.months(scan.published.year, month, 1, "month", dated=False)
    return scan.placed(period, position), position + 1


def _is_month_alone(scan: DateScan, position: int) -> bool:
    if not scan.words.has_table:
        return False
    is_told = scan.has_role(position - 1, "before_month")
    is_capital = scan.capital(position) or not scan.words.roles["names"]
    is_whole = not (scan.key(position + 1) == "-" and glued(scan.tokens, position + 1))
    return is_told and is_capital and is_whole and kind(scan.tokens, position + 1) != "number"


def _part(scan: DateScan, position: int) -> Found | None:
    """Mid-2026, early November, the end of the year, summer 2026."""
    found = scan.words.parts.after(scan.tokens, position)
    if not found:
        return None
    name, at = found
    at += scan.key(at) in {"-", "–"}
    if name in SEASONS:
        year = scan.completing_year(at)
        if year:
            return periods.season(year[0], name), year[1]
        told = scan.has_role(position - 1, "before_month") or not scan.words.roles["names"]
        period = periods.season(scan.published.year, name, dated=False)
        return (scan.placed(period, position), at) if told and not scan.words.roles["names"] else None
    whole = _whole(scan, scan.behind(at, "of"))
    deadline = any(scan.has_role(position - back, "deadline") for back in (1, 2))
    return (periods.part(whole[0], name, deadline=deadline), whole[1]) if whole else None


def _whole(scan: DateScan, position: int) -> Found | None:
    """What a part is of: a month, a decade, a year, "last year", "the month"."""
    month = scan.month(position)
    if month:
        return _whole_month(scan, position, month)
    decade = _decade(scan, position)
    if decade:
        return decade
    year = scan.year(position)
    if year:
        return periods.years(year[0]), year[1]
    return directed(scan, position) or _present(scan, position)


def _whole_month(scan: DateScan, position: int, month: int) -> Found:
    year = scan.completing_year(position + 1)
    if year:
        return periods.months(year[0], month, 1, "month"), year[1]
    period = periods.months(scan.published.year, month, 1, "month", dated=False)
    return scan.placed(period, position), position + 1


def _present(scan: DateScan, position: int) -> Found | None:
    """The week, month or year of publication; the word for it may have been passed already."""
    units = scan.words.units
    is_here = scan.key(position) in units
    unit = units.get(scan.key(position)) or ("year" if scan.key(position - 1) in units else "")
    period = periods.shifted(scan.published, unit, 0) if unit in _PRESENT else None
    return (period, position + is_here) if period else None


def _quarter(scan: DateScan, position: int) -> Found | None:
    """The fourth quarter of 2027, Q4 2027, «в IV квартале», the first half of the year."""
    found = _short_quarter(scan, position) or _long_quarter(scan, position)
    if not found:
        return None
    unit, count, at = found
    if count > (4 if unit == "quarter" else 2):
        return None
    year = scan.completing_year(at)
    length = 3 if unit == "quarter" else 6
    period = periods.months(
        year[0] if year else scan.published.year,
        (count - 1) * length + 1,
        length,
        "quarter" if unit == "quarter" else "half",
        dated=year is not None,
    )
    return period, year[1] if year else at


def _long_quarter(scan: DateScan, position: int) -> tuple[str, int, int] | None:
    ordinal = scan.ordinal(position)
    if not ordinal:
        return None
    unit = scan.words.units.get(scan.key(ordinal[1]))
    return (unit, ordinal[0], ordinal[1] + 1) if unit in {"quarter", "half"} else None


def _short_quarter(scan: DateScan, position: int) -> tuple[str, int, int] | None:
    names = {"q": "quarter", "h": "half"}
    letter, figure = (position, position + 1) if scan.key(position) in names else (position + 1, position)
    if scan.key(letter) not in names or not glued(scan.tokens, position + 1):
        return None
    count = scan.integer(figure, 1, 4)
    return (names[scan.key(letter)], count, position + 2) if count else None


def _decade(scan: DateScan, position: int) -> Found | None:
    """The 1990s, the 90s, «в 90-х годах»."""
    value = scan.integer(position, 10, 2990)
    ending = scan.behind_ending(position + 1)
    if value is None or value % 10 or ending == position + 1 or scan.key(ending - 1) not in DECADE_ENDINGS:
        return None
    if value < 100:
        value += 2000 if value <= scan.published.year % 100 and value < 50 else 1900
    if not value >= 1000:
        return None
    has_word = scan.has_role(ending, "year")
    if not has_word and scan.key(ending - 1) != "s":
        return None
    return Period(date(value, 1, 1), date(value + 9, 12, 31), "years"), ending + has_word


def _year(scan: DateScan, position: int) -> Found | None:
    """A year by itself, where the words round it make it one."""
    found = scan.year(position)
    if not found or not _is_year(scan, position, found[1]):
        return None
    return periods.years(found[0]), found[1]


def _is_year(scan: DateScan, position: int, after: int) -> bool:
    if scan.month(position - 1):
        return False
    if after > position + 1:
        return True
    value = scan.integer(position, 1500, 2199)
    if value is None or scan.is_measured(after):
        return False
    if glued(scan.tokens, position) and scan.key(position - 1) not in _YEAR_OPENS:
        return False
    return (
        _is_told(scan, position, value)
        if kind(scan.tokens, after) in {"", "mark"}
        else _is_worded(scan, position, value)
    )


def _is_told(scan: DateScan, position: int, value: int) -> bool:
    """Whether a number before a mark or the end of the text is a year."""
    return 1900 <= value < 2100 or scan.has_role(position - 1, "before_year")


def _is_worded(scan: DateScan, position: int, value: int) -> bool:
    """Whether a number before a word is a year: "by 2030 all plants", but not "2000 people"."""
    after = position + 1
    is_plural = scan.key(after).endswith("s") or scan.has_role(after, "plural")
    is_count = value % 100 == 0 and (scan.has_year_word or is_plural)
    if is_count or not 1900 <= value < 2100 or kind(scan.tokens, after) == "number":
        return False
    return scan.has_role(position - 1, "before_year") or not (scan.has_year_word or is_plural)


def _year_first(scan: DateScan, position: int) -> Found | None:
    """2025 жылғы 17 желтоқсан, 2025年12月17日."""
    year = scan.integer(position, 1000, 2999)
    if year is None:
        return None
    if scan.key(position + 1) == "年":
        month = scan.integer(position + 2, 1, 12)
        day = scan.integer(position + 4, 1, 31)
        if month and day:
            return periods.day(date(year, month, day)), position + 6
        return (periods.months(year, month, 1, "month"), position + 4) if month else (periods.years(year), position + 2)
    at = position + 2 if kind(scan.tokens, position + 1) == "word" else position + 1
    day = scan.integer(at, 1, 31)
    month = scan.month(at + 1) if day else None
    if scan.words.has_table or not day or not month:
        return None
    return periods.day(date(year, month, day)), at + 2


_FORMS: tuple[Form, ...] = (
    numeric,
    day_word,
    _year_first,
    day_month,
    month_day,
    weekday,
    _part,
    _quarter,
    directed,
    counted,
    _month,
    _decade,
    _year,
)
"""Longer forms first."""
