"""Every feed can be read at every poll, and lists what is out by then."""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
import pytest

from claimwatch.newsroom.coverage import Outlet, load
from claimwatch.newsroom.edition import Edition

COVERAGE = load()
OUTLETS = {outlet.key: outlet for outlet in COVERAGE.outlets}
JSON = [outlet for outlet in COVERAGE.outlets if outlet.feed == "json"]
XML = [outlet for outlet in COVERAGE.outlets if outlet.feed != "json"]


def edition(poll: datetime) -> Edition:
    return Edition(COVERAGE, poll, 8000)


def read(outlet: Outlet, poll: datetime) -> feedparser.FeedParserDict:
    answer = edition(poll).answer(outlet.host, outlet.feed_path)
    assert answer.status == 200
    parsed = feedparser.parse(answer.body, response_headers={"content-type": answer.content_type})
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


@pytest.mark.parametrize("poll", COVERAGE.polls, ids=str)
@pytest.mark.parametrize("outlet", [outlet for outlet in XML if not outlet.query], ids=lambda outlet: outlet.key)
def test_an_xml_feed_lists_just_what_its_outlet_has_out(outlet: Outlet, poll: datetime) -> None:
    parsed = read(outlet, poll)
    expected = [piece for piece in reversed(COVERAGE.pieces) if piece.outlet == outlet and piece.published <= poll]
    assert [entry.title for entry in parsed.entries] == [piece.title for piece in expected]
    assert [entry.link.partition("?utm_")[0] for entry in parsed.entries] == [edition(poll).url(p) for p in expected]
    found = [
        datetime(*(entry.get("published_parsed") or entry.updated_parsed)[:6], tzinfo=UTC) for entry in parsed.entries
    ]
    assert found == [piece.published for piece in expected]
    assert all(p.paragraphs[0] in entry.summary for p, entry in zip(expected, parsed.entries, strict=True))
    assert parsed.feed.title == outlet.name


@pytest.mark.parametrize("poll", COVERAGE.polls, ids=str)
@pytest.mark.parametrize("outlet", JSON, ids=lambda outlet: outlet.key)
def test_a_json_feed_lists_just_what_its_outlet_has_out(outlet: Outlet, poll: datetime) -> None:
    answer = edition(poll).answer(outlet.host, outlet.feed_path)
    items = json.loads(answer.body)["items"]
    expected = [piece for piece in reversed(COVERAGE.pieces) if piece.outlet == outlet and piece.published <= poll]
    assert [(item["title"], item["url"]) for item in items] == [(p.title, edition(poll).url(p)) for p in expected]
    assert [datetime.fromisoformat(item["date_published"]) for item in items] == [p.published for p in expected]


@pytest.mark.parametrize("outlet", COVERAGE.outlets, ids=lambda outlet: outlet.key)
def test_before_anything_is_published_a_feed_is_there_and_empty(outlet: Outlet) -> None:
    answer = Edition(COVERAGE, None, 8000).answer(outlet.host, outlet.feed_path)
    assert answer.status == 200
    items = json.loads(answer.body)["items"] if outlet.feed == "json" else feedparser.parse(answer.body).entries
    assert items == []


def test_a_search_engine_names_each_entrys_source_and_leads_to_its_page() -> None:
    outlet, poll = OUTLETS["lantern"], COVERAGE.polls[-1]
    parsed = read(outlet, poll)
    out = {edition(poll).url(piece): piece for piece in edition(poll).published()}
    assert len(parsed.entries) == 20
    for entry in parsed.entries:
        piece = out[entry.link]
        assert entry.source.title == piece.outlet.name
        assert entry.title == f"{piece.title} - {piece.outlet.name}"


def test_tracked_links_lead_to_the_page() -> None:
    outlet, poll = OUTLETS["bosphorus-brief"], COVERAGE.polls[-1]
    links = [urlsplit(entry.link) for entry in read(outlet, poll).entries]
    assert links
    for link in links:
        assert "utm_source=" in link.query
        assert edition(poll).answer(outlet.host, f"{link.path}?{link.query}").status == 200


def test_restless_ids_change_from_poll_to_poll_and_others_do_not() -> None:
    first, second = COVERAGE.polls[:2]
    for outlet in XML:
        if not outlet.query:
            early = {
                entry.link.partition("?utm_")[0]: entry.id for entry in read(outlet, first).entries if "id" in entry
            }
            late = {
                entry.link.partition("?utm_")[0]: entry.id for entry in read(outlet, second).entries if "id" in entry
            }
            assert all((early[link] != late[link]) == outlet.restless_ids for link in early), outlet.key
