from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from claimwatch.digests.compose import SUBJECT, Room, compose, groups, subject
from claimwatch.digests.edition import Item, Words
from claimwatch.records import Alert, Digest, Silence, Speaker
from tests.digests.samples import (
    AGAINST_SEED,
    CHANGED,
    DENIAL,
    ENGINEER,
    FACT,
    FULL,
    MAYOR,
    SAYING,
    STATEMENT,
    TOPIC,
    alert,
    claim,
    digest,
)

COPIES = "20 copies of earlier ones (11 word by word, 5 slightly edited, 1 in part and 3 translated)"


def items(told: Digest, room: Room | None = None) -> list[Item]:
    edition = compose(told, TOPIC, room or Room())
    return [item for group in edition.groups for item in group.items]


def marks(words: Words) -> list[str]:
    return [segment.text for segment in words.segments if segment.marked]


def said(number: int, speaker: object, outlets: int = 1) -> Alert:
    return alert(number, claim(f"Word {number}.", kind="statement", speaker=speaker), outlets=outlets)


def test_changes_come_first_then_denials_facts_and_statements() -> None:
    assert [(kind, [one.id for one in alerts]) for kind, alerts in groups(FULL).items()] == [
        ("changed", [1, 2]),
        ("contradicted", [3]),
        ("facts", [4]),
        ("statements", [5, 6]),
    ]


def test_the_order_does_not_depend_on_the_order_of_the_alerts() -> None:
    assert groups(replace(FULL, alerts=FULL.alerts[::-1])) == groups(FULL)


def test_what_most_outlets_carry_comes_first_then_the_oldest() -> None:
    late, early = alert(8, claim("B.")), alert(7, claim("A."))
    carried = alert(9, claim("C."), outlets=3)
    assert [one.id for one in groups(digest(late, early, carried))["facts"]] == [9, 7, 8]


def test_the_statements_of_one_speaker_stand_together() -> None:
    told = digest(said(1, MAYOR, outlets=5), said(2, ENGINEER, outlets=3), said(3, MAYOR), said(4, None))
    assert [one.id for one in groups(told)["statements"]] == [1, 3, 2, 4]


@pytest.mark.parametrize(
    ("alerts", "expected"),
    [
        ((CHANGED,), "Harbour bridge: Construction of the bridge is to begin in 2028 (2027 → 2028)"),
        (
            (FACT, CHANGED),
            "Harbour bridge: Construction of the bridge is to begin in 2028 (2027 → 2028) — and 1 more new claim",
        ),
        (
            FULL.alerts,
            "Harbour bridge: Construction of the bridge is to begin in 2028 (2027 → 2028) — and 5 more new claims",
        ),
        ((), "Harbour bridge: no new claims in 41 articles"),
    ],
)
def test_the_subject_is_the_news(alerts: tuple[Alert, ...], expected: str) -> None:
    assert subject(digest(*alerts), TOPIC) == expected


@pytest.mark.parametrize("name", ["Bridge", "Мост " * 40, "B\r\nBcc: all@example.org", "x" * 500])
@pytest.mark.parametrize("statement", ["Short", "A long word " * 40, "y" * 500, "a\r\nb\u202ec", ""])
def test_a_subject_is_one_short_clean_line(name: str, statement: str) -> None:
    told = digest(alert(1, claim("The quote", statement)), FACT)
    line = subject(told, replace(TOPIC, name=name))
    assert len(line) <= SUBJECT
    assert line.isprintable()
    assert line.endswith("— and 1 more new claim")


def test_a_change_shows_both_figures() -> None:
    item = items(digest(CHANGED))[0]
    assert item.values == ("2027", "2028")
    assert item.before is not None
    assert [marks(item.before.words), marks(item.words)] == [["2027"], ["2028"]]


def test_a_contradiction_is_no_change_of_figures() -> None:
    assert items(digest(replace(CHANGED, kind="contradicted")))[0].values is None


def test_a_seed_is_shown_as_the_document_it_was_made_from() -> None:
    before = items(digest(AGAINST_SEED))[0].before
    assert before is not None
    assert (before.source.title, before.source.link) == ("Harbour bridge plan presented", TOPIC.documents[0].url)
    assert not before.words.verbatim  # of a seed only our own words are kept


def test_an_unknown_seed_is_no_link() -> None:
    assert AGAINST_SEED.earlier is not None
    lost = replace(AGAINST_SEED, earlier=replace(AGAINST_SEED.earlier, url="seed:gone"))
    before = items(digest(lost))[0].before
    assert before is not None
    assert before.source.link is None
    assert "began with" in before.source.address


def test_a_claim_that_is_its_quote_is_said_once() -> None:
    assert items(digest(FACT))[0].claim == ""
    assert items(digest(CHANGED))[0].claim == "Construction of the bridge is to begin in 2028"


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("The bridge opens in May", ""),
        ("the bridge opens in may!", ""),
        ("Opens in May", "Opens in May"),  # too little of it
        ("The bridge opens in June", "The bridge opens in June"),
    ],
)
def test_a_claim_that_is_most_of_its_quote_is_not_said_twice(statement: str, shown: str) -> None:
    quote = "“The bridge opens in May,” the mayor said on Monday."
    assert items(digest(alert(1, claim(quote, statement))))[0].claim == shown


def test_earlier_words_that_were_not_kept() -> None:
    assert AGAINST_SEED.earlier is not None
    bare = replace(AGAINST_SEED, earlier=replace(AGAINST_SEED.earlier, statement=""))
    before = items(digest(bare))[0].before
    assert before is not None
    assert str(before.words) == "(of this document the claims are kept, not the words)"
    assert before.source.title == "Harbour bridge plan presented"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ('"It will stand," the minister said.', ""),
        ('"It will stand," Ada Lind, the Minister of Works, said.', ""),
        ("It would stand, he said.", "minister"),
    ],
)
def test_a_bare_role_is_shown_only_where_the_quote_does_not_name_it(quote: str, shown: str) -> None:
    spoken = alert(1, claim(quote, kind="statement", speaker=Speaker(None, "minister")))
    assert items(digest(spoken))[0].speaker == shown


def test_who_is_cited_by_whom() -> None:
    assert items(digest(SAYING))[0].speaker == "Irma Holt, mayor, Lakeside, cited by Radio Lakeside"
    assert items(digest(FACT))[0].speaker == ""


@pytest.mark.parametrize(
    ("told", "label"),
    [
        (CHANGED, "Changed · planned"),
        (DENIAL, "Contradicted · denied"),
        (FACT, "New fact"),
        (STATEMENT, "New statement"),
    ],
)
def test_the_label_says_kind_and_modality(told: Alert, label: str) -> None:
    assert items(digest(told))[0].label == label


def test_times_are_those_of_the_topic() -> None:
    assert items(digest(CHANGED))[0].source.time == "2 Mar 2026, 12:30 UTC+5"


def test_what_there_is_no_room_for_is_counted_in_its_group() -> None:
    edition = compose(FULL, TOPIC, Room(alerts=3))
    assert [(group.kind, len(group.items), group.surplus) for group in edition.groups] == [
        ("changed", 2, 0),
        ("contradicted", 1, 0),
        ("facts", 0, 1),
        ("statements", 0, 2),
    ]
    assert edition.surplus == 3


def test_the_first_digest_says_so() -> None:
    assert compose(replace(FULL, since=None), TOPIC, Room()).lead.startswith("This is the first digest")
    assert compose(FULL, TOPIC, Room()).lead == "Since 2 Mar 2026, 11:30 UTC+5: 6 new claims."


def test_a_day_without_news_is_one_honest_line() -> None:
    edition = compose(digest(), TOPIC, Room())
    assert edition.lead == "Since 2 Mar 2026, 11:30 UTC+5: nobody has made a claim that was not known already."
    assert edition.groups == ()


@pytest.mark.parametrize(
    ("kept", "sentences"),
    [
        (
            FULL.silence,
            (
                f"41 articles were read: 12 original reports, {COPIES} and 9 about something else.",
                "They made 70 claims on the topic: 6 told here, 64 known before and kept silent.",
                "From 2 pages no article could be read; “claimwatch status” says why.",
            ),
        ),
        (
            Silence(failing_feeds=3),
            (
                "No articles came in.",
                "They made 6 claims on the topic: 6 told here, 0 known before and kept silent.",
                "What 3 feeds may have said is not known: they could not be read when last asked.",
            ),
        ),
        (
            Silence(articles=1, originals=1),
            (
                "1 article was read: 1 original report, 0 copies of earlier ones and 0 about something else.",
                "They made 6 claims on the topic: 6 told here, 0 known before and kept silent.",
            ),
        ),
    ],
)
def test_the_silence_in_numbers(kept: Silence, sentences: tuple[str, ...]) -> None:
    assert compose(replace(FULL, silence=kept), TOPIC, Room()).silence == sentences


def test_nothing_read_and_nothing_claimed() -> None:
    edition = compose(digest(silence=Silence()), TOPIC, Room())
    assert edition.silence == ("No articles came in.",)


def test_a_summer_and_a_winter_time_have_their_own_offsets() -> None:
    topic = replace(TOPIC, time_zone="Europe/Berlin")
    winter, summer = alert(1, claim("A.")), alert(2, claim("B."))
    summer = replace(summer, published=summer.published + timedelta(days=120))
    times = [item.source.time for item in compose(digest(winter, summer), topic, Room()).groups[0].items]
    assert times == ["2 Mar 2026, 08:30 UTC+1", "30 Jun 2026, 10:30 UTC+2"]
