"""A message that stays small, whatever happened in the world. Pure."""

from __future__ import annotations

from collections.abc import Callable

from claimwatch.digests.compose import Room, compose
from claimwatch.digests.edition import Edition
from claimwatch.records import Digest, Topic

LARGEST = 100_000
"""Bytes of UTF-8. Large mail services cut a message that is longer, and hide the rest behind a link."""

_QUOTES = (700, 400, 240)
"""Characters: shorter quotes are tried before alerts are left out."""

_SHARE = 0.95
"""How much of the room a guess at the number of alerts fills: they differ in length."""


def fitted(digest: Digest, topic: Topic, render: Callable[[Edition], str]) -> str:
    """The digest rendered in at most LARGEST bytes: first the quotes are shortened, then alerts only counted."""
    room = Room()
    for quote in _QUOTES:
        room = Room(room.alerts, quote)
        text = render(compose(digest, topic, room))
        if _size(text) <= LARGEST:
            return text
    while _size(text) > LARGEST and room.alerts > 1:
        shown = min(room.alerts, len(digest.alerts))
        room = Room(max(1, min(shown - 1, int(shown * _SHARE * LARGEST / _size(text)))), room.quote)
        text = render(compose(digest, topic, room))
    return text


def _size(text: str) -> int:
    return len(text.encode())
