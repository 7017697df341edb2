"""RSS, Atom and RDF, through feedparser.

feedparser opens strings, and bytes too, as files and URLs where it can; it is handed a stream, which it can only read.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import feedparser

from claimwatch.errors import Unreadable
from claimwatch.records import Entry, Feed, Page
from extractors.feeds import prolog
from extractors.feeds.entries import MAX_ENTRIES, author, language, link, summary, title
from extractors.moments import believable
from extractors.plaintext import line, plain, without_source

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


class SyndicationReader:
    """Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0."""

    def accepts(self, page: Page) -> bool:
        """Whether the root element is one of a feed's."""
        return prolog.root(prolog.opening(page.body)) in _ROOTS

    def read(self, page: Page, feed: Feed) -> Sequence[Entry]:
        """The first 500 entries that have a link. Raises Unreadable for what is no feed, or declares entities."""
        start = prolog.opening(page.body)
        prolog.check(page.url, start)
        if prolog.root(start) not in _ROOTS:
            raise Unreadable(page.url, "no feed" if start else "empty")
        parsed = _parsed(page)
        if not parsed.get("version") and not parsed.get("entries"):
            raise Unreadable(page.url, "no feed")
        entries = (_entry(item, parsed["feed"], page, feed) for item in parsed["entries"][:MAX_ENTRIES])
        return [entry for entry in entries if entry is not None]


def _parsed(page: Page) -> Mapping[str, Any]:
    headers = {"content-location": page.url, "content-type": page.content_type or "application/xml"}
    stream = io.BytesIO(_shortened(page.body))
    try:
        result: Mapping[str, Any] = feedparser.parse(stream, response_headers=headers, sanitize_html=False)
    except Exception as error:  # malformed feeds make it raise whatever its innards come upon
        raise Unreadable(
            page.url, f"feedparser fails on it ({type(error).__name__}: {line(str(error), 100)})"
        ) from error
    return result


def _shortened(body: bytes) -> bytes:
    """The document without the entries beyond the limit, which would only cost time."""
    ends = [found.end() for found in _END.finditer(body)]
    return body if len(ends) <= MAX_ENTRIES else body[: ends[MAX_ENTRIES - 1]] + body[ends[-1] :]


def _entry(item: Mapping[str, Any], channel: Mapping[str, Any], page: Page, feed: Feed) -> Entry | None:
    url = link(page.url, item.get("link") or _guid(item))
    if url is None:
        return None
    origin = plain((item.get("source") or {}).get("title", ""), 200)
    return Entry(
        url=url,
        title=without_source(title(item.get("title", "")), origin),
        feed_url=feed.url,
        summary=summary(item.get("summary", "") or _content(item)),
        source=origin or plain(feed.title or channel.get("title", ""), 200),
        published=believable(_when(item), page.fetched_at),
        author=author(item.get("author", "")),
        language=language(_language(item, channel)) or feed.language,
    )


def _guid(item: Mapping[str, Any]) -> str:
    """An RSS guid is a link unless it says that it is none."""
    guid = str(item.get("id", ""))
    return guid if item.get("guidislink", False) else ""


def _content(item: Mapping[str, Any]) -> str:
    parts = item.get("content") or [{}]
    return str(parts[0].get("value", ""))


def _language(item: Mapping[str, Any], channel: Mapping[str, Any]) -> str:
    return str((item.get("title_detail") or {}).get("language") or channel.get("language") or "")


def _when(item: Mapping[str, Any]) -> datetime | None:
    parts = item.get("published_parsed") or item.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError):
        return None
