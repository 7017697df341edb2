"""The newsroom's coverage as a file for `claimwatch ingest`, and that command in processes of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from claimwatch.newsroom.coverage import load
from claimwatch.records import Alert
from claimwatch.store import open_store

SEEDS = Path(__file__).parents[2] / "seeds" / "aspan"


def write(file: Path, *, backwards: bool = False, most: int | None = None) -> int:
    """Writes the coverage, at most so many articles of it, as JSON lines; gives how many there are."""
    pieces = load().pieces[:most]
    lines = [
        json.dumps(
            {
                "url": f"https://{piece.outlet.host}{piece.path}",
                "title": piece.title,
                "text": "\n\n".join(piece.paragraphs),
                "published": piece.published.isoformat(),
                "source": piece.outlet.name,
                "language": piece.language,
            },
            ensure_ascii=False,
        )
        for piece in pieces
    ]
    file.write_text("\n".join(reversed(lines) if backwards else lines) + "\n", encoding="utf-8")
    return len(lines)


def start(file: Path, db: Path) -> subprocess.Popen[str]:
    """`claimwatch ingest` over the file, begun."""
    command = [sys.executable, "-m", "claimwatch", "ingest", str(SEEDS), str(file), "--db", str(db)]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWATCH")}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings)


def progress(db: Path) -> int:
    """How many steps the articles have taken: one when they are read, another when they are judged."""
    connection = sqlite3.connect(db, timeout=10)
    try:
        sql = "SELECT COALESCE(SUM((stage != 'extracted') + (judged_at IS NOT NULL)), 0) FROM articles"
        return int(connection.execute(sql).fetchone()[0])
    except sqlite3.OperationalError:  # there is no table yet
        return 0
    finally:
        connection.close()


def finished(*running: subprocess.Popen[str]) -> None:
    """Waits for commands that shall come to a good end."""
    for each in running:
        _, errors = each.communicate(timeout=120)
        assert each.returncode == 0, errors


def alerts(db: Path) -> list[Alert]:
    with open_store(db) as store:
        return store.outbox.alerts(SEEDS.name)


def told(db: Path) -> list[tuple[str, str, str]]:
    """What the alerts say, in the order told."""
    return [(alert.url, alert.claim.quote.text, alert.kind) for alert in alerts(db)]
