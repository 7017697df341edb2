"""The story: a new harbour at Portville, which Berg's council builds. Elsewhere harbours are built, too."""

from __future__ import annotations

import pytest

from claimwatch.judging.matching import Profile, match, profile

SEEDS = [
    "p:portville c:harbour c:build|n:brg c:council c:approve c:harbour|c:harbour c:cost q:USD:250|p:portville c:dock",
    "n:brg c:harbour c:plan|p:portville c:harbour c:dock c:crane|c:council c:vote n:brg|c:harbour c:contract n:hldng",
    "p:portville c:dock c:contract|n:hldng c:build c:harbour|n:brg c:say c:ship|c:crane c:cost p:portville",
]
FOLLOW = "p:portville c:harbour c:dock c:cost n:brg"
IGNORE = ["c:football", "c:ferry c:timetable"]


def passages(text: str) -> list[list[str]]:
    return [part.split() for part in text.split("|")]


def harbour(ignore: list[str] = IGNORE, seeds: list[str] = SEEDS) -> Profile:
    return profile([passages(seed) for seed in seeds], FOLLOW.split(), [each.split() for each in ignore])


def label(anchor: str) -> str:
    return anchor.partition(":")[2]


ON_TOPIC = {
    "the same story": "p:portville c:harbour c:delay|n:brg c:harbour c:cost c:rise|c:council c:dock c:crane",
    "a new person in it": "p:portville c:harbour c:strike|n:newmn c:dock c:worker c:say|c:harbour c:contract n:brg",
    "told at length, with much else": (
        "p:portville c:harbour c:open|n:brg c:council c:harbour|c:weather c:rain|c:fish c:history|c:dock c:cost n:brg"
    ),
}
OFF_TOPIC = {
    "the same matter in another country": "p:elsewhere c:harbour c:build|n:smth c:dock c:cost|p:elsewhere c:crane",
    "another matter in the same town": "p:portville c:school c:teacher|n:brg c:school c:open|c:pupil p:portville",
    "another matter elsewhere": "p:elsewhere c:school c:teacher|n:smth c:pupil c:lesson|c:exam c:grade",
    "nothing at all": "",
}


@pytest.mark.parametrize("article", ON_TOPIC.values(), ids=ON_TOPIC)
def test_what_belongs_to_the_topic(article: str) -> None:
    found = match(passages(article), harbour(), label)
    assert found.on_topic
    assert 0 < found.score <= 1


@pytest.mark.parametrize("article", OFF_TOPIC.values(), ids=OFF_TOPIC)
def test_what_does_not(article: str) -> None:
    assert not match(passages(article), harbour(), label).on_topic


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_belongs_to_its_topic(seed: str) -> None:
    assert match(passages(seed), harbour(), label).on_topic


def test_the_reason_names_what_is_shared_in_words() -> None:
    reasons = match(passages(ON_TOPIC["the same story"]), harbour(), label).reasons
    named = set(reasons[0].partition(": ")[2].split(", "))
    assert "harbour" in named
    assert named <= {label(anchor) for seed in SEEDS for passage in passages(seed) for anchor in passage}


def test_where_nothing_is_shared_the_reason_says_so() -> None:
    found = match(passages("p:elsewhere c:school"), harbour(), label)
    assert "nothing" in found.reasons[0]
    assert not found.on_topic


def test_the_lead_tells_more_than_the_tail() -> None:
    matter, rest = "p:portville c:harbour n:brg", "|".join(["c:school c:teacher p:elsewhere"] * 6)
    first, last = (match(passages(text), harbour(), label).score for text in (f"{matter}|{rest}", f"{rest}|{matter}"))
    assert first > last


# ---------------------------------------------------------------- what is not wanted

ABOUT_FERRIES = "p:portville c:ferry c:timetable c:harbour|n:brg c:harbour c:dock|c:ferry c:cost p:portville"


def test_an_unwanted_matter_in_the_lead_lowers_the_score_and_is_named() -> None:
    indifferent, unwilling = (match(passages(ABOUT_FERRIES), harbour(ignore), label) for ignore in ([], IGNORE))
    assert unwilling.score < indifferent.score
    assert "not wanted: ferry, timetable" in unwilling.reasons
    assert len(indifferent.reasons) == 1


@pytest.mark.parametrize("part", ["c:ferry", "c:timetable"])
def test_a_part_of_what_is_unwanted_does_no_harm(part: str) -> None:
    article = f"p:portville {part} c:harbour|n:brg c:harbour c:dock|c:cost p:portville"
    assert match(passages(article), harbour(), label) == match(passages(article), harbour([]), label)


def test_an_unwanted_matter_in_the_tail_does_no_harm() -> None:
    article = f"{ON_TOPIC['the same story']}|c:football p:portville"
    assert match(passages(article), harbour(), label).on_topic


@pytest.mark.parametrize("ignore", ["c:dock c:cost", "c:harbour c:cost", "c:council c:vote", "p:portville c:harbour"])
def test_what_the_seeds_or_the_description_speak_of_themselves_cannot_be_unwanted(ignore: str) -> None:
    assert harbour([ignore]).unwanted == ()


# ---------------------------------------------------------------- languages that cannot be read


def test_of_a_text_whose_words_cannot_be_read_the_names_decide() -> None:
    named = passages("p:portville n:brg x:liman|x:yeni n:hldng p:portville|n:brg x:insaat")
    assert match(named, harbour(), label, by_names=True).on_topic
    assert not match(named, harbour(), label).on_topic


def test_other_names_are_another_topic() -> None:
    named = passages("p:elsewhere n:smth x:liman|x:yeni n:jns p:elsewhere|n:smth x:insaat")
    assert not match(named, harbour(), label, by_names=True).on_topic


@pytest.mark.parametrize("seed", SEEDS)
def test_one_seed_is_enough(seed: str) -> None:
    alone = harbour(seeds=[seed])
    assert match(passages(ON_TOPIC["the same story"]), alone, label).on_topic
    assert not match(passages(OFF_TOPIC["another matter elsewhere"]), alone, label).on_topic


@pytest.mark.parametrize("seed", ["p:portville c:harbour c:build n:brg", ""])
def test_a_seed_of_one_sentence_or_none_is_no_reason_to_fail(seed: str) -> None:
    assert not match(passages(OFF_TOPIC["another matter elsewhere"]), harbour(seeds=[seed]), label).on_topic
