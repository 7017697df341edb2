"""How sure a sentence is meant, and whether it says no: the patterns of `patterns/modality.tsv`."""

from __future__ import annotations

from typing import cast

from claimwatch.records import Modality
from extractors.claims.gate import is_question
from extractors.claims.lemmas import grammar
from extractors.claims.patterns import rules
from extractors.claims.words import WORD

_NEGATED = "negated"
_CONTRASTED = "contrasted"
_DENIALS = frozenset({"deny", "refute", "опровергать", "опровергнуть", "отрицать"})


def negated(text: str, language: str, cue: str = "") -> bool:
    """Whether the text says no, or its speaker denies it; False for languages that cannot be read."""
    return cue in _DENIALS or any(
        name == _NEGATED and pattern.search(text) for name, pattern in rules("modality", language)
    )


def contrasted(text: str, language: str) -> bool:
    """Whether the text sets a new value against an old one ("not four but five"); False for other languages."""
    return any(name == _CONTRASTED and pattern.search(text) for name, pattern in rules("modality", language))


def modality(text: str, language: str, cue: str = "") -> Modality:
    """How a sentence without its attribution is meant: the first rule that speaks decides.

    `cue` is the verb of the attribution, dictionary form.
    """
    if is_question(text):
        return "asked"
    if cue in _DENIALS:
        return "denied"
    for name, pattern in rules("modality", language):
        if name not in (_NEGATED, _CONTRASTED) and pattern.search(text):
            return cast("Modality", name)
    return _by_tense(text) if language == "ru" else "stated"


def _by_tense(text: str) -> Modality:
    marks = [grammar(match.group()).marks for match in WORD.finditer(text)]
    if any("futr" in each for each in marks):
        return "planned"
    if any("past" in each for each in marks):
        return "done"
    return "stated"
