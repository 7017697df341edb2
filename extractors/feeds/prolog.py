"""What stands before a feed's root element, read with no parser that could be blown up by it."""

from __future__ import annotations

import re

from claimwatch.errors import Unreadable

_REACH = 100_000
"""Bytes that are looked at. Entities that come later are inside the document, where they declare nothing."""
_ASIDES = ((b"<!--", b"-->"), (b"<?", b"?>"))
_ROOT = re.compile(rb"<\s*([a-zA-Z_][\w.:-]*)")


def opening(body: bytes) -> bytes:
    """The start of a document in ASCII, without comments and processing instructions.

    UTF-16 and UTF-32 lose their NULs, so that nothing can hide in them.
    """
    start = body[:_REACH].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for begin, end in _ASIDES:
        start = _without(start, begin, end)
    return start.strip()


def root(start: bytes) -> str:
    """The root element's name in lower case, without prefix; empty where there is none."""
    found = _ROOT.search(start)
    return found[1].decode().rpartition(":")[2].lower() if found else ""


def check(url: str, start: bytes) -> None:
    """Raises Unreadable where the document declares entities: no feed needs any, and every bomb is made of them."""
    entity = start.find(b"<!ENTITY")
    first = _ROOT.search(start)
    if entity != -1 and (first is None or entity < first.start()):
        raise Unreadable(url, "it declares entities")


def _without(start: bytes, begin: bytes, end: bytes) -> bytes:
    """One pass from aside to aside: a regular expression would look for the end anew from each beginning."""
    kept, at = [], 0
    while (found := start.find(begin, at)) != -1:
        kept.append(start[at:found])
        close = start.find(end, found + len(begin))
        if close == -1:
            return b"".join(kept)
        at = close + len(end)
    return b"".join([*kept, start[at:]])
