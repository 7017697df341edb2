"""A seed: a source with its claims, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimwatch import fingerprints
from claimwatch.contracts import ClaimReader
from claimwatch.records import Article, Claim, SeedDocument
from claimwatch.topics import outline
from claimwatch.topics.sources import Source
from claimwatch.topics.values import language_fault


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed with its claims."""

    id: str
    article: Article
    url: str | None
    claims: tuple[Claim, ...]


def read_seed(source: Source, reader: ClaimReader) -> Seed:
    """The seed in a source; its language is told where the source does not say it."""
    article = source.article
    if article.language == "und" or language_fault(article.language):
        article = replace(article, language=reader.language(article.content))
    return Seed(source.id, article, source.url, tuple(reader.read(article)))


def fingerprinted(seed: Seed) -> SeedDocument:
    """What is kept of a seed. Its marks are those of title and text together (`Article.content`)."""
    article = seed.article
    return SeedDocument(
        id=seed.id,
        title=article.title or _untitled(seed),
        publisher=article.source,
        published=article.published,
        language=article.language,
        url=seed.url,
        sha256=fingerprints.digest(article.content),
        shingles=tuple(sorted(fingerprints.shingles(article.content))),
        passages=tuple(claim.anchors for claim in seed.claims),
    )


def _untitled(seed: Seed) -> str:
    """What a text without a title is about; its first sentence is not ours to publish."""
    names = list(dict.fromkeys(name for claim in seed.claims for name in outline.names(claim)))
    return f"Untitled: {', '.join(names[:4])}" if names else f"Untitled document {seed.id}"
