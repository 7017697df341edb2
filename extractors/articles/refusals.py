"""Pages that answer 200 and are no article: consent walls, robot checks, logins, "not found"."""

from __future__ import annotations

import re

MIN_WORDS = 15
"""A flash of one full sentence has that many; what is shorter is a caption or a notice. The shortest of the 181
articles of the article extraction benchmark has 18."""
MAX_CHARACTERS = 300_000
"""A longer text is a book or a dump; cut somewhere it would be half an article that looks whole."""
_SHORT = 150
"""Words. A longer text that speaks of captchas is about captchas."""

# Sorted by what they are; each says what the page wants of its reader instead of telling him anything.
_WALLS = {
    "a consent wall": r"(?:enable|accept|allow) (?:all )?cookies|cookies (?:are|must be) (?:disabled|enabled)"
    r"|before you continue to|(?:включите|разрешите|примите) (?:файлы )?cookie",
    "a login page": r"(?:log|sign) ?in to (?:continue|read|view)|subscribe to (?:continue|read)"
    r"|(?:войдите|авторизуйтесь),? чтобы|только для подписчиков",
    "a robot check": r"captcha|are you a (?:human|robot)"
    r"|(?:verify|prove|confirm) (?:that )?you(?:'re| are) (?:not )?(?:a )?(?:human|robot)|checking your browser"
    r"|just a moment|unusual (?:traffic|activity)|(?:что вы не|я не) робот|проверка браузера",
    "a block page": r"access (?:is |to this page (?:is |has been ))?denied|you have been blocked|attention required"
    r"|not available in your (?:country|region)|доступ (?:к \w+ )?(?:запрещ[её]н|ограничен|заблокирован)",
    "a page that needs scripts": r"(?:enable|turn on|requires?) javascript"
    r"|javascript (?:is|must be) (?:disabled|enabled)"
    r"|включите (?:поддержку )?javascript",
}
_PATTERNS = {reason: re.compile(pattern, re.IGNORECASE) for reason, pattern in _WALLS.items()}
_MISSING = re.compile(
    r"(?:error )?404\b|not found\b"
    r"|(?:the )?(?:page|article|file) (?:(?:was |could |is |can)?(?:not|n't) (?:be )?found|does(?: not|n't) exist)"
    r"|(?:ошибка )?404\b|(?:страница|материал|статья) не найден|бет табылмады",
    re.IGNORECASE,
)


def refusal(title: str, text: str) -> str | None:
    """Why a page is no article, in words; None if it may be one."""
    if len(text) > MAX_CHARACTERS:
        return f"{len(text)} characters of text"
    words = len(text.split())
    if words >= _SHORT:
        return None
    if _MISSING.match(title):
        return "it says that it was not found"
    found = (reason for reason, pattern in _PATTERNS.items() if pattern.search(title) or pattern.search(text))
    reason = next(found, None)
    if reason or words >= MIN_WORDS:
        return reason
    return "no text" if not words else f"only {words} words"
