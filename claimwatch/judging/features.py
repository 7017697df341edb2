"""What speaks for a claim being new, in numbers that a weight can be put on.

The weights stand in weights.json, made by benchmarks/train_judge.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimwatch.judging.evidence import Evidence
from claimwatch.judging.weighing import kind

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a claim: its place in the article, and how well known its neighbours are."""

    position: int
    """How many claims of the article come before it."""
    neighbours: float
    """How well the claims before and after it are covered by what was known before the article, 0 to 1."""


def features(evidence: Evidence, context: Context) -> Features:
    """All features of a claim; each is about 0 to 1 (counts are capped)."""
    claim = evidence.claim
    return {
        "cover by two": evidence.cover(2),
        "cover by four": evidence.cover(4),
        "cover by a document": evidence.cover_by_document,
        "new pairs": evidence.new_pairs,
        "likeness": max(map(evidence.likeness, evidence.nearest[:25]), default=0.0),
        "unseen mass": min(evidence.mass(evidence.unseen), 40) / 20,
        "unseen figures": _capped(sum(kind(anchor) == "q" for anchor in evidence.unseen), 2),
        "unseen dates": _capped(sum(kind(anchor) == "d" for anchor in evidence.unseen), 2),
        "unseen names": _capped(sum(kind(anchor) in "np" for anchor in evidence.unseen), 3),
        "unsupported figures": _capped(len(evidence.unsupported("qd")), 3),
        "unsupported names": _capped(len(evidence.unsupported("np")), 3),
        "length": min(len(evidence.own), 30) / 15,
        "title": float(claim.in_title),
        "lead": float(context.position == 0),
        "place": min(context.position, 10) / 10,
        "statement": float(claim.kind == "statement"),
        "attributed": float(claim.speaker is not None),
        "planned": float(claim.modality in {"planned", "forecast", "demanded"}),
        "denied": float(claim.negated or claim.modality == "denied"),
        "neighbours": context.neighbours,
        "by anchors only": float(claim.by_anchors_only),
    }


def _capped(count: int, cap: int) -> float:
    return min(count, cap) / cap
