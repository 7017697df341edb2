"""What stands on the newsroom's web at one moment, and what its servers answer. Pure: no clock, no socket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from claimwatch.newsroom.coverage import Coverage, Outlet, Piece
from claimwatch.newsroom.rendering import feed_json, render

if TYPE_CHECKING:
    from collections.abc import Sequence

FEED_LENGTH = 20
"""Entries that a feed lists at most."""
RELATED = 3

_FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}
_TRACKING = ("utm_", "fbclid", "yclid")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be sent. `modified` is None where no time of change is known."""

    status: int
    content_type: str
    body: bytes
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The coverage up to `moment`, served on `port`. With `moment` None nothing has been published yet."""

    coverage: Coverage
    moment: datetime | None
    port: int

    def answer(self, host: str, target: str) -> Answer:
        """The answer to a GET of `target` (path and query) on `host` (without its port)."""
        outlet = next((outlet for outlet in self.coverage.outlets if outlet.host == host), None)
        if outlet is None:
            return Answer(421, "text/plain; charset=utf-8", b"No such outlet is printed here.\n")
        path = _without_tracking(target)
        if path == "/robots.txt":
            return self._robots(outlet)
        if path == outlet.feed_path:
            return self._feed(outlet)
        piece = next((piece for piece in self.by(outlet) if piece.path == path), None)
        return self._page(piece) if piece else _nothing(outlet)

    def published(self) -> tuple[Piece, ...]:
        """All articles that are out, in order of publication."""
        moment = self.moment
        return tuple(piece for piece in self.coverage.pieces if moment is not None and piece.published <= moment)

    def by(self, outlet: Outlet) -> tuple[Piece, ...]:
        """The articles that are out at one outlet, in order of publication."""
        return tuple(piece for piece in self.published() if piece.outlet == outlet)

    def listed(self, outlet: Outlet) -> tuple[Piece, ...]:
        """What the outlet's feed lists, newest first; of a search engine, what it finds everywhere."""
        pieces = (
            [piece for piece in self.published() if _found(piece, outlet.query)] if outlet.query else self.by(outlet)
        )
        return tuple(reversed(pieces))[:FEED_LENGTH]

    def home(self, outlet: Outlet) -> str:
        """The outlet's address, without a slash at the end."""
        return f"http://{outlet.host}:{self.port}"

    def url(self, piece: Piece) -> str:
        """The address of an article's page."""
        return self.home(piece.outlet) + piece.path

    def _robots(self, outlet: Outlet) -> Answer:
        text = f"User-agent: *\nDisallow: /search\nDisallow: /admin/\n\n# {outlet.name}\n"
        return Answer(200, "text/plain; charset=utf-8", text.encode())

    def _feed(self, outlet: Outlet) -> Answer:
        pieces = self.listed(outlet)
        kind = f"{_FEED_TYPES[outlet.feed]}; charset={outlet.encoding}"
        draw = feed_json if outlet.feed == "json" else _feed_xml
        body = draw(self, outlet, pieces).encode(outlet.encoding, "xmlcharrefreplace")
        return Answer(200, kind, body, max((piece.published for piece in pieces), default=None))

    def _page(self, piece: Piece) -> Answer:
        outlet = piece.outlet
        earlier = [other for other in self.by(outlet) if other.published < piece.published]
        html = render(
            f"{outlet.layout}.html.j2",
            edition=self,
            outlet=outlet,
            piece=piece,
            related=earlier[-RELATED:],
            clutter=self.coverage.clutter[outlet.language],
        )
        body = html.encode(outlet.encoding, "xmlcharrefreplace")
        return Answer(200, f"text/html; charset={outlet.encoding}", body, piece.published)


def _feed_xml(edition: Edition, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    return render(f"{outlet.feed}.xml.j2", edition=edition, outlet=outlet, pieces=pieces)


def _nothing(outlet: Outlet) -> Answer:
    return Answer(404, "text/html; charset=utf-8", render("nothing.html.j2", outlet=outlet).encode())


def _found(piece: Piece, words: tuple[str, ...]) -> bool:
    text = " ".join((piece.title, *piece.paragraphs)).casefold()
    return any(word.casefold() in text for word in words)


def _without_tracking(target: str) -> str:
    parts = urlsplit(target)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING)]
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path
