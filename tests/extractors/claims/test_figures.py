"""Figures: one line of `cases/figures_*.txt` is one case."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwatch.records import Quantity
from extractors.claims.figures import quantities
from tests.extractors.claims.case_lines import case_lines

SIGNS = {"exact": "", "about": "~", "at least": ">=", "at most": "<="}
NUMBER_WORDS = [
    "1",
    "12",
    "3,5",
    "1.200",
    "million",
    "млн",
    "hundred",
    "сто",
    "двадцать",
    "half",
    "a",
    "of",
    "to",
    "до",
    "-",
    "–",
    ",",
    ".",
    "$",
    "€",
    "%",
    "km",
    "mm",
    "from",
    "between",
    "and",
    "с",
]


def written(found: Quantity) -> str:
    high = f"..{found.high}" if found.high is not None else ""
    return f"{SIGNS[found.bound]}{found.value}{high} {found.unit}".strip()


@pytest.mark.parametrize(("language", "text", "wanted"), list(case_lines("figures")))
def test_reads_the_figures_of_a_text(language: str, text: str, wanted: str) -> None:
    assert "; ".join(written(found) for found in quantities(text, language)) == wanted


@pytest.mark.parametrize(("language", "text", "_wanted"), list(case_lines("figures")))
def test_cuts_each_figure_out_of_the_text(language: str, text: str, _wanted: str) -> None:
    for found in quantities(f"«{text}»", language):
        assert f"«{text}»"[found.start : found.end] == found.text != ""


def test_a_plain_count_has_the_anchor_of_what_is_counted() -> None:
    found = quantities("Four plants", "en", counted=lambda text, at: "c:plant" if text[at:] == " plants" else None)
    assert [(str(one.value), one.unit) for one in found] == [("4", "c:plant")]


def test_a_list_of_counts_shares_what_is_counted() -> None:
    found = quantities("2 or 3 plants", "en", counted=lambda _text, _at: "c:plant")
    assert [one.unit for one in found] == ["c:plant", "c:plant"]


def test_spans_that_are_taken_are_not_read() -> None:
    text = "On 5 May 2027 300 people came"
    assert [one.text for one in quantities(text, "en", taken=[(3, 13)])] == ["300"]


def test_what_is_taken_does_not_join_its_neighbours() -> None:
    assert [str(one.value) for one in quantities("1 2027 200 people", "en", taken=[(2, 6)])] == ["1", "200"]


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "de", "kk", "und", "", "x-y"]))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str, language: str) -> None:
    for found in quantities(text, language):
        assert text[found.start : found.end] == found.text != ""
        assert found.value.is_finite()


@given(st.lists(st.sampled_from(NUMBER_WORDS), max_size=40), st.sampled_from(["en", "ru"]))
@settings(max_examples=200, deadline=None)
def test_any_row_of_number_words_can_be_read(words: list[str], language: str) -> None:
    text = " ".join(words)
    ends = [0]
    for found in quantities(text, language):
        assert text[found.start : found.end] == found.text
        assert found.start >= ends[-1]
        assert found.high is None or found.high > found.value
        ends.append(found.end)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1 ",
        "1 000 ",
        "1,000,",
        "one ",
        "million ",
        "a ",
        "1-",
        "1:",
        "$",
        "$1",
        "to 1 ",
        "half ",
        "сто ",
        "(",
        "1.2.",
    ],
)
def test_a_long_text_of_one_piece_can_be_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(text[found.start : found.end] == found.text for found in quantities(text, "en"))
