from __future__ import annotations

import pytest

from claimwatch.judging.weighing import UNLISTED, background, kind, weight

RARE = "c:no-background-lists-this"


def test_what_few_claims_say_tells_more_than_what_many_say() -> None:
    weights = [weight(RARE, frequency, 500) for frequency in (0, 1, 10, 100, 500)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1]


def test_an_empty_ledger_knows_common_words_from_the_background() -> None:
    commonest = max(background(), key=lambda anchor: background()[anchor])
    assert weight(commonest, 0, 0) < weight(RARE, 0, 0)


def test_the_ledger_outweighs_the_background_as_it_grows() -> None:
    commonest = max(background(), key=lambda anchor: background()[anchor])
    assert weight(RARE, 0, 10) > weight(commonest, 0, 10)
    assert weight(RARE, 9000, 10_000) < weight(commonest, 0, 10_000)


@pytest.mark.parametrize("anchor", [RARE, "c:say", "q:USD:1", "n:anybody", ""])
@pytest.mark.parametrize("claims", [0, 1, 100_000])
def test_no_weight_is_negative_however_common(anchor: str, claims: int) -> None:
    assert weight(anchor, claims, claims) > 0


def test_what_every_claim_has_still_tells_something() -> None:
    assert weight(RARE, 10**7, 10**7) > 0.01


def test_the_background_holds_shares_of_concepts_and_places_alone() -> None:
    assert {kind(anchor) for anchor in background()} == {"c", "p"}
    assert all(0 < share < 1 for share in background().values())
    assert max(background().values()) > UNLISTED


@pytest.mark.parametrize(
    ("anchor", "expected"), [("c:plant", "c"), ("q:c:plant:4", "q"), ("d:2027-01", "d"), ("n:a-b", "n"), ("x:", "x")]
)
def test_the_kind_is_what_stands_before_the_first_colon(anchor: str, expected: str) -> None:
    assert kind(anchor) == expected
