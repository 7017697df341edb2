"""Articles from stage to stage, also when two runs take the same steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimwatch.records import Duplicate, Match
from claimwatch.store import Store
from tests.store.records import NOW, TOPIC, article, claim, entry, later, page


def stage(store: Store, number: int) -> str:
    return next(str(row["stage"]) for row in store.articles.rows(TOPIC) if row["id"] == number)


def queued(store: Store, name: str = "courier") -> int:
    assert store.articles.add_entry(TOPIC, entry(name), allow_private=True, now=NOW)
    return next(waiting.id for waiting in store.articles.waiting(TOPIC, NOW) if waiting.entry == entry(name))


def test_an_entry_goes_through_all_stages(store: Store) -> None:
    articles = store.articles
    number = queued(store)
    assert [waiting.allow_private for waiting in articles.waiting(TOPIC, NOW)] == [True]
    articles.save_page(number, page("courier"))
    assert [(found, kept.body, known) for found, kept, known in articles.fetched(TOPIC)] == [
        (number, page("courier").body, entry("courier"))
    ]
    articles.save_text(number, article("courier"))
    assert list(articles.extracted(TOPIC)) == [(number, article("courier"))]
    claims = (claim("A claim.", "c:build", "q:EUR:4"),)
    articles.save_claims(number, "en", claims)
    assert articles.next_read(TOPIC) == (number, article("courier"), claims)
    articles.save_match(number, Match(on_topic=True, score=0.7, reasons=("words",)))
    articles.save_duplicate(number, Duplicate("seed:1", "near", 0.8))
    articles.finish(number, judged=True, now=NOW)
    row = next(iter(articles.rows(TOPIC)))
    assert (row["stage"], row["on_topic"], row["duplicate_of"], row["duplicate_kind"]) == (
        "judged", 1, "seed:1", "near",
    )  # fmt: skip
    assert articles.next_read(TOPIC) is None


def test_a_page_is_not_kept_once_it_is_read(store: Store) -> None:
    number = queued(store)
    store.articles.save_page(number, page("courier"))
    store.articles.save_text(number, article("courier"))
    assert list(store.db.query("SELECT * FROM pages")) == []


# ---------------------------------------------------------------- what is known


def test_an_entry_is_queued_once(store: Store) -> None:
    queued(store)
    assert not store.articles.add_entry(TOPIC, entry("courier"), allow_private=True, now=NOW)
    assert store.articles.add_entry("another topic", entry("courier"), allow_private=True, now=NOW)


def test_an_entry_is_known_when_its_page_names_another_url(store: Store) -> None:
    number = queued(store)
    store.articles.save_page(number, page("courier"))
    store.articles.save_text(number, article("courier"))
    assert not store.articles.add_entry(TOPIC, entry("courier"), allow_private=True, now=NOW)
    renamed = replace(entry("courier"), url=article("courier").url)
    assert not store.articles.add_entry(TOPIC, renamed, allow_private=True, now=NOW)


def test_two_entries_that_lead_to_one_article_make_one(store: Store) -> None:
    for name in ("courier", "search"):
        number = queued(store, name)
        store.articles.save_page(number, page(name))
        store.articles.save_text(number, article("courier"))
    assert store.articles.stages(TOPIC) == {"extracted": 1}
    assert not store.articles.add_entry(TOPIC, entry("search"), allow_private=True, now=NOW)


# ---------------------------------------------------------------- order


def test_texts_are_read_and_judged_in_order_of_publication(store: Store) -> None:
    for name, hours in (("third", 3.0), ("first", 1.0), ("second", 2.0)):
        store.articles.add_article(TOPIC, article(name, hours), NOW)
    waiting = [text.source for _, text in store.articles.extracted(TOPIC)]
    judged = []
    for number, _ in store.articles.extracted(TOPIC):
        store.articles.save_claims(number, "en", ())
    while found := store.articles.next_read(TOPIC):
        judged.append(found[1].source)
        store.articles.save_match(found[0], Match(on_topic=False, score=0.0, reasons=()))
    assert waiting == judged == ["first", "second", "third"]


def test_pages_are_fetched_oldest_first_and_by_host(store: Store) -> None:
    for name, hours in (("late", 3.0), ("early", 1.0)):
        store.articles.add_entry(TOPIC, entry(name, hours), allow_private=False, now=NOW)
    assert [waiting.entry.source for waiting in store.articles.waiting(TOPIC, NOW)] == ["early", "late"]
    assert store.articles.hosts(TOPIC, NOW) == ["early.example", "late.example"]
    assert [each.entry.source for each in store.articles.waiting(TOPIC, NOW, ["late.example"])] == ["late"]


# ---------------------------------------------------------------- trouble


def test_what_is_deferred_waits_for_its_time(store: Store) -> None:
    number = queued(store)
    store.articles.defer(number, "not reachable", later(minutes=10))
    assert list(store.articles.waiting(TOPIC, later(minutes=9))) == []
    assert store.articles.hosts(TOPIC, later(minutes=9)) == []
    assert [each.attempts for each in store.articles.waiting(TOPIC, later(minutes=10))] == [1]


def test_what_is_set_aside_is_shown_with_its_reason_and_its_page_thrown_away(store: Store) -> None:
    number = queued(store)
    store.articles.save_page(number, page("courier"))
    store.articles.set_aside(number, "no article in it")
    assert store.articles.aside(TOPIC) == [(entry("courier").url, "no article in it")]
    assert list(store.db.query("SELECT * FROM pages")) == []


# ---------------------------------------------------------------- two runs of one topic


@pytest.mark.parametrize(
    "step",
    [
        lambda store, number: store.articles.save_page(number, page("courier")),
        lambda store, number: store.articles.save_text(number, article("elsewhere")),
        lambda store, number: store.articles.save_claims(number, "ru", ()),
        lambda store, number: store.articles.set_aside(number, "the other run did not like it"),
        lambda store, number: store.articles.defer(number, "later", later(days=1)),
        lambda store, number: store.articles.postpone(number, "later", later(days=1)),
    ],
    ids=["page", "text", "claims", "set aside", "defer", "postpone"],
)
def test_a_step_that_the_other_run_took_first_changes_nothing(store: Store, step: Callable[[Store, int], None]) -> None:
    number = queued(store)
    store.articles.save_page(number, page("courier"))
    store.articles.save_text(number, article("courier"))
    store.articles.save_claims(number, "en", (claim("A claim."),))
    store.articles.save_match(number, Match(on_topic=True, score=0.7, reasons=()))
    store.articles.finish(number, judged=True, now=NOW)
    before = list(store.db.query("SELECT * FROM articles"))
    step(store, number)
    assert list(store.db.query("SELECT * FROM articles")) == before
    assert list(store.db.query("SELECT * FROM pages")) == []


def test_a_page_that_the_other_run_reads_first_is_passed_over(store: Store) -> None:
    first, second = queued(store, "courier"), queued(store, "echo")
    for number, name in ((first, "courier"), (second, "echo")):
        store.articles.save_page(number, page(name))
    pages = store.articles.fetched(TOPIC)
    assert next(pages)[0] == first
    store.articles.save_text(second, article("echo"))
    assert list(pages) == []
    assert stage(store, second) == "extracted"
