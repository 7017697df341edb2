"""Hands a message to a mail server."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from claimwatch.digests.wording import cut, plain
from claimwatch.errors import ClaimwatchError, Rejected, Undelivered
from claimwatch.settings import Settings

TIMEOUT = 30.0
"""Seconds that the server may take for each answer."""

_LOGIN = frozenset({530, 534, 535, 538})
"""Codes that ask for another login (RFC 4954 6): a fault of the settings, which can be put right, not of the mail."""


def send(message: EmailMessage, settings: Settings) -> None:
    """Hands over the message, which is to one recipient.

    Raises Rejected where the server refuses the recipient or the message for good (5xx). Raises Undelivered where it
    cannot be reached, refuses the login, says "later" (4xx), or hangs up: after that it is not known whether it has
    taken the message, and the same Message-ID must be used again. No error shows the password.
    """
    server = urlsplit(settings.smtp_url)
    with _session(server) as session:
        try:
            session.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise _refusal(error, server) from error


@contextlib.contextmanager
def _session(server: SplitResult) -> Iterator[smtplib.SMTP]:
    """A greeted, encrypted and logged-in connection; whatever goes wrong before the first mail is worth a retry."""
    try:
        session = _connect(server)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        # Not chained: a login's error may hold the password in what it carries.
        raise Undelivered(_line(server, error)) from None
    try:
        yield session
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):  # the answer to the message stands already
            session.quit()


def _connect(server: SplitResult) -> smtplib.SMTP:
    host, port = server.hostname or "", server.port or 0  # 0: the usual port of the protocol
    tls = ssl.create_default_context()
    if server.scheme == "smtps":
        session: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=tls)
    else:
        session = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if server.scheme == "smtp+starttls":
            session.starttls(context=tls)
        if server.username:
            session.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        session.close()
        raise
    return session


def _refusal(error: Exception, server: SplitResult) -> ClaimwatchError:
    code = _code(error)
    final = isinstance(error, smtplib.SMTPNotSupportedError) or (code >= 500 and code not in _LOGIN)
    return (Rejected if final else Undelivered)(_line(server, error))


def _code(error: Exception) -> int:
    """The server's answer in digits; 0 where it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _line(server: SplitResult, error: Exception) -> str:
    """What happened, on one line without the password, even where the server repeats it."""
    words = cut(plain(_words(error)), 300)
    for secret in filter(None, (server.password, unquote(server.password or ""))):
        words = words.replace(secret, "***")
    return f"mail server {server.hostname}: {words or type(error).__name__}"


def _words(error: Exception) -> str:
    if isinstance(error, UnicodeError):
        return "user, password or host name cannot be sent: only ASCII can"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = (f"{name}: {code} {_decoded(text)}" for name, (code, text) in error.recipients.items())
        return "; ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return str(error)


def _decoded(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
