"""Labelled coverage streams: reading them, and making a topic of their seeds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from claimwatch.records import Article, Claim, Topic
from claimwatch.topics import load

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Stream:
    """A folder with articles.jsonl, gold.json, topic.md and the seeds."""

    name: str
    about: str
    seeds: tuple[Path, ...]
    articles: dict[str, Article]
    gold: dict[str, Any]

    @cached_property
    def names(self) -> dict[str, str]:
        """By URL the article's name in the gold labels."""
        return {article.url: name for name, article in self.articles.items()}

    @cached_property
    def novel(self) -> frozenset[str]:
        """The claims that the seeds do not make."""
        claims = self.gold["claims"].items()
        return frozenset(name for name, claim in claims if not claim["seed"] and claim["first"])

    def on_topic(self, name: str) -> bool:
        """Whether the article belongs to the topic."""
        return bool(self.gold["articles"][name]["on_topic"])

    def stated(self, name: str, claim: Claim) -> set[str]:
        """The labelled claims that the sentence of a read claim states."""
        sentences = self.gold["articles"][name].get("sentences", [])
        return {
            c
            for sentence in sentences
            if same_sentence(claim.quote.text, sentence["quote"])
            for c in sentence["claims"]
        }


def same_sentence(a: str, b: str) -> bool:
    """Whether one text has nearly all words of the other."""
    left, right = WORD.findall(a.casefold()), WORD.findall(b.casefold())
    short, long = sorted((left, right), key=len)
    if not short:
        return False
    pool = list(long)
    common = 0
    for word in short:
        if word in pool:
            pool.remove(word)
            common += 1
    return common / len(short) >= 0.8 and (len(short) >= 4 or len(short) == len(long))


def load_stream(place: str) -> Stream:
    """The stream in a folder; `FOLDER:SEEDS` where its seeds stand elsewhere."""
    name, _, elsewhere = place.partition(":")
    folder = Path(name)
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    seeds = sorted((Path(elsewhere) if elsewhere else folder / "seeds").glob("*.txt"))
    if not seeds:
        raise SystemExit(f"{folder}: no seeds; write {folder}:FOLDER_OF_SEEDS")
    return Stream(
        folder.name,
        (folder / "topic.md").read_text(encoding="utf-8"),
        tuple(seeds),
        {row["id"]: _article(row) for row in rows},
        json.loads((folder / "gold.json").read_text(encoding="utf-8")),
    )


def _article(row: dict[str, Any]) -> Article:
    published = datetime.fromisoformat(row["published"]).astimezone(UTC)
    return Article(row["url"], row["title"], row["text"], published, row["source"], row["language"])


def make_topic(stream: Stream, folder: Path) -> Topic:
    """A topic folder made of the stream's seeds and description, as its user would make it."""
    seeds = [part for seed in stream.seeds for part in ("--from", str(seed))]
    command = [sys.executable, "-m", "claimwatch", "topic", "new", str(folder), *seeds, "--about", stream.about]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return load(folder)
