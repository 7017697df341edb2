"""Readers of files that people write: whatever stands in them, problems are gathered and nothing is raised."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimwatch.errors import Problem
from claimwatch.topics.opml import read_opml
from claimwatch.topics.plaintext import read_plain
from claimwatch.topics.profile import read_profile
from claimwatch.topics.rows import read_claims, read_documents

MANY = settings(max_examples=60, deadline=None, derandomize=True)
OPML = st.lists(
    st.sampled_from(["<opml>", "<outline ", 'xmlUrl="', "&", "&#0;", ";", '"', "/>", "</opml>", "<!", "\0", "ж"])
)
TOML = st.lists(
    st.sampled_from(["name", " = ", '"x"', "\n", "[names]", "[", "]", "person", "{", "}", "1", ",", "follow"])
)
JSON = st.lists(st.sampled_from(['{"id":', '"statement"', ":", "[", "]", "{", "}", "null", "1e999", '"x"', ",", "\n"]))


@MANY
@given(st.one_of(OPML.map("".join).map(str.encode), st.binary(max_size=200)))
def test_opml(body: bytes) -> None:
    problems: list[Problem] = []
    assert read_opml(body, problems) == () or not problems or all(problem.line for problem in problems)


@MANY
@given(st.one_of(TOML.map("".join), st.text(max_size=100)))
def test_profile(text: str) -> None:
    problems: list[Problem] = []
    profile = read_profile(text, problems)
    assert problems or (profile.name and profile.follow)


@MANY
@given(st.one_of(JSON.map("".join), st.text(max_size=100)))
def test_rows(text: str) -> None:
    problems: list[Problem] = []
    assert read_documents(text, problems) == () or not problems
    read_claims(text, [], problems)
    assert problems or not text.strip()


@MANY
@given(st.lists(st.one_of(st.from_regex(r"[0-9./: -]{1,14}", fullmatch=True), st.text(max_size=30)), max_size=5))
def test_plain_text(lines: list[str]) -> None:
    plain = read_plain("\n".join(lines))
    assert plain.published is None or plain.published.tzinfo is not None
