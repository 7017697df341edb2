"""Whether an article belongs to the topic, judged by the seeds and the description alone.

The topic's profile has two halves: whom and where the seeds speak of (names, places), and of what (concepts, words). An
article belongs to it when it has enough of both: the same matter in another country has only the second, another matter
in the same country only the first. How much is enough, the seeds say: each is matched against the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from claimwatch.judging.weighing import kind, weight
from claimwatch.records import Anchor, Match

Passages = Sequence[Iterable[Anchor]]
Label = Callable[[Anchor], str]

NAMES = (frozenset("np"),)
BOTH = (frozenset("np"), frozenset("cx"))
LENIENCE = 0.5
"""An article belongs to the topic when it reaches this share of what the seeds reach among themselves."""
DESCRIBED = 4.0
"""How many seeds a word of the description counts for, as a share of all seeds."""
LEAST = 0.03
"""An article that reaches less than this belongs to no topic, however little the seeds have in common."""
LEAD = 3
"""The title and the next two passages: what an article is about stands there (counted twice)."""
SHARPNESS = 2.0
"""The power to which weights are taken: what a matter is about is said by few rare words among many common ones."""
UNWANTED = 0.5
"""What is left of the score of an article whose lead is about something that the description does not want."""


@dataclass(frozen=True)
class Profile:
    """What a topic is about: its anchors with their weights, and the scores from which an article belongs to it."""

    weights: Mapping[Anchor, float]
    unwanted: tuple[frozenset[Anchor], ...]
    """Each is one thing that is not wanted; an article is about it when its lead has all of the anchors."""
    threshold: float
    threshold_by_names: float
    """For an article in a language whose words cannot be read: names and places alone decide."""


def profile(seeds: Sequence[Passages], follow: Iterable[Anchor], ignore: Iterable[Iterable[Anchor]]) -> Profile:
    """The profile of a topic: `seeds` are the seeds' passages, `follow` and `ignore` the description's anchors.

    `ignore` has the anchors of each thing that is not wanted.
    """
    wanted = frozenset(follow)
    parts = seeds if len(seeds) > 1 else [seed[i::2] for seed in seeds for i in (0, 1)]  # a lone seed against itself
    others = [_weigh([*parts[:i], *parts[i + 1 :]], wanted) for i in range(len(parts))]
    by_both, by_names = (
        _middle([_score(part, weights, halves) for part, weights in zip(parts, others, strict=True)])
        for halves in (BOTH, NAMES)
    )
    return Profile(
        weights=_weigh(seeds, wanted),
        unwanted=tuple(group for group in map(frozenset, ignore) if group and not _is_wanted(group, seeds, wanted)),
        threshold=max(LEAST, LENIENCE * by_both),
        threshold_by_names=max(LEAST, LENIENCE * by_names),
    )


def match(passages: Passages, topic: Profile, label: Label, *, by_names: bool = False) -> Match:
    """Whether an article with these passages (the title first) belongs to the topic, and why.

    `by_names`: its language cannot be read, only its names.
    """
    halves, threshold = (NAMES, topic.threshold_by_names) if by_names else (BOTH, topic.threshold)
    reached = _score(passages, topic.weights, halves)
    shared = set(chain.from_iterable(passages)) & set(topic.weights)
    strongest = sorted(shared, key=lambda anchor: (-topic.weights[anchor], anchor))[:6]
    reasons = [f"shares with the topic: {', '.join(map(label, strongest)) or 'nothing'}"]
    lead = set(chain.from_iterable(passages[:LEAD]))
    for group in topic.unwanted:
        if group <= lead:
            reached *= UNWANTED
            reasons.append(f"not wanted: {', '.join(map(label, sorted(group)))}")
    return Match(reached >= threshold, round(min(1.0, reached / (2 * threshold)), 3), tuple(reasons))


def _score(passages: Passages, weights: Mapping[Anchor, float], halves: Sequence[frozenset[str]]) -> float:
    """How much an article has of a profile: the geometric mean of its halves, 0 to 1."""
    counts = Counter(anchor for passage in passages for anchor in set(passage))
    counts.update(anchor for passage in passages[:LEAD] for anchor in set(passage))
    shares = [_share(counts, weights, kinds) for kinds in halves]
    return math.prod(shares) ** (1 / len(shares))


def _share(counts: Mapping[Anchor, int], weights: Mapping[Anchor, float], kinds: frozenset[str]) -> float:
    """The share of an article's weight, in these kinds of anchors, that the profile has."""
    mass = {a: math.log1p(count) * weight(a, 0, 0) ** SHARPNESS for a, count in counts.items() if kind(a) in kinds}
    total = sum(mass.values())
    return sum(each * weights.get(anchor, 0.0) for anchor, each in mass.items()) / total if total else 0.0


def _is_wanted(group: frozenset[Anchor], seeds: Sequence[Passages], wanted: frozenset[Anchor]) -> bool:
    """Whether the seeds themselves speak of this: then it is too coarse to tell anything apart."""
    leads = ([set(chain.from_iterable(seed[:LEAD]))] for seed in seeds)
    passages = ([set(passage) for passage in seed] for seed in seeds)
    return group <= wanted or any(group <= known for known in chain.from_iterable((*leads, *passages)))


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _weigh(seeds: Sequence[Passages], wanted: frozenset[Anchor]) -> dict[Anchor, float]:
    """The share of the seeds that have an anchor, the description counted as so many more seeds."""
    documents = Counter(chain.from_iterable(set(chain.from_iterable(seed)) for seed in seeds))
    described = DESCRIBED * len(seeds) if wanted else 0.0
    whole = (len(seeds) + described) or 1
    return {
        anchor: (documents[anchor] + (described if anchor in wanted else 0.0)) / whole
        for anchor in {*documents, *wanted}
    }
