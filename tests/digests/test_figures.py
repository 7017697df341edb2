from __future__ import annotations

import pytest

from claimwatch.digests.figures import differing, marked


@pytest.mark.parametrize(
    ("text", "other", "figures"),
    [
        ("begins in 2028", "was to begin in 2027", ["2028"]),
        ("costs 1,4 млрд крон", "costs 1.1 billion", ["1,4 млрд"]),
        ("costs 1,4 млрд крон", "costs 1.4 billion", []),
        ("costs 5 billion", "costs 5 million", ["5 billion"]),
        ("rose to 12 % in a year", "rose to 12% before", []),
        ("1 200 workers", "1200 workers", []),
        ("in 2027 and 2028", "in 2027", ["2028"]),
        ("Apollo-1 and B2 in 2028", "in 2027", ["2028"]),
        ("2027-2028", "in 2027", ["2028"]),
        ("no figure at all", "in 2027", []),
    ],
)
def test_marked(text: str, other: str, figures: list[str]) -> None:
    pieces = marked(text, other)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == figures


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("in 2027", "in 2028", ("2027", "2028")),
        ("in 2027", "in 2028 or 2029", ("2027", "2028, 2029")),
        ("soon", "in 2028", None),
        ("1.1 billion", "1.4 מיליארד", None),
        ("1, 2 and 3", "in 2028", None),
    ],
)
def test_differing(before: str, now: str, expected: tuple[str, str] | None) -> None:
    assert differing(before, now) == expected
