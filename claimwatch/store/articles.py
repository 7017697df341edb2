"""Articles on their way from an entry in a feed to a verdict.

A page may be fetched and read by two runs at once. What comes second changes nothing: each step is only taken by an
article that stands at the stage before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from claimwatch.records import Article, Claim, Duplicate, Entry, Match, Page, Stage
from claimwatch.store.rows import Row, maybe_stamp, moment, pack, stamp, unpack


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits for its page."""

    id: int
    entry: Entry
    allow_private: bool
    attempts: int


class Articles:
    """The articles of all topics. What a method writes, it writes at once; callers group by `Store.transaction`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ------------------------------------------------------------ coming in

    def add_entry(self, topic: str, entry: Entry, *, allow_private: bool, now: datetime) -> bool:
        """Queues an article that a feed names; False when its URL is known."""
        row = self._db.execute(
            "INSERT OR IGNORE INTO articles (topic, url, stage, entry, allow_private, host, title, source, published,"
            " seen_at) SELECT ?, ?, 'polled', ?, ?, ?, ?, ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM aliases WHERE topic = ? AND url = ?)",
            [
                topic, entry.url, pack(entry), allow_private, urlsplit(entry.url).netloc, entry.title, entry.source,
                maybe_stamp(entry.published), stamp(now), topic, entry.url,
            ],
        )  # fmt: skip
        return row.rowcount == 1

    def add_article(self, topic: str, article: Article, now: datetime) -> bool:
        """Takes an article that is text already; False when its URL is known."""
        row = self._db.execute(
            "INSERT OR IGNORE INTO articles (topic, url, stage, seen_at) VALUES (?, ?, 'extracted', ?)",
            [topic, article.url, stamp(now)],
        )
        if row.rowcount != 1:
            return False
        self._write_text(row.lastrowid or 0, article)
        return True

    # ------------------------------------------------------------ pages

    def hosts(self, topic: str, now: datetime) -> list[str]:
        """The hosts that have pages to be fetched."""
        sql = (
            "SELECT DISTINCT host FROM articles WHERE topic = ? AND stage = 'polled'"
            " AND (retry_at IS NULL OR retry_at <= ?) ORDER BY host"
        )
        return [row["host"] for row in self._db.query(sql, [topic, stamp(now)])]

    def waiting(self, topic: str, now: datetime, hosts: Iterable[str] | None = None) -> Iterator[Waiting]:
        """The articles whose pages are to be fetched now, oldest first."""
        wanted = None if hosts is None else set(hosts)
        rows = self._db.query(
            "SELECT id, entry, allow_private, attempts, host FROM articles WHERE topic = ? AND stage = 'polled'"
            " AND (retry_at IS NULL OR retry_at <= ?) ORDER BY published, id",
            [topic, stamp(now)],
        )
        for row in list(rows):
            if wanted is None or row["host"] in wanted:
                entry = unpack(row["entry"], Entry)
                yield Waiting(row["id"], entry, bool(row["allow_private"]), row["attempts"])

    def save_page(self, article: int, page: Page) -> None:
        """Keeps a page until it is read."""
        if not self._stands_at(article, "polled"):
            return
        self._db.execute(
            "INSERT INTO pages (article_id, url, body, content_type, fetched_at) VALUES (?, ?, ?, ?, ?)",
            [article, page.url, zlib.compress(page.body), page.content_type, stamp(page.fetched_at)],
        )
        self._reach(article, "fetched")

    def fetched(self, topic: str) -> Iterator[tuple[int, Page, Entry]]:
        """The pages that wait to be read."""
        rows = self._db.query("SELECT id FROM articles WHERE topic = ? AND stage = 'fetched' ORDER BY id", [topic])
        for row in list(rows):
            sql = "SELECT p.*, a.entry FROM pages p JOIN articles a ON a.id = p.article_id WHERE a.id = ?"
            found = next(iter(self._db.query(sql, [row["id"]])), None)
            if found is None:  # another run has read it meanwhile
                continue
            page = Page(
                found["url"], zlib.decompress(found["body"]), moment(found["fetched_at"]),
                content_type=found["content_type"],
            )  # fmt: skip
            yield row["id"], page, unpack(found["entry"], Entry)

    # ------------------------------------------------------------ texts

    def save_text(self, article: int, text: Article) -> None:
        """The article as text; its page is not needed any more.

        When another row has its URL already, this one was a second way to it and goes. The URL by which its feed knows
        it is remembered, so that it is not queued again.
        """
        if not self._stands_at(article, "fetched"):
            return
        self._db.execute("DELETE FROM pages WHERE article_id = ?", [article])
        sql = (
            "SELECT 1 FROM articles o JOIN articles a ON a.topic = o.topic"
            " WHERE a.id = ? AND o.url = ? AND o.id != a.id"
        )
        known = next(iter(self._db.query(sql, [article, text.url])), None)
        self._db.execute(
            "INSERT OR IGNORE INTO aliases (topic, url) SELECT topic, url FROM articles WHERE id = ? AND url != ?",
            [article, text.url],
        )
        if known:
            self._db.execute("DELETE FROM articles WHERE id = ?", [article])
            return
        self._db.execute("UPDATE articles SET url = ? WHERE id = ?", [text.url, article])
        self._write_text(article, text)

    def extracted(self, topic: str) -> Iterator[tuple[int, Article]]:
        """The texts that wait to be read, in order of publication."""
        yield from self._texts(topic, "extracted")

    def save_claims(self, article: int, language: str, claims: Sequence[Claim]) -> None:
        """What was read out of an article."""
        self._db.execute(
            "UPDATE articles SET claims = ?, language = ?, stage = 'read' WHERE id = ? AND stage = 'extracted'",
            [pack(claims), language, article],
        )

    def next_read(self, topic: str) -> tuple[int, Article, tuple[Claim, ...]] | None:
        """The earliest article that is read and not judged yet."""
        found = next(self._texts(topic, "read", limit=1), None)
        if found is None:
            return None
        row = next(iter(self._db.query("SELECT claims FROM articles WHERE id = ?", [found[0]])))
        return found[0], found[1], unpack(row["claims"], tuple[Claim, ...])

    # ------------------------------------------------------------ judgements

    def save_match(self, article: int, match: Match) -> None:
        """Whether it belongs to the topic."""
        self._db.execute(
            "UPDATE articles SET on_topic = ?, relevance = ?, match_reasons = ?, stage = 'matched' WHERE id = ?",
            [match.on_topic, match.score, pack(match.reasons), article],
        )

    def save_duplicate(self, article: int, duplicate: Duplicate | None) -> None:
        """What it is a copy of, if of anything."""
        self._reach(article, "traced")
        if duplicate:
            self._db.execute(
                "UPDATE articles SET duplicate_of = ?, duplicate_kind = ?, duplicate_share = ? WHERE id = ?",
                [duplicate.of, duplicate.kind, duplicate.share, article],
            )

    def finish(self, article: int, *, judged: bool, now: datetime) -> None:
        """Nothing is left to be done for it; its claims, if any, are in the ledger now."""
        self._db.execute("UPDATE articles SET judged_at = ?, claims = NULL WHERE id = ?", [stamp(now), article])
        if judged:
            self._reach(article, "judged")

    # ------------------------------------------------------------ trouble

    def defer(self, article: int, reason: str, retry_at: datetime) -> None:
        """It is to be tried again later."""
        self._db.execute(
            "UPDATE articles SET reason = ?, retry_at = ?, attempts = attempts + 1 WHERE id = ? AND stage = 'polled'",
            [reason, stamp(retry_at), article],
        )

    def postpone(self, article: int, reason: str, retry_at: datetime) -> None:
        """It was not tried: its turn comes later."""
        self._db.execute(
            "UPDATE articles SET reason = ?, retry_at = ? WHERE id = ? AND stage = 'polled'",
            [reason, stamp(retry_at), article],
        )

    def remark(self, article: int, reason: str) -> None:
        """Something about it that its user should know."""
        self._db.execute("UPDATE articles SET reason = ? WHERE id = ?", [reason, article])

    def title(self, topic: str, url: str) -> str:
        """The title of the article at this URL; empty where there is none."""
        rows = self._db.query("SELECT title FROM articles WHERE topic = ? AND url = ?", [topic, url])
        return next((row["title"] for row in rows), "")

    def set_aside(self, article: int, reason: str) -> None:
        """It cannot be had, read or judged; the reason is shown by `claimwatch status`."""
        sql = (
            "UPDATE articles SET stage = 'set aside', reason = ? WHERE id = ?"
            " AND stage IN ('polled', 'fetched', 'read')"
        )
        if self._db.execute(sql, [reason, article]).rowcount:
            self._db.execute("DELETE FROM pages WHERE article_id = ?", [article])

    # ------------------------------------------------------------ looking

    def rows(self, topic: str) -> Iterator[Row]:
        """All articles in order of publication, as they stand in the table, without their texts."""
        yield from self._db.query(
            "SELECT id, url, title, source, language, published, stage, reason, on_topic, relevance, match_reasons,"
            " duplicate_of, duplicate_kind, duplicate_share FROM articles WHERE topic = ?"
            " ORDER BY published IS NULL, published, id",
            [topic],
        )

    def stages(self, topic: str) -> dict[str, int]:
        """How many articles stand at each stage."""
        sql = "SELECT stage, COUNT(*) AS n FROM articles WHERE topic = ? GROUP BY stage"
        return {row["stage"]: row["n"] for row in self._db.query(sql, [topic])}

    def aside(self, topic: str) -> list[tuple[str, str]]:
        """URL and reason of all that was set aside, the latest first."""
        sql = "SELECT url, reason FROM articles WHERE topic = ? AND stage = 'set aside' ORDER BY id DESC"
        return [(row["url"], row["reason"]) for row in self._db.query(sql, [topic])]

    # ------------------------------------------------------------ inside

    def _stands_at(self, article: int, stage: Stage) -> bool:
        sql = "SELECT 1 FROM articles WHERE id = ? AND stage = ?"
        return next(iter(self._db.query(sql, [article, stage])), None) is not None

    def _reach(self, article: int, stage: Stage) -> None:
        self._db.execute("UPDATE articles SET stage = ? WHERE id = ?", [stage, article])

    def _write_text(self, article: int, text: Article) -> None:
        self._db.execute(
            "UPDATE articles SET title = ?, text = ?, source = ?, author = ?, language = ?, published = ?,"
            " stage = 'extracted', reason = NULL WHERE id = ?",
            [text.title, text.text, text.source, text.author, text.language, stamp(text.published), article],
        )

    def _texts(self, topic: str, stage: Stage, limit: int = -1) -> Iterator[tuple[int, Article]]:
        rows = self._db.query(
            "SELECT id FROM articles WHERE topic = ? AND stage = ? ORDER BY published, id LIMIT ?",
            [topic, stage, limit],
        )
        for row in list(rows):
            found = next(iter(self._db.query("SELECT * FROM articles WHERE id = ?", [row["id"]])))
            yield row["id"], _article(found)


def _article(row: Row) -> Article:
    return Article(
        url=row["url"], title=row["title"], text=row["text"], published=moment(row["published"]),
        source=row["source"], language=row["language"], author=row["author"],
    )  # fmt: skip
