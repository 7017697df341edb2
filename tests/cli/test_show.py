"""What the commands show of a story, in every format."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from claimwatch.cli.options import CONTROL
from claimwatch.records import Article
from tests.cli.conftest import TITLE, Claimwatch, Said

ALERT_KEYS = {"url", "quote", "kind", "claim", "speaker", "published", "changes"}
ARTICLE_KEYS = {"url", "on_topic", "duplicate_of", "duplicate_kind", "stage", "reason"}


@pytest.fixture
def taken(claimwatch: Claimwatch, folder: Path, stream: Path) -> Said:
    return claimwatch("ingest", folder, stream)


@pytest.mark.usefixtures("taken")
def test_alerts_as_json_lines(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    said = claimwatch("alerts", folder, "--format", "jsonl")
    texts = {article.url: article.content for article in story}
    rows = said.rows()
    assert said.code == 0
    assert len(rows) >= 4
    for row in rows:
        assert set(row) >= ALERT_KEYS
        assert str(row["quote"]) in texts[str(row["url"])]
        assert row["kind"] in {"new", "changed", "contradicted"}
        assert datetime.fromisoformat(str(row["published"])).tzinfo
        assert row["changes"] is None or set(row["changes"]) >= {"quote", "url"}  # type: ignore[call-overload]
    assert [row["published"] for row in rows] == sorted(str(row["published"]) for row in rows)


@pytest.mark.usefixtures("taken")
def test_articles_as_json_lines(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    rows = claimwatch("articles", folder, "--format", "jsonl").rows()
    assert [row["url"] for row in rows] == [article.url for article in story]
    assert all(set(row) >= ARTICLE_KEYS for row in rows)
    assert [row["on_topic"] for row in rows] == [True, True, True, False, True]
    assert (rows[1]["duplicate_of"], rows[1]["duplicate_kind"]) == (story[0].url, "exact")


@pytest.mark.usefixtures("taken")
def test_only_what_is_off_topic(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    rows = claimwatch("articles", folder, "--off-topic", "--format", "jsonl").rows()
    assert [row["url"] for row in rows] == [story[3].url]


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(("command", "columns"), [("alerts", 5), ("articles", 7)])
def test_tables_in_a_pipe_are_tab_separated(claimwatch: Claimwatch, folder: Path, command: str, columns: int) -> None:
    said = claimwatch(command, folder)
    assert said.code == 0
    assert {len(row.split("\t")) for row in said.out.splitlines()} == {columns}


@pytest.mark.usefixtures("taken")
def test_alerts_as_markdown(claimwatch: Claimwatch, folder: Path) -> None:
    said = claimwatch("alerts", folder, "--format", "md")
    alerts = claimwatch("alerts", folder, "--format", "jsonl").rows()
    assert len(re.findall(r"^- \*\*(new|changed|contradicted)\*\* ", said.out, re.MULTILINE)) == len(alerts)
    assert said.out.count("\n  — ") == len(alerts)
    assert "<https://courier.example/story>" in said.out


@pytest.mark.usefixtures("taken")
def test_alerts_since(claimwatch: Claimwatch, folder: Path, story: tuple[Article, ...]) -> None:
    after = story[4].published.isoformat()
    rows = claimwatch("alerts", folder, "--since", after, "--format", "jsonl").rows()
    assert {row["url"] for row in rows} == {story[4].url}
    assert claimwatch("alerts", folder, "--since", "2050-01-01", "--format", "jsonl").out == ""


# ---------------------------------------------------------------- hostile text


@pytest.fixture
def hostile(claimwatch: Claimwatch, folder: Path, stream: Path, story: tuple[Article, ...]) -> None:
    """The first article of the story, written by somebody who does not like us."""
    quote = (
        "The [power station](javascript:alert) *needs* 777 tonnes <b>of</b> copper\x1b[31m & `costs` 55 million euros."
    )
    row = {
        "url": story[0].url + "?<b>\x1b[2J>",
        "title": f"{story[0].title} {TITLE}",
        "text": f"{story[0].text}\n\n{quote}",
        "published": story[0].published.isoformat(),
        "source": "=cmd|' /C calc'!A0\x9b31m",
    }
    stream.write_text(json.dumps(row), encoding="utf-8")
    assert claimwatch("ingest", folder, stream).code == 0


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    "arguments",
    [
        *(("alerts", "--format", form) for form in ("table", "jsonl", "md")),
        *(("articles", "--format", form) for form in ("table", "jsonl")),
        ("status",),
    ],
    ids=" ".join,
)
def test_no_control_character_reaches_the_terminal(
    claimwatch: Claimwatch, folder: Path, arguments: tuple[str, ...]
) -> None:
    command, *options = arguments
    said = claimwatch(command, folder, *options)
    assert said.code == 0
    assert said.out.count("\n") >= 1
    assert CONTROL.findall(said.out.replace("\n", "").replace("\t", "")) == []


@pytest.mark.usefixtures("hostile")
def test_json_lines_still_give_every_character(claimwatch: Claimwatch, folder: Path) -> None:
    (row,) = claimwatch("articles", folder, "--format", "jsonl").rows()
    assert str(row["title"]).endswith(TITLE)


@pytest.mark.usefixtures("hostile")
def test_markdown_means_nothing_in_a_quote(claimwatch: Claimwatch, folder: Path) -> None:
    said = claimwatch("alerts", folder, "--format", "md").out
    assert r"\[power station\]\(javascript:alert\) \*needs\* 777 tonnes \<b\>of\</b\>" in said
    assert r"\& \`costs\`" in said
    assert re.search(r"(?<!\\)<(?!https?://[^<>\s]*>)", said) is None


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("command", ["alerts", "articles", "status"])
def test_a_table_on_a_terminal_is_all_that_moves_there(folder: Path, command: str) -> None:
    main, terminal = pty.openpty()
    arguments = [sys.executable, "-m", "claimwatch", command, str(folder), "--db", "claimwatch.db"]
    with subprocess.Popen(arguments, stdout=terminal, stderr=terminal, env={**os.environ, "COLUMNS": "300"}) as running:
        os.close(terminal)
        shown = read_all(main)
    assert running.returncode == 0
    assert "metres" in shown or command == "status"
    assert [sign for sign in ("\x1b[2J", "\x1b[31m&", "\x9b", "\u202e", "\x00") if sign in shown] == []


def read_all(terminal: int) -> str:
    """What comes out of a terminal until nobody holds its other end."""
    found = b""
    with os.fdopen(terminal, "rb", buffering=0) as source, contextlib.suppress(OSError):
        while part := source.read(65536):
            found += part
    return found.decode()
