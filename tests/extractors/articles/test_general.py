"""Each `cases/<name>.html` is read as a page; `<name>.json` holds the fields that must come out."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwatch.contracts import ArticleReader
from claimwatch.errors import Unreadable
from claimwatch.records import Article, Entry, Page
from extractors.articles.encoding import decoded
from extractors.articles.general import GeneralArticleReader

CASES = Path(__file__).with_name("cases")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://paper.example/a?id=7"
ENTRY = Entry(
    URL,
    "Bridge to be rebuilt",
    "https://paper.example/rss",
    source="Feed Paper",
    published=datetime(2026, 3, 1, 10, tzinfo=UTC),
)
PROSE = " ".join(f"Sentence number {n} of the report says something else than the others." for n in range(30))
RUSSIAN = " ".join(f"Предложение номер {n} сообщает, что мост построят до зимы." for n in range(30))


def read(body: bytes, content_type: str = "text/html", entry: Entry = ENTRY) -> Article:
    return GeneralArticleReader().read(Page(URL, body, NOW, content_type=content_type), entry)


def html(text: str, title: str = "Title", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><article><p>{text}</p></article></body></html>"


def test_it_keeps_its_contract():
    assert isinstance(GeneralArticleReader(), ArticleReader)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_case(case):
    expected = json.loads(case.with_suffix(".json").read_text())
    article = read(case.read_bytes(), entry=with_source(expected))
    fields = asdict(article) | {"published": article.published.isoformat()}
    assert {key: fields[key] for key in expected} == expected


def with_source(expected: dict[str, str]) -> Entry:
    """The entry's source counts where it has one, so a case about the page's has an entry without."""
    return ENTRY if expected.get("source") == ENTRY.source else Entry(URL, ENTRY.title, "f", published=ENTRY.published)


# ------------------------------------------------------------ encodings (HOSTILE 14)


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("utf-8", "text/html; charset=windows-1251", ""),
        ("utf-8", "text/html", '<meta charset="iso-8859-1">'),
        ("utf-8-sig", "text/html; charset=windows-1251", ""),
        ("utf-16", "text/html", ""),
        ("utf-32", "text/html", ""),
        ("windows-1251", "text/html; charset=windows-1251", ""),
        ("windows-1251", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("windows-1251", "text/html; charset=utf-8", ""),
        ("windows-1251", "text/html", '<meta charset="utf-8">'),
        ("windows-1251", "", ""),
        ("koi8-r", "text/html; charset=koi8-r", ""),
        ("windows-1251", "text/html; charset=base64", ""),
        ("windows-1251", "text/html; charset=nonsense", ""),
    ],
)
def test_cyrillic_survives_what_is_said_of_its_encoding(encoding, content_type, meta):
    article = read(html(RUSSIAN, "Мост", meta).encode(encoding), content_type)
    assert (article.title, article.text) == ("Мост", RUSSIAN)


def test_accents_are_not_taken_for_cyrillic():
    assert decoded("<p>Café déjà vu, naïve señor</p>".encode("windows-1252"), "") == "<p>Café déjà vu, naïve señor</p>"


def test_one_broken_character_is_not_another_encoding():
    assert RUSSIAN in decoded(html(RUSSIAN).encode() + b"\xd0", "")


def test_nul_bytes_do_not_end_a_page():
    assert read(html(PROSE).replace("report", "re\0port").encode()).text == PROSE


@given(st.binary(), st.text())
def test_decoding_never_fails(body, content_type):
    assert "\0" not in decoded(body, content_type)


# ------------------------------------------------------------ pages that are no articles (HOSTILE 15-16, 24)

NO_ARTICLES = {
    "empty": (b"", "no HTML"),
    "blank": (b"<html></html>", "no text"),
    "a caption": (html("Photo: the bridge").encode(), "3 words"),
    "cookies": (html("Please enable cookies to go on reading. " + "We value your privacy. " * 5).encode(), "consent"),
    "captcha": (html("Type what you see. " * 8 + "Solve the CAPTCHA to go on.").encode(), "robot"),
    "browser check": (html("One more step to go. " * 8, "Just a moment...").encode(), "robot"),
    "robot, Russian": (html("Сайт защищён. " * 12 + "Подтвердите, что вы не робот.").encode(), "robot"),
    "blocked": (html("You cannot see this. " * 8, "Access denied").encode(), "block"),
    "blocked, Russian": (html("Обратитесь в поддержку. " * 10 + "Доступ ограничен.").encode(), "block"),
    "login": (html("Our offer for you. " * 8 + "Sign in to continue reading.").encode(), "login"),
    "scripts": (html("This site is new. " * 8 + "Please enable JavaScript.").encode(), "scripts"),
    "soft 404": (html("Try our front page or the search instead. " * 5, "Page not found").encode(), "not found"),
    "soft 404, Russian": (html("Вернитесь на главную. " * 9, "Страница не найдена").encode(), "not found"),
    "too deep": (("<div>" * 5000 + html(PROSE)).encode(), "too deep"),
    "too many": (b"<html><body>" + b"<p>some words" * 60_000, "elements"),
    "too long": (html(PROSE * 200).encode(), "characters"),
}


@pytest.mark.parametrize(("body", "reason"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_what_is_no_article_is_set_aside_with_its_reason(body, reason):
    with pytest.raises(Unreadable, match=reason):
        read(body)


def test_another_kind_of_file_is_no_article():
    with pytest.raises(Unreadable, match="application/pdf"):
        read(b"%PDF-1.7", "application/pdf")


def test_an_address_that_leads_to_the_front_page_is_no_article():
    page = Page("https://paper.example/", html(PROSE).encode(), NOW, requested_url="https://paper.example/news/7")
    with pytest.raises(Unreadable, match="front page"):
        GeneralArticleReader().read(page, ENTRY)


def test_an_article_about_captchas_is_an_article():
    assert read(html(f"{PROSE} The captcha is enabled. Access denied.").encode()).text.endswith("Access denied.")


@pytest.mark.parametrize("levels", [250, 300, 1000, 1900])
def test_no_text_is_lost_in_the_depth(levels):
    body = f"<html><body>{'<div>' * levels}<p>{PROSE}</p>{'</div>' * levels}</body></html>"
    assert read(body.encode()).text == PROSE


# ------------------------------------------------------------ dates (HOSTILE 17)


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2026-02-28T08:00:00Z", "2026-02-28T08:00:00"),
        ("2026-02-28T08:00:00+0500", "2026-02-28T03:00:00"),
        ("Sat, 28 Feb 2026 08:00:00 GMT", "2026-02-28T08:00:00"),
        ("2026-02-28", "2026-03-01T10:00:00"),
        ("2026-02-28T08:00:00", "2026-03-01T10:00:00"),
        ("2026-03-01T17:00:00Z", "2026-03-01T12:00:00"),
        ("2026-04-01T00:00:00Z", "2026-03-01T10:00:00"),
        ("0000-00-00T00:00:00Z", "2026-03-01T10:00:00"),
        ("0001-01-01T00:00:00+23:59", "2026-03-01T10:00:00"),
        ("9999-12-31T23:59:59-23:59", "2026-03-01T10:00:00"),
        ("99999-01-01T00:00:00Z", "2026-03-01T10:00:00"),
        ("9" * 5000, "2026-03-01T10:00:00"),
        ("", "2026-03-01T10:00:00"),
    ],
)
def test_an_instant_of_the_page_goes_before_the_feeds_if_it_can_be(stated, published):
    head = f'<meta property="article:published_time" content="{stated}">'
    assert read(html(PROSE, head=head).encode()).published == datetime.fromisoformat(published + "+00:00")


def test_without_any_date_it_is_the_time_of_the_visit():
    assert read(html(PROSE).encode(), entry=Entry(URL, "T", "f")).published == NOW


def test_a_day_counts_where_there_is_nothing_better():
    head = '<meta property="article:published_time" content="2026-02-28">'
    article = read(html(PROSE, head=head).encode(), entry=Entry(URL, "T", "f"))
    assert article.published == datetime(2026, 2, 28, tzinfo=UTC)


# ------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("Bridge to be rebuilt – Marsh Gazette", "", "Bridge to be rebuilt"),
        ("Town: bridge opens | Gazette", '<meta property="og:site_name" content="Gazette">', "Town: bridge opens"),
        ("Gazette", '<meta property="og:site_name" content="Gazette">', "Gazette"),
        ("", "", "Bridge to be rebuilt"),
    ],
)
def test_a_title_is_without_its_outlet(title, head, expected):
    assert read(html(PROSE, title, head).encode()).title == expected
