"""The file: made, migrated, shared between processes, refused with a reason, copied while in use."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from claimwatch.errors import UserError
from claimwatch.records import FeedState
from claimwatch.store import Store, backup, database, open_store

TABLES = {
    *("aliases", "alerts", "anchors", "articles", "claims", "deliveries", "digests", "documents", "feeds", "names"),
    *("pages", "postings", "seeds", "shingles"),
}


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows if not name.startswith("_")}
    finally:
        connection.close()


def failures(path: Path) -> int:
    with open_store(path) as store:
        return store.feeds.state("t", "u").failures


def count_up(path: Path, times: int) -> None:
    """Reads and writes one number, so many times, each time in a transaction."""
    with open_store(path) as store:
        for _ in range(times):
            with store.transaction():
                known = store.feeds.state("t", "u").failures
                store.feeds.save("t", FeedState("u", failures=known + 1))


# ---------------------------------------------------------------- migrations


def test_an_empty_file_gets_the_whole_schema(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db") as store:
        assert store.pending() == []
        assert next(iter(store.db.query("PRAGMA journal_mode")))["journal_mode"] == "wal"
    assert tables(tmp_path / "new.db") == TABLES


def test_a_second_opening_applies_nothing(tmp_path: Path) -> None:
    def applied() -> list[tuple[str, str]]:
        with open_store(tmp_path / "new.db") as store:
            return [(row["name"], row["applied_at"]) for row in store.db.query("SELECT * FROM _sqlite_migrations")]

    first = applied()
    assert len(first) >= 5
    assert applied() == first


def test_without_migrating_everything_is_pending(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db", migrate=False) as store:
        assert store.pending()[0] == "m001_feeds"
        assert store.db.table_names() == []


def test_a_store_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with open_store(tmp_path / "old.db") as store:
        store.db.execute("DROP TABLE aliases")
        store.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_aliases'")
        store.feeds.save("t", FeedState("u", failures=3))
        assert store.pending() == ["m005_aliases"]
    assert failures(tmp_path / "old.db") == 3
    assert tables(tmp_path / "old.db") == TABLES


# ---------------------------------------------------------------- many at once


def test_many_may_open_a_new_store_at_the_same_moment(tmp_path: Path) -> None:
    run_together(tmp_path / "new.db", times=1, processes=4)
    assert failures(tmp_path / "new.db") == 4


def test_no_read_then_write_is_lost(tmp_path: Path) -> None:
    run_together(tmp_path / "new.db", times=200, processes=2)
    assert failures(tmp_path / "new.db") == 400


def run_together(path: Path, times: int, processes: int) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=count_up, args=(path, times)) for _ in range(processes)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * processes


# ---------------------------------------------------------------- all or nothing


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.transaction():
            store.feeds.save("t", FeedState("u", failures=1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.feeds.states("t") == []
    with store.transaction():
        store.feeds.save("t", FeedState("u", failures=2))
    assert store.feeds.state("t", "u").failures == 2


def test_others_read_what_was_committed_while_one_writes(store: Store) -> None:
    store.feeds.save("t", FeedState("u", failures=1))
    with store.transaction():
        store.feeds.save("t", FeedState("u", failures=2))
        assert failures(store.path) == 1
    assert failures(store.path) == 2


# ---------------------------------------------------------------- what cannot be opened


def missing_folder(folder: Path) -> Path:
    return folder / "nowhere" / "claimwatch.db"


def a_folder(folder: Path) -> Path:
    return folder


def a_text_file(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("Buy milk. " * 500)
    return path


def truncated(folder: Path) -> Path:
    path = folder / "claimwatch.db"
    count_up(path, 1)
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 2])
    return path


def overwritten(folder: Path) -> Path:
    path = folder / "claimwatch.db"
    count_up(path, 1)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    return path


def of_another_program(folder: Path) -> Path:
    path = folder / "accounts.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, price REAL)")
    connection.close()
    return path


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (missing_folder, "cannot be opened"),
        (a_folder, "cannot be opened"),
        (a_text_file, "no SQLite file"),
        (truncated, "damaged"),
        (overwritten, "damaged"),
        (of_another_program, "another program's database"),
    ],
)
def test_what_is_no_store_is_refused_with_a_reason(make: Callable[[Path], Path], cause: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught, open_store(path) as store:
        store.feeds.states("t")
    assert cause in caught.value.cause
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_a_store_that_another_holds_is_waited_for_and_then_given_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with store.transaction():
        store.feeds.save("t", FeedState("u"))
        with pytest.raises(UserError, match="another program holds it"):
            count_up(store.path, 1)
    count_up(store.path, 1)


def test_a_full_disk_is_said_and_what_was_committed_stays(store: Store) -> None:
    store.feeds.save("t", FeedState("u", failures=1))
    with pytest.raises(UserError, match="disk is full"):
        write_on_a_full_disk(store.path)
    assert failures(store.path) == 1


def write_on_a_full_disk(path: Path) -> None:
    with open_store(path) as store:
        pages = next(iter(store.db.query("PRAGMA page_count")))["page_count"]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        with store.transaction():
            store.feeds.save("t", FeedState("u", etag="x" * 1_000_000, failures=2))


def test_a_store_that_may_only_be_read_says_so(store: Store) -> None:
    store.db.execute("PRAGMA query_only = ON")  # root may write everything: no file mode would stop it
    with pytest.raises(UserError, match="it cannot be written"), database._explained(store.path):
        store.feeds.save("t", FeedState("u"))


# ---------------------------------------------------------------- copies


def test_a_backup_is_whole_while_another_writes(store: Store, tmp_path: Path) -> None:
    store.feeds.save("t", FeedState("u", failures=1))
    with open_store(store.path) as other, other.transaction():
        other.feeds.save("t", FeedState("u", failures=2))
        backup(store, tmp_path / "copy.db")
    assert failures(tmp_path / "copy.db") == 1
    assert failures(store.path) == 2
    with open_store(tmp_path / "copy.db") as copy:
        assert next(iter(copy.db.query("PRAGMA integrity_check")))["integrity_check"] == "ok"


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(UserError, match="there is a file already"):
        backup(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_backup_to_nowhere_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        backup(store, tmp_path / "nowhere" / "copy.db")
    assert not (tmp_path / "nowhere").exists()
