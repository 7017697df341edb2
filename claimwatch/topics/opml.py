"""OPML, the format in which feed lists travel: read tolerantly, written plainly.

Bare ampersands, HTML entities, nested folders, other encodings and namespaces are read. Entity declarations are
refused before anything is expanded (CVE-2012-2921), and expat does not recurse, so depth costs nothing.
The one attribute of our own is `allowPrivate="true"` (`Feed.allow_private`).
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from claimwatch.errors import Problem
from claimwatch.records import Feed
from claimwatch.topics.problems import Problems, Remark
from claimwatch.topics.values import language_fault, url_fault

FILE = "feeds.opml"

_XML_ENTITY = re.compile(rb"&(?:(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);|(\w+);)?")


def read_opml(body: bytes, problems: Problems) -> tuple[Feed, ...]:
    """The feeds in their order, each address once; what is wrong is added to `problems`."""
    outlines = _Outlines(problems)
    if not outlines.parse(body):
        return ()
    if outlines.root != "opml":
        problems.append(Problem(FILE, 1, f"its root is <{outlines.root}>, not <opml>", "Give an OPML file."))
    feeds: dict[str, Feed] = {}
    for line, feed in outlines.feeds:
        if feed.url in feeds:
            problems.append(Remark(FILE, line, f"{feed.url} stands in it twice", "Remove one."))
        feeds.setdefault(feed.url, feed)
    return tuple(feeds.values())


def write_opml(title: str, feeds: Iterable[Feed]) -> str:
    """An OPML 2.0 document with these feeds."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<opml version="2.0">', "  <head>"]
    lines += [f"    <title>{_escaped(title)}</title>", "  </head>", "  <body>"]
    lines += [f"    <outline {_attributes(feed)}/>" for feed in feeds]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _attributes(feed: Feed) -> str:
    named = {"type": "rss", "text": feed.title or feed.url, "xmlUrl": feed.url}
    if feed.language:
        named["language"] = feed.language
    if feed.allow_private:
        named["allowPrivate"] = "true"
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in named.items())


def _escaped(text: str) -> str:
    return html.escape(" ".join(text.split()))


class _EntityDeclaredError(Exception):
    """A document that declares entities; no honest OPML does."""


@dataclass(slots=True)
class _Outlines:
    """The feeds of a document as expat walks through it, with the line each stands on."""

    problems: Problems
    feeds: list[tuple[int, Feed]] = field(default_factory=list)
    root: str = ""

    def parse(self, body: bytes) -> bool:
        """Whether the document could be read to its end."""
        text, encoding = _levelled(body)
        parser = expat.ParserCreate(encoding)
        parser.EntityDeclHandler = _refuse_entities
        parser.StartElementHandler = lambda tag, attributes: self._start(tag, attributes, parser.CurrentLineNumber)
        try:
            parser.Parse(text, True)  # noqa: FBT003 - expat takes no keywords
        except _EntityDeclaredError:
            self._report(parser.CurrentLineNumber, "it declares entities", "Remove the document type declaration.")
        except expat.ExpatError as error:
            cause = expat.ErrorString(error.code)
            self._report(error.lineno, f"it is no well-formed XML: {cause}", "Export the list again.")
        except (LookupError, ValueError) as error:  # a declared encoding that Python does not know or expat cannot use
            self._report(1, f"its encoding cannot be read: {error}", "Save it as UTF-8.")
        else:
            return True
        return False

    def _start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.root = self.root or tag.lower()
        if tag.lower() != "outline":
            return
        named = {name.lower(): value.strip() for name, value in attributes.items()}
        url = named.get("xmlurl")
        if url is None:
            return  # a folder
        if fault := url_fault(url):
            self._report(line, fault, "Give the feed's http or https address.")
            return
        self.feeds.append((line, self._feed(url, named, line)))

    def _feed(self, url: str, named: dict[str, str], line: int) -> Feed:
        language = named.get("language") or None
        if language and language_fault(language.lower()):
            self.problems.append(Remark(FILE, line, f"{language!r} is no language tag", "Write en, ru, kk ..."))
            language = None
        title = named.get("title") or named.get("text") or ""
        return Feed(
            url=url,
            title=" ".join(title.split()),
            language=language.lower() if language else None,
            allow_private=named.get("allowprivate", "").lower() == "true",
        )

    def _report(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(FILE, line, message, remedy))


def _refuse_entities(*_declaration: object) -> None:
    raise _EntityDeclaredError


def _levelled(body: bytes) -> tuple[bytes, str | None]:
    """The document with every ampersand in order, and its encoding where that is already known."""
    encoding = None
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body, encoding = body.decode("utf-16", "replace").encode(), "utf-8"
    body = body.removeprefix(codecs.BOM_UTF8).lstrip()
    return _XML_ENTITY.sub(_ampersand, body), encoding


def _ampersand(found: re.Match[bytes]) -> bytes:
    name = found.group(1)
    if name is None:
        return found.group() if len(found.group()) > 1 else b"&amp;"
    meaning = html.entities.html5.get(f"{name.decode('ascii', 'replace')};")
    if meaning is None:
        return b"&amp;" + found.group()[1:]
    return "".join(f"&#{ord(character)};" for character in meaning).encode()
