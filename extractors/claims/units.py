"""What a figure is counted in: one symbol for each measure in all languages, and ISO 4217 for money.

The words of measures and the everyday words for money stand in `tables/`; the full names of currencies, their symbols
and codes are CLDR's.
"""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from extractors.claims.tables import table, words
from extractors.claims.tokens import Phrases, Token, glued, key, kind

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "USD$": "USD",
    "C$": "CAD",
    "S$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₸": "KZT",
    "₴": "UAH",
    "₺": "TRY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₾": "GEL",
    "₼": "AZN",
    "₮": "MNT",
    "₡": "CRC",
    "₲": "PYG",
    "₵": "GHS",
    "֏": "AMD",
    "৳": "BDT",
    "﷼": "IRR",
    "¢": "USX",
    "₣": "CHF",
    "₿": "XBT",
    "zł": "PLN",
    "kč": "CZK",
}
_WORD_SIGNS = {"Rs": "INR", "Rp": "IDR", "RM": "MYR", "Tk": "BDT", "Kč": "CZK", "Fr": "CHF"}
_NOT_BEFORE = frozenset({"ALL", "TOP", "TRY", "CUP", "COP", "PEN", "GEL", "MOP", "BAM", "ANG", "LAK", "SOS", "ARS"})
"""Codes that are words or names as well: before a number they are taken for those."""
_EVERYWHERE = {
    "%": "%, ٪",
    "°C": "°C, °",
    **{
        symbol: symbol.lower() for symbol in ("mm", "cm", "m", "km", "ha", "kg", "g", "t", "MW", "GW", "kW", "TW", "kV")
    },
    **{symbol: symbol.lower() for symbol in ("kWh", "MWh", "GWh", "TWh", "MB", "GB", "TB", "m2", "km2", "m3", "km/h")},
    "mm": "mm, мм",
    "cm": "cm, см",
    "m": "m, м",
    "km": "km, км",
    "ha": "ha, га",
    "kg": "kg, кг",
    "t": "t, т",
    "MW": "mw, мвт",
    "GW": "gw, гвт",
    "KZT": "tenge, теңге",
    "EUR": "euro",
    "USD": "dolar, долар",
    "m²": "m²",
    "km²": "km²",
    "m³": "m³",
}
_USUAL = ("USD", "EUR", "GBP", "RUB", "CHF", "TRY", "INR", "JPY", "CNY", "BRL", "SEK", "AED", "SAR", "IRR")
"""Which dollar, pound or franc is meant where nothing is added, in this order."""
_SQUARED = {"m²": "m2", "km²": "km2", "m³": "m3"}


@cache
def unit_phrases(language: str) -> Phrases:
    """The measures and the money of a language, in words, symbols and letters."""
    rules = table(language)
    endings = rules.get("endings")
    entries = [(name, code) for name, code in _cldr_currencies(language)]
    for section in (_EVERYWHERE, rules.get("units", {}), rules.get("currencies", {})):
        entries += [
            (phrase, _SQUARED.get(symbol, symbol))
            for symbol, line in section.items()
            for phrase in words(line, endings)
        ]
    return Phrases(list(dict(entries).items()))


@cache
def currencies() -> frozenset[str]:
    """The codes that are money somewhere today."""
    return frozenset(_territories())


def sign_before(text: str, tokens: list[Token], position: int) -> tuple[str, int] | None:
    """The currency whose sign or code ends just before this position, and where it begins."""
    before = position - 1
    if kind(tokens, before) == "symbol":
        return _sign(tokens[before].key), before
    if kind(tokens, before) == "word":
        written = text[tokens[before].start : tokens[before].end]
        code = written if written in currencies() and written not in _NOT_BEFORE else _WORD_SIGNS.get(written)
        return (code, before) if code else None
    return None


def sign_after(text: str, tokens: list[Token], position: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands at this position, and the position behind it."""
    if kind(tokens, position) == "symbol" and not _leads(tokens, position):
        return _sign(tokens[position].key), position + 1
    if kind(tokens, position) == "word":
        written = text[tokens[position].start : tokens[position].end]
        code = written if written in currencies() else _WORD_SIGNS.get(written) or _SIGNS.get(key(tokens, position))
        return (code, position + 1) if code else None
    return None


def _leads(tokens: list[Token], position: int) -> bool:
    """Whether a sign belongs to the number behind it: "in 2025 $5 was paid"."""
    return glued(tokens, position + 1) and kind(tokens, position + 1) == "number" and not glued(tokens, position)


def _sign(sign: str) -> str:
    return _SIGNS.get(sign) or _cldr_signs().get(sign) or _SIGNS.get(sign[-1], "")


@cache
def _cldr_signs() -> dict[str, str]:
    return {sign: code for code, sign in Locale("en").currency_symbols.items()}


def _cldr_currencies(language: str) -> list[tuple[str, str]]:
    """The names of money in all plural forms, and by its noun alone where that is usual."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return []
    plurals = locale._data["currency_names_plural"]  # noqa: SLF001  # Babel has no public list of the plural forms
    names = [
        (_folded(name), code)
        for code in sorted(currencies())
        for name in {locale.currencies.get(code, ""), *plurals.get(code, {}).values()}
        if any(character.isalpha() for character in name) and name != code
    ]
    return _nouns(locale, names) + names


def _nouns(locale: Locale, names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Money by its noun alone, which is what is left of a name without its country: "zloty".

    Of several that share the noun ("dollar") it is the usual one.
    """
    codes: dict[str, set[str]] = {}
    for name, code in names:
        countries = {_folded(locale.territories.get(territory, ""))[:3] for territory in _territories().get(code, ())}
        for word in name.replace("-", " ").split():
            if len(word) > 3 and word[:3] not in countries:
                codes.setdefault(word, set()).add(code)
    usual = {word: next((code for code in _USUAL if code in sharing), "") for word, sharing in codes.items()}
    return [(word, usual[word] or min(sharing)) for word, sharing in codes.items() if usual[word] or len(sharing) == 1]


@cache
def _territories() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for territory, uses in get_global("territory_currencies").items():
        for code in {code for code, _, last, tender in uses if tender and last is None}:
            found.setdefault(code, []).append(territory)
    return found


def _folded(name: str) -> str:
    return name.lower().replace("ё", "е")
