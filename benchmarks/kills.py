"""Kills a run with SIGKILL at random moments, goes on each time, and compares its alerts with an undisturbed run's.

    python benchmarks/kills.py STREAM [--times 10] [--seed 1]

A STREAM is a folder in the form of benchmarks/streams/README.md (FOLDER:SEEDS when its seeds stand elsewhere).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
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
        killed = disturbed(folder, articles, seconds, random.Random(args.seed), args.times)
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


def disturbed(folder: Path, articles: Path, seconds: float, chance: random.Random, times: int) -> list[tuple[str, ...]]:
    """The alerts of a run that is killed so many times before it may end."""
    command = [*CLAIMWATCH, "ingest", "topic", str(articles.absolute()), "--db", "killed.db"]
    done = 0
    while done < times:
        run = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(timeout=chance.uniform(0.3, max(1.0, seconds * 0.3)))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            done += 1
            print(f"killed {done}: {stages(folder)}", flush=True)
        else:
            print(f"it was done after {done} kills")
            break
    subprocess.run(command, cwd=folder, check=True)
    return alerts(folder, "killed.db")


def alerts(folder: Path, db: str) -> list[tuple[str, ...]]:
    """URL, quote, kind and score of all alerts, in the order told."""
    command = [*CLAIMWATCH, "alerts", "topic", "--db", db, "--format", "jsonl"]
    lines = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["url"], row["quote"], row["kind"], json.dumps(row["reasons"])) for row in rows]


def stages(folder: Path) -> str:
    """How far the killed run has come."""
    if not (folder / "killed.db").exists():
        return "no database yet"
    command = [*CLAIMWATCH, "articles", "topic", "--db", "killed.db", "--format", "jsonl"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    counts: dict[str, int] = {}
    for line in done.splitlines():
        stage = json.loads(line)["stage"]
        counts[stage] = counts.get(stage, 0) + 1
    return ", ".join(f"{count} {stage}" for stage, count in sorted(counts.items())) or "nothing taken in"


if __name__ == "__main__":
    sys.exit(main())
