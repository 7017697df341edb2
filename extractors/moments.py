"""Times as machines write them on pages and in feeds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No page of the web is older; what says so has a broken clock."""
_AHEAD = timedelta(days=1)
"""How far ahead a time may be and still be meant: local times labelled as UTC are up to 14 hours off."""
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def moment(text: str) -> datetime | None:
    """An ISO 8601 or RFC 5322 time in UTC; what names no zone is taken for UTC. None for anything else."""
    text = text.strip()[:64]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def exact(text: str) -> bool:
    """Whether a time says the hour and the zone, so that it is one instant and not a day of somebody's."""
    text = text.strip()[:64]
    if _DAY.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return moment(text) is not None


def believable(published: datetime | None, fetched_at: datetime) -> datetime | None:
    """A time of publication after 1990 and, a day's error of zone forgiven, not after `fetched_at`; else None."""
    if published is None or not _EARLIEST <= published <= fetched_at + _AHEAD:
        return None
    return min(published, fetched_at)
