"""Topic folders made from small documents by the readers that are installed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimwatch import fingerprints, plugins
from claimwatch.errors import Gone, UserError
from claimwatch.records import Page
from claimwatch.topics import check, load
from claimwatch.topics.make import Account, Wishes, make
from claimwatch.topics.renewal import renew
from claimwatch.topics.sources import Readers, Source, document_ids, read_sources

ENGLISH = """\
12 March 2021
Portville to build a second harbour

The government of Norway will build a second harbour in Portville, Minister Anna Berg said on Monday.
The project will cost $250 million. The harbour is to open in 2024.
"We need three new terminals," Berg said.

Follow us on social media
"""
RUSSIAN = """\
---
title: "В Портвилле построят вторую гавань"
date: 2021-03-13
url: https://gazeta.example/2021/port
source: Газета
---
Правительство Норвегии построит в Портвилле вторую гавань, заявила министр Анна Берг.

Стоимость проекта составит 250 миллионов долларов.
"""
HTML = """\
<!doctype html><html lang="en"><head><title>Norway delays the harbour of Portville</title>
<meta property="article:published_time" content="2021-05-02T08:00:00Z">
<link rel="canonical" href="https://post.example/harbour-late"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Norway delays the harbour of Portville</h1>
<p>The second harbour of Portville will open only in 2026, the government of Norway said on Friday in a statement.</p>
<p>Minister Anna Berg told parliament that the project would now cost $300 million instead of $250 million.</p>
<p>Opposition leader Per Dahl said that the government had known about the delay since the beginning of the year.</p>
</article><footer>All rights reserved</footer></body></html>
"""
NO_DATE = """\
Sweden looks at the harbour with concern

Sweden will close its own terminal in Malmo on 19 August, Minister Karl Lind said.
The terminal was opened in 1998.
"""


def never(url: str) -> Page:
    raise AssertionError(url)


def read(*places: Path | str, fetch: object = never) -> list[Source]:
    return read_sources([str(place) for place in places], Readers(plugins.article_readers(), fetch))  # type: ignore[arg-type]


def made(folder: Path, *places: Path | str, wishes: Wishes | None = None) -> Account:
    return make(folder, read(*places), wishes or Wishes(), plugins.claim_reader())


def written(path: Path, text: str, saved: datetime | None = None) -> Path:
    path.write_text(text, encoding="utf-8")
    if saved:
        os.utime(path, (saved.timestamp(), saved.timestamp()))
    return path


@pytest.fixture
def seeds(tmp_path: Path) -> list[Path]:
    return [
        written(tmp_path / "en.txt", ENGLISH),
        written(tmp_path / "ru.md", RUSSIAN),
        written(tmp_path / "late.html", HTML),
    ]


def test_a_folder_is_made_that_is_in_order(tmp_path: Path, seeds: list[Path]) -> None:
    account = made(tmp_path / "harbour", *seeds)
    topic = load(tmp_path / "harbour")
    assert [problem for problem in check(tmp_path / "harbour") if problem.file != "topic.toml"] == []
    assert sorted(path.name for path in tmp_path.joinpath("harbour").iterdir()) == [
        "claims.jsonl",
        "documents.jsonl",
        "feeds.opml",
        "topic.toml",
    ]
    assert topic.documents == account.documents
    assert topic.claims == account.claims
    assert topic.languages == ("en", "ru")


def test_documents_tell_what_they_are(tmp_path: Path, seeds: list[Path]) -> None:
    english, russian, page = made(tmp_path / "harbour", *seeds).documents
    assert (english.title, english.language) == ("Portville to build a second harbour", "en")
    assert english.published == datetime(2021, 3, 12, 12, tzinfo=UTC)
    assert (english.id, english.url) == ("000", None)
    assert (russian.title, russian.language) == ("В Портвилле построят вторую гавань", "ru")
    assert russian.published == datetime(2021, 3, 13, 12, tzinfo=UTC)
    assert (russian.url, russian.publisher) == ("https://gazeta.example/2021/port", "Газета")
    assert (page.title, page.language) == ("Norway delays the harbour of Portville", "en")
    assert page.published == datetime(2021, 5, 2, 8, tzinfo=UTC)


def test_the_fingerprints_are_those_of_title_and_text(tmp_path: Path, seeds: list[Path]) -> None:
    for document, source in zip(made(tmp_path / "harbour", *seeds).documents, read(*seeds), strict=True):
        assert document.sha256 == fingerprints.digest(source.article.title, source.article.text)
        assert document.shingles == tuple(sorted(fingerprints.shingles(source.article.content)))


def test_claims_say_what_was_claimed_in_other_words(tmp_path: Path, seeds: list[Path]) -> None:
    account = made(tmp_path / "harbour", *seeds)
    assert any("250000000 USD" in claim.figures for claim in account.claims)
    assert any("2024" in claim.dates for claim in account.claims)
    assert any("Berg" in (claim.speaker or "") for claim in account.claims)
    for claim in account.claims:
        for document in account.documents:
            words = fingerprints.words(claim.statement)
            runs = (" ".join(words[at : at + 6]) for at in range(len(words) - 5))
            assert not any(fingerprints.shingles(run) <= set(document.shingles) for run in runs), claim


def test_claims_stand_on_the_passage_that_they_name(tmp_path: Path, seeds: list[Path]) -> None:
    account = made(tmp_path / "harbour", *seeds)
    documents = {document.id: document for document in account.documents}
    for claim in account.claims:
        assert claim.passage is not None
        assert documents[claim.passage[0]].passages[claim.passage[1]]


def test_one_name_has_its_spellings_of_both_scripts(tmp_path: Path, seeds: list[Path]) -> None:
    names = [set(name.spellings) for name in made(tmp_path / "harbour", *seeds).profile.names]
    assert any({"Anna Berg", "Анна Берг"} <= spellings for spellings in names)


def test_the_search_engines_are_asked_in_each_language(tmp_path: Path, seeds: list[Path]) -> None:
    feeds = made(tmp_path / "harbour", *seeds).feeds
    assert {feed.language for feed in feeds} == {"en", "ru"}
    assert {"news.google.com", "www.bing.com"} == {feed.url.split("/")[2] for feed in feeds}


def test_no_sentence_is_kept(tmp_path: Path, seeds: list[Path]) -> None:
    made(tmp_path / "harbour", *seeds)
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "harbour").iterdir())
    assert "will build a second harbour" not in kept
    assert "Стоимость проекта составит" not in kept


def test_texts_are_kept_where_that_is_wanted(tmp_path: Path, seeds: list[Path]) -> None:
    made(tmp_path / "harbour", *seeds, wishes=Wishes(keep_text=True))
    assert "will build a second harbour" in (tmp_path / "harbour/texts/000.txt").read_text(encoding="utf-8")
    assert load(tmp_path / "harbour").id == "harbour"


def test_the_same_documents_make_the_same_folder(tmp_path: Path, seeds: list[Path]) -> None:
    made(tmp_path / "a/harbour", *seeds)
    made(tmp_path / "b/harbour", *seeds)
    for path in (tmp_path / "a/harbour").iterdir():
        assert path.read_bytes() == (tmp_path / "b/harbour" / path.name).read_bytes()


@pytest.mark.parametrize("mark", ["Not wanted:", "not wanted :", "Не нужно:", "Не интересует:"])
def test_what_is_not_wanted_is_told_from_what_is(tmp_path: Path, seeds: list[Path], mark: str) -> None:
    profile = made(tmp_path / "h", seeds[0], wishes=Wishes("Port", f"The harbour.\n{mark} football,\n tennis")).profile
    assert (profile.name, profile.follow, profile.ignore) == ("Port", "The harbour.", "football, tennis")


def test_text_that_is_awkward_to_write_is_read_back(tmp_path: Path, seeds: list[Path]) -> None:
    name = 'A "quoted" \\ name\twith \x7f & <tags>'
    made(tmp_path / "h", seeds[0], wishes=Wishes(name, "line\nbreak"))
    assert load(tmp_path / "h").name == name


def test_a_copy_is_counted_once(tmp_path: Path, seeds: list[Path]) -> None:
    copy = written(tmp_path / "copy.txt", ENGLISH.replace("Follow us on social media", "Subscribe"))
    account = made(tmp_path / "harbour", seeds[0], copy)
    assert [document.id for document in account.documents] == ["000"]
    assert "001 is a copy of 000: counted once" in account.remarks


def test_a_sentence_of_several_documents_is_one_claim(tmp_path: Path, seeds: list[Path]) -> None:
    sentence = "The project will cost $250 million."
    other = f"Another view of the plan\n\n{sentence} Nobody in Sweden was asked, Minister Karl Lind said on Tuesday.\n"
    account = made(tmp_path / "harbour", seeds[0], written(tmp_path / "other.txt", other))
    stating = [claim.documents for claim in account.claims if "250000000 USD" in claim.figures]
    assert stating == [("000", "001")]


def test_a_guessed_time_is_told_and_dates_nothing(tmp_path: Path) -> None:
    saved = datetime(2022, 1, 1, tzinfo=UTC)
    account = made(tmp_path / "harbour", written(tmp_path / "sweden.txt", NO_DATE, saved))
    assert account.documents[0].published == saved
    assert any("names no date of publication" in remark for remark in account.remarks)
    anchors = {anchor for passage in account.documents[0].passages for anchor in passage}
    assert "d:1998" in anchors
    assert not any(anchor.startswith("d:203") for anchor in anchors)


def test_a_document_without_a_date_is_as_old_as_the_oldest(tmp_path: Path, seeds: list[Path]) -> None:
    saved = datetime(2025, 1, 1, tzinfo=UTC)
    account = made(tmp_path / "harbour", *seeds, written(tmp_path / "sweden.txt", NO_DATE, saved))
    assert account.documents[-1].published == datetime(2021, 3, 12, 12, tzinfo=UTC)


def test_a_page_is_fetched_by_what_was_handed_in(tmp_path: Path) -> None:
    def fetch(url: str) -> Page:
        return Page(url, HTML.encode(), datetime(2021, 5, 3, tzinfo=UTC), content_type="text/html")

    (source,) = read("https://post.example/harbour-late", fetch=fetch)
    (document,) = make(tmp_path / "h", [source], Wishes(), plugins.claim_reader()).documents
    assert document.url == "https://post.example/harbour-late"


def test_a_document_in_another_language_is_read_too(tmp_path: Path) -> None:
    text = "Norwegen baut einen zweiten Hafen\n\nDer Hafen soll 250 Millionen Dollar kosten, sagte Anna Berg.\n"
    account = made(tmp_path / "hafen", written(tmp_path / "de.txt", text))
    assert account.profile.languages == ("de",)


@pytest.mark.parametrize(
    ("name", "body", "cause"),
    [
        ("empty.txt", b"", "no text"),
        ("latin.txt", "Гавань".encode("cp1251"), "no UTF-8"),
        ("title.md", b"# Title alone\n", "no text"),
        ("page.html", b"<html><body></body></html>", ""),
    ],
)
def test_a_file_without_an_article_is_refused_by_name(tmp_path: Path, name: str, body: bytes, cause: str) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(UserError, match=name) as caught:
        read(tmp_path / name)
    assert cause in caught.value.cause


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.txt: it cannot be read: No such file"):
        read(tmp_path / "none.txt")


def test_an_address_that_does_not_answer_is_refused_by_name() -> None:
    def gone(url: str) -> Page:
        raise Gone(url, 404)

    with pytest.raises(UserError, match=r"^https://post\.example/x: gone .*404"):
        read("https://post.example/x", fetch=gone)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, seeds: list[Path]) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="it is not empty"):
        made(folder, *seeds)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path, seeds: list[Path]) -> None:
    (tmp_path / "harbour").mkdir()
    made(tmp_path / "harbour", *seeds)
    assert load(tmp_path / "harbour").documents


@pytest.mark.parametrize("name", ["new harbour", "гавань", ".hidden"])
def test_a_name_that_can_be_no_id_is_refused(tmp_path: Path, seeds: list[Path], name: str) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(UserError, match="no id for a topic"):
        made(tmp_path / name, *seeds)
    assert set(tmp_path.iterdir()) == before


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path, seeds: list[Path]) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(UserError, match="it cannot be written"):
        made(seeds[0] / "harbour", *seeds)
    assert set(tmp_path.iterdir()) == before


def test_fingerprints_are_renewed_and_words_are_kept(tmp_path: Path, seeds: list[Path]) -> None:
    folder = tmp_path / "harbour"
    before = made(folder, *seeds[:2])
    path = folder / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Portville to build", "By hand"), encoding="utf-8")
    written(seeds[0], ENGLISH.replace("$250 million", "$251 million"))
    renewal = renew(folder, read(*seeds), plugins.claim_reader())
    topic = load(folder)
    assert [document.id for document in topic.documents] == ["000", "001", "002"]
    assert topic.documents[0].title.startswith("By hand")
    assert topic.documents[0].sha256 != before.documents[0].sha256
    assert topic.documents[1] == before.documents[1]
    assert [claim.statement for claim in topic.claims] == [claim.statement for claim in before.claims]
    assert renewal.documents == topic.documents


def test_a_claim_follows_its_passage(tmp_path: Path, seeds: list[Path]) -> None:
    folder = tmp_path / "harbour"
    before = made(folder, seeds[0])
    moved = ENGLISH.replace("The government", "Minister Karl Lind of Sweden resigned on Sunday.\nThe government")
    renew(folder, read(written(seeds[0], moved)), plugins.claim_reader())
    after = load(folder)
    for old, new in zip(before.claims, after.claims, strict=True):
        assert old.passage is not None
        assert new.passage is not None
        assert set(before.documents[0].passages[old.passage[1]]) & set(after.documents[0].passages[new.passage[1]])


def test_files_are_numbered_as_their_names_say() -> None:
    assert document_ids(["a/007_x.txt", "b/012.md"]) == ["007", "012"]
    assert document_ids(["a/007_x.txt", "b/x.md"]) == ["000", "001"]
    assert document_ids(["1.txt", "b/1.md"]) == ["000", "001"]
