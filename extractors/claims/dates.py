"""Dates in running text, as the days they may mean: absolute, partial, relative to publication, ranges, open ends.

Single dates are read by `date_forms`; here two of them become a range ("from 2024 to 2026") and a word before one opens
an end ("since 2022"). A date without a year is the nearest to publication, far ones by the tense of the words round it.
"""

from __future__ import annotations

from datetime import date

from claimwatch.records import DateSpan
from extractors.claims import periods
from extractors.claims.calendar_words import calendar_words
from extractors.claims.date_forms import single
from extractors.claims.date_scan import DateScan, Found
from extractors.claims.numerals import number_words
from extractors.claims.periods import Period
from extractors.claims.tokens import tokenise
from extractors.claims.units import unit_phrases

_DASHES = frozenset("-–—/")
_Ends = tuple[date | None, date | None]


def dates(text: str, language: str, published: date) -> list[DateSpan]:
    """The dates of a text in its order, offsets into it, relative ones counted from `published`.

    Days that do not exist are no dates. Never raises, for any text.
    """
    vocabulary = calendar_words(language)
    scan = DateScan(text, tokenise(text), vocabulary, number_words(language), published, unit_phrases(language))
    found = []
    position = 0
    while position < len(scan.tokens):
        read = _dated(scan, position) if _may_begin(scan, position) else None
        if read:
            found.append(read[0])
        position = max(read[1], position + 1) if read else position + 1
    return found


def _may_begin(scan: DateScan, position: int) -> bool:
    token = scan.tokens[position]
    if token.kind != "word":
        return token.kind in {"number", "day"}
    words = scan.words
    return token.key in words.starters or token.key in scan.numbers.ordinals or _is_counter(scan, position)


def _is_counter(scan: DateScan, position: int) -> bool:
    word = scan.key(position)
    if (
        word in scan.numbers.numbers
        or word in {"q", "h", "i", "ii", "iii", "iv"}
        or word in scan.words.roles["article"]
    ):
        return True
    return word in scan.words.units and scan.has_role(position + 1, "ago")


def _dated(scan: DateScan, position: int) -> tuple[DateSpan, int] | None:
    """The date that begins here with its small words, and the position behind it."""
    opened = _range(scan, position) or _open(scan, position)
    if opened:
        return opened
    found = single(scan, position)
    if not found:
        return None
    joined = _joined(scan, found)
    period, after = joined or found
    return _span(scan, (position, after), (period.first, period.last), period), after


def _range(scan: DateScan, position: int) -> tuple[DateSpan, int] | None:
    """From X to Y, between X and Y."""
    if not (scan.has_role(position, "from") or scan.has_role(position, "between")):
        return None
    start = scan.behind(position + 1, "of")
    low = single(scan, start)
    if low and low[0].precision == "day" and low[0].first < low[0].last:
        return _span(scan, (position, low[1]), (low[0].first, low[0].last), low[0]), low[1]
    leads = "and" if scan.has_role(position, "between") else "to"
    if not low or not scan.has_role(low[1], leads):
        return None
    high = single(scan, scan.behind(low[1] + 1, "of"))
    joined = _combined(low[0], high) if high else None
    if not joined:
        return None
    period, after = joined
    return _span(scan, (position, after), (period.first, period.last), period), after


def _joined(scan: DateScan, low: Found) -> Found | None:
    """X–Y, X to Y, of the same kind."""
    at = low[1]
    if scan.key(at) not in _DASHES and not scan.has_role(at, "to"):
        return None
    short = scan.integer(at + 1, 1, 99) if low[0].precision == "year" and len(scan.key(at + 1)) == 2 else None
    century = low[0].first.year // 100 * 100
    if short and scan.key(at) in _DASHES and century + short > low[0].first.year:
        return Period(low[0].first, date(century + short, 12, 31), "years"), scan.behind_year_word(at + 2)
    high = single(scan, at + 1)
    if not high or high[0].precision != low[0].precision:
        return None
    return _combined(low[0], high)


def _combined(low: Period, high: Found) -> Found | None:
    period, after = high
    if period.dated and not low.dated:
        low = periods.in_year(low, period.first.year - (low.first.month > period.first.month))
    if low.first > period.last:
        return None
    precision = "years" if low.precision == period.precision == "year" else low.precision
    return Period(low.first, period.last, precision, period.dated), after


def _open(scan: DateScan, position: int) -> tuple[DateSpan, int] | None:
    """Since X, until X, before X, after X."""
    opening = scan.words.openings.after(scan.tokens, position)
    if not opening:
        return None
    found = single(scan, scan.behind(opening[1], "of"))
    if not found:
        return None
    ends = _ends(scan, opening[0], found)
    after = found[1] + (opening[0] == "from" and scan.has_role(found[1], "onwards"))
    return (_span(scan, (position, after), ends, found[0]), after) if ends else None


def _ends(scan: DateScan, opening: str, found: Found) -> _Ends | None:
    period, after = found
    if opening in {"after", "before"} and scan.key(after) in {"'", "’"}:
        return None
    if opening == "from":
        opening = "since" if scan.has_role(after, "onwards") or period.last > scan.published else ""
    ends: dict[str, _Ends] = {
        "since": (period.first, None),
        "until": (None, period.last),
        "before": (None, periods.day_before(period.first)),
        "after": (periods.day_after(period.last), None),
    }
    return ends.get(opening)


def _span(scan: DateScan, bounds: tuple[int, int], ends: _Ends, period: Period) -> DateSpan:
    start, end = scan.tokens[bounds[0]].start, scan.tokens[bounds[1] - 1].end
    return DateSpan(ends[0], ends[1], period.precision, scan.text[start:end], start, end)
