"""Other people's markup as plain text that is safe to store, compare and show."""

from __future__ import annotations

import html
import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Unicode categories of what cannot be seen, turns the writing direction (UTR 36), or hides text in tags: words that
look the same are to be the same."""
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SILENT = re.compile(
    r"<(script|style|noscript|template|svg|math|iframe)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_JOINTS = "|-–—:•·»/"
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")


def plain(markup: str, limit: int) -> str:
    """`markup` as one line of at most `limit` characters.

    Tags go before and after entities are resolved: feeds escape once, twice or not at all.
    """
    text = markup[: limit * 20]
    for _ in range(2):
        text = html.unescape(_untagged(text))
    return line(_untagged(text), limit)


def line(text: str, limit: int) -> str:
    """`text` as one line: no control or direction characters, single spaces, at most `limit` characters."""
    return " ".join(visible(text).split())[:limit].rstrip()


def without_source(title: str, source: str) -> str:
    """`title` without the outlet's name, where that is hung on to its end with a dash, a bar or the like."""
    if not source or not title.casefold().endswith(source.casefold()):
        return title
    rest = title[: -len(source)].rstrip()
    bare = rest.rstrip(_JOINTS).rstrip()
    return bare if bare and bare != rest else title


def visible(text: str) -> str:
    """`text` without what cannot be seen, composed (NFC); tabs stay, and every kind of line end is a line feed."""
    table = {ord(char): None for char in set(text) if unicodedata.category(char) in _UNSEEN and char != "\t"}
    return unicodedata.normalize("NFC", text.translate(table | dict.fromkeys(map(ord, _LINE_ENDS), "\n")))


def _untagged(text: str) -> str:
    if "<" not in text:
        return text
    return _TAG.sub(" ", _COMMENT.sub(" ", _SILENT.sub(" ", text)))
