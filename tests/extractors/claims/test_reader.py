"""The built-in reader on small articles and on texts that are none."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from claimwatch.contracts import ClaimReader
from claimwatch.records import Article
from extractors.claims.reader import BuiltinReader

READER = BuiltinReader()
PUBLISHED = datetime(2026, 3, 12, 9, tzinfo=UTC)


def article(text, title="Port of Bergen to be widened", language="und"):
    return Article("https://news.example/1", title, text, PUBLISHED, language=language)


def read(text, language, title=""):
    return READER.read(article(text, title, language))


def test_it_keeps_the_contract():
    assert isinstance(READER, ClaimReader)


def test_the_title_is_read_first():
    claims = READER.read(article("Two new piers will cost 30 million euros, the port said.", language="en"))
    assert [claim.in_title for claim in claims] == [True, False]


def test_a_translation_has_the_same_names_figures_and_dates():
    one = read("The Ministry of Defence of Kazakhstan will buy 12 helicopters for $300 million in 2027.", "en")
    two = read("Министерство обороны Казахстана купит 12 вертолётов за 300 млн долларов в 2027 году.", "ru")
    hard = [{anchor for anchor in claims[0].anchors if not anchor.startswith(("x:", "c:"))} for claims in (one, two)]
    assert hard[0] == hard[1]
    assert {"n:defence-ministry", "p:KZ", "q:USD:300000000", "d:2027"} <= hard[0]
    assert {"c:buy", "c:helicopter"} <= set(one[0].anchors) & set(two[0].anchors)


def test_the_statement_is_without_the_attribution():
    (claim,) = read("The pier will be closed for two months, the port said on Monday.", "en")
    assert claim.statement == "The pier will be closed for two months."
    assert claim.quote.text.endswith("said on Monday.")


def test_the_words_of_attribution_are_no_anchors():
    plain = read("The pier will be closed for two months.", "en")
    said = read("The pier will be closed for two months, Peter Novak said.", "en")
    assert plain[0].anchors == said[0].anchors
    assert said[0].speaker
    assert said[0].speaker.name == "Peter Novak"


def test_a_quotation_of_several_sentences_has_one_speaker():
    text = "“The pier is unsafe and will be closed. The repair will cost 2 million euros,” Peter Novak said."
    assert {claim.speaker and claim.speaker.name for claim in read(text, "en")} == {"Peter Novak"}


def test_he_is_who_spoke_last():
    text = "Павел Осипов заявил, что мост закроют на два месяца. Ремонт обойдётся в 2 млн евро, отметил он."
    assert [claim.speaker and claim.speaker.name for claim in read(text, "ru")] == ["Павел Осипов"] * 2


def test_the_role_alone_is_who_had_it_before():
    text = "Finance Minister Anna Berg said that taxes will rise. Spending will be cut by 4 percent, the minister said."
    assert [claim.speaker and claim.speaker.name for claim in read(text, "en")] == ["Anna Berg"] * 2


def test_an_attribution_alone_names_the_speaker_of_the_sentence_before():
    text = "Мост через реку закроют на два месяца. Об этом сообщил Павел Осипов."
    (claim,) = read(text, "ru")
    assert claim.speaker
    assert claim.speaker.name == "Павел Осипов"


def test_who_is_cited_speaks():
    (claim,) = read("The port will close two piers in May, the Herald reported, citing Peter Novak.", "en")
    assert claim.speaker
    assert claim.speaker.name == "Peter Novak"
    assert claim.speaker.cited_by


def test_a_short_form_is_the_full_name():
    text = "Anna Berg visited the flooded villages on the coast. Berg promised 3 million euros to the villages."
    keys = [{entity.key for entity in claim.entities} for claim in read(text, "en")]
    assert keys[0] == keys[1]


def test_other_languages_are_read_by_anchors_only():
    (claim,) = read("Norwegen kauft 12 Hubschrauber für 300 Millionen Euro.", "de")
    assert claim.by_anchors_only
    assert "p:NO" in claim.anchors


@pytest.mark.parametrize(
    "anchor", ["c:buy", "p:KZ", "n:nato", "q:USD:5", "q:c:plant:4", "d:2027", "x:abc", "", "c:", "?"]
)
def test_every_anchor_has_a_label(anchor):
    assert isinstance(READER.label(anchor), str)


def test_labels_are_words():
    assert READER.label("p:KZ") == "Kazakhstan"
    assert READER.label("q:USD:5") == "5 USD"


HOSTILE = {
    "empty": "",
    "blank": " \n\t\u00a0\n" * 50,
    "nul": "The port\x00 will close two piers\x00 in May.",
    "bidi and zero-width": "The p\u200bort \u202ewill\u202c close two piers in May, N\u00adovak said.",
    "mixed scripts": "Пopт Бepгeнa зaкpoют нa двa мecяцa.",
    "digits of other scripts": "The port will close ٣٤ piers and १२ docks in ２０２７.",
    "one long word": "a" * 50_000,
    "one long sentence": "the port said that, " * 2_500,
    "quotation marks": '"«“' * 5_000,
    "capitals": "Ab " * 5_000,
    "initials": "A. " * 5_000,
    "numbers": "1 2, 3 " * 2_000,
    "colons": "А: " * 5_000,
    "lone surrogate": "The port \ud800 will close two piers.",
}


@pytest.mark.parametrize("language", ["en", "ru", "kk", "zz", "und"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_breaks_the_reader(text, language):
    assert_cut_out(article(text, language=language))


@pytest.mark.parametrize("seed", range(8))
def test_random_characters_do_not_break_the_reader(seed):
    rng = random.Random(seed)
    planes = [(1, 0xD7FF), (0xE000, 0x10FFFF), (32, 126), (0x400, 0x52F)]
    text = "".join(chr(rng.randint(*rng.choice(planes))) for _ in range(3000))
    assert_cut_out(article(text, title=text[:40]))


def assert_cut_out(given):
    content = given.content
    for claim in READER.read(given):
        assert content[claim.quote.start : claim.quote.end] == claim.quote.text
        for part in (*claim.quantities, *claim.dates):
            assert content[part.start : part.end] == part.text
        assert list(claim.anchors) == sorted(set(claim.anchors))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port will close two piers on 5 May 2026.", {"d:2026-05-05"}),
        ("The port will close two piers in May 2026.", {"d:2026-05"}),
        ("The port will close two piers in 2027.", {"d:2027"}),
        ("The port closed two piers yesterday.", set()),
    ],
)
def test_dates_are_anchors_by_their_precision(text, expected):
    (claim,) = read(text, "en")
    assert {anchor for anchor in claim.anchors if anchor.startswith("d:")} == expected
