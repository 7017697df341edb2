"""From alerts to messages: a digest is made of what no digest has told yet, and delivered at least once.

digest | deliver
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from claimwatch.delivery.deliver import retry_at
from claimwatch.delivery.files import write
from claimwatch.delivery.message import build, message_id
from claimwatch.delivery.smtp import send
from claimwatch.errors import ClaimwatchError, Transient, UserError
from claimwatch.pipeline.desk import Desk
from claimwatch.records import AlertKind, Delivery, Digest

QUIET = timedelta(hours=23)
"""A day without news is said once a day; a little less than a day, so that a daily schedule may jitter."""


@dataclass(frozen=True, slots=True)
class Told:
    """What telling came to."""

    digest: Digest | None
    files: tuple[Path, ...] = ()
    sent: int = 0
    waiting: int = 0
    """Deliveries that are to be tried again."""
    failed: int = 0


def tell(desk: Desk, now: datetime, kinds: tuple[AlertKind, ...] | None = None) -> Told:
    """Makes a digest if there is anything to tell, and delivers what is due, older digests included.

    `kinds`: only when an alert of one of these kinds waits. Without a mail server the digest is written to files.
    """
    with desk.store.transaction():
        digest = _make(desk, now, kinds)
        # Before the commit: where the files cannot be written, the alerts are still to be told.
        files = _write(desk, digest) if digest and not _mailed(desk) else ()
    return _deliver(desk, now, Told(digest, files))


def preview(desk: Desk, now: datetime, out: Path) -> tuple[Digest, tuple[Path, ...]]:
    """The digest that would be told now, written to files; nothing counts as told."""
    desk.store.db.conn.execute("BEGIN IMMEDIATE")
    try:
        digest = desk.store.outbox.make_digest(desk.topic.id, now)
    finally:
        desk.store.db.conn.execute("ROLLBACK")
    return digest, tuple(write(digest, desk.topic, out))


def _mailed(desk: Desk) -> bool:
    return bool(desk.settings.smtp_url and desk.topic.recipients)


def _make(desk: Desk, now: datetime, kinds: tuple[AlertKind, ...] | None) -> Digest | None:
    """The digest and its deliveries go into the outbox together."""
    outbox, topic = desk.store.outbox, desk.topic
    if not outbox.untold(topic.id, kinds) and (kinds or not _quiet_day(desk, now)):
        return None
    digest = outbox.make_digest(topic.id, now)
    for recipient in topic.recipients if _mailed(desk) else ():
        key = message_id(topic.id, digest.id, recipient, desk.settings.sender)
        outbox.plan(Delivery(digest.id, recipient, key))
    return digest


def _quiet_day(desk: Desk, now: datetime) -> bool:
    """Whether it is to be said that there is no news."""
    last = desk.store.outbox.last_digest(desk.topic.id)
    return desk.topic.empty_digest == "say" and (last is None or now - last[1] >= QUIET)


def _write(desk: Desk, digest: Digest) -> tuple[Path, ...]:
    message = build(digest, desk.topic, "", desk.settings)
    return tuple(write(digest, desk.topic, desk.settings.out, message))


# ---------------------------------------------------------------- deliver


def _deliver(desk: Desk, now: datetime, told: Told) -> Told:
    """Sends everything that is due; each delivery is claimed first, so that two senders do not send the same one."""
    outcomes = {"sent": 0, "waiting": 0, "failed": 0}
    if desk.settings.smtp_url:
        while delivery := desk.store.outbox.claim(desk.topic.id, now):
            outcomes[_send(desk, delivery, now)] += 1
    return Told(told.digest, told.files, **outcomes)


def _send(desk: Desk, delivery: Delivery, now: datetime) -> str:
    outbox = desk.store.outbox
    try:
        message = build(outbox.digest(delivery.digest_id), desk.topic, delivery.recipient, desk.settings)
        message.replace_header("Message-ID", delivery.message_id)  # as it was at the first attempt, come what may
        send(message, desk.settings)
    except (Transient, UserError) as error:  # a wrong setting can be put right
        again = retry_at(delivery.attempts, now)
        if again:
            outbox.postponed(delivery, str(error), again)
            return "waiting"
        outbox.failed(delivery, f"given up after {delivery.attempts} attempts: {error}")
        return "failed"
    except ClaimwatchError as error:
        outbox.failed(delivery, str(error))
        return "failed"
    outbox.delivered(delivery, now)
    return "sent"
