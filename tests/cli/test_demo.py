"""The demo as a newcomer sees it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Claimwatch


@pytest.mark.slow
def test_the_demo_reads_three_polls_and_writes_their_digests(claimwatch: Claimwatch) -> None:
    said = claimwatch("demo", "--out", "out")
    assert (said.code, said.err) == (0, "")
    assert len(re.findall(r"^Poll \d, ", said.out, re.MULTILINE)) == 3
    assert len(re.findall(r"\d+ articles read: \d+ original, \d+ off topic", said.out)) == 3
    assert "Copies and what they copy" in said.out
    assert "why: " in said.out
    suffixes = sorted(path.suffix for path in Path("out").glob("demo-*"))
    assert suffixes == [".eml"] * 3 + [".html"] * 3 + [".txt"] * 3
    for path in Path("out").glob("*.html"):
        assert str(path) in said.out


@pytest.mark.slow
def test_the_demo_begins_anew_and_leaves_other_files_alone(claimwatch: Claimwatch) -> None:
    Path("out").mkdir()
    Path("out/mine.html").write_text("mine")
    first, second = (claimwatch("demo") for _ in range(2))
    assert first.code == second.code == 0
    assert re.sub(r"127.0.0.1:\d+", "", second.out) == re.sub(r"127.0.0.1:\d+", "", first.out)
    assert Path("out/mine.html").read_text() == "mine"
    connection = sqlite3.connect("out/demo.db")
    assert connection.execute("SELECT COUNT(*) FROM digests").fetchone() == (3,)
    connection.close()


def test_a_demo_that_cannot_write_says_so(claimwatch: Claimwatch) -> None:
    Path("out").write_text("a file where the folder should be")
    said = claimwatch("demo")
    assert said.code == 2
    assert said.err.startswith("claimwatch: out: ")
    assert said.err.count("\n") == 1
