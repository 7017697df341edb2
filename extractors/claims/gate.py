"""Sentences that claim nothing: what a site says of itself, of its pictures and to its readers, questions, lead-ins."""

from __future__ import annotations

import re

from extractors.claims.patterns import any_of

_LONG = 220
"""Characters beyond which a sentence is no line of boilerplate, whatever words are in it."""
_SHORT = 80
_LEAST_AFTER_A_DATELINE = 20

_NETWORKS = re.compile(
    r"\b(?:bluesky|facebook|instagram|linkedin|telegram|threads|twitter|viber|whatsapp|x|youtube|вконтакте|одноклассники)\b"
)
_HASHTAGS = re.compile(r"(?:#\S+(?:\s+(?!#)\w+)?\s*)+")
_BYLINE = re.compile(
    r"(?:[Bb][Yy]\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}(?:,.{0,40})?|[A-ZА-ЯЁ ,.:—–-]{3,40}|[\d.:/\s,-]+)\.?"
)
_DATELINE = re.compile(
    r"[A-ZА-ЯЁ][A-ZА-ЯЁ .-]+(?:,[^—–-]{0,25})?(?:\s*\([^)]{1,20}\))?\s*[—–-](?:\s+|$)(?:[\w. ]{0,25}\s[—–-]\s+)?"
)
_GOES_ON = re.compile(r",\s+(?:а|но|и|and|but|which|who|while)\b", re.IGNORECASE)


def claims_nothing(sentence: str) -> bool:
    """Whether a sentence is of the page, a question, or only announces what follows."""
    return is_boilerplate(sentence) or is_question(sentence) or is_lead_in(sentence)


def is_bare_attribution(sentence: str) -> bool:
    """Whether a sentence says only who said what stands before it ("The minister said so in a reply")."""
    if len(sentence) > _LONG or _GOES_ON.search(sentence):
        return False
    return bool(any_of("bare_attribution").search(sentence))


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is a line of the page rather than of the article: calls to subscribe, credits, bylines."""
    text = sentence.strip()
    if not any(character.isalpha() for character in text):
        return True
    if len(text) > _LONG:
        return False
    if any_of("boilerplate").search(text) or len(_NETWORKS.findall(text.lower())) > 1:
        return True
    return len(text) < _SHORT and _is_signature(text)


def _is_signature(text: str) -> bool:
    """Whether a short line is tags, a byline, or a dateline with at most the agency's name behind it."""
    if _HASHTAGS.fullmatch(text) or _BYLINE.fullmatch(text):
        return True
    start = dateline(text)
    return bool(start) and len(text) - start < _LEAST_AFTER_A_DATELINE


def dateline(sentence: str) -> int:
    """How many characters at the start are a dateline ("ALMATY, Sept 23 —"), none of which is claimed."""
    match = _DATELINE.match(sentence)
    return match.end() if match else 0


def is_question(sentence: str) -> bool:
    """Whether a sentence only asks."""
    return sentence.rstrip(" »”\"')").endswith("?")


def is_lead_in(sentence: str) -> bool:
    """Whether a sentence only announces what follows ("Here is what we know:")."""
    return len(sentence) < _SHORT and sentence.rstrip().endswith(":")
