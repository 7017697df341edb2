"""The mail that carries a digest. Pure: the same digest and recipient make the same message, byte by byte."""

from __future__ import annotations

import hashlib
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any
from urllib.parse import quote

from claimwatch.digests.compose import subject
from claimwatch.digests.html import render_html
from claimwatch.digests.text import render_text
from claimwatch.digests.wording import cut, plain
from claimwatch.errors import Rejected, UserError
from claimwatch.records import Digest, Topic
from claimwatch.settings import Settings

NOBODY = "claimwatch@localhost"
"""The sender of a message that is only written to a file."""


class _Lines(EmailPolicy):
    """How headers are folded: a subject with other letters is encoded whole.

    The library encodes word by word, and where it breaks the line before such a word the reader sees two spaces.
    """

    def fold(self, name: str, value: Any) -> str:
        if name.lower() != "subject" or str(value).isascii():
            line: str = super().fold(name, value)
            return line
        folded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


def build(digest: Digest, topic: Topic, recipient: str, settings: Settings) -> EmailMessage:
    """The digest as a message to `recipient` (empty: to nobody in particular), text first, HTML as the alternative.

    Raises Rejected for a recipient and UserError for a sender that is no mail address.
    """
    sender = settings.sender or NOBODY
    message = EmailMessage(_Lines(linesep="\r\n"))
    message["From"] = _sender(sender)
    message["To"] = _recipient(recipient) if recipient else "undisclosed-recipients:;"
    message["Subject"] = subject(digest, topic)
    message["Date"] = digest.created_at
    message["Message-ID"] = message_id(topic.id, digest.id, recipient, sender)
    message["List-Id"] = f"<{_label(topic.id)}.claimwatch.{_sender(sender).domain}>"
    message["List-Unsubscribe"] = f"<mailto:{_sender(sender).addr_spec}?subject=unsubscribe%20{quote(topic.id)}>"
    message["Auto-Submitted"] = "auto-generated"
    _fill(message, render_text(digest, topic), render_html(digest, topic))
    return message


def message_id(topic_id: str, digest_id: int, recipient: str, sender: str) -> str:
    """The Message-ID of one digest to one recipient, the same at every attempt (RFC 5322 3.6.4).

    So a second copy, sent because the server's answer to the first was unclear, can be recognised. Raises UserError
    for a sender that is no mail address.
    """
    key = hashlib.sha256(f"{topic_id}\0{digest_id}\0{recipient}".encode()).hexdigest()
    return f"<{key[:40]}@{_sender(sender).domain}>"


def _fill(message: EmailMessage, text: str, html: str) -> None:
    message.set_content(text, cte=_encoding(text))
    message.add_alternative(html, subtype="html", cte=_encoding(html))
    key = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()
    message.set_boundary(f"=_{key[:32]}")  # the library's own is random, and a retry should be the same message


def _encoding(text: str) -> str:
    """The shorter of the two that every mail server carries.

    A byte beyond ASCII takes three in quoted-printable; in base64 any three bytes take four.
    """
    size = len(text.encode())
    foreign = size - sum(character.isascii() for character in text)
    return "base64" if foreign * 2 > size / 3 else "quoted-printable"


def _recipient(text: str) -> Address:
    address = _address(text)
    if address is None:
        raise Rejected(f"recipient {cut(plain(text), 80)!r} is no mail address")
    return address


def _sender(text: str) -> Address:
    address = _address(text)
    if address is None:
        raise UserError("CLAIMWATCH_SENDER", f"{cut(plain(text), 80)!r} is no mail address", "Write name@host.example.")
    return address


def _address(text: str) -> Address | None:
    """The address in `text`, None where it is anything else or more: a name, a list, a line break.

    A domain in other letters goes in its ASCII form.
    """
    user, at, domain = text.strip().rpartition("@")
    if not (user and at and domain) or plain(text) != text or any(sign in text for sign in ' ,;:<>()[]"\\'):
        return None
    try:
        return Address(username=user, domain=domain.encode("idna").decode("ascii"))
    except (ValueError, IndexError):  # the parser's words for what is no address; UnicodeError is a ValueError
        return None


def _label(topic_id: str) -> str:
    """A topic's id as a label of a List-Id, which is ASCII (RFC 2919)."""
    return topic_id if topic_id.isascii() else hashlib.sha256(topic_id.encode()).hexdigest()[:16]
