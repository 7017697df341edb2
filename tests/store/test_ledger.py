"""What is known is found again: by its words, by what it names, by how much of it is shared."""

from __future__ import annotations

from claimwatch.fingerprints import digest, shingles
from claimwatch.records import Verdict
from claimwatch.store import Store
from claimwatch.store.ledger import SAMPLE, sampled
from tests.store.records import TOPIC, claim, document

KNOWN = Verdict("repeated", 0.0, ())


def text(first: int, words: int = 160) -> str:
    """Words in an order that no other `first` gives."""
    return " ".join(f"word{(first * 7919 + n * n * 31 + n) % 4001}" for n in range(words))


def edited(original: str, every: int) -> str:
    return " ".join("edited" if n % every == 0 else word for n, word in enumerate(original.split()))


# ---------------------------------------------------------------- documents


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    number = store.ledger.add_document(TOPIC, document("courier", text(1)))
    found = store.ledger.find(TOPIC, "https://courier.example/story")
    assert found
    assert (found.id, found.shingles, found.original) == (number, shingles(text(1)), found.ref)
    assert store.ledger.find("another", found.ref) is None


def test_the_same_words_are_found(store: Store) -> None:
    store.ledger.add_document(TOPIC, document("courier", text(1)))
    same = store.ledger.same_text(TOPIC, digest("Another title", text(1).upper()))
    assert same
    assert same.source == "courier"
    assert store.ledger.same_text(TOPIC, digest("", text(2))) is None


def test_the_sample_is_a_part_and_the_same_for_every_document() -> None:
    whole = shingles(text(1, 2000))
    part = sampled(whole)
    assert 0.5 * len(whole) / SAMPLE < len(part) < 2 * len(whole) / SAMPLE
    assert set(sampled(shingles(text(1, 2000) + " and more"))) >= set(part)


def test_near_copies_are_found_by_their_sampled_shingles(store: Store) -> None:
    numbers = [store.ledger.add_document(TOPIC, document(f"outlet-{n}", text(n))) for n in range(12)]
    for n, number in enumerate(numbers):
        shared = store.ledger.sharing(TOPIC, shingles(edited(text(n), every=9)))
        assert shared.most_common(1)[0][0] == number


# ---------------------------------------------------------------- claims


def test_claims_are_found_by_the_weight_they_share(store: Store) -> None:
    number = store.ledger.add_document(TOPIC, document("courier", text(1)))
    given = {"heavy": ("q:EUR:4", "c:go"), "light": ("c:build",), "none": ("x:o",), "both": ("q:EUR:4", "c:build")}
    heavy, light, none, both = (
        store.ledger.add_claim(TOPIC, number, claim(name, *anchors), KNOWN) for name, anchors in given.items()
    )
    weights = {"q:EUR:4": 5.0, "c:build": 1.0}
    assert store.ledger.claims_with(TOPIC, weights, 10) == [both, heavy, light]
    assert store.ledger.claims_with(TOPIC, weights, 1) == [both]
    assert store.ledger.claims_with("another", weights, 10) == []
    assert [known.claim.statement for known in store.ledger.known([light, both])] == ["light", "both"]
    assert none not in store.ledger.claims_with(TOPIC, weights, 10)


def test_how_common_an_anchor_is(store: Store) -> None:
    number = store.ledger.add_document(TOPIC, document("courier", text(1)))
    store.ledger.add_claim(TOPIC, number, claim("one", "c:go", "c:build"), KNOWN)
    store.ledger.add_claim(TOPIC, number, claim("two", "c:go"), KNOWN)
    assert store.ledger.claim_count(TOPIC) == 2
    assert store.ledger.frequencies(TOPIC, ["c:go", "c:build", "c:never"]) == {"c:go": 2, "c:build": 1}


def test_more_anchors_than_one_statement_takes(store: Store) -> None:
    number = store.ledger.add_document(TOPIC, document("courier", text(1)))
    anchors = [f"x:{n}" for n in range(1300)]
    store.ledger.add_claim(TOPIC, number, claim("one", *anchors), KNOWN)
    assert len(store.ledger.frequencies(TOPIC, anchors)) == 1300
    assert store.ledger.documents_with(TOPIC, anchors) == {number: 1300}


def test_text_that_looks_like_sql_is_text(store: Store) -> None:
    number = store.ledger.add_document(TOPIC, document("courier", text(1)))
    hostile = "x:'); DROP TABLE claims; --"
    said = store.ledger.add_claim(TOPIC, number, claim(hostile, hostile), KNOWN)
    assert store.ledger.claims_with(TOPIC, {hostile: 1.0}, 5) == [said]


# ---------------------------------------------------------------- names, seeds


def test_the_first_spelling_of_a_name_stays(store: Store) -> None:
    store.ledger.add_name(TOPIC, "h", "n:hlt", "n:karin-hlt")
    store.ledger.add_name(TOPIC, "h", "n:hlt", "n:another")
    assert store.ledger.names(TOPIC, "h") == {"n:hlt": "n:karin-hlt"}
    assert store.ledger.names("another", "h") == {}


def test_the_latest_seeds_are_remembered(store: Store) -> None:
    assert store.ledger.seeds_digest(TOPIC) is None
    store.ledger.save_seeds_digest(TOPIC, "one")
    store.ledger.save_seeds_digest(TOPIC, "two")
    assert store.ledger.seeds_digest(TOPIC) == "two"
