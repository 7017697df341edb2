"""The coverage is what it says it is: its bookkeeping holds, and nothing is a copy but what is declared one."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from claimwatch.errors import UserError
from claimwatch.fingerprints import words
from claimwatch.newsroom.coverage import FOLDER, Coverage, Piece, load

RUN = 8
COPIES = {"exact", "near", "partial"}


def runs(piece: Piece) -> set[tuple[str, ...]]:
    found = words("\n".join(piece.paragraphs))
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def family(piece: Piece) -> int:
    """The number of the piece that a copy goes back to; of an original, its own."""
    return piece.of if piece.of is not None and piece.kind in COPIES else piece.number


def test_there_is_a_wave_of_articles_before_every_poll(coverage: Coverage) -> None:
    polls = coverage.polls
    before = [sum(piece.published <= poll for piece in coverage.pieces) for poll in polls]
    assert len(polls) == 3
    assert all(earlier + 8 < later for earlier, later in pairwise([0, *before]))
    assert before[-1] == len(coverage.pieces) >= 34


def test_numbers_and_addresses_are_each_given_once(coverage: Coverage) -> None:
    assert len({piece.number for piece in coverage.pieces}) == len(coverage.pieces)
    assert len({(piece.outlet.host, piece.path) for piece in coverage.pieces}) == len(coverage.pieces)


def test_every_outlet_stands_under_example_and_publishes(coverage: Coverage) -> None:
    publishing = {piece.outlet.key for piece in coverage.pieces}
    assert {outlet.key for outlet in coverage.outlets if not outlet.query} == publishing
    assert all(outlet.host.endswith(".example") for outlet in coverage.outlets)
    assert len({outlet.host for outlet in coverage.outlets}) == len(coverage.outlets)


def test_every_kind_of_feed_page_and_copy_occurs(coverage: Coverage) -> None:
    assert {outlet.feed for outlet in coverage.outlets} == {"rss", "atom", "json", "rdf"}
    assert len({outlet.layout for outlet in coverage.outlets if not outlet.query}) >= 4
    kinds = {piece.kind for piece in coverage.pieces}
    assert kinds == {"original", "exact", "near", "partial", "translation", "off-topic"}


def test_articles_have_the_length_of_news_and_the_language_of_their_outlet(coverage: Coverage) -> None:
    for piece in coverage.pieces:
        assert 120 <= sum(len(paragraph.split()) for paragraph in piece.paragraphs) <= 300, piece.slug
        assert piece.language == piece.outlet.language in coverage.clutter, piece.slug


def test_what_is_derived_came_after_what_it_is_derived_from(coverage: Coverage) -> None:
    pieces = {piece.number: piece for piece in coverage.pieces}
    for piece in coverage.pieces:
        assert (piece.of is not None) or piece.kind in {"original", "off-topic"}, piece.slug
        if piece.of is not None:
            assert pieces[piece.of].published < piece.published, piece.slug
            assert pieces[piece.of].outlet != piece.outlet, piece.slug


def test_a_translation_is_in_another_language_and_a_copy_in_the_same(coverage: Coverage) -> None:
    pieces = {piece.number: piece for piece in coverage.pieces}
    for piece in coverage.pieces:
        if piece.of is not None and piece.kind != "original":
            same = pieces[piece.of].language == piece.language
            assert same == (piece.kind in COPIES), piece.slug


def test_an_exact_copy_has_the_text_of_its_original_and_nothing_new(coverage: Coverage) -> None:
    pieces = {piece.number: piece for piece in coverage.pieces}
    exact = [piece for piece in coverage.pieces if piece.kind == "exact"]
    assert exact
    for piece in exact:
        assert piece.of is not None
        assert piece.paragraphs == pieces[piece.of].paragraphs
        assert not piece.new


def test_a_declared_copy_shares_runs_of_words_and_nothing_else_does(coverage: Coverage) -> None:
    shared = {piece.number: runs(piece) for piece in coverage.pieces}
    for one, other in combinations(coverage.pieces, 2):
        common = shared[one.number] & shared[other.number]
        related = family(one) == family(other)
        assert bool(common) == related, (one.slug, other.slug, sorted(common)[:1])


BROKEN = {
    "no front matter": ("Only text.\n", "no front matter"),
    "an unknown key": ('+++\nmood = "good"\n+++\nText.\n', "mood"),
    "an unknown kind": ('+++\nkind = "rumour"\n+++\nText.\n', "kind"),
    "an outlet that is not there": ("{front}outlet = 'nobody'\n+++\nText.\n", "nobody"),
    "a copy of nothing": ("{front}outlet = 'steppe-herald'\nof = 77\n+++\nText.\n", "not there"),
}
FRONT = "+++\npublished = 2026-01-01T00:00:00Z\ntitle = 'T'\nlanguage = 'en'\nkind = 'original'\n"


@pytest.mark.parametrize(("text", "cause"), BROKEN.values(), ids=BROKEN)
def test_a_broken_article_is_named_with_its_cause(tmp_path: Path, text: str, cause: str) -> None:
    for name in ("outlets.toml", "clutter.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "01-broken.md").write_text(text.replace("{front}", FRONT), "utf-8")
    with pytest.raises(UserError, match=rf"^01-broken\.md: .*{cause}"):
        load(tmp_path)


def test_a_file_with_another_name_is_refused(tmp_path: Path) -> None:
    for name in ("outlets.toml", "clutter.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "notes.md").write_text("+++\n+++\n", "utf-8")
    with pytest.raises(UserError, match=r"^notes\.md: "):
        load(tmp_path)
