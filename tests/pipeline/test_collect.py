"""Feeds and pages from a site on its good and bad days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from claimwatch.fetching.client import Fetcher
from claimwatch.pipeline import collect
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import collect as gather
from claimwatch.pipeline.run import open_desk, run
from claimwatch.records import Article, Feed
from tests.pipeline.site import HTML, Site

HOUR = timedelta(hours=1)


def following(desk: Desk, *feeds: Feed) -> Desk:
    """The same desk, with these feeds."""
    return replace(desk, topic=replace(desk.topic, feeds=feeds))


@pytest.fixture
def courier(site: Site, story: tuple[Article, ...], now: datetime) -> Feed:
    """An outlet that has published the first article of the story."""
    site.article("courier.example/1", story[0])
    return site.feed("courier.example/rss", ("courier.example/1", story[0].title, now - HOUR))


def test_a_feed_that_fails_does_not_stop_the_others(desk: Desk, site: Site, courier: Feed, now: datetime) -> None:
    site.answers["broken.example/rss"] = 500
    site.answers["nofeed.example/rss"] = (HTML, "<p>Under construction.</p>")
    broken = [Feed(site.url(f"{name}.example/rss"), allow_private=True) for name in ("broken", "nofeed", "absent")]
    watching = following(desk, *broken, courier)
    ran = run(watching, now)
    assert (ran.polled.feeds, ran.polled.failed, ran.judged.articles) == (4, 3, 1)
    errors = {state.url: state.error for state in desk.store.feeds.states(desk.topic.id)}
    assert [bool(errors[feed.url]) for feed in (*broken, courier)] == [True, True, True, False]


def test_a_feed_that_recovers_is_read_and_its_trouble_forgotten(
    desk: Desk, site: Site, courier: Feed, now: datetime
) -> None:
    answer, site.answers["courier.example/rss"] = site.answers["courier.example/rss"], 503
    watching = following(desk, courier)
    assert run(watching, now).polled.failed == 1
    site.answers["courier.example/rss"] = answer
    assert run(watching, now + 24 * HOUR).judged.articles == 1
    assert [state.error for state in desk.store.feeds.states(desk.topic.id)] == [None]


def test_a_page_that_is_no_article_is_set_aside_with_its_reason(
    desk: Desk, site: Site, courier: Feed, now: datetime
) -> None:
    site.answers["empty.example/1"] = (HTML, "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    other = site.feed("empty.example/rss", ("empty.example/1", "Nothing", now), ("empty.example/2", "Gone", now))
    ran = run(following(desk, courier, other), now)
    aside = dict(desk.store.articles.aside(desk.topic.id))
    assert set(aside) == {site.url("empty.example/1"), site.url("empty.example/2")}
    assert "not readable" in aside[site.url("empty.example/1")]
    assert "404" in aside[site.url("empty.example/2")]
    assert ran.judged.articles == 1
    assert ran.told
    assert ran.told.digest
    assert ran.told.digest.silence.set_aside == 2


def test_a_page_that_cannot_be_had_now_is_asked_for_later(desk: Desk, site: Site, courier: Feed, now: datetime) -> None:
    answer, site.answers["courier.example/1"] = site.answers["courier.example/1"], 503
    watching = following(desk, courier)
    assert run(watching, now).fetched == 0
    site.answers["courier.example/1"] = answer
    assert run(watching, now + timedelta(minutes=1)).fetched == 0
    assert run(watching, now + HOUR).judged.articles == 1


def test_a_page_that_never_comes_is_set_aside_in_the_end(desk: Desk, site: Site, courier: Feed, now: datetime) -> None:
    site.answers["courier.example/1"] = 503
    gather(following(desk, courier), now)
    with Fetcher(desk.settings) as fetcher:
        for day in range(1, collect.ATTEMPTS + 2):
            collect.fetch(desk, fetcher, now + timedelta(days=day))
    assert site.asked.count("courier.example/1") == collect.ATTEMPTS
    (_, reason), *others = desk.store.articles.aside(desk.topic.id)
    assert others == []
    assert f"tried {collect.ATTEMPTS} times" in reason


def test_older_entries_are_left_alone(desk: Desk, site: Site, now: datetime) -> None:
    feed = site.feed(
        "courier.example/rss",
        ("courier.example/old", "Old", now - 50 * HOUR),
        ("courier.example/new", "New", now - HOUR),
    )
    polled, fetched, _ = gather(following(desk, feed), now, since=now - 24 * HOUR)
    assert (polled.entries, fetched) == (1, 0)
    assert [row["title"] for row in desk.store.articles.rows(desk.topic.id)] == ["New"]
    assert "courier.example/old" not in site.asked


def test_an_article_whose_page_names_another_url_is_fetched_once(
    desk: Desk, site: Site, story: tuple[Article, ...], now: datetime
) -> None:
    site.article("courier.example/r/17", story[0], canonical="courier.example/2031/sea-wall")
    item = ("courier.example/r/17", story[0].title, now - HOUR)
    watching = following(desk, site.feed("courier.example/rss", item))
    assert run(watching, now).judged.articles == 1
    site.feed("courier.example/rss", item, ("courier.example/r/18", "Not there", now))
    run(watching, now + 24 * HOUR)
    assert site.asked.count("courier.example/r/17") == 1
    assert [row["url"] for row in desk.store.articles.rows(desk.topic.id) if row["stage"] == "judged"] == [
        site.url("courier.example/2031/sea-wall")
    ]


def test_a_clock_that_jumps_back_neither_stops_nor_repeats_anything(
    desk: Desk, site: Site, courier: Feed, story: tuple[Article, ...], now: datetime
) -> None:
    watching = following(desk, courier)
    first = run(watching, now)
    site.article("courier.example/2", story[4])
    site.feed(
        "courier.example/rss",
        ("courier.example/1", story[0].title, now - HOUR),
        ("courier.example/2", story[4].title, now - 60 * HOUR),
    )
    second = run(watching, now - 48 * HOUR)
    assert (first.judged.articles, second.judged.articles) == (1, 1)
    assert first.told
    assert second.told
    assert first.told.digest
    assert second.told.digest
    assert {alert.url for alert in first.told.digest.alerts} == {site.url("courier.example/1")}
    assert {alert.url for alert in second.told.digest.alerts} == {site.url("courier.example/2")}


def test_a_page_that_two_runs_fetch_is_judged_once(desk: Desk, courier: Feed, now: datetime) -> None:
    watching = following(desk, courier)
    with open_desk(watching.topic, desk.settings) as other, Fetcher(desk.settings) as fetcher:
        waited = None

        def progress(what: str, done: int, total: int) -> None:
            """When this run has its list of pages, the other one does everything."""
            nonlocal waited
            if (what, done) == ("fetching pages", 0) and total and waited is None:
                waited = run(other, now)

        ran = run(replace(watching, progress=progress), now)
        collect.fetch(watching, fetcher, now)
    assert waited
    assert (waited.judged.articles, ran.judged.articles) == (1, 0)
    assert desk.store.articles.stages(desk.topic.id) == {"judged": 1}
    told = [(alert.url, alert.claim.quote.text) for alert in desk.store.outbox.alerts(desk.topic.id)]
    assert len(told) == len(set(told)) > 0
