"""Where the title of a plain text is, and its date: a new case is a line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claimwatch.topics.plaintext import read_plain

BODY = "The council met on Monday and decided to build. It will cost a lot.\n\nNobody was asked."
NOON = datetime(2021, 3, 12, 12, tzinfo=UTC)

TITLES = {
    "the first line": f"A harbour for Portville\n\n{BODY}",
    "a heading": f"Some site\n\n# A harbour for Portville\n\n{BODY}",
    "a closed heading": f"## A harbour for Portville ##\n{BODY}",
    "a line that comes twice, below a menu": f"Home\nA harbour for Portville\n2\nA harbour for Portville\n{BODY}",
    "a line below its date": f"12 March 2021, Friday, 16:33\nA harbour for Portville\n{BODY}",
    "a line behind its date": f" date 2021-03-12 A harbour for Portville\n{BODY}",
    "front matter": f'---\ntitle: "A harbour for Portville"\n---\n{BODY}',
    "a heading with a link": f"# [A harbour](https://a.example) for **Portville**\n{BODY}",
}


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES.keys())
def test_the_title_is_found(text: str) -> None:
    plain = read_plain(text)
    assert plain.title == "A harbour for Portville"
    assert plain.text == BODY


@pytest.mark.parametrize("text", [BODY, "One line alone", ""])
def test_a_text_may_have_no_title(text: str) -> None:
    assert (read_plain(text).title, read_plain(text).text) == ("", text)


DATES = {
    "2021-03-12": NOON,
    "2021-03-12T08:30:00+03:00": datetime(2021, 3, 12, 5, 30, tzinfo=UTC),
    "12 March 2021, Friday, 16:33": datetime(2021, 3, 12, 16, 33, tzinfo=UTC),
    "Published: March 12, 2021": NOON,
    "12 марта 2021": NOON,
    "12.03.2021": datetime(2021, 3, 12, 12, tzinfo=UTC),
    "Опубликовано: 12 марта 2021 г.": NOON,
    "12 March": None,
    "March 2021": None,
    "2021": None,
    "2021-13-45": None,
    "Read 120 times": None,
}


@pytest.mark.parametrize(("line", "day"), DATES.items())
def test_a_date_line(line: str, day: datetime | None) -> None:
    assert read_plain(f"A harbour for Portville\n{line}\n{BODY}").published == day


def test_a_date_in_a_sentence_is_no_date_line() -> None:
    text = "A harbour\nThe council of the town of Portville had already decided this on 12 March 2021, it now says."
    assert read_plain(text).published is None


def test_a_date_line_at_the_end_counts() -> None:
    assert read_plain(f"A harbour for Portville\n{BODY}\n12 March 2021").published == NOON


def test_what_cannot_be_seen_is_left_out() -> None:
    plain = read_plain("A har\u00adbour \x1b[31mfor\u202e Port\u200bville\n\nIt will\x00 be built.")
    assert (plain.title, plain.text) == ("A harbour [31mfor Portville", "It will be built.")
