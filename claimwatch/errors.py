"""Every error that claimwatch raises on purpose.

An error says two things: what went wrong (the class) and what to do about it (transient or terminal).

    ClaimwatchError
    ├── Terminal                 trying again changes nothing: set the item aside with its reason
    │   ├── UserError            a folder, file or argument is wrong: one line, naming the thing, cause and remedy
    │   │   └── TopicError       in a topic folder; carries every problem found, with file and line
    │   ├── Refused              an address that must not be asked (private, wrong scheme, robots.txt)
    │   ├── Gone                 404, 410 and their like
    │   ├── Unreadable           bytes that are no feed, no article, or no text
    │   └── Rejected             a mail server refused a recipient or a message for good
    └── Transient                try again later, waiting longer each time
        ├── Unreachable          DNS, connection, TLS, time-out, 5xx
        ├── TooManyRequests      429, or 503 with Retry-After; carries the seconds to wait
        └── Undelivered          the mail server was away, or its answer is unclear
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class ClaimwatchError(Exception):
    """The base of them all. `str(error)` is one line that can be shown to a person."""


class Terminal(ClaimwatchError):
    """Trying again changes nothing."""


class Transient(ClaimwatchError):
    """Trying again later may help."""


class UserError(Terminal):
    """Something that the person at the keyboard can put right."""

    def __init__(self, thing: str, cause: str, remedy: str) -> None:
        super().__init__(f"{thing}: {cause}. {remedy}")
        self.thing = thing
        self.cause = cause
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a topic folder."""

    file: str
    line: int | None
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}. {self.remedy}"


class TopicError(UserError):
    """A topic folder that cannot be used, with all that is wrong in it."""

    def __init__(self, folder: str, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more: claimwatch topic check {folder})" if len(problems) > 1 else ""
        where = f"{first.file}:{first.line}" if first.line else first.file
        super().__init__(f"{folder}/{where}", first.message, first.remedy + more)
        self.folder = folder
        self.problems = tuple(problems)


class Refused(Terminal):
    """An address that must not be asked."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: refused: {reason}")
        self.url = url
        self.reason = reason


class Gone(Terminal):
    """The server says that there is nothing (any more)."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url}: gone (HTTP {status})")
        self.url = url
        self.status = status


class Unreadable(Terminal):
    """Bytes from which nothing could be read."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: not readable: {reason}")
        self.url = url
        self.reason = reason


class Rejected(Terminal):
    """A mail server refused a recipient or a message for good (5xx)."""


class Unreachable(Transient):
    """No answer, or an answer that says: not now."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: not reachable: {reason}")
        self.url = url
        self.reason = reason


class TooManyRequests(Transient):
    """The server asks for a pause of `retry_after` seconds (None: it does not say how long)."""

    def __init__(self, url: str, retry_after: float | None) -> None:
        wait = "an unnamed time" if retry_after is None else f"{retry_after:.0f} s"
        super().__init__(f"{url}: asks us to wait {wait}")
        self.url = url
        self.retry_after = retry_after


class Undelivered(Transient):
    """The mail server could not be reached, or did not say clearly whether it took the message."""
