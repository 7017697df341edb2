"""Query feeds: what the news search engines find for a topic's names, as RSS.

Addresses as the engines' own result pages give them; both take quoted phrases.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urlencode

from claimwatch.records import Feed, Name

QUERIES = 3
"""Queries for each language."""


def query_feeds(names: Sequence[Name], terms: Sequence[str], languages: Iterable[str], about: str = "") -> list[Feed]:
    """Feeds for the strongest name with each of the next ones, in each language; English asks for terms, too.

    `names` and `terms` come strongest first; names that `about` mentions go before all others.
    """
    found: list[Feed] = []
    for language in languages:
        for query in _queries(_ordered(names, about), terms, language):
            found += [_google(query, language), _bing(query, language)]
    return found


def _ordered(names: Sequence[Name], about: str) -> list[Name]:
    """The strongest name, and then places behind the others: two places together are asked for too often."""
    said = about.casefold()
    mentioned = [name for name in names if any(spelling.casefold() in said for spelling in name.spellings)]
    order = mentioned + [name for name in names if name not in mentioned]
    return order[:1] + sorted(order[1:], key=lambda name: (name not in mentioned, name.kind == "place"))


def _queries(names: Sequence[Name], terms: Sequence[str], language: str) -> list[str]:
    said = [f'"{_spelling(name, language)}"' for name in names[: QUERIES + 1]]
    partners = said[1:]
    if language == "en":  # the labels of concepts are English
        partners = [*partners[: QUERIES - 1], *terms[:1]]
    if not said:
        return [" ".join(terms[:QUERIES])] if terms else []
    return [f"{said[0]} {partner}" for partner in partners[:QUERIES]] or said


def _spelling(name: Name, language: str) -> str:
    """The usual spelling in the language's script; the usual one at all where there is none."""
    script = _region(language)[1]
    return next((spelling for spelling in name.spellings if _script(spelling) == script), name.spellings[0])


def _script(text: str) -> str:
    """The script of the first letter, as its Unicode name has it: LATIN, CYRILLIC, GREEK ..."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


@cache
def _region(language: str) -> tuple[str, str]:
    """The country in which a language is mostly read, and its script (CLDR likely subtags)."""
    from babel import Locale  # noqa: PLC0415 - heavy, and only this command needs it
    from babel.core import get_global  # noqa: PLC0415

    likely = get_global("likely_subtags").get(language.split("-", maxsplit=1)[0], "en_Latn_US")
    _, script, country = likely.split("_")
    return country, Locale("en").scripts.get(script, "Latin").upper()


def _google(query: str, language: str) -> Feed:
    country = _region(language)[0]
    asked = {"q": query, "hl": language, "gl": country, "ceid": f"{country}:{language}"}
    return Feed(f"https://news.google.com/rss/search?{urlencode(asked)}", f"Google News: {query}", language)


def _bing(query: str, language: str) -> Feed:
    asked = {"q": query, "format": "rss", "setlang": language}
    return Feed(f"https://www.bing.com/news/search?{urlencode(asked)}", f"Bing News: {query}", language)
