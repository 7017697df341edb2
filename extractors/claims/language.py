"""Which language a text is in, told from its script where that is enough, else by py3langid among news languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier
from extractors.claims.words import SURROGATE

NEWS_LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "mn", "nl", "no",
    "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Told apart from each other only: with all of py3langid's languages short titles were right 72 times of 80, with few
of them 80 times."""

_ENOUGH_LETTERS = 12
_SAMPLE = 4000
"""Characters that are looked at."""
_LETTER = re.compile(r"[^\W\d_]")
_OWN_LETTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("kk", re.compile(r"[әғқұһ]", re.IGNORECASE)),
    ("uk", re.compile(r"[їєґ]", re.IGNORECASE)),
    ("be", re.compile(r"[ў]", re.IGNORECASE)),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Languages told by letters that are their own; in this order, Japanese before Chinese."""
_OWN_SHARE = 0.01
_NEEDED = {
    "be": re.compile(r"[іў]", re.IGNORECASE),
    "mk": re.compile(r"[јљњџѓќѕ]", re.IGNORECASE),
    "sr": re.compile(r"[јљњџћђ]", re.IGNORECASE),
    "uk": re.compile(r"[іїєґ]", re.IGNORECASE),
}
"""Letters without which no sentence of the language is written."""
_NOT_BULGARIAN = re.compile(r"[ыэё]", re.IGNORECASE)
_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"[\u0400-\u052f]"), frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"})),
    (re.compile(r"[\u0600-\u06ff]"), frozenset({"ar", "fa", "ur"})),
)


def detect(text: str) -> str:
    """The language of a text, BCP 47 primary tag; `und` when it has too few letters to tell."""
    sample = SURROGATE.sub("", text[:_SAMPLE])
    letters = len(_LETTER.findall(sample))
    if letters < _ENOUGH_LETTERS:
        return "und"
    for tag, own in _OWN_LETTERS:
        if len(own.findall(sample)) > letters * _OWN_SHARE:
            return tag
    return _guess(sample, letters)


def _guess(sample: str, letters: int) -> str:
    ranked = [tag for tag, _ in _identifier().rank(sample)]
    for script, tags in _SCRIPTS:
        if len(script.findall(sample)) > letters / 2:
            return next((tag for tag in ranked if tag in tags and _is_spelt_so(sample, tag)), "und")
    cyrillic_or_arabic = frozenset().union(*(tags for _, tags in _SCRIPTS))
    return next((tag for tag in ranked if tag not in cyrillic_or_arabic), "und")


def _is_spelt_so(sample: str, tag: str) -> bool:
    """Whether a Cyrillic text has a letter that the language cannot do without, or none that it does not have."""
    if tag in _NEEDED:
        return bool(_NEEDED[tag].search(sample))
    return tag != "bg" or not _NOT_BULGARIAN.search(sample)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Loaded at first use: numpy and the model take a fifth of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # heavy, and not needed by the CLI

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NEWS_LANGUAGES))
    return identifier
