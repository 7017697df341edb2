"""The outbox: alerts that are to be told, digests that tell them, deliveries of the digests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from claimwatch.records import Alert, AlertKind, Claim, Delivery, Digest, Earlier, Silence
from claimwatch.store.rows import Row, maybe_moment, maybe_stamp, moment, pack, stamp, unpack

LEASE = timedelta(minutes=10)
"""For so long a delivery belongs to the sender that claimed it; then it counts as given up and may be claimed again."""

_ALERTS = """
    SELECT a.id, a.topic, a.kind, a.created_at, c.record, c.reasons, c.document, d.ref AS url, d.source, d.published,
           d.original, r.title, a.claim, e.record AS e_record, f.ref AS e_url, f.source AS e_source,
           f.published AS e_published
    FROM alerts a
    JOIN claims c ON c.id = a.claim
    JOIN documents d ON d.id = c.document
    JOIN articles r ON r.topic = a.topic AND r.url = d.ref
    LEFT JOIN claims e ON e.id = a.earlier
    LEFT JOIN documents f ON f.id = e.document
"""


class Outbox:
    """The alerts, digests and deliveries of all topics."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ------------------------------------------------------------ alerts

    def add_alert(self, topic: str, claim: int, kind: AlertKind, earlier: int | None, now: datetime) -> None:
        """To be told; a claim is told once."""
        self._db.execute(
            "INSERT OR IGNORE INTO alerts (topic, claim, kind, earlier, created_at) VALUES (?, ?, ?, ?, ?)",
            [topic, claim, kind, earlier, stamp(now)],
        )

    def alerts(self, topic: str, since: datetime | None = None) -> list[Alert]:
        """All alerts of a topic in the order told, those of articles published since `since`."""
        sql = f"{_ALERTS} WHERE a.topic = ? AND d.published >= ? ORDER BY a.id"
        return [self._alert(row) for row in self._db.query(sql, [topic, maybe_stamp(since) or ""])]

    def last_alert(self, topic: str) -> int:
        """The number of the topic's last alert, 0 where there is none yet."""
        sql = "SELECT MAX(id) AS id FROM alerts WHERE topic = ?"
        return next(iter(self._db.query(sql, [topic])))["id"] or 0

    def untold(self, topic: str, kinds: Iterable[AlertKind] | None = None) -> int:
        """How many alerts wait for a digest, of these kinds or of any."""
        wanted = ("new", "changed", "contradicted") if kinds is None else tuple(kinds)
        marks = ",".join("?" * len(wanted))
        sql = f"SELECT COUNT(*) AS n FROM alerts WHERE topic = ? AND digest IS NULL AND kind IN ({marks})"
        return int(next(iter(self._db.query(sql, [topic, *wanted])))["n"])

    # ------------------------------------------------------------ digests

    def last_digest(self, topic: str) -> tuple[int, datetime] | None:
        """Number and time of the last digest that was made."""
        sql = "SELECT id, created_at FROM digests WHERE topic = ? ORDER BY id DESC LIMIT 1"
        row = next(iter(self._db.query(sql, [topic])), None)
        return (row["id"], moment(row["created_at"])) if row else None

    def make_digest(self, topic: str, now: datetime) -> Digest:
        """A digest of all alerts that no digest has told yet, and of what was silent since the last one."""
        last = self.last_digest(topic)
        since = last[1] if last else None
        silence = self.silence(topic)
        cursor = self._db.execute(
            "INSERT INTO digests (topic, created_at, since, silence) VALUES (?, ?, ?, ?)",
            [topic, stamp(now), maybe_stamp(since), pack(silence)],
        )
        number = cursor.lastrowid or 0
        self._db.execute("UPDATE alerts SET digest = ? WHERE topic = ? AND digest IS NULL", [number, topic])
        self._db.execute(
            "UPDATE articles SET digest = ? WHERE topic = ? AND digest IS NULL AND"
            " (judged_at IS NOT NULL OR stage = 'set aside')",
            [number, topic],
        )
        return self.digest(number)

    def digest(self, number: int) -> Digest:
        """A digest by its number: the alerts and the silence as it was made; outlets are counted as of now."""
        row = next(iter(self._db.query("SELECT * FROM digests WHERE id = ?", [number])))
        found = self._db.query(f"{_ALERTS} WHERE a.digest = ? ORDER BY a.id", [number])
        alerts = tuple(self._alert(alert) for alert in found)
        since, silence = maybe_moment(row["since"]), unpack(row["silence"], Silence)
        return Digest(number, row["topic"], moment(row["created_at"]), since, alerts, silence)

    def silence(self, topic: str) -> Silence:
        """What was read and not told, of all articles that no digest has counted yet."""
        counts = {"off": 0, "original": 0, "aside": 0}
        copies: dict[str, int] = {}
        for row in self._db.query(
            "SELECT stage, on_topic, duplicate_kind, COUNT(*) AS n FROM articles WHERE topic = ? AND digest IS NULL AND"
            " (judged_at IS NOT NULL OR stage = 'set aside') GROUP BY stage, on_topic, duplicate_kind",
            [topic],
        ):
            self._tally(row, counts, copies)
        sql = (
            "SELECT COUNT(*) AS n FROM claims c JOIN documents d ON d.id = c.document"
            " JOIN articles r ON r.topic = d.topic AND r.url = d.ref"
            " WHERE c.topic = ? AND c.verdict = 'repeated' AND r.digest IS NULL"
        )
        repetitions = int(next(iter(self._db.query(sql, [topic])))["n"])
        sql = "SELECT COUNT(*) AS n FROM feeds WHERE topic = ? AND failures > 0"
        failing = int(next(iter(self._db.query(sql, [topic])))["n"])
        total = counts["off"] + counts["original"] + sum(copies.values())
        return Silence(total, counts["off"], counts["original"], copies, repetitions, counts["aside"], failing)

    # ------------------------------------------------------------ deliveries

    def plan(self, delivery: Delivery) -> None:
        """A digest is to go to a recipient."""
        self._db.execute(
            "INSERT OR IGNORE INTO deliveries (digest, recipient, message_id, state) VALUES (?, ?, ?, 'waiting')",
            [delivery.digest_id, delivery.recipient, delivery.message_id],
        )

    def claim(self, topic: str, now: datetime) -> Delivery | None:
        """The next delivery that is due, claimed for this sender for LEASE; None when there is none."""
        row = next(
            iter(
                self._db.query(
                    "UPDATE deliveries SET state = 'claimed', leased_until = ?, attempts = attempts + 1"
                    " WHERE (digest, recipient) = (SELECT v.digest, v.recipient FROM deliveries v"
                    " JOIN digests g ON g.id = v.digest WHERE g.topic = ? AND"
                    " ((v.state = 'waiting' AND (v.retry_at IS NULL OR v.retry_at <= ?))"
                    " OR (v.state = 'claimed' AND v.leased_until <= ?)) ORDER BY v.digest, v.recipient LIMIT 1)"
                    " RETURNING digest, recipient, message_id, attempts",
                    [stamp(now + LEASE), topic, stamp(now), stamp(now)],
                )
            ),
            None,
        )
        return Delivery(row["digest"], row["recipient"], row["message_id"], row["attempts"]) if row else None

    def delivered(self, delivery: Delivery, now: datetime) -> None:
        """It has arrived, as far as anybody can tell."""
        self._settle(delivery, "sent", sent_at=stamp(now))

    def postponed(self, delivery: Delivery, error: str, retry_at: datetime) -> None:
        """It is to be tried again."""
        self._settle(delivery, "waiting", error=error, retry_at=stamp(retry_at))

    def failed(self, delivery: Delivery, error: str) -> None:
        """It will not arrive; `claimwatch status` says why."""
        self._settle(delivery, "failed", error=error)

    def deliveries(self, topic: str) -> list[Row]:
        """All deliveries of a topic, the latest digest first."""
        sql = (
            "SELECT v.* FROM deliveries v JOIN digests g ON g.id = v.digest WHERE g.topic = ?"
            " ORDER BY v.digest DESC, v.recipient"
        )
        return list(self._db.query(sql, [topic]))

    # ------------------------------------------------------------ inside

    def _settle(self, delivery: Delivery, state: str, **columns: str) -> None:
        """What became of it. A sender whose lease has run out is only believed when it has sent it.

        Every claim counts as an attempt, so that the number of attempts says whose it is.
        """
        values = {"state": state, "leased_until": None, **columns}
        self._db.execute(
            f"UPDATE deliveries SET {', '.join(f'{column} = ?' for column in values)}"
            " WHERE digest = ? AND recipient = ? AND (? = 'sent' OR (state = 'claimed' AND attempts = ?))",
            [*values.values(), delivery.digest_id, delivery.recipient, state, delivery.attempts],
        )

    def _alert(self, row: Row) -> Alert:
        earlier = None
        if row["e_record"]:
            claim = unpack(row["e_record"], Claim)
            earlier = Earlier(
                claim.quote.text, claim.statement, row["e_url"], row["e_source"], moment(row["e_published"])
            )
        return Alert(
            id=row["id"], topic=row["topic"], kind=row["kind"], claim=unpack(row["record"], Claim), url=row["url"],
            title=row["title"], source=row["source"], published=moment(row["published"]),
            created_at=moment(row["created_at"]), reasons=unpack(row["reasons"], tuple[str, ...]), earlier=earlier,
            outlets=self._outlets(row),
        )  # fmt: skip

    def _outlets(self, row: Row) -> int:
        """How many outlets carry the claim.

        They have copies of its article, articles that repeat it in other words, or exact copies of one of these.
        """
        sql = (
            "SELECT COUNT(DISTINCT source) AS n FROM documents WHERE topic = ? AND digest IN (SELECT digest"
            " FROM documents WHERE topic = ? AND (original = ? OR id = ?"
            " OR id IN (SELECT document FROM claims WHERE nearest = ?)))"
        )
        given = [row["topic"], row["topic"], row["url"], row["document"], row["claim"]]
        return int(next(iter(self._db.query(sql, given)))["n"])

    @staticmethod
    def _tally(row: Row, counts: dict[str, int], copies: dict[str, int]) -> None:
        if row["stage"] == "set aside":
            counts["aside"] += row["n"]
        elif not row["on_topic"]:
            counts["off"] += row["n"]
        elif row["duplicate_kind"]:
            copies[row["duplicate_kind"]] = copies.get(row["duplicate_kind"], 0) + row["n"]
        else:
            counts["original"] += row["n"]
