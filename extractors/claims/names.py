"""People, organisations, places and products in a sentence, each with a key that is the same in every spelling.

Places and well-known institutions come from tables (`places`, `gazetteer/aliases.tsv`); everything else is a run of
capitalised words. A person's key is the skeleton of the surname, so that the short form after the full one, and the
inflected form in another script, are the same person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimwatch.records import Entity, EntityKind
from extractors.claims.concepts import lexicon
from extractors.claims.lemmas import grammar, nominative
from extractors.claims.places import all_places, place
from extractors.claims.skeletons import name_skeleton
from extractors.claims.wordlists import wordlist
from extractors.claims.words import Word

_CONNECTORS = frozenset({"of", "de", "der", "von", "van", "bin", "al", "el", "du", "la", "фон", "аль", "де", "бин"})
_PEOPLE = frozenset({"xi-jinping"})
"""Aliases that are people; their names in two scripts share no consonants."""
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|дзе|швили|енко|ович)(?:а|у|ым|ом|е|ой)?")
_SURNAME_ALONE = re.compile(r"[А-ЯЁ][а-яё]{2,}[оеё]в")
"""At the start of a sentence this form is a surname far more often than a genitive plural."""
_MODEL = re.compile(r"-\d+[A-Za-zА-Яа-я]{0,3}\b")
_DOMAIN = re.compile(r"\.[A-Za-z]{2,4}\b")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity where it stands: positions of its first word and of the word after its last, and offsets."""

    entity: Entity
    first: int
    last: int
    start: int
    end: int


def names(text: str, words: Sequence[Word], language: str) -> list[Named]:
    """The entities of a sentence in order, none overlapping another."""
    found: list[Named] = []
    capitalised = _mostly_capitalised(words)
    at = 0
    while at < len(words):
        named = _tabled(words, at, language) or _run(text, words, at, language, loud=capitalised)
        if named is None:
            at += 1
        else:
            found.append(named)
            at = max(named.last, at + 1)
    return found


def _mostly_capitalised(words: Sequence[Word]) -> bool:
    """Whether this is a headline in which every word has a capital, so that capitals say nothing."""
    long = [word for word in words if len(word.text) > 3]
    return len(long) > 3 and sum(word.text[0].isupper() for word in long) > 0.75 * len(long)


# ---------------------------------------------------------------- from the tables


def _tabled(words: Sequence[Word], at: int, language: str) -> Named | None:
    longest = max(_longest().get(_plain(words[at].text), 0), _longest().get(words[at].lemma, 0))
    for size in range(min(longest, len(words) - at), 0, -1):
        run = words[at : at + size]
        if not _may_be_tabled(run, language):
            continue
        for phrase in _phrases(run, language):
            entity = _known(phrase, run)
            if entity is not None:
                return Named(entity, at, at + size, run[0].start, run[-1].end)
    return None


@lru_cache(maxsize=1)
def _longest() -> dict[str, int]:
    """How many words the longest known name takes that begins with this word."""
    longest: dict[str, int] = {}
    for phrase in (*_aliases(), *all_places()):
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def _may_be_tabled(run: Sequence[Word], language: str) -> bool:
    text = run[0].text
    if (
        len(run) == 1
        and not text.isupper()
        and (text.lower() in wordlist("stop_ru") or run[0].lemma in wordlist("stop_ru"))
    ):
        return False
    if len(run) == 1 and len(text) <= 3:
        return text.isupper()
    if text[0].isupper():
        return True
    if len(run) > 1:
        return language != "en"
    return language == "ru" and bool(_CYRILLIC.match(text)) and "Geox" not in grammar(text).marks and len(text) > 3


def _phrases(run: Sequence[Word], language: str) -> tuple[str, ...]:
    plain = " ".join(_plain(word.text) for word in run)
    if language == "en":
        return (plain, run[0].lemma) if len(run) == 1 and len(plain) > 3 else (plain,)
    return (" ".join(word.lemma for word in run), plain)


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    low = word.lower().replace("’", "'").replace("ё", "е")
    return low.removesuffix("'s").removesuffix("'")


def _known(phrase: str, run: Sequence[Word]) -> Entity | None:
    single = len(run) == 1 and run[0].text[0].isupper() and bool(_CYRILLIC.match(run[0].text))
    name = (
        nominative(run[0].text) if single else " ".join(word.text for word in run).removesuffix("'s").removesuffix("’s")
    )
    alias = _aliases().get(phrase)
    if alias is not None:
        return Entity(f"n:{alias}", name, "person" if alias in _PEOPLE else "organisation")
    code = place(phrase)
    return Entity(f"p:{code}", name, "place") if code else None


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    text = files("extractors.claims").joinpath("gazetteer/aliases.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {spelling.strip(): row[0] for row in rows for spelling in row[1].split(",")}


# ---------------------------------------------------------------- from capitals


def _run(text: str, words: Sequence[Word], at: int, language: str, *, loud: bool) -> Named | None:
    if not _opens(text, words[at], language, loud=loud):
        return None
    last = at + 1
    while last < len(words) and _goes_on(text, words, last, language, loud=loud):
        last += 1
    while last > at + 1 and not words[last - 1].text[0].isupper():
        last -= 1
    run = list(words[at:last])
    if len(run) == 1 and _is_common(run[0], language):
        return None
    kind = _kind(words, at, last)
    name = " ".join(_display(word, kind, language, feminine=_is_feminine(run)) for word in run)
    model = _MODEL.match(text, run[-1].end)
    if model:
        entity = Entity(_key(run, kind, language) + model.group(), name + model.group(), "product")
        return Named(entity, at, last, run[0].start, model.end())
    return Named(Entity(_key(run, kind, language), name, kind), at, last, run[0].start, run[-1].end)


def _is_feminine(run: Sequence[Word]) -> bool:
    return len(run) > 1 and bool(_CYRILLIC.match(run[0].text)) and {"Name", "femn"} <= grammar(run[0].text).marks


def _opens(text: str, word: Word, language: str, *, loud: bool) -> bool:
    if not _may_be_named(text, word):
        return False
    if _DOMAIN.match(text, word.end):
        return True
    if len(word.text) == 1:  # an initial: `_may_be_named` has seen its full stop
        return language == "ru" or word.text != "I"
    if _plain(word.text) in wordlist("stop_en") or word.lemma in wordlist("stop_ru"):
        return False
    if word.text.isupper() and not loud:
        return True
    return not (loud or _begins_sentence(text, word.start)) or not _ordinary(word, language)


def _may_be_named(text: str, word: Word) -> bool:
    """Whether a word has a capital and is neither a day, nor a month, nor a role, nor a letter that stands alone."""
    if not word.text[0].isupper() or word.lemma in wordlist("calendar"):
        return False
    if len(word.text) == 1 and text[word.end : word.end + 1] != ".":
        return False
    return word.lemma not in wordlist("roles") or word.lemma in wordlist("given_names")


def _is_common(word: Word, language: str) -> bool:
    """Whether a word that has a capital in mid-sentence is an ordinary one all the same ("Soviet", «Послание»)."""
    if any(letter.isupper() for letter in word.text[1:]) or _SURNAME.fullmatch(word.text):
        return False
    if language == "ru" and _CYRILLIC.match(word.text):
        return _ordinary(word, language)
    return word.lemma in lexicon().senses.get(language, {})


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:«“"„‘—–-(…'


def _ordinary(word: Word, language: str) -> bool:
    """Whether a capital at the start of a sentence is likely to be only that."""
    if word.text.lower() in wordlist("given_names"):
        return False
    if word.lemma in lexicon().senses.get(language, {}) or word.lemma in wordlist(
        f"cues_{language}" if language in ("en", "ru") else "cues_en"
    ):
        return True
    if language == "ru":
        known = grammar(word.text)
        if _SURNAME_ALONE.fullmatch(word.text) and known.part == "NOUN":
            return False
        return known.known and not known.marks & {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"}
    return language == "en" and (word.text.lower() != word.lemma or word.lemma.endswith(("ly", "ing")))


def _goes_on(text: str, words: Sequence[Word], at: int, language: str, *, loud: bool) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    initial_or_domain = gap == "." or (len(words[at - 1].text) == 1 and gap.strip() == ".")
    if gap.strip() and not initial_or_domain:
        return False
    word = words[at]
    if word.lemma in _CONNECTORS:
        return (
            at + 1 < len(words) and words[at + 1].text[0].isupper() and not text[word.end : words[at + 1].start].strip()
        )
    if not _may_be_named(text, word):
        return False
    return not loud or not _ordinary(word, language)


def _kind(words: Sequence[Word], at: int, last: int) -> EntityKind:
    run = words[at:last]
    if any(word.lemma in wordlist("organisations") for word in run):
        return "organisation"
    if _is_person(words, at, last):
        return "person"
    marks = grammar(run[-1].text).marks if _CYRILLIC.match(run[-1].text) else frozenset()
    if "Geox" in marks or (at and words[at - 1].lemma in {"in", "near", "город", "область"} and len(run) == 1):
        return "place"
    return "organisation" if run[0].text.isupper() and len(run[0].text) > 1 else "other"


def _is_person(words: Sequence[Word], at: int, last: int) -> bool:
    run = words[at:last]
    if name_skeleton(run[0].lemma) in _given() or run[0].lemma in wordlist("given_names"):
        return True
    if _CYRILLIC.match(run[0].text):
        marks = frozenset().union(*(grammar(word.text).marks for word in run))
        if marks & {"Name", "Surn", "Patr"} and "Geox" not in marks:
            return True
    return bool(at) and words[at - 1].lemma in wordlist("roles") and len(run) < 4


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(name_skeleton(name) for name in wordlist("given_names") if len(name) > 4)


def _display(word: Word, kind: EntityKind, language: str, *, feminine: bool = False) -> str:
    if len(word.text) == 1:
        return f"{word.text}."
    if _CYRILLIC.match(word.text) and language == "ru" and kind in ("person", "place"):
        return nominative(word.text, feminine=feminine)
    return word.text.removesuffix("'s").removesuffix("’s")


def _key(run: Sequence[Word], kind: EntityKind, language: str) -> str:
    parts = [_display(word, "person", language) if _CYRILLIC.match(word.text) else _plain(word.text) for word in run]
    if kind == "person" and len(parts) > 1:
        parts = parts[-1:]
    prefix = "p" if kind == "place" else "n"
    return f"{prefix}:" + "-".join(name_skeleton(part) or part.lower() for part in parts[:5])
