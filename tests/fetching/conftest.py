"""A web server on loopback that says exactly what it is told to, bytes that no honest server would send included."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwatch.fetching.client import Fetcher
from claimwatch.settings import Settings

Reply = bytes | Callable[[socket.socket], None]


@dataclass
class Server:
    """`replies` by path; what was asked is in `requests`, whole."""

    listener: socket.socket
    certificate: Path | None = None
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def url(self, path: str, host: str = "paper.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def say(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.replies[path] = "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def asked(self) -> list[str]:
        """The paths that were asked, robots.txt left out."""
        paths = [request.split()[1] for request in self.requests]
        return [path for path in paths if path != "/robots.txt"]

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self.greet, args=(connection,), daemon=True).start()

    def greet(self, connection: socket.socket) -> None:
        with suppress(OSError):  # whoever does not trust us hangs up
            if self.certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self.certificate)
                connection = context.wrap_socket(connection, server_side=True)
            self.answer(connection)

    def answer(self, connection: socket.socket) -> None:
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(65536)
            self.requests.append(request.decode("latin-1"))
            reply = self.replies.get(request.split()[1].decode("latin-1"), b"HTTP/1.1 404 Not Found\r\n\r\n")
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)
            connection.shutdown(socket.SHUT_WR)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running()


@pytest.fixture
def tls_server() -> Iterator[Server]:
    """Its certificate is signed by itself, for paper.example alone, until 2126."""
    yield from running(Path(__file__).with_name("paper.example.pem"))


def running(certificate: Path | None = None) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener, certificate)
        threading.Thread(target=server.serve, daemon=True).start()
        yield server
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def settings() -> Settings:
    """All of `.example` stands on loopback and may; it is nobody's but the tests'."""
    return Settings(hosts=(("*.example", "127.0.0.1"),), allow_private=("*.example",), pace=0.0)


@pytest.fixture
def fetcher(settings: Settings) -> Iterator[Fetcher]:
    with Fetcher(settings) as fetcher:
        yield fetcher


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 1, 12, tzinfo=UTC)
