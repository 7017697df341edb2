"""What stands round a number: how exact it is meant, and whether it is a name, a time or a score and no figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from claimwatch.records import Bound
from extractors.claims.numerals import HYPHENS, Numeral
from extractors.claims.tables import table, words
from extractors.claims.tokens import MASK, Phrases, Token, glued, key, kind

_JOINTS = HYPHENS | set(":./()")
_NUMBER_SIGNS = frozenset("№#")
_PREPOSITIONS = frozenset({"in", "at", "of", "from", "to", "with", "for", "by", "on", "and", "or", "near", "across"})


@dataclass(frozen=True, slots=True)
class ContextWords:
    """The words of a language that say how a number is meant."""

    bounds: Phrases
    bounds_after: Phrases
    labels: frozenset[str]
    """Words whose number is a name: "Article 5"."""
    hours_before: frozenset[str]
    hours_after: Phrases
    up_to: str
    changes: tuple[str, ...]
    """Stems of words after which `up_to` names the new value: «выросло до 832»."""
    ranges: dict[str, frozenset[str]]
    """By the word that opens the range: the words that lead to its upper end."""


@cache
def context_words(language: str) -> ContextWords:
    """The context words of a language; empty for one without a table."""
    rules: dict[str, Any] = table(language)
    bounds, labels = rules.get("bounds", {}), rules.get("labels", {})
    entries = [(phrase, name) for name, line in bounds.items() for phrase in words(line)]
    return ContextWords(
        bounds=Phrases([(phrase, name) for phrase, name in entries if not name.endswith(" after")]),
        bounds_after=Phrases(
            [(phrase, name.removesuffix(" after")) for phrase, name in entries if name.endswith(" after")]
        ),
        labels=frozenset(words(labels.get("number", ""))),
        hours_before=frozenset(words(labels.get("hours_before", ""))),
        hours_after=Phrases([(phrase, "time") for phrase in words(labels.get("hours_after", "")) if phrase]),
        up_to=rules.get("changes", {}).get("up_to", ""),
        changes=tuple(words(rules.get("changes", {}).get("stems", ""))),
        ranges={opening: frozenset(words(line)) for opening, line in rules.get("ranges", {}).items()},
    )


def bound(tokens: list[Token], first: int, after: int, context: ContextWords) -> Bound:
    """How exact the figure between these positions is meant: "about", "at least", "or more"."""
    if key(tokens, after) == "+" and glued(tokens, after):
        return "at least"
    if key(tokens, first - 1) in {"~", "≈", "≥", ">", "≤", "<"}:
        return cast(
            "Bound",
            {"~": "about", "≈": "about", "≥": "at least", ">": "at least"}.get(key(tokens, first - 1), "at most"),
        )
    if context.changes and key(tokens, first - 1) == context.up_to and _is_change(tokens, first - 1, context):
        return "exact"
    found = context.bounds.before(tokens, first) or context.bounds_after.after(tokens, after)
    return cast("Bound", found[0]) if found else "exact"


def is_identifier(tokens: list[Token], numeral: Numeral, context: ContextWords, *, is_signed: bool) -> bool:
    """Whether the number is part of a name, a label, a time, a score or a telephone number."""
    first, after = numeral.first, numeral.after
    if kind(tokens, first) == "number" and _is_chained(tokens, first, after):
        return True
    if is_signed:
        return False
    if _is_glued_before(tokens, first) or (
        len(key(tokens, first)) > 1 and key(tokens, first).isdecimal() and key(tokens, first)[0] == "0"
    ):
        return True
    before = key(tokens, first - 1)
    if before == "." and first > 1:
        before = key(tokens, first - 2) if len(key(tokens, first - 2)) < 4 else ""
    if before in context.labels or before in _NUMBER_SIGNS:
        return True
    around = before + key(tokens, after)
    return around == "[]" or (
        around == "()" and kind(tokens, after + 1) == "number" and key(tokens, first - 2).isdigit()
    )


def is_time(tokens: list[Token], numeral: Numeral, unit: str, context: ContextWords) -> bool:
    """Whether the number is an hour of the day: "5 p.m.", «в 16 часов»."""
    if numeral.value > 24:
        return False
    if context.hours_after.after(tokens, numeral.after):
        return True
    return (
        unit == "hour"
        and key(tokens, numeral.first - 1) in context.hours_before
        and kind(tokens, numeral.first) == "number"
    )


def follows_name(text: str, tokens: list[Token], first: int) -> bool:
    """Whether the number is the last word of a product's name: "a Boeing 737", "the Falcon 9"."""
    position = first - 1
    if kind(tokens, position) != "word" or not text[tokens[position].start].isupper():
        return False
    while position >= 0 and kind(tokens, position) == "word" and text[tokens[position].start].isupper():
        position -= 1
    return position >= 0 and kind(tokens, position) == "word" and tokens[position].key not in _PREPOSITIONS


def _is_change(tokens: list[Token], position: int, context: ContextWords) -> bool:
    return any(key(tokens, position - back).startswith(context.changes) for back in (1, 2, 3))


def behind_chain(tokens: list[Token], position: int) -> int:
    """Behind all that is joined to a number that is no figure: the rest of a time, a score, a telephone number."""
    while glued(tokens, position) and (kind(tokens, position) == "number" or key(tokens, position) in _JOINTS):
        position += 1
    return position


def is_titled(text: str, tokens: list[Token], first: int) -> bool:
    """Whether a number word has a capital letter within a sentence, as names have: "the Four Corners"."""
    if kind(tokens, first - 1) != "word" or not text[tokens[first].start].isupper():
        return False
    return text[tokens[first - 1].start].islower()


def is_suffixed(tokens: list[Token], after: int) -> bool:
    """Whether a hyphen ties the number to a word that is no measure: "90-х", "5-й"."""
    is_tied = key(tokens, after) in HYPHENS and glued(tokens, after + 1)
    return is_tied and kind(tokens, after + 1) == "word" and len(key(tokens, after + 1)) < 4


def _is_glued_before(tokens: list[Token], first: int) -> bool:
    if not glued(tokens, first) or not first:
        return False
    before = tokens[first - 1]
    if before.kind in {"word", "number", "day"} or before.key in {"_", "/", "\\", "@", "=", "&", MASK}:
        return True
    if before.key in HYPHENS or before.key in {".", ",", ":"}:
        return glued(tokens, first - 1) and kind(tokens, first - 2) in {"word", "number", "day"}
    return False


def _is_chained(tokens: list[Token], first: int, after: int) -> bool:
    """A second part joined by a colon or points, a third by hyphens: times, scores, versions, telephone numbers."""
    if key(tokens, first - 1) == "+" and (key(tokens, after) == "(" or kind(tokens, after) == "number"):
        return True
    if not glued(tokens, after):
        return False
    if key(tokens, after) in {":", "."} and glued(tokens, after + 1) and kind(tokens, after + 1) == "number":
        return True
    if _is_score(tokens, after):
        return True
    hyphens = key(tokens, after) in HYPHENS and key(tokens, after + 2) in HYPHENS
    if hyphens and kind(tokens, after + 1) == kind(tokens, after + 3) == "number":
        return glued(tokens, after + 2) and glued(tokens, after + 3)
    return False


def _is_score(tokens: list[Token], after: int) -> bool:
    """Whether a hyphen leads to a smaller number: "won 3-1"."""
    low, high = key(tokens, after - 1), key(tokens, after + 1)
    is_pair = key(tokens, after) in HYPHENS and glued(tokens, after + 1) and low.isdecimal() and high.isdecimal()
    return is_pair and len(low) < 4 and len(high) < 4 and int(low) >= int(high)
