"""The bytes of a page as text, whatever the page says of itself."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_BROKEN = 200
"""One bad character in so many is an accident in UTF-8; more of them, and it is not UTF-8."""
_FOREIGN = 0.3
"""The share of bytes above 127 among the letters: in Latin scripts accents stay below it, Cyrillic is far above."""


def decoded(body: bytes, content_type: str) -> str:
    """The text of a page, without NULs. Never raises.

    A byte-order mark decides; then UTF-8, whatever is declared, since no other encoding passes for it by chance; then
    what the header and the page declare; then the commonest encoding of the script that the bytes look like.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff").replace("\0", "")
    for encoding in ("utf-8", *_declared(body, content_type)):
        text = _strictly(body, encoding)
        if text is not None:
            return text.replace("\0", "")
    return _guessed(body).replace("\0", "")


def _declared(body: bytes, content_type: str) -> list[str]:
    sources = (content_type, body[:_HEAD].decode("ascii", "replace"))
    names = [found[1].lower() for source in sources if (found := _CHARSET.search(source))]
    return [name for name in names if _is_text_codec(name)]


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)  # base64 and its like are codecs, too, but not of text
    except (LookupError, ValueError):
        return False


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _guessed(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") * _BROKEN < len(text):
        return text
    return body.decode("windows-1251" if _foreign_share(body) > _FOREIGN else "windows-1252", "replace")


def _foreign_share(body: bytes) -> float:
    """The share of bytes above 127 among the letters that stand between tags: markup is ASCII in every language."""
    prose = re.sub(rb"<(script|style)\b.*?</\1|<[^>]*>", b"", body[:200_000], flags=re.DOTALL | re.IGNORECASE)
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in prose)
    return sum(byte > 127 for byte in prose) / max(1, letters)
