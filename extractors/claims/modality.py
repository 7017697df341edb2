"""How sure a sentence is meant, and whether it says no."""

from __future__ import annotations

import re

from claimwatch.records import Modality
from extractors.claims.lemmas import grammar
from extractors.claims.words import WORD

_Rules = tuple[tuple[Modality, re.Pattern[str]], ...]


def _rules(*pairs: tuple[Modality, str]) -> _Rules:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in pairs)


_NEGATED = {
    "en": re.compile(
        r"\b(?:not(?! only)|never|no longer|cannot|without|no|nor|neither|none|nobody|fail(?:s|ed)? to|refus\w+ to|lacks?|lacked"
        r"|den(?:y|ies|ied)|refut\w+|ruled out|rejected)\b|n[’']t\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?<!\w)(?:не(?! только| менее| более| раньше| позднее| позже| ранее)|нет|никогда|никто|ничего|ни|без|нельзя"
        r"|отсутств\w+|опроверг\w+|отрица\w+|исключил\w*)(?!\w)",
        re.IGNORECASE,
    ),
}
_CUES: dict[str, _Rules] = {
    "en": _rules(
        ("denied", r"\b(?:den(?:y|ies|ied|ying)|refut\w+|ruled out|rules out|dismissed|disavow\w+)\b"),
        ("demanded", r"\b(?:demand(?:s|ed)?|call(?:s|ed)? (?:on|for)|urge[sd]?|must|should|ought to|insist\w* (?:on|that))\b"),
        ("forecast", r"\b(?:forecasts?|predict(?:s|ed|ion)?|project(?:s|ed) (?:that|to)|is likely to|are likely to)\b"),
        ("planned", r"\b(?:will|won[’']t|plan(?:s|ned|ning)? (?:to|on|for)|is to|are to|was to|due to (?:be|start|begin|open)"
                    r"|set to|intend\w*|envisag\w+|going to|scheduled|expect(?:s|ed) to|aims? to|expected)\b"),
        ("possible", r"\b(?:may|might|could|possibly|perhaps|reportedly|allegedly|apparently|considers?|considering|mulls?)\b"),
        ("under way", r"\b(?:(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:being )?\w+ing|continues? to|under way|underway"
                      r"|under construction|ongoing|has begun|have begun|currently)\b"),
        ("done", r"\b(?:was|were|did|had|has|have|became|began|built|bought|came|cut|fell|found|gave|got|grew|held|hit|joined|left"
                 r"|led|lost|made|met|paid|rose|sent|set|signed|sold|struck|took|went|won|\w{2,}ed)\b"),
    ),
    "ru": _rules(
        ("denied", r"\b(?:опроверг\w*|отрица\w+|исключил\w*|дезавуир\w+)\b"),
        ("demanded", r"\b(?:потребовал\w*|требу[ею]т\w*|призвал\w*|призыва\w+|следует|нужно|необходимо|должен|должна|должны|должно"
                     r"|обязан\w*|поручил\w*)\b"),
        ("forecast", r"\b(?:прогноз\w*|предсказ\w+|ожида[ею]тся|вероятно)\b"),
        ("planned", r"\b(?:планиру\w+|намерен\w*|намерева\w+|собира\w+тся|предусматрива\w+|предусмотр\w+|предстоит|будет|будут"
                    r"|рассчитыва\w+|хо[тч][яеи]т)\b"),
        ("possible", r"\b(?:может|могут|мог|могла|могли|возможно|якобы|предположительно|не исключ\w+|рассматрива\w+)\b"),
        ("under way", r"\b(?:продолжа\w+|строится|строятся|ведется|ведётся|ведутся|идет|идёт|идут|начал\w* \w+ть)\b"),
    ),
}  # fmt: skip


def negated(text: str, language: str) -> bool:
    """Whether the text says no; False for languages that cannot be read."""
    rule = _NEGATED.get(language)
    return bool(rule and rule.search(text))


def modality(text: str, language: str) -> Modality:
    """How a sentence without its attribution is meant: the first rule that speaks decides."""
    if text.rstrip(" »”\"'").endswith("?"):
        return "asked"
    for name, rule in _CUES.get(language, ()):
        if rule.search(text):
            return name
    return _by_tense(text) if language == "ru" else "stated"


def _by_tense(text: str) -> Modality:
    marks = [grammar(match.group()).marks for match in WORD.finditer(text)]
    if any("futr" in each for each in marks):
        return "planned"
    if any("past" in each for each in marks):
        return "done"
    return "stated"
