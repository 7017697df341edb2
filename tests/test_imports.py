"""What may be imported, where a second of start-up would be felt: by `--help`, and by the DAG files at every parse."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("airflow", "babel", "feedparser", "httpcore", "httpx", "jinja2", "lxml", "pymorphy3", "rich", "simplemma"),
    *("sqlite_utils", "trafilatura"),
}
PROGRAM = """
import sys
sys.argv = ["claimwatch", "--help"]
try:
    {0}
finally:
    print("\\nimported:", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def imported(statement: str) -> set[str]:
    """The packages that are there after a statement in a fresh process."""
    command = [sys.executable, "-c", PROGRAM.format(statement)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("imported:")[2].split())


@pytest.mark.parametrize(
    "statement",
    ["from claimwatch.cli import main; main()", "import claimwatch.topics", "import claimwatch.settings"],
)
def test_nothing_heavy_is_imported(statement: str) -> None:
    packages = imported(statement)
    assert "claimwatch" in packages
    assert packages & HEAVY == set()


def test_what_is_heavy_is_seen_when_it_is_imported() -> None:
    assert imported("import claimwatch.store") & HEAVY == {"sqlite_utils"}
