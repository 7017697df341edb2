"""One sentence, read: its words, names, times, figures, attribution, and the anchors that are left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from claimwatch.records import Anchor, DateSpan, Quantity, Speaker
from extractors.claims import anchors, gate
from extractors.claims.dates import dates
from extractors.claims.figures import quantities
from extractors.claims.names import Named, names
from extractors.claims.speakers import Cast
from extractors.claims.speech import Attribution, Sentence, attribution, quotations
from extractors.claims.words import SURROGATE, Word, words

_MOST_CHARACTERS = 1500
"""Characters of a sentence that are analysed; its quote is whole."""
_ENOUGH = 3
_ENOUGH_IF_HARD = 2
"""Anchors that make a claim when one of them is a name, a place, a figure or a date, or when somebody says it."""
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"[ ,;—–-]+([.!?])")
"""What cutting leaves before the end."""
_MOSTLY = 0.75

_Placed = TypeVar("_Placed", Named, Word, DateSpan, Quantity)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is in a sentence; offsets into the sentence."""

    text: str
    language: str
    named: tuple[Named, ...]
    dates: tuple[DateSpan, ...]
    figures: tuple[Quantity, ...]
    anchors: frozenset[Anchor]
    """Of what is said, without the attribution."""
    said: Attribution | None
    speaker: Speaker | None
    is_quotation: bool

    @property
    def cue(self) -> str:
        """The verb of attribution, dictionary form."""
        return self.said.cue if self.said else ""

    @property
    def statement(self) -> str:
        """The sentence on one line, without its attribution."""
        cut = _cut(self.text, self.said)
        line = f"{self.text[: cut[0]]} {self.text[cut[1] :]}"
        line = _GAP.sub(r"\1", _SPACE.sub(" ", line)).strip(" ,;—–-")
        return line or _SPACE.sub(" ", self.text)

    @property
    def is_substantial(self) -> bool:
        """Whether enough is said to be a claim."""
        hard = self.speaker is not None or any(anchor[:2] in ("n:", "p:", "q:", "d:") for anchor in self.anchors)
        return len(self.anchors) >= (_ENOUGH_IF_HARD if hard else _ENOUGH)


def analyse(text: str, language: str, published: date, cast: Cast, *, inside: bool) -> Analysis:
    """Read one sentence. `inside`: it begins within a quotation that is still open. `cast` learns who is in it."""
    text = SURROGATE.sub("\ufffd", text[:_MOST_CHARACTERS])
    tokens = words(text, language)
    named = cast.meet(names(text, tokens, language))
    quoted = quotations(text, inside=inside)
    sentence = Sentence(text, tokens, named, language, quoted)
    said = attribution(sentence)
    is_quotation = sum(end - start for start, end in quoted) >= _MOSTLY * len(text)
    speaker = (
        cast.hear(sentence, said) if said else cast.last if is_quotation and _starts_quoted(text, quoted) else None
    )
    when = dates(text, language, published)
    figures = quantities(text, language, [(each.start, each.end) for each in when], anchors.counted(tokens, language))
    cut = _cut(text, said)
    found = anchors.of_sentence(
        _outside(tokens, cut), language, _outside(named, cut), _outside(figures, cut), _outside(when, cut)
    )
    return Analysis(text, language, named, tuple(when), tuple(figures), frozenset(found), said, speaker, is_quotation)


def _cut(text: str, said: Attribution | None) -> tuple[int, int]:
    """What of a sentence is not said in it: its attribution, or else its dateline."""
    return (said.start, said.end) if said and said.start < said.end else (0, gate.dateline(text))


def _starts_quoted(text: str, quoted: Sequence[tuple[int, int]]) -> bool:
    return bool(quoted) and not text[: quoted[0][0]].strip()


def _outside(spans: Sequence[_Placed], cut: tuple[int, int]) -> list[_Placed]:
    """What does not stand in the part that is cut."""
    return [each for each in spans if not cut[0] <= each.start < cut[1]]
