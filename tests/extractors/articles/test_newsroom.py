"""Every article of the newsroom comes out of its page word for word, and out of its feed with its date."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from claimwatch.newsroom.coverage import Outlet, Piece, load
from claimwatch.newsroom.edition import Edition
from claimwatch.records import Entry, Feed, Page
from extractors.articles.general import GeneralArticleReader
from extractors.feeds.json_feed import JsonFeedReader
from extractors.feeds.syndication import SyndicationReader

COVERAGE = load()
LAST = max(piece.published for piece in COVERAGE.pieces)
EDITION = Edition(COVERAGE, LAST, 8000)


def page(outlet: Outlet, url: str) -> Page:
    parts = urlsplit(url)
    answer = EDITION.answer(outlet.host, parts.path + (f"?{parts.query}" if parts.query else ""))
    return Page(url, answer.body, LAST + timedelta(hours=1), answer.status, answer.content_type)


@pytest.mark.parametrize("piece", COVERAGE.pieces, ids=lambda piece: f"{piece.outlet.key}-{piece.slug}")
def test_an_article_comes_out_word_for_word(piece: Piece):
    url = EDITION.url(piece)
    entry = Entry(url, piece.title, "f", source=piece.outlet.name, published=piece.published)
    article = GeneralArticleReader().read(page(piece.outlet, url), entry)
    assert (article.title, article.url, article.source) == (piece.title, url, piece.outlet.name)
    assert article.text.split("\n\n") == list(piece.paragraphs)
    assert article.published == piece.published


@pytest.mark.parametrize("outlet", COVERAGE.outlets, ids=lambda outlet: outlet.key)
def test_a_feed_comes_out_with_titles_and_dates(outlet: Outlet):
    answer = page(outlet, f"http://{outlet.host}:8000{outlet.feed_path}")
    (reader,) = [reader for reader in (SyndicationReader(), JsonFeedReader()) if reader.accepts(answer)]
    entries = reader.read(answer, Feed(answer.url))
    known = {(piece.title, piece.published) for piece in COVERAGE.pieces}
    assert entries
    assert {(entry.title, entry.published) for entry in entries} <= known
