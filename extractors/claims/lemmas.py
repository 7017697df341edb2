"""The dictionary form of a word: simplemma for English, pymorphy3 for Russian, case folding for every other language.

The libraries are loaded at first use, so that importing this module costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

RUSSIAN_LIKE = frozenset({"be", "bg", "mk", "sr", "uk"})
"""Read with Russian lemmas: cognates meet where the stems are the same; nothing is claimed about meaning."""

_CACHE = 100_000
_MAX_WORD = 64
_IRREGULAR = {
    "ate": "eat", "been": "be", "chose": "choose", "fell": "fall", "felt": "feel", "fled": "flee", "found": "find",
    "grew": "grow", "laid": "lay", "left": "leave", "led": "lead", "lost": "lose", "rose": "rise", "sank": "sink",
    "saw": "see", "shot": "shoot", "sought": "seek", "spoke": "speak", "struck": "strike", "torn": "tear",
    "wound": "wound", "wounded": "wound",
}  # fmt: skip
"""Forms which simplemma takes for words of their own, by what they usually are in the news."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What pymorphy3 says of a Russian word form, its likeliest reading."""

    lemma: str
    part: str
    """Part of speech as in OpenCorpora (NOUN, VERB, INFN, ADJF, PRTF, NPRO ...); empty for what is no Russian word."""
    marks: frozenset[str]
    """Grammemes, of all likely readings: Name, Surn, Patr, Geox, Orgn; past, futr; of the likeliest alone the rest."""
    known: bool


def lemma(word: str, language: str) -> str:
    """The dictionary form of one word, lower case, ё as е. Never raises; an unknown word is its own lemma."""
    word = word[:_MAX_WORD]
    if language == "en":
        return _english(word)
    if language == "ru" or language in RUSSIAN_LIKE:
        return grammar(word).lemma
    return word.casefold()


@lru_cache(maxsize=_CACHE)
def grammar(word: str) -> Grammar:
    """What a Russian word form is. Words in other scripts come back as they are, in lower case."""
    low = word[:_MAX_WORD].lower()
    parses = _morphology().parse(low) if _CYRILLIC.fullmatch(low) else ()
    if not parses:
        return Grammar(low, "", frozenset(), known=False)
    best = parses[0]
    marks = frozenset(str(mark) for mark in best.tag.grammemes)
    for other in parses[1:4]:
        if other.score >= _LIKELY:
            marks |= other.tag.grammemes & _NAMES
    lemma_ = best.normal_form.replace("ё", "е")
    return Grammar(lemma_, str(best.tag.POS or ""), marks, known=bool(best.is_known))


_CYRILLIC = re.compile(r"[\u0400-\u052f'’‑-]+")
_LIKELY = 0.1
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


@lru_cache(maxsize=_CACHE)
def nominative(word: str, *, feminine: bool = False) -> str:
    """The nominative singular of a Russian name's word as it may stand in any case; its case of letters is kept.

    Surnames in -ов, -ев, -ин go by rule, since most of them are in no dictionary.
    """
    if word.isupper() or len(word) < 3 or not _CYRILLIC.fullmatch(word):
        return word
    if "Geox" in grammar(word).marks:
        return _inflected(word, "")
    surname = _SURNAME.fullmatch(word)
    if surname:
        return surname[1] + ("а" if feminine else "")
    if _UNDECLINED.search(word) and not grammar(word).known:
        return word
    return _inflected(word, "femn" if feminine else "masc")


def _inflected(word: str, gender: str) -> str:
    parses = [parse for parse in _morphology().parse(word[:_MAX_WORD]) if "plur" not in parse.tag]
    wanted = [parse for parse in parses if parse.tag.grammemes & _NAMES] or parses
    wanted = [parse for parse in wanted if not gender or gender in parse.tag] or wanted
    if not wanted:
        return word
    form = wanted[0].inflect({"nomn"})
    text = form.word if form else wanted[0].normal_form
    return "-".join(part[:1].upper() + part[1:] for part in text.split("-")) if word[:1].isupper() else text


_SURNAME = re.compile(r"(\w+(?:[оеё]в|[иы]н))(?:а|у|ым|ом|е|ой)?")
_UNDECLINED = re.compile(r"(?:(?<![оеы]м)(?<!ск)[еиуэю]|(?<![ое]г)о|(?<![оеыи])м|[бвгджзклнпрстфхцчшщ])$")
"""Endings of foreign names that either are not declined or stand in the nominative."""


@lru_cache(maxsize=_CACHE)
def _english(word: str) -> str:
    from simplemma import lemmatize  # noqa: PLC0415  # its tables are read at first use only

    low = word.lower().replace("’", "'")
    low = low.removesuffix("'s").removesuffix("'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    return lemmatize(low, lang="en").lower() if low else word.lower()


@lru_cache(maxsize=1)
def _morphology() -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415  # a second and 30 MB: only when there is Russian to read

    return MorphAnalyzer()
