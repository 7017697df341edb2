"""Where sentences begin and end: sentencex, put right by a few rules it lacks, with offsets into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.claims.words import SURROGATE

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«“\"])(?:"
    r"ок|дек|янв|февр?|мар|апр|авг|сент?|окт|нояб?|полк|ген|подп|руб|долл|тыс|млн|млрд|трлн|ст|ул|пл|пр|проф|акад|им|"
    r"approx|fig|vs|Gen|Col|Lt|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|Rev|Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Ltd|Co|Corp"
    r")\.\s*$"
)
_BEFORE_A_NAME = re.compile(
    r"(?:полк|ген|подп|проф|акад|им|ул|пл|Gen|Col|Lt|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Prof)\.\s*$"
)
_GOES_ON = re.compile(r"[\da-zа-яё$€£%]")
_REPORT_GOES_ON = re.compile(r"[—–-]\s*[a-zа-яё]")
_INITIAL = re.compile(r"(?:^|[\s(«“\"])[A-ZА-ЯЁ]\.\s*$")
_BREAK_AFTER_UNIT = re.compile(
    r"(?:(?<=\bг\.)|(?<=\bгг\.))\s+(?=(?:В|С|К|По|На|Он|Она|Они|Это|За|Об|О|Но|И|А)\s)"
    r"|(?:(?<=мин\.)|(?<=руб\.)|(?<=долл\.))\s+(?=[А-ЯЁ][а-яё]+\s)"
)
_BLOCK = 20_000
_HARD_LIMIT = 4000
"""Characters after which a "sentence" is cut whatever it contains."""


def sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences of a text as (start, end), in order, without the white space around them.

    A line ends a sentence. Nothing but white space is left out.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _of_paragraph(paragraph.group(), language):
            yield from _trimmed(text, paragraph.start() + start, paragraph.start() + end)


def _of_paragraph(paragraph: str, language: str) -> Iterator[Span]:
    start = None
    for low in _starts(paragraph, language):
        if start is None:
            start = low
        elif not _joins(paragraph[max(start, low - 40) : low], paragraph[low : low + 8]):
            yield from _cut(paragraph, start, low)
            start = low
    if start is not None:
        yield from _cut(paragraph, start, len(paragraph))


def _starts(paragraph: str, language: str) -> Iterator[int]:
    """Where sentencex lets sentences begin. It gets blocks of bounded length: its time is not linear."""
    from sentencex import segment  # noqa: PLC0415  # a compiled library: only when there is something to read

    for block in range(0, len(paragraph), _BLOCK):
        position = block
        for piece in segment(
            language if language != "und" else "en", SURROGATE.sub("?", paragraph[block : block + _BLOCK])
        ):
            yield position
            position += len(piece)


def _joins(before: str, after: str) -> bool:
    """Whether what sentencex took for an end is none."""
    after = after.lstrip()
    if _REPORT_GOES_ON.match(after):
        return True
    if _ABBREVIATED.search(before) and (_GOES_ON.match(after) or _BEFORE_A_NAME.search(before)):
        return True
    return bool(_INITIAL.search(before))


def _cut(paragraph: str, start: int, end: int) -> Iterator[Span]:
    """Cuts at the ends that sentencex misses, and at the hard limit."""
    position = start
    for match in _BREAK_AFTER_UNIT.finditer(paragraph, start, end):
        yield from _blocks(position, match.end())
        position = match.end()
    yield from _blocks(position, end)


def _blocks(start: int, end: int) -> Iterator[Span]:
    for low in range(start, end, _HARD_LIMIT):
        yield low, min(end, low + _HARD_LIMIT)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
