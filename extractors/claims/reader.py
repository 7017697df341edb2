"""The built-in claim reader: from an article to its claims, in English and Russian, other languages by anchors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimwatch.records import Article, Claim, DateSpan, Entity, Quantity, Quote, Speaker
from extractors.claims import anchors, gate, language, modality, places
from extractors.claims.concepts import COLUMNS, lexicon
from extractors.claims.names import Named, names
from extractors.claims.sentences import Span, sentences
from extractors.claims.speech import Attribution, attribution, speaker
from extractors.claims.words import Word, words

try:
    from extractors.claims.dates import dates
except ImportError:

    def dates(text: str, language: str, published: object) -> list[DateSpan]:
        return []


def quantities(text, tongue, taken, counted):  # until figures.py is whole
    from extractors.claims import figures

    try:
        return figures.quantities(text, tongue, taken, counted)
    except Exception:
        return []


_MOST_CHARACTERS = 1500
"""Characters of a sentence that are analysed; its quote is whole."""
_LEAST_ANCHORS = 3
_SPACE = re.compile(r"\s+")
_OPINIONS = frozenset({"demanded", "forecast", "possible", "denied"})


class BuiltinReader:
    """The contract `ClaimReader`. It keeps nothing from one article to the next."""

    def language(self, text: str) -> str:
        """The text's language, BCP 47 primary tag, `und` when it cannot be told."""
        return language.detect(text)

    def read(self, article: Article) -> Sequence[Claim]:
        """The article's claims, the title first; one for each sentence that claims something. Never raises."""
        content = article.content
        tongue = article.language if article.language != "und" else language.detect(content)
        cast: dict[str, Entity] = {}
        found = []
        last: Speaker | None = None
        for span in sentences(content, tongue):
            claim = _claim(article, content, span, tongue, cast, last)
            if claim is not None:
                found.append(claim)
                last = claim.speaker or last
        return found

    def label(self, anchor: str) -> str:
        """An anchor in words, for a person."""
        prefix, _, rest = anchor.partition(":")
        if prefix == "c":
            return lexicon().labels.get(rest, rest)
        if prefix == "p":
            return places.label(rest)
        return rest


def _claim(
    article: Article, content: str, span: Span, tongue: str, cast: dict[str, Entity], last: Speaker | None
) -> Claim | None:
    quote = Quote(content[span[0] : span[1]], *span)
    if gate.is_boilerplate(quote.text) or gate.is_question(quote.text) or gate.is_lead_in(quote.text):
        return None
    text = quote.text[:_MOST_CHARACTERS]
    tokens = words(text, tongue)
    named = names(text, tokens, tongue)
    said = attribution(text, tokens, tongue)
    by = speaker(text, said, named, tokens) if said else None
    cut = (said.start, said.end) if said else (0, 0)
    rest = [word for word in tokens if not cut[0] <= word.start < cut[1]]
    when = dates(text, tongue, article.published.date())
    figures = quantities(text, tongue, [(each.start, each.end) for each in when], anchors.counted(tokens, tongue))
    inner = [each for each in named if not cut[0] <= each.start < cut[1]]
    keys = anchors.of_sentence(rest, tongue, inner, _outside(figures, cut), _outside(when, cut))
    if len(keys) < _LEAST_ANCHORS:
        return None
    statement = _SPACE.sub(" ", (text[: cut[0]] + " " + text[cut[1] :])).strip(" ,;—–-")
    mood = modality.modality(statement, tongue)
    return Claim(
        statement=statement,
        quote=quote,
        kind="statement" if by and mood in _OPINIONS else "fact",
        anchors=tuple(sorted(keys)),
        language=tongue,
        speaker=by,
        modality=mood,
        negated=modality.negated(statement, tongue),
        quantities=tuple(_shifted(each, span[0]) for each in figures),
        dates=tuple(_shifted(each, span[0]) for each in when),
        entities=tuple(dict.fromkeys(each.entity for each in named)),
        in_title=span[1] <= len(article.title),
        by_anchors_only=tongue not in COLUMNS,
    )


def _outside(spans, cut):
    return [each for each in spans if not cut[0] <= each.start < cut[1]]


def _shifted(each, by):
    return replace(each, start=each.start + by, end=each.end + by)
