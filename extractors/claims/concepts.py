"""The concept lexicon: which word or set phrase means which concept, in every language that has a column.

A file of `lexicon/` is one domain: `id<TAB>en<TAB>ru<TAB>relations`, words in dictionary form, a part of speech in
brackets where one word belongs to two concepts. All files are read once, at first use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

COLUMNS = {"en": 1, "ru": 2}
"""Languages that have words in the lexicon, and their columns."""

_ENTRY = re.compile(r"\s*(?P<phrase>[^\[\]]+?)\s*(?:\[(?P<part>\w+)[^\]]*\])?\s*")


@dataclass(frozen=True, slots=True)
class Sense:
    """One concept that a word or phrase may mean. `part`: `n`, `v`, `a`, `r`, or empty for any."""

    concept: str
    rest: tuple[str, ...]
    """The lemmas that must follow the first."""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All domains as one."""

    senses: dict[str, dict[str, tuple[Sense, ...]]]
    """By language and first lemma, longest phrases first."""
    labels: dict[str, str]
    """A concept's first English word."""
    relations: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """(relation, concept) pairs of a concept, such as ("antonym", "fall")."""

    def match(self, lemmas: Sequence[str], at: int, language: str, part: str = "") -> tuple[str, int] | None:
        """The concept of the longest phrase that begins at position `at`, and how many words it takes.

        Among senses of equal length the one whose part of speech is `part` comes first.
        """
        best: tuple[int, bool, str] | None = None
        for sense in self.senses.get(language, {}).get(lemmas[at], ()):
            size = len(sense.rest)
            if size and tuple(lemmas[at + 1 : at + 1 + size]) != sense.rest:
                continue
            found = (size, not sense.part or sense.part == part, sense.concept)
            if best is None or found[:2] > best[:2]:
                best = found
        return (best[2], best[0] + 1) if best else None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The built-in lexicon, read once per process."""
    found: dict[str, dict[str, list[Sense]]] = {language: defaultdict(list) for language in COLUMNS}
    labels: dict[str, str] = {}
    relations: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _rows():
        concept = row[0]
        for language, column in COLUMNS.items():
            for first, sense in _senses(concept, row[column]):
                found[language][first].append(sense)
        labels.setdefault(concept, _label(concept, row[1]))
        if row[3]:
            relations[concept] = tuple(_relations(row[3]))
    return Lexicon({language: _longest_first(senses) for language, senses in found.items()}, labels, relations)


def _rows() -> Iterator[list[str]]:
    for file in sorted(files("extractors.claims").joinpath("lexicon").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".tsv"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line and not line.startswith("#"):
                    yield [*line.split("\t"), "", "", ""][:4]


def _senses(concept: str, words: str) -> Iterator[tuple[str, Sense]]:
    for entry in words.split(","):
        match = _ENTRY.fullmatch(entry)
        if match:
            first, *rest = match["phrase"].lower().replace("ё", "е").split()
            yield first, Sense(concept, tuple(rest), match["part"] or "")


def _longest_first(senses: dict[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    return {first: tuple(sorted(group, key=lambda each: -len(each.rest))) for first, group in senses.items()}


def _label(concept: str, words: str) -> str:
    match = _ENTRY.fullmatch(words.split(",", maxsplit=1)[0])
    return match["phrase"] if match else concept.replace("-", " ")


def _relations(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split(";"):
        relation, _, concept = pair.strip().partition("=")
        if concept:
            yield relation.strip(), concept.strip()
