"""When a feed is asked, and what is remembered of its answer. Nothing here touches the world; `now` is an argument."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claimwatch.errors import ClaimwatchError, TooManyRequests
from claimwatch.records import FeedState, Page

FULL_EVERY = timedelta(days=1)
"""How long 304 is believed before the feed is asked for whole: some servers say it for ever."""
LONGEST_REST = timedelta(days=1)
"""A feed is asked once a day, however often it has failed and however long it asks to be left alone."""
FIRST_REST = timedelta(minutes=15)
"""The pause after the first failure; each further failure doubles it."""
LONGEST_AGE = timedelta(hours=1)
"""How long a server's max-age is obeyed at most: some say a year, and news are news."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No page of the web is older; what says so has a broken clock."""
AHEAD = timedelta(days=1)
"""How far in the future a date may be and still be meant: local times labelled as UTC are up to 14 hours off."""


def due(state: FeedState, now: datetime) -> bool:
    """Whether the feed is to be asked at `now`. A clock that was set back does not silence it."""
    if state.due_at is None or state.due_at <= now:
        return True
    return state.polled_at is not None and state.polled_at > now + AHEAD


def conditions(state: FeedState, now: datetime) -> tuple[str | None, str | None]:
    """The etag and last_modified to send; neither where the feed has to be fetched whole."""
    if state.full_at is None or now - state.full_at >= FULL_EVERY or now < state.full_at:
        return None, None
    return state.etag, state.last_modified


def after_success(state: FeedState, page: Page, changed: bool, now: datetime) -> FeedState:  # noqa: FBT001 - a fact
    """What is known after an answer (200 or 304); `changed`: whether it held an entry that was not known."""
    whole = page.status != 304
    rest = min(timedelta(seconds=max(0.0, page.max_age or 0.0)), LONGEST_AGE)
    return replace(
        state,
        etag=page.etag if whole else page.etag or state.etag,
        last_modified=page.last_modified if whole else page.last_modified or state.last_modified,
        polled_at=now,
        succeeded_at=now,
        changed_at=now if changed else state.changed_at,
        full_at=now if whole else state.full_at,
        due_at=now + rest,
        failures=0,
        error=None,
    )


def after_failure(state: FeedState, error: ClaimwatchError, now: datetime) -> FeedState:
    """What is known after a failure: the next try is put off, twice as long each time, up to a day."""
    failures = state.failures + 1
    rest = FIRST_REST * 2 ** min(failures - 1, 10)
    if isinstance(error, TooManyRequests) and error.retry_after is not None:
        rest = max(rest, timedelta(seconds=min(error.retry_after, LONGEST_REST.total_seconds())))
    return replace(state, polled_at=now, failures=failures, due_at=now + min(rest, LONGEST_REST), error=str(error))


def believable(published: datetime | None, now: datetime) -> datetime | None:
    """A date of publication that can be used: from 1990 on, and not later than `now`.

    A date up to a day ahead is a matter of time zones and becomes `now`; None for all others.
    """
    if published is None or not EARLIEST <= published <= now + AHEAD:
        return None
    return min(published, now)
