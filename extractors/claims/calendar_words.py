"""The words of the calendar in each language: tables for some, CLDR's names of months for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from extractors.claims.tables import table, words
from extractors.claims.tokens import Phrases

_ROLES = (
    "year",
    "of",
    "before_year",
    "before_month",
    "deadline",
    "from",
    "between",
    "to",
    "and",
    "ago",
    "ahead",
    "article",
    "onwards",
    "names",
    "the",
    "many",
    "plural",
)


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What the words of a language mean for a date. Values are numbers or the names used in `periods`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    """Monday is 0."""
    units: dict[str, str]
    directions: dict[str, int]
    days: Phrases
    """Days from publication."""
    parts: Phrases
    openings: Phrases
    future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    roles: dict[str, frozenset[str]]
    """Small words by what they do in a date."""
    starters: frozenset[str]
    """The words a date may begin with."""
    has_table: bool


@cache
def calendar_words(language: str) -> CalendarWords:
    """The calendar words of a language."""
    rules = table(f"calendar_{language}")
    has_table = bool(rules)
    rules = rules or {"months": _cldr_months(language)}
    endings = rules.get("endings")

    def read(section: str) -> dict[str, str]:
        return {word: value for value, line in rules.get(section, {}).items() for word in words(line, endings)}

    sections = {name: read(name) for name in ("months", "weekdays", "units", "directions", "days", "parts", "openings")}
    tense: dict[str, Any] = rules.get("tense", {})
    roles = {role: frozenset(words(rules.get("roles", {}).get(role, ""))) for role in _ROLES}
    phrases = [phrase for name in sections if name != "units" for phrase in sections[name]]
    return CalendarWords(
        months={word: int(value) for word, value in sections["months"].items()},
        weekdays={word: int(value) for word, value in sections["weekdays"].items()},
        units=sections["units"],
        directions={word: int(value) for word, value in sections["directions"].items()},
        days=Phrases(list(sections["days"].items())),
        parts=Phrases(list(sections["parts"].items())),
        openings=Phrases(list(sections["openings"].items())),
        future=frozenset(words(tense.get("future", ""))),
        past=frozenset(words(tense.get("past", ""))),
        past_endings=tuple(words(tense.get("past_endings", ""))),
        roles=roles,
        starters=frozenset(phrase.split()[0] for phrase in phrases) | roles["from"] | roles["between"] | roles["ahead"],
        has_table=has_table,
    )


def month_of(word: str, vocabulary: CalendarWords) -> int | None:
    """The month a word means, also with a case ending where the language has no table."""
    month = vocabulary.months.get(word)
    if month or vocabulary.has_table:
        return month
    stems = (word[:length] for length in range(len(word) - 1, max(3, len(word) - 4), -1))
    return next((vocabulary.months[stem] for stem in stems if stem in vocabulary.months), None)


def _cldr_months(language: str) -> dict[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    found: dict[str, str] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                word = name.strip(". ").lower().replace("ё", "е")
                if word.isalpha() and len(word) > 2:
                    found[str(month)] = f"{found[str(month)]}, {word}" if str(month) in found else word
    return found
