"""The ledger: every document that counts as known, its claims, and the indexes by which they are found again."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from claimwatch.records import Anchor, Claim, Known, Verdict
from claimwatch.store.rows import Row, moment, pack, stamp, unpack

POSTINGS = 2000
"""Of an anchor that more claims than this have, the latest are looked at: it hardly tells claims apart."""


ALL = "*"
"""Stands for an anchor that every claim has."""
SAMPLE = 4
"""One shingle in SAMPLE is indexed: those whose hash it divides, so that every document samples the same ones
(FracMinHash: Irber et al. 2022, doi:10.1101/2022.01.11.475838). Candidates found by it are then compared in full."""


def sampled(shingles: Iterable[int]) -> list[int]:
    """The shingles that the index has."""
    return [shingle for shingle in shingles if shingle % SAMPLE == 0]


@dataclass(frozen=True, slots=True)
class Document:
    """A seed or an article, as the ledger knows it.

    `ref` is its URL or `seed:<id>`; `original` is the ref of the document that its group of copies goes back to
    (itself, when it is no copy); `shingles` are all of `fingerprints.shingles`; `outline` has each claim's anchors.
    """

    id: int
    ref: str
    source: str
    language: str
    published: datetime
    digest: str
    shingles: frozenset[int]
    original: str
    outline: tuple[tuple[Anchor, ...], ...]


class Ledger:
    """The known documents and claims of all topics. Everything is rows: nothing is held in memory."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ------------------------------------------------------------ documents

    def add_document(self, topic: str, document: Document) -> int:
        """Takes a document and gives it its id (the one in the record is not looked at)."""
        cursor = self._db.execute(
            "INSERT INTO documents (topic, ref, source, language, published, digest, shingles, original, outline)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                topic, document.ref, document.source, document.language, stamp(document.published), document.digest,
                array("Q", sorted(document.shingles)).tobytes(), document.original, pack(document.outline),
            ],
        )  # fmt: skip
        number = cursor.lastrowid or 0
        self._db.conn.executemany(
            "INSERT INTO shingles (topic, hash, document) VALUES (?, ?, ?)",
            [(topic, hashed, number) for hashed in sampled(document.shingles)],
        )
        return number

    def same_text(self, topic: str, digest: str) -> Document | None:
        """The earliest document with just these words."""
        sql = "SELECT * FROM documents WHERE topic = ? AND digest = ? ORDER BY published, id LIMIT 1"
        return next(map(_document, self._db.query(sql, [topic, digest])), None)

    def sharing(self, topic: str, shingles: Iterable[int]) -> Counter[int]:
        """By document, how many of these shingles' sample it has."""
        found: Counter[int] = Counter()
        sql = "SELECT document FROM shingles WHERE topic = ? AND hash IN ({})"
        for rows in self._batches(sql, topic, sampled(shingles)):
            found.update(document for (document,) in rows)
        return found

    def documents(self, numbers: Iterable[int]) -> list[Document]:
        """Documents by their ids."""
        wanted = [int(number) for number in numbers]
        marks = ",".join("?" * len(wanted))
        rows = self._db.query(f"SELECT * FROM documents WHERE id IN ({marks}) ORDER BY id", wanted)
        return [_document(row) for row in rows]

    def find(self, topic: str, ref: str) -> Document | None:
        """The document of this URL or `seed:<id>`."""
        return next(
            map(_document, self._db.query("SELECT * FROM documents WHERE topic = ? AND ref = ?", [topic, ref])), None
        )

    # ------------------------------------------------------------ claims

    def add_claim(self, topic: str, document: int, claim: Claim, verdict: Verdict) -> int:
        """Takes a claim with what is thought of it; gives its id."""
        cursor = self._db.execute(
            "INSERT INTO claims (topic, document, record, verdict, score, reasons, known, nearest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                topic, document, pack(claim), verdict.kind, verdict.score, pack(verdict.reasons), pack(verdict.known),
                verdict.known[0] if verdict.known else None,
            ],
        )  # fmt: skip
        number = cursor.lastrowid or 0
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO postings (topic, anchor, claim) VALUES (?, ?, ?)",
            [(topic, anchor, number) for anchor in claim.anchors],
        )
        self._count(topic, (ALL, *claim.anchors))
        return number

    def claim_count(self, topic: str) -> int:
        """How many claims are known."""
        return self.frequencies(topic, [ALL]).get(ALL, 0)

    def frequencies(self, topic: str, anchors: Sequence[Anchor]) -> dict[Anchor, int]:
        """In how many claims each anchor stands; unknown anchors are left out."""
        sql = "SELECT anchor, claims FROM anchors WHERE topic = ? AND anchor IN ({})"
        return {anchor: claims for batch in self._batches(sql, topic, anchors) for anchor, claims in batch}

    def claims_of(self, document: int, after: int = 0) -> list[Known]:
        """The claims of a document, in the order in which they were judged; only those after the claim `after`."""
        rows = self._db.execute(f"{_KNOWN} WHERE c.document = ? AND c.id > ? ORDER BY c.id", [document, after])
        return [_known(*row) for row in rows]

    def statements(self, document: int) -> set[str]:
        """The statements of a document's claims."""
        rows = self._db.query("SELECT record FROM claims WHERE document = ?", [document])
        return {unpack(row["record"], Claim).statement for row in rows}

    def claims_with(self, topic: str, weights: Mapping[Anchor, float], limit: int) -> list[int]:
        """The claims that share the most weight with these anchors, the nearest first."""
        mass: dict[int, float] = defaultdict(float)
        sql = "SELECT claim FROM postings WHERE topic = ? AND anchor = ? ORDER BY claim DESC LIMIT ?"
        for anchor, weight in weights.items():
            for (claim,) in self._db.execute(sql, [topic, anchor, POSTINGS]):
                mass[claim] += weight
        return sorted(mass, key=lambda claim: (-mass[claim], claim))[:limit]

    def known(self, claims: Sequence[int]) -> list[Known]:
        """Claims by their ids, in that order."""
        marks = ",".join("?" * len(claims))
        rows = self._db.execute(f"{_KNOWN} WHERE c.id IN ({marks})", list(claims))
        found = {row[0]: _known(*row) for row in rows}
        return [found[claim] for claim in claims if claim in found]

    def documents_with(self, topic: str, anchors: Sequence[Anchor]) -> Counter[int]:
        """By document, how many of these anchors its claims have."""
        sql = (
            "SELECT DISTINCT p.anchor, c.document FROM postings p JOIN claims c ON c.id = p.claim"
            " WHERE p.topic = ? AND p.anchor IN ({})"
        )
        found: Counter[int] = Counter()
        for rows in self._batches(sql, topic, anchors):
            found.update(document for _, document in rows)
        return found

    # ------------------------------------------------------------ names

    def name(self, topic: str, initial: str, spelling: str) -> str | None:
        """The key that a spelling goes by; None: it is not known."""
        sql = "SELECT name FROM names WHERE topic = ? AND initial = ? AND spelling = ?"
        found = self._db.execute(sql, [topic, initial, spelling]).fetchone()
        return found[0] if found else None

    def names(self, topic: str, initial: str) -> dict[str, str]:
        """The spellings (as keys) with this initial that are known, and the key each goes by."""
        rows = self._db.query("SELECT spelling, name FROM names WHERE topic = ? AND initial = ?", [topic, initial])
        return {row["spelling"]: row["name"] for row in rows}

    def add_name(self, topic: str, initial: str, spelling: str, name: str) -> None:
        """From now on `spelling` goes by `name`."""
        self._db.execute(
            "INSERT OR IGNORE INTO names (topic, initial, spelling, name) VALUES (?, ?, ?, ?)",
            [topic, initial, spelling, name],
        )

    # ------------------------------------------------------------ seeds

    def seeds_digest(self, topic: str) -> str | None:
        """A fingerprint of the seeds that were taken in, None when there were none yet."""
        row = next(iter(self._db.query("SELECT digest FROM seeds WHERE topic = ?", [topic])), None)
        return row["digest"] if row else None

    def save_seeds_digest(self, topic: str, digest: str) -> None:
        """The seeds with this fingerprint are in the ledger now."""
        self._db.execute("INSERT OR REPLACE INTO seeds (topic, digest) VALUES (?, ?)", [topic, digest])

    # ------------------------------------------------------------ inside

    def _count(self, topic: str, anchors: Iterable[Anchor]) -> None:
        self._db.conn.executemany(
            "INSERT INTO anchors (topic, anchor, claims) VALUES (?, ?, 1)"
            " ON CONFLICT (topic, anchor) DO UPDATE SET claims = claims + 1",
            [(topic, anchor) for anchor in anchors],
        )

    def _batches(
        self, sql: str, topic: str, values: Sequence[int] | Sequence[str]
    ) -> Iterable[Iterable[tuple[Any, ...]]]:
        """`sql` has `{}` for the marks; SQLite takes 32,766 of them, 500 at a time keep the statements few."""
        for start in range(0, len(values), 500):
            batch = values[start : start + 500]
            yield self._db.execute(sql.format(",".join("?" * len(batch))), [topic, *batch])


def _document(row: Row) -> Document:
    return Document(
        row["id"], row["ref"], row["source"], row["language"], moment(row["published"]), row["digest"],
        frozenset(array("Q", row["shingles"])), row["original"], unpack(row["outline"], tuple[tuple[str, ...], ...]),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _claim(record: str) -> Claim:
    """A claim from its JSON; the near claims of one sentence are mostly those of the next."""
    return unpack(record, Claim)


_KNOWN = "SELECT c.id, c.record, d.ref, d.source, d.published FROM claims c JOIN documents d ON d.id = c.document"


def _known(number: int, record: str, ref: str, source: str, published: str) -> Known:
    return Known(number, _claim(record), ref, source, moment(published))
