"""A digest in a few sentences: what it holds, and what it does not tell. Pure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from claimwatch.digests.wording import counted, listed, moment
from claimwatch.records import Digest, Silence

_COPIES = {
    "exact": "word by word",
    "near": "slightly edited",
    "partial": "in part",
    "translation": "translated",
}


def lead(digest: Digest, zone: ZoneInfo) -> str:
    """How much is new since when; the first digest and one without news say so."""
    if digest.since is None:
        period = "This is the first digest of this topic. It covers everything read so far"
    else:
        period = f"Since {moment(digest.since, zone)}"
    count = len(digest.alerts)
    news = counted(count, "new claim") if count else "nobody has made a claim that was not known already"
    return f"{period}: {news}."


def silence(told: int, kept: Silence) -> tuple[str, ...]:
    """What was read and not told, in sentences whose numbers add up. `told` is the number of alerts."""
    sentences = [_articles(kept)]
    if kept.articles or told:
        sentences.append(_claims(told, kept))
    if kept.set_aside:
        pages = counted(kept.set_aside, "page")
        sentences.append(f"From {pages} no article could be read; “claimwatch status” says why.")
    if kept.failing_feeds:
        feeds = counted(kept.failing_feeds, "feed")
        sentences.append(f"What {feeds} may have said is not known: they could not be read when last asked.")
    return tuple(sentences)


def _articles(kept: Silence) -> str:
    if not kept.articles:
        return "No articles came in."
    parts = [
        counted(kept.originals, "original report"),
        _copies(kept.copies),
        f"{kept.off_topic:,} about something else",
    ]
    verb = "was" if kept.articles == 1 else "were"
    return f"{counted(kept.articles, 'article')} {verb} read: {listed(parts)}."


def _copies(copies: dict[str, int]) -> str:
    total = sum(copies.values())
    known = {kind: copies[kind] for kind in _COPIES if kind in copies}
    kinds = [f"{number:,} {_COPIES.get(kind, kind)}" for kind, number in (known | copies).items() if number]
    words = counted(total, "copy of an earlier one", "copies of earlier ones")
    return f"{words} ({listed(kinds)})" if kinds else words


def _claims(told: int, kept: Silence) -> str:
    claims = counted(told + kept.repetitions, "claim")
    if not told + kept.repetitions:
        return "They made no claims on the topic."
    return f"They made {claims} on the topic: {told:,} told here, {kept.repetitions:,} known before and kept silent."
