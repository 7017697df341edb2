"""The lexicon stays clean: every line can be found by the lemmas that the text is read with."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pymorphy3
import pytest
import simplemma

HEADER = "# id\ten\tru\trelations"
LEXICON = files("extractors.claims.lexicon")
TABLES = sorted(path.name for path in LEXICON.iterdir() if path.name.endswith(".tsv"))
WORD = re.compile(r"(?P<lemma>[^\[\]]+?)(?: \[(?P<pos>[nvar])\])?")


class Concept(NamedTuple):
    key: str
    en: list[str]
    ru: list[str]
    relations: list[str]


def _lines(table):
    return (LEXICON / table).read_text(encoding="utf-8").split("\n")


def _cell(text, separator):
    return text.split(separator) if text else []


def _concepts(table):
    for line in _lines(table)[1:-1]:
        key, en, ru, relations = line.split("\t")
        yield Concept(key, _cell(en, ", "), _cell(ru, ", "), _cell(relations, "; "))


def _lemma(word):
    return WORD.fullmatch(word)["lemma"]


def _english_lemmas(word):
    """Of the word and of its plural: simplemma reads ``meeting`` as ``meet``, but ``meetings`` as ``meeting``."""
    return {simplemma.lemmatize(form, lang="en").lower() for form in (word, word + "s")}


@cache
def _russian_lemmas(word):
    return {parse.normal_form.replace("ё", "е") for parse in _morphology().parse(word)}


@cache
def _morphology():
    return pymorphy3.MorphAnalyzer()


@pytest.fixture(scope="module")
def lexicon():
    return [concept for table in TABLES for concept in _concepts(table)]


def test_the_lexicon_has_tables():
    assert len(TABLES) > 10


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_a_header_and_sorted_lines_of_four_cells(table):
    header, *lines, last = _lines(table)

    assert (header, last) == (HEADER, "")
    assert [line for line in lines if line.count("\t") != 3] == []
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_and_no_word_has_stray_blanks_commas_or_brackets(table):
    words = [word for concept in _concepts(table) for word in concept.en + concept.ru]

    assert [word for word in words if not WORD.fullmatch(word)] == []
    assert [word for word in words if word != " ".join(word.split()) or "," in word] == []


@pytest.mark.parametrize("table", TABLES)
def test_each_concept_has_words_of_both_languages_in_their_own_letters(table):
    for concept in _concepts(table):
        assert concept.en, concept.key
        assert concept.ru, concept.key
        assert not re.search("[^a-z0-9' -]", "".join(map(_lemma, concept.en))), concept
        assert not re.search("[^а-я0-9 -]", "".join(map(_lemma, concept.ru))), concept


@pytest.mark.parametrize("table", TABLES)
def test_english_words_are_lemmas(table):
    words = {part for concept in _concepts(table) for word in concept.en for part in _lemma(word).split()}

    assert sorted(word for word in words if word not in _english_lemmas(word)) == []


@pytest.mark.parametrize("table", TABLES)
def test_russian_words_are_lemmas(table):
    words = {part for concept in _concepts(table) for word in concept.ru for part in _lemma(word).split()}

    assert sorted(word for word in words if word not in _russian_lemmas(word)) == []


def test_ids_are_unique_and_well_formed(lexicon):
    counted = Counter(concept.key for concept in lexicon)

    assert [key for key, times in counted.items() if times > 1] == []
    assert [key for key in counted if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_word_of_two_concepts_carries_a_different_part_of_speech_in_each(lexicon, language):
    uses = defaultdict(list)
    for concept in lexicon:
        for word in getattr(concept, language):
            uses[_lemma(word)].append(WORD.fullmatch(word)["pos"])
    shared = {lemma: tags for lemma, tags in uses.items() if len(tags) > 1}

    assert {lemma: tags for lemma, tags in shared.items() if None in tags or len(set(tags)) < len(tags)} == {}


def test_relations_point_at_other_concepts(lexicon):
    keys = {concept.key for concept in lexicon}
    for concept in lexicon:
        for relation in concept.relations:
            name, _, target = relation.partition("=")
            assert name in {"antonym", "is"}, concept
            assert target in keys - {concept.key}, concept
