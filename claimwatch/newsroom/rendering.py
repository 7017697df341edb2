"""Pages and feeds out of templates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimwatch.newsroom.coverage import Outlet, Piece


class Web(Protocol):
    """Where things stand (an `Edition`)."""

    def home(self, outlet: Outlet) -> str:
        """The outlet's address."""

    def url(self, piece: Piece) -> str:
        """The address of an article's page."""


def render(template: str, **context: object) -> str:
    """The template of that name in `layouts`, filled in."""
    return _templates().get_template(template).render(context)


def feed_json(web: Web, outlet: Outlet, pieces: Sequence[Piece]) -> str:
    """The outlet's feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": web.home(outlet) + "/",
        "feed_url": web.home(outlet) + outlet.feed_path,
        "language": outlet.language,
        "items": [_item(web, piece) for piece in pieces],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _item(web: Web, piece: Piece) -> dict[str, object]:
    return {
        "id": web.url(piece),
        "url": web.url(piece),
        "title": piece.title,
        "summary": piece.paragraphs[0],
        "date_published": piece.outlet.local(piece.published).isoformat(),
        "authors": [{"name": piece.author}] if piece.author else [],
    }


@cache
def _templates() -> Environment:
    loader = PackageLoader("claimwatch.newsroom", "layouts")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["rfc822"] = format_datetime
    made.filters["w3c"] = datetime.isoformat
    made.filters["fingerprint"] = lambda text: sha256(text.encode()).hexdigest()[:16]
    return made
