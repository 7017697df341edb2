"""What a machine can check of the labelled streams: quotes, references, order, and who said it first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

STREAMS = Path(__file__).parents[2] / "benchmarks" / "streams"
FOLDERS = sorted(path.parent for path in STREAMS.glob("*/gold.json"))
LEAST_STREAMS = 2
KINDS = {"exact", "near", "partial", "translation"}


class Stream:
    """A folder's articles and labels, read whole."""

    def __init__(self, folder: Path) -> None:
        """Read the folder; it must hold articles.jsonl and gold.json."""
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.folder = folder
        self.articles: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.claims: dict[str, dict[str, Any]] = gold["claims"]
        self.labels: dict[str, dict[str, Any]] = gold["articles"]

    def stated(self, article: str) -> set[str]:
        """All claims that an article states."""
        return {claim for sentence in self.labels[article]["sentences"] for claim in sentence["claims"]}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def stream(request: pytest.FixtureRequest) -> Stream:
    return Stream(request.param)


def test_there_are_streams_to_check() -> None:
    assert len(FOLDERS) >= LEAST_STREAMS


def test_articles_are_distinct_labelled_and_in_order(stream: Stream) -> None:
    ids = [article["id"] for article in stream.articles]
    times = [article["published"] for article in stream.articles]
    urls = {article["url"] for article in stream.articles}
    assert ids == list(stream.labels)
    assert times == sorted(set(times))
    assert len(urls) == len(ids)


def test_quotes_are_verbatim(stream: Stream) -> None:
    for article in stream.articles:
        for sentence in stream.labels[article["id"]]["sentences"]:
            quote = sentence["quote"]
            assert quote == article["title"] or quote in article["text"], (article["id"], quote)


def test_a_quote_is_listed_once(stream: Stream) -> None:
    for article, label in stream.labels.items():
        quotes = [sentence["quote"] for sentence in label["sentences"]]
        assert len(quotes) == len(set(quotes)), article


def test_claims_named_are_defined_and_claims_defined_are_used(stream: Stream) -> None:
    named = {claim for article in stream.labels for claim in stream.stated(article)}
    shifted = {claim[slot] for claim in stream.claims.values() for slot in ("changes", "contradicts")}
    unseeded = {claim for claim, label in stream.claims.items() if not label["seed"]}
    assert named | shifted - {None} <= set(stream.claims)
    assert unseeded <= named


def test_first_is_the_earliest_article_that_states_the_claim(stream: Stream) -> None:
    first: dict[str, str | None] = {claim: None for claim, label in stream.claims.items() if label["seed"]}
    for article in stream.labels:
        for claim in stream.stated(article):
            first.setdefault(claim, article)
    assert first == {claim: label["first"] for claim, label in stream.claims.items()}


def test_duplicates_refer_to_earlier_articles_or_to_seeds(stream: Stream) -> None:
    known = {f"seed:{path.name[:3]}" for path in (stream.folder / "seeds").glob("*.txt")}
    for article, label in stream.labels.items():
        original, kind = label["duplicate_of"], label["duplicate_kind"]
        assert (original is None) == (kind is None), article
        assert original is None or (original in known and kind in KINDS), article
        known.add(article)


def test_off_topic_articles_state_no_claims(stream: Stream) -> None:
    assert not [article for article, label in stream.labels.items() if not label["on_topic"] and label["sentences"]]
