"""Seeds as they come: text files, Markdown, saved pages and addresses, each read into an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from claimwatch.contracts import ArticleReader
from claimwatch.errors import ClaimwatchError, UserError
from claimwatch.records import Article, Entry, Page
from claimwatch.topics.plaintext import Plain, read_plain

Fetch = Callable[[str], Page]
Dated = Literal["by itself", "by its path", "by its file"]

_WEB = ("http://", "https://")
_HTML = re.compile(rb"\A\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PATH_DATE = re.compile(r"(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Source:
    """A seed as it was read. The article's language is not told yet unless the source says it."""

    id: str
    article: Article
    url: str | None
    dated: Dated
    """Where the time of publication comes from; `by its file`: from the file's own time, a guess."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What is needed to read sources; handed in, so that reading seeds asks nothing of the world by itself."""

    articles: Sequence[ArticleReader]
    fetch: Fetch


def read_sources(places: Sequence[str], readers: Readers) -> list[Source]:
    """The article at each place (a path or a URL), in this order. Raises UserError naming the place."""
    ids = document_ids(places)
    return [replace(_read(place, readers), id=name) for place, name in zip(places, ids, strict=True)]


def document_ids(places: Sequence[str]) -> list[str]:
    """The numbers with which the files' names begin, where each has one of its own; else running numbers."""
    numbers = [_NUMBER.match(place.rsplit("/", 1)[-1]) for place in places]
    found = [number.group()[:32] for number in numbers if number]
    if len(set(found)) == len(places):
        return found
    return [f"{number:03}" for number in range(len(places))]


def _read(place: str, readers: Readers) -> Source:
    try:
        return _understood(place, _page(place, readers), readers)
    except UserError:
        raise
    except ClaimwatchError as error:
        cause = str(error).removeprefix(f"{place}: ")
        raise UserError(place, cause, "Save its text as a .txt file and give that.") from error


def _page(place: str, readers: Readers) -> Page:
    return readers.fetch(place) if place.startswith(_WEB) else _file_page(place)


def _understood(place: str, page: Page, readers: Readers) -> Source:
    url = page.url if page.url.startswith(_WEB) else None
    is_page = _HTML.match(page.body) is not None or "html" in page.content_type
    article = _of_page(page, readers) if is_page else _of_text(place, page)
    if not article.text.strip():
        raise UserError(place, "there is no text in it", "Give a file or address with an article.")
    dated: Dated = "by itself"
    if article.published == page.fetched_at:  # what no reader could find it took from the page
        on_path = _path_date(place)
        article, dated = (
            replace(article, published=on_path or page.fetched_at),
            "by its path" if on_path else "by its file",
        )
    found = article.url if article.url.startswith(_WEB) else url
    return Source(id="", article=_without_repeated_title(article), url=found, dated=dated)


def _file_page(place: str) -> Page:
    path = Path(place)
    try:
        body, changed = path.read_bytes(), path.stat().st_mtime
    except OSError as error:
        raise UserError(
            place, f"it cannot be read: {error.strerror}", "Give a readable file or an http address."
        ) from error
    kind = "text/html" if path.suffix.lower() in {".html", ".htm", ".xhtml"} else "text/plain"
    return Page(path.resolve().as_uri(), body, datetime.fromtimestamp(int(changed), UTC), content_type=kind)


def _of_page(page: Page, readers: Readers) -> Article:
    entry = Entry(url=page.url, title="", feed_url="")
    for reader in readers.articles:
        if reader.accepts(page):
            return reader.read(page, entry)
    raise UserError(page.url, "no installed reader reads this page", "Save its text as a .txt file.")


def _of_text(place: str, page: Page) -> Article:
    plain = read_plain(_decoded(place, page.body))
    return Article(
        url=plain.url or page.url,
        title=plain.title,
        text=plain.text,
        published=plain.published or page.fetched_at,
        source=plain.publisher or _host(plain, page),
        language=plain.language or "und",
    )


def _host(plain: Plain, page: Page) -> str:
    return (urlsplit(plain.url or page.url).hostname or "").removeprefix("www.")


def _decoded(place: str, body: bytes) -> str:
    encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        remedy = "Convert it, for instance with: iconv -f windows-1251 -t utf-8."
        raise UserError(place, "it is no UTF-8 text", remedy) from error


def _path_date(place: str) -> datetime | None:
    found = _PATH_DATE.search(place)
    if not found:
        return None
    try:
        return datetime.fromisoformat("-".join(found.groups()) + "T12:00:00+00:00")
    except ValueError:
        return None


def _without_repeated_title(article: Article) -> Article:
    """Pages like to give their title twice; a copy elsewhere does not, and shall still have the same words."""
    title, text = article.title.strip(), article.text.strip()
    while title and text.split("\n", 1)[0].strip() == title:
        text = text[len(title) :].strip()
    return replace(article, title=title, text=text)
