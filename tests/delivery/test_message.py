from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from claimwatch.delivery.message import build, message_id
from claimwatch.digests.compose import subject
from claimwatch.errors import Rejected, UserError
from claimwatch.settings import Settings
from tests.digests.samples import FULL, TOPIC, alert, claim, digest

SETTINGS = Settings(sender="news@watch.example")


def test_the_headers() -> None:
    mail = build(FULL, TOPIC, "reader@post.example", SETTINGS)
    headers = {name: str(value) for name, value in mail.items()}
    headers.pop("Content-Type")
    assert headers == {
        "From": "news@watch.example",
        "To": "reader@post.example",
        "Subject": subject(FULL, TOPIC),
        "Date": "Tue, 03 Mar 2026 06:30:00 +0000",
        "Message-ID": message_id("harbour", 7, "reader@post.example", "news@watch.example"),
        "List-Id": "<harbour.claimwatch.watch.example>",
        "List-Unsubscribe": "<mailto:news@watch.example?subject=unsubscribe%20harbour>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
    }


def test_the_same_digest_is_the_same_message() -> None:
    one, two = (build(FULL, TOPIC, "reader@post.example", SETTINGS).as_bytes() for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    "other",
    [("other", 7, "a@b.example"), ("harbour", 8, "a@b.example"), ("harbour", 7, "c@b.example"), ("harbour7", 7, "a")],
)
def test_a_message_id_is_of_one_topic_digest_and_recipient(other: tuple[str, int, str]) -> None:
    assert message_id(*other, "news@watch.example") != message_id("harbour", 7, "a@b.example", "news@watch.example")
    assert message_id(*other, "news@watch.example").endswith("@watch.example>")


@pytest.mark.parametrize("text", ["x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\rBcc: all", "x\u2028Bcc:"])
def test_19_no_field_adds_a_header(text: str) -> None:
    told = digest(alert(1, claim(text, text), title=text, source=text))
    mail = message_from_bytes(
        build(told, replace(TOPIC, name=text), "reader@post.example", SETTINGS).as_bytes(), policy=default
    )
    assert mail["Bcc"] is None
    assert str(mail["Subject"]).startswith("x Bcc:")


@pytest.mark.parametrize(
    "recipient",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "nobody",
        "@b.example",
        "a@",
        "A <a@b.example>",
        "a b@c.example",
        "a@b..example",
        "a\u200b@b.example",
    ],
)
def test_19_what_is_no_recipient_is_rejected(recipient: str) -> None:
    with pytest.raises(Rejected, match="is no mail address") as caught:
        build(FULL, TOPIC, recipient, SETTINGS)
    assert str(caught.value).isprintable()


def test_a_sender_that_is_no_address_names_the_setting() -> None:
    with pytest.raises(UserError, match="CLAIMWATCH_SENDER"):
        build(FULL, TOPIC, "reader@post.example", Settings(sender="news\r\nX: y"))


def test_a_domain_in_other_letters() -> None:
    mail = build(FULL, TOPIC, "reader@почта.example", SETTINGS)
    assert mail["To"] == "reader@xn--80a1acny.example"


def test_without_sender_and_recipient_it_can_still_be_looked_at() -> None:
    mail = build(FULL, TOPIC, "", Settings())
    assert (mail["From"], mail["To"]) == ("claimwatch@localhost", "undisclosed-recipients:;")


def test_a_topic_id_in_other_letters() -> None:
    mail = build(FULL, replace(TOPIC, id="мост"), "reader@post.example", SETTINGS)
    assert str(mail["List-Id"]).isascii()
    assert "unsubscribe%20%D0%BC" in mail["List-Unsubscribe"]


def test_every_line_can_be_carried() -> None:
    told = digest(*(alert(n, claim(f"Слово {n}. " * 200)) for n in range(40)))
    raw = build(told, TOPIC, "reader@post.example", SETTINGS).as_bytes()
    assert raw.isascii()  # 8BITMIME is not offered everywhere
    assert max(map(len, raw.split(b"\r\n"))) <= 998  # RFC 5322 2.1.1
    assert len(raw) < 300_000
