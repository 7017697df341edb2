"""What a run works with, and whom it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from claimwatch.contracts import ClaimReader
from claimwatch.records import Topic
from claimwatch.settings import Settings
from claimwatch.store import Store

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def unseen(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A topic, its store, the settings and the claim reader: what every stage is handed."""

    topic: Topic
    store: Store
    settings: Settings
    reader: ClaimReader
    progress: Progress = unseen

    def tracked(self, what: str, items: Iterable[T]) -> Iterator[T]:
        """The items one by one, progress told before each and at the end."""
        everything = list(items)
        for number, item in enumerate(everything):
            self.progress(what, number, len(everything))
            yield item
        self.progress(what, len(everything), len(everything))
