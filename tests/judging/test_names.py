from __future__ import annotations

import pytest

from claimwatch.judging.names import initial, likeness, same_name
from claimwatch.judging.weighing import kind
from claimwatch.plugins import claim_reader

ONE = [  # keys as the reader makes them: skeletons of consonants; long ones may miss one
    ("n:hdrkvsksn", "n:hdrkvskn"),
    ("n:svrsngrbrg", "n:svrsnggrbrg"),
    ("n:prstrkstrf-tkv", "n:prstrkstf-tkv"),
    ("n:tkv", "n:tkv"),
    ("n:li-wei", "n:li-wei"),
]
TWO = [
    ("n:nsrbv", "n:nrbv"),
    ("n:vlms", "n:vlmsn"),
    ("n:aleksei-ivanov", "n:aleksei-petrov"),
    ("n:aleksei-ivanov", "n:andrei-ivanov"),
    ("n:ivanov", "n:aleksei-ivanov"),
    ("n:li-wei", "n:li-wen"),
    ("n:mig-29", "n:mig-31"),
    ("n:summit-2026", "n:summit-2027"),
    ("n:resolution-11021", "n:resolution-11022"),
    ("n:", "n:ivanov"),
]
SPELLED = [  # as outlets write them, through the reader
    ("Kassym-Jomart Tokayev", "Касым-Жомарт Токаев"),
    ("Kasym-Zhomart Tokaev", "Касым-Жомарт Токаев"),
    ("Alexei Navalny", "Алексей Навальный"),
    ("Volodymyr Zelenskyy", "Владимир Зеленский"),
    ("Dmitry Medvedev", "Дмитрия Медведева"),
    ("Yuri Ushakov", "Юрием Ушаковым"),
]
STRANGERS = [
    ("Aleksei Ivanov", "Aleksei Petrov"),
    ("Sergei Lavrov", "Sergei Shoigu"),
    ("Hendricks", "Henderson"),
    ("Volkswagen", "Volksbank"),
]
CLOSE_STRANGERS = [("Nazarbayev", "Nurbaev"), ("Kerimbayev", "Kerimbekov"), ("Williams", "Williamson")]


@pytest.mark.parametrize(("name", "other"), ONE)
def test_spellings_of_one_name_are_found(name: str, other: str) -> None:
    assert same_name(name, [other]) == other
    assert same_name(other, [name]) == name


@pytest.mark.parametrize(("name", "other"), TWO)
def test_different_names_stay_two(name: str, other: str) -> None:
    assert same_name(name, [other]) is None
    assert same_name(other, [name]) is None


@pytest.mark.parametrize(("name", "other"), [*ONE, *TWO])
def test_likeness_is_the_same_both_ways_and_between_nought_and_one(name: str, other: str) -> None:
    assert likeness(name, other) == likeness(other, name)
    assert 0 <= likeness(name, other) <= 1


def test_of_several_spellings_the_most_alike_is_taken() -> None:
    known = ["n:alks-ptrv", "n:svrsnggrbrg", "n:svrsngrbrg"]
    assert same_name("n:svrsngrbr", known) == "n:svrsngrbrg"
    assert same_name("n:svrsnggrbrg", known) == "n:svrsnggrbrg"


def test_nobody_is_known_at_first() -> None:
    assert same_name("n:ivanov", []) is None


@pytest.mark.parametrize(("name", "expected"), [("n:aleksei-ivanov", "i"), ("n:ivanov", "i"), ("n:", "")])
def test_names_are_looked_for_under_the_last_words_first_letter(name: str, expected: str) -> None:
    assert initial(name) == expected


@pytest.mark.parametrize(("spelling", "other"), SPELLED)
def test_the_reader_s_names_meet_across_scripts_and_cases(spelling: str, other: str) -> None:
    ours, theirs = _names(spelling), _names(other)
    assert len(ours) == len(theirs) == 1
    assert initial(ours[0]) == initial(theirs[0])
    assert same_name(ours[0], theirs) == theirs[0]


@pytest.mark.parametrize(("spelling", "other"), STRANGERS)
def test_the_reader_s_names_of_two_people_do_not_meet(spelling: str, other: str) -> None:
    assert same_name(_names(spelling)[0], _names(other)) is None


@pytest.mark.parametrize(("spelling", "other"), CLOSE_STRANGERS)
def test_surnames_that_differ_by_a_consonant_are_two(spelling: str, other: str) -> None:
    assert same_name(_names(spelling)[0], _names(other)) is None


def _names(text: str) -> list[str]:
    return [anchor for anchor in claim_reader().anchors(text) if kind(anchor) == "n"]
