"""Sentences that claim nothing: what a site says of itself, of its pictures and of its readers, and what is too thin."""

from __future__ import annotations

import re

_LONG = 220
"""Characters beyond which a sentence is no line of boilerplate, whatever words are in it."""

_BOILERPLATE = re.compile(
    r"https?://|www\.|©|\b(?:subscribe|newsletter|cookies?|click here|read (?:more|also|next|the full)|see also|related (?:stories|articles)"
    r"|share (?:this|on|via)|follow us|sign up|log in|advertis\w+|all rights reserved|terms of (?:use|service)|privacy policy"
    r"|(?:photo|image|picture|source|tags|credit|illustration|video|caption)s?\s*:|photo (?:by|credit)|image credit|file photo|leave a comment"
    r"|post a comment|no comments|comments? (?:are )?closed|join our|our (?:telegram|whatsapp|channel)|download (?:our|the) app|enable javascript"
    r"|reporting by|editing by|additional reporting|min(?:ute)?s? read|most read|support (?:us|our)|translated (?:by|from))\b"
    r"|подпис(?:ывайтесь|аться|ывайся|ка на)|подпишитесь|читайте (?:также|нас|ещ[её]|далее)|смотрите также|(?:фото|иллюстрация|источник|видео|теги|автор|коллаж)\s*:"
    r"|поделиться|на правах рекламы|реклам[аы]\b|все права|наш(?:ем)? (?:телеграм|telegram|канал)|перепечатк|по теме\s*:|материалы? по теме"
    r"|нажмите|ctrl|скриншот|использовании материалов|оставить комментарий|комментари(?:и|ев)\s*(?::|\(|$|\d)|загрузить приложение"
    r"|политик[аи] конфиденциальности|следите за|новости партн[её]ров|самое читаемое",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}(?:,.{0,40})?|[A-ZА-ЯЁ][A-ZА-ЯЁ ,.-]{2,40}[.:—–-]*|[\d.:/\s,-]+"
    r"|\(?(?:reuters|ap|afp|tass|тасс|интерфакс|риа новости)\)?)\.?$",
    re.IGNORECASE | re.ASCII,
)
_LEAD_IN = re.compile(r":\s*$")


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is a line of the page rather than of the article: calls to subscribe, credits, bylines."""
    text = sentence.strip()
    if not any(character.isalpha() for character in text):
        return True
    if len(text) <= _LONG and _BOILERPLATE.search(text):
        return True
    return len(text) < 80 and bool(_BYLINE.match(text)) and not text[-1:].isdigit()


def is_question(sentence: str) -> bool:
    """Whether a sentence only asks."""
    return sentence.rstrip(" »”\"')").endswith("?")


def is_lead_in(sentence: str) -> bool:
    """Whether a sentence only announces what follows ("Here is what we know:")."""
    return bool(_LEAD_IN.search(sentence)) and len(sentence) < 80
