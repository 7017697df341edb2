"""HOSTILE rows 18, 19, 20 and 22: what comes out of articles is shown, and does nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from claimwatch.digests.html import render_html
from claimwatch.digests.text import render_text
from claimwatch.digests.wording import plain
from claimwatch.records import Digest, Earlier, Speaker, Topic
from tests.digests.samples import START, TOPIC, alert, claim, digest

SCRIPTS = [
    "<script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '"><a href="jav&#x09;ascript:alert(1)">here</a>',
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "<!--[if mso]><xml></xml><![endif]-->",
    "</blockquote></li></ol></main><h1>Other</h1>",
]
UNSEEN = ["safe\u202egpj.exe", "ze\u200bro", "\u2066iso\u2069late", "esc\x1b[2Jape", "nul\x00", "tag\U000e0041s"]
CODE = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "{{ 7*7 }}",
    "{% raw %}",
    "${jndi:ldap://x}",
    "'; DROP TABLE claims;--",
    "$(reboot)",
    "`id`",
]
BREAKS = ["first\r\nBcc: all@example.org", "first\nsecond", "first\rsecond", "first\u2028second"]


def everywhere(text: str) -> tuple[Digest, Topic]:
    """A digest with that text in every field that an article, a feed or a person fills."""
    speaker = Speaker(text, text, text, cited_by=text)
    before = Earlier(text, text, f"https://a.example/{text}", text, START)
    told = alert(1, claim(text, f"Claim {text}", kind="statement", speaker=speaker, language=text))
    told = replace(told, kind="changed", url=text, title=text, source=text, reasons=(text,), earlier=before)
    return digest(told, replace(told, id=2, kind="new", earlier=None)), replace(TOPIC, name=text)


@pytest.fixture(params=[render_text, render_html], ids=["text", "html"])
def render(request: pytest.FixtureRequest) -> Callable[[Digest, Topic], str]:
    return request.param


@pytest.mark.parametrize("text", SCRIPTS)
def test_18_scripts_are_only_text(text: str) -> None:
    harmless = html.document_fromstring(render_html(*everywhere("harmless words")))
    document = html.document_fromstring(render_html(*everywhere(text)))
    assert [one.tag for one in document.iter()] == [one.tag for one in harmless.iter()]
    assert not [name for one in document.iter() for name in one.attrib if name.startswith("on")]
    assert all(text[:40] in quote.text_content() for quote in document.iter("blockquote"))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "jav&#x09;ascript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_18_other_schemes_are_no_links(address: str) -> None:
    told = digest(alert(1, claim("A quote."), url=address))
    document = html.document_fromstring(render_html(told, TOPIC))
    assert not list(document.iter("a"))
    assert address in document.text_content()


@pytest.mark.parametrize("text", BREAKS)
def test_19_line_breaks_do_not_break_lines(text: str, render: Callable[[Digest, Topic], str]) -> None:
    lines = render(*everywhere(text)).splitlines()
    assert not [line for line in lines if line.lstrip("> ").startswith(("Bcc:", "second"))]


@pytest.mark.parametrize("text", UNSEEN)
def test_20_nothing_unseen_is_left(text: str, render: Callable[[Digest, Topic], str]) -> None:
    shown = render(*everywhere(text))
    assert not {one for one in shown if unicodedata.category(one) in {"Cc", "Cf", "Cs"}} - {"\n"}


def test_20_a_look_alike_host_is_shown_as_what_it_is(render: Callable[[Digest, Topic], str]) -> None:
    shown = render(digest(alert(1, claim("A quote."), url="https://соurier.example/1")), TOPIC)
    assert "https://xn--" in shown


@pytest.mark.parametrize("text", CODE)
def test_22_code_is_shown_as_it_is(text: str, render: Callable[[Digest, Topic], str]) -> None:
    shown = render(*everywhere(text))
    content = html.document_fromstring(shown).find("body").text_content() if render is render_html else shown
    assert text in content
    assert "49" not in content  # 7 * 7


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_shown_as_its_letters(text: str) -> None:
    told, topic = everywhere(text)
    document = html.document_fromstring(render_html(told, topic))
    assert {quote.text_content() for quote in document.iter("blockquote")} <= {plain(text)}
    assert plain(text) in " ".join(render_text(told, topic).replace("\n   >", "").split())


@pytest.mark.parametrize("text", [one for one in CODE if one[0] in "=@"])
def test_22_no_line_of_text_begins_as_a_formula(text: str) -> None:
    assert not [line for line in render_text(everywhere(text)[0], TOPIC).splitlines() if line.startswith(text)]
