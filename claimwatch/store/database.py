"""Opening the SQLite file, and transactions that really exclude one another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from claimwatch.errors import UserError
from claimwatch.store.articles import Articles
from claimwatch.store.feeds import Feeds
from claimwatch.store.ledger import Ledger
from claimwatch.store.outbox import Outbox
from claimwatch.store.schema import migrations

PATIENCE = 30.0
"""Seconds to wait for another writer."""


@dataclass(frozen=True)
class Store:
    """Everything that is remembered, in four parts that share one connection."""

    path: Path
    db: Database
    feeds: Feeds
    articles: Articles
    ledger: Ledger
    outbox: Outbox

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else writes meanwhile.

        BEGIN IMMEDIATE: a transaction that begins deferred and reads before it writes loses against a second writer
        (measured: 891 of 1000 lost). See docs/decisions/0003-store.md.
        """
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.conn.in_transaction:
                self.db.conn.execute("ROLLBACK")
            raise
        self.db.conn.execute("COMMIT")

    def pending(self) -> list[str]:
        """The migrations that have not been applied yet."""
        return [migration.name for migration in migrations.pending(self.db)]


@contextmanager
def open_store(path: Path, *, migrate: bool = True) -> Iterator[Store]:
    """The store in the file `path`, made when there is none, migrated unless told otherwise.

    Raises UserError when the file cannot be opened, is no store, is locked by another program, or the disk is full. A
    database of another program is not touched.
    """
    with _explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            db = _prepared(_own(path, Database(connection)))
            store = Store(path, db, Feeds(db), Articles(db), Ledger(db), Outbox(db))
            if migrate and store.pending():
                with store.transaction():
                    migrations.apply(db)
            yield store
        finally:
            connection.close()


def backup(store: Store, target: Path) -> None:
    """Copies the whole store to `target` while others go on using it. Raises UserError when it cannot be written."""
    if target.exists():
        raise UserError(str(target), "there is a file already", "Name another, or remove it first.")
    draft = target.with_name(f".{target.name}.draft")
    try:
        with _explained(target):
            copy = sqlite3.connect(draft)
            try:
                store.db.conn.backup(copy)
            finally:
                copy.close()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _own(path: Path, db: Database) -> Database:
    if db.table_names() and not migrations.applied(db):
        raise UserError(str(path), "it is another program's database", "Name another file with --db.")
    return db


def _prepared(db: Database) -> Database:
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute("PRAGMA foreign_keys=ON")
    return db


REMEDIES = {
    "locked": ("another program holds it", "Wait for the other run to end, or stop it."),
    "readonly": ("it cannot be written", "Give this user the right to write the file and its folder."),
    "read-only": ("it cannot be written", "Give this user the right to write the file and its folder."),
    "unable to open": ("it cannot be opened", "Check that the folder exists and may be written."),
    "not a database": ("it is no SQLite file", "Name another file with --db."),
    "malformed": ("it is damaged", "Restore a backup (claimwatch db backup makes them)."),
    "disk I/O": ("the disk cannot be read or written", "Check the disk; what was committed is safe."),
    "full": ("the disk is full", "Free some space; what was committed is safe."),
}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        for sign, (cause, remedy) in REMEDIES.items():
            if sign in said:
                raise UserError(str(path), cause, remedy) from error
        raise
