"""What stands before a feed's root element, read with no parser that could be blown up by it."""

from __future__ import annotations

import re

from claimwatch.errors import Unreadable

_REACH = 100_000
"""Bytes that are looked at. Entities that come later are inside the document, where they declare nothing."""
_ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(rb"<\s*([a-zA-Z_][\w.:-]*)")


def opening(body: bytes) -> bytes:
    """The start of a document in ASCII: UTF-16 and UTF-32 lose their NULs, so that bombs cannot hide in them."""
    return body[:_REACH].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def root(start: bytes) -> str:
    """The root element's name in lower case, without prefix; empty where there is none."""
    found = _ROOT.search(_ASIDE.sub(b"", start))
    return found[1].decode().rpartition(":")[2].lower() if found else ""


def check(url: str, start: bytes) -> None:
    """Raises Unreadable where the document declares entities: no feed needs any, and every bomb is made of them."""
    bare = _ASIDE.sub(b"", start)
    doctype = bare.find(b"<!DOCTYPE")
    entity = bare.find(b"<!ENTITY")
    first = _ROOT.search(bare)
    if doctype != -1 and entity > doctype and (first is None or entity < first.start()):
        raise Unreadable(url, "it declares entities")
