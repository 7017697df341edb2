"""HOSTILE row 27, against real servers on loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Iterator

import pytest

from claimwatch.delivery import smtp
from claimwatch.delivery.message import build
from claimwatch.errors import Rejected, Undelivered
from claimwatch.settings import Settings
from tests.delivery.mailroom import Mailroom, free_port, server_side, serving
from tests.digests.samples import FULL, TOPIC

SENDER = "news@watch.example"
READER = "reader@post.example"
MESSAGE = build(FULL, TOPIC, READER, Settings(sender=SENDER))


def settings(port: int, scheme: str = "smtp", login: str = "") -> Settings:
    return Settings(smtp_url=f"{scheme}://{login}127.0.0.1:{port}", sender=SENDER)


def test_both_parts_arrive_as_they_were_written() -> None:
    room = Mailroom()
    with serving(room) as port:
        smtp.send(MESSAGE, settings(port))
    (mail,) = room.taken
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in (text, html):
        assert "Стоимость моста выросла до" in part.get_content()
        assert "Портовые вести" in part.get_content()
    assert (mail["To"], mail["From"], mail["Message-ID"]) == (READER, SENDER, MESSAGE["Message-ID"])
    assert (
        mail["Subject"]
        == "Harbour bridge: Construction of the bridge is to begin in 2028 (2027 → 2028) — and 5 more new claims"
    )


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 5.1.1 no such user"}, Rejected),
        ({"RCPT": "450 4.2.1 mailbox busy"}, Undelivered),
        ({"RCPT": "530 5.7.0 log in first"}, Undelivered),
        ({"DATA": "554 5.7.1 looks like spam"}, Rejected),
        ({"DATA": "451 4.3.0 try later"}, Undelivered),
        ({"DATA": "421 4.3.2 going down"}, Undelivered),
        ({"DATA": None}, Undelivered),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_27_what_a_server_says(answers: dict[str, str | None], error: type[Exception]) -> None:
    room = Mailroom(answers)
    with serving(room) as port, pytest.raises(error) as caught:
        smtp.send(MESSAGE, settings(port))
    assert not room.taken
    said = next(iter(answers.values()))
    assert (said or "mail server 127.0.0.1") in str(caught.value)
    assert str(caught.value).isprintable()


def test_27_after_a_drop_the_same_message_comes_again() -> None:
    room = Mailroom({"DATA": None})
    with serving(room) as port:
        with pytest.raises(Undelivered):
            smtp.send(MESSAGE, settings(port))
        room.answers.clear()
        smtp.send(build(FULL, TOPIC, READER, Settings(sender=SENDER)), settings(port))
    first, second = room.seen
    assert first.as_bytes() == second.as_bytes()
    assert room.taken == [second]


def test_27_a_server_that_is_down() -> None:
    with pytest.raises(Undelivered, match=r"mail server 127\.0\.0\.1"):
        smtp.send(MESSAGE, settings(free_port()))


def test_27_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Undelivered, match="timed out"):
        smtp.send(MESSAGE, settings(silent.getsockname()[1]))


def test_27_a_name_that_is_no_host() -> None:
    with pytest.raises(Undelivered, match="mail server"):
        smtp.send(MESSAGE, Settings(smtp_url=f"smtp://{'a' * 70}.example", sender=SENDER))


def test_the_login_is_decoded() -> None:
    room = Mailroom(login=(b"news@watch.example", b"p@ss/word %"))
    with serving(room) as port:
        smtp.send(MESSAGE, settings(port, login="news%40watch.example:p%40ss%2Fword%20%25@"))
    assert room.logins == [room.login]
    assert len(room.taken) == 1


@pytest.mark.parametrize("password", ["se%40cret", "gеheim"])
def test_a_wrong_password_is_no_reason_to_drop_the_mail_nor_ever_shown(password: str) -> None:
    room = Mailroom(login=(b"news", b"right"))
    with serving(room) as port, pytest.raises(Undelivered) as caught:
        smtp.send(MESSAGE, settings(port, login=f"news:{password}@"))
    error: BaseException | None = caught.value
    while error is not None:
        assert not any(secret in repr(error) for secret in ("se%40cret", "se@cret", "gеheim"))
        error = error.__cause__
    assert not room.taken


# ---------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that is its own authority, and its key, as PEM files."""
    x509 = pytest.importorskip("cryptography.x509", reason="cryptography makes the test's certificate")
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - only where it is installed
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mailroom")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(days=1))
    builder = builder.not_valid_after(now + dt.timedelta(days=1)).add_extension(names, critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    folder = tmp_path_factory.mktemp("tls")
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for file, content in (
        ("cert.pem", builder.sign(key, hashes.SHA256()).public_bytes(encoding)),
        ("key.pem", private),
    ):
        (folder / file).write_bytes(content)
    return str(folder / "cert.pem"), str(folder / "key.pem")


@contextlib.contextmanager
def encrypted(scheme: str, context: ssl.SSLContext, room: Mailroom) -> Iterator[Settings]:
    options = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}
    with serving(room, **options) as port:
        yield settings(port, scheme)


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_mail_goes_encrypted(scheme: str, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    room = Mailroom()
    with encrypted(scheme, server_side(*certificate), room) as reached:
        smtp.send(MESSAGE, reached)
    assert len(room.taken) == 1


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_certificate_of_nobody_is_not_trusted(scheme: str, certificate: tuple[str, str]) -> None:
    room = Mailroom()
    with encrypted(scheme, server_side(*certificate), room) as reached, pytest.raises(Undelivered, match="certificate"):
        smtp.send(MESSAGE, reached)
    assert not room.seen


def test_no_mail_goes_unencrypted_where_it_must_not() -> None:
    room = Mailroom()
    with serving(room) as port, pytest.raises(Undelivered, match="STARTTLS"):
        smtp.send(MESSAGE, settings(port, "smtp+starttls"))
    assert not room.seen
