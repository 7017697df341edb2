"""What is known that bears on one claim: how common its anchors are, and the nearest claims of the ledger."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from itertools import combinations, islice

from claimwatch.judging.weighing import kind, weight
from claimwatch.records import Anchor, Claim, Known


@dataclass(frozen=True)
class Evidence:
    """A claim beside what the ledger holds.

    `frequency` says of each of the claim's anchors in how many of the `claims` known claims it stands (absent: none);
    `nearest` are the known claims that share the most with it, the nearest first. `published` is when its article was;
    None: after all of them.
    """

    claim: Claim
    frequency: dict[Anchor, int]
    claims: int
    nearest: tuple[Known, ...]
    published: datetime | None = None

    def beside(self, others: Iterable[Known]) -> Evidence:
        """The same with these claims looked at, too, after the nearest ones."""
        return replace(self, nearest=tuple({known.id: known for known in (*self.nearest, *others)}.values()))

    def earlier(self, count: int) -> tuple[Known, ...]:
        """The `count` nearest claims that it may change or deny: the seeds', and what was not published after it.

        An article may come late. What it gives another value than a later one is history and changes nothing.
        """
        earlier = (known for known in self.nearest if _is_seed(known) or not self._is_before(known))
        return tuple(islice(earlier, count))

    def _is_before(self, known: Known) -> bool:
        if self.published is None:
            return False
        if self.published.time() == time.min:  # a page that names its day alone
            return self.published.date() < known.published.date()
        return self.published < known.published

    def weigh(self, anchor: Anchor) -> float:
        """What an anchor tells."""
        found = self._weights.get(anchor)
        if found is None:
            found = self._weights[anchor] = weight(anchor, self.frequency.get(anchor, 0), self.claims)
        return found

    @cached_property
    def _weights(self) -> dict[Anchor, float]:
        """What was weighed already: the same anchors are asked for a hundred times."""
        return {}

    def mass(self, anchors: Iterable[Anchor]) -> float:
        """What anchors tell together."""
        return math.fsum(map(self.weigh, anchors))  # exact, so that it is the same in whatever order

    @cached_property
    def own(self) -> frozenset[Anchor]:
        """The claim's anchors."""
        return frozenset(self.claim.anchors)

    @cached_property
    def unseen(self) -> frozenset[Anchor]:
        """The anchors that no known claim has."""
        return frozenset(anchor for anchor in self.own if not self.frequency.get(anchor))

    @cached_property
    def shared(self) -> tuple[tuple[Known, frozenset[Anchor]], ...]:
        """The nearest claims, each with what it shares; of a long article's own claims most share nothing."""
        found = ((known, self.own.intersection(known.claim.anchors)) for known in self.nearest)
        return tuple((known, anchors) for known, anchors in found if anchors)

    @cached_property
    def covering(self) -> tuple[Known, ...]:
        """The few known claims that together say the most of it, the greediest first (at most four)."""
        pool, chosen = self.shared, list[Known]()
        while pool and len(chosen) < 4:
            best, gained = max(pool, key=lambda each: self.mass(each[1]))
            chosen.append(best)
            rest = ((known, anchors - gained) for known, anchors in pool)
            pool = tuple((known, anchors) for known, anchors in rest if anchors)
        return tuple(chosen)

    def cover(self, count: int) -> float:
        """The share of the claim's weight that the `count` most covering known claims have together, 0 to 1."""
        return self.share(self.own & _anchors(self.covering[:count]))

    def share(self, anchors: Iterable[Anchor]) -> float:
        """The share of the claim's weight in these of its anchors, 0 to 1; of an empty claim nothing is new."""
        total = self.mass(self.own)
        return self.mass(anchors) / total if total else 1.0

    @cached_property
    def cover_by_document(self) -> float:
        """The share of the claim's weight that one known document's nearest claims have together, 0 to 1."""
        said: dict[str, set[Anchor]] = {}
        for known, anchors in self.shared:
            said.setdefault(known.url, set()).update(anchors)
        return max(map(self.share, said.values()), default=0.0)

    @cached_property
    def new_pairs(self) -> float:
        """The share of the claim's telling pairs of anchors that no near claim has together, 0 to 1.

        Known words in a new relation are news: each is known, the pairs are not.
        """
        strongest = sorted(self.own, key=lambda anchor: (-self.weigh(anchor), anchor))[:TELLING]
        pairs = list(combinations(strongest, 2))
        telling = (anchors.intersection(strongest) for _, anchors in self.shared)
        known = {pair for anchors in telling for pair in combinations(sorted(anchors), 2)}
        new = [pair for pair in pairs if tuple(sorted(pair)) not in known]
        return len(new) / len(pairs) if pairs else 0.0

    def likeness(self, known: Known) -> float:
        """How much a known claim and this one have in common, in weight (Dice), 0 to 1."""
        other = frozenset(known.claim.anchors)
        both = self.mass(self.own) + self.mass(other)
        return 2 * self.mass(self.own & other) / both if both else 0.0

    def unsupported(self, kinds: str) -> frozenset[Anchor]:
        """The anchors of these kinds that none of the nearest claims has, though the ledger may."""
        supported = _anchors((*self.nearest[:5], *self.covering))
        return frozenset(anchor for anchor in self.own - supported if kind(anchor) in kinds)


Lookup = Callable[[Sequence[Anchor]], tuple[dict[Anchor, int], int]]
"""Gives how many claims have each of these anchors, and how many claims there are."""
Search = Callable[[dict[Anchor, float], int], Sequence[Known]]
"""Gives the known claims that share the most with these weighted anchors, so many at most."""

TELLING = 8
"""Anchors of a claim whose pairs are looked at."""
NEAREST = 40
"""Known claims that are looked at for one claim."""


def gather(claim: Claim, lookup: Lookup, search: Search, published: datetime | None = None) -> Evidence:
    """The evidence for one claim of an article of this time, asked of the ledger by the two functions."""
    frequency, claims = lookup(claim.anchors)
    weights = {anchor: weight(anchor, frequency[anchor], claims) for anchor in claim.anchors if anchor in frequency}
    return Evidence(claim, frequency, claims, tuple(search(weights, NEAREST)), published)


def _is_seed(known: Known) -> bool:
    return known.url.startswith("seed:")


def _anchors(known: Iterable[Known]) -> frozenset[Anchor]:
    return frozenset(anchor for each in known for anchor in each.claim.anchors)
