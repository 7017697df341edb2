"""The topic folder that the repository brings: complete, and without a sentence of its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimwatch import fingerprints
from claimwatch.records import Topic
from claimwatch.topics import check, load

FOLDER = Path(__file__).parents[2] / "seeds" / "aspan"
LONGEST_RUN = 4
"""Words in a row that a statement may share with a seed, names apart."""


@pytest.fixture(scope="module")
def aspan() -> Topic:
    return load(FOLDER)


def test_nothing_is_wrong_in_it() -> None:
    assert check(FOLDER) == []


def test_it_is_complete(aspan: Topic) -> None:
    assert len(aspan.documents) == 5
    assert 60 <= len(aspan.claims) <= 80
    assert len(aspan.feeds) >= 25
    assert {"en", "ru", "kk"} <= {feed.language for feed in aspan.feeds if "search" in feed.url}
    assert {document.id for document in aspan.documents} == {name for claim in aspan.claims for name in claim.documents}


def test_every_name_but_latin_brands_is_there_in_both_scripts(aspan: Topic) -> None:
    people = [name for name in aspan.names if name.kind in {"person", "place"}]
    assert people
    for name in people:
        assert any(spelling.isascii() for spelling in name.spellings), name
        assert any("а" <= letter <= "я" for letter in "".join(name.spellings).casefold()), name


def test_the_claims_are_in_our_own_words(aspan: Topic) -> None:
    known = {document.id: frozenset(document.shingles) for document in aspan.documents}
    names = sorted((spelling for name in aspan.names for spelling in name.spellings), key=len, reverse=True)
    for claim in aspan.claims:
        statement = claim.statement
        for spelling in names:
            statement = statement.replace(spelling, "<name>")
        for name, marks in known.items():
            assert longest_run(statement, marks) <= LONGEST_RUN, (claim.id, name)


def test_a_sentence_of_a_seed_would_be_found() -> None:
    text = "Nobody has asked the people of Portville what the new harbour will cost them."
    assert longest_run("He says nobody has asked the people of the town.", fingerprints.shingles(text)) == 6


def longest_run(statement: str, marks: frozenset[int]) -> int:
    """The most words in a row of which every shingle is a seed's."""
    words = fingerprints.words(statement)
    longest = run = 0
    for start in range(len(words) - fingerprints.SHINGLE + 1):
        same = fingerprints.shingles(" ".join(words[start : start + fingerprints.SHINGLE])) <= marks
        run = (run + 1 if run else fingerprints.SHINGLE) if same else 0
        longest = max(longest, run)
    return longest
