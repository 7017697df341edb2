"""Who says a sentence: the words of attribution, cut out of it, and the speaker they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimwatch.records import Speaker
from extractors.claims.names import Named
from extractors.claims.wordlists import wordlist
from extractors.claims.words import Word


@dataclass(frozen=True, slots=True)
class Attribution:
    """`start` to `end` of the sentence say who speaks and how; `who` is the speaker's phrase within them."""

    start: int
    end: int
    who: tuple[int, int]
    cue: str


_PHRASE = (
    re.compile(r"\b[Aa]ccording to (?P<who>[^,.;:«»“”]+)(?:,\s*|(?=[.;]|$))"),
    re.compile(r"(?:^|,\s*)[Ii]n the words of (?P<who>[^,.;:«»“”]+),?\s*"),
    re.compile(
        r"(?:,\s*)?\b[Пп]о (?:словам|данным|мнению|информации|оценкам?|сведениям|утверждению|заявлению|версии)\s+"
        r"(?P<who>[^,.;:«»]+(?:\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][^,.;:«»]+)?)(?:,\s*|(?=[.;]|$))"
    ),
    re.compile(
        r"(?:^|,\s*)[Кк]ак (?:\w+\s){0,2}?(?:сообщ|заяв|отме[тч]|рассказ|подч[её]рк|поясн|уточн|пиш|переда|напис|указ|утвержда)\w+\s+(?P<who>[^,;:«»]+?)(?:,\s*|(?=[.;]|$))"
    ),
    re.compile(r"(?:^|,\s*)[Сс]о ссылкой на (?P<who>[^,;:«»]+?)(?:,\s*|(?=[.;]|$))"),
)
_OPEN, _CLOSE = "«“„", "»”"
_THAT = {
    "en": re.compile(r"[^,«“\"]{0,60}?(?:\bthat\b\s*|:\s*|,\s*(?=[«“\"]))|\s*(?=[\"“«])"),
    "ru": re.compile(r"[^«“\"]{0,80}?(?:,\s*(?:что|будто)\b\s*|:\s*)|\s*(?=[\"“«])"),
}


def attribution(text: str, words: Sequence[Word], language: str) -> Attribution | None:
    """The words of attribution in a sentence, or None where the outlet itself speaks."""
    for pattern in _PHRASE:
        match = pattern.search(text)
        if match and match["who"].strip():
            return Attribution(match.start(), match.end(), match.span("who"), match.group().split()[0].lower())
    if language not in ("en", "ru"):
        return None
    return _by_verb(text, words, language)


def _by_verb(text: str, words: Sequence[Word], language: str) -> Attribution | None:
    cues = wordlist(f"cues_{language}")
    inside = _quoted(text)
    for index, word in enumerate(words):
        if (
            word.lemma in cues
            and not any(low < word.start < high for low, high in inside)
            and _is_verb(words, index, language)
        ):
            found = _before(text, word, language) or _after(text, word, language)
            if found:
                return found
    return None


def _is_verb(words: Sequence[Word], index: int, language: str) -> bool:
    word = words[index]
    if language == "ru":
        from extractors.claims.lemmas import grammar

        return grammar(word.text).part in {"VERB", "PRTS", "GRND"}
    if not index:
        return False
    return word.text.lower().endswith(("ed", "s", "id", "ote", "old", "ought")) and words[index - 1].text.lower() not in {
        "the", "a", "an", "to", "of", "by", "its", "his", "their", "be", "been", "is", "are", "as", "this", "in", "was", "were",
    }  # fmt: skip


def _quoted(text: str) -> list[tuple[int, int]]:
    """The quoted passages of a sentence; one that is left open runs to its end."""
    found, start = [], None
    for place, character in enumerate(text):
        if start is None and (character in _OPEN or character == '"'):
            start = place
        elif start is not None and (character in _CLOSE or character == '"'):
            found.append((start, place + 1))
            start = None
    if start is not None:
        found.append((start, len(text)))
    return found


def _before(text: str, cue: Word, language: str) -> Attribution | None:
    """ "X said that ...": from the start of the sentence to what is said."""
    head = text[: cue.start]
    tail = _THAT[language].match(text, cue.end)
    if tail is None or not head.strip() or len(head) > 200 or any(mark in head for mark in '«“"'):
        return None
    return Attribution(0, tail.end(), (0, cue.start), cue.lemma)


def _after(text: str, cue: Word, language: str) -> Attribution | None:
    """ "..., X said" and "..., said X": from the comma or the end of the quotation to the end of the clause."""
    start = max((text.rfind(mark, 0, cue.start) for mark in ',»”"—–;'), default=-1)
    if start < 8:
        return None
    end = _clause_end(text, cue.end)
    before = text[start + 1 : cue.start].strip(" -—–,")
    who = (start + 1, cue.start) if before and language == "en" else (cue.end, end)
    if not text[who[0] : who[1]].strip():
        who = (start + 1, cue.start)
    opening = start if text[start] in ",—–;" else start + 1
    return Attribution(opening, end, who, cue.lemma) if text[who[0] : who[1]].strip() else None


def _clause_end(text: str, start: int) -> int:
    match = re.compile(r"[,;:]\s|[.!?…]?\s*$|\.\s+[«“\"]").search(text, start)
    return match.start() if match else len(text)


def speaker(text: str, found: Attribution, named: Sequence[Named], words: Sequence[Word]) -> Speaker:
    """Who an attribution names: the person in it, else the organisation or place, else the role alone."""
    low, high = found.who
    inside = [each for each in named if low <= each.start and each.end <= high + 1]
    roles = [word for word in words if low <= word.start < high and word.lemma in wordlist("roles")]
    role = text[roles[0].start : roles[-1].end] if roles else None
    person = next((each.entity for each in inside if each.entity.kind == "person"), None)
    other = next((each.entity for each in inside if each.entity.kind != "person"), None)
    chosen = person or (other if not roles else None)
    name = chosen.name if chosen else None
    return Speaker(
        name,
        role or (None if chosen else text[low:high].strip(" ,") or None),
        organisation=other.name if person and other else None,
        key=chosen.key if chosen else None,
    )
