"""A sentence as words with their places and dictionary forms: what every reader of this package works on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.claims.lemmas import grammar, lemma
from extractors.claims.wordlists import wordlist

SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, which no encoder accepts."""
WORD = re.compile(r"[^\W\d_]+(?:[-’'‑][^\W\d_]+)*")
"""A run of letters; inner hyphens and apostrophes belong to it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands. `lemma` is its dictionary form, lower case."""

    text: str
    start: int
    end: int
    lemma: str


_PARTS = {
    "ADJF": "a", "ADJS": "a", "ADVB": "r", "COMP": "a", "GRND": "v", "INFN": "v", "NOUN": "n", "PRED": "r", "PRTF": "v",
    "PRTS": "v", "VERB": "v",
}  # fmt: skip
"""OpenCorpora's parts of speech as the lexicon's."""


def part_of_speech(words: Sequence[Word], at: int, language: str) -> str:
    """`n`, `v`, `a`, `r` or nothing: of a Russian word its grammar, of an English one what the word before it tells."""
    if language == "ru":
        return _PARTS.get(grammar(words[at].text).part, "")
    before = words[at - 1].text.lower() if at else ""
    low = words[at].text.lower()
    if before in wordlist("before_verbs"):
        return "v"
    if before in wordlist("before_nouns"):
        return "n"
    return "v" if low != words[at].lemma and low.endswith(("ed", "ing")) else ""


def words(text: str, language: str) -> list[Word]:
    """The words of a text in order; of a compound like "NATO-standard" the name and the word, each for itself."""
    return [
        Word(text[start:end], start, end, lemma(text[start:end], language))
        for match in WORD.finditer(text)
        for start, end in _parts(match)
    ]


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    word = match.group()
    first, hyphen, rest = word.partition("-")
    if hyphen and len(first) > 1 and word[0].isupper() and rest.islower():
        yield match.start(), match.start() + len(first)
        yield match.start() + len(first) + 1, match.end()
    else:
        yield match.span()
