"""Word tables of numbers, units, money and the calendar, one file a language; languages without a file get CLDR's."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table of this name, `{}` where there is none. Words in it are lower case and written with «е» for «ё»."""
    file = files(__name__) / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if name.replace("_", "").isalnum() and file.is_file() else {}


def words(entries: str, endings: dict[str, str] | None = None) -> list[str]:
    """The words of one table line, parted by commas.

    `stem~m` stands for the stem with each ending of the paradigm `m`, in which `-` is the bare stem. Each word of a
    phrase may have a paradigm.

    >>> words("метр~m, м", {"m": "- а"})
    ['метр', 'метра', 'м']
    """
    return [form for entry in entries.split(",") if entry for form in _phrases(entry.split(), endings or {})]


def _phrases(parts: list[str], endings: dict[str, str]) -> list[str]:
    phrases = [""]
    for part in parts:
        phrases = [f"{phrase} {form}".strip() for phrase in phrases for form in _forms(part, endings)]
    return phrases


def _forms(part: str, endings: dict[str, str]) -> list[str]:
    stem, mark, paradigm = part.partition("~")
    return [stem + ending.strip("-") for ending in endings[paradigm].split()] if mark else [part]
