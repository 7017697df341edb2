from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimwatch.judging.evidence import Evidence, gather
from claimwatch.records import Known
from tests.judging.small import claim, evidence, known

CLAIM = claim("n:tkv c:plant c:artillery q:c:plant:4 d:2027")
HALF = known(1, "n:tkv c:plant c:artillery")
OTHER_HALF = known(2, "q:c:plant:4 d:2027")
STRANGE = known(3, "n:lvrv c:football")


def test_what_nobody_has_said_is_unseen() -> None:
    assert evidence(CLAIM, HALF).unseen == {"q:c:plant:4", "d:2027"}
    assert evidence(CLAIM, HALF, OTHER_HALF).unseen == set()
    assert evidence(CLAIM).unseen == set(CLAIM.anchors)


def test_claims_cover_together_what_none_covers_alone() -> None:
    found = evidence(CLAIM, HALF, OTHER_HALF, STRANGE)
    assert found.cover(1) < 1
    assert found.cover(2) == pytest.approx(1)
    assert {each.id for each in found.covering} == {1, 2}


def test_more_claims_never_cover_less() -> None:
    parts = [known(number, anchor) for number, anchor in enumerate(CLAIM.anchors)]
    covers = [evidence(CLAIM, *parts).cover(count) for count in range(6)]
    assert covers == sorted(covers)
    assert covers[0] == 0
    assert covers[4] == covers[5] < 1, "four are looked at"


def test_the_one_that_covers_most_comes_first() -> None:
    little = known(1, "n:tkv")
    assert [each.id for each in evidence(CLAIM, little, known(2, " ".join(CLAIM.anchors))).covering] == [2]


def test_claims_that_have_nothing_in_common_cover_nothing() -> None:
    found = evidence(CLAIM, STRANGE)
    assert found.covering == ()
    assert found.cover(4) == 0


def test_likeness_is_one_with_itself_nought_with_a_stranger_and_between_otherwise() -> None:
    twin = known(4, " ".join(CLAIM.anchors))
    found = evidence(CLAIM, twin, HALF, STRANGE)
    assert found.likeness(twin) == pytest.approx(1)
    assert found.likeness(STRANGE) == 0
    assert 0 < found.likeness(HALF) < 1


def test_a_claim_about_much_else_is_less_alike() -> None:
    longer = known(5, "n:tkv c:plant c:artillery c:budget c:army c:parliament n:krmv p:kz")
    found = evidence(CLAIM, HALF, longer)
    assert found.likeness(longer) < found.likeness(HALF)


def test_a_rare_anchor_has_a_larger_share_than_a_common_one() -> None:
    crowd = [known(number, "n:tkv c:visit") for number in range(50)]
    found = evidence(claim("n:tkv n:seldom"), *crowd)
    assert found.share(["n:seldom"]) > found.share(["n:tkv"])


def test_shares_add_up_to_the_whole() -> None:
    found = evidence(CLAIM, HALF)
    assert sum(found.share([anchor]) for anchor in CLAIM.anchors) == pytest.approx(1)


def test_of_an_empty_claim_nothing_is_new() -> None:
    empty = evidence(claim(""), HALF)
    assert empty.unseen == set()
    assert empty.share([]) == 1
    assert empty.likeness(known(1, "")) == 0


def test_what_the_nearest_do_not_say_is_unsupported_though_others_do() -> None:
    nearest = [known(number, "n:tkv c:plant c:artillery") for number in range(6)]
    elsewhere = known(9, "d:2027")
    found = Evidence(CLAIM, {"d:2027": 1}, 7, (*nearest, elsewhere))
    assert "d:2027" not in found.unseen
    assert "q:c:plant:4" in found.unsupported("q")
    assert found.unsupported("n") == set()


def test_the_sixth_nearest_supports_nothing_unless_it_is_needed_to_cover_the_claim() -> None:
    pairs = [known(number, f"c:a{number} c:b{number}") for number in range(4)]
    whole = claim(f"{' '.join(anchor for each in pairs for anchor in each.claim.anchors)} n:last")
    last = known(9, "n:last")
    assert Evidence(whole, {}, 6, (*pairs, last)).unsupported("n") == set()
    assert Evidence(whole, {}, 6, (*pairs, pairs[0], last)).unsupported("n") == {"n:last"}


def test_evidence_is_gathered_by_what_the_ledger_knows() -> None:
    ledger = {"n:tkv": 3, "c:plant": 1}
    asked: list[dict[str, float]] = []

    def lookup(anchors: Sequence[str]) -> tuple[dict[str, int], int]:
        return {anchor: ledger[anchor] for anchor in anchors if anchor in ledger}, 5

    def search(weights: dict[str, float], limit: int) -> Sequence[Known]:
        asked.append(weights)
        return [HALF][:limit]

    found = gather(CLAIM, lookup, search)
    assert set(asked[0]) == {"n:tkv", "c:plant"}
    assert all(weight > 0 for weight in asked[0].values())
    assert (found.claims, found.frequency, found.nearest) == (5, ledger, (HALF,))
