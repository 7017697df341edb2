"""Mail servers that behave as real ones do on their bad days."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailroom:
    """Keeps what it takes. `answers` are given instead of 250: at `RCPT` or at `DATA`; None there hangs up."""

    answers: dict[str, str | None] = field(default_factory=dict)
    login: tuple[bytes, bytes] | None = None
    taken: list[EmailMessage] = field(default_factory=list)
    seen: list[EmailMessage] = field(default_factory=list)
    """All that came, also what was not taken."""
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get("RCPT") or "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        content = envelope.original_content
        assert content is not None
        self.seen.append(message_from_bytes(content, policy=default))  # type: ignore[arg-type]
        answer = self.answers.get("DATA", "250 OK")
        if answer is None:
            assert server.transport is not None
            server.transport.abort()
            return "250 never said"
        if answer.startswith("250"):
            self.taken.append(self.seen[-1])
        return answer

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=self.logins[-1] == self.login, handled=False)


@contextlib.contextmanager
def serving(room: Mailroom, **options: Any) -> Iterator[int]:
    """The room behind a port of its own on loopback, which is given."""
    if room.login is not None:
        options |= {"authenticator": room.authenticate, "auth_require_tls": False}
    controller = Controller(room, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def server_side(certificate: str, key: str) -> ssl.SSLContext:
    """What a server with that certificate (PEM files) offers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
