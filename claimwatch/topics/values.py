"""Whether single values of a topic folder can be used: each check gives what is wrong, or None."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*"
)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")

CRON_FIELDS = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    ("day of the week", 0, 7, ("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
)


def id_fault(value: str) -> str | None:
    """An id is part of file names, DAG ids and asset URIs: ASCII letters, digits, `-`, `_`."""
    return None if _ID.fullmatch(value) else f"{value!r} is no id"


def language_fault(value: str) -> str | None:
    """A BCP 47 tag by its shape (RFC 5646): `en`, `kk`, `sr-Latn`."""
    return None if _LANGUAGE.fullmatch(value) else f"{value!r} is no language tag"


def zone_fault(value: str) -> str | None:
    """A time zone is one that this machine's database (or the package tzdata) has."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder in the database
        return f"there is no time zone {value!r}"
    return None


def mail_fault(value: str) -> str | None:
    """A bare address, as it goes into an envelope: no display name, no line break."""
    return None if _MAIL.fullmatch(value) else f"{value!r} is no e-mail address"


def url_fault(value: str) -> str | None:
    """An address that can be asked over HTTP at all; whether it may be is the fetcher's business."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"{value!r} is no URL: {error}"
    if parts.scheme not in {"http", "https"}:
        return f"{value!r} is no http or https URL"
    if _SPACE_OR_CONTROL.search(value):
        return f"{value!r} has a space or control character in it"
    return None if host else f"{value!r} names no host"


def date_fault(value: str) -> str | None:
    """A day, month or year (`2025-12-17`, `2025-12`, `2025`), or two of them parted by `/` (ISO 8601)."""
    ends = value.split("/")
    return None if len(ends) <= 2 and all(_is_date(end) for end in ends) else f"{value!r} is no date"


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def cron_fault(value: str) -> str | None:
    """Five fields of numbers, names, ranges, lists and steps, as crontab(5) has them."""
    fields = value.split()
    if len(fields) != len(CRON_FIELDS):
        return f"{value!r} has {len(fields)} fields, not five"
    for field, (name, low, high, names) in zip(fields, CRON_FIELDS, strict=True):
        if not all(_fits(part, low, high, names) for part in field.casefold().split(",")):
            return f"{field!r} is no {name} ({low} to {high})"
    return None


def _fits(part: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    span, slash, step = part.partition("/")
    if slash and not (step.isascii() and step.isdigit() and int(step)):
        return False
    if span == "*":
        return True
    ends = [_number(end, low, names) for end in span.split("-")]
    return len(ends) <= 2 and all(low <= end <= high for end in ends) and ends == sorted(ends)


def _number(text: str, low: int, names: tuple[str, ...]) -> int:
    if text in names:
        return names.index(text) + low
    return int(text) if text.isascii() and text.isdigit() else -1
