"""Every problem of a topic folder is one line of CASES: what is edited in a good folder, and what is then said."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimwatch.errors import TopicError
from claimwatch.topics import Remark, check, load

PROFILE, FEEDS, DOCUMENTS, CLAIMS = "topic.toml", "feeds.opml", "documents.jsonl", "claims.jsonl"

# name: (file, what is replaced, by what, the line that is named, what is said)
CASES = {
    "broken TOML": (PROFILE, '"Harbour"', '"Harbour', 1, "it is no TOML"),
    "an unknown key, with the one that was meant": (PROFILE, "collect_every", "colect_every", 6, "'collect_every'?"),
    "an unknown key like no other": (PROFILE, "collect_every", "zzz", 6, "Known keys: name"),
    "no name": (PROFILE, 'name = "Harbour"\n', "", None, "'name' is missing"),
    "a blank name": (PROFILE, '"Harbour"', '"  "', 1, "'name'"),
    "nothing to follow": (PROFILE, 'follow = "The new', 'x = "The new', None, "'follow' is missing"),
    "a text for a number": (PROFILE, "collect_every = 30", 'collect_every = "30"', 6, "Expected int, got str"),
    "a truth for a number": (PROFILE, "collect_every = 30", "collect_every = true", 6, "Expected int, got bool"),
    "collecting all the time": (PROFILE, "collect_every = 30", "collect_every = 0", 6, ">= 1"),
    "a number for a list": (PROFILE, '["en", "ru"]', "7", 4, "Expected array, got int"),
    "no language": (PROFILE, '["en", "ru"]', "[]", 4, "length >= 1"),
    "a language in words": (PROFILE, '["en", "ru"]', '["English"]', 4, "'English' is no language tag"),
    "an unknown time zone": (PROFILE, "Europe/London", "Europe/Atlantis", 5, "no time zone 'Europe/Atlantis'"),
    "a time zone that is a path": (PROFILE, "Europe/London", "../etc/passwd", 5, "no time zone"),
    "a time zone that is a folder": (PROFILE, "Europe/London", "Europe", 5, "no time zone 'Europe'"),
    "four cron fields": (PROFILE, "0 7 * * mon-fri", "0 7 * *", 7, "has 4 fields"),
    "an hour of 24": (PROFILE, "0 7 * * mon-fri", "0 24 * * *", 7, "'24' is no hour"),
    "an unknown weekday": (PROFILE, "mon-fri", "mon-fry", 7, "'mon-fry' is no day of the week"),
    "an unknown kind of alert": (PROFILE, '"contradicted"', '"denied"', 8, "'immediate'"),
    "no e-mail address": (PROFILE, "reader@example.org", "reader", 9, "'reader' is no e-mail address"),
    "an address with a name": (PROFILE, "reader@example.org", "R <r@example.org>", 9, "no e-mail address"),
    "a line break in an address": (PROFILE, "reader@example.org", r"r@example.org\nBcc: x@y.z", 9, "no e-mail address"),
    "an unknown manner": (PROFILE, '"skip"', '"hide"', 10, "'empty_digest'"),
    "an unknown kind of name": (PROFILE, "organisation =", "organization =", 14, "'organisation'?"),
    "names as a text": (PROFILE, '[["Portville Council"]]', '"Portville Council"', 14, "are no list"),
    "a name as a text": (PROFILE, '[["Portville Council"]]', '["Portville Council"]', 14, "no list of spellings"),
    "a name without spellings": (PROFILE, '[["Portville Council"]]', "[[]]", 14, "no list of spellings"),
    "a blank spelling": (PROFILE, '"Анна Берг"', '""', 13, "name 1 of kind 'person'"),
    "no table of names": (PROFILE, "[names]\nperson =", "names =", 12, "'names' is no table"),
    "cut off OPML": (FEEDS, "</opml>", "", 10, "no well-formed XML"),
    "an empty OPML": (FEEDS, None, "", 1, "no well-formed XML"),
    "HTML in the place of OPML": (FEEDS, None, "<html><body/></html>", 1, "its root is <html>"),
    "a feed that is a file": (FEEDS, "https://post.example/feed", "file:///etc/passwd", 7, "no http or https URL"),
    "a feed that is a path": (FEEDS, "https://post.example/feed", "/etc/passwd", 7, "no http or https URL"),
    "a feed without a host": (FEEDS, "https://post.example/feed", "https:///feed", 7, "names no host"),
    "a feed at a broken address": (FEEDS, "https://post.example/feed", "https://[::1/", 7, "is no URL"),
    "a feed at no port": (FEEDS, "https://post.example/feed", "https://a.example:port/", 7, "is no URL"),
    "a feed with a space": (FEEDS, "https://post.example/feed", "https://a b.example/", 7, "space or control"),
    "an entity bomb": (FEEDS, "<opml", '<!DOCTYPE o [<!ENTITY a "b">]><opml', 2, "it declares entities"),
    "an unknown encoding": (FEEDS, "UTF-8", "no-such-code", 1, "cannot be read"),
    "broken JSON": (DOCUMENTS, '"publisher":', '"publisher"', 1, "it is no JSON"),
    "a JSON list": (DOCUMENTS, None, "\n[1]\n", 2, "it is no JSON object"),
    "an unknown field": (DOCUMENTS, '"publisher":', '"publishr":', 1, "'publisher'?"),
    "a missing field": (DOCUMENTS, '"publisher":"The Portville Post",', "", 1, "'publisher' is missing"),
    "a wrong type": (DOCUMENTS, '"A harbour"', "5", 1, "Expected str, got int, at title"),
    "no time": (DOCUMENTS, "2030-01-02T12:00:00Z", "yesterday", 1, "at published"),
    "a time without a time zone": (DOCUMENTS, "2030-01-02T12:00:00Z", "2030-01-02T12:00:00", 1, "no time zone"),
    "an id with a slash": (DOCUMENTS, '"000"', '"../000"', 1, "'../000' is no id"),
    "a blank title": (DOCUMENTS, '"A harbour"', '" "', 1, "its title is empty"),
    "a language that is none": (DOCUMENTS, '"language":"en"', '"language":"?"', 1, "no language tag"),
    "a seed at a path": (DOCUMENTS, "https://post.example/harbour", "harbour.html", 1, "no http or https URL"),
    "no digest": (DOCUMENTS, '"sha256":"', '"sha256":"z', 1, "its sha256 is no digest"),
    "no seed": (DOCUMENTS, None, "\n", None, "it holds no seed"),
    "a blank statement": (CLAIMS, "Portville is to get a port.", "", 1, "its statement is empty"),
    "an unknown kind of claim": (CLAIMS, '"fact"', '"rumour"', 1, "at kind"),
    "a claim of no document": (CLAIMS, '"documents":["000"]', '"documents":[]', 1, "no document states it"),
    "a claim of an unknown document": (CLAIMS, '"documents":["000"]', '"documents":["7"]', 1, "no document '7'"),
    "a passage that is not there": (CLAIMS, '["000",0]', '["000",1]', 1, "has no passage 1"),
    "a passage before the first": (CLAIMS, '["000",0]', '["000",-1]', 1, "has no passage -1"),
    "a passage elsewhere": (CLAIMS, '["000",0]', '["001",0]', 1, "not among its documents"),
    "a date in words": (CLAIMS, '"2031-05"', '"May 2031"', 1, "'May 2031' is no date"),
    "a day that does not exist": (CLAIMS, '"2031-05"', '"2031-02-30"', 1, "no date"),
}


@pytest.mark.parametrize(("file", "old", "new", "line", "message"), CASES.values(), ids=CASES.keys())
def test_it_is_said_where_what_is_wrong(
    folder: Path, file: str, old: str | None, new: str, line: int | None, message: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old is None or old in text
    (folder / file).write_text(new if old is None else text.replace(old, new), encoding="utf-8")
    said = [problem for problem in check(folder) if problem.file == file]
    assert [problem.line for problem in said if message in str(problem)] == [line], said
    assert all(problem.remedy for problem in said)
    with pytest.raises(TopicError):
        load(folder)


def test_in_a_good_folder_nothing_is_wrong(folder: Path) -> None:
    assert check(folder) == []


def test_all_that_is_wrong_is_said_at_once(folder: Path) -> None:
    (folder / PROFILE).write_text('name = ""\ntime_zone = "Nowhere"\n', encoding="utf-8")
    (folder / FEEDS).unlink()
    (folder / CLAIMS).write_text("{}\nno JSON\n", encoding="utf-8")
    with pytest.raises(TopicError) as caught:
        load(folder)
    said = [(problem.file, problem.line) for problem in caught.value.problems]
    assert said[:4] == [(PROFILE, None), (PROFILE, 1), (PROFILE, 2), (FEEDS, None)]
    assert (CLAIMS, 1) in said
    assert said[-1] == (CLAIMS, 2)
    assert "more" in str(caught.value)


@pytest.mark.parametrize("file", [PROFILE, FEEDS, DOCUMENTS, CLAIMS])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert (file, "it is missing") in [(problem.file, problem.message) for problem in check(folder)]


@pytest.mark.parametrize("file", [PROFILE, FEEDS, DOCUMENTS, CLAIMS])
def test_a_folder_in_the_place_of_a_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    (folder / file).mkdir()
    assert file in [problem.file for problem in check(folder) if problem.message.startswith("it cannot be read")]


@pytest.mark.parametrize("file", [PROFILE, DOCUMENTS, CLAIMS])
def test_a_file_in_another_encoding_is_named_with_its_line(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\n\n" + "Гавань".encode("cp1251"))
    assert (file, 3) in [(problem.file, problem.line) for problem in check(folder) if "no UTF-8" in problem.message]


def test_an_id_may_stand_only_once(folder: Path) -> None:
    lines = (folder / CLAIMS).read_text(encoding="utf-8")
    (folder / CLAIMS).write_text(lines + "\n" + lines, encoding="utf-8")
    assert [(problem.line, problem.message) for problem in check(folder)] == [(3, "the id 'c001' stands in it twice")]


REMARKS = {
    "a feed twice": (FEEDS, "  </body>", '<outline xmlUrl="https://post.example/feed"/></body>', "stands in it twice"),
    "no feed": (FEEDS, "xmlUrl", "htmlUrl", "it names no feed"),
    "an unknown language of a feed": (FEEDS, 'language="en"', 'language="English!"', "no language tag"),
    "no claim": (CLAIMS, None, "", "it holds no claim"),
    "a spelling twice": (PROFILE, "Portville Council", "ANNA BERG", "stands under two names"),
}


@pytest.mark.parametrize(("file", "old", "new", "message"), REMARKS.values(), ids=REMARKS.keys())
def test_what_does_not_hinder_is_only_remarked(
    folder: Path, file: str, old: str | None, new: str, message: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old is None or old in text
    (folder / file).write_text(new if old is None else text.replace(old, new), encoding="utf-8")
    said = check(folder)
    assert len(said) == 1
    assert isinstance(said[0], Remark)
    assert message in said[0].message
    assert load(folder).id == "harbour"


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert [problem.message for problem in check(tmp_path / "none")] == ["there is no such folder"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert [problem.message for problem in check(tmp_path / "file")] == ["it is no folder"]


def test_a_folder_whose_name_can_be_no_id(folder: Path) -> None:
    renamed = folder.rename(folder.with_name("new harbour"))
    assert [problem.message for problem in check(renamed)] == ["'new harbour' is no id"]


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check(folder) == []


def test_documents_that_cannot_be_read_are_said_once_and_not_for_every_claim(folder: Path) -> None:
    (folder / DOCUMENTS).unlink()
    assert [problem.file for problem in check(folder)] == [DOCUMENTS]


@pytest.mark.parametrize("path", ["/none", "none", "./none", "far/none"])
def test_a_missing_folder_is_named_once_and_in_full(path: str) -> None:
    with pytest.raises(TopicError) as caught:
        load(Path(path))
    assert str(caught.value).startswith(f"{Path(path).absolute()}: there is no such folder. ")
