"""The stages as tasks: plain in, plain out, and each of them may be made again after it was killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claimwatch.errors import TopicError, Undelivered
from claimwatch.pipeline import tasks
from claimwatch.store import open_store
from claimwatch.topics import load
from tests.dags.house import READERS, House, housed
from tests.delivery.mailroom import free_port

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with housed(tmp_path, "watched") as opened:
        for name, value in opened.environment.items():
            if name.startswith("CLAIMWATCH"):
                monkeypatch.setenv(name, value)
        yield opened


def collected(folder: str, now: datetime) -> int:
    for hosts in tasks.poll(folder, now):
        tasks.fetch(folder, hosts, now)
    return tasks.judge(folder, now)


@pytest.mark.parametrize(("hosts", "batches"), [(0, 3), (1, 3), (3, 3), (10, 3), (10, 1)])
def test_each_host_is_in_one_batch(hosts: int, batches: int) -> None:
    names = [f"{number}.example" for number in range(hosts)]
    dealt = tasks.dealt(names, batches)
    assert sorted(host for batch in dealt for host in batch) == sorted(names)
    assert len(dealt) == min(hosts, batches)
    assert all(dealt)


def test_all_tasks_made_again_come_to_nothing_more(house: House) -> None:
    folder = str(house.topic)
    assert tasks.last_alert(folder) == 0
    made = collected(folder, NOW)
    assert made == len(house.alerts()) > 0
    assert tasks.last_alert(folder) == house.alerts()[-1].id
    first = tasks.tell(folder, NOW)
    assert first == {"digest": 1, "alerts": made, "sent": len(READERS), "failed": 0, "files": []}

    assert tasks.poll(folder, NOW) == []
    assert tasks.judge(folder, NOW) == 0
    again = tasks.tell(folder, NOW)
    assert again == {"digest": None, "alerts": 0, "sent": 0, "failed": 0, "files": []}
    assert len(house.mailroom.taken) == len(READERS)


def test_a_feed_that_fails_is_no_failure_of_the_task(house: House) -> None:
    feeds = house.topic / "feeds.opml"
    feeds.write_text(feeds.read_text("utf-8").replace(f":{house.newsroom.port}/", f":{free_port()}/"), "utf-8")
    assert tasks.poll(str(house.topic), NOW) == []
    with open_store(house.db) as store:
        states = [store.feeds.state(house.topic.name, feed.url) for feed in load(house.topic).feeds]
    assert all(state.failures == 1 and state.error for state in states)


def test_mail_that_waits_is_an_error_until_it_is_sent(house: House) -> None:
    folder = str(house.topic)
    collected(folder, NOW)
    house.mailroom.answers["RCPT"] = "451 come back later"
    with pytest.raises(Undelivered, match=f"{len(READERS)} messages wait"):
        tasks.tell(folder, NOW)
    del house.mailroom.answers["RCPT"]
    assert tasks.tell(folder, NOW + timedelta(hours=1))["sent"] == len(READERS)
    assert len(house.mailroom.taken) == len(READERS)


def test_only_the_kinds_that_are_asked_for_make_a_digest(house: House) -> None:
    folder = str(house.topic)
    collected(folder, NOW)
    assert not [alert for alert in house.alerts() if alert.kind == "contradicted"]
    assert tasks.tell(folder, NOW, ["contradicted"])["digest"] is None
    assert tasks.tell(folder, NOW, ["contradicted", "new"])["digest"] == 1


def test_a_broken_folder_is_one_line(house: House) -> None:
    (house.topic / "documents.jsonl").unlink()
    with pytest.raises(TopicError, match=r"^[^\n]*documents\.jsonl: it is missing[^\n]*$"):
        tasks.judge(str(house.topic), NOW)


@pytest.mark.parametrize(
    ("call", "stage"),
    [("[tasks.fetch(folder, hosts, now) for hosts in tasks.poll(folder, now)]", "fetched"),
     ("tasks.judge(folder, now)", "judged")],
)  # fmt: skip
def test_a_task_that_is_killed_and_run_again(
    house: House, monkeypatch: pytest.MonkeyPatch, call: str, stage: str
) -> None:
    folder = str(house.topic)
    if stage == "judged":
        for hosts in tasks.poll(folder, NOW):
            tasks.fetch(folder, hosts, NOW)
    killed_at(house, call, stage)
    collected(folder, NOW)
    disturbed = house.told()

    other = house.over(house.db.with_name("undisturbed.db"))
    monkeypatch.setenv("CLAIMWATCH_DB", str(other.db))
    collected(folder, NOW)
    assert disturbed == other.told() != []


def killed_at(house: House, call: str, stage: str) -> None:
    """Makes the call in a process that is killed (SIGKILL) once the first article has reached the stage."""
    script = (
        "from datetime import datetime; from claimwatch.pipeline import tasks;"
        f" folder = {str(house.topic)!r}; now = datetime.fromisoformat({NOW.isoformat()!r}); {call}"
    )
    with subprocess.Popen([sys.executable, "-c", script], env=house.environment) as running:
        end = time.monotonic() + 60
        while not reached(house.db, stage):
            assert running.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < end
            time.sleep(0.002)
        running.send_signal(signal.SIGKILL)


def reached(db: Path, stage: str) -> bool:
    if not db.exists():
        return False
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as reading:
        try:
            return bool(reading.execute("SELECT 1 FROM articles WHERE stage = ?", [stage]).fetchone())
        except sqlite3.OperationalError:  # it is being made
            return False
