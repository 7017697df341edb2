from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwatch import fingerprints
from claimwatch.records import Feed, SeedClaim, SeedDocument
from claimwatch.topics.opml import write_opml
from claimwatch.topics.rows import write_rows

PROFILE = """\
name = "Harbour"
follow = "The new harbour of Portville: its cost, its date, who builds it."
ignore = "Football."
languages = ["en", "ru"]
time_zone = "Europe/London"
collect_every = 30
digest_cron = "0 7 * * mon-fri"
immediate = ["contradicted"]
recipients = ["reader@example.org"]
empty_digest = "skip"

[names]
person = [["Anna Berg", "Анна Берг"]]
organisation = [["Portville Council"]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A topic folder in which nothing is wrong."""
    path = tmp_path / "harbour"
    path.mkdir()
    text = "The council wants a harbour and nobody has asked what it will cost the town."
    document = SeedDocument(
        id="000",
        title="A harbour",
        publisher="The Portville Post",
        published=datetime(2030, 1, 2, 12, tzinfo=UTC),
        language="en",
        url="https://post.example/harbour",
        sha256=fingerprints.digest("A harbour", text),
        shingles=tuple(sorted(fingerprints.shingles(text))),
        passages=(("c:build", "x:harbour"),),
    )
    claim = SeedClaim("c001", "Portville is to get a port.", "fact", ("000",), dates=("2031-05",), passage=("000", 0))
    files = {
        "topic.toml": PROFILE,
        "feeds.opml": write_opml("Harbour", [Feed("https://post.example/feed", "The Portville Post", "en")]),
        "documents.jsonl": write_rows([document]),
        "claims.jsonl": write_rows([claim]),
    }
    for name, content in files.items():
        (path / name).write_text(content, encoding="utf-8")
    return path
