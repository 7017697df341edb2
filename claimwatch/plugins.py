"""The readers that are installed, found through their entry points: ours and other people's by the same door."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from claimwatch.contracts import ArticleReader, ClaimReader, FeedReader
from claimwatch.errors import UserError

FEEDS = "claimwatch.feeds"
ARTICLES = "claimwatch.articles"
CLAIMS = "claimwatch.claims"


@cache
def feed_readers() -> tuple[FeedReader, ...]:
    """Every installed feed reader, by name. Raises UserError where one does not load."""
    return tuple(cast("FeedReader", _made(point, FeedReader)) for point in _points(FEEDS))


@cache
def article_readers() -> tuple[ArticleReader, ...]:
    """Every installed article reader, the highest priority first. Raises UserError where one does not load."""
    readers = [cast("ArticleReader", _made(point, ArticleReader)) for point in _points(ARTICLES)]
    return tuple(sorted(readers, key=lambda reader: -reader.priority))


@cache
def claim_reader(name: str = "builtin") -> ClaimReader:
    """The claim reader of this name. Raises UserError where there is none, or where it does not load."""
    points = {point.name: point for point in _points(CLAIMS)}
    if name not in points:
        known = ", ".join(points) or "none"
        raise UserError(f"claim reader {name!r}", "it is not installed", f"Installed: {known}.")
    return cast("ClaimReader", _made(points[name], ClaimReader))


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda point: point.name)


def _made(point: EntryPoint, contract: type) -> object:
    """A plugin is a stranger's code: whatever it raises becomes one line that names it."""
    thing = f"plugin {point.name!r} ({point.value})"
    remedy = "Repair or uninstall the package that brings it."
    try:
        reader: object = point.load()()
    except Exception as error:
        raise UserError(thing, f"it does not load: {type(error).__name__}: {error}", remedy) from error
    if not isinstance(reader, contract):
        raise UserError(thing, f"it is no {contract.__name__}", remedy)
    return reader
