"""A text on its way to dates: its tokens, its words, the day of publication, and which year or week is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from extractors.claims import periods
from extractors.claims.calendar_words import CalendarWords, month_of
from extractors.claims.numerals import NumberWords, number
from extractors.claims.periods import Period
from extractors.claims.tokens import Phrases, Token, glued, key, kind
from extractors.claims.units import sign_after

DECADE_ENDINGS = frozenset({"s", "х", "е", "ые", "ых"})
_NEAR = 60
"""Days within which a date without a year is the nearest one, whatever the tense."""
_WINDOW = 24
"""Tokens in which the tense of a date is looked for."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


Found = tuple[Period, int]
"""A period, and the position behind it."""


@dataclass(frozen=True, slots=True)
class DateScan:
    """A text and what is needed to read its dates."""

    text: str
    tokens: list[Token]
    words: CalendarWords
    numbers: NumberWords
    published: date
    units: Phrases

    @property
    def has_year_word(self) -> bool:
        """Whether the language has a word that stands by most years."""
        return bool(self.words.roles["year"])

    def is_measured(self, position: int) -> bool:
        """Whether a measure, money or scale stands here, so that the number before it is no year."""
        if self.key(position) in self.numbers.scales or self.key(position) == ":":
            return True
        unit = sign_after(self.text, self.tokens, position) or self.units.after(self.tokens, position)
        return unit is not None

    def key(self, position: int) -> str:
        """The key of the token at a position."""
        return key(self.tokens, position)

    def has_role(self, position: int, role: str) -> bool:
        """Whether the word at a position may do this in a date."""
        return self.key(position) in self.words.roles[role]

    def capital(self, position: int) -> bool:
        """Whether the word at a position is written with a capital letter."""
        return 0 <= position < len(self.tokens) and self.text[self.tokens[position].start].isupper()

    def integer(self, position: int, lowest: int, highest: int) -> int | None:
        """The whole number in figures at a position, if it is within these limits."""
        if kind(self.tokens, position) != "number" or len(self.key(position)) > 4:
            return None
        value = number(self.key(position), self.numbers)
        is_whole = value is not None and self.key(position).isdigit()
        return int(value) if value is not None and is_whole and lowest <= value <= highest else None

    def small_number(self, position: int) -> int | None:
        """The number from 1 to 99 at a position, in figures or in one word."""
        value = self.integer(position, 1, 99)
        if value is not None:
            return value
        if self.has_role(position, "article"):
            return 1
        word = self.numbers.numbers.get(self.key(position), Decimal(0))
        return int(word) if word >= 1 and word == int(word) else None

    def ordinal(self, position: int) -> tuple[int, int] | None:
        """First to fourth in words, figures or Roman figures, and the position behind it."""
        word = self.numbers.ordinals.get(self.key(position)) or _ROMAN.get(self.key(position))
        if word:
            return word, position + 1
        value = self.integer(position, 1, 4)
        return (value, self.behind_ending(position + 1)) if value else None

    def behind_ending(self, position: int) -> int:
        """Behind the ending of a number in figures: "1st", "2-м"."""
        at = position
        if self.key(at) in {"-", "‑", "–"} and glued(self.tokens, at):
            at += 1
        is_ending = at < len(self.tokens) and glued(self.tokens, at) and kind(self.tokens, at) == "word"
        return at + 1 if is_ending and len(self.key(at)) < 4 else position

    def behind(self, position: int, role: str, most: int = 3) -> int:
        """Behind the small words of this role."""
        for _ in range(most):
            if not self.has_role(position, role):
                break
            position += 1
        return position

    def year(self, position: int) -> tuple[int, int] | None:
        """The year in figures at a position, and the position behind it and its word for "year"."""
        value = self.integer(position, 1000, 2999)
        if value is None or len(self.key(position)) != 4:
            return None
        at = self.behind_ending(position + 1)
        if at > position + 1 and self.key(at - 1) in DECADE_ENDINGS:
            return None
        if at == position + 1 or self.has_role(at, "year"):
            at = self.behind_year_word(at)
        return value, at

    def completing_year(self, position: int) -> tuple[int, int] | None:
        """The year that completes a month or quarter: "2027", "of 2027", "of next year"."""
        at = self.behind(position, "of")
        year = self.year(at)
        if year:
            return year
        direction = self.words.directions.get(self.key(at))
        if direction is not None and self.words.units.get(self.key(at + 1)) == "year":
            return self.published.year + direction, at + 2
        if at > position or self.has_role(at, "year"):
            behind = at + 1 if self.has_role(at, "year") else at
            is_year = self.has_role(at, "year") or self.key(at - 1) == "year"
            return (self.published.year, behind) if is_year else None
        return None

    def behind_point(self, position: int) -> int:
        """Behind the full stop of a short name of a month."""
        is_short = len(self.key(position - 1)) <= 4 and self.key(position) == "." and glued(self.tokens, position)
        return position + 1 if is_short and kind(self.tokens, position + 1) == "number" else position

    def month(self, position: int) -> int | None:
        """The month that the word at a position names."""
        return month_of(self.key(position), self.words)

    def behind_year_word(self, position: int) -> int:
        """Behind the word for "year" and the full stop of its abbreviation."""
        if not self.has_role(position, "year"):
            return position
        is_short = len(self.key(position)) < 3 and self.key(position + 1) == "."
        return position + 2 if is_short and not self._ends_sentence(position + 1) else position + 1

    def tense(self, position: int) -> Literal["future", "past", ""]:
        """The tense of the nearest telling word, before the position or else after it."""
        before = range(position - 1, max(-1, position - _WINDOW), -1)
        after = range(position, min(len(self.tokens), position + _WINDOW))
        for at in (*before, *after):
            if self.key(at) in self.words.future:
                return "future"
            if self._is_past(self.key(at)):
                return "past"
        return ""

    def placed(self, period: Period, position: int) -> Period:
        """A period without a year, in the year that is meant: the nearest, or the one that fits the tense."""
        turns = [periods.in_year(period, self.published.year + delta) for delta in (-1, 0, 1)]
        nearest = min(turns, key=self._distance)
        tense = self.tense(position)
        if self._distance(nearest) > _NEAR and tense == "future":
            nearest = min((turn for turn in turns if turn.last >= self.published), key=self._distance, default=nearest)
        elif self._distance(nearest) > _NEAR and tense == "past":
            nearest = min((turn for turn in turns if turn.first <= self.published), key=self._distance, default=nearest)
        return Period(nearest.first, nearest.last, nearest.precision, dated=False)

    def _is_past(self, word: str) -> bool:
        return word in self.words.past or (len(word) > 4 and word.endswith(self.words.past_endings))

    def _distance(self, period: Period) -> int:
        if period.first <= self.published <= period.last:
            return 0
        return min(abs((period.first - self.published).days), abs((period.last - self.published).days))

    def _ends_sentence(self, position: int) -> bool:
        return position + 1 >= len(self.tokens) or self.capital(position + 1)
