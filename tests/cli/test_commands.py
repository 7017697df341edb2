"""How the commands end: done, done with something wrong, not done and one line that says why."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from claimwatch.cli import COMMANDS
from claimwatch.records import Article
from claimwatch.store import open_store
from tests.cli.conftest import Claimwatch, line
from tests.delivery.mailroom import Mailroom, free_port, serving

ROOT = Path(__file__).parents[2]


def one_line(said: str, *words: str) -> None:
    """An error is one line for a person, and names what it is about."""
    assert said.startswith("claimwatch: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    for word in words:
        assert word in said


# ---------------------------------------------------------------- what is wrong


@pytest.mark.parametrize("command", ["run", "digest", "status", "alerts", "articles"])
def test_a_folder_that_is_not_there(claimwatch: Claimwatch, command: str) -> None:
    said = claimwatch(command, "nowhere")
    assert said.code == 2
    one_line(said.err, "nowhere")
    assert not Path("claimwatch.db").exists()


@pytest.mark.parametrize("command", ["digest", "status", "alerts", "articles"])
def test_a_database_that_is_not_there_is_not_made(claimwatch: Claimwatch, folder: Path, command: str) -> None:
    said = claimwatch(command, folder, "--db", "absent.db")
    assert said.code == 2
    one_line(said.err, "absent.db", "no such database")
    assert not Path("absent.db").exists()


@pytest.mark.parametrize("command", ["digest", "status", "alerts", "articles"])
def test_a_database_that_is_none(claimwatch: Claimwatch, folder: Path, command: str) -> None:
    Path("notes.txt").write_text("Buy milk. " * 500)
    said = claimwatch(command, folder, "--db", "notes.txt")
    assert said.code == 2
    one_line(said.err, "notes.txt", "no SQLite file")


def test_a_file_that_is_not_there(claimwatch: Claimwatch, folder: Path) -> None:
    said = claimwatch("ingest", folder, "absent.jsonl")
    assert said.code == 2
    one_line(said.err, "absent.jsonl")


def broken_line(**fields: object) -> str:
    whole = {"url": "https://a.example/", "title": "T", "text": "T", "published": "2031-03-03T09:00:00Z", "source": "S"}
    return json.dumps({name: value for name, value in (whole | fields).items() if value is not None})


BROKEN = {
    "no JSON": "{",
    "no object": "[1, 2]",
    "no url": broken_line(url=None),
    "empty url": broken_line(url=" "),
    "no date": broken_line(published="yesterday"),
    "no such time": broken_line(published="0001-01-01T00:00:00+14:00"),
    "a number for a text": broken_line(title=4),
    "half a character": broken_line(title="\ud800"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_line_that_is_wrong_is_named_and_nothing_is_taken_in(
    claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...], broken: str
) -> None:
    Path("broken.jsonl").write_text(f"{line(story[0])}\n\n{broken}\n{line(story[4])}\n", encoding="utf-8")
    said = claimwatch("ingest", folder, "broken.jsonl")
    assert said.code == 2
    one_line(said.err, "broken.jsonl:3")
    assert claimwatch("articles", folder, "--format", "jsonl").out == ""


def test_a_file_in_another_encoding(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    Path("latin.jsonl").write_text(line(story[0]).replace("Lindholm", "Lindhölm"), encoding="latin-1")
    said = claimwatch("ingest", folder, "latin.jsonl")
    assert said.code == 2
    one_line(said.err, "latin.jsonl", "UTF-8")


def test_a_file_with_a_byte_order_mark(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    Path("windows.jsonl").write_text(line(story[0]) + "\r\n", encoding="utf-8-sig")
    assert claimwatch("ingest", folder, "windows.jsonl").out.startswith("Took in 1 article;")


@pytest.mark.parametrize(
    "since", ["yesterday", "7", "d", "-1d", "99999999999w", "2031-13-01", "0001-01-01T00:00+14:00"]
)
def test_a_time_that_is_none(claimwatch: Claimwatch, folder: Path, since: str) -> None:
    said = claimwatch("alerts", folder, f"--since={since}")
    assert said.code == 2
    assert f"{since!r} is no time" in said.err
    assert "Traceback" not in said.err


def test_settings_that_are_wrong(claimwatch: Claimwatch, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMWATCH_PACE", "fast")
    said = claimwatch("status", folder)
    assert said.code == 2
    one_line(said.err, "CLAIMWATCH_PACE", "fast")


def test_a_name_that_moves_the_cursor_is_shown_without_that(claimwatch: Claimwatch) -> None:
    said = claimwatch("status", "no\x1b[2J\nwhere")
    assert said.code == 2
    one_line(said.err)
    assert "\x1b" not in said.err


# ---------------------------------------------------------------- the database


def test_where_the_database_is(claimwatch: Claimwatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert claimwatch("db", "path").out == f"{tmp_path / 'claimwatch.db'}\n"
    monkeypatch.setenv("CLAIMWATCH_DB", str(tmp_path / "named.db"))
    assert claimwatch("db", "path").out == f"{tmp_path / 'named.db'}\n"
    assert claimwatch("db", "path", "--db", "given.db").out == f"{tmp_path / 'given.db'}\n"


def test_migrating_says_what_it_did(claimwatch: Claimwatch) -> None:
    assert "m001_feeds" in claimwatch("db", "migrate").out
    assert "nothing to do" in claimwatch("db", "migrate").out


def test_a_backup_has_everything(claimwatch: Claimwatch, folder: Path, stream: Path) -> None:
    claimwatch("ingest", folder, stream)
    assert claimwatch("db", "backup", "copy.db").code == 0
    alerts = claimwatch("alerts", folder, "--format", "jsonl").out
    assert alerts
    assert claimwatch("alerts", folder, "--format", "jsonl", "--db", "copy.db").out == alerts
    again = claimwatch("db", "backup", "copy.db")
    assert again.code == 2
    one_line(again.err, "copy.db")


def test_a_backup_of_nothing(claimwatch: Claimwatch) -> None:
    said = claimwatch("db", "backup", "copy.db")
    assert said.code == 2
    one_line(said.err, "claimwatch.db")
    assert not Path("copy.db").exists()


# ---------------------------------------------------------------- runs


@pytest.fixture
def quiet_web(claimwatch: Claimwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The feeds of the topic stand on loopback and are not allowed to: nothing is asked."""
    del claimwatch  # clears the environment first
    monkeypatch.setenv("CLAIMWATCH_HOSTS", "*.example=127.0.0.1")
    monkeypatch.setenv("CLAIMWATCH_PACE", "0")


@pytest.mark.usefixtures("quiet_web")
def test_a_dry_run_changes_nothing(claimwatch: Claimwatch, folder: Path, stream: Path) -> None:
    claimwatch("ingest", folder, stream)
    with sqlite3.connect("claimwatch.db") as before:
        rows = list(before.iterdump())
    before.close()
    files = sorted(Path().iterdir())
    said = claimwatch("run", folder, "--dry-run")
    assert said.code == 1  # no feed can be polled here
    assert "Dry run" in said.out
    with sqlite3.connect("claimwatch.db") as after:
        assert list(after.iterdump()) == rows
    after.close()
    assert sorted(Path().iterdir()) == files


@pytest.mark.usefixtures("quiet_web")
def test_a_dry_run_makes_no_database(claimwatch: Claimwatch, folder: Path) -> None:
    claimwatch("run", folder, "--dry-run")
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("quiet_web")
def test_a_run_says_what_failed_and_status_says_why(claimwatch: Claimwatch, folder: Path) -> None:
    said = claimwatch("run", folder)
    assert said.code == 1
    assert re.search(r"Polled (\d+) feeds, \1 failed", said.out)
    assert "no feed could be polled" in said.err
    status = claimwatch("status", folder)
    assert status.out.count("refused") >= 2
    assert "Last digest: number 1" in status.out


# ---------------------------------------------------------------- digests


def test_a_digest_is_looked_at_and_then_told(claimwatch: Claimwatch, folder: Path, stream: Path) -> None:
    claimwatch("ingest", folder, stream)
    looked = claimwatch("digest", folder, "--out", "look")
    assert "nothing counts as told" in looked.out
    assert sorted(path.suffix for path in Path("look").iterdir()) == [".html", ".txt"]
    told = claimwatch("digest", folder, "--send")
    assert told.code == 0
    assert "CLAIMWATCH_SMTP_URL is not set" in told.out
    assert sorted(path.suffix for path in Path("out").iterdir()) == [".eml", ".html", ".txt"]
    assert "nothing new to tell" in claimwatch("digest", folder, "--send").out


def test_a_refused_recipient_is_exit_code_1_and_shown_by_status(
    claimwatch: Claimwatch, folder: Path, stream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = tmp_path / "tidal"
    topic.mkdir()
    for file in folder.iterdir():
        text = file.read_text("utf-8").replace("recipients = []", 'recipients = ["reader@post.example"]')
        (topic / file.name).write_text(text, "utf-8")
    claimwatch("ingest", topic, stream)
    monkeypatch.setenv("CLAIMWATCH_SENDER", "news@watch.example")
    with serving(Mailroom(answers={"RCPT": "550 no such user"})) as port:
        monkeypatch.setenv("CLAIMWATCH_SMTP_URL", f"smtp://127.0.0.1:{port}")
        said = claimwatch("digest", topic, "--send")
    assert said.code == 1
    assert "1 failed" in said.out
    status = claimwatch("status", topic).out
    assert "failed" in status
    assert "no such user" in status


def test_a_mail_server_that_is_away_is_no_failure_yet(
    claimwatch: Claimwatch, folder: Path, stream: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimwatch("ingest", folder, stream)
    monkeypatch.setenv("CLAIMWATCH_SENDER", "news@watch.example")
    monkeypatch.setenv("CLAIMWATCH_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    said = claimwatch("digest", folder, "--send")
    assert said.code == 0
    assert "names no recipients" in said.out


def test_status_shows_what_was_set_aside_and_why(
    claimwatch: Claimwatch, folder: Path, stream: Path, story: tuple[Article, ...]
) -> None:
    claimwatch("ingest", folder, stream)
    with open_store(Path("claimwatch.db")) as store:
        store.db.execute("UPDATE articles SET stage = 'fetched' WHERE url = ?", [story[3].url])
        store.articles.set_aside(4, "a page that is no article")
    said = claimwatch("status", folder)
    assert said.code == 0
    assert f"{story[3].url}\ta page that is no article" in said.out
    assert "judged\t3" in said.out
    assert "not polled yet" in said.out


# ---------------------------------------------------------------- the program


def test_a_reader_that_goes_away_gets_no_traceback(claimwatch: Claimwatch, folder: Path, stream: Path) -> None:
    claimwatch("ingest", folder, stream)
    command = [sys.executable, "-m", "claimwatch", "articles", str(folder), "--db", "claimwatch.db"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    running.stdout.close()
    assert running.stderr
    errors = running.stderr.read()
    running.stderr.close()
    assert errors == b""
    assert running.wait(60) in {0, 1}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_and_stands_in_the_readme(claimwatch: Claimwatch, command: str) -> None:
    said = claimwatch(command, "--help")
    assert said.code == 0
    assert f"Usage: claimwatch {command}" in said.out
    assert f"claimwatch {command}" in (ROOT / "README.md").read_text("utf-8")


def test_help_lists_every_command(claimwatch: Claimwatch) -> None:
    said = claimwatch("--help").out
    assert set(re.findall(r"^  (\w+)  ", said, re.MULTILINE)) == set(COMMANDS)


def test_an_unknown_command(claimwatch: Claimwatch) -> None:
    said = claimwatch("watch")
    assert said.code == 2
    assert "No such command 'watch'" in said.err
