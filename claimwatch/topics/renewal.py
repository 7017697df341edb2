"""The computed part of a topic folder, made anew from the original texts; what people wrote stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimwatch.contracts import ClaimReader
from claimwatch.records import SeedClaim, SeedDocument
from claimwatch.topics import rows
from claimwatch.topics.folder import load
from claimwatch.topics.seeds import fingerprinted, read_seed
from claimwatch.topics.sources import Source
from claimwatch.topics.writing import replace_files

ALIKE = 0.5
"""Share of common anchors from which on a passage is still the one it was."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of it."""

    documents: tuple[SeedDocument, ...]
    lost: tuple[str, ...]
    """Claims whose passage is no longer there; their anchors are now read out of their statement."""


def renew(folder: Path, sources: Sequence[Source], reader: ClaimReader) -> Renewal:
    """Computes documents.jsonl anew for these sources.

    A document of the same id keeps what is said of it (title, publisher, time, language, URL); one that the folder
    does not have yet is added. Claims keep their words and follow their passage. Raises UserError.
    """
    topic = load(folder)
    old = {document.id: document for document in topic.documents}
    new = old | {source.id: _renewed(source, old.get(source.id), reader) for source in sources}
    claims = [_moved(claim, old, new) for claim in topic.claims]
    documents = tuple(new.values())
    replace_files(folder, {rows.DOCUMENTS: rows.write_rows(documents), rows.CLAIMS: rows.write_rows(claims)})
    pairs = zip(topic.claims, claims, strict=True)
    return Renewal(documents, tuple(claim.id for before, claim in pairs if before.passage and not claim.passage))


def _renewed(source: Source, old: SeedDocument | None, reader: ClaimReader) -> SeedDocument:
    if old is None:
        return fingerprinted(read_seed(source, reader), reader.label)
    article = replace(source.article, published=old.published, language=old.language)
    known = replace(source, article=article, dated="by itself")
    new = fingerprinted(read_seed(known, reader), reader.label)
    return replace(new, title=old.title, publisher=old.publisher, url=old.url)


def _moved(claim: SeedClaim, old: dict[str, SeedDocument], new: dict[str, SeedDocument]) -> SeedClaim:
    """The claim with its passage where that stands now: the first of those that are most like it."""
    if claim.passage is None:
        return claim
    name, number = claim.passage
    anchors = set(old[name].passages[number])
    likeness = [(_likeness(anchors, set(passage)), -place) for place, passage in enumerate(new[name].passages)]
    share, place = max(likeness, default=(0.0, 0))
    return replace(claim, passage=(name, -place) if share >= ALIKE else None)


def _likeness(one: set[str], other: set[str]) -> float:
    """Jaccard's coefficient; two empty passages are alike."""
    return len(one & other) / len(one | other) if one | other else 1.0
