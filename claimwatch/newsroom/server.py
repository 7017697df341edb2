"""The newsroom's server: every outlet on one port of loopback, told apart by the Host header."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

from claimwatch.newsroom.coverage import Coverage, load
from claimwatch.newsroom.edition import Answer, Edition
from claimwatch.records import Feed


class Request(NamedTuple):
    """One line of the log."""

    method: str
    host: str
    path: str
    """With its query."""
    status: int


class Newsroom:
    """Serves a coverage while its `with` block lasts. Nothing is out before the first `advance_to`.

    To reach it, map the outlets' names to loopback: `Settings(hosts=(("*.example", "127.0.0.1"),),
    allow_private=("*.example",))`.
    """

    def __init__(self, coverage: Coverage | None = None, port: int = 0) -> None:
        self.coverage = coverage or load()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, self), bind_and_activate=False)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._lock = threading.Lock()
        self._edition = Edition(self.coverage, None, port)
        self._requests: list[Request] = []

    def __enter__(self) -> Self:
        self._server.server_bind()
        self._server.server_activate()
        self._edition = replace(self._edition, port=self._server.server_address[1])
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port of all outlets; known once the `with` block is entered."""
        return self.edition.port

    @property
    def hosts(self) -> tuple[str, ...]:
        """The outlets' host names, all under `.example`."""
        return tuple(outlet.host for outlet in self.coverage.outlets)

    @property
    def edition(self) -> Edition:
        """What is out now."""
        with self._lock:
            return self._edition

    @property
    def requests(self) -> tuple[Request, ...]:
        """What has been asked so far, in the order of the answers."""
        with self._lock:
            return tuple(self._requests)

    def feeds(self) -> tuple[Feed, ...]:
        """The feed of every outlet, in the order of the register."""
        edition = self.edition
        return tuple(
            Feed(edition.home(outlet) + outlet.feed_path, outlet.name, outlet.language, allow_private=True)
            for outlet in self.coverage.outlets
        )

    def advance_to(self, moment: datetime) -> None:
        """Publish all that is dated up to `moment` (aware), and take back what is later."""
        with self._lock:
            self._edition = replace(self._edition, moment=moment)

    def note(self, request: Request) -> None:
        """Write a line into the log."""
        with self._lock:
            self._requests.append(request)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = 10
    """Seconds after which a connection that says nothing is closed."""
    wbufsize = -1
    """Head and body go out together: in two packets, each answer waits 40 ms for the reader's acknowledgement."""

    def __init__(self, newsroom: Newsroom, *args: Any) -> None:
        self._newsroom = newsroom
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send what the edition has under this address, or that it has not changed."""
        host = self.headers.get("Host", "").partition(":")[0].lower()
        answer = self._newsroom.edition.answer(host, self.path)
        etag = f'"{sha256(answer.body).hexdigest()[:20]}"'
        unchanged = answer.status == 200 and _unchanged(self.headers, etag, answer.modified)
        status = 304 if unchanged else answer.status
        self._newsroom.note(Request(self.command, host, self.path, status))
        self._send(status, answer, etag)

    do_HEAD = do_GET  # noqa: N815 (http.server asks for this name)

    def _send(self, status: int, answer: Answer, etag: str) -> None:
        self.send_response(status)
        if answer.modified:
            self.send_header("Last-Modified", _stamp(answer.modified))
        if answer.status == 200:
            self.send_header("ETag", etag)
        if status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304 and self.command == "GET":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is http.server's)
        """Keep quiet: the newsroom keeps a log of its own."""


def _unchanged(headers: Message, etag: str, modified: datetime | None) -> bool:
    """RFC 9110, 13.2.2: If-Modified-Since counts only where there is no If-None-Match."""
    known = headers.get("If-None-Match")
    if known is not None:
        return any(tag.strip().removeprefix("W/") in {etag, "*"} for tag in known.split(","))
    since = headers.get("If-Modified-Since")
    if since is None or modified is None:
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except ValueError:
        return False


def _stamp(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
