"""A site on loopback that serves what it is given, under every name of `.example`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from claimwatch.records import Article, Feed

HTML, RSS = "text/html; charset=utf-8", "application/rss+xml"


@dataclass
class Site:
    """What stands at `host/path`: a type and a body, or a status. `asked`: what was asked for, but robots.txt."""

    port: int = 0
    answers: dict[str, tuple[str, str] | int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, place: str) -> str:
        host, _, path = place.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def feed(self, place: str, *items: tuple[str, str, datetime]) -> Feed:
        """Puts a feed there whose items are (place, title, time)."""
        written = "".join(
            f"<item><title>{escape(title)}</title><link>{self.url(item)}</link>"
            f"<pubDate>{format_datetime(moment)}</pubDate></item>"
            for item, title, moment in items
        )
        body = f"<rss version='2.0'><channel><title>Feed of {place}</title>{written}</channel></rss>"
        self.answers[place] = (RSS, body)
        return Feed(self.url(place), place, allow_private=True)

    def article(self, place: str, article: Article, canonical: str | None = None) -> None:
        """Puts a page there; `canonical` is the place that it names as its own."""
        paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.text.split("\n\n"))
        link = f"<link rel='canonical' href='{self.url(canonical)}'>" if canonical else ""
        head = f"<title>{escape(article.title)}</title>{link}"
        page = f"<article><h1>{escape(article.title)}</h1>{paragraphs}</article>"
        self.answers[place] = (HTML, f"<!doctype html><html lang='en'><head>{head}</head><body>{page}</body></html>")


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *args: Any) -> None:
        self._site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        place = self.headers["Host"].partition(":")[0] + self.path
        if self.path != "/robots.txt":
            self._site.asked.append(place)
        answer = self._site.answers.get(place, 404)
        status, kind, body = (answer, HTML, "") if isinstance(answer, int) else (200, *answer)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        del args


@contextmanager
def serving() -> Iterator[Site]:
    """A site behind a port of its own."""
    site = Site()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site)) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
