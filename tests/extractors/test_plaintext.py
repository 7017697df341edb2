from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.plaintext import line, plain, visible, without_source


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A &amp; B", "A & B"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("&amp;lt;b&amp;gt;Twice&amp;lt;/b&amp;gt;", "Twice"),
        ("<script>alert(1)</script>After", "After"),
        ("<script>never closed", ""),
        ("Before<!-- aside -->after", "Before after"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("one\rtwo\u2028three\x0bfour", "one two three four"),
        ("in\u200bvi\u00adsible\u202e", "invisible"),
        ("tagged\U000e0041\U000e0042", "tagged"),
        ("e\u0301 e\u200d\u0301", "é é"),
        ("C1\x9b\x7f controls&#7;", "C1 controls"),
    ],
)
def test_markup_becomes_plain_text(markup, text):
    assert plain(markup, 100) == text


@pytest.mark.parametrize("part", ["<", "<a", "<!--", "<script>", "&lt;", "&", "<a<"])
def test_markup_that_never_ends_is_no_trap(part):
    assert len(plain(part * 100_000, 500)) <= 500


@given(st.text(), st.integers(0, 50))
def test_a_line_is_one_line_of_what_can_be_seen(text, limit):
    result = line(text, limit)
    assert len(result) <= limit
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for char in result)


@given(st.text())
def test_what_is_visible_stays_visible(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("title", "source", "bare"),
    [
        ("News - The Paper", "The Paper", "News"),
        ("News | THE PAPER", "The Paper", "News"),
        ("We read The Paper", "The Paper", "We read The Paper"),
        ("The Paper", "The Paper", "The Paper"),
        ("- The Paper", "The Paper", "- The Paper"),
        ("News", "", "News"),
    ],
)
def test_a_title_loses_its_outlet_only_behind_a_dash(title, source, bare):
    assert without_source(title, source) == bare
