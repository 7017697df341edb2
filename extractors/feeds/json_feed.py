"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from claimwatch.errors import Unreadable
from claimwatch.records import Entry, Feed, Page
from extractors.feeds.entries import MAX_ENTRIES, author, language, link, summary, title
from extractors.moments import believable, moment
from extractors.plaintext import plain

_VERSION = "https://jsonfeed.org/version/1"


class _Author(msgspec.Struct):
    name: str | None = None


class _Item(msgspec.Struct):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    summary: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    author: _Author | None = None
    authors: list[_Author] | None = None
    language: str | None = None


class _Document(msgspec.Struct):
    version: str
    items: list[msgspec.Raw]
    """Each is read by itself: one that is malformed costs no other."""
    title: str | None = None
    language: str | None = None


class JsonFeedReader:
    """Reads JSON Feed."""

    def accepts(self, page: Page) -> bool:
        """Whether it is a JSON object that names the format."""
        start = page.body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith(b"{") and b"jsonfeed.org" in page.body[:100_000].replace(b"\\/", b"/")

    def read(self, page: Page, feed: Feed) -> Sequence[Entry]:
        """The first 500 entries that have a link. Raises Unreadable."""
        try:
            document = msgspec.json.decode(page.body.removeprefix(b"\xef\xbb\xbf"), type=_Document)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Unreadable(page.url, f"no JSON Feed ({error})") from error
        if not document.version.startswith(_VERSION):
            raise Unreadable(page.url, f"no JSON Feed of version 1 ({document.version[:60]!r})")
        entries = (_entry(raw, document, page, feed) for raw in document.items[:MAX_ENTRIES])
        return [entry for entry in entries if entry is not None]


def _entry(raw: msgspec.Raw, document: _Document, page: Page, feed: Feed) -> Entry | None:
    try:
        item = msgspec.json.decode(raw, type=_Item)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    url = link(page.url, item.url) or link(page.url, item.external_url)
    if url is None:
        return None
    return Entry(
        url=url,
        title=title(item.title),
        feed_url=feed.url,
        summary=summary(item.summary or item.content_text or item.content_html),
        source=plain(feed.title or document.title or "", 200),
        published=believable(moment(item.date_published or item.date_modified or ""), page.fetched_at),
        author=author(_name(item)),
        language=language(item.language or document.language) or feed.language,
    )


def _name(item: _Item) -> str:
    authors = item.authors or ([item.author] if item.author else [])
    return ", ".join(each.name for each in authors if each.name)
