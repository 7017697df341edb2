"""Feeds and what became of polling them."""

from __future__ import annotations

from sqlite_utils import Database

from claimwatch.records import FeedState
from claimwatch.store.rows import maybe_stamp, pack, unpack


class Feeds:
    """The polling states of all topics."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def state(self, topic: str, url: str) -> FeedState:
        """What is remembered of a feed; a feed that was never polled has an empty state."""
        rows = self._db.query("SELECT state FROM feeds WHERE topic = ? AND url = ?", [topic, url])
        found = next(iter(rows), None)
        return unpack(found["state"], FeedState) if found else FeedState(url)

    def states(self, topic: str) -> list[FeedState]:
        """All states of a topic, by URL."""
        rows = self._db.query("SELECT state FROM feeds WHERE topic = ? ORDER BY url", [topic])
        return [unpack(row["state"], FeedState) for row in rows]

    def save(self, topic: str, state: FeedState) -> None:
        """Remembers a state in place of the one before."""
        self._db.execute(
            "INSERT OR REPLACE INTO feeds (topic, url, state, due_at, failures) VALUES (?, ?, ?, ?, ?)",
            [topic, state.url, pack(state), maybe_stamp(state.due_at), state.failures],
        )
