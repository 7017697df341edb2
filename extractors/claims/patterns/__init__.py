"""Regular expressions as tables: a list of alternatives per file, or rows of language, name and pattern."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

Rule = tuple[str, re.Pattern[str]]


@cache
def any_of(name: str) -> re.Pattern[str]:
    """One pattern of all the lines of a list, case aside."""
    return re.compile("|".join(_lines(f"{name}.txt")), re.IGNORECASE)


@cache
def rules(name: str, language: str) -> tuple[Rule, ...]:
    """The named patterns of a language in the order of their table, case aside; none for a language it lacks."""
    rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    return tuple((row[1], re.compile(row[2], re.IGNORECASE)) for row in rows if row[0] == language)


def _lines(file: str) -> list[str]:
    text = files("extractors.claims.patterns").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
