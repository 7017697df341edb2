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
_LINE_OF_THE_PAGE = re.compile(
    r"^(?:(?:read|watch|listen|see|more|listen to|читать|смотреть|слушать)\s*:|\d+ comments?\b|comments?\s*\(|написать комментарий|источник изображения"
    r"|права на |legal disclaimer|disclaimer|материал (?:размещ|опубликован|написан)|этот материал написан|читайте|copyright|lire aussi|lesen sie"
    r"|leggi anche|lea tamb|ayrıca oku|czytaj|citește|оқи отырыңыз)|\bdonat(?:e|ion)\b|правообладател|ранее мы (?:писали|сообщали)"
    r"|chronion|licencj|alle rechte|tous droits|tutti i diritti|todos los derechos|toate drepturile|her hakkı|abonne|abonn[ié]|newsletter",
    re.IGNORECASE,
)
_NETWORKS = re.compile(
    r"\b(?:whatsapp|facebook|telegram|twitter|вконтакте|linkedin|viber|одноклассники|instagram|threads|bluesky|youtube)\b|\bX\b"
)
_HASHTAGS = re.compile(r"^(?:#\S+(?:\s+(?!#)\w+)?\s*)+$")
_BYLINE = re.compile(
    r"^(?:[Bb][Yy]\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}(?:,.{0,40})?|[A-ZА-ЯЁ ,.:—–-]{3,40}|[\d.:/\s,-]+)\.?$"
)
_DATELINE = re.compile(
    r"^[A-ZА-ЯЁ][A-ZА-ЯЁ .-]+(?:,[^—–-]{0,25})?(?:\s*\([^)]{1,20}\))?\s*[—–-]\s*(?:[\w. ]{0,25}[—–-]\s*)?"
)
_GOES_ON = re.compile(r",\s+(?:а|но|и|and|but|which|who|while)\b", re.IGNORECASE)
_LEAD_IN = re.compile(r":\s*$")


_BARE = re.compile(
    r"^(?:об этом|так|такое (?:заявление|мнение)|с таким (?:заявлением|предложением)|соответствующ\w+ \w+|эту информацию|эти данные"
    r"|такую (?:оценку|информацию)|свою версию|новую оценку)\b(?!.*,\s+что\b).*\b(?:сообщ|заяв|рассказ|написа|пиш|передa|говор|выступ|озвуч|высказ"
    r"|привел|подтверд|изложи|отреагир|прокоммент|выраз|информир)\w*"
    r"|\b(?:said|announced|reported|stated|wrote|confirmed) (?:so|this|it|as much)\b(?! (?:was|is|will|had|has|would))"
    r"|^(?:this|that|it|the (?:news|information)) (?:was|has been) (?:said|announced|reported|stated|confirmed) (?:by|in|on|at)\b"
    r"|\bdeclined to comment\b|\bотказал\w+ от комментари|\bdid not (?:immediately )?respond to (?:a )?requests?\b",
    re.IGNORECASE,
)


def claims_nothing(sentence: str) -> bool:
    """Whether a sentence is of the page, a question, or only announces what follows."""
    return is_boilerplate(sentence) or is_question(sentence) or is_lead_in(sentence)


def is_bare_attribution(sentence: str) -> bool:
    """Whether a sentence says only who said what stands before it ("The minister said so in a reply")."""
    return len(sentence) <= _LONG and bool(_BARE.search(sentence)) and not _GOES_ON.search(sentence)


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is a line of the page rather than of the article: calls to subscribe, credits, bylines."""
    text = sentence.strip()
    if not any(character.isalpha() for character in text):
        return True
    if len(text) <= _LONG and (_BOILERPLATE.search(text) or _LINE_OF_THE_PAGE.search(text)):
        return True
    if len(text) <= _LONG and len(_NETWORKS.findall(text.lower())) > 1:
        return True
    return len(text) < 80 and bool(
        _HASHTAGS.match(text) or _BYLINE.match(text) or (dateline(text) and len(text) - dateline(text) < 20)
    )


def dateline(sentence: str) -> int:
    """How many characters at the start are a dateline ("ALMATY, Sept 23 —"), none of which is claimed."""
    match = _DATELINE.match(sentence)
    return match.end() if match and "\n" not in match.group() else 0


def is_question(sentence: str) -> bool:
    """Whether a sentence only asks."""
    return sentence.rstrip(" »”\"')").endswith("?")


def is_lead_in(sentence: str) -> bool:
    """Whether a sentence only announces what follows ("Here is what we know:")."""
    return bool(_LEAD_IN.search(sentence)) and len(sentence) < 80
