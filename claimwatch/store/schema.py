"""The store's schema: an append-only list of migrations. A migration that has been released is never changed.

Times are ISO 8601 in UTC to the second, so that they sort as text. Records are kept as JSON beside the columns by which
they are looked up.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("claimwatch")


@migrations()
def m001_feeds(db: Database) -> None:
    """Which feeds have been polled, and what came of it."""
    db.execute(
        """
        CREATE TABLE feeds (
            topic TEXT NOT NULL, url TEXT NOT NULL, state TEXT NOT NULL, due_at TEXT, failures INTEGER NOT NULL,
            PRIMARY KEY (topic, url)
        ) WITHOUT ROWID
        """
    )


@migrations()
def m002_articles(db: Database) -> None:
    """Articles with the stage they have reached, and the pages that are not read yet."""
    db.execute(
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            topic TEXT NOT NULL, url TEXT NOT NULL,
            stage TEXT NOT NULL, reason TEXT, attempts INTEGER NOT NULL DEFAULT 0, retry_at TEXT,
            entry TEXT, allow_private INTEGER NOT NULL DEFAULT 0, host TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '',
            author TEXT, language TEXT NOT NULL DEFAULT 'und', published TEXT, seen_at TEXT NOT NULL,
            claims TEXT, on_topic INTEGER, relevance REAL, match_reasons TEXT,
            duplicate_of TEXT, duplicate_kind TEXT, duplicate_share REAL,
            judged_at TEXT, digest INTEGER,
            UNIQUE (topic, url)
        )
        """
    )
    db.execute("CREATE INDEX articles_queue ON articles (topic, stage, published, id)")
    db.execute("CREATE INDEX articles_digest ON articles (topic, digest)")
    db.execute(
        """
        CREATE TABLE pages (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id), url TEXT NOT NULL, body BLOB NOT NULL,
            content_type TEXT NOT NULL, fetched_at TEXT NOT NULL
        )
        """
    )


@migrations()
def m003_ledger(db: Database) -> None:
    """Documents, their shingles, their claims, and the claims' anchors."""
    db.execute(
        """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY, topic TEXT NOT NULL, ref TEXT NOT NULL, source TEXT NOT NULL,
            language TEXT NOT NULL,
            published TEXT NOT NULL, digest TEXT NOT NULL, shingles BLOB NOT NULL, original TEXT NOT NULL,
            outline TEXT NOT NULL,
            UNIQUE (topic, ref)
        )
        """
    )
    db.execute("CREATE INDEX documents_digest ON documents (topic, digest)")
    db.execute("CREATE INDEX documents_original ON documents (topic, original)")
    db.execute(
        """
        CREATE TABLE shingles (
            topic TEXT NOT NULL, hash INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents (id),
            PRIMARY KEY (topic, hash, document)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE claims (
            id INTEGER PRIMARY KEY, topic TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents (id),
            record TEXT NOT NULL, verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
            known TEXT NOT NULL,
            nearest INTEGER REFERENCES claims (id)
        )
        """
    )
    db.execute("CREATE INDEX claims_document ON claims (document)")
    db.execute("CREATE INDEX claims_nearest ON claims (nearest)")
    db.execute(
        """
        CREATE TABLE postings (
            topic TEXT NOT NULL, anchor TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims (id),
            PRIMARY KEY (topic, anchor, claim)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE anchors (
            topic TEXT NOT NULL, anchor TEXT NOT NULL, claims INTEGER NOT NULL,
            PRIMARY KEY (topic, anchor)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE names (
            topic TEXT NOT NULL, initial TEXT NOT NULL, spelling TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (topic, initial, spelling)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE TABLE seeds (topic TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID")


@migrations()
def m004_outbox(db: Database) -> None:
    """Alerts, the digests they go into, and the digests' deliveries."""
    db.execute(
        """
        CREATE TABLE digests (
            id INTEGER PRIMARY KEY, topic TEXT NOT NULL, created_at TEXT NOT NULL, since TEXT, silence TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX digests_topic ON digests (topic, created_at)")
    db.execute(
        """
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY, topic TEXT NOT NULL, claim INTEGER NOT NULL UNIQUE REFERENCES claims (id),
            kind TEXT NOT NULL, earlier INTEGER REFERENCES claims (id), created_at TEXT NOT NULL,
            digest INTEGER REFERENCES digests (id)
        )
        """
    )
    db.execute("CREATE INDEX alerts_digest ON alerts (topic, digest)")
    db.execute(
        """
        CREATE TABLE deliveries (
            digest INTEGER NOT NULL REFERENCES digests (id), recipient TEXT NOT NULL, message_id TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, retry_at TEXT, leased_until TEXT,
            error TEXT, sent_at TEXT,
            PRIMARY KEY (digest, recipient)
        ) WITHOUT ROWID
        """
    )


@migrations()
def m005_aliases(db: Database) -> None:
    """The URLs by which feeds know articles whose pages name another: an entry of such a URL is no new article."""
    db.execute(
        """
        CREATE TABLE aliases (
            topic TEXT NOT NULL, url TEXT NOT NULL,
            PRIMARY KEY (topic, url)
        ) WITHOUT ROWID
        """
    )
