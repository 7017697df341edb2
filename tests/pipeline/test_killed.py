"""Runs that are killed without a warning and begun again come to the same end as one that is left alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from claimwatch.newsroom.server import Newsroom
from claimwatch.store import open_store
from claimwatch.topics import opml
from tests.pipeline import stream

KILLS = 10

DYING = """
import os, signal, sqlite3, sys
from claimwatch.cli import main
from claimwatch.store import database

left = int(sys.argv.pop())
opened = sqlite3.connect

def counted(statement):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(*arguments, **options):
    connection = opened(*arguments, **options)
    connection.set_trace_callback(counted)
    return connection

database.sqlite3.connect = connect
main()
"""
"""`claimwatch`, which kills itself before its so-manieth SQL statement, the last argument."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stream") / "stream.jsonl"
    assert stream.write(path, backwards=True) >= 30
    return path


@pytest.fixture(scope="module")
def undisturbed(file: Path) -> Path:
    """The database of a run that is left alone."""
    db = file.with_name("undisturbed.db")
    stream.finished(stream.start(file, db))
    return db


def sizes(db: Path) -> dict[str, int]:
    """How many rows every table has."""
    with open_store(db) as store:
        return {table.name: table.count for table in store.db.tables if not table.name.startswith("_")}


def same(db: Path, undisturbed: Path) -> None:
    told = stream.told(db)
    assert set(Counter(told).values()) == {1}
    assert told == stream.told(undisturbed)
    assert sizes(db) == sizes(undisturbed)


@pytest.mark.slow
def test_killed_at_ten_moments_and_resumed_each_time(file: Path, undisturbed: Path) -> None:
    db = file.with_name("killed.db")
    share = stream.progress(undisturbed) / (KILLS + 1)
    killed = [killed_at(file, db, int(share * (kill + 1))) for kill in range(KILLS)]
    stream.finished(stream.start(file, db))
    assert sum(killed) > KILLS / 2
    same(db, undisturbed)


def killed_at(file: Path, db: Path, steps: int) -> bool:
    """Begins or resumes the run and kills it when so many steps are done; whether it was still at work."""
    running = stream.start(file, db)
    while running.poll() is None and stream.progress(db) < steps:
        time.sleep(0.002)
    running.kill()
    running.communicate()
    return running.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_killed_between_statements_and_resumed_each_time(file: Path, undisturbed: Path) -> None:
    """Each run dies a growing number of statements after its beginning, until one reaches the end."""
    db = file.with_name("dying.db")
    endings = [dying(file, db, statements) for statements in (3, 40, 130, 331, 702, 1503, 3004, 5005, 7006, 9007)]
    assert endings[:6] == [-signal.SIGKILL] * 6
    stream.finished(stream.start(file, db))
    same(db, undisturbed)


def dying(file: Path, db: Path, statements: int) -> int:
    command = [sys.executable, "-c", DYING, "ingest", str(stream.SEEDS), str(file), "--db", str(db), str(statements)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode


# ---------------------------------------------------------------- from the feeds


@pytest.mark.slow
def test_a_watch_that_is_killed_again_and_again_misses_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.advance_to(newsroom.coverage.polls[0])
    topic = tmp_path / stream.SEEDS.name
    shutil.copytree(stream.SEEDS, topic)
    (topic / opml.FILE).write_text(opml.write_opml("newsroom", newsroom.feeds()), encoding="utf-8")
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    assert watching(topic, whole, 10**9) == 0
    endings = [watching(topic, killed, statements) for statements in (25, 70, 110, 190, 300, 600)]
    assert endings == [-signal.SIGKILL] * len(endings)
    assert watching(topic, killed, 10**9) == 0
    same(killed, whole)


def watching(topic: Path, db: Path, statements: int) -> int:
    """`claimwatch run`, until so many statements are made."""
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLAIMWATCH")},
        "CLAIMWATCH_HOSTS": "*.example=127.0.0.1",
        "CLAIMWATCH_ALLOW_PRIVATE": "*.example",
        "CLAIMWATCH_PACE": "0",
        "CLAIMWATCH_RECENT": "365",  # the coverage spans three months
        "CLAIMWATCH_OUT": str(db.with_suffix("")),
    }
    command = [
        sys.executable,
        "-c",
        DYING,
        "run",
        str(topic),
        "--since",
        "2025-01-01",
        "--db",
        str(db),
        str(statements),
    ]
    return subprocess.run(command, stdout=subprocess.DEVNULL, env=surroundings, check=False, timeout=120).returncode
