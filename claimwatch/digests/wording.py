"""Foreign text made fit to be shown, and numbers and times in words. Everything here is pure.

Text out of articles is data: what steers a terminal, a mail header or the direction of writing is taken out, so that
it can only ever be read.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ELLIPSIS = "…"

_LOOSE_POINT = re.compile(r"[\s,]*([\"”»]?)\s*\.$")
_LONG_FIGURE = re.compile(r"(?<![\w.,/-])[1-9]\d{4,17}(?!\w|[,/-]\d)")

_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters that look like nothing, although Unicode calls them printable."""


def plain(text: str) -> str:
    """The text on one line: without control, bidi, zero-width and unassigned characters, its spaces levelled."""
    return " ".join("".join(map(_seen, text)).split())


def _seen(character: str) -> str:
    """The character itself, a space for any kind of space, nothing for what cannot be seen."""
    if character.isspace():
        return " "
    return character if character.isprintable() and character not in _BLANK else ""


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters; what is too much goes out of its middle.

    The point of a sentence stands as often at its end as at its beginning.
    """
    if len(text) <= limit:
        return text
    tail = limit // 3
    head = limit - tail - 3
    return f"{_whole_words(text[: head + 1])} {ELLIPSIS} {_whole_words(text[-tail - 1 :][::-1])[::-1]}"


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut after a word."""
    return text if len(text) <= limit else _whole_words(text[:limit]) + ELLIPSIS


def _whole_words(text: str) -> str:
    """The text without its last character and the word that this broke, unless that were most of it."""
    head, space, _ = text.rpartition(" ")
    return head.rstrip() if space and len(head) * 2 > len(text) else text[:-1].rstrip()


def sentence(text: str) -> str:
    """A statement cut out of a sentence, written as one: a capital in front, no space or comma before its point."""
    whole = _LOOSE_POINT.sub(r"\1.", plain(text))
    return whole[:1].upper() + whole[1:]


def grouped(text: str) -> str:
    """The text with the digits of long figures in threes: `190,000,000,000 KZT`."""
    return _LONG_FIGURE.sub(lambda figure: f"{int(figure[0]):,}", text)


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: `1 article`, `1,200 articles`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def moment(time: datetime, zone: ZoneInfo) -> str:
    """A time for a person, with its zone: `12 Jan 2026, 14:05 UTC+5`."""
    local = time.astimezone(zone)
    return f"{day(time, zone)}, {local:%H:%M} {_offset(local)}"


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def day(time: datetime, zone: ZoneInfo) -> str:
    """The day that a time falls on in that zone: `12 Jan 2026`."""
    local = time.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
