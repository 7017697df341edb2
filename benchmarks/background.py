"""Counts in how many sentences of general news each concept and country stands; prints the table for the package.

    python benchmarks/background.py BENCH > claimwatch/judging/background.tsv

BENCH holds `semeval2022_t8/en.jsonl` and `ntrex/docs_en_ru.jsonl`. The table has no word of the texts, only shares.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from claimwatch.plugins import claim_reader
from claimwatch.records import Article

LEAST = 3
"""Sentences in which an anchor must stand to be listed."""


def texts(bench: Path) -> Iterator[tuple[str, str]]:
    """Language and text of every document, each once."""
    seen = set()
    with (bench / "semeval2022_t8" / "en.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            for text in (pair["text1"], pair["text2"]):
                if text not in seen:
                    seen.add(text)
                    yield "en", text
    with (bench / "ntrex" / "docs_en_ru.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            for language in ("en", "ru"):
                yield language, " ".join(document[language])


def main() -> None:
    """Prints anchor and share, the commonest first."""
    reader = claim_reader()
    found: Counter[str] = Counter()
    sentences = 0
    for language, text in texts(Path(sys.argv[1])):
        article = Article("", "", text, datetime(2020, 1, 1, tzinfo=UTC), language=language)
        for claim in reader.read(article):
            sentences += 1
            found.update(anchor for anchor in claim.anchors if anchor[:2] in ("c:", "p:"))
    print(f"# anchor\tshare of {sentences} sentences of general news")
    for anchor, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= LEAST:
            print(f"{anchor}\t{count / sentences:.5f}")


if __name__ == "__main__":
    main()
