from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from claimwatch.judging.features import Context, features
from claimwatch.judging.verdicts import Weights, decide, denies, frame_likeness, learnt, novelty
from claimwatch.records import Claim, Entity, Known, Verdict, VerdictKind
from tests.judging.small import claim, evidence, known

MIDDLE = Context(position=4, neighbours=0.5)
UNDECIDED = Weights(bias=0.0, threshold=0.5, weights={})
"""Everything is just new enough to be told, so that the kind of the verdict shows."""
DEAF = Weights(bias=-20.0, threshold=0.5, weights={})
"""Nothing is new."""
AROUND = tuple(known(100 + at, f"n:other{at} c:trade c:border", f"Other news {at}") for at in range(30))

FRAME = "n:aspan c:build c:artillery p:kz"
FOUR = known(1, f"{FRAME} q:c:plant:4", "Aspan will build four artillery plants in Kazakhstan.")
IN_2027 = known(2, "n:aspan c:open c:production p:karazhal d:2027", "Aspan opens production at Karazhal in 2027.")
SAID = known(3, "n:mnstr c:sell c:shell c:abroad n:aspan", "The minister said shells would be sold abroad.")


def label(anchor: str) -> str:
    return anchor.rpartition(":")[2]


def judged(what: Claim, *ledger: Known, weights: Weights = UNDECIDED, context: Context = MIDDLE) -> Verdict:
    return decide(evidence(what, *ledger, *AROUND), context, label, weights)


# ---------------------------------------------------------------- changes

CHANGED = {
    "another figure": (claim(f"{FRAME} q:c:plant:5"), FOUR),
    "another year": (claim("n:aspan c:open c:production p:karazhal d:2028", modality="planned"), IN_2027),
    "another figure among more words": (claim(f"{FRAME} q:c:plant:5 c:say"), FOUR),
}
NOT_CHANGED = {
    "the same figure": claim(f"{FRAME} q:c:plant:4"),
    "a figure of another thing": claim(f"{FRAME} q:c:job:500"),
    "a figure in another frame": claim("n:zhrv c:protest c:border q:c:plant:5"),
    "a day of the same year": claim("n:aspan c:open c:production p:karazhal d:2027-03-01"),
    "no figure at all": claim(FRAME),
}


@pytest.mark.parametrize(("now", "then"), CHANGED.values(), ids=CHANGED)
def test_another_value_of_the_same_thing_is_a_change(now: Claim, then: Known) -> None:
    found = judged(now, FOUR, IN_2027, SAID)
    assert found.kind == "changed"
    assert found.known[0] == then.id


@pytest.mark.parametrize("now", NOT_CHANGED.values(), ids=NOT_CHANGED)
def test_what_is_no_change(now: Claim) -> None:
    assert judged(now, FOUR, IN_2027, SAID).kind != "changed"


def test_a_change_says_what_was_and_what_is() -> None:
    assert judged(claim(f"{FRAME} q:c:plant:5"), FOUR).reasons == ("was 4 plant, now 5 plant",)


def test_a_value_that_somebody_else_has_given_already_is_no_change() -> None:
    five = known(4, f"{FRAME} q:c:plant:5")
    assert judged(claim(f"{FRAME} q:c:plant:5"), FOUR, five).kind != "changed"


def test_one_of_several_known_values_is_no_change() -> None:
    both = known(4, f"{FRAME} q:c:plant:5 q:c:plant:2")
    assert judged(claim(f"{FRAME} q:c:plant:5"), both).kind != "changed"


def test_a_value_set_against_the_old_one_is_a_change_though_the_old_one_is_named() -> None:
    both = claim(f"{FRAME} q:c:plant:4 q:c:plant:5", "Not four but five plants will be built.")
    assert judged(both, FOUR).kind != "changed"
    assert judged(replace(both, contrasted=True), FOUR).kind == "changed"


def test_of_a_claim_that_sets_two_values_against_each_other_less_likeness_is_asked() -> None:
    looser = claim("n:aspan c:build c:budget c:parliament c:vote c:spring q:c:plant:5")
    assert judged(looser, FOUR).kind != "changed"
    assert judged(replace(looser, contrasted=True), FOUR).kind == "changed"


FIVE = claim(f"{FRAME} q:c:plant:5")


@pytest.mark.parametrize(("minutes", "kind"), [(-1, "new"), (0, "changed"), (1, "changed")])
def test_an_article_that_comes_late_changes_nothing_that_was_said_after_it(minutes: int, kind: VerdictKind) -> None:
    published = FOUR.published + timedelta(minutes=minutes)
    late = replace(evidence(FIVE, FOUR, *AROUND), published=published)
    assert decide(late, MIDDLE, label, UNDECIDED).kind == kind
    denial = replace(evidence(replace(FIVE, quantities=(), modality="denied"), FOUR, *AROUND), published=published)
    assert (decide(denial, MIDDLE, label, UNDECIDED).kind == "contradicted") == (minutes >= 0)


def test_an_article_of_which_only_the_day_is_known_may_be_of_any_hour_of_it() -> None:
    midnight = FOUR.published.replace(hour=0, minute=0)
    for published, kind in ((midnight, "changed"), (midnight - timedelta(days=1), "new")):
        found = replace(evidence(FIVE, FOUR, *AROUND), published=published)
        assert decide(found, MIDDLE, label, UNDECIDED).kind == kind


def test_what_the_seeds_say_was_known_before_whatever_their_date() -> None:
    seed = replace(FOUR, url="seed:001")
    late = replace(evidence(FIVE, seed, *AROUND), published=FOUR.published - timedelta(days=1))
    assert decide(late, MIDDLE, label, UNDECIDED).kind == "changed"


# ---------------------------------------------------------------- denials

DENIED = claim("n:mnstr c:sell c:shell c:abroad n:aspan", negated=True)


@pytest.mark.parametrize("fields", [{"negated": True}, {"modality": "denied"}])
def test_a_denial_of_what_was_said_contradicts_it(fields: dict[str, object]) -> None:
    found = judged(claim("n:mnstr c:sell c:shell c:abroad n:aspan", **fields), FOUR, SAID)
    assert found.kind == "contradicted"
    assert found.known[0] == SAID.id


def test_a_denial_of_something_else_contradicts_nothing() -> None:
    assert judged(claim("n:zhrv c:resign c:parliament", negated=True), FOUR, SAID).kind == "new"


def test_a_denial_of_what_was_denied_already_contradicts_nothing() -> None:
    assert judged(DENIED, known(5, "n:mnstr c:sell c:shell c:abroad n:aspan", negated=True)).kind == "new"


def test_of_what_only_anchors_are_known_it_is_not_known_whether_it_says_no() -> None:
    assert judged(DENIED, known(5, "n:mnstr c:sell c:shell c:abroad n:aspan")).kind != "contradicted"


def test_what_was_denied_and_is_said_after_all_contradicts_the_denial() -> None:
    denial = known(5, "n:mnstr c:sell c:shell c:abroad n:aspan", "No shells will be sold.", negated=True)
    assert judged(claim("n:mnstr c:sell c:shell c:abroad n:aspan"), denial).kind == "contradicted"


def test_denying_is_saying_that_something_is_not_so() -> None:
    assert denies(DENIED)
    assert denies(claim("c:sell", modality="denied"))
    assert not denies(claim("c:sell", modality="planned"))


# ---------------------------------------------------------------- repeated or new


def test_another_figure_in_the_same_sentence_is_told_however_little_else_is_new() -> None:
    assert judged(claim(f"{FRAME} q:c:plant:5"), FOUR, SAID, weights=DEAF).kind == "changed"


def test_another_figure_in_a_sentence_that_is_only_similar_is_told_if_it_is_new_at_all() -> None:
    similar = claim("n:aspan c:build p:kz c:road c:sea c:ship q:c:plant:5")
    assert judged(similar, FOUR, SAID).kind == "changed"
    assert judged(similar, FOUR, SAID, weights=DEAF).kind == "repeated"


def test_what_was_said_word_by_word_is_repeated() -> None:
    again = claim(" ".join(FOUR.claim.anchors), FOUR.claim.quote.text)
    found = judged(again, FOUR, IN_2027, SAID, weights=learnt(), context=replace(MIDDLE, neighbours=1))
    assert found.kind == "repeated"
    assert found.known[0] == FOUR.id


def test_what_nobody_has_said_or_named_is_new() -> None:
    fresh = claim("n:krmv n:brgmn c:arrest q:c:suspect:12 d:2026-03-04", "Police arrested 12 people on 4 March.")
    context = Context(position=1, neighbours=0.1)
    assert judged(fresh, FOUR, IN_2027, SAID, weights=learnt(), context=context).kind == "new"


def test_the_less_of_it_is_known_the_newer_it_is() -> None:
    whole, none = claim(" ".join(FOUR.claim.anchors), FOUR.claim.quote.text), claim("n:krmv c:arrest q:c:suspect:12")
    known_score, fresh_score = (judged(each, FOUR, weights=learnt()).score for each in (whole, none))
    assert known_score < fresh_score


def test_scores_lie_between_nought_and_one_however_large_the_weights() -> None:
    for bias in (-1e9, -1.0, 0.0, 1.0, 1e9):
        assert 0 <= novelty({"likeness": 1.0}, Weights(bias, 0.5, {"likeness": bias})) <= 1


def test_a_feature_that_has_no_weight_says_nothing() -> None:
    assert novelty({"unheard of": 5.0}, UNDECIDED) == novelty({}, UNDECIDED)


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert set(features(evidence(claim("c:build"), FOUR), MIDDLE)) == set(learnt().weights)
    assert 0 < learnt().threshold < 1


@pytest.mark.parametrize("what", [claim(""), claim("c:build"), FOUR.claim, DENIED])
def test_features_are_small_numbers_that_can_be_weighed(what: Claim) -> None:
    found = features(evidence(what, FOUR, SAID), MIDDLE)
    assert all(0 <= value <= 2 for value in found.values()), found


def test_figures_and_dates_are_no_part_of_the_frame() -> None:
    other = evidence(claim(f"{FRAME} q:c:plant:5 d:2030"), FOUR, IN_2027)
    assert frame_likeness(other, FOUR) == pytest.approx(1)
    assert other.likeness(FOUR) < 1
    assert frame_likeness(other, IN_2027) < frame_likeness(other, FOUR)


# ---------------------------------------------------------------- reasons


@pytest.mark.parametrize(("weights", "kind"), [(UNDECIDED, "new"), (DEAF, "repeated")])
def test_every_verdict_has_reasons_in_words(weights: Weights, kind: VerdictKind) -> None:
    found = judged(claim("n:aspan c:hire q:c:job:500", "Aspan hires 500."), FOUR, weights=weights)
    assert found.kind == kind
    assert all(found.reasons)
    assert not any(prefix in reason for reason in found.reasons for prefix in ("c:", "n:", "q:"))


def test_a_new_name_is_told_as_it_was_written() -> None:
    named = claim("n:krmv c:build", entities=(Entity("n:krmv", "Anna Karimova", "person"),))
    assert any("Anna Karimova" in reason for reason in judged(named, FOUR).reasons)


def test_a_repetition_names_who_said_it_before() -> None:
    again = claim(" ".join(FOUR.claim.anchors))
    assert "Outlet 1" in judged(again, FOUR, weights=DEAF).reasons[0]


def test_of_a_claim_without_anchors_it_is_said_that_it_says_too_little() -> None:
    assert judged(claim(""), FOUR, weights=DEAF).reasons == ("it says too little",)


def test_each_known_claim_is_named_once_and_all_are_of_the_ledger() -> None:
    found = judged(claim(f"{FRAME} q:c:plant:5"), FOUR, IN_2027, SAID)
    assert len(found.known) == len(set(found.known))
    assert set(found.known) <= {each.id for each in (FOUR, IN_2027, SAID, *AROUND)}
