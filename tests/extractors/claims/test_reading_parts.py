"""The parts of the reader, each over its file of cases."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from extractors.claims import gate
from extractors.claims.analysis import analyse
from extractors.claims.concepts import lexicon
from extractors.claims.language import detect
from extractors.claims.modality import modality, negated
from extractors.claims.names import names
from extractors.claims.sentences import sentences
from extractors.claims.speakers import Cast
from extractors.claims.words import words

CASES = Path(__file__).parent / "cases"
PACKAGE = Path(gate.__file__).parent
SORTED = sorted([*PACKAGE.glob("wordlists/*.txt"), *PACKAGE.glob("patterns/*.txt"), *PACKAGE.glob("gazetteer/*.tsv")])


def lines(name):
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]


def rows(name):
    return [line.split("\t") for line in lines(name)]


@pytest.mark.parametrize(("language", "sentence", "expected"), rows("speakers.tsv"))
def test_speaker(language, sentence, expected):
    speaker = analyse(sentence, language, date(2026, 3, 12), Cast(), inside=False).speaker
    assert (str(speaker) if speaker else "") == expected


@pytest.mark.parametrize("sentence", lines("nothing.txt"))
def test_nothing_is_claimed(sentence):
    assert gate.claims_nothing(sentence) or gate.is_bare_attribution(sentence)


@pytest.mark.parametrize(("language", "expected", "says_no", "sentence"), rows("modality.tsv"))
def test_modality(language, expected, says_no, sentence):
    assert (modality(sentence, language), negated(sentence, language)) == (expected, says_no == "yes")


def test_what_the_speaker_denies_is_denied():
    assert modality("it had bought the ships", "en", cue="deny") == "denied"
    assert negated("it had bought the ships", "en", cue="deny")


@pytest.mark.parametrize(("one", "other", "same"), rows("same_names.tsv"))
def test_names_meet_across_spellings(one, other, same):
    assert (keys(one) == keys(other)) == (same == "yes")


def keys(name):
    """The keys of a name, seen in mid-sentence."""
    language = "ru" if re.search("[а-я]", name) and not re.search("[қә]", name, re.IGNORECASE) else detect(name)
    text = f"x {name}"
    found = {each.entity.key for each in names(text, words(text, language), language)}
    assert found
    return found


@pytest.mark.parametrize("paragraph", lines("sentences.txt"))
def test_sentences(paragraph):
    expected = [part.strip() for part in paragraph.split("|")]
    text = paragraph.replace("|", "")
    language = detect(text)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Port of Bergen to be widened", "en"),
        ("Мост через реку закроют", "ru"),
        ("Міст через річку закриють", "uk"),
        ("Көпір екі айға жабылады", "kk"),
        ("Der Hafen wird ausgebaut", "de"),
        ("12.5 %", "und"),
        ("", "und"),
    ],
)
def test_language(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("file", SORTED, ids=lambda path: path.name)
def test_tables_are_sorted_and_say_nothing_twice(file):
    entries = [
        line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")
    ]
    assert entries == sorted(set(entries))


def test_the_longest_phrase_is_the_concept():
    found = lexicon()
    phrase = next(
        (first, *sense.rest) for first, senses in found.senses["en"].items() for sense in senses if len(sense.rest) == 2
    )
    match = found.match(phrase, 0, "en")
    assert match
    assert match[1] == 3
