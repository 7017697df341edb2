from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from claimwatch.errors import TopicError
from claimwatch.records import Feed, Name, Topic
from claimwatch.topics import Schedule, load, schedules


def test_a_folder_becomes_a_topic(folder: Path) -> None:
    topic = load(folder)
    assert topic == Topic(
        id="harbour",
        name="Harbour",
        folder=folder,
        follow="The new harbour of Portville: its cost, its date, who builds it.",
        ignore="Football.",
        languages=("en", "ru"),
        time_zone="Europe/London",
        digest_cron="0 7 * * mon-fri",
        immediate=("contradicted",),
        recipients=("reader@example.org",),
        empty_digest="skip",
        names=(Name("person", ("Anna Berg", "Анна Берг")), Name("organisation", ("Portville Council",))),
        feeds=(Feed("https://post.example/feed", "The Portville Post", "en"),),
        documents=topic.documents,
        claims=topic.claims,
    )
    assert topic.documents[0].published == datetime(2030, 1, 2, 12, tzinfo=UTC)
    assert topic.claims[0].passage == ("000", 0)


def test_what_is_left_out_has_defaults(folder: Path) -> None:
    (folder / "topic.toml").write_text('name = "H"\nfollow = "F"\n', encoding="utf-8")
    topic = load(folder)
    assert (topic.languages, topic.time_zone, topic.collect_every) == (("en",), "UTC", 30)
    assert (topic.digest_cron, topic.immediate, topic.recipients) == ("0 7 * * *", (), ())


def test_schedules_read_the_profile_alone(folder: Path) -> None:
    (folder / "documents.jsonl").unlink()
    (folder / "feeds.opml").unlink()
    assert schedules(folder.parent) == [
        Schedule("harbour", "Harbour", folder, "Europe/London", 30, "0 7 * * mon-fri", ("contradicted",))
    ]


def test_a_broken_folder_does_not_hide_the_others(folder: Path) -> None:
    broken = folder.parent / "a-broken-one"
    broken.mkdir()
    (broken / "topic.toml").write_text("name = ", encoding="utf-8")
    (folder.parent / "no topic").mkdir()
    first, second = schedules(folder.parent)
    assert isinstance(first, TopicError)
    assert first.problems[0].line == 1
    assert isinstance(second, Schedule)


def test_a_folder_whose_name_is_no_id_has_no_schedule(folder: Path) -> None:
    folder.rename(folder.with_name("new harbour"))
    (only,) = schedules(folder.parent)
    assert isinstance(only, TopicError)


def test_no_root_no_schedules(tmp_path: Path) -> None:
    assert schedules(tmp_path / "none") == []


HEAVY = (
    "lxml",
    "trafilatura",
    "feedparser",
    "babel",
    "sqlite3",
    "httpx",
    "rich",
    "pymorphy3",
    "urllib.request",
    "airflow",
)


def test_importing_topics_is_light() -> None:
    code = f"import sys, claimwatch.topics; print([name for name in {HEAVY!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
