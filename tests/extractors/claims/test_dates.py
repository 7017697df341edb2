"""Dates: one line of `cases/dates_*.txt` is one case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwatch.records import DateSpan
from extractors.claims.dates import dates
from tests.extractors.claims.case_lines import case_lines

PUBLISHED = date(2025, 12, 18)
DATE_WORDS = [
    "5",
    "31",
    "2025",
    "1990",
    "99",
    "May",
    "may",
    "March",
    "декабря",
    "мая",
    "on",
    "in",
    "from",
    "to",
    "between",
    "and",
    "until",
    "since",
    "с",
    "по",
    "до",
    "в",
    ".",
    ",",
    "-",
    "–",
    "last",
    "next",
    "week",
    "year",
    "год",
    "года",
    "неделе",
    "end",
    "of",
    "half",
    "first",
    "Q4",
    "квартал",
    "two",
    "ago",
    "назад",
    "Monday",
    "31.12.2025",
    "2025-02-30",
    "9999",
    "0001",
]


def written(found: DateSpan) -> str:
    days = str(found.first) if found.first == found.last else f"{found.first or ''}..{found.last or ''}"
    return f"{days} {found.precision}"


@pytest.mark.parametrize(("language", "text", "wanted"), list(case_lines("dates")))
def test_reads_the_dates_of_a_text(language: str, text: str, wanted: str) -> None:
    assert "; ".join(written(found) for found in dates(text, language, PUBLISHED)) == wanted


@pytest.mark.parametrize(("language", "text", "_wanted"), list(case_lines("dates")))
def test_cuts_each_date_out_of_the_text(language: str, text: str, _wanted: str) -> None:
    for found in dates(f"«{text}»", language, PUBLISHED):
        assert f"«{text}»"[found.start : found.end] == found.text != ""


@pytest.mark.parametrize(
    ("published", "wanted"), [(date(2025, 1, 3), date(2024, 12, 28)), (date(2025, 12, 18), date(2025, 12, 28))]
)
def test_a_day_without_a_year_is_the_nearest(published: date, wanted: date) -> None:
    assert [found.first for found in dates("It happened on 28 December.", "en", published)] == [wanted]


@given(
    st.text(max_size=200),
    st.sampled_from(["en", "ru", "de", "kk", "und", "", "x-y"]),
    st.dates(min_value=date.min, max_value=date.max),
)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str, language: str, published: date) -> None:
    for found in dates(text, language, published):
        assert text[found.start : found.end] == found.text != ""


@given(st.lists(st.sampled_from(DATE_WORDS), max_size=30), st.sampled_from(["en", "ru", "fr"]), st.dates())
@settings(max_examples=300, deadline=None)
def test_any_row_of_date_words_can_be_read(words: list[str], language: str, published: date) -> None:
    text = " ".join(words)
    end = 0
    for found in dates(text, language, published):
        assert text[found.start : found.end] == found.text
        assert found.first is not None or found.last is not None
        assert found.first is None or found.last is None or found.first <= found.last
        assert found.start >= end
        end = found.end


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "2025 ", "2025-", "May ", "1.1.", "from ", "since ", "first ", "last ", "end of "]
)
def test_a_long_text_of_one_piece_can_be_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(text[found.start : found.end] == found.text for found in dates(text, "en", PUBLISHED))
