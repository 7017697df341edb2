"""Parts of a whole in words, read as per cent: "half of", "two-thirds", «треть», «три четверти»."""

from __future__ import annotations

from decimal import Decimal

from extractors.claims.numerals import HYPHENS, NumberWords, Numeral, numeral, plain
from extractors.claims.tokens import Token, glued, key


def fraction_at(tokens: list[Token], position: int, vocabulary: NumberWords) -> Numeral | None:
    """The fraction that begins at this position, its value in per cent to one decimal place."""
    if key(tokens, position - 1) in vocabulary.ordinals:
        return None
    return _one(tokens, position, vocabulary) or _several(tokens, position, vocabulary)


def part_of_one(tokens: list[Token], position: int, vocabulary: NumberWords) -> Numeral | None:
    """A part of a scale or measure: "half a million", "a quarter of a million", the "half an" of "half an hour"."""
    at = position + (key(tokens, position) in vocabulary.articles)
    part = vocabulary.fractions.get(key(tokens, at))
    if part is None or key(tokens, position - 1) in vocabulary.ordinals:
        return None
    at += 2 if key(tokens, at + 1) == "of" else 1
    if key(tokens, at) not in vocabulary.articles:
        return None
    scale = vocabulary.scales.get(key(tokens, at + 1))
    if scale is None:
        return Numeral(Decimal(1) / part, position, at + 1, worded=True)
    return Numeral(plain(scale / part), position, at + 2, scale=scale, worded=True)


def _one(tokens: list[Token], position: int, vocabulary: NumberWords) -> Numeral | None:
    """A fraction without a number before it: "half of", "a third of", «треть»."""
    at = position + (key(tokens, position) in vocabulary.articles)
    part = vocabulary.fractions.get(key(tokens, at))
    if part is None or part > 4 > len(vocabulary.some_of):
        return None
    is_change = key(tokens, position - 1) in vocabulary.by
    if vocabulary.some_of and not is_change and not _is_of_something(tokens, at, part, vocabulary):
        return None
    return _share(1, part, position, at + 1)


def _several(tokens: list[Token], position: int, vocabulary: NumberWords) -> Numeral | None:
    """A fraction with a number before it: "two-thirds", «три четверти»."""
    count = numeral(tokens, position, vocabulary)
    if count is None or not 1 <= count.value < 10 or not count.worded:
        return None
    at = count.after
    is_tied = key(tokens, at) in HYPHENS and glued(tokens, at)
    part = vocabulary.fractions.get(key(tokens, at + is_tied))
    if part is None or count.value >= part:
        return None
    if part == 4 and vocabulary.some_of and not is_tied and key(tokens, at + 1) != "of":
        return None
    return _share(int(count.value), part, position, at + is_tied + 1)


def _is_of_something(tokens: list[Token], at: int, part: int, vocabulary: NumberWords) -> bool:
    behind = key(tokens, at + 1)
    return behind == "of" or (part == 2 and behind in vocabulary.some_of - vocabulary.articles)


def _share(count: int, part: int, first: int, after: int) -> Numeral:
    share = (Decimal(100 * count) / part).quantize(Decimal("0.1"))
    whole = share.to_integral_value()
    return Numeral(whole if whole == share else share, first, after, worded=True)
