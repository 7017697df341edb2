"""Digests on their way: to files, to a mail server that takes them, refuses them, or is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from claimwatch.errors import UserError
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import ingest
from claimwatch.pipeline.tell import QUIET, preview, tell
from claimwatch.records import Article
from claimwatch.store import open_store
from claimwatch.store.outbox import LEASE
from tests.delivery.mailroom import Mailroom, free_port, serving

READERS = ("first@post.example", "second@post.example")
Story = tuple[Article, ...]


@pytest.fixture
def news(desk: Desk, story: Story, now: datetime) -> Desk:
    """A desk with something to tell, and nobody to tell it to."""
    assert ingest(desk, story[:1], now)[1].alerts > 0
    return desk


def mailing(desk: Desk, port: int) -> Desk:
    """The same desk with readers and a mail server."""
    settings = replace(desk.settings, smtp_url=f"smtp://127.0.0.1:{port}", sender="news@watch.example")
    return replace(desk, settings=settings, topic=replace(desk.topic, recipients=READERS))


def states(desk: Desk) -> dict[str, str]:
    return {row["recipient"]: row["state"] for row in desk.store.outbox.deliveries(desk.topic.id)}


# ---------------------------------------------------------------- files


def test_without_a_mail_server_it_is_written_to_files_once(news: Desk, now: datetime) -> None:
    told = tell(news, now)
    assert told.digest
    assert sorted(path.name for path in told.files) == ["tidal-1.eml", "tidal-1.html", "tidal-1.txt"]
    assert "900 metres" in (news.settings.out / "tidal-1.txt").read_text("utf-8")
    again = tell(news, now + timedelta(minutes=30))
    assert (again.digest, again.files) == (None, ())


def test_the_next_digest_takes_what_came_since(news: Desk, story: Story, now: datetime) -> None:
    first = tell(news, now)
    ingest(news, story, now)
    second = tell(news, now + timedelta(hours=1))
    assert first.digest
    assert second.digest
    told = [{alert.url for alert in digest.alerts} for digest in (first.digest, second.digest)]
    assert told[0] == {story[0].url}
    assert story[4].url in told[1]
    assert not told[0] & told[1]


def test_where_the_files_cannot_be_written_nothing_counts_as_told(news: Desk, now: datetime) -> None:
    waiting = news.store.outbox.untold(news.topic.id)
    news.settings.out.write_text("a file where the folder should be")
    with pytest.raises(UserError, match="cannot be written"):
        tell(news, now)
    assert news.store.outbox.untold(news.topic.id) == waiting
    assert news.store.outbox.last_digest(news.topic.id) is None
    news.settings.out.unlink()
    told = tell(news, now)
    assert told.digest
    assert len(told.digest.alerts) == waiting


def test_a_preview_tells_nothing(news: Desk, tmp_path: Path, now: datetime) -> None:
    waiting = news.store.outbox.untold(news.topic.id)
    shown, files = preview(news, now, tmp_path / "look")
    assert len(shown.alerts) == waiting
    assert sorted(path.suffix for path in files) == [".html", ".txt"]
    assert news.store.outbox.untold(news.topic.id) == waiting
    told = tell(news, now)
    assert told.digest
    assert told.digest.alerts == shown.alerts


# ---------------------------------------------------------------- quiet days


def test_that_there_is_no_news_is_said_once_a_day(news: Desk, now: datetime) -> None:
    first = tell(news, now).digest
    quiet = [tell(news, now + hours * timedelta(hours=1)).digest for hours in (1, 12, 24, 25)]
    assert first
    assert [digest is not None for digest in quiet] == [False, False, True, False]
    assert timedelta(hours=24) > QUIET


def test_a_topic_may_wish_no_word_of_quiet_days(news: Desk, now: datetime) -> None:
    silent = replace(news, topic=replace(news.topic, empty_digest="skip"))
    assert tell(silent, now).digest
    assert tell(silent, now + timedelta(days=30)).digest is None


def test_only_kinds_that_do_not_wait_are_told_at_once(news: Desk, now: datetime) -> None:
    assert tell(news, now, ("contradicted",)).digest is None
    told = tell(news, now, ("new", "contradicted")).digest
    assert told
    assert told.alerts


# ---------------------------------------------------------------- mail


def test_mail_goes_to_every_reader_once(news: Desk, now: datetime) -> None:
    room = Mailroom()
    with serving(room) as port:
        desk = mailing(news, port)
        told = tell(desk, now)
        tell(desk, now + timedelta(hours=1))
    assert (told.sent, told.waiting, told.failed, told.files) == (2, 0, 0, ())
    assert sorted(message["To"] for message in room.taken) == sorted(READERS)
    assert len({message["Message-ID"] for message in room.taken}) == 2
    assert set(states(desk).values()) == {"sent"}


def test_two_senders_at_once_send_no_message_twice(news: Desk, now: datetime) -> None:
    room = Mailroom()
    with serving(room) as port, open_store(news.settings.db) as store:
        desk = mailing(news, port)
        planned = tell(replace(desk, settings=replace(desk.settings, smtp_url=f"smtp://127.0.0.1:{free_port()}")), now)
        assert planned.waiting == 2
        due = now + timedelta(hours=1)
        other = store.outbox.claim(desk.topic.id, due)
        told = tell(desk, due)
    assert other
    assert told.sent == 1
    assert other.recipient not in {message["To"] for message in room.taken}


def test_a_refused_reader_is_given_up_and_the_others_are_served(news: Desk, now: datetime) -> None:
    class Choosy(Mailroom):
        async def handle_RCPT(self, *arguments: object) -> str:  # noqa: N802 - the server's name for it
            self.answers["RCPT"] = "550 no such user" if arguments[3] == READERS[0] else "250 OK"
            return await super().handle_RCPT(*arguments)  # type: ignore[arg-type]

    room = Choosy()
    with serving(room) as port:
        desk = mailing(news, port)
        told = tell(desk, now)
        later = tell(desk, now + timedelta(days=2))
    assert (told.sent, told.failed) == (1, 1)
    assert states(desk)[READERS[0]] == "failed"
    assert "550" in next(row["error"] for row in desk.store.outbox.deliveries(desk.topic.id) if row["error"])
    assert [message["To"] for message in room.taken][:1] == [READERS[1]]
    assert later.digest
    assert later.digest.id == 2


def test_a_server_that_is_away_gets_the_same_message_later(news: Desk, now: datetime) -> None:
    port = free_port()
    away = tell(mailing(news, port), now)
    assert (away.sent, away.waiting) == (0, 2)
    planned = {row["recipient"]: row["message_id"] for row in news.store.outbox.deliveries(news.topic.id)}
    room = Mailroom()
    with serving(room) as port:
        desk = mailing(news, port)
        too_early = tell(desk, now + timedelta(seconds=30))
        back = tell(desk, now + timedelta(hours=1))
    assert (too_early.sent, too_early.digest) == (0, None)
    assert (back.sent, back.digest) == (2, None)
    assert {message["To"]: message["Message-ID"] for message in room.taken} == planned


def test_a_sender_that_died_unheard_is_followed_by_another_with_the_same_message(news: Desk, now: datetime) -> None:
    desk = mailing(news, free_port())
    tell(desk, now)
    died = desk.store.outbox.claim(desk.topic.id, now + timedelta(hours=1))
    assert died
    room = Mailroom()
    with serving(room) as port:
        desk = mailing(news, port)
        meanwhile = tell(desk, now + timedelta(hours=1))
        afterwards = tell(desk, now + timedelta(hours=1) + LEASE)
    assert (meanwhile.sent, afterwards.sent) == (1, 1)
    assert [message["Message-ID"] for message in room.taken if message["To"] == died.recipient] == [died.message_id]


def test_a_server_that_stays_away_is_given_up_in_the_end(news: Desk, now: datetime) -> None:
    desk = mailing(news, free_port())
    desk = replace(desk, topic=replace(desk.topic, empty_digest="skip", recipients=READERS[:1]))
    outcomes = [tell(desk, now + timedelta(hours=hours)) for hours in range(0, 24 * 6, 6)]
    assert sum(told.failed for told in outcomes) == 1
    assert states(desk) == {READERS[0]: "failed"}
    assert outcomes[-1].waiting == 0


def test_wrong_settings_lose_nothing_and_their_password_is_not_kept(news: Desk, now: datetime) -> None:
    desk = mailing(news, free_port())
    wrong = replace(desk, settings=replace(desk.settings, smtp_url="smtp://user:secret@127.0.0.1:1"))
    told = tell(wrong, now)
    assert (told.sent, told.waiting, told.failed) == (0, 2, 0)
    assert "secret" not in str([row["error"] for row in desk.store.outbox.deliveries(desk.topic.id)])
    room = Mailroom()
    with serving(room) as port:
        assert tell(mailing(news, port), now + timedelta(hours=1)).sent == 2
