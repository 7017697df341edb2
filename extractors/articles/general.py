"""The article in a page of an outlet that nobody has written a reader for, through trafilatura."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml import html

from claimwatch.errors import Unreadable
from claimwatch.records import Article, Entry, Page
from extractors.articles.encoding import decoded
from extractors.articles.facts import Facts, facts
from extractors.articles.markup import drop_hidden, tree
from extractors.articles.refusals import refusal
from extractors.moments import believable, exact, moment
from extractors.plaintext import line, visible

_TYPES = ("text/", "application/xhtml", "application/xml", "application/octet-stream")
_DATED = 1_000_000
"""Characters of HTML in which a date is searched for; the search is slow, and a long page has too many dates."""
_NEXT_TO_NOTHING = 40
"""Words."""

# They tell on standard error what we raise as errors.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class GeneralArticleReader:
    """Reads any article. Comes last: readers of single outlets have a higher priority."""

    priority = 0

    def accepts(self, page: Page) -> bool:  # noqa: ARG002 - part of the contract
        """Always."""
        return True

    def read(self, page: Page, entry: Entry) -> Article:
        """The article. Raises Unreadable for what is none, with the reason."""
        if page.content_type and not page.content_type.lower().lstrip().startswith(_TYPES):
            raise Unreadable(page.url, f"{page.content_type[:60]} is no web page")
        if _leads_home(page):
            raise Unreadable(page.url, "it leads to the front page")
        markup = decoded(page.body, page.content_type)
        root = tree(page.url, markup)
        known = facts(root, page.url)
        drop_hidden(root)
        title = _title(known, entry)
        text = _text(root, title)
        reason = refusal(title, text)
        if reason:
            raise Unreadable(page.url, reason)
        return Article(
            url=known.canonical,
            title=line(title, 500) or text[:100],
            text=text,
            published=_published(known, entry, page, markup),
            source=entry.source or known.site or _host(page.url),
            language=_language(known),
            author=known.author or entry.author,
        )


def _leads_home(page: Page) -> bool:
    """Whether an article's address redirects to the outlet's first page, which is how some say "not found"."""
    asked, came = urlsplit(page.requested_url or page.url), urlsplit(page.url)
    return came.path in {"", "/"} and not came.query and (asked.path not in {"", "/"} or bool(asked.query))


def _title(known: Facts, entry: Entry) -> str:
    """The page's title; the feed's, where the page only adds something to it (its own name, a section)."""
    if entry.title and known.title.casefold().startswith(entry.title.casefold()):
        return entry.title
    return known.title or entry.title


def _text(root: html.HtmlElement, title: str) -> str:
    """The paragraphs of the main text, parted by empty lines; the title, where it is repeated, is left out.

    Precision first: a line too few costs a repetition, a line of another article is a false claim. Where that leaves
    next to nothing, the second reading is less strict.
    """
    paragraphs = _paragraphs(root, strict=True)
    if sum(len(each.split()) for each in paragraphs) < _NEXT_TO_NOTHING:
        paragraphs = _paragraphs(root, strict=False)
    if paragraphs and title.casefold().startswith(paragraphs[0].casefold()):
        paragraphs = paragraphs[1:]
    return "\n\n".join(paragraphs)


def _paragraphs(root: html.HtmlElement, *, strict: bool) -> list[str]:
    found = trafilatura.bare_extraction(root, favor_precision=strict, include_comments=False, with_metadata=False)
    lines = visible(getattr(found, "text", None) or "").split("\n")
    return [" ".join(each.split()) for each in lines if each.strip()]


def _published(known: Facts, entry: Entry, page: Page, markup: str) -> datetime:
    """The page's own instant, else the feed's, else the day that the page names, else the day of the visit.

    A day, or an hour without a zone, is less than what a feed says; a date found in the text is a guess.
    """
    at = page.fetched_at
    instants = (believable(moment(text), at) for text in known.times if exact(text))
    days = (believable(moment(text), at) for text in known.times if not exact(text))
    stated = next((time for time in instants if time), None) or believable(entry.published, at)
    return stated or next((time for time in days if time), None) or _guessed(markup, page) or at


def _guessed(markup: str, page: Page) -> datetime | None:
    if len(markup) > _DATED:
        return None
    found = find_date(
        markup, extensive_search=False, original_date=True, url=page.url, max_date=page.fetched_at.replace(tzinfo=None)
    )
    return believable(datetime.fromisoformat(found).replace(tzinfo=UTC), page.fetched_at) if found else None


def _language(known: Facts) -> str:
    tag = known.language.replace("_", "-").partition("-")[0].strip().lower()
    return tag if tag.isalpha() and len(tag) in {2, 3} else "und"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
