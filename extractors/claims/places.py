"""Countries and their people, in every language of CLDR that the news needs: name or adjective to ISO 3166 code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_LOCALES = (
    "ar", "az", "be", "bg", "cs", "de", "en", "es", "fa", "fr", "hu", "hy", "it", "ja", "ka", "kk", "ko",
    "ky", "nl", "pl", "pt", "ro", "ru", "sr", "sv", "tr", "uk", "uz", "zh",
)  # fmt: skip
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def place(phrase: str) -> str | None:
    """The ISO 3166 code of a country, capital or people called by that name (lower case, dictionary form)."""
    return _table().get(phrase)


def all_places() -> Iterable[str]:
    """All the names by which `place` knows a country."""
    return _table().keys()


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = dict(_file())
    for name, code in _territories():
        table.setdefault(name, code)
    return table


def _file() -> list[tuple[str, str]]:
    """Adjectives, peoples, capitals and short names, which CLDR lacks: `gazetteer/places.tsv`."""
    text = files("extractors.claims").joinpath("gazetteer/places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(name.strip(), row[0]) for row in rows for name in row[1].split(",")]


def _territories() -> list[tuple[str, str]]:
    from babel import Locale  # noqa: PLC0415  # reads a file per language: only at first use

    found = []
    for tag in _LOCALES:
        for code, name in Locale.parse(tag).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                found.append((name.lower().replace("ё", "е"), code))
    return found


def label(code: str) -> str:
    """The English name of a country, or the code itself."""
    from babel import Locale  # noqa: PLC0415  # as above

    return str(Locale.parse("en").territories.get(code, code))
