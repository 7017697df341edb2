"""What a server's answer means: statuses to errors, headers to values. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from claimwatch.errors import ClaimwatchError, Gone, Refused, TooManyRequests, Unreachable

LONGEST_HEADER = 1000
"""Characters of a header that are kept; an ETag that is longer is no ETag."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410, 451})
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")


class Denied(Refused):
    """Refused by the server itself (401, 403 and what else is 4xx), not by us."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and the body as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def location(self) -> str | None:
        """Where it redirects to; None if it does not."""
        return self.headers.get("location") if self.status in _REDIRECTS else None

    def header(self, name: str) -> str | None:
        """A header's value; None where there is none worth keeping."""
        value = self.headers.get(name, "").strip()
        return value if 0 < len(value) <= LONGEST_HEADER else None


def headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; of several of one name the first counts."""
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("ascii", "replace").lower(), _text(value))
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def failure(url: str, answer: Answer, now: datetime) -> ClaimwatchError | None:
    """The error that an answer amounts to; None if it is 2xx or 304."""
    status = answer.status
    retry_after = wait(answer.headers.get("retry-after"), now)
    if 200 <= status < 300 or status == 304:
        return None
    if status == 429 or (status == 503 and retry_after is not None):
        return TooManyRequests(url, retry_after)
    if status in _GONE:
        return Gone(url, status)
    if 400 <= status < 500 and status not in {408, 425}:
        return Denied(url, f"the server answers HTTP {status}")
    return Unreachable(url, f"HTTP {status}")


def wait(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None if it says nothing."""
    value = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())


def max_age(answer: Answer) -> float | None:
    """The seconds of Cache-Control: max-age; None where it is not given or caching is forbidden."""
    control = answer.headers.get("cache-control", "").lower()
    found = _MAX_AGE.search(control)
    if found is None or "no-cache" in control or "no-store" in control:
        return None
    return float(found[1])
