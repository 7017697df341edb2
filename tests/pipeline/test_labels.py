from __future__ import annotations

import pytest

from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.labels import labels
from claimwatch.records import Claim, Entity, Quote

ENTITIES = (Entity("p:lndhlm", "Lindholm", "place"), Entity("n:red buoy", "Red Buoy", "organisation"))


@pytest.mark.parametrize(
    ("anchor", "word"),
    [
        ("p:lndhlm", "Lindholm"),
        ("n:red buoy", "Red Buoy"),
        ("p:KZ", "Kazakhstan"),
        ("p:jsksgn", ""),
        ("n:vlmr", ""),
        ("x:garaj", ""),
        ("c:plant", "plant"),
        ("d:2027", "2027"),
    ],
)
def test_no_skeleton_is_shown_to_a_person(desk: Desk, anchor: str, word: str) -> None:
    said = Claim("Lindholm", Quote("Lindholm", 0, 8), "fact", (), entities=ENTITIES)
    assert labels(desk, [said])(anchor) == word
