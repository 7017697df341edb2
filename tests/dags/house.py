"""A whole installation in a folder: a topic that follows the newsroom, a store, a mail server, Airflow's home."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimwatch.newsroom.server import Newsroom
from claimwatch.records import Alert, AlertKind
from claimwatch.store import open_store
from claimwatch.topics import opml, profile
from claimwatch.topics.toml import write_toml
from tests.delivery.mailroom import Mailroom, serving

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "aspan"
AIRFLOW = Path(sys.executable).with_name("airflow")
RUN_DAGS = Path(__file__).with_name("run_dags.py")
PARSE_DAGS = Path(__file__).with_name("parse_dags.py")
MARK = "RESULT "
"""Begins a line that is meant for the test."""
SECONDS = 100
"""No process of a test is meant to come near it: it is there so that none hangs for ever."""
READERS = ("first@post.example", "second@post.example")


@dataclass(frozen=True)
class House:
    """What a test needs to run the DAGs of one topic and to see what came of it."""

    topic: Path
    newsroom: Newsroom
    mailroom: Mailroom
    environment: dict[str, str]

    @property
    def db(self) -> Path:
        return Path(self.environment["CLAIMWATCH_DB"])

    def alerts(self) -> list[Alert]:
        with open_store(self.db) as store:
            return store.outbox.alerts(self.topic.name)

    def told(self) -> list[tuple[str, str, str]]:
        """The alerts without what differs from run to run."""
        return [(alert.kind, alert.claim.quote.text, alert.url) for alert in self.alerts()]

    def stages(self) -> dict[str, int]:
        with open_store(self.db) as store:
            return store.articles.stages(self.topic.name)

    def command(self, script: Path, *arguments: str) -> list[str]:
        """Running a script with the interpreter of these tests."""
        return [sys.executable, str(script), *arguments]

    def run(self, *command: str | Path) -> str:
        """What a command prints, run in this house; it has to succeed."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        assert done.returncode == 0, f"{done.stdout[-5000:]}\n{done.stderr[-5000:]}"
        return done.stdout

    def dags(self, *names: str) -> list[dict[str, str]]:
        """Runs these DAGs of the topic in turn by `dag.test()`; for each the states of the run and of its tasks."""
        return self.logged(*names)[1]

    def logged(self, *names: str) -> tuple[str, list[dict[str, str]]]:
        """The same, with Airflow's log."""
        ids = [f"claimwatch_{self.topic.name}_{name}" for name in names]
        log = self.run(*self.command(RUN_DAGS, *ids))
        return log, printed(log)

    def over(self, db: Path) -> House:
        """The same house with another store."""
        return replace(self, environment=self.environment | {"CLAIMWATCH_DB": str(db)})


def printed(output: str) -> list[Any]:
    """What a script has printed as lines of JSON, between the lines of Airflow's log."""
    return [json.loads(line.removeprefix(MARK)) for line in output.splitlines() if line.startswith(MARK)]


@contextmanager
def housed(folder: Path, topic: str, immediate: tuple[AlertKind, ...] = ("new",)) -> Iterator[House]:
    """A house whose newsroom has published the first wave of its coverage."""
    room = Mailroom()
    with Newsroom() as newsroom, serving(room) as port:
        newsroom.advance_to(newsroom.coverage.polls[0])
        following = follow(folder / "topics" / topic, newsroom, immediate)
        yield House(following, newsroom, room, surroundings(folder, port))


def follow(folder: Path, newsroom: Newsroom, immediate: tuple[AlertKind, ...]) -> Path:
    """The seeds' topic, with the newsroom for its feeds and readers of our own."""
    shutil.copytree(SEEDS, folder)
    said = profile.read_profile((folder / profile.FILE).read_text("utf-8"), [])
    said = replace(said, immediate=immediate, recipients=READERS)
    (folder / profile.FILE).write_text(write_toml(said), "utf-8")
    (folder / opml.FILE).write_text(opml.write_opml("newsroom", newsroom.feeds()), "utf-8")
    return folder


def surroundings(folder: Path, mail_port: int) -> dict[str, str]:
    """The environment of every process of the house."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "CLAIMWATCH"))}
    return kept | {
        "CLAIMWATCH_TOPICS": str(folder / "topics"),
        "CLAIMWATCH_DB": str(folder / "claimwatch.db"),
        "CLAIMWATCH_OUT": str(folder / "out"),
        "CLAIMWATCH_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "CLAIMWATCH_SENDER": "news@watch.example",
        "CLAIMWATCH_HOSTS": "*.example=127.0.0.1",
        "CLAIMWATCH_ALLOW_PRIVATE": "*.example",
        "CLAIMWATCH_PACE": "0",
        "CLAIMWATCH_RECENT": "365",  # the coverage spans three months
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }
