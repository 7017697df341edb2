"""How records become columns and columns records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Row = dict[str, Any]


def stamp(moment: datetime) -> str:
    """An aware time as text that sorts in order of time, in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def maybe_stamp(moment: datetime | None) -> str | None:
    """The same for a time that may be missing."""
    return None if moment is None else stamp(moment)


def moment(text: str) -> datetime:
    """The time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def maybe_moment(text: str | None) -> datetime | None:
    """The same for a time that may be missing."""
    return None if text is None else moment(text)


def pack(record: object) -> str:
    """A record as JSON."""
    return msgspec.json.encode(record).decode()


def unpack(text: str, kind: type[T]) -> T:
    """The record that `pack` wrote."""
    return msgspec.json.decode(text, type=kind)
