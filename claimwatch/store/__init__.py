"""What claimwatch remembers: one SQLite file, opened with `open_store`."""

from claimwatch.store.database import Store, backup, open_store

__all__ = ["Store", "backup", "open_store"]
