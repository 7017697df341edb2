"""A sentence as words with their places and dictionary forms: what every reader of this package works on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.claims.lemmas import lemma

WORD = re.compile(r"[^\W\d_]+(?:[-’'‑][^\W\d_]+)*")
"""A run of letters; inner hyphens and apostrophes belong to it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands. `lemma` is its dictionary form, lower case."""

    text: str
    start: int
    end: int
    lemma: str


def words(text: str, language: str) -> list[Word]:
    """The words of a text in order."""
    return [
        Word(match.group(), match.start(), match.end(), lemma(match.group(), language)) for match in WORD.finditer(text)
    ]
