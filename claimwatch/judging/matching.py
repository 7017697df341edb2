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

WHO = frozenset("np")
WHAT = frozenset("cx")
LENIENCE = 0.5
"""An article belongs to the topic when it reaches this share of what the seeds reach among themselves."""
LENIENCE_BY_NAMES = 0.6
"""The same for an article in a language of which only names can be read."""
STRONGEST = 8
"""Names and places of the topic that such an article is looked through for."""
DESCRIBED = 1.0
"""How many seeds a word of the description counts for, as a share of all seeds."""
SHARPNESS = 2.0
"""The power to which weights are taken: what a matter is about is said by few rare words among many common ones."""
PRIOR = 20.0
"""Weight of what is taken for granted, about one rare word: an article without a name is not judged by having none."""
UNWANTED = 0.5
"""What is left of the score of an article whose lead is about something that the description does not want."""
LEAST = 0.03
"""An article that reaches less than this belongs to no topic, however little the seeds have in common."""
LEAD = 3
"""The title and the next two passages: what an article is about stands there (counted twice)."""


@dataclass(frozen=True)
class Profile:
    """What a topic is about: its anchors with their weights, and the scores from which an article belongs to it."""

    weights: Mapping[Anchor, float]
    typical: tuple[float, float]
    """What the seeds have of each other's halves, whom and what, on average."""
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
    pairs = list(zip(parts, others, strict=True))
    halves = [_halves(part, weights, (0.0, 0.0), 0.0) for part, weights in pairs]
    typical = (_mean([who for who, _ in halves]), _mean([what for _, what in halves]))
    by_both = _middle([_score(part, weights, typical) for part, weights in pairs])
    by_names = _middle([_score_by_names(part, weights) for part, weights in pairs])
    return Profile(
        weights=_weigh(seeds, wanted),
        typical=typical,
        unwanted=tuple(group for group in map(frozenset, ignore) if group and not _is_wanted(group, seeds, wanted)),
        threshold=max(LEAST, LENIENCE * by_both),
        threshold_by_names=max(LEAST, LENIENCE_BY_NAMES * by_names),
    )


def match(passages: Passages, topic: Profile, label: Label, *, by_names: bool = False) -> Match:
    """Whether an article with these passages (the title first) belongs to the topic, and why.

    `by_names`: its language cannot be read, only its names.
    """
    if by_names:
        reached, threshold = _score_by_names(passages, topic.weights), topic.threshold_by_names
    else:
        reached, threshold = _score(passages, topic.weights, topic.typical), topic.threshold
    shared = set(chain.from_iterable(passages)) & set(topic.weights)
    strongest = sorted(shared, key=lambda anchor: (-topic.weights[anchor], anchor))[:6]
    reasons = [f"shares with the topic: {_listed(map(label, strongest)) or 'nothing'}"]
    lead = set(chain.from_iterable(passages[:LEAD]))
    for group in topic.unwanted:
        if group <= lead:
            reached *= UNWANTED
            reasons.append(f"not wanted: {_listed(map(label, sorted(group)))}")
    on_topic = bool(shared) and reached >= threshold
    relevance = min(1.0, reached / (2 * threshold)) if shared else 0.0
    return Match(on_topic, round(relevance, 3), tuple(reasons))


def _listed(words: Iterable[str]) -> str:
    """The words of a reason; an anchor that has none is left out."""
    return ", ".join(dict.fromkeys(filter(None, words)))


def _score(passages: Passages, weights: Mapping[Anchor, float], typical: tuple[float, float]) -> float:
    """How much an article has of a profile: the geometric mean of its halves, 0 to 1."""
    return math.sqrt(math.prod(_halves(passages, weights, typical, PRIOR)))


def _halves(
    passages: Passages, weights: Mapping[Anchor, float], typical: tuple[float, float], prior: float
) -> tuple[float, float]:
    """The share of an article's weight, in whom and in what it speaks of, that the profile has."""
    counts = Counter(anchor for passage in passages for anchor in set(passage))
    counts.update(anchor for passage in passages[:LEAD] for anchor in set(passage))
    who = {anchor: count for anchor, count in counts.items() if kind(anchor) in WHO}
    what = {anchor: count for anchor, count in counts.items() if kind(anchor) in WHAT}
    return _share(who, weights, typical[0] * prior, prior), _share(what, weights, typical[1] * prior, prior)


def _share(counts: Mapping[Anchor, int], weights: Mapping[Anchor, float], granted: float, prior: float) -> float:
    mass = {anchor: math.log1p(count) * weight(anchor, 0, 0) ** SHARPNESS for anchor, count in counts.items()}
    total = sum(mass.values()) + prior
    hit = granted + sum(each * weights.get(anchor, 0.0) for anchor, each in mass.items())
    return hit / total if total else 0.0


def _score_by_names(passages: Passages, weights: Mapping[Anchor, float]) -> float:
    """How much an article has of the strongest names and places of a profile, 0 to 1."""
    mass = {anchor: each * weight(anchor, 0, 0) for anchor, each in weights.items() if kind(anchor) in WHO}
    strongest = sorted(mass, key=lambda anchor: (-mass[anchor], anchor))[:STRONGEST]
    has = set(chain.from_iterable(passages))
    total = sum(mass[anchor] for anchor in strongest)
    return sum(mass[anchor] for anchor in strongest if anchor in has) / total if total else 0.0


def _is_wanted(group: frozenset[Anchor], seeds: Sequence[Passages], wanted: frozenset[Anchor]) -> bool:
    """Whether the seeds themselves speak of this: then it is too coarse to tell anything apart."""
    leads = ([set(chain.from_iterable(seed[:LEAD]))] for seed in seeds)
    passages = ([set(passage) for passage in seed] for seed in seeds)
    return group <= wanted or any(group <= known for known in chain.from_iterable((*leads, *passages)))


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _weigh(seeds: Sequence[Passages], wanted: frozenset[Anchor]) -> dict[Anchor, float]:
    """The share of the seeds that have an anchor, the description counted as so many more seeds."""
    documents = Counter(chain.from_iterable(set(chain.from_iterable(seed)) for seed in seeds))
    described = DESCRIBED * len(seeds) if wanted else 0.0
    whole = (len(seeds) + described) or 1
    return {
        anchor: (documents[anchor] + (described if anchor in wanted else 0.0)) / whole
        for anchor in {*documents, *wanted}
    }
