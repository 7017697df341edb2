from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimwatch import cli
from claimwatch.records import Article, Topic

TITLE = "is late \x1b[2J\x9b31m\u202egnorts\u202c\x00"
"""Clears the screen, colours it, and turns the text round, where it is let."""


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, object]]:
        """The output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Claimwatch = Callable[..., Said]


@pytest.fixture
def claimwatch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Claimwatch:
    """The program, called with these arguments in a folder of its own and an environment without settings."""
    for name in ("DB", "OUT", "SMTP_URL", "SENDER", "CONTACT", "HOSTS", "ALLOW_PRIVATE", "PACE"):
        monkeypatch.delenv(f"CLAIMWATCH_{name}", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Said:
        monkeypatch.setattr("sys.argv", ["claimwatch", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return call


def line(article: Article) -> str:
    """An article as `claimwatch ingest` takes it."""
    names = ("url", "title", "text", "source", "language")
    row = {name: getattr(article, name) for name in names} | {"published": article.published.isoformat()}
    return json.dumps(row, ensure_ascii=False)


@pytest.fixture
def stream(tmp_path: Path, story: tuple[Article, ...]) -> Path:
    """The story as a file."""
    path = tmp_path / "stream.jsonl"
    path.write_text("".join(line(article) + "\n" for article in story), encoding="utf-8")
    return path


@pytest.fixture
def folder(topic: Topic) -> Path:
    return topic.folder
