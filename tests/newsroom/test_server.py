"""The newsroom speaks HTTP as it should, to many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from html import unescape

import pytest
from protego import Protego

from claimwatch.newsroom.server import Newsroom, Request

FIRST = "steppe-herald.example"


def test_nothing_is_out_before_the_first_advance(newsroom: Newsroom, visit) -> None:
    piece = newsroom.coverage.pieces[0]
    assert visit(piece.outlet.host, piece.path).status_code == 404


def test_an_article_appears_when_its_time_has_come(newsroom: Newsroom, visit) -> None:
    piece = newsroom.coverage.pieces[0]
    newsroom.advance_to(piece.published - timedelta(seconds=1))
    assert visit(piece.outlet.host, piece.path).status_code == 404
    newsroom.advance_to(piece.published)
    answer = visit(piece.outlet.host, piece.path)
    assert answer.status_code == 200
    assert piece.paragraphs[-1] in answer.text
    assert parsedate_to_datetime(answer.headers["Last-Modified"]) == piece.published


def test_every_article_is_served_and_decodes_by_its_header(newsroom: Newsroom, visit) -> None:
    newsroom.advance_to(newsroom.coverage.polls[-1])
    for piece in newsroom.coverage.pieces:
        answer = visit(piece.outlet.host, piece.path)
        assert answer.status_code == 200
        assert answer.charset_encoding == piece.outlet.encoding
        assert piece.paragraphs[0] in unescape(answer.text)


def test_the_host_header_chooses_the_outlet(newsroom: Newsroom, visit) -> None:
    newsroom.advance_to(newsroom.coverage.polls[0])
    piece = next(piece for piece in newsroom.coverage.pieces if piece.outlet.host == FIRST)
    assert visit(FIRST.upper(), piece.path).status_code == 200
    assert visit("silk-lane.example", piece.path).status_code == 404
    assert visit("elsewhere.example", piece.path).status_code == 421


def test_feeds_are_on_the_newsrooms_hosts_and_port(newsroom: Newsroom, visit) -> None:
    newsroom.advance_to(newsroom.coverage.polls[0])
    feeds = newsroom.feeds()
    assert len(feeds) == len(newsroom.hosts) >= 12
    for feed, host in zip(feeds, newsroom.hosts, strict=True):
        prefix = f"http://{host}:{newsroom.port}"
        assert feed.url.startswith(prefix + "/")
        assert feed.allow_private
        assert visit(host, feed.url.removeprefix(prefix)).status_code == 200


def test_every_outlet_has_a_robots_file_that_admits_its_articles_and_feed(newsroom: Newsroom, visit) -> None:
    for host in newsroom.hosts:
        answer = visit(host, "/robots.txt")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/plain")
        rules = Protego.parse(answer.text)
        paths = [piece.path for piece in newsroom.coverage.pieces if piece.outlet.host == host]
        feed = next(outlet.feed_path for outlet in newsroom.coverage.outlets if outlet.host == host)
        assert all(rules.can_fetch(path, "claimwatch") for path in [*paths, feed])
        assert not rules.can_fetch("/admin/", "claimwatch")


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_what_has_not_changed_is_not_sent_again(newsroom: Newsroom, visit, header: str) -> None:
    question = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[header]
    newsroom.advance_to(newsroom.coverage.polls[0])
    first = visit(FIRST, "/rss.xml")
    again = visit(FIRST, "/rss.xml", **{question: first.headers[header]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    newsroom.advance_to(newsroom.coverage.polls[1])
    later = visit(FIRST, "/rss.xml", **{question: first.headers[header]})
    assert later.status_code == 200
    assert later.headers[header] != first.headers[header]


def test_an_etag_outweighs_a_date_and_a_broken_date_counts_for_nothing(newsroom: Newsroom, visit) -> None:
    newsroom.advance_to(newsroom.coverage.polls[0])
    late = format_datetime(newsroom.coverage.polls[2], usegmt=True)
    assert visit(FIRST, "/rss.xml", If_None_Match='"other"', If_Modified_Since=late).status_code == 200
    assert visit(FIRST, "/rss.xml", If_Modified_Since="yesterday").status_code == 200
    tag = visit(FIRST, "/rss.xml").headers["ETag"]
    assert visit(FIRST, "/rss.xml", If_None_Match=f'"other", W/{tag}').status_code == 304


def test_head_gives_the_headers_alone(newsroom: Newsroom, visit) -> None:
    newsroom.advance_to(newsroom.coverage.polls[0])
    head, full = visit(FIRST, "/rss.xml", method="HEAD"), visit(FIRST, "/rss.xml")
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(full.content))
    assert head.headers["ETag"] == full.headers["ETag"]


def test_requests_are_logged_with_what_was_answered(newsroom: Newsroom, visit) -> None:
    visit(FIRST, "/rss.xml")
    visit(FIRST, "/nowhere?x=1")
    assert newsroom.requests == (
        Request("GET", FIRST, "/rss.xml", 200),
        Request("GET", FIRST, "/nowhere?x=1", 404),
    )


def test_many_readers_are_served_while_the_time_advances(newsroom: Newsroom, visit) -> None:
    polls, host = newsroom.coverage.polls, FIRST
    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(visit, host, "/rss.xml") for _ in range(40)]
        for poll in polls:
            newsroom.advance_to(poll)
    assert {answer.result().status_code for answer in answers} == {200}
    assert len(newsroom.requests) == 40


def test_two_newsrooms_can_be_open_at_once_and_close_their_ports(coverage) -> None:
    with Newsroom(coverage) as one, Newsroom(coverage) as other:
        assert one.port != other.port
        port = one.port
    with Newsroom(coverage, port) as again:
        assert again.port == port
