"""What the seeds are about, counted over all of them: names, terms, figures, dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwatch import fingerprints
from claimwatch.records import Anchor, Claim, Name
from claimwatch.topics.outline import Label, day, figure, spelling
from claimwatch.topics.seeds import Seed

MOST_NAMES = 60
MOST_TERMS = 15


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in the seeds, the commonest first."""

    names: tuple[Name, ...]
    terms: tuple[str, ...]
    figures: tuple[str, ...]
    dates: tuple[str, ...]
    languages: tuple[str, ...]


def find(seeds: Sequence[Seed], label: Label) -> Findings:
    """What the seeds are about."""
    claims = [claim for seed in seeds for claim in seed.claims]
    return Findings(
        names=_names(seeds),
        terms=_terms(seeds, label),
        figures=_commonest(figure(quantity, label) for claim in claims for quantity in claim.quantities),
        dates=_commonest(day(span) for claim in claims for span in claim.dates),
        languages=_commonest(seed.article.language for seed in seeds if seed.article.language != "und"),
    )


def own_claims(seeds: Sequence[Seed]) -> list[tuple[Seed, int, Claim, tuple[str, ...]]]:
    """Each claiming sentence once, with its number in its seed and the seeds that hold it word for word."""
    holders: dict[str, list[str]] = {}
    for seed in seeds:
        for claim in seed.claims:
            holders.setdefault(_key(claim), []).append(seed.id)
    found = []
    for seed in seeds:
        for number, claim in enumerate(seed.claims):
            documents = tuple(dict.fromkeys(holders[_key(claim)]))
            if documents[0] == seed.id:
                found.append((seed, number, claim, documents))
    return found


def _key(claim: Claim) -> str:
    """One sentence may make several claims; the same one has the same words and the same meaning."""
    return " ".join([*fingerprints.words(claim.quote.text), *claim.anchors])


def _names(seeds: Sequence[Seed]) -> tuple[Name, ...]:
    """One name for each key, by how many seeds and how many sentences have it."""
    spellings: dict[Anchor, Counter[str]] = {}
    kinds: dict[Anchor, Counter[str]] = {}
    documents: dict[Anchor, set[str]] = {}
    for seed in seeds:
        for entity in (entity for claim in seed.claims for entity in claim.entities):
            spellings.setdefault(entity.key, Counter())[spelling(entity.name)] += 1
            kinds.setdefault(entity.key, Counter())[entity.kind] += 1
            documents.setdefault(entity.key, set()).add(seed.id)
    kept = [key for key in spellings if _tells(kinds[key], spellings[key])]
    order = sorted(kept, key=lambda key: (-len(documents[key]), -spellings[key].total(), key))
    return tuple(_name(kinds[key], spellings[key]) for key in order[:MOST_NAMES])


def _tells(kinds: Counter[str], spellings: Counter[str]) -> bool:
    """A single capitalised word that stands there once may be anything, unless it is a place."""
    return spellings.total() > 1 or " " in next(iter(spellings)) or "place" in kinds


def _name(kinds: Counter[str], spellings: Counter[str]) -> Name:
    kind = _ranked(kinds)[0]
    return Name(kind, tuple(_ranked(spellings)))  # type: ignore[arg-type]  # the kinds came from entities


def _terms(seeds: Sequence[Seed], label: Label) -> tuple[str, ...]:
    """The commonest concepts, or, in a language whose meaning is not read, its commonest words."""
    anchors = [anchor for seed in seeds for claim in seed.claims for anchor in claim.anchors]
    concepts = [label(anchor) for anchor in anchors if anchor.startswith("c:")]
    words = [label(anchor) for anchor in anchors if anchor.startswith("x:")]
    return _commonest(word for word in concepts or words if word)[:MOST_TERMS]


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(_ranked(Counter(values)))


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))
