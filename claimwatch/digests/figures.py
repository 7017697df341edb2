"""Which figures of a passage are not in another one. Pure, and for the eye only: the verdict was made elsewhere."""

from __future__ import annotations

import re

from claimwatch.digests.edition import Segment

_POWERS = (
    (3, r"thousand|тыс\.?|тысяч\w*"),
    (6, r"m(?:illio)?n|млн|миллион\w*"),
    (9, r"b(?:illio)?n|млрд|миллиард\w*"),
    (12, r"tr(?:illio)?n|трлн|триллион\w*"),
)
"""Powers of ten, as English and Russian write them after a number."""

_FIGURE = re.compile(
    r"(?<!\w)(?<![^\W\d_][-\u2010-\u2013])"  # the 1 of a name such as Apollo-1 is no figure
    r"(?P<number>\d+(?:[.,:]\d+| \d{3}(?!\d))*)"
    r"(?P<unit>\s?%|\s?(?:" + "|".join(f"(?P<p{power}>{words})" for power, words in _POWERS) + r")\b)?",
    re.IGNORECASE,
)


def marked(text: str, other: str) -> tuple[Segment, ...]:
    """The text in pieces, those figures marked that `other` does not have: `1.4 billion` is `1,4 млрд`."""
    known = {_value(figure) for figure in _FIGURE.finditer(other)}
    pieces, end = [], 0
    for figure in _FIGURE.finditer(text):
        if _value(figure) not in known:
            pieces += [Segment(text[end : figure.start()]), Segment(figure.group(), marked=True)]
            end = figure.end()
    return tuple(piece for piece in (*pieces, Segment(text[end:])) if piece.text)


def _value(figure: re.Match[str]) -> tuple[str, str]:
    """What a figure says, apart from how its language writes it."""
    number = figure["number"].replace(" ", "").replace(",", ".")
    power = next((str(power) for power, _ in _POWERS if figure[f"p{power}"]), (figure["unit"] or "").strip())
    return number, power


def differing(before: str, now: str) -> tuple[str, str] | None:
    """The figures that only the one and only the other has, where they are few enough to be told in one breath.

    They must be of one sort: a bare number beside `1.1 billion` may be one whose unit stands in a language that is not
    known here.
    """
    old, new = ([piece.text for piece in marked(*pair) if piece.marked] for pair in ((before, now), (now, before)))
    few = 1 <= len(old) <= 2 and 1 <= len(new) <= 2
    if not few or len({figure[-1].isdigit() for figure in old + new}) > 1:
        return None
    return ", ".join(old), ", ".join(new)
