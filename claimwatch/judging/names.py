"""One name for all its spellings.

Kassym-Jomart, Kasym-Jomart and Касым-Жомарт come out of transliteration nearly, not quite, alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from claimwatch.records import Anchor

ALIKE = 0.8
"""Normalised similarity from which two long keys are the same name."""
SHORT = 8
"""Shorter keys must be equal. They are consonant skeletons, in which spellings of one name are alike already, while
Nazarbayev and Nurbayev, Johnson and Johnston differ by one letter."""


def initial(name: Anchor) -> str:
    """The bucket in which a name's other spellings are looked for: the first letter of its last word."""
    return _words(name)[-1][:1]


def same_name(name: Anchor, known: Iterable[Anchor]) -> Anchor | None:
    """The known spelling that is the same name, the most alike if there are several."""
    scored = ((likeness(name, other), other) for other in known)
    best = max(scored, default=None)
    return best[1] if best and best[0] >= ALIKE else None


def likeness(a: Anchor, b: Anchor) -> float:
    """How alike two names are, 0 to 1: the least alike of their words decides, so that two Alekseis stay two."""
    left, right = _words(a), _words(b)
    if len(left) != len(right) or _digits(a) != _digits(b):
        return 0.0
    return min(_alike(x, y) for x, y in zip(left, right, strict=True))


def _alike(a: str, b: str) -> float:
    if min(len(a), len(b)) < SHORT:
        return float(a == b)
    return Levenshtein.normalized_similarity(a, b)


def _words(name: Anchor) -> list[str]:
    return name.partition(":")[2].split("-") or [""]


def _digits(name: Anchor) -> str:
    return "".join(character for character in name if character.isdigit())
