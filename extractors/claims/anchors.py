"""The anchors of a sentence: the language-free keys of what it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from claimwatch.records import Anchor, DateSpan, Quantity
from extractors.claims.concepts import lexicon
from extractors.claims.lemmas import grammar
from extractors.claims.names import Named
from extractors.claims.skeletons import word_skeleton
from extractors.claims.wordlists import wordlist
from extractors.claims.words import Word, part_of_speech

Span = tuple[int, int]
_NO_HEAD = frozenset(
    {"new", "more", "other", "large", "different", "additional", "further", "новый", "другой", "крупный"}
)
_REACH = 4
_PLURALS = frozenset({"people", "men", "women", "children", "aircraft", "troops", "police", "personnel", "staff"})


def of_sentence(
    words: Sequence[Word],
    language: str,
    named: Sequence[Named],
    quantities: Sequence[Quantity],
    dates: Sequence[DateSpan],
) -> set[Anchor]:
    """Anchors of names, figures, dates, and of the words that are none of these."""
    spans = [(each.start, each.end) for each in named]
    spans += [(each.start, each.end) for each in quantities]
    spans += [(each.start, each.end) for each in dates]
    found = {each.entity.key for each in named}
    found |= {anchor for each in quantities for anchor in _of_quantity(each)}
    found |= {anchor for each in dates for anchor in of_date(each)}
    return found | of_words(words, language, spans)


def of_words(words: Sequence[Word], language: str, taken: Sequence[Span]) -> set[Anchor]:
    """Anchors of the content words outside the spans taken by names, figures and dates."""
    found: set[Anchor] = set()
    lemmas = [word.lemma for word in words]
    at = 0
    while at < len(words):
        word = words[at]
        if any(low <= word.start < high for low, high in taken):
            at += 1
            continue
        match = lexicon().match(lemmas, at, language, part_of_speech(words, at, language))
        if match and (match[1] > 1 or not _is_stop(word)):
            found.add(f"c:{match[0]}")
            at += match[1]
            continue
        if not match:
            found |= _of_unknown(word, language)
        at += 1
    return found


def _of_unknown(word: Word, language: str) -> set[Anchor]:
    """A hyphenated compound by its parts, any other word by its skeleton."""
    parts = [part for part in word.lemma.replace("‑", "-").split("-") if part]
    found = set()
    for part in parts if len(parts) > 1 else [word.lemma]:
        match = lexicon().match([part], 0, language)
        if match:
            found.add(f"c:{match[0]}")
        elif len(part) > 2 and not _is_stop_lemma(part):
            found.add(f"x:{word_skeleton(part)}")
    return found


def _is_stop(word: Word) -> bool:
    return _is_stop_lemma(word.lemma) or word.text.lower() in wordlist("stop_en")


def _is_stop_lemma(lemma: str) -> bool:
    return lemma in wordlist("stop_en") or lemma in wordlist("stop_ru")


def counted(words: Sequence[Word], language: str) -> Callable[[str, int], Anchor | None]:
    """What stands after a figure, as the callback that the figures' reader asks."""

    def head(text: str, position: int) -> Anchor | None:
        run = list(_phrase_after(text, words, position))
        nouns = [at for at, word in enumerate(run) if _may_be_counted(word, language)]
        if not nouns:
            return None
        plural = (at for at in nouns if language == "en" and _is_plural(run[at]))
        at = next(plural, nouns[0])
        match = lexicon().match([word.lemma for word in run], at, language)
        return f"c:{match[0]}" if match else f"x:{word_skeleton(run[at].lemma)}"

    return head


def _phrase_after(text: str, words: Sequence[Word], position: int) -> Iterator[Word]:
    """The words after a figure as far as nothing parts them but blanks, up to the first preposition or article."""
    first = bisect_left(words, position, key=lambda word: word.start)
    for word in words[first : first + _REACH]:
        if text[position : word.start].strip() or (
            _is_stop(word) and word.lemma not in _NO_HEAD and word.lemma != "of"
        ):
            return
        yield word
        position = word.end


def _may_be_counted(word: Word, language: str) -> bool:
    if word.lemma in _NO_HEAD or _is_stop(word):
        return False
    if language == "ru":
        return grammar(word.text).part in ("NOUN", "")
    return not (word.text.lower().endswith(("ed", "ing", "ly")) and word.text.lower() != word.lemma)


def _is_plural(word: Word) -> bool:
    low = word.text.lower()
    return low in _PLURALS or (low.endswith("s") and not low.endswith("ss") and low != word.lemma)


def _of_quantity(quantity: Quantity) -> list[Anchor]:
    values = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
    return [f"q:{quantity.unit}:{plain(value)}" for value in values]


def plain(value: object) -> str:
    """A decimal without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_date(span: DateSpan) -> set[Anchor]:
    """The anchors of a time by its precision: a day, a month, or each end's year.

    A day that is told by no number ("yesterday", "on Monday") is when it was said rather than what is said.
    """
    ends = {day for day in (span.first, span.last) if day is not None}
    if span.precision == "day":
        told = any(character.isdigit() for character in span.text)
        return {f"d:{day.isoformat()}" for day in ends} if told else set()
    if span.precision == "month":
        return {f"d:{day:%Y-%m}" for day in ends}
    return {f"d:{day.year:04d}" for day in ends}
