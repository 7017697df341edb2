"""A seed: a source with its claims, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from claimwatch import fingerprints
from claimwatch.contracts import ClaimReader
from claimwatch.records import Article, Claim, SeedDocument
from claimwatch.topics import outline
from claimwatch.topics.outline import Label
from claimwatch.topics.sources import Source
from claimwatch.topics.values import language_fault

_LONG = timedelta(days=1234)
"""No whole number of weeks, months or years."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed with its claims."""

    id: str
    article: Article
    url: str | None
    claims: tuple[Claim, ...]


def read_seed(source: Source, reader: ClaimReader) -> Seed:
    """The seed in a source; its language is told where the source does not say it.

    "On 19 August" is a day only for those who know the year. Where the time of publication is a guess, dates that
    depend on it are left out: they would contradict the coverage.
    """
    article = source.article
    if article.language == "und" or language_fault(article.language):
        article = replace(article, language=reader.language(article.content))
    claims = tuple(reader.read(article))
    if source.dated == "by its file":
        earlier = reader.read(replace(article, published=article.published - _LONG))
        claims = _undoubted(claims, earlier)
    return Seed(source.id, article, source.url, claims)


def _undoubted(claims: Sequence[Claim], earlier: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with only those dates that they have at another time, too."""
    same = dict(zip(_places(earlier), earlier, strict=True))
    pairs = zip(_places(claims), claims, strict=True)
    return tuple(_agreed(claim, same[place]) for place, claim in pairs if place in same)


def _places(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Where each claim's sentence begins, and which of this sentence's claims it is."""
    counts: Counter[int] = Counter()
    found = []
    for claim in claims:
        found.append((claim.quote.start, counts[claim.quote.start]))
        counts[claim.quote.start] += 1
    return found


def _agreed(claim: Claim, other: Claim) -> Claim:
    dates = tuple(span for span in claim.dates if span in other.dates)
    anchors = tuple(anchor for anchor in claim.anchors if not anchor.startswith("d:") or anchor in other.anchors)
    return replace(claim, dates=dates, anchors=anchors)


def fingerprinted(seed: Seed, label: Label) -> SeedDocument:
    """What is kept of a seed. Its shingles are those of title and text together (`Article.content`)."""
    article = seed.article
    return SeedDocument(
        id=seed.id,
        title=article.title or _untitled(seed, label),
        publisher=article.source,
        published=article.published,
        language=article.language,
        url=seed.url,
        sha256=fingerprints.digest(article.title, article.text),
        shingles=tuple(sorted(fingerprints.shingles(article.content))),
        passages=tuple(claim.anchors for claim in seed.claims),
    )


def _untitled(seed: Seed, label: Label) -> str:
    """What a text without a title is about; its first sentence is not ours to publish."""
    names = list(dict.fromkeys(name for claim in seed.claims for name in outline.names(claim, label)))
    return f"Untitled: {', '.join(names[:4])}" if names else f"Untitled document {seed.id}"
