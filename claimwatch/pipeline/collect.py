"""From feeds to claims: everything that can be done for an article without knowing the others.

    poll | fetch | extract | read

Each article is committed by itself as it reaches a stage; trouble with one is written down and never stops the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from claimwatch import plugins
from claimwatch.errors import ClaimwatchError, Terminal, TooManyRequests, Unreadable
from claimwatch.fetching.client import FEED_BYTES, Fetcher
from claimwatch.fetching.polling import LONGEST_REST, after_failure, after_success, believable, conditions, due
from claimwatch.fetching.sandbox import Sandbox
from claimwatch.fetching.urls import canonical
from claimwatch.pipeline.desk import Desk
from claimwatch.records import Article, Entry, Feed, FeedState, Page
from claimwatch.store.articles import Waiting

PARSING = 20.0
"""Seconds that reading one page or feed may take."""
ATTEMPTS = 6
"""How often a page is asked for before it is set aside."""
FIRST_WAIT = timedelta(minutes=10)
"""Before the second attempt; each further wait is twice as long."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What polling came to."""

    feeds: int
    failed: int
    entries: int
    """Articles that were not known."""


# ---------------------------------------------------------------- poll


def poll(desk: Desk, fetcher: Fetcher, sandbox: Sandbox, now: datetime, since: datetime | None = None) -> Polled:
    """Asks every feed that is due; queues the entries that are not known and not older than `since`."""
    waiting = [feed for feed in desk.topic.feeds if due(desk.store.feeds.state(desk.topic.id, feed.url), now)]
    failed = found = 0
    for feed in desk.tracked("polling feeds", waiting):
        state = desk.store.feeds.state(desk.topic.id, feed.url)
        try:
            page, entries = _ask(feed, state, fetcher, sandbox, now)
        except ClaimwatchError as error:
            failed += 1
            desk.store.feeds.save(desk.topic.id, after_failure(state, error, now))
            continue
        found += _queue(desk, feed, page, entries, (state, now, since))
    return Polled(len(waiting), failed, found)


def _ask(
    feed: Feed, state: FeedState, fetcher: Fetcher, sandbox: Sandbox, now: datetime
) -> tuple[Page, tuple[Entry, ...]]:
    etag, last_modified = conditions(state, now)
    page = fetcher.fetch(
        feed.url,
        now=now,
        etag=etag,
        last_modified=last_modified,
        allow_private=feed.allow_private,
        limit=FEED_BYTES,
    )
    return page, () if page.status == 304 else sandbox.run(read_feed, page, feed, seconds=PARSING)


def read_feed(page: Page, feed: Feed) -> tuple[Entry, ...]:
    """The entries of a feed of any kind that is installed (runs in the sandbox). Raises Unreadable."""
    for reader in plugins.feed_readers():
        if reader.accepts(page):
            return tuple(reader.read(page, feed))
    raise Unreadable(page.url, "not a feed of any known kind")


def _queue(
    desk: Desk, feed: Feed, page: Page, entries: Iterable[Entry], when: tuple[FeedState, datetime, datetime | None]
) -> int:
    """Entries and the feed's new state go in together: a poll that is killed is simply done again."""
    state, now, since = when
    with desk.store.transaction():
        added = 0
        for entry in entries:
            published = believable(entry.published, now)
            if since and published and published < since:
                continue
            known = replace(entry, url=canonical(entry.url), published=published)
            private = feed.allow_private and urlsplit(known.url).netloc == urlsplit(feed.url).netloc
            added += desk.store.articles.add_entry(desk.topic.id, known, allow_private=private, now=now)
        desk.store.feeds.save(desk.topic.id, after_success(state, page, bool(added), now))
    return added


# ---------------------------------------------------------------- fetch


def fetch(desk: Desk, fetcher: Fetcher, now: datetime, hosts: Iterable[str] | None = None) -> int:
    """Fetches the pages that wait, of these hosts or of all; gives how many came."""
    articles = desk.store.articles
    came = 0
    for waiting in desk.tracked("fetching pages", by_turns(articles.waiting(desk.topic.id, now, hosts))):
        try:
            page = fetcher.fetch(waiting.entry.url, now=now, allow_private=waiting.allow_private)
        except Terminal as error:
            with desk.store.transaction():
                articles.set_aside(waiting.id, str(error))
        except ClaimwatchError as error:
            _later(desk, waiting, error, now)
        else:
            with desk.store.transaction():
                articles.save_page(waiting.id, page)
            came += 1
    return came


def by_turns(waiting: Iterable[Waiting]) -> Iterator[Waiting]:
    """One page of each host, then the second of each: while one host rests the others are asked."""
    hosts: dict[str, list[Waiting]] = {}
    for each in waiting:
        hosts.setdefault(urlsplit(each.entry.url).netloc, []).append(each)
    for turn in zip_longest(*hosts.values()):
        yield from filter(None, turn)


def _later(desk: Desk, waiting: Waiting, error: ClaimwatchError, now: datetime) -> None:
    if isinstance(error, TooManyRequests):  # the whole host rests: that is no failure of this page
        rest = timedelta(seconds=min(error.retry_after or 0.0, LONGEST_REST.total_seconds()))
        desk.store.articles.postpone(waiting.id, str(error), now + max(rest, FIRST_WAIT))
    elif waiting.attempts + 1 >= ATTEMPTS:
        desk.store.articles.set_aside(waiting.id, f"{error} (tried {ATTEMPTS} times)")
    else:
        desk.store.articles.defer(waiting.id, str(error), now + FIRST_WAIT * 2**waiting.attempts)


# ---------------------------------------------------------------- extract, read


def extract(desk: Desk, sandbox: Sandbox) -> int:
    """Reads the article out of every page that was fetched; gives how many there were."""
    articles = desk.store.articles
    read_out = 0
    for number, page, entry in desk.tracked("extracting articles", articles.fetched(desk.topic.id)):
        try:
            article = sandbox.run(read_article, page, entry, seconds=PARSING)
        except ClaimwatchError as error:
            with desk.store.transaction():
                articles.set_aside(number, str(error))
            continue
        with desk.store.transaction():
            articles.save_text(number, replace(article, url=canonical(article.url)))
        read_out += 1
    return read_out


def read_article(page: Page, entry: Entry) -> Article:
    """The article in a page, by the reader that knows its outlet best (runs in the sandbox). Raises Unreadable."""
    for reader in plugins.article_readers():
        if reader.accepts(page):
            return reader.read(page, entry)
    raise Unreadable(page.url, "no reader accepts the page")


def read(desk: Desk) -> int:
    """Reads the claims out of every text that waits; gives how many texts there were."""
    articles = desk.store.articles
    count = 0
    for number, article in desk.tracked("reading claims", articles.extracted(desk.topic.id)):
        language = article.language.partition("-")[0].lower() or "und"  # a page or a file may say en-GB
        if language == "und":
            language = desk.reader.language(article.content)
        claims = desk.reader.read(replace(article, language=language))
        articles.save_claims(number, language, tuple(claims))
        count += 1
    return count
