"""Which alert stands where in a digest, and in what words. Pure: a Digest and a Topic in, an Edition out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from claimwatch import fingerprints
from claimwatch.digests import summary
from claimwatch.digests.edition import Before, Edition, Group, GroupKind, Item, Segment, Source, Words
from claimwatch.digests.figures import differing, marked
from claimwatch.digests.links import link
from claimwatch.digests.wording import counted, cut, day, grouped, moment, plain, sentence, shorten
from claimwatch.records import Alert, Claim, Digest, Earlier, SeedDocument, Speaker, Topic

SUBJECT = 120
"""Characters: what mail readers show of a subject on a wide screen."""

_NAME, _CLAIM, _TITLE, _REASONS, _FIGURES = 50, 200, 120, 160, 30

_TITLES: dict[GroupKind, str] = {
    "changed": "What changed",
    "contradicted": "Denied or contradicted",
    "facts": "New facts",
    "statements": "New statements",
}
_LABELS: dict[GroupKind, str] = {
    "changed": "Changed",
    "contradicted": "Contradicted",
    "facts": "New fact",
    "statements": "New statement",
}

_NOT_KEPT = "(of this document the claims are kept, not the words)"


@dataclass(frozen=True, slots=True)
class Room:
    """How much a message may hold: the number of alerts, and the characters of each quote."""

    alerts: int = 300
    quote: int = 700


def groups(digest: Digest) -> dict[GroupKind, list[Alert]]:
    """The alerts by sort, the most telling sort first; within one the most carried first, then the oldest.

    Statements of one speaker stand together, at the place of the first of them.
    """
    ordered = sorted(digest.alerts, key=lambda alert: (-alert.outlets, alert.published, alert.id))
    sorts = {kind: [alert for alert in ordered if _sort(alert) == kind] for kind in _TITLES}
    places = {_voice(alert): place for place, alert in reversed([*enumerate(sorts["statements"])])}
    sorts["statements"].sort(key=lambda alert: places[_voice(alert)])
    return {kind: alerts for kind, alerts in sorts.items() if alerts}


def _sort(alert: Alert) -> GroupKind:
    if alert.kind != "new":
        return alert.kind
    return "facts" if alert.claim.kind == "fact" else "statements"


def _voice(alert: Alert) -> str:
    speaker = alert.claim.speaker
    return (speaker.key or str(speaker)) if speaker else alert.source


def subject(digest: Digest, topic: Topic) -> str:
    """The news itself, on one line of at most SUBJECT characters."""
    name = cut(plain(topic.name), _NAME)
    ordered = [alert for alerts in groups(digest).values() for alert in alerts]
    if not ordered:
        return f"{name}: no new claims in {counted(digest.silence.articles, 'article')}"
    others = len(ordered) - 1
    more = f" — and {counted(others, 'more new claim')}" if others else ""
    change = _change(ordered[0])
    figures = cut(f" ({change[0]} → {change[1]})", _FIGURES) if change else ""
    headline = cut(_headline(ordered[0]), SUBJECT - len(f"{name}: {figures}{more}"))
    return f"{name}: {headline}{figures}{more}"


def _headline(alert: Alert) -> str:
    return sentence(alert.claim.statement).rstrip(".") or plain(alert.claim.quote.text)


def _change(alert: Alert) -> tuple[str, str] | None:
    """The figures before and after, of a change in which they can be told apart."""
    if alert.kind != "changed" or alert.earlier is None:
        return None
    return differing(plain(alert.earlier.quote or alert.earlier.statement), plain(alert.claim.quote.text))


def compose(digest: Digest, topic: Topic, room: Room) -> Edition:
    """The digest in words; alerts beyond `room` are only counted.

    Raises ZoneInfoNotFoundError for a time zone that does not exist (a checked topic has none).
    """
    zone = ZoneInfo(topic.time_zone)
    return Edition(
        topic=cut(plain(topic.name), _NAME),
        topic_id=topic.id,
        subject=subject(digest, topic),
        date=day(digest.created_at, zone),
        lead=summary.lead(digest, zone),
        groups=tuple(_groups(digest, room, _Writer(topic, zone, room.quote).item)),
        silence=summary.silence(len(digest.alerts), digest.silence),
        zone=topic.time_zone,
    )


def _groups(digest: Digest, room: Room, item: Callable[[Alert], Item]) -> Iterable[Group]:
    left = room.alerts
    for kind, alerts in groups(digest).items():
        shown = alerts[:left]
        left -= len(shown)
        yield Group(kind, _TITLES[kind], tuple(map(item, shown)), len(alerts) - len(shown))


@dataclass(frozen=True, slots=True)
class _Writer:
    """What the words of an item depend on, apart from its alert."""

    topic: Topic
    zone: ZoneInfo
    quote: int

    def item(self, alert: Alert) -> Item:
        claim, before = alert.claim, self._before(alert)
        words = self._words(claim.quote.text, claim.language, str(before.words) if before else None)
        statement = plain(claim.statement)
        return Item(
            label=_label(alert),
            claim="" if _repeats(statement, claim.quote.text) else shorten(sentence(statement), _CLAIM),
            values=_change(alert),
            words=words,
            speaker=speaker(claim),
            source=self._source(alert.source, moment(alert.published, self.zone), alert.title, alert.url),
            carried=counted(alert.outlets, "outlet") if alert.outlets > 1 else "",
            reasons=shorten(grouped("; ".join(map(plain, alert.reasons))), _REASONS),
            before=before,
        )

    def _before(self, alert: Alert) -> Before | None:
        if alert.earlier is None:
            return None
        verbatim = plain(alert.earlier.quote)
        text = verbatim or plain(alert.earlier.statement) or _NOT_KEPT
        words = self._words(text, "", alert.claim.quote.text)
        return Before(Words(words.segments, words.language, bool(verbatim)), self._origin(alert.earlier))

    def _origin(self, earlier: Earlier) -> Source:
        """A seed is shown as the document that it was made from."""
        when = day(earlier.published, self.zone)
        if not earlier.url.startswith("seed:"):
            return self._source(earlier.source, when, "", earlier.url)
        seed = _seed(self.topic, earlier.url)
        if seed is None:
            return self._source(earlier.source, when, "", "the documents that the topic began with")
        return self._source(earlier.source or seed.publisher, when, seed.title, seed.url or seed.title)

    def _source(self, outlet: str, time: str, title: str, address: str) -> Source:
        target = link(address)
        shown = shorten(plain(title), _TITLE) or (urlsplit(target).netloc if target else "")
        return Source(shorten(plain(outlet), _NAME), time, shown, target, shorten(plain(address), _TITLE))

    def _words(self, text: str, language: str, other: str | None) -> Words:
        shown = shorten(plain(text), self.quote)
        tag = language if re.fullmatch(r"[a-z]{2,3}", language) and language != "und" else ""
        return Words((Segment(shown),) if other is None else marked(shown, plain(other)), tag)


def _label(alert: Alert) -> str:
    parts = [_LABELS[_sort(alert)]]
    if alert.claim.modality not in {"stated", "done"}:
        parts.append(alert.claim.modality)
    return " · ".join(parts)


def speaker(claim: Claim) -> str:
    """Who says it; empty where the outlet does, and where all that is known is a role that the quote names itself.

    A bare `minister` under "…," the minister said tells nothing; under "…, he said" it does.
    """
    found = claim.speaker
    if found is None or (_is_bare(found) and plain(str(found)).casefold() in plain(claim.quote.text).casefold()):
        return ""
    through = f", cited by {plain(found.cited_by)}" if found.cited_by else ""
    return shorten(plain(str(found)) + through, _TITLE)


def _is_bare(found: Speaker) -> bool:
    return not (found.name or found.organisation or found.cited_by)


def _seed(topic: Topic, url: str) -> SeedDocument | None:
    return next((seed for seed in topic.documents if f"seed:{seed.id}" == url), None)


def _repeats(statement: str, quote: str) -> bool:
    """Whether the statement is in the quote word by word, and most of it: then it need not be read twice."""
    said, whole = fingerprints.words(statement), fingerprints.words(quote)
    return len(said) * 2 >= len(whole) and f" {' '.join(said)} " in f" {' '.join(whole)} "
