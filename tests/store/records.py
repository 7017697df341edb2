"""Records for the tests of the store, short to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claimwatch.fingerprints import digest, shingles
from claimwatch.records import AlertKind, Article, Claim, Entry, Page, Quote, Verdict
from claimwatch.store import Store
from claimwatch.store.ledger import Document

NOW = datetime(2031, 3, 3, 9, tzinfo=UTC)
TOPIC = "tidal"


def later(**span: float) -> datetime:
    return NOW + timedelta(**span)


def entry(name: str, hours: float = 0) -> Entry:
    url = f"https://{name}.example/feed-link"
    return Entry(url, f"Title of {name}", "https://feed.example/rss", source=name, published=later(hours=hours))


def page(name: str) -> Page:
    return Page(f"https://{name}.example/feed-link", b"<p>\xd0\xb0\xff</p>", NOW, content_type="text/html")


def article(name: str, hours: float = 0, text: str = "Some words.") -> Article:
    return Article(f"https://{name}.example/story", f"Title of {name}", text, later(hours=hours), name, "en")


def document(name: str, text: str) -> Document:
    made = Document(0, f"https://{name}.example/story", name, "en", NOW, digest("", text), shingles(text), "", ())
    return replace(made, original=made.ref)


def claim(statement: str, *anchors: str) -> Claim:
    return Claim(statement, Quote(statement, 0, len(statement)), "fact", tuple(sorted(anchors)))


def told(store: Store, name: str, kind: AlertKind = "new", earlier: int | None = None) -> int:
    """An article with one claim of which an alert is made; gives the claim's number."""
    topic = TOPIC
    store.articles.add_article(topic, article(name), NOW)
    number = store.ledger.add_document(topic, document(name, f"Text of {name}."))
    known = (earlier,) if earlier else ()
    said = store.ledger.add_claim(topic, number, claim(f"Claim of {name}.", f"x:{name}"), Verdict(kind, 0.9, (), known))
    store.outbox.add_alert(topic, said, kind, earlier, NOW)
    return said
