"""What is left of a word when script, spelling and transliteration are levelled, so that cognates and names meet.

A skeleton is lower-case ASCII. `name_skeleton` keeps the consonants (Tokayev, Токаев, Tokaev: `tkv`), because vowels
are what transliterations disagree about; `word_skeleton` keeps classes of vowels as well, because among ordinary words
the consonants alone would join plan, plane and plain.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_MAX_WORD = 64
"""Characters of a word that count: longer ones are no words."""
_MIN_CONSONANTS = 3
"""Names with fewer consonants keep their vowels: too many would meet."""

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"shch|sch|tsch", "s"),
        (r"dzh|dj|zh|j", "j"),
        (r"tch|ch", "c_"),
        (r"kh", "h_"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ts|tz|cz|sh|z", "s"),
        (r"x", "ks"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!_)", "k"),
        (r"w", "v"),
        (r"(?<=[aeiou])h(?![_aeiouy])", ""),
        (r"_", ""),
        (r"([b-df-hj-np-tv-xz])\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiouy]+")
_SUFFIX_LATIN = re.compile(
    r"(?:isation|ization|ation|ition|tion|sion|ment|ness|ity|ical|ial|ic|al|ing|er|or|ist|ive|ary|ery|y|e)$"
)
_SUFFIX_RUSSIAN = re.compile(
    r"(?:изирование|изировать|ирование|изация|ировать|овать|ация|яция|ция|ический|ический|ческий|ический|ский|альный|ивный|ный|"
    r"ование|ение|ание|ость|ист|ник|ия|ие|ий|ый|ой|ать|ять|ить|еть|а|о|ь|я|е)$"
)


@lru_cache(maxsize=65536)
def name_skeleton(word: str) -> str:
    """The consonants of a name, its first vowel as `a`; with fewer than three consonants, classes of vowels too."""
    sounds = _sounds(word)
    bare = _VOWELS.sub("", sounds)
    if len(bare) < _MIN_CONSONANTS:
        return _VOWELS.sub(_vowel_class, sounds)
    return f"a{bare}" if _VOWELS.match(sounds) else bare


@lru_cache(maxsize=65536)
def word_skeleton(lemma: str) -> str:
    """A lemma without the endings that languages give the same stem (-ation, -ация), vowels as three classes."""
    return _VOWELS.sub(_vowel_class, _sounds(_stem(lemma[:_MAX_WORD]))) or lemma[:_MAX_WORD]


def _stem(lemma: str) -> str:
    if len(lemma) <= 5:
        return lemma
    if lemma.isascii():
        return _SUFFIX_LATIN.sub("", lemma)
    return _SUFFIX_RUSSIAN.sub("", lemma)


def _sounds(word: str) -> str:
    text = anyascii(word[:_MAX_WORD]).lower()
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text


def _vowel_class(match: re.Match[str]) -> str:
    run = match.group()
    if "u" in run:
        return "u"
    return "i" if any(vowel in run for vowel in "eiy") else "a"
