"""The fields of an entry, made safe and plain, in whatever kind of feed they stand."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from extractors.plaintext import plain

MAX_ENTRIES = 500
_TITLE = 500
_SUMMARY = 5000
_AUTHOR = 200
_URL = 4096
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")


def link(base: str, href: object) -> str | None:
    """The absolute http(s) URL of a link; None for every other kind."""
    if not isinstance(href, str) or not href.strip():
        return None
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and parts.netloc and len(url) <= _URL and url.isprintable()
    return url if usable else None


def title(markup: object) -> str:
    """A title as one line of plain text."""
    return plain(markup, _TITLE) if isinstance(markup, str) else ""


def summary(markup: object) -> str:
    """A summary, or the beginning of the content, as plain text."""
    return plain(markup, _SUMMARY) if isinstance(markup, str) else ""


def author(markup: object) -> str | None:
    """An author as plain text; None where none is named."""
    return (plain(markup, _AUTHOR) or None) if isinstance(markup, str) else None


def language(tag: object) -> str | None:
    """The primary tag of a language tag (`en` of `en-GB`); None where there is none."""
    found = _LANGUAGE.match(tag.strip()) if isinstance(tag, str) else None
    return found[0].lower() if found else None
