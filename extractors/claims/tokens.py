"""Text as tokens for the readers of figures and dates: numbers whole, with the separators inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

TokenKind = Literal["number", "day", "word", "symbol", "mark"]

MASK = "\x00"
"""Stands for each character that is not to be read."""

_DIGITS = 30
"""A longer run of digits is an identifier, not a figure."""

_TOKEN = re.compile(
    rf"""
    (?P<day>(?<!\d)(?:\d{{1,2}}([./])\d{{1,2}}\2(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}})(?!\d))
  | (?P<number>
      (?<!\d)\d{{1,3}}(?:([ \u00a0\u202f\u2009'’.,٬])\d{{3}}(?!\d))(?:\4\d{{3}}(?!\d))*  # groups of three
      (?:[.,٫]\d{{1,{_DIGITS}}})?(?!\d)
      |\d+(?:[.,٫]\d+)?
      |(?<![\w.])\.\d+)
  | (?P<symbol>[A-Z]{{0,3}}[$¢£¥֏৳฿﷼₠-⃀])
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[^\s])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of the text. `key` is what tables are asked for: lower case, «е» for «ё»."""

    kind: TokenKind
    key: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, blanks left out; in linear time for any text."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these spans made unreadable, of the same length."""
    pieces = []
    at = 0
    for start, end in sorted(spans):
        start_here = max(start, at)
        pieces += [text[at:start_here], MASK * (end - start_here)]
        at = max(end, at)
    return "".join(pieces) + text[at:]


def glued(tokens: list[Token], position: int) -> bool:
    """Whether nothing stands between this token and the one before it."""
    return 0 < position < len(tokens) and tokens[position - 1].end == tokens[position].start


def key(tokens: list[Token], position: int) -> str:
    """The key at this position, empty outside the text."""
    return tokens[position].key if 0 <= position < len(tokens) else ""


def kind(tokens: list[Token], position: int) -> str:
    """The kind at this position, empty outside the text."""
    return tokens[position].kind if 0 <= position < len(tokens) else ""


class Phrases:
    """Sets of words in a row, each with a meaning; the longest one counts. Full stops between them are free."""

    def __init__(self, entries: list[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in entries:
            parts = tuple(token.key for token in tokenise(phrase) if token.key != ".")
            self._by_first.setdefault(parts[0], []).append((parts, meaning))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def after(self, tokens: list[Token], position: int) -> tuple[str, int] | None:
        """The meaning of the phrase that begins here, and the position behind it."""
        for parts, meaning in self._by_first.get(key(tokens, position), ()):
            end = _matched(tokens, position, parts)
            if end is not None:
                return meaning, end
        return None

    def before(self, tokens: list[Token], position: int, longest: int = 5) -> tuple[str, int] | None:
        """The meaning of the phrase that ends just before this position, and where it begins."""
        for start in range(max(0, position - longest), position):
            found = self.after(tokens, start)
            if found and found[1] == position:
                return found[0], start
        return None


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    name: TokenKind = match.lastgroup  # type: ignore[assignment]  # the pattern's groups are the kinds
    text = match[0]
    return Token(name, text.lower().replace("ё", "е") if name == "word" else text, start, end)


def _matched(tokens: list[Token], position: int, parts: tuple[str, ...]) -> int | None:
    for part in parts:
        if position and key(tokens, position) == "." != part:
            position += 1
        if key(tokens, position) != part:
            return None
        position += 1
    return position
