"""How many copies are recognised: our sampled shingles beside MinHash with bands (rensa).

    uv pip install rensa
    python benchmarks/copies.py [FOLDER]

FOLDER holds originals as .txt files; without it texts are made up of invented words with the frequencies of a language
(Zipf), each signed by one of a few outlets with that outlet's own boilerplate. Copies are made of them by the edits in
KINDS. Beside them stand texts that are no copies: independent ones, and ones that share a quotation.

Ours is what the pipeline does: the store's index of one shingle in four, then the full comparison (`copied`). MinHash
has 128 permutations over the same shingles; bands are written bands x rows. It is taken by itself (a pair counts when
its estimated Jaccard similarity is half or more) and as an index in front of our comparison. The times leave out making
the shingles, which all need; ours go into the store's SQLite file and out of it, rensa's index is in memory.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claimwatch.fingerprints import shingles, words
from claimwatch.judging.copies import copied
from claimwatch.pipeline.trace import CANDIDATES
from claimwatch.store import open_store
from claimwatch.store.ledger import Document, Ledger, sampled

try:
    from rensa import RMinHash, RMinHashLSH
except ImportError:
    sys.exit("copies.py compares with rensa, which is not installed: uv pip install rensa")

ORIGINALS, EACH, OUTLETS, VOCABULARY = 1500, 300, 20, 20_000
PERMUTATIONS = 128
WHEN = datetime(2026, 1, 1, tzinfo=UTC)

Words = list[str]
Found = set[int]
Search = Callable[[frozenset[int]], Found]
"""The originals that a text's shingles are taken for a copy of."""


class World:
    """Invented words, sentences and articles; the same at every run."""

    def __init__(self) -> None:
        """Made anew, nothing read."""
        self.random = random.Random(20260101)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        self._vocabulary = ["".join(self.random.choices(syllables, k=2 + rank % 3)) for rank in range(VOCABULARY)]
        self._ranks = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self._boilerplate = [self.text(self.random.randint(20, 40)) for _ in range(OUTLETS)]

    def text(self, length: int) -> Words:
        """So many running words."""
        return self.random.choices(self._vocabulary, cum_weights=self._ranks, k=length)

    def article(self) -> Words:
        """100 to 900 words, 260 at the median, and the outlet's boilerplate."""
        length = min(900, max(100, round(self.random.lognormvariate(5.56, 0.5))))
        return self.signed(self.text(length))

    def signed(self, text: Words) -> Words:
        """With the boilerplate of some outlet."""
        return [*text, *self.random.choice(self._boilerplate)]

    def edited(self, text: Words, share: float) -> Words:
        """Each word is replaced, dropped or followed by another with this probability."""
        done = []
        for word in text:
            if self.random.random() >= share:
                done.append(word)
                continue
            done += self.random.choice(([], self.text(1), [word, *self.text(1)]))
        return done

    def embedded(self, text: Words, share: float) -> Words:
        """The text's first third inside a new article, of which it is this share."""
        block = text[: len(text) // 3]
        around = self.text(round(len(block) * (1 / share - 1)))
        middle = len(around) // 2
        return [*around[:middle], *block, *around[middle:]]

    def quoting(self, text: Words) -> Words:
        """An article of its own that has one sentence of the text."""
        own = self.article()
        return [*own[:50], *text[40:65], *own[50:]]


Edit = Callable[[World, Words], Words]
KINDS: dict[str, Edit] = {
    "5 % of the words edited": lambda world, text: world.edited(text, 0.05),
    "20 % of the words edited": lambda world, text: world.edited(text, 0.20),
    "cut to its first half": lambda _, text: text[: len(text) // 2],
    "cut to its first fifth": lambda _, text: text[: len(text) // 5],
    "another outlet's boilerplate": lambda world, text: world.signed(text),
    "100 words of clutter added": lambda world, text: [*world.text(50), *text, *world.text(50)],
    "a third of it is half a new text": lambda world, text: world.embedded(text, 0.5),
    "a third of it is 35 % of a new text": lambda world, text: world.embedded(text, 0.35),
}
NO_COPIES: dict[str, Edit] = {
    "independent": lambda world, _: world.article(),
    "the same quotation of 25 words": lambda world, text: world.quoting(text),
}


@dataclass(frozen=True)
class Method:
    """A way of finding originals, with the CPU seconds and the index rows that all of them took."""

    name: str
    indexing: float
    rows: int
    search: Search


def main() -> None:
    """Measures and prints one line to a kind of copy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    world = World()
    originals = list(read(folder)) if folder else [world.article() for _ in range(ORIGINALS)]
    known = [shingles(" ".join(text)) for text in originals]
    queries = {
        kind: [(at, shingles(" ".join(edit(world, originals[at])))) for at in chosen(world, len(originals))]
        for kind, edit in (KINDS | NO_COPIES).items()
    }
    with methods(known) as ways:
        report(ways, queries, len(originals))


def read(folder: Path) -> Iterator[Words]:
    """The words of the folder's texts."""
    texts = (words(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))
    found = [text for text in texts if len(text) >= 100]
    if not found:
        sys.exit(f"{folder}: no .txt file of a hundred words")
    yield from found


def chosen(world: World, count: int) -> list[int]:
    """The originals that are copied, a few hundred at most."""
    return world.random.sample(range(count), min(EACH, count))


# ---------------------------------------------------------------- the methods


@contextmanager
def methods(known: Sequence[frozenset[int]]) -> Iterator[list[Method]]:
    """All methods with the originals indexed."""
    documents = [_document(number, each) for number, each in enumerate(known)]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "copies.db") as store:
        began = time.process_time()
        with store.transaction():
            for document in documents:
                store.ledger.add_document("bench", document)
        spent, rows = time.process_time() - began, sum(len(sampled(document.shingles)) for document in documents)
        ours = Method("sampled shingles", spent, rows, _sampled(store.ledger))
        yield [ours, *(_banded(documents, bands, full=full) for bands, full in ((16, False), (32, False), (32, True),
                                                                              (64, True)))]  # fmt: skip


def _document(number: int, hashes: frozenset[int]) -> Document:
    return Document(0, str(number), "", "en", WHEN, str(number), hashes, str(number), ())


def _sampled(ledger: Ledger) -> Search:
    def search(hashes: frozenset[int]) -> Found:
        near = ledger.documents(number for number, _ in ledger.sharing("bench", hashes).most_common(CANDIDATES))
        return _compared(hashes, near)

    return search


def _compared(hashes: frozenset[int], candidates: Iterable[Document]) -> Found:
    found = copied(hashes, candidates)
    return {int(found.of)} if found else set()


def _banded(documents: Sequence[Document], bands: int, *, full: bool) -> Method:
    began = time.process_time()
    index = RMinHashLSH(0.5, PERMUTATIONS, bands)
    sketches = [_sketch(document.shingles) for document in documents]
    index.insert_many(sketches)

    def by_itself(hashes: frozenset[int]) -> Found:
        sketch = _sketch(hashes)
        return {number for number in index.query(sketch) if sketch.jaccard(sketches[number]) >= 0.5}

    def in_front(hashes: frozenset[int]) -> Found:
        return _compared(hashes, [documents[number] for number in index.query(_sketch(hashes))])

    name = f"MinHash {bands}x{PERMUTATIONS // bands}{' + ours' if full else ''}"
    return Method(name, time.process_time() - began, bands * len(documents), in_front if full else by_itself)


def _sketch(hashes: frozenset[int]) -> RMinHash:
    sketch = RMinHash(PERMUTATIONS, 1)
    sketch.update([hashed.to_bytes(8, "big") for hashed in hashes])
    return sketch


# ---------------------------------------------------------------- the figures


def report(ways: Sequence[Method], queries: dict[str, list[tuple[int, frozenset[int]]]], originals: int) -> None:
    """Prints recall by kind, false pairs, and CPU milliseconds a text."""
    print(f"{originals} originals, {sum(map(len, queries.values()))} texts asked for")
    print(f"{'':38}" + "".join(f"{way.name:>20}" for way in ways))
    asking = [0.0] * len(ways)
    for kind, asked in queries.items():
        cells = []
        for column, way in enumerate(ways):
            began = time.process_time()
            answers = [(at, way.search(hashes)) for at, hashes in asked]
            asking[column] += time.process_time() - began
            cells.append(share(answers, kind in KINDS))
        print(f"{kind:38}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"{'rows a text in the index':38}" + "".join(f"{way.rows / originals:20.0f}" for way in ways))
    print(f"{'CPU ms a text: to index':38}" + "".join(f"{way.indexing / originals * 1000:20.2f}" for way in ways))
    total = sum(map(len, queries.values()))
    print(f"{'CPU ms a text: to ask':38}" + "".join(f"{seconds / total * 1000:20.2f}" for seconds in asking))


def share(answers: Sequence[tuple[int, Found]], copies: bool) -> str:  # noqa: FBT001 - a column of the table
    """Of copies the share whose original was found, and how many other pairs; else the number of false pairs."""
    if not copies:
        return f"{sum(len(found) for _, found in answers)} false"
    right = sum(at in found for at, found in answers) / len(answers)
    false = sum(len(found - {at}) for at, found in answers)
    return f"{right:.3f}" + (f", {false} false" if false else "")


if __name__ == "__main__":
    main()
