"""Seeds in the ledger: once, completed when the folder grows, under one spelling of every name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import ingest
from claimwatch.pipeline.seeds import date_span, known_claim, quantity, take_seeds
from claimwatch.pipeline.spellings import one_spelling
from claimwatch.records import Article, Name, SeedClaim


def rows(desk: Desk) -> dict[str, int]:
    return {table.name: table.count for table in desk.store.db.tables}


def test_seeds_are_taken_once(desk: Desk) -> None:
    take_seeds(desk)
    before = rows(desk)
    assert before["documents"] == len(desk.topic.documents) > 0
    assert before["claims"] >= sum(len(seed.passages) for seed in desk.topic.documents)
    take_seeds(desk)
    assert rows(desk) == before


def test_what_a_folder_gains_is_added_and_what_it_loses_stays(desk: Desk) -> None:
    topic = desk.topic
    take_seeds(replace(desk, topic=replace(topic, documents=topic.documents[:-1])))
    part = rows(desk)
    take_seeds(desk)
    whole = rows(desk)
    assert (part["documents"], whole["documents"]) == (len(topic.documents) - 1, len(topic.documents))
    take_seeds(replace(desk, topic=replace(topic, documents=())))
    assert rows(desk)["claims"] == whole["claims"]


def test_a_claim_that_is_added_to_a_known_seed_is_known(desk: Desk) -> None:
    take_seeds(desk)
    before = rows(desk)["claims"]
    added = SeedClaim("own", "The harbour of Aarby has 14 cranes.", "fact", (desk.topic.documents[0].id,))
    take_seeds(replace(desk, topic=replace(desk.topic, claims=(*desk.topic.claims, added))))
    assert rows(desk)["claims"] == before + 1


@pytest.mark.parametrize(
    "statement",
    ["The harbour of Aarby has no cranes.", "Порт Орби не получит кранов.", "Aarby; crane, harbour (not, planned)"],
)
def test_a_seed_that_says_no_is_known_to_say_no(desk: Desk, statement: str) -> None:
    said = SeedClaim("own", statement, "fact", (desk.topic.documents[0].id,))
    take_seeds(replace(desk, topic=replace(desk.topic, claims=(*desk.topic.claims, said))))
    document = desk.store.ledger.find(desk.topic.id, f"seed:{desk.topic.documents[0].id}")
    assert document
    negated = {known.claim.statement: known.claim.negated for known in desk.store.ledger.claims_of(document.id)}
    assert negated[statement]
    assert not negated[desk.topic.claims[0].statement]


@pytest.mark.parametrize(
    "statement", ["The mayor denied that Aarby had sold its cranes.", "mayor, Aarby: Aarby; crane, sell (not, denied)"]
)
def test_a_denial_of_the_seeds_is_known_to_be_one(desk: Desk, statement: str) -> None:
    said = SeedClaim("own", statement, "fact", (desk.topic.documents[0].id,))
    take_seeds(replace(desk, topic=replace(desk.topic, claims=(*desk.topic.claims, said))))
    document = desk.store.ledger.find(desk.topic.id, f"seed:{desk.topic.documents[0].id}")
    assert document
    moods = {known.claim.statement: known.claim.modality for known in desk.store.ledger.claims_of(document.id)}
    assert moods[statement] == "denied"


def test_a_statement_stands_with_its_passage_in_whichever_of_its_documents_that_is(desk: Desk) -> None:
    first, second = desk.topic.documents[:2]
    said = SeedClaim("own", "In our own words.", "fact", (first.id, second.id), passage=(second.id, 0))
    take_seeds(replace(desk, topic=replace(desk.topic, claims=(said,))))
    document = desk.store.ledger.find(desk.topic.id, f"seed:{second.id}")
    assert document
    assert said.statement in desk.store.ledger.statements(document.id)


def test_a_text_of_the_seeds_is_their_exact_copy(desk: Desk, seeds: tuple[Article, ...], now: datetime) -> None:
    _, judged = ingest(desk, seeds, now)
    found = [(row["duplicate_kind"], row["duplicate_of"]) for row in desk.store.articles.rows(desk.topic.id)]
    assert found == [("exact", f"seed:{document.id}") for document in desk.topic.documents]
    assert judged.alerts == 0


@pytest.mark.parametrize("documents", [1, 2])
def test_a_topic_may_have_few_seeds(desk: Desk, story: tuple[Article, ...], now: datetime, documents: int) -> None:
    few = replace(desk, topic=replace(desk.topic, documents=desk.topic.documents[:documents], claims=()))
    _, judged = ingest(few, story, now)
    on_topic = {row["source"]: row["on_topic"] for row in desk.store.articles.rows(desk.topic.id)}
    assert judged.alerts > 0
    assert (on_topic["Vessa Courier"], on_topic["The Pitch"]) == (1, 0)


# ---------------------------------------------------------------- spellings


@pytest.fixture
def named(desk: Desk) -> Desk:
    names = (Name("person", ("Karin Holt", "Карин Хольт")),)
    return replace(desk, topic=replace(desk.topic, names=names))


def test_all_spellings_of_a_name_go_by_the_first(named: Desk) -> None:
    take_seeds(named)
    latin, cyrillic = (
        {anchor for anchor in one_spelling(named, named.reader.anchors(text)) if anchor.startswith("n:")}
        for text in ("Karin Holt spoke.", "Карин Хольт выступила.")
    )
    assert latin
    assert latin == cyrillic


def test_a_new_name_keeps_its_spelling_and_the_rest_is_left_alone(desk: Desk) -> None:
    anchors = ("c:build", "n:jns-flk", "q:EUR:4")
    assert one_spelling(desk, anchors) == anchors
    assert one_spelling(desk, anchors) == anchors


# ---------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    ("anchor", "value", "unit"),
    [
        ("q:USD:1000000000", Decimal(1000000000), "USD"),
        ("q:c:plant:4", Decimal(4), "c:plant"),
        ("q:%:2.5", Decimal("2.5"), "%"),
        ("q::7", Decimal(7), ""),
    ],
)
def test_a_figure_is_read_out_of_its_anchor(anchor: str, value: Decimal, unit: str) -> None:
    found = quantity(anchor)
    assert found
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("anchor", "first", "last", "precision"),
    [
        ("d:2027", date(2027, 1, 1), date(2027, 12, 31), "year"),
        ("d:2028-02", date(2028, 2, 1), date(2028, 2, 29), "month"),
        ("d:2025-12", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("d:2025-12-17", date(2025, 12, 17), date(2025, 12, 17), "day"),
        ("d:9999-12", date(9999, 12, 1), date(9999, 12, 31), "month"),
        ("d:0001", date(1, 1, 1), date(1, 12, 31), "year"),
    ],
)
def test_a_date_is_read_out_of_its_anchor(anchor: str, first: date, last: date, precision: str) -> None:
    found = date_span(anchor)
    assert found
    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "anchor",
    [
        "c:build",
        "n:hlt",
        "q:EUR:many",
        "q:EUR:NaN",
        "q:EUR:Infinity",
        "q:",
        "d:",
        "d:2025-13",
        "d:2025-02-30",
        "d:1-2-3-4",
        "d:0000",
    ],
)
def test_other_anchors_have_neither(anchor: str) -> None:
    assert quantity(anchor) is None
    assert date_span(anchor) is None


def test_a_known_claim_has_what_its_anchors_say() -> None:
    claim = known_claim("No.", ["q:EUR:4", "d:2027", "c:go", "c:go"], "en")
    assert claim.anchors == ("c:go", "d:2027", "q:EUR:4")
    assert (len(claim.quantities), len(claim.dates)) == (1, 1)
