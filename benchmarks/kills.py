"""Kills a run with SIGKILL at random moments, goes on each time, and compares its alerts with an undisturbed run's.

    python benchmarks/kills.py STREAM [--times 10] [--seed 1]

A STREAM is a folder in the form of benchmarks/streams/README.md (FOLDER:SEEDS when its seeds stand elsewhere).
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from streams import load_stream, make_topic

CLAIMWATCH = [sys.executable, "-m", "claimwatch"]


def main() -> int:
    """Prints what was lost, what was told twice; exit code 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stream")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_topic(load_stream(args.stream), folder / "topic")
        articles = Path(args.stream.partition(":")[0]) / "articles.jsonl"
        whole, seconds = undisturbed(folder, articles)
        killed = disturbed(folder, articles, random.Random(args.seed), args.times)
    told = [alert[:3] for alert in killed]
    print(f"undisturbed: {len(whole)} alerts in {seconds:.1f} s")
    print(f"lost {len(set(whole) - set(killed))}, added {len(set(killed) - set(whole))}, ", end="")
    print(f"twice {len(told) - len(set(told))}, in the same order: {whole == killed}")
    return int(whole != killed)


def undisturbed(folder: Path, articles: Path) -> tuple[list[tuple[str, ...]], float]:
    """The alerts of a run that nobody kills, and how long it takes."""
    start = time.monotonic()
    subprocess.run(
        [*CLAIMWATCH, "ingest", "topic", str(articles.absolute()), "--db", "whole.db"], cwd=folder, check=True
    )
    return alerts(folder, "whole.db"), time.monotonic() - start


def disturbed(folder: Path, articles: Path, chance: random.Random, times: int) -> list[tuple[str, ...]]:
    """The alerts of a run that is killed so many times, each time when it has come to another random step."""
    command = [*CLAIMWATCH, "ingest", "topic", str(articles.absolute()), "--db", "killed.db"]
    steps = 2 * sum(1 for line in articles.open(encoding="utf-8") if line.strip())
    for number, step in enumerate(sorted(chance.sample(range(steps), times)), 1):
        run = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while run.poll() is None and progress(folder / "killed.db") < step:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.03))
        run.kill()
        run.wait()
        print(f"killed {number}: after step {progress(folder / 'killed.db')} of {steps}", flush=True)
    subprocess.run(command, cwd=folder, check=True)
    return alerts(folder, "killed.db")


def progress(db: Path) -> int:
    """How many steps are done: an article that is read counts one, an article that is judged two."""
    sql = "SELECT SUM(CASE stage WHEN 'extracted' THEN 0 WHEN 'read' THEN 1 ELSE 2 END) FROM articles"
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchone()[0] or 0
    except sqlite3.OperationalError:  # not there yet, or just being made
        return 0


def alerts(folder: Path, db: str) -> list[tuple[str, ...]]:
    """URL, quote, kind and score of all alerts, in the order told."""
    command = [*CLAIMWATCH, "alerts", "topic", "--db", db, "--format", "jsonl"]
    lines = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["url"], row["quote"], row["kind"], json.dumps(row["reasons"])) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
