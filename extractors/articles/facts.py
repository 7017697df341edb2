"""What a page says of itself for machines: meta elements, JSON-LD, and a few elements that mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml import html

from extractors.plaintext import line, without_source

_TIMES = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "pubdate", "date")
_ARTICLES = ("Article", "BlogPosting", "Report")
_JSON_LD = 500_000
"""Characters of JSON-LD that are read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Empty where the page does not say. `times` are texts, the most trustworthy first."""

    title: str
    site: str
    author: str
    language: str
    canonical: str
    times: tuple[str, ...]


def facts(root: html.HtmlElement, url: str) -> Facts:
    """The facts of the page at `url`; nothing in `root` is changed."""
    meta = _meta(root)
    article = _article(root)
    site = line(meta.get("og:site_name", ""), 200)
    return Facts(
        title=_title(meta, root, _heading(root), site),
        site=site,
        author=_author(meta, article),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        canonical=_canonical(root, url),
        times=tuple(_times(root, meta, article)),
    )


def _meta(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name.lower(), element.get("content"))
    return found


def _article(root: html.HtmlElement) -> Mapping[str, Any]:
    """The page's article in JSON-LD; empty where there is none."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            document = msgspec.json.decode((script.text or "")[:_JSON_LD])
        except (msgspec.DecodeError, RecursionError):
            continue
        for thing in _things(document):
            if any(str(kind).endswith(_ARTICLES) for kind in _list(thing.get("@type"))):
                return thing
    return {}


def _things(document: Any) -> Iterator[Mapping[str, Any]]:
    """The top level and its graph alone: deeper down stand other articles, which the page only recommends."""
    for thing in _list(document):
        if isinstance(thing, dict):
            yield thing
            yield from (part for part in _list(thing.get("@graph")) if isinstance(part, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _heading(root: html.HtmlElement) -> str:
    """The page's heading, if it has just one: of several none can be told to be the article's."""
    headings = root.xpath("//article//h1") or root.xpath("//h1")
    return line(headings[0].text_content(), 500) if len(headings) == 1 else ""


def _text(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return str(found[0].text_content()) if found else ""


def _title(meta: Mapping[str, str], root: html.HtmlElement, heading: str, site: str) -> str:
    """The title for sharing, else the heading, else the title of the window; without the outlet's name at its end."""
    title = line(meta.get("og:title", ""), 500) or heading or line(_text(root, "//head/title"), 500)
    if heading and title.casefold().startswith(heading.casefold()):
        return heading
    return without_source(title, site)


def _author(meta: Mapping[str, str], article: Mapping[str, Any]) -> str:
    people = [person.get("name") if isinstance(person, dict) else person for person in _list(article.get("author"))]
    names = [name for person in people for name in _list(person) if isinstance(name, str)]
    return line(", ".join(names) or meta.get("author", ""), 200)


def _canonical(root: html.HtmlElement, url: str) -> str:
    """The address that the page gives as its own, where it is one of the same host; else `url`."""
    links = root.xpath("//link[@rel='canonical']/@href")
    try:
        own = urljoin(url, links[0].strip()) if links else url
        theirs, ours = urlsplit(own), urlsplit(url)
    except ValueError:
        return url
    if theirs.scheme not in {"http", "https"} or theirs.netloc != ours.netloc or theirs.path in {"", "/"}:
        return url
    return own


def _times(root: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterable[str]:
    yield from (meta[name] for name in _TIMES[:2] if name in meta)
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"]
    yield from (meta[name] for name in _TIMES[2:] if name in meta)
    yield from root.xpath("//*[@itemprop='datePublished']/@datetime")[:1]
    yield from root.xpath("//article//time/@datetime")[:1]
