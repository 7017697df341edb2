from __future__ import annotations

import pytest

from claimwatch.errors import Gone, Refused, TooManyRequests, Unreachable
from claimwatch.fetching.answers import Answer, failure, max_age, wait

URL = "https://paper.example/"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (200, type(None)),
        (304, type(None)),
        (400, Refused),
        (401, Refused),
        (403, Refused),
        (404, Gone),
        (408, Unreachable),
        (410, Gone),
        (429, TooManyRequests),
        (451, Gone),
        (500, Unreachable),
        (503, Unreachable),
        (999, Unreachable),
    ],
)
def test_each_status_says_what_to_do(now, status, error):
    assert isinstance(failure(URL, Answer(status, {}), now), error)


def test_503_with_retry_after_is_a_request_for_a_pause(now):
    assert isinstance(failure(URL, Answer(503, {"retry-after": "120"}), now), TooManyRequests)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 50, None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(now, value, seconds):
    assert wait(value, now) == seconds


@pytest.mark.parametrize(
    ("control", "seconds"),
    [
        ("max-age=600", 600.0),
        ("public, Max-Age=60", 60.0),
        ("s-maxage=60", None),
        ("no-cache, max-age=60", None),
        ("max-age=soon", None),
        ("", None),
    ],
)
def test_max_age(control, seconds):
    assert max_age(Answer(200, {"cache-control": control})) == seconds
