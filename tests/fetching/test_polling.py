from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claimwatch.errors import TooManyRequests, Unreachable
from claimwatch.fetching.polling import after_failure, after_success, believable, conditions, due
from claimwatch.records import FeedState, Page

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FRESH = FeedState("https://paper.example/rss")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def answer(status: int = 200, etag: str | None = '"1"', max_age: float | None = None) -> Page:
    return Page(FRESH.url, b"", NOW, status, etag=etag, max_age=max_age)


def failed(times: int) -> FeedState:
    state = FRESH
    for _ in range(times):
        state = after_failure(state, Unreachable(FRESH.url, "HTTP 500"), NOW)
    return state


def test_a_feed_that_was_never_asked_is_due():
    assert due(FRESH, NOW)


def test_a_feed_that_answered_is_due_at_the_next_poll():
    assert due(after_success(FRESH, answer(), changed=True, now=NOW), NOW + MINUTE)


@pytest.mark.parametrize(("max_age", "rest"), [(600, 600), (0, 0), (31_536_000, 3600), (-5, 0)])
def test_max_age_is_obeyed_up_to_an_hour(max_age, rest):
    assert after_success(FRESH, answer(max_age=max_age), changed=False, now=NOW).due_at == NOW + timedelta(seconds=rest)


@pytest.mark.parametrize(("times", "minutes"), [(1, 15), (2, 30), (3, 60), (7, 960), (8, 1440), (1000, 1440)])
def test_each_failure_doubles_the_rest_up_to_a_day(times, minutes):
    state = failed(times)
    assert (state.failures, state.due_at) == (times, NOW + minutes * MINUTE)


def test_a_success_ends_the_rest_and_forgets_the_error():
    state = after_success(failed(5), answer(), changed=True, now=NOW)
    assert (state.failures, state.error, state.changed_at) == (0, None, NOW)


@pytest.mark.parametrize(("seconds", "rest"), [(7200, 2 * HOUR), (5, 15 * MINUTE), (None, 15 * MINUTE), (1e9, DAY)])
def test_retry_after_is_obeyed_up_to_a_day(seconds, rest):
    assert after_failure(FRESH, TooManyRequests(FRESH.url, seconds), NOW).due_at == NOW + rest


def test_an_etag_is_sent_until_a_day_has_passed():
    state = after_success(FRESH, answer(), changed=True, now=NOW)
    assert conditions(state, NOW + HOUR) == ('"1"', None)
    assert conditions(state, NOW + DAY) == (None, None)


def test_a_server_that_says_304_for_ever_is_asked_for_the_whole_once_a_day():
    state = after_success(FRESH, answer(), changed=True, now=NOW)
    for hours in range(1, 24):
        state = after_success(state, answer(304, None), changed=False, now=NOW + hours * HOUR)
    assert conditions(state, NOW + 23 * HOUR) == ('"1"', None)
    assert conditions(state, NOW + 24 * HOUR) == (None, None)


def test_an_etag_that_is_no_longer_given_is_forgotten():
    state = after_success(
        after_success(FRESH, answer(), changed=True, now=NOW), answer(etag=None), changed=True, now=NOW + HOUR
    )
    assert state.etag is None


def test_a_clock_that_jumps_back_does_not_silence_a_feed():
    ahead = after_success(FRESH, answer(max_age=600), changed=True, now=NOW + 365 * DAY)
    assert due(ahead, NOW)


@pytest.mark.parametrize(
    ("published", "used"),
    [
        (NOW - DAY, NOW - DAY),
        (NOW + 5 * HOUR, NOW),
        (NOW + 2 * DAY, None),
        (datetime(1990, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)),
        (datetime(1970, 1, 1, tzinfo=UTC), None),
        (datetime(1, 1, 1, tzinfo=UTC), None),
        (datetime(9999, 12, 31, tzinfo=UTC), None),
        (None, None),
    ],
)
def test_dates_that_cannot_be_are_not_used(published, used):
    assert believable(published, NOW) == used
