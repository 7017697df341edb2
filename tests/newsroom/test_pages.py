"""Pages are as cluttered as real ones, and yet the article can be found in each."""

import html
from urllib.parse import urlsplit

import pytest
import trafilatura

from claimwatch.newsroom.coverage import Piece, load
from claimwatch.newsroom.edition import Edition

COVERAGE = load()
EDITION = Edition(COVERAGE, COVERAGE.polls[-1], 8000)
DATELESS = {"notebook"}
PIECES = [pytest.param(piece, id=f"{piece.number:02d}-{piece.outlet.layout}") for piece in COVERAGE.pieces]


def page(piece: Piece) -> bytes:
    return EDITION.answer(piece.outlet.host, piece.path).body


@pytest.mark.parametrize("piece", PIECES)
def test_the_page_holds_its_paragraphs_in_the_declared_encoding(piece: Piece) -> None:
    answer = EDITION.answer(piece.outlet.host, piece.path)
    assert (answer.status, answer.content_type) == (200, f"text/html; charset={piece.outlet.encoding}")
    text = html.unescape(answer.body.decode(piece.outlet.encoding))
    assert all(paragraph in text for paragraph in (piece.title, *piece.paragraphs))


@pytest.mark.parametrize("piece", PIECES)
def test_the_page_carries_the_clutter_of_its_language(piece: Piece) -> None:
    text = html.unescape(page(piece).decode(piece.outlet.encoding))
    clutter = COVERAGE.clutter[piece.language]
    loose = [clutter.cookies, clutter.share, clutter.imprint, *clutter.teasers, *dict(clutter.remarks).values()]
    assert all(phrase in text for phrase in loose)


@pytest.mark.parametrize("piece", PIECES)
def test_trafilatura_finds_the_paragraphs_and_nothing_else(piece: Piece) -> None:
    found = trafilatura.bare_extraction(page(piece), include_comments=False, with_metadata=True)
    lines = [line for line in found.text.split("\n") if line != piece.title]
    assert lines == list(piece.paragraphs)
    assert found.title == piece.title


@pytest.mark.parametrize("piece", PIECES)
def test_the_page_tells_its_date_unless_its_layout_has_none(piece: Piece) -> None:
    date = piece.outlet.local(piece.published).date().isoformat()
    if piece.outlet.layout in DATELESS:  # what is guessed from such a page is some other date of the text
        assert date not in page(piece).decode(piece.outlet.encoding)
    else:
        assert trafilatura.bare_extraction(page(piece), with_metadata=True).date == date


def test_a_page_stays_as_it_is_when_others_appear() -> None:
    piece = COVERAGE.pieces[0]
    early = Edition(COVERAGE, COVERAGE.polls[0], 8000)
    assert early.answer(piece.outlet.host, piece.path) == EDITION.answer(piece.outlet.host, piece.path)


def test_related_links_lead_to_pages_that_are_there() -> None:
    last = max((piece for piece in COVERAGE.pieces if piece.outlet.layout == "broadsheet"), key=lambda p: p.published)
    related = [piece for piece in EDITION.by(last.outlet) if piece != last]
    assert related
    assert any(piece.title in html.unescape(page(last).decode()) for piece in related)
    assert all(EDITION.answer(last.outlet.host, urlsplit(EDITION.url(piece)).path).status == 200 for piece in related)
