"""The built-in claim reader: from an article to its claims, in English and Russian; other languages by anchors.

content -> sentences -> (gate) -> Analysis -> Draft -> who speaks in a quotation of several sentences -> Claim
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimwatch.records import Anchor, Article, Claim, Modality, Quote, Speaker
from extractors.claims import gate, language, modality, places
from extractors.claims.analysis import Analysis, analyse
from extractors.claims.concepts import COLUMNS, lexicon
from extractors.claims.sentences import sentences
from extractors.claims.speakers import Cast
from extractors.claims.speech import leaves_open

_NO_DAY = date(2000, 1, 1)
"""The day of publication of a text that has none."""
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_OPINIONS = frozenset({"demanded", "forecast", "possible", "denied"})
_OPINION_CUES = frozenset(
    {"argue", "believe", "demand", "insist", "opine", "suggest", "think", "urge", "vow", "warn", "выразить", "обвинить",
     "полагать", "предположить", "предупредить", "предупреждать", "считать", "уверить", "уверять"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence on its way to a claim."""

    claim: Claim | None
    """None where nothing is claimed; who speaks may be said there all the same."""
    speaker: Speaker | None
    quotation: int
    """The number of the quotation of several sentences that it belongs to."""
    attributes_the_last: bool = False
    """Whether it says only who said the sentence before."""


class BuiltinReader:
    """The contract `ClaimReader`. It keeps nothing from one article to the next."""

    def language(self, text: str) -> str:
        """The text's language, BCP 47 primary tag, `und` when it cannot be told."""
        return language.detect(text)

    def read(self, article: Article) -> Sequence[Claim]:
        """The article's claims, the title first: one for each sentence that claims something. Never raises."""
        tongue = article.language if article.language != "und" else language.detect(article.content)
        return [draft.claim for draft in _spoken(list(_drafts(article, tongue))) if draft.claim is not None]

    def anchors(self, text: str) -> Sequence[Anchor]:
        """The anchors of any text (a name, a description), whether or not it claims something. Never raises."""
        tongue = language.detect(text)
        if tongue not in COLUMNS:  # a name alone is too short to be told by its words
            tongue = "ru" if _CYRILLIC.search(text) else "en"
        parts = (
            analyse(text[start:end], tongue, _NO_DAY, Cast(), inside=False) for start, end in sentences(text, tongue)
        )
        return sorted({anchor for part in parts for anchor in part.anchors})

    def label(self, anchor: str) -> str:
        """An anchor in words, for a person."""
        prefix, _, rest = anchor.partition(":")
        if prefix == "c":
            return lexicon().labels.get(rest, rest)
        if prefix == "q":
            unit, _, value = rest.rpartition(":")
            return f"{value} {self.label(unit) if ':' in unit else unit}".strip()
        return places.label(rest) if prefix == "p" else rest


def _drafts(article: Article, tongue: str) -> Iterator[Draft]:
    content, cast = article.content, Cast()
    inside, quotation, before = False, 0, 0
    for start, end in sentences(content, tongue):
        inside = inside and "\n" not in content[before:start]
        quotation += not inside
        analysis = analyse(content[start:end], tongue, article.published.date(), cast, inside=inside)
        yield _draft(analysis, Quote(content[start:end], start, end), quotation, in_title=end <= len(article.title))
        inside, before = leaves_open(content[start:end], inside=inside), end


def _draft(analysis: Analysis, quote: Quote, quotation: int, *, in_title: bool) -> Draft:
    if gate.claims_nothing(quote.text) or not analysis.is_substantial:
        return Draft(None, analysis.speaker, quotation, attributes_the_last=gate.is_bare_attribution(quote.text))
    if gate.is_bare_attribution(quote.text):
        return Draft(None, analysis.speaker, quotation, attributes_the_last=True)
    return Draft(_claim(analysis, quote, in_title=in_title), analysis.speaker, quotation)


def _claim(analysis: Analysis, quote: Quote, *, in_title: bool) -> Claim:
    statement = analysis.statement
    mood = modality.modality(statement, analysis.language, analysis.cue)
    return Claim(
        statement=statement,
        quote=quote,
        kind="statement" if _is_opinion(analysis, mood) else "fact",
        anchors=tuple(sorted(analysis.anchors)),
        language=analysis.language,
        speaker=analysis.speaker,
        modality=mood,
        negated=modality.negated(statement, analysis.language, analysis.cue),
        contrasted=modality.contrasted(quote.text, analysis.language),
        quantities=tuple(
            replace(each, start=each.start + quote.start, end=each.end + quote.start) for each in analysis.figures
        ),
        dates=tuple(
            replace(each, start=each.start + quote.start, end=each.end + quote.start) for each in analysis.dates
        ),
        entities=tuple(dict.fromkeys(each.entity for each in analysis.named)),
        in_title=in_title,
        by_anchors_only=analysis.language not in COLUMNS,
    )


def _is_opinion(analysis: Analysis, mood: Modality) -> bool:
    if analysis.speaker is None:
        return False
    quoted = analysis.is_quotation and not analysis.figures
    return mood in _OPINIONS or analysis.cue in _OPINION_CUES or quoted


def _spoken(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the speakers that stand in another sentence.

    That is a sentence of the same quotation, or one that says only who said the one before.
    """
    voices: dict[int, Speaker] = {}
    for draft in drafts:
        if draft.speaker is not None:
            voices.setdefault(draft.quotation, draft.speaker)
    found = [_with_speaker(draft, voices.get(draft.quotation)) for draft in drafts]
    for at in range(1, len(found)):
        if found[at].attributes_the_last:
            found[at - 1] = _with_speaker(found[at - 1], found[at].speaker)
    return found


def _with_speaker(draft: Draft, speaker: Speaker | None) -> Draft:
    if draft.claim is None or draft.claim.speaker is not None or speaker is None:
        return draft
    return replace(draft, claim=replace(draft.claim, speaker=speaker))
