from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claimwatch.judging.values import changes, compatible, overlapping
from claimwatch.records import DateSpan, Quantity
from tests.judging.small import claim, figure, span

MAY_BE_ONE = {
    "equal": (figure("4"), figure("4.0")),
    "money, rounded": (figure("1020000000", "USD"), figure("1000000000", "USD")),
    "a share, rounded": (figure("49.7", "%"), figure("50", "%")),
    "about so many": (figure("1000", "c:job", bound="about"), figure("1030", "c:job")),
    "within a range": (figure("14", "c:plant", high="16"), figure("15")),
    "ranges that overlap": (figure("10", high="15"), figure("14", high="20")),
    "no less than the least": (figure("300", "c:job", bound="at least"), figure("350", "c:job")),
    "no more than the most": (figure("100", "km", bound="at most"), figure("80", "km")),
}
CANNOT_BE_ONE = {
    "a count is a count": (figure("4"), figure("5")),
    "a count is not rounded": (figure("1000", "c:job"), figure("1030", "c:job")),
    "ten times": (figure("300", "c:job"), figure("3000", "c:job")),
    "other money": (figure("1000000000", "USD"), figure("1500000000", "USD")),
    "less than the least": (figure("300", "c:job", bound="at least"), figure("200", "c:job")),
    "more than the most": (figure("100", "km", bound="at most"), figure("150", "km")),
    "beside the range": (figure("10", "c:plant", high="20"), figure("25")),
    "loss and gain": (figure("-5", "%"), figure("5", "%")),
}
SHARE_A_DAY = {
    "the same day": (span("2027-03-01", "2027-03-01"), span("2027-03-01", "2027-03-01")),
    "a day of the year": (span("2027-01-01", "2027-12-31"), span("2027-03-01", "2027-03-01")),
    "the last day is the first": (span("2027-01-01", "2027-03-01"), span("2027-03-01", "2027-06-01")),
    "since then": (span("2027-01-01", None), span("2029-05-05", "2029-05-05")),
    "until then": (span(None, "2027-01-01"), span("2020-05-05", "2020-05-05")),
    "both open": (span(None, "2027-01-01"), span("2026-01-01", None)),
}
SHARE_NONE = {
    "two years": (span("2027-01-01", "2027-12-31"), span("2028-01-01", "2028-12-31")),
    "before it begins": (span("2027-01-01", None), span("2026-12-31", "2026-12-31")),
    "after it ends": (span(None, "2027-01-01"), span("2027-01-02", "2027-01-02")),
}


@pytest.mark.parametrize(("a", "b"), MAY_BE_ONE.values(), ids=MAY_BE_ONE)
def test_figures_that_may_be_one(a: Quantity, b: Quantity) -> None:
    assert compatible(a, b)
    assert compatible(b, a)


@pytest.mark.parametrize(("a", "b"), CANNOT_BE_ONE.values(), ids=CANNOT_BE_ONE)
def test_figures_that_cannot_be_one(a: Quantity, b: Quantity) -> None:
    assert not compatible(a, b)
    assert not compatible(b, a)


@pytest.mark.parametrize(("a", "b"), SHARE_A_DAY.values(), ids=SHARE_A_DAY)
def test_times_that_share_a_day(a: DateSpan, b: DateSpan) -> None:
    assert overlapping(a, b)
    assert overlapping(b, a)


@pytest.mark.parametrize(("a", "b"), SHARE_NONE.values(), ids=SHARE_NONE)
def test_times_that_share_none(a: DateSpan, b: DateSpan) -> None:
    assert not overlapping(a, b)
    assert not overlapping(b, a)


CHANGE = {
    "another count of the same": ("q:c:plant:5", "q:c:plant:4", {("4 plant", "5 plant")}),
    "another sum": ("q:USD:3000000", "q:USD:1000000", {("1000000 USD", "3000000 USD")}),
    "another year": ("c:open d:2028", "c:open d:2027", {("2027", "2028")}),
    "each by itself": (
        "q:c:plant:5 q:USD:3000000 d:2028",
        "q:c:plant:4 q:USD:1000000 d:2027",
        {("4 plant", "5 plant"), ("1000000 USD", "3000000 USD"), ("2027", "2028")},
    ),
}
NO_CHANGE = {
    "the same": ("q:c:plant:4 d:2027", "q:c:plant:4 d:2027"),
    "another thing is counted": ("q:c:job:500", "q:c:plant:4"),
    "a closer date": ("d:2027-03-01", "d:2027"),
    "the old value beside another": ("q:c:plant:4 q:c:plant:2 d:2027 d:2030", "q:c:plant:4 d:2027"),
    "no figure now": ("c:plant", "q:c:plant:4 d:2027"),
    "no figure then": ("q:c:plant:4 d:2027", "c:plant"),
}


@pytest.mark.parametrize(("now", "then", "expected"), CHANGE.values(), ids=CHANGE)
def test_another_value_is_a_change(now: str, then: str, expected: set[tuple[str, str]]) -> None:
    coming = claim(now, modality="planned")
    assert {(change.old, change.new) for change in changes(coming, claim(then))} == expected


@pytest.mark.parametrize(("now", "then"), NO_CHANGE.values(), ids=NO_CHANGE)
def test_no_change(now: str, then: str) -> None:
    assert not list(changes(claim(now), claim(then)))


@pytest.mark.parametrize(
    ("now", "then", "old", "new"),
    [
        ("q:c:plant:4 q:c:plant:5", "q:c:plant:4", "4 plant", "5 plant"),
        ("d:2027 d:2028", "d:2027", "2027", "2028"),
    ],
    ids=["figure", "date"],
)
def test_an_old_value_that_is_set_against_a_new_one_is_a_change(now: str, then: str, old: str, new: str) -> None:
    found = changes(claim(now, contrasted=True), claim(then))
    assert [(change.old, change.new) for change in found] == [(old, new)]


def test_the_day_on_which_something_was_said_is_no_value() -> None:
    said = replace(
        claim("c:hire", modality="planned"), dates=(replace(span("2026-03-09", "2026-03-09"), text="on Monday"),)
    )
    assert not list(changes(said, claim("c:hire d:2026-03-03")))


def test_what_is_over_was_not_moved() -> None:
    assert not list(changes(claim("c:open d:2028", modality="done"), claim("c:open d:2027")))


@pytest.mark.parametrize(
    ("now", "then", "same"),
    [
        ("q:USD:2800000000", "q:USD:2700000000", False),
        ("q:USD:1200000000", "q:USD:1000000000", False),
        ("q:USD:918000000", "q:USD:920000000", True),
        ("q:%:14.7", "q:%:15", True),
        ("q:%:75", "q:%:70", False),
        ("q:c:plant:57", "q:c:plant:59", False),
    ],
)
def test_rounding_is_no_change(now: str, then: str, *, same: bool) -> None:
    assert (not list(changes(claim(now), claim(then)))) is same


def test_the_far_end_of_a_rise_is_the_new_value() -> None:
    rise = replace(claim("", contrasted=True), quantities=(replace(figure("18", "EUR"), high=Decimal(21)),))
    found = changes(rise, replace(claim(""), quantities=(figure("18", "EUR"),)))
    assert [change.value.value for change in found if isinstance(change.value, Quantity)] == [Decimal(21)]


def test_figures_of_nothing_known_do_not_change_each_other() -> None:
    nameless = [replace(claim(""), quantities=(figure(value, ""),)) for value in ("4", "700")]
    assert not list(changes(*nameless))
