"""OPML as it is found in the wild, and as nobody should be given it."""

from __future__ import annotations

import pytest

from claimwatch.errors import Problem
from claimwatch.records import Feed
from claimwatch.topics import Remark
from claimwatch.topics.opml import read_opml, write_opml

A = "https://a.example/feed"


def outline(attributes: str) -> str:
    return f'<opml version="2.0"><head><title>T</title></head><body><outline {attributes}/></body></opml>'


READ = {
    "as it should be": (outline(f'text="A" xmlUrl="{A}"'), Feed(A, "A")),
    "the title before the text": (outline(f'text="a" title="A" xmlUrl="{A}"'), Feed(A, "A")),
    "a bare ampersand in a title": (outline(f'text="Q & A" xmlUrl="{A}"'), Feed(A, "Q & A")),
    "a bare ampersand in an address": (outline(f'xmlUrl="{A}?x=1&y=2"'), Feed(f"{A}?x=1&y=2")),
    "an ampersand like an entity": (outline(f'xmlUrl="{A}?x=1&copy=2"'), Feed(f"{A}?x=1&copy=2")),
    "an ampersand as it should be": (outline(f'text="Q &amp; A" xmlUrl="{A}"'), Feed(A, "Q & A")),
    "an HTML entity": (outline(f'text="A&nbsp;&mdash;&#32;B&eacute;" xmlUrl="{A}"'), Feed(A, "A — Bé")),
    "an entity that nobody knows": (outline(f'text="&nosuch;" xmlUrl="{A}"'), Feed(A, "&nosuch;")),
    "other letter cases": (outline(f'TEXT="A" XMLURL="{A}"').replace("outline", "Outline"), Feed(A, "A")),
    "a language": (outline(f'xmlUrl="{A}" language="RU"'), Feed(A, language="ru")),
    "a private feed": (outline(f'xmlUrl="{A}" allowPrivate="true"'), Feed(A, allow_private=True)),
    "private only if it says true": (outline(f'xmlUrl="{A}" allowPrivate="1"'), Feed(A)),
    "a document type": ("<!DOCTYPE opml>" + outline(f'xmlUrl="{A}"'), Feed(A)),
    "a line break in a title": (outline(f'text="A\nB" xmlUrl=" {A} "'), Feed(A, "A B")),
    "blanks before the declaration": ("\n <?xml version='1.0'?>" + outline(f'xmlUrl="{A}"'), Feed(A)),
}


@pytest.mark.parametrize(("text", "feed"), READ.values(), ids=READ.keys())
def test_it_is_read(text: str, feed: Feed) -> None:
    problems: list[Problem] = []
    assert read_opml(text.encode(), problems) == (feed,)
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r", "iso-8859-5"])
def test_any_declared_encoding_is_read(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f"<?xml version='1.0' encoding='{name}'?>" + outline(f'text="Новости & всё" xmlUrl="{A}"')
    assert read_opml(text.encode(encoding), []) == (Feed(A, "Новости & всё"),)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
REFUSED = {
    "billion laughs": (f"<!DOCTYPE opml [{BOMB}]>" + outline('text="&e9;"'), "declares entities"),
    "an external entity": (
        '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + outline('text="&x;"'),
        "entities",
    ),
    "a parameter entity": ('<!DOCTYPE o [<!ENTITY % x SYSTEM "http://a.example/x"> %x;]>' + outline(""), "entities"),
    "a NUL byte": (outline(f'text="\0" xmlUrl="{A}"'), "no well-formed XML"),
    "cut off": (outline(f'xmlUrl="{A}"')[:-20], "no well-formed XML"),
    "nothing at all": ("", "no well-formed XML"),
    "no XML": ("https://a.example/feed\n", "no well-formed XML"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused(text: str, message: str, encoding: str) -> None:
    problems: list[Problem] = []
    assert read_opml(text.encode(encoding), problems) == ()
    assert [message in problem.message for problem in problems] == [True]


def test_folders_may_be_nested_without_end() -> None:
    depth = 50_000
    inner = f'<outline text="A" xmlUrl="{A}"/>'
    body = "<outline text='f'>" * depth + inner + "</outline>" * depth
    assert read_opml(f"<opml><body>{body}</body></opml>".encode(), []) == (Feed(A, "A"),)


def test_ten_thousand_feeds_are_read_and_duplicates_remarked() -> None:
    feeds = [Feed(f"https://a{number % 9_000}.example/feed") for number in range(10_000)]
    problems: list[Problem] = []
    assert len(read_opml(write_opml("Many", feeds).encode(), problems)) == 9_000
    assert len(problems) == 1_000
    assert all(isinstance(problem, Remark) for problem in problems)


def test_one_bad_feed_does_not_hide_the_others() -> None:
    problems: list[Problem] = []
    text = f'<opml><body>\n<outline xmlUrl="feed.xml"/>\n<outline xmlUrl="{A}"/></body></opml>'
    assert read_opml(text.encode(), problems) == (Feed(A),)
    assert [problem.line for problem in problems] == [2]


def test_what_is_written_is_read_back() -> None:
    feeds = (
        Feed("https://a.example/?q=%22x%22&hl=ru", 'Q & "A" <b>', "ru"),
        Feed("http://intranet.example/feed", "", None, allow_private=True),
    )
    back = read_opml(write_opml("A & <B>", feeds).encode(), [])
    assert back == (feeds[0], Feed(feeds[1].url, feeds[1].url, None, allow_private=True))
