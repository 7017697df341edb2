from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwatch.fetching.urls import TRACKING, canonical


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Paper.Example/a", "https://paper.example/a"),
        ("https://paper.example:443/a", "https://paper.example/a"),
        ("http://paper.example:8080/a", "http://paper.example:8080/a"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/a#comments", "https://paper.example/a"),
        ("https://paper.example/?id=7&page=2", "https://paper.example/?id=7&page=2"),
        ("https://paper.example/?z=1&a=2", "https://paper.example/?z=1&a=2"),
        ("https://paper.example/a?id=7&utm_source=x&utm_medium=rss", "https://paper.example/a?id=7"),
        ("https://paper.example/a?utm_source=x", "https://paper.example/a"),
        ("https://paper.example/a?UTM_Source=x&b", "https://paper.example/a?b"),
        ("https://paper.example/a?ref=front", "https://paper.example/a?ref=front"),
        ("https://paper.example/A/%D0%B0", "https://paper.example/A/%D0%B0"),
        ("not a url", "not a url"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_what_identifies_an_article_is_kept(url, expected):
    assert canonical(url) == expected


@pytest.mark.parametrize("name", sorted(TRACKING))
def test_the_same_article_under_many_tracking_urls_is_one(name):
    assert canonical(f"https://paper.example/a?{name}=x1&id=7#{name}") == "https://paper.example/a?id=7"


@given(st.text())
def test_a_canonical_url_stays_as_it_is(text):
    once = canonical(f"https://paper.example/{text}")
    assert canonical(once) == once
