from __future__ import annotations

import pytest

from claimwatch.digests.links import LONGEST, link


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://news.example/a?b=1&c=%20#d", "https://news.example/a?b=1&c=%20#d"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        ("HTTPS://News.Example/A", "https://news.example/A"),
        ("https://news.example/мост", "https://news.example/%D0%BC%D0%BE%D1%81%D1%82"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),  # its first letter is Cyrillic
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_what_may_be_a_link(address: str, target: str) -> None:
    assert link(address) == target


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "jav\tascript:alert(1)",
        "JaVaScRiPt://news.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "//news.example/a",
        "news.example/a",
        "https://good.example@evil.example/",
        "https://in\\@evil.example/",
        "https://evil.example/\r\nX: y",
        "https://evil.example/\u202egpj.exe",
        'https://evil.example/"onmouseover="x',
        "https://evil.example:99999/",
        "https://[evil/",
        "https://" + "a" * 70 + ".example/",
        "https://news.example/" + "a" * LONGEST,
        "https://news.example/" + "я" * (LONGEST // 4),
        "https:///a",
        "",
        "seed:gazette",
    ],
)
def test_what_may_not(address: str) -> None:
    assert link(address) is None
