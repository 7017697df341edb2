"""The forms a single date takes, each a function from a position to a period and the position behind it, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from extractors.claims import periods
from extractors.claims.calendar_words import month_of
from extractors.claims.date_scan import DateScan
from extractors.claims.periods import Period
from extractors.claims.tokens import glued, kind

Found = tuple[Period, int]
"""A period, and the position behind it."""
Form = Callable[[DateScan, int], Found | None]

_SEASON_NAMES = frozenset({"spring", "summer", "autumn", "winter"})
_YEAR_OPENS = frozenset('([«"“/-–—,')
_LINKS = frozenset({"de", "of", "."})


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


def year_of(scan: DateScan, position: int) -> tuple[int, int] | None:
    """The year that completes a month or quarter: "2027", "of 2027", "of next year"."""
    at = scan.behind(position, "of")
    year = scan.year(at)
    if year:
        return year
    direction = scan.words.directions.get(scan.key(at))
    if direction is not None and scan.words.units.get(scan.key(at + 1)) == "year":
        return scan.published.year + direction, at + 2
    if at > position or scan.has_role(at, "year"):
        behind = at + 1 if scan.has_role(at, "year") else at
        is_year = scan.has_role(at, "year") or scan.key(at - 1) == "year"
        return (scan.published.year, behind) if is_year else None
    return None


def _numeric(scan: DateScan, position: int) -> Found | None:
    if kind(scan.tokens, position) != "day":
        return None
    parts = [int(part) for part in re.split(r"[./-]", scan.key(position))]
    year, month, day = parts if len(scan.key(position).split("-")) == 3 else reversed(parts)
    if year < 100:
        year += 2000
    if month > 12 and "/" in scan.key(position):
        month, day = day, month
    return periods.day(date(year, month, day)), scan.behind_year_word(position + 1)


def _day_word(scan: DateScan, position: int) -> Found | None:
    found = scan.words.days.after(scan.tokens, position)
    return (periods.day(scan.published + timedelta(days=int(found[0]))), found[1]) if found else None


def _day_month(scan: DateScan, position: int) -> Found | None:
    """17 December 2025, 17th of December, 10-12 December."""
    low = _day_number(scan, position)
    if low is None:
        return None
    high = None
    at = low[1]
    if scan.key(at) in {"-", "–", "—"} or scan.has_role(at, "to") or scan.has_role(at, "and"):
        high = _day_number(scan, scan.behind(at + 1, "the"))
        at = high[1] if high else at
    at += scan.key(at) in _LINKS
    month = month_of(scan.key(at), scan.words)
    if month is None:
        return None
    return _days(scan, (low[0], high[0] if high else low[0]), month, _abbreviated(scan, at + 1))


def _month_day(scan: DateScan, position: int) -> Found | None:
    """December 17, 2025; December 10-12."""
    month = month_of(scan.key(position), scan.words)
    at = scan.behind(_abbreviated(scan, position + 1), "the") if month else position
    low = _day_number(scan, at) if month else None
    if month is None or low is None or glued(scan.tokens, at) or not scan.words.has_table:
        return None
    at = low[1]
    high = None
    if scan.key(at) in {"-", "–", "—"} or scan.has_role(at, "to"):
        high = _day_number(scan, at + 1)
    if scan.words.units.get(scan.key(at)) or kind(scan.tokens, at) == "symbol" or scan.key(at) == "%":
        return None
    return _days(scan, (low[0], high[0] if high else low[0]), month, high[1] if high else at)


def _days(scan: DateScan, days: tuple[int, int], month: int, position: int) -> Found | None:
    """The days of a month that was read up to this position, and its year."""
    at = position + 1 if scan.key(position) in {",", "de", "of"} and scan.year(position + 1) else position
    year = year_of(scan, at)
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


def _month(scan: DateScan, position: int) -> Found | None:
    """December 2025; December alone behind a word that makes it one ("in December")."""
    month = month_of(scan.key(position), scan.words)
    if month is None or scan.integer(position - 1, 1, 99):
        return None
    at = _abbreviated(scan, position + 1)
    year = year_of(scan, at + (scan.key(at) in {",", "de", "of"} and scan.year(at + 1) is not None))
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
    return is_told and is_capital and kind(scan.tokens, position + 1) != "number"


def _weekday(scan: DateScan, position: int) -> Found | None:
    """Thursday; "Thursday, 18 December" is the latter."""
    weekday = scan.words.weekdays.get(scan.key(position))
    if weekday is None or (scan.has_role(position, "names") and not scan.capital(position)):
        return None
    at = position + 1 + (scan.key(position + 1) in {",", "."})
    at += scan.key(at) == ","
    dated = _day_month(scan, at) or _month_day(scan, at) or _numeric(scan, at)
    if dated:
        return _on_weekday(dated[0], weekday), dated[1]
    return periods.day(_near_weekday(scan, weekday, position)), position + 1


def _on_weekday(period: Period, weekday: int) -> Period:
    """A day without a year in the next or last year, if only there it is this weekday."""
    turns = [period] if period.dated else [periods.in_year(period, period.first.year + delta) for delta in (0, 1, -1)]
    return next((turn for turn in turns if turn.first.weekday() == weekday), period)


def _near_weekday(scan: DateScan, weekday: int, position: int) -> date:
    back = (scan.published.weekday() - weekday) % 7
    if scan.tense(position) == "future" and back:
        back -= 7
    return scan.published - timedelta(days=back)


def _directed(scan: DateScan, position: int) -> Found | None:
    """Last week, next Monday, this May, the past two years."""
    direction = scan.words.directions.get(scan.key(position))
    if direction is None:
        return None
    at = position + 1
    unit = scan.words.units.get(scan.key(at))
    if unit and scan.words.directions.get(scan.key(at)) is None:
        period = periods.shifted(scan.published, unit, direction)
        return (period, at + 1) if period else None
    return _directed_name(scan, at, direction) or _directed_many(scan, at, direction)


def _directed_name(scan: DateScan, position: int, direction: int) -> Found | None:
    weekday = scan.words.weekdays.get(scan.key(position))
    if weekday is not None:
        return periods.day(_directed_weekday(scan.published, weekday, direction)), position + 1
    month = month_of(scan.key(position), scan.words)
    named = scan.words.parts.after(scan.tokens, position)
    if month is None and not (named and named[0] in _SEASON_NAMES):
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


def _counted(scan: DateScan, position: int) -> Found | None:
    """Three months ago, in two years, «через неделю»."""
    ahead = scan.has_role(position, "ahead")
    at = position + ahead
    count = scan.small_number(at)
    at += count is not None
    unit = scan.words.units.get(scan.key(at))
    if unit is None or (count is None and scan.words.roles["article"]):
        return None
    if ahead:
        tense = scan.tense(position)
        is_near = unit in {"day", "week"} and tense != "past"
        is_meant = not scan.words.roles["article"] or tense == "future" or is_near
        sign = 1 if is_meant else 0
    else:
        sign = -1 if scan.has_role(at + 1, "ago") else 0
        at += 1
    period = periods.shifted(scan.published, unit, sign * (count or 1)) if sign else None
    return (period, at + 1) if period else None


def _part(scan: DateScan, position: int) -> Found | None:
    """Mid-2026, early November, the end of the year, summer 2026."""
    found = scan.words.parts.after(scan.tokens, position)
    if not found:
        return None
    name, at = found
    at += scan.key(at) in {"-", "–"}
    if name in _SEASON_NAMES:
        year = year_of(scan, at)
        if year:
            return periods.season(year[0], name), year[1]
        told = scan.has_role(position - 1, "before_month") or not scan.words.roles["names"]
        period = periods.season(scan.published.year, name, dated=False)
        return (scan.placed(period, position), at) if told and not scan.words.roles["names"] else None
    whole = _whole(scan, scan.behind(at, "of"))
    deadline = any(scan.has_role(position - back, "deadline") for back in (1, 2))
    return (periods.part(whole[0], name, deadline=deadline), whole[1]) if whole else None


def _whole(scan: DateScan, position: int) -> Found | None:
    """What a part is of: a month, a year, "the month", "last year"."""
    month = month_of(scan.key(position), scan.words)
    if month:
        year = year_of(scan, position + 1)
        if year:
            return periods.months(year[0], month, 1, "month"), year[1]
        period = periods.months(scan.published.year, month, 1, "month", dated=False)
        return scan.placed(period, position), position + 1
    year = scan.year(position)
    if year:
        return periods.years(year[0]), year[1]
    directed = _directed(scan, position)
    if directed:
        return directed
    unit = scan.words.units.get(scan.key(position)) or ("year" if scan.key(position - 1) in scan.words.units else None)
    if unit not in {"week", "month", "quarter", "year", "decade"}:
        return None
    period = periods.shifted(scan.published, unit, 0)
    return (period, position + (scan.key(position) in scan.words.units)) if period else None


def _quarter(scan: DateScan, position: int) -> Found | None:
    """The fourth quarter of 2027, Q4 2027, «в IV квартале», the first half of the year."""
    found = _short_quarter(scan, position) or _long_quarter(scan, position)
    if not found:
        return None
    unit, count, at = found
    if count > (4 if unit == "quarter" else 2):
        return None
    year = year_of(scan, at)
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
    if value is None or value % 10 or ending == position + 1 or scan.key(ending - 1) not in {"s", "х", "е", "ые", "ых"}:
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
    value = scan.integer(position, 1500, 2199)
    if month_of(scan.key(position - 1), scan.words):
        return False
    if after > position + 1:
        return True
    if value is None or (glued(scan.tokens, position) and scan.key(position - 1) not in _YEAR_OPENS):
        return False
    if scan.is_measured(after):
        return False
    if after >= len(scan.tokens) or kind(scan.tokens, after) == "mark":
        return 1900 <= value < 2100 or scan.has_role(position - 1, "before_year")
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
    month = month_of(scan.key(at + 1), scan.words) if day else None
    if scan.words.has_table or not day or not month:
        return None
    return periods.day(date(year, month, day)), at + 2


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


def _abbreviated(scan: DateScan, position: int) -> int:
    """Behind the full stop of a short name of a month."""
    is_short = len(scan.key(position - 1)) <= 4 and scan.key(position) == "." and glued(scan.tokens, position)
    return position + 1 if is_short and kind(scan.tokens, position + 1) == "number" else position


_FORMS: tuple[Form, ...] = (
    _numeric,
    _day_word,
    _year_first,
    _day_month,
    _month_day,
    _weekday,
    _quarter,
    _part,
    _directed,
    _counted,
    _month,
    _decade,
    _year,
)
"""Longer forms first."""
