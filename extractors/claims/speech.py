"""Which words of a sentence say who says it: «X said that», "..., said X", "according to X", «по словам X».

An attribution is found by its cue (a verb of `wordlists/cues_*.txt`, a phrase of `patterns/attribution.tsv`) and kept
only where somebody who can speak stands beside it: a name, a role, a body, a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.claims.gate import is_bare_attribution
from extractors.claims.lemmas import grammar
from extractors.claims.names import Named
from extractors.claims.patterns import rules
from extractors.claims.wordlists import wordlist
from extractors.claims.words import Word

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where a sentence says who speaks."""

    start: int
    end: int
    """From `start` to `end` nothing is said but who speaks and how."""
    who: Span
    """The speaker's phrase."""
    cue: str
    """The verb, dictionary form."""
    via: Span | None = None
    """The phrase of whoever cites the speaker."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of a sentence when its attribution is looked for."""

    text: str
    words: Sequence[Word]
    named: Sequence[Named]
    language: str
    quoted: Sequence[Span]


PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "он", "она", "они", "его", "ее", "её", "их"})

_SOURCE = re.compile(
    r",?\s*(?:citing|quoting|with reference to|со ссылкой на|цитируя)\s+(?P<who>[^,.;:]+)", re.IGNORECASE
)
_PREFIX = re.compile(r"(?P<who>[^:«»“”\"]{2,60}):\s+(?=\S)")
_SUFFIX = re.compile(r"\s[—–-]\s(?P<who>[^—–]{2,50}?)[.\s]*$")
_WHAT_FOLLOWS = {
    "en": re.compile(r"[^,«“\"]{0,80}?(?:\bthat\b\s*|:\s*|,\s*(?=[«“\"]))|\s*(?=[\"“«])"),
    "ru": re.compile(r"[^«“\"]{0,100}?(?:,\s*(?:что|будто)\b\s*|:\s*)|\s*(?=[\"“«])"),
}
_WITHOUT_THAT = frozenset(
    {"say", "claim", "believe", "think", "insist", "argue", "suggest", "warn", "admit", "add", "estimate"}
)
"""Verbs after which English leaves out "that"."""
_ADVERBIAL = re.compile(
    r"(?:after|also|as|asked|at|before|during|earlier|however|in|later|meanwhile|on|speaking|when"
    r"|в|во|вместе|кроме|на|позже|при|ранее)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:](?=\s|$)|[!?…]|\.(?=\s*[»”\"]?\s*$)|\.\s+(?=[«“\"—–])")
_OPENING, _CLOSING = '«“„"', '»”"'
_THAT = re.compile(r",?\s*(?:that|что|будто)\s", re.IGNORECASE)
_CONJUNCTION = re.compile(
    r"(?:but|and|while|which|who|whose|where|because|although|а|но|и|который|которая|которые)\b", re.IGNORECASE
)
_ADDRESSES = frozenset({"tell", "inform", "assure"})
"""Verbs before those who are spoken to, never before the speaker."""
_SHORT_PHRASE = 3
"""Words of a phrase like "the port", which speaks whatever it is, if it stands beside a cue."""
_LONGEST_WHO = 200
_NEAR = 8


def quotations(text: str, *, inside: bool = False) -> list[Span]:
    """The quoted passages of a text; one that is left open runs to its end. `inside`: the text begins in one."""
    found, start = [], 0 if inside else None
    for place, character in enumerate(text):
        if start is None and character in _OPENING:
            start = place
        elif start is not None and character in _CLOSING:
            found.append((start, place + 1))
            start = None
    return [*found, (start, len(text))] if start is not None else found


def leaves_open(text: str, *, inside: bool) -> bool:
    """Whether a quotation goes on after this sentence."""
    quoted = quotations(text, inside=inside)
    return bool(quoted) and quoted[-1][1] == len(text) and text[-1] not in _CLOSING


def attribution(sentence: Sentence) -> Attribution | None:
    """The words of attribution in a sentence, or None where the outlet itself speaks."""
    found = next(_candidates(sentence), None)
    return _with_source(sentence, found)


def _candidates(sentence: Sentence) -> Iterator[Attribution]:
    for cue, pattern in rules("attribution", "any"):
        match = pattern.search(sentence.text)
        if match and not _within(match.start("who"), sentence.quoted):
            yield Attribution(match.start(), match.end(), match.span("who"), cue)
    if sentence.language in ("en", "ru"):
        yield from _by_verb(sentence)
    yield from _of_heading(sentence)


def _of_heading(sentence: Sentence) -> Iterator[Attribution]:
    """Attributions as headlines write them: "Tokayev: ..." and "... — Reuters"."""
    match = _PREFIX.match(sentence.text)
    if match and _names_alone(sentence, match.span("who")):
        yield Attribution(0, match.end(), match.span("who"), ":")
    match = _SUFFIX.search(sentence.text)
    if match and _names_alone(sentence, match.span("who")):
        yield Attribution(match.start(), len(sentence.text), match.span("who"), "—")


def _names_alone(sentence: Sentence, who: Span) -> bool:
    """Whether a phrase is a name that speaks (no place), perhaps with roles, and nothing else."""
    inside = [each for each in sentence.named if who[0] <= each.start and each.end <= who[1]]
    if not any(each.entity.kind in ("person", "organisation") for each in inside):
        return False
    names = [(each.start, each.end) for each in inside]
    rest = [word for word in sentence.words if who[0] <= word.start < who[1] and not _among(word.start, names)]
    return all(word.lemma in wordlist("roles") for word in rest)


def _by_verb(sentence: Sentence) -> Iterator[Attribution]:
    cues = wordlist(f"cues_{sentence.language}")
    for index, word in enumerate(sentence.words):
        if word.lemma in cues and not _within(word.start, sentence.quoted) and _is_verb(sentence, index):
            found = _before(sentence, word) or _after(sentence, word) or _alone(sentence, word)
            if found:
                yield found


def _is_verb(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if sentence.language == "ru":
        return grammar(word.text).part in {"VERB", "PRTS", "GRND"}
    low = word.text.lower()
    if low == word.lemma and low not in ("put", "forecast"):
        return False
    return not low.endswith("ing") and (
        not index or sentence.words[index - 1].text.lower() not in wordlist("before_nouns")
    )


def _before(sentence: Sentence, cue: Word) -> Attribution | None:
    """Of "X said that ...": from the start of the sentence to what is said."""
    text = sentence.text
    low = _skip_adverbials(text, cue.start)
    who = (low, cue.start)
    if not _may_speak(sentence, who):
        return None
    tail = _WHAT_FOLLOWS[sentence.language].match(text, cue.end)
    if tail:
        return Attribution(0, tail.end(), who, cue.lemma)
    if cue.lemma in _WITHOUT_THAT and sentence.language == "en" and text[cue.end : cue.end + 1] == " ":
        return Attribution(0, cue.end, who, cue.lemma)
    return Attribution(0, 0, who, cue.lemma) if cue.lemma in wordlist("cues_of_doing") else None


def _skip_adverbials(text: str, end: int) -> int:
    start = 0
    while _ADVERBIAL.match(text, start):
        comma = text.find(",", start, end)
        if comma < 0:
            break
        start = comma + 1
        while start < end and text[start].isspace():
            start += 1
    return start


def _after(sentence: Sentence, cue: Word) -> Attribution | None:
    """Of "..., X said" and "..., said X": from the comma or the end of the quotation to the end of the clause."""
    text = sentence.text
    opening = _last_mark(text, cue.start)
    if opening < 0 or cue.lemma in wordlist("cues_of_doing"):
        return None
    end = _with_apposition(sentence, _clause_end(text, cue.end))
    subject = text[opening + 1 : cue.start].strip(" -—–,")
    for who in _subjects(sentence, cue, opening, end) if not subject else [(opening + 1, cue.start)]:
        if _may_speak(sentence, who):
            start = min(opening, who[0] - 1)
            start += text[start] not in ",—–;"
            return Attribution(start, _past_that(text, end), who, cue.lemma) if start else None
    return None


def _alone(sentence: Sentence, cue: Word) -> Attribution | None:
    """Of a sentence that says only who said the one before it: «Об этом сообщил X»."""
    who = (cue.end, _clause_end(sentence.text, cue.end))
    if is_bare_attribution(sentence.text) and _may_speak(sentence, who):
        return Attribution(0, len(sentence.text), who, cue.lemma)
    return None


def _subjects(sentence: Sentence, cue: Word, opening: int, end: int) -> Iterator[Span]:
    """Where the subject may stand when nothing stands between the comma and the cue.

    After the cue ("..., said X"), or before the comma, as a name with its apposition ("..., X, the head of Y, said").
    """
    if cue.lemma not in _ADDRESSES:
        yield cue.end, end
    back = opening
    for _ in range(2):
        if back <= 0 or sentence.text[back] != ",":
            return
        back = _last_mark(sentence.text, back)
        yield back + 1, cue.start


def _past_that(text: str, end: int) -> int:
    match = _THAT.match(text, end)
    return match.end() if match else end


def _may_speak(sentence: Sentence, who: Span) -> bool:
    phrase = sentence.text[who[0] : who[1]].strip()
    if not phrase or _CONJUNCTION.match(phrase):
        return False
    return _speaks(sentence, who) and not _is_clause(sentence, who)


def _last_mark(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in ',»”"—–;')


def _with_apposition(sentence: Sentence, end: int) -> int:
    """The end of a clause, or of the apposition behind it ("said X, head of Y")."""
    after = next((word for word in sentence.words if word.start >= end), None)
    if after is None or sentence.text[end : end + 1] != "," or after.start > end + 2:
        return end
    names_a_role = after.lemma in wordlist("roles") or after.lemma in wordlist("role_modifiers")
    return _clause_end(sentence.text, end + 1) if names_a_role else end


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE_END.search(text, start)
    return match.start() if match else len(text)


def _speaks(sentence: Sentence, who: Span) -> bool:
    """Whether somebody who can speak is near the start of this phrase."""
    if who[1] - who[0] > _LONGEST_WHO:
        return False
    run = [word for word in sentence.words if who[0] <= word.start < who[1]][:_NEAR]
    if not run or (len(run) <= _SHORT_PHRASE and run[0].text.lower() == "the"):
        return bool(run)
    if any(run[0].start <= each.start < run[-1].end for each in sentence.named):
        return True
    return any(_is_voice(word) for word in run)


def _is_voice(word: Word) -> bool:
    return word.lemma in wordlist("roles") or word.lemma in wordlist("voices") or word.text.lower() in PRONOUNS


def _is_clause(sentence: Sentence, who: Span) -> bool:
    """Whether there is a finite verb in this phrase, so that it is more than a speaker."""
    run = [word for word in sentence.words if who[0] <= word.start < who[1]]
    if sentence.language == "ru":
        return any(grammar(word.text).part == "VERB" and grammar(word.text).known for word in run)
    return any(word.text.lower() in wordlist("finite_en") for word in run)


def _with_source(sentence: Sentence, found: Attribution | None) -> Attribution | None:
    """The attribution with whom it cites: "X reports, citing Y" means that Y speaks, cited by X."""
    match = _SOURCE.search(sentence.text)
    if not match or _within(match.start(), sentence.quoted):
        return found
    if found is None:
        return Attribution(match.start(), match.end(), match.span("who"), "citing")
    start, end = found.start, found.end
    if start < end:
        start, end = (start, max(end, match.end())) if start <= match.start() <= end + 2 else (start, end)
    return Attribution(start, end, match.span("who"), found.cue, via=found.who)


def _among(place: int, spans: Sequence[Span]) -> bool:
    return any(low <= place < high for low, high in spans)


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(low < place < high for low, high in spans)
