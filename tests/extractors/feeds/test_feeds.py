"""Each `cases/<name>.xml` is read as a feed; `<name>.json` lists what must come out, field by field."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwatch.contracts import FeedReader
from claimwatch.errors import Unreadable
from claimwatch.records import Entry, Feed, Page
from extractors.feeds.json_feed import JsonFeedReader
from extractors.feeds.syndication import SyndicationReader

CASES = Path(__file__).with_name("cases")
READERS = [SyndicationReader(), JsonFeedReader()]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Feed("https://paper.example/feeds/all")


def page(body: bytes, content_type: str = "application/xml") -> Page:
    return Page(FEED.url, body, NOW, content_type=content_type)


def read(body: bytes, content_type: str = "application/xml", feed: Feed = FEED) -> list[Entry]:
    reader = next(reader for reader in READERS if reader.accepts(page(body, content_type)))
    return list(reader.read(page(body, content_type), feed))


def rss(items: str, before: str = "", encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{before}<rss version="2.0"><channel><title>C</title>{items}'
    return f"{text}</channel></rss>".encode(encoding)


def item(title: str, number: int = 1) -> str:
    return f"<item><title>{title}</title><link>https://paper.example/{number}</link></item>"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: type(reader).__name__)
def test_it_keeps_its_contract(reader):
    assert isinstance(reader, FeedReader)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.xml")), ids=lambda path: path.stem)
def test_case(case):
    expected = json.loads(case.with_suffix(".json").read_text())
    entries = [plain(entry) for entry in read(case.read_bytes())]
    assert [{key: entry[key] for key in wanted} for entry, wanted in zip(entries, expected, strict=True)] == expected


def plain(entry: Entry) -> dict[str, object]:
    return asdict(entry) | {"published": entry.published and entry.published.isoformat()}


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", "application/rss+xml; charset=utf-8"),
        ("utf-8-sig", "application/rss+xml"),
        ("utf-16", "application/rss+xml"),
        ("windows-1251", "application/rss+xml; charset=windows-1251"),
        ("windows-1251", "application/rss+xml"),
        ("windows-1251", "application/rss+xml; charset=utf-8"),
        ("koi8-r", "text/xml"),
    ],
)
def test_cyrillic_survives_what_is_said_of_its_encoding(encoding, content_type):
    assert read(rss(item("Завод"), encoding=encoding), content_type)[0].title == "Завод"


def test_bytes_that_name_a_file_are_not_opened(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(item("secret")))
    with pytest.raises(Unreadable):
        SyndicationReader().read(page(str(secret).encode()), FEED)


BOMB = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
BOMBS = {
    "billion laughs": rss(item("&c;"), f"<!DOCTYPE rss [{BOMB}]>"),
    "quadratic": rss(item("&a;" * 1000), f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10_000}">]>'),
    "utf-16": rss(item("&c;"), f"<!DOCTYPE rss [{BOMB}]>", encoding="utf-16"),
    "external": rss(item("&a;"), '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "parameter": rss(item("x"), '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://paper.example/x.dtd"> %a;]>'),
    "behind a comment": rss(item("&c;"), f"<!-- <rss> --><!DOCTYPE rss [{BOMB}]>"),
    "with a tag inside": rss(item("&a;"), '<!DOCTYPE rss [<!ENTITY a "<rss>">]>'),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_documents_that_declare_entities_are_not_read(bomb):
    with pytest.raises(Unreadable, match="entities"):
        SyndicationReader().read(page(bomb), FEED)


@pytest.mark.parametrize(
    "body",
    [b"", b"\0\0\0", b"<html><body>404</body></html>", b"GIF89a", b"[]", b"<rss", b"<!--" * 50_000, b"<?" * 50_000],
    ids=["empty", "NULs", "a page", "a picture", "an array", "a beginning", "open comments", "open instructions"],
)
def test_what_is_no_feed_is_accepted_by_nobody_and_read_by_nobody(body):
    assert not any(reader.accepts(page(body)) for reader in READERS if body != b"<rss")
    for reader in READERS:
        with pytest.raises(Unreadable):
            reader.read(page(body), FEED)


def test_of_a_feed_without_end_the_first_500_entries_are_read():
    entries = read(rss("".join(item(f"t{n}", n) for n in range(50_000))))
    assert [entry.title for entry in entries] == [f"t{n}" for n in range(500)]


def test_fields_have_an_end():
    entry = read(rss(item("word " * 10_000).replace("</item>", f"<description>{'x ' * 99_999}</description></item>")))[
        0
    ]
    assert (len(entry.title), len(entry.summary)) == (499, 4999)


def test_what_the_topic_says_of_a_feed_goes_before_what_the_feed_says():
    entry = read(rss(item("x")), feed=Feed(FEED.url, title="My Paper", language="kk"))[0]
    assert (entry.source, entry.language, entry.feed_url) == ("My Paper", "kk", FEED.url)


@pytest.mark.parametrize(
    "body",
    [
        rss(item("&#x110000;")),
        rss(item("x")).replace(b"utf-8", b"ut\0f-8"),
        rss("<creativecommons:license/>" + item("<")),
    ],
    ids=["a character that is none", "an encoding that is none", "a broken licence"],
)
def test_where_the_parser_gives_up_the_feed_is_unreadable_or_read(body):
    try:
        assert read(body)
    except Unreadable as error:
        assert "feedparser fails" in error.reason  # noqa: PT017 - either outcome will do, another error will not


# ------------------------------------------------------------ JSON Feed


def json_feed(*items: object, **fields: object) -> bytes:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items} | fields
    return json.dumps(document).encode()


def test_a_json_feed_is_read():
    full = {
        "id": "1",
        "url": "/a",
        "title": "A <b>title</b>",
        "content_html": "<p>Text</p>",
        "date_published": "2026-03-01T10:00:00+05:00",
        "authors": [{"name": "A"}, {"name": "B"}],
    }
    entry = read(json_feed(full, language="ru-KZ"), "application/feed+json")[0]
    assert entry == Entry(
        url="https://paper.example/a",
        title="A title",
        feed_url=FEED.url,
        summary="Text",
        source="J",
        published=datetime(2026, 3, 1, 5, tzinfo=UTC),
        author="A, B",
        language="ru",
    )


def test_an_item_that_is_malformed_costs_no_other():
    items = [{"url": 7}, None, "x", {"title": "no link"}, {"url": "https://paper.example/a", "title": "good"}]
    assert [entry.title for entry in read(json_feed(*items))] == ["good"]


@pytest.mark.parametrize(
    "body",
    [
        json_feed(version="https://jsonfeed.org/version/9"),
        json_feed().replace(b"[]", b"{}"),
        json_feed()[:-5],
        json_feed().replace(b"[]", b"[" * 100_000),
        json_feed().replace(b"J", b"\xff"),
        b"{}",
    ],
    ids=["version", "no items", "cut off", "nested", "bad UTF-8", "empty"],
)
def test_what_is_no_json_feed_is_unreadable(body):
    with pytest.raises(Unreadable, match="JSON Feed"):
        JsonFeedReader().read(page(body), FEED)
