"""Closed lists of words, one sorted file each under `wordlists/`, one word (dictionary form) to a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def wordlist(name: str) -> frozenset[str]:
    """The words of one list; lines that begin with `#` are comments."""
    text = files("extractors.claims").joinpath("wordlists", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
