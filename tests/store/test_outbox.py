"""What is told is told once, and what waits is not lost."""

from __future__ import annotations

from dataclasses import replace

from claimwatch.records import Delivery, Verdict
from claimwatch.store import Store
from claimwatch.store.outbox import LEASE
from tests.store.records import NOW, TOPIC, article, claim, document, later, told


def planned(store: Store, *recipients: str) -> int:
    digest = store.outbox.make_digest(TOPIC, NOW).id
    for recipient in recipients:
        store.outbox.plan(Delivery(digest, recipient, f"<{recipient}>"))
    return digest


def states(store: Store) -> dict[str, str]:
    return {row["recipient"]: row["state"] for row in store.outbox.deliveries(TOPIC)}


# ---------------------------------------------------------------- alerts and digests


def test_a_claim_is_told_once(store: Store) -> None:
    number = told(store, "courier")
    store.outbox.add_alert(TOPIC, number, "new", None, later(hours=1))
    assert [alert.url for alert in store.outbox.alerts(TOPIC)] == [article("courier").url]


def test_a_change_carries_what_it_changes(store: Store) -> None:
    first = told(store, "courier")
    told(store, "echo", "changed", first)
    alert = store.outbox.alerts(TOPIC)[1]
    assert alert.earlier
    assert (alert.kind, alert.earlier.quote, alert.earlier.url) == (
        "changed", "Claim of courier.", article("courier").url,
    )  # fmt: skip


def test_a_digest_takes_what_no_digest_has_told(store: Store) -> None:
    told(store, "courier")
    first = store.outbox.make_digest(TOPIC, NOW)
    told(store, "echo")
    second = store.outbox.make_digest(TOPIC, later(days=1))
    third = store.outbox.make_digest(TOPIC, later(days=2))
    assert [[alert.source for alert in digest.alerts] for digest in (first, second, third)] == [
        ["courier"], ["echo"], [],
    ]  # fmt: skip
    assert (first.since, second.since) == (None, NOW)
    assert store.outbox.digest(first.id) == first


def test_topics_are_told_apart(store: Store) -> None:
    told(store, "courier")
    assert store.outbox.make_digest("another", NOW).alerts == ()
    assert store.outbox.untold(TOPIC) == 1
    assert store.outbox.untold("another") == 0


def test_what_waits_is_counted_by_kind(store: Store) -> None:
    told(store, "courier")
    told(store, "echo", "changed", told(store, "mirror"))
    assert store.outbox.untold(TOPIC) == 3
    assert store.outbox.untold(TOPIC, ("changed",)) == 1
    assert store.outbox.untold(TOPIC, ("contradicted",)) == 0


def test_outlets_that_repeat_a_claim_or_copy_its_article_are_counted(store: Store) -> None:
    number = told(store, "courier")
    assert store.outbox.alerts(TOPIC)[0].outlets == 1
    store.db.execute(
        "INSERT INTO documents (topic, ref, source, language, published, digest, shingles, original, outline)"
        " SELECT topic, 'https://copy.example/', 'The Copy', language, published, digest, shingles, ref, outline"
        " FROM documents"
    )
    told(store, "echo", "changed", number)
    assert store.outbox.alerts(TOPIC)[0].outlets == 3


def test_outlets_are_counted_that_copy_an_article_which_is_itself_a_copy(store: Store) -> None:
    told(store, "courier")
    near = told(store, "echo", "changed")
    copy_of(store, "echo", "copy", original="courier")
    assert [alert.outlets for alert in store.outbox.alerts(TOPIC)] == [3, 2]
    repeated = store.ledger.add_document(TOPIC, document("mirror", "It is so, the mirror says."))
    store.ledger.add_claim(TOPIC, repeated, claim("It is so.", "x:so"), Verdict("repeated", 0.1, (), (near,)))
    copy_of(store, "mirror", "copy of the mirror", original="mirror")
    assert [alert.outlets for alert in store.outbox.alerts(TOPIC)] == [3, 4]


def copy_of(store: Store, name: str, source: str, original: str) -> None:
    found = store.ledger.find(TOPIC, document(name, "").ref)
    assert found
    ref = f"https://{source.replace(' ', '-')}.example/"
    store.ledger.add_document(
        TOPIC, replace(found, ref=ref, source=source, shingles=frozenset(), original=document(original, "").ref)
    )


# ---------------------------------------------------------------- deliveries


def test_a_delivery_is_claimed_by_one_sender(store: Store) -> None:
    digest = planned(store, "a@post.example", "b@post.example")
    claimed = [store.outbox.claim(TOPIC, NOW) for _ in range(3)]
    assert claimed == [
        Delivery(digest, "a@post.example", "<a@post.example>", 1),
        Delivery(digest, "b@post.example", "<b@post.example>", 1),
        None,
    ]


def test_a_delivery_whose_sender_died_is_claimed_again(store: Store) -> None:
    planned(store, "a@post.example")
    assert store.outbox.claim(TOPIC, NOW)
    assert store.outbox.claim(TOPIC, NOW + LEASE / 2) is None
    again = store.outbox.claim(TOPIC, NOW + LEASE)
    assert again
    assert (again.message_id, again.attempts) == ("<a@post.example>", 2)


def test_what_is_delivered_is_not_claimed_again(store: Store) -> None:
    planned(store, "a@post.example")
    delivery = store.outbox.claim(TOPIC, NOW)
    assert delivery
    store.outbox.delivered(delivery, NOW)
    assert store.outbox.claim(TOPIC, later(days=9)) is None
    assert states(store) == {"a@post.example": "sent"}


def test_what_is_postponed_waits_for_its_time(store: Store) -> None:
    planned(store, "a@post.example")
    delivery = store.outbox.claim(TOPIC, NOW)
    assert delivery
    store.outbox.postponed(delivery, "the server is away", later(hours=1))
    assert store.outbox.claim(TOPIC, later(minutes=59)) is None
    assert states(store) == {"a@post.example": "waiting"}
    again = store.outbox.claim(TOPIC, later(hours=1))
    assert again
    assert again.attempts == 2


def test_what_has_failed_is_kept_with_its_reason(store: Store) -> None:
    planned(store, "a@post.example")
    delivery = store.outbox.claim(TOPIC, NOW)
    assert delivery
    store.outbox.failed(delivery, "550 no such user")
    assert store.outbox.claim(TOPIC, later(days=9)) is None
    assert [(row["state"], row["error"]) for row in store.outbox.deliveries(TOPIC)] == [("failed", "550 no such user")]


def test_a_sender_that_was_too_slow_does_not_undo_what_the_next_one_did(store: Store) -> None:
    planned(store, "a@post.example")
    slow = store.outbox.claim(TOPIC, NOW)
    next_one = store.outbox.claim(TOPIC, NOW + LEASE)
    assert slow
    assert next_one
    store.outbox.postponed(slow, "no answer", later(hours=1))
    assert states(store) == {"a@post.example": "claimed"}
    store.outbox.delivered(next_one, NOW + LEASE)
    store.outbox.failed(slow, "no answer")
    assert states(store) == {"a@post.example": "sent"}


def test_what_a_slow_sender_has_sent_is_sent(store: Store) -> None:
    planned(store, "a@post.example")
    slow = store.outbox.claim(TOPIC, NOW)
    next_one = store.outbox.claim(TOPIC, NOW + LEASE)
    assert slow
    assert next_one
    store.outbox.delivered(slow, NOW + LEASE)
    store.outbox.postponed(next_one, "no answer", later(hours=1))
    assert states(store) == {"a@post.example": "sent"}


def test_a_delivery_is_planned_once(store: Store) -> None:
    digest = planned(store, "a@post.example")
    delivery = store.outbox.claim(TOPIC, NOW)
    assert delivery
    store.outbox.delivered(delivery, NOW)
    store.outbox.plan(Delivery(digest, "a@post.example", "<another>"))
    assert states(store) == {"a@post.example": "sent"}
