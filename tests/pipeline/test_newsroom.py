"""The newsroom's coverage from feed to digest in three polls, against what the coverage says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from claimwatch.newsroom.coverage import Piece, PieceKind
from claimwatch.newsroom.server import Newsroom
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import Ran, open_desk, run
from claimwatch.records import Alert
from claimwatch.settings import Settings
from claimwatch.topics import load

SEEDS = Path(__file__).parents[2] / "seeds" / "aspan"
AGAIN = timedelta(minutes=45)


@dataclass(frozen=True)
class Watched:
    """What came of watching the newsroom: each poll was run, and run again a little later."""

    newsroom: Newsroom
    desk: Desk
    ran: tuple[Ran, ...]
    again: tuple[Ran, ...]

    def rows(self) -> dict[int, dict[str, object]]:
        """The articles' rows by the numbers of their pieces."""
        by_url = {row["url"]: row for row in self.desk.store.articles.rows(self.desk.topic.id)}
        return {piece.number: by_url[self.url(piece)] for piece in self.newsroom.coverage.pieces}

    def url(self, piece: Piece) -> str:
        return f"http://{piece.outlet.host}:{self.newsroom.port}{piece.path}"

    def pieces(self, *kinds: PieceKind) -> list[Piece]:
        return [piece for piece in self.newsroom.coverage.pieces if piece.kind in kinds]

    def alerts(self) -> list[Alert]:
        return self.desk.store.outbox.alerts(self.desk.topic.id)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    settings = Settings(
        db=folder / "claimwatch.db",
        out=folder / "out",
        hosts=(("*.example", "127.0.0.1"),),
        allow_private=("*.example",),
        pace=0.0,
    )
    with Newsroom() as newsroom:
        topic = replace(load(SEEDS), feeds=newsroom.feeds(), recipients=())
        with open_desk(topic, settings) as desk:
            ran, again = [], []
            for moment in newsroom.coverage.polls:
                newsroom.advance_to(moment)
                ran.append(run(desk, moment))
                again.append(run(desk, moment + AGAIN))
            yield Watched(newsroom, desk, tuple(ran), tuple(again))


# ---------------------------------------------------------------- the flow


def test_every_article_is_read_and_judged(watched: Watched) -> None:
    pieces = watched.newsroom.coverage.pieces
    assert len(pieces) >= 30
    assert sum(ran.judged.articles for ran in watched.ran) == len(pieces)
    assert watched.desk.store.articles.aside(watched.desk.topic.id) == []
    assert set(watched.rows()) == {piece.number for piece in pieces}
    assert all(row["stage"] in {"matched", "traced", "judged"} for row in watched.rows().values())


def test_every_poll_brings_news_and_a_digest_in_files(watched: Watched) -> None:
    for ran in watched.ran:
        assert ran.polled.failed == 0
        assert ran.told
        assert ran.told.digest
        assert len(ran.told.digest.alerts) == ran.judged.alerts > 0
        assert {path.suffix for path in ran.told.files} == {".eml", ".html", ".txt"}
        assert all(path.stat().st_size > 500 for path in ran.told.files)


def test_the_same_poll_again_tells_nothing_and_asks_for_no_page(watched: Watched) -> None:
    for ran in watched.again:
        assert (ran.polled.entries, ran.fetched, ran.judged.articles, ran.judged.alerts) == (0, 0, 0, 0)
        assert ran.told
        assert (ran.told.digest, ran.told.files) == (None, ())
    pages = {(piece.outlet.host, piece.path) for piece in watched.newsroom.coverage.pieces}
    asked = Counter((request.host, request.path) for request in watched.newsroom.requests)
    assert {page: asked[page] for page in pages} == dict.fromkeys(pages, 1)


def test_the_digests_account_for_every_article(watched: Watched) -> None:
    digests = [ran.told.digest for ran in watched.ran if ran.told and ran.told.digest]
    silences = [digest.silence for digest in digests]
    assert sum(silence.articles for silence in silences) == len(watched.newsroom.coverage.pieces)
    for silence in silences:
        assert silence.articles == silence.off_topic + silence.originals + sum(silence.copies.values())


# ---------------------------------------------------------------- copies


def test_exact_copies_are_recognised_and_told_of_nothing(watched: Watched) -> None:
    originals = {piece.number: watched.url(piece) for piece in watched.newsroom.coverage.pieces}
    for piece in watched.pieces("exact"):
        row = watched.rows()[piece.number]
        assert piece.of
        assert (row["duplicate_kind"], row["duplicate_of"]) == ("exact", originals[piece.of])
        assert watched.url(piece) not in {alert.url for alert in watched.alerts()}


@pytest.mark.parametrize(("kind", "share"), [("near", 1.0), ("translation", 0.7)])
def test_most_copies_are_recognised(watched: Watched, kind: PieceKind, share: float) -> None:
    originals = {piece.number: watched.url(piece) for piece in watched.newsroom.coverage.pieces}
    copies = watched.pieces(kind)
    rows = watched.rows()
    found = [piece for piece in copies if piece.of and rows[piece.number]["duplicate_of"] == originals[piece.of]]
    assert len(found) >= share * len(copies)


def test_no_original_is_called_a_copy(watched: Watched) -> None:
    called = {piece.number: watched.rows()[piece.number]["duplicate_kind"] for piece in watched.pieces("original")}
    assert set(called.values()) <= {None, "partial"}


def test_what_is_on_topic_is_in_and_of_its_hard_neighbours_all_but_one_are_out(watched: Watched) -> None:
    """Number 10 gets in: a Slovak plant that makes the same shells. Its names alone tell it apart."""
    off = {piece.number for piece in watched.pieces("off-topic")}
    assert off - {number for number, row in watched.rows().items() if not row["on_topic"]} <= {10}
    assert {number for number, row in watched.rows().items() if not row["on_topic"]} <= off


# ---------------------------------------------------------------- alerts


def test_a_corrected_figure_in_a_copy_is_told_with_the_figure_before(watched: Watched) -> None:
    corrected = next(piece for piece in watched.pieces("near") if piece.new)
    told = [alert for alert in watched.alerts() if alert.url == watched.url(corrected)]
    changes = [alert for alert in told if "1,700" in alert.claim.quote.text]
    assert [alert.kind for alert in changes] == ["changed"]
    assert changes[0].earlier
    assert "1,500" in changes[0].earlier.quote


def test_most_articles_with_something_new_are_told_of(watched: Watched) -> None:
    told = {alert.url for alert in watched.alerts()}
    new = [piece for piece in watched.newsroom.coverage.pieces if piece.new]
    assert len([piece for piece in new if watched.url(piece) in told]) >= 0.8 * len(new)


def test_every_quote_stands_in_its_article(watched: Watched) -> None:
    texts = {
        row["url"]: f"{row['title']}\n\n{row['text']}"
        for row in watched.desk.store.db.query("SELECT url, title, text FROM articles")
    }
    for alert in watched.alerts():
        quote = alert.claim.quote
        assert quote.text
        assert texts[alert.url][quote.start : quote.end] == quote.text


def test_no_claim_is_told_twice(watched: Watched) -> None:
    told = Counter((alert.url, alert.claim.quote.start, alert.claim.quote.end) for alert in watched.alerts())
    assert set(told.values()) == {1}
