"""Everything from poll to digest in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from claimwatch import plugins
from claimwatch.fetching.client import Fetcher
from claimwatch.fetching.sandbox import Sandbox
from claimwatch.pipeline.collect import Polled, extract, fetch, poll, read
from claimwatch.pipeline.desk import Desk, Progress, unseen
from claimwatch.pipeline.judge import Judged, judge
from claimwatch.pipeline.tell import Told, tell
from claimwatch.records import Article, Topic
from claimwatch.settings import Settings
from claimwatch.store import open_store


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to, stage by stage."""

    polled: Polled
    fetched: int
    extracted: int
    judged: Judged
    told: Told | None
    """None: it was not asked for."""


@contextmanager
def open_desk(topic: Topic, settings: Settings, progress: Progress = unseen) -> Iterator[Desk]:
    """A desk over the store of these settings, with the built-in reader. Raises UserError."""
    with open_store(settings.db) as store:
        yield Desk(topic, store, settings, plugins.claim_reader(), progress)


def collect(desk: Desk, now: datetime, since: datetime | None = None) -> tuple[Polled, int, int]:
    """Polls, fetches and extracts: feeds asked, pages that came, articles read out of them."""
    with Fetcher(desk.settings) as fetcher, Sandbox() as sandbox:
        polled = poll(desk, fetcher, sandbox, now, since)
        fetched = fetch(desk, fetcher, now)
        return polled, fetched, extract(desk, sandbox)


def run(desk: Desk, now: datetime, since: datetime | None = None, *, telling: bool = True) -> Ran:
    """Poll to digest. Killed anywhere, the next run goes on from there."""
    polled, fetched, extracted = collect(desk, now, since)
    read(desk)
    judged = judge(desk, now)
    return Ran(polled, fetched, extracted, judged, tell(desk, now) if telling else None)


def ingest(desk: Desk, articles: Iterable[Article], now: datetime) -> tuple[int, Judged]:
    """Takes articles that are text already, all or none, and judges them: how many were not known, what came of it."""
    with desk.store.transaction():
        added = sum(desk.store.articles.add_article(desk.topic.id, article, now) for article in articles)
    read(desk)
    return added, judge(desk, now)
