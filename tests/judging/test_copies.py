from __future__ import annotations

import random

import pytest

from claimwatch.judging.copies import alignment, copied, language_free, translated
from tests.judging.small import document, prints, words

ORIGINAL = words(400, 1)


def edited(share: float) -> list[str]:
    chance = random.Random(7)
    return [word if chance.random() >= share else f"other{at}" for at, word in enumerate(ORIGINAL)]


COPIES = {
    "the same words": (ORIGINAL, "near"),
    "every twentieth word edited": (edited(0.05), "near"),
    "every tenth word edited": (edited(0.10), "near"),
    "cut to its first half": (ORIGINAL[:200], "near"),
    "cut to its first tenth": (ORIGINAL[:40], "near"),
    "boilerplate added": ([*words(40, 2), *ORIGINAL, *words(60, 3)], "near"),
    "paragraphs in another order": ([*ORIGINAL[200:], *ORIGINAL[:200]], "near"),
    "rewritten in every fifth word": (edited(0.20), "partial"),
    "a third of it in an article as long": ([*words(130, 4), *ORIGINAL[:133], *words(130, 5)], "partial"),
}
NO_COPIES = {
    "another text": words(400, 6),
    "a quotation in common": [*words(200, 8), *ORIGINAL[50:80], *words(200, 9)],
    "a short text with one sentence of it": [*ORIGINAL[50:65], *words(25, 10)],
    "nothing": [],
}


@pytest.mark.parametrize(("text", "kind"), COPIES.values(), ids=COPIES)
def test_copies_are_recognised(text: list[str], kind: str) -> None:
    found = copied(prints(text), [document("other", words(400, 11)), document("original", ORIGINAL)])
    assert found is not None
    assert (found.of, found.kind) == ("original", kind)
    assert 0 < found.share <= 1


@pytest.mark.parametrize("text", NO_COPIES.values(), ids=NO_COPIES)
def test_what_is_no_copy(text: list[str]) -> None:
    assert copied(prints(text), [document("original", ORIGINAL)]) is None


def test_nothing_is_known_at_first() -> None:
    assert copied(prints(ORIGINAL), []) is None


def test_more_of_it_is_copied_than_of_another() -> None:
    mixed = [*ORIGINAL[:250], *words(100, 12)]
    found = copied(prints(mixed), [document("less", words(100, 12)), document("more", ORIGINAL)])
    assert found is not None
    assert found.of == "more"


def test_of_two_equal_documents_the_earlier_is_the_original() -> None:
    found = copied(prints(ORIGINAL), [document("later", ORIGINAL, hours=5), document("earlier", ORIGINAL, hours=1)])
    assert found is not None
    assert found.of == "earlier"


def test_a_long_article_that_takes_a_short_one_whole_is_no_near_copy_of_it() -> None:
    short = ORIGINAL[:100]
    found = copied(prints([*words(150, 13), *short]), [document("short", short)])
    assert found is not None
    assert found.kind == "partial"


# ---------------------------------------------------------------- translations

STORY = "n:tkv c:plant q:c:plant:4|c:cost q:USD:1000000000|n:lvrv c:deny|d:2027 c:open p:kz|c:job q:c:job:500 n:btrk"
TRANSLATION = [part.split() for part in STORY.split("|")]


def even(_: str) -> float:
    return 1.0


def outline(*passages: list[str]) -> list[frozenset[str]]:
    return [frozenset(passage) for passage in passages]


def test_a_translation_says_the_same_in_the_same_order() -> None:
    found = translated(outline(*TRANSLATION), "ru", [document("original", [], outline=STORY)], even)
    assert found is not None
    assert (found.of, found.kind) == ("original", "translation")


def test_a_translation_may_leave_sentences_out_and_split_them() -> None:
    free = outline(TRANSLATION[0][:2], TRANSLATION[0][2:], TRANSLATION[1], TRANSLATION[3], TRANSLATION[4])
    assert translated(free, "ru", [document("original", [], outline=STORY)], even)


def test_nothing_is_translated_into_its_own_language() -> None:
    assert translated(outline(*TRANSLATION), "en", [document("original", [], outline=STORY)], even) is None


def test_an_account_of_its_own_is_no_translation() -> None:
    own = outline(["n:tkv", "c:visit", "d:2026-03-02"], ["c:plant", "c:ministry", "n:krmv"], ["c:job", "c:youth"],
                  ["c:cost", "c:budget", "q:KZT:5"])  # fmt: skip
    assert translated(own, "ru", [document("original", [], outline=STORY)], even) is None


def test_of_two_originals_the_more_alike_is_taken() -> None:
    less = document("less", [], outline="|".join(STORY.split("|")[:3]))
    found = translated(outline(*TRANSLATION), "ru", [less, document("more", [], outline=STORY)], even)
    assert found is not None
    assert found.of == "more"


def test_words_without_a_concept_do_not_count() -> None:
    assert language_free(["x:krbr", "c:plant", "n:tkv", "p:kz", "q:USD:1", "d:2027"]) == {
        "c:plant", "n:tkv", "p:kz", "q:USD:1", "d:2027",
    }  # fmt: skip
    foreign = document("original", [], outline="x:a x:b|x:c x:d")
    assert translated(outline(["x:a", "x:b"], ["x:c", "x:d"]), "ru", [foreign], even) is None


def test_alignment_is_whole_for_the_same_outline_and_nought_for_another() -> None:
    same = outline(*TRANSLATION)
    assert alignment(same, same, even) == pytest.approx(1.0)
    assert alignment(same, outline(["c:other"], ["c:else"]), even) == 0
    assert alignment([], [], even) == 0


def test_alignment_asks_for_the_order() -> None:
    same = outline(*TRANSLATION)
    assert alignment(same, list(reversed(same)), even) < alignment(same, same, even) / 2


def test_alignment_counts_what_tells_much_for_more() -> None:
    a, b = outline(["c:rare", "c:common"]), outline(["c:rare", "c:usual"])
    weights = {"c:rare": 10.0, "c:common": 1.0, "c:usual": 1.0}
    assert alignment(a, b, weights.__getitem__) > alignment(a, b, even)
