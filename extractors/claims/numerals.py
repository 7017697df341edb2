"""Numbers in figures and words, one grammar for all languages, the words of each from its table.

A word is added where the number so far leaves room for it ("twenty" + "five", «сто» + «двадцать»), a scale multiplies
what stands before it and must be smaller than the scale before it ("two million three hundred thousand").
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from babel import Locale, UnknownLocaleError

from extractors.claims.tables import table, words
from extractors.claims.tokens import Phrases, Token, glued, key, kind

HYPHENS = frozenset("-‐‑–")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that was read: tokens `first` up to but not including `after`."""

    value: Decimal
    first: int
    after: int
    scale: Decimal = Decimal(1)
    """Of its last scale word: a range shares it ("10-15 billion")."""
    worded: bool = False
    ordinal: bool = False


@dataclass(frozen=True)
class NumberWords:
    """What the words of a language mean, and how it parts figures."""

    numbers: dict[str, Decimal]
    scales: dict[str, Decimal]
    alone: dict[str, Decimal]
    ordinals: dict[str, int]
    letters: dict[str, Decimal]
    """Scales of one letter, glued to money: "$5m"."""
    fractions: dict[str, int]
    some_of: frozenset[str]
    """Words that follow a fraction; empty where a fraction needs none."""
    hundreds: frozenset[str]
    articles: frozenset[str]
    joiner: str
    half: Phrases
    by: frozenset[str]
    """Words before a change: "rose by a third"."""
    minus: frozenset[str]
    decimal: str
    group: str

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words a number or a fraction may begin with."""
        return frozenset((*self.numbers, *self.alone, *self.fractions, *self.articles))


@cache
def number_words(language: str) -> NumberWords:
    """The number words of a language, from its table or from CLDR."""
    rules = table(language) or _from_cldr(language)
    endings = rules.get("endings")

    def read(section: str) -> dict[str, str]:
        return {word: value for value, line in rules.get(section, {}).items() for word in words(line, endings)}

    return NumberWords(
        numbers={word: Decimal(value) for word, value in read("numbers").items()},
        scales={word: Decimal(value) for word, value in read("scales").items()},
        alone={word: Decimal(value) for word, value in read("alone").items()},
        ordinals={word: int(value) for word, value in read("ordinals").items()},
        letters={word: Decimal(value) for word, value in read("letters").items()},
        some_of=frozenset(words(rules.get("some_of", ""))),
        fractions={word: int(value) for word, value in read("fractions").items()},
        hundreds=frozenset(words(rules.get("hundred", ""))),
        articles=frozenset(words(rules.get("articles", ""))),
        joiner=rules.get("and", ""),
        half=Phrases([(rules["half"], "half")] if "half" in rules else []),
        by=frozenset(words(rules.get("by", ""))),
        minus=frozenset(words(rules.get("minus", ""))),
        decimal=rules["decimal"],
        group=rules["group"],
    )


def number(text: str, vocabulary: NumberWords) -> Decimal | None:
    """The value of a number token in digits of any script; None for what is no figure."""
    text = "".join(_digit(character) for character in text)
    if len(text) > _LONGEST:
        return None
    marks = [character for character in text if not character.isdigit()]
    if not marks:
        return Decimal(text)
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    if _is_decimal(marks, tail, vocabulary):
        return Decimal("".join(filter(str.isdigit, head)) + "." + tail)
    return Decimal("".join(filter(str.isdigit, text)))


def numeral(tokens: list[Token], position: int, vocabulary: NumberWords) -> Numeral | None:
    """The number that begins at this position; None where none does."""
    reading = _Reading(vocabulary)
    start = position
    if key(tokens, position) in vocabulary.articles:
        reading.article = True
        position += 1
    end = position
    while True:
        position = _joined(tokens, position, reading)
        if position >= len(tokens) or not reading.take(tokens[position]):
            break
        position += 1
        end = position = _half(tokens, position, reading)
    return _result(tokens, start, end, reading)


class _Reading:
    """A number while it is being read."""

    def __init__(self, vocabulary: NumberWords) -> None:
        self.words = vocabulary
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.scale = Decimal(0)
        self.article = False
        self.worded = False
        self.in_digits = False

    @property
    def begun(self) -> bool:
        return self.current is not None or self.scale > 0

    def take(self, token: Token) -> bool:
        """Whether the token carries the number on."""
        if token.kind == "number":
            return self._take_digits(token.key)
        if token.kind != "word":
            return False
        return self._take_small(token.key) or self._take_hundred(token.key) or self._take_scale(token.key)

    def has_room(self, value: Decimal | int) -> bool:
        """Whether a smaller number fits behind what is read ("twenty" leaves room for five, "ten" does not)."""
        if self.current is None:
            return True
        if self.in_digits or value < 1:
            return False
        slot = 10 if value < 10 else 100 if value < 100 else 1000
        return self.current % slot == 0 and self.current % 100 != 10 and self.current >= slot

    def _take_digits(self, text: str) -> bool:
        value = number(text, self.words)
        if value is None or self.current is not None or (self.scale and value >= self.scale) or self.article:
            return False
        self.current, self.in_digits = value, True
        return True

    def _take_small(self, word: str) -> bool:
        value = self.words.numbers.get(word)
        if value is None or not self.has_room(value) or (self.article and not self.begun):
            return False
        self.current = (self.current or Decimal(0)) + value
        self.worded = True
        return True

    def _take_hundred(self, word: str) -> bool:
        if word not in self.words.hundreds or not (self.article or self.current) or (self.current or 0) >= 100:
            return False
        self.current = (self.current or Decimal(1)) * 100
        self.worded = True
        return True

    def _take_scale(self, word: str) -> bool:
        value = self.words.scales.get(word)
        if value is None and not self.begun:
            value = self.words.alone.get(word)
        if value is None or (self.scale and value >= self.scale):
            return False
        if self.current is None and (self.begun or not (self.article or word in self.words.alone)):
            return False
        self.total += (Decimal(1) if self.current is None else self.current) * value
        self.worded = self.worded or self.current is None
        self.current, self.in_digits, self.scale = None, False, value
        return True


def plain(value: Decimal) -> Decimal:
    """The same value without needless noughts or exponent: 1.20E+9 is 1200000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value < 10**27 else value.normalize()


def _joined(tokens: list[Token], position: int, reading: _Reading) -> int:
    """Behind a hyphen between number words, or an "and" inside a number."""
    if not reading.begun:
        return position
    if key(tokens, position) in HYPHENS and glued(tokens, position) and glued(tokens, position + 1):
        return position + 1 if kind(tokens, position + 1) == "word" else position
    after_hundred = reading.current is None or reading.current % 100 == 0
    is_word = key(tokens, position + 1) in reading.words.numbers
    if key(tokens, position) == reading.words.joiner and is_word and after_hundred and reading.worded:
        return position + 1
    return position


def _half(tokens: list[Token], position: int, reading: _Reading) -> int:
    found = reading.words.half.after(tokens, position)
    if not found:
        return position
    if reading.current is not None:
        reading.current += Decimal("0.5")
    else:
        reading.total += reading.scale / 2
    return found[1]


def _result(tokens: list[Token], start: int, end: int, reading: _Reading) -> Numeral | None:
    if not reading.begun:
        return None
    value = plain(reading.total + (reading.current or 0))
    behind = end + 1 if key(tokens, end) in HYPHENS and glued(tokens, end) and glued(tokens, end + 1) else end
    ordinal = reading.words.ordinals.get(key(tokens, behind))
    is_ordinal = ordinal is not None and reading.worded and value >= 20 and reading.has_room(ordinal)
    scale = reading.scale if reading.scale and reading.current is None else Decimal(1)
    return Numeral(value, start, behind + 1 if is_ordinal else end, scale, reading.worded, is_ordinal)


def _digit(character: str) -> str:
    if character.isascii():
        return character
    if character == "٫":
        return "."
    value = unicodedata.decimal(character, None)
    return "'" if value is None else str(value)


def _is_decimal(marks: list[str], tail: str, vocabulary: NumberWords) -> bool:
    last = marks[-1]
    if len(marks) > 1:
        return last != marks[0]
    if last not in ".,":
        return False
    return last == vocabulary.decimal or last != vocabulary.group or len(tail) != 3


def _from_cldr(language: str) -> dict[str, Any]:
    """What CLDR knows of a language: separators, and the scale words of its compact decimal formats."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {"decimal": ".", "group": ","}
    symbols = locale.number_symbols.get("latn", {})
    scales = {str(10**power): ", ".join(sorted(_scale_words(locale, 10**power))) for power in (3, 6, 9, 12)}
    return {
        "decimal": symbols.get("decimal", "."),
        "group": symbols.get("group", ","),
        "scales": {value: line for value, line in scales.items() if line},
    }


def _scale_words(locale: Locale, value: int) -> set[str]:
    patterns = [locale.compact_decimal_formats.get(style, {}) for style in ("long", "short")]
    found = set()
    for forms in patterns:
        for plural in forms.values():
            pattern = plural.get(str(value))
            if pattern and pattern.pattern.count("0") == 1:
                word = pattern.pattern.replace("0", "").replace("\u00a0", " ").replace("'", "").strip(" .").lower()
                found |= {word} if len(word) > 1 and word.isalpha() else set()
    return found
