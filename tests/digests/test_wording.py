from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwatch.digests.wording import counted, cut, grouped, listed, moment, plain, sentence, shorten


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("two\r\nlines", "two lines"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("rig\u202eht\u202c", "right"),
        ("\u2066isolated\u2069", "isolated"),
        ("ze\u200bro\u200d wi\ufeffdth\u00ad", "zero width"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("blank\u3164\u2800s", "blanks"),
        ("  1\u00a0200\u202ftonnes ", "1 200 tonnes"),
        ("Ёлка, қала, 京", "Ёлка, қала, 京"),
    ],
)
def test_plain(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.text())
def test_plain_text_can_be_printed_and_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert once.isprintable()
    assert plain(once) == once


@given(st.text(alphabet="abc d", max_size=80), st.integers(min_value=10, max_value=60))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
    assert len(cut(text, limit)) <= limit


def test_the_middle_goes_and_both_ends_stay() -> None:
    text = "The beginning of it " + "and so on " * 50 + "is told at the end."
    short = shorten(text, 60)
    assert short.startswith("The beginning of it")
    assert " … " in short
    assert short.endswith("at the end.")


def test_cut_after_a_word() -> None:
    assert cut("Construction begins in spring", 20) == "Construction begins…"
    assert cut("short", 20) == "short"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 copies"), (1, "1 copy"), (2, "2 copies"), (1234, "1,234 copies")]
)
def test_counted(number: int, expected: str) -> None:
    assert counted(number, "copy", "copies") == expected


@pytest.mark.parametrize(
    ("parts", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(parts: list[str], expected: str) -> None:
    assert listed(parts) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", "1 Jul 2026, 21:00 UTC"),
        ("Asia/Kolkata", "2 Jul 2026, 02:30 UTC+5:30"),
        ("America/St_Johns", "1 Jul 2026, 18:30 UTC-2:30"),
    ],
)
def test_moment(zone: str, expected: str) -> None:
    assert moment(datetime(2026, 7, 1, 21, tzinfo=UTC), ZoneInfo(zone)) == expected


@pytest.mark.parametrize(
    ("cut_out", "written"),
    [
        ("the first estimate had been drawn up in haste .", "The first estimate had been drawn up in haste."),
        ('"The quay is safe,".', '"The quay is safe".'),
        ("«Причал безопасен», .", "«Причал безопасен»."),
        ("подорожали рельсы", "Подорожали рельсы"),
        ("It costs 1,5 m.", "It costs 1,5 m."),
        ("", ""),
    ],
)
def test_a_statement_cut_out_of_a_sentence_is_written_as_one(cut_out: str, written: str) -> None:
    assert sentence(cut_out) == written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("was 320000000 EUR, cost", "was 320,000,000 EUR, cost"),
        ("12345, cost", "12,345, cost"),
        ("1500 person, 2027, 66.7 %", "1500 person, 2027, 66.7 %"),
        ("in 2029-09-01/2029-11-30", "in 2029-09-01/2029-11-30"),
        ("1234567.5 t, x12345, 1,200,000", "1,234,567.5 t, x12345, 1,200,000"),
    ],
)
def test_long_figures_are_written_in_threes(text: str, shown: str) -> None:
    assert grouped(text) == shown
