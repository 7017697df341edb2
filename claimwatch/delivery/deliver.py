"""When a delivery is tried again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=3)
"""A mail server may be down for a weekend (RFC 5321 4.5.4.1 asks for 4 to 5 days; news is stale earlier)."""


def retry_at(attempts: int, now: datetime) -> datetime | None:
    """When to try again after `attempts` that came to nothing; None: not any more.

    The wait doubles each time, up to LONGEST_WAIT; once the waits add up to more than GIVE_UP_AFTER, that is it.
    """
    waited = sum(map(_wait, range(1, attempts + 1)), timedelta())
    return now + _wait(attempts) if waited <= GIVE_UP_AFTER else None


def _wait(attempt: int) -> timedelta:
    """The wait after that attempt; the first is number 1."""
    doublings = min(max(attempt - 1, 0), 16)  # beyond that LONGEST_WAIT holds in any case
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
