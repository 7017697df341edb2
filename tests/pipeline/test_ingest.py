"""Articles from a file: all or none, in order, once; whoever else does the same at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from claimwatch.errors import UserError
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import ingest, open_desk
from claimwatch.records import Article
from claimwatch.settings import Settings
from tests.pipeline import stream

Story = tuple[Article, ...]
REPEATED = """\
Lindholm will build a tidal power station in the mouth of the river Vessa.

The power station will cost 400 million euros and is to start in 2034.

It will have twelve turbines, which Nordstrom Marine will deliver."""
HOSTILE = {
    "empty": "",
    "space": " ",
    "NUL": "\x00",
    "letter": "A",
    "bidi": "\u202e\u200b",
    "emoji": "😀" * 300,
    "endless": "No end " * 2000,
    "SQL": "'; DROP TABLE articles; --",
    "formula": "=cmd|' /C calc'!A0",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7}",
}


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(alert.url, alert.claim.quote.text, alert.kind) for alert in desk.store.outbox.alerts(desk.topic.id)]


def test_a_story_is_read_as_it_went(desk: Desk, story: Story, now: datetime) -> None:
    added, judged = ingest(desk, story, now)
    assert (added, judged.articles) == (5, 5)
    rows = list(desk.store.articles.rows(desk.topic.id))
    original, exact, near, other, _ = rows
    assert [row["on_topic"] for row in rows] == [1, 1, 1, 0, 1]
    assert (exact["duplicate_kind"], exact["duplicate_of"]) == ("exact", original["url"])
    assert near["duplicate_of"] == original["url"]
    assert original["duplicate_of"] is None
    outlets = Counter(alert.source for alert in desk.store.outbox.alerts(desk.topic.id))
    assert outlets["Vessa Courier"] >= 3
    assert outlets["Red Buoy"] >= 1
    assert outlets["Coast Echo"] == outlets[other["source"]] == 0


def test_news_in_the_title_of_a_copy_is_told(desk: Desk, story: Story, now: datetime) -> None:
    title = "Nordstrom Marine goes bankrupt and lays off 3,100 shipwrights in Karlshaven on 30 June 2027"
    copy = replace(story[1], title=title)
    ingest(desk, (story[0], copy), now)
    assert list(desk.store.articles.rows(desk.topic.id))[1]["duplicate_kind"] == "exact"
    assert [quote for url, quote, _ in told(desk) if url == copy.url] == [title]


def test_an_article_that_breaks_the_judge_holds_up_nobody(
    desk: Desk, story: Story, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by hand")

    with monkeypatch.context() as patched:
        patched.setattr("claimwatch.pipeline.judge.decide", broken)
        ingest(desk, story[:1], now)
    assert desk.store.articles.aside(desk.topic.id) == [
        (story[0].url, "it could not be judged: ZeroDivisionError: by hand")
    ]
    assert desk.store.ledger.find(desk.topic.id, story[0].url) is None, "nothing half-written"
    ingest(desk, story[1:], now)
    assert told(desk)


def test_what_the_seeds_say_is_not_told(desk: Desk, story: Story, now: datetime) -> None:
    repeated = replace(story[0], title="A tidal power station for Lindholm", text=REPEATED)
    ingest(desk, [repeated], now)
    assert [row["on_topic"] for row in desk.store.articles.rows(desk.topic.id)] == [1]
    assert told(desk) == []


def test_the_order_in_the_file_does_not_matter(desk: Desk, story: Story, now: datetime, settings: Settings) -> None:
    ingest(desk, story, now)
    elsewhere = replace(settings, db=settings.db.with_name("backwards.db"))
    with open_desk(desk.topic, elsewhere) as other:
        ingest(other, reversed(story), now)
        assert told(other) == told(desk)


def test_the_same_articles_twice_add_nothing(desk: Desk, story: Story, now: datetime) -> None:
    ingest(desk, [*story, *story], now)
    before = told(desk)
    added, judged = ingest(desk, story, now)
    assert (added, judged.articles, judged.alerts) == (0, 0, 0)
    assert told(desk) == before


def test_an_article_later_in_time_is_judged_by_what_came_before(desk: Desk, story: Story, now: datetime) -> None:
    for article in story:
        ingest(desk, [article], now)
    one_by_one = told(desk)
    assert len(one_by_one) == len(set(one_by_one))
    assert [row["duplicate_kind"] for row in desk.store.articles.rows(desk.topic.id)][:2] == [None, "exact"]


@pytest.mark.parametrize(("hours", "changes"), [(-1, 0), (1, 1)])
def test_an_article_that_comes_late_changes_nothing(
    desk: Desk, story: Story, now: datetime, hours: int, changes: int
) -> None:
    ingest(desk, [story[0]], now)
    ingest(desk, [replace(story[2], published=story[0].published + timedelta(hours=hours))], now)
    assert sum(kind == "changed" and url == story[2].url for url, _, kind in told(desk)) == changes


@pytest.mark.parametrize("tag", ["en-GB", "EN", ""])
def test_a_language_is_read_whatever_its_region(desk: Desk, story: Story, now: datetime, tag: str) -> None:
    ingest(desk, [replace(story[0], language=tag)], now)
    assert [row["language"] for row in desk.store.articles.rows(desk.topic.id)] == ["en"]
    assert not any(alert.claim.by_anchors_only for alert in desk.store.outbox.alerts(desk.topic.id))
    assert told(desk)


def test_when_one_article_is_wrong_none_is_taken(desk: Desk, story: Story, now: datetime) -> None:
    def broken() -> Iterator[Article]:
        yield from story
        raise UserError("line 6", "it is broken", "Mend it.")

    with pytest.raises(UserError, match="line 6"):
        ingest(desk, broken(), now)
    assert desk.store.articles.stages(desk.topic.id) == {}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_can_be_taken_in(desk: Desk, story: Story, now: datetime, text: str) -> None:
    added, judged = ingest(desk, [replace(story[0], title=text, text=text), story[4]], now)
    assert (added, judged.articles) == (2, 2)


def test_two_processes_over_one_file_do_the_work_of_one(tmp_path: Path) -> None:
    file = tmp_path / "stream.jsonl"
    stream.write(file, most=8)
    stream.finished(stream.start(file, tmp_path / "alone.db"))
    stream.finished(*[stream.start(file, tmp_path / "both.db") for _ in range(2)])
    alone, both = stream.told(tmp_path / "alone.db"), stream.told(tmp_path / "both.db")
    assert len(alone) > 5
    assert both == alone
