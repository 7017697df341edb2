"""What is wrong in a topic folder: gathered, never raised one by one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from claimwatch.errors import Problem


@dataclass(frozen=True, slots=True)
class Remark(Problem):
    """Something that ought to be known of a folder, but does not stop it from being used."""


Problems = list[Problem]
"""Where a reader puts what it finds."""


def hindering(found: Iterable[Problem]) -> list[Problem]:
    """The problems with which a folder cannot be used."""
    return [problem for problem in found if not isinstance(problem, Remark)]


def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Message and remedy for a key that does not exist, with the one that was probably meant."""
    known = list(known)
    near = difflib.get_close_matches(key, known, n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"Known keys: {', '.join(known)}."
    return f"unknown key {key!r}", remedy
