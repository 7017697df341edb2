"""What the built-in reader makes of a labelled stream: claims where the labels have claims, and silence elsewhere.

    python benchmarks/reading.py FOLDER [--show missed|extra]

FOLDER holds `articles.jsonl` and `gold.json`. Printed per language: the share of labelled sentences from which a claim
is read; of the sentences of on-topic articles that are not labelled, the share from which none is; the share that has a
speaker; CPU milliseconds per article after a first pass over them all, and per 250 words.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from claimwatch.records import Article, Claim
from extractors.claims.reader import BuiltinReader
from extractors.claims.sentences import Span, sentences

WORDS_OF_AN_ARTICLE = 250


def main() -> None:
    """Read the stream and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", choices=["missed", "extra"], help="print the sentences read wrongly")
    options = parser.parse_args()
    articles = list(stream(options.folder))
    gold = json.loads((options.folder / "gold.json").read_text(encoding="utf-8"))["articles"]
    reader = BuiltinReader()
    counts: Counter[tuple[str, str]] = Counter()
    for identity, article in articles:
        if gold[identity]["on_topic"]:
            count(article, reader.read(article), gold[identity].get("sentences", []), counts, options.show)
    table(counts)
    speed(reader, [article for _, article in articles])


def stream(folder: Path) -> Iterator[tuple[str, Article]]:
    """The stream's articles with their identities."""
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        published = datetime.fromisoformat(row["published"])
        yield row["id"], Article(row["url"], row["title"], row["text"], published, row["source"], row["language"])


def count(
    article: Article,
    claims: Sequence[Claim],
    labels: Sequence[dict[str, Any]],
    counts: Counter[tuple[str, str]],
    show: str | None,
) -> None:
    """Add one article's sentences to the counts."""
    content = article.content
    labelled = [(at, at + len(each["quote"])) for each in labels if (at := content.find(each["quote"])) >= 0]
    read = [(claim.quote.start, claim.quote.end) for claim in claims]
    tongue = article.language
    for span in labelled:
        hit = any(overlap(span, other) for other in read)
        counts[tongue, "labelled, read" if hit else "labelled, missed"] += 1
        if show == "missed" and not hit:
            print(f"missed {tongue}: {content[span[0] : span[1]]}")
    for span in sentences(content, tongue):
        if not any(overlap(span, other) for other in labelled):
            extra = any(overlap(span, other) for other in read)
            counts[tongue, "unlabelled, read" if extra else "unlabelled, silent"] += 1
            if show == "extra" and extra:
                print(f"extra {tongue}: {content[span[0] : span[1]]}")
    counts[tongue, "claims"] += len(claims)
    counts[tongue, "with speaker"] += sum(claim.speaker is not None for claim in claims)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def table(counts: Counter[tuple[str, str]]) -> None:
    """One line per language and one for all."""
    tongues = sorted({tongue for tongue, _ in counts}, key=lambda tongue: -counts[tongue, "claims"])
    for tongue in tongues:
        for _, what in list(counts):
            if tongue != "all":
                counts["all", what] += 0
    for (tongue, what), number in list(counts.items()):
        if tongue != "all":
            counts["all", what] += number
    print(f"{'':5}{'labelled':>9}{'read':>7}{'unlabelled':>12}{'silent':>8}{'claims':>8}{'spoken':>8}")
    for tongue in [*tongues, "all"]:
        row = {what: number for (of, what), number in counts.items() if of == tongue}
        labelled = row.get("labelled, read", 0) + row.get("labelled, missed", 0)
        other = row.get("unlabelled, read", 0) + row.get("unlabelled, silent", 0)
        read = row.get("labelled, read", 0) / max(1, labelled)
        silent = row.get("unlabelled, silent", 0) / max(1, other)
        spoken = row.get("with speaker", 0) / max(1, row.get("claims", 0))
        print(f"{tongue:5}{labelled:9}{read:7.3f}{other:12}{silent:8.3f}{row.get('claims', 0):8}{spoken:8.2f}")


def speed(reader: BuiltinReader, articles: Sequence[Article]) -> None:
    """CPU time per article, warm."""
    for tongue in ("en", "ru"):
        own = [article for article in articles if article.language == tongue]
        if not own:
            continue
        for article in own:
            reader.read(article)
        began = time.process_time()
        for article in own:
            reader.read(article)
        spent = (time.process_time() - began) * 1000
        length = sum(len(article.content.split()) for article in own)
        per_words = spent / length * WORDS_OF_AN_ARTICLE
        print(f"{tongue}: {spent / len(own):.1f} ms an article, {per_words:.1f} ms per {WORDS_OF_AN_ARTICLE} words")


if __name__ == "__main__":
    main()
