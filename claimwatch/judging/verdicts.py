"""The verdict on one claim: repeated, new, changed or contradicted, with a score and reasons in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import msgspec

from claimwatch.judging.evidence import Evidence
from claimwatch.judging.features import Context, Features, features
from claimwatch.judging.values import Change, changes, compatible, overlapping
from claimwatch.judging.weighing import kind
from claimwatch.records import Anchor, Claim, Known, Quantity, Verdict, VerdictKind

SAME_FRAME = 0.5
"""From this likeness on, figures and dates left aside, two claims speak of the same thing."""
RIVALS = 10
"""How many of the nearest claims are looked at for the one that is changed or denied."""

Label = Callable[[Anchor], str]


class Weights(msgspec.Struct, frozen=True):
    """The combination of the features, learnt from labelled streams by `python -m claimwatch.judging.training`."""

    bias: float
    threshold: float
    """From this score on a claim is told."""
    weights: dict[str, float]


@cache
def learnt() -> Weights:
    """The weights that come with the package."""
    return msgspec.json.decode((files(__package__) / "weights.json").read_bytes(), type=Weights)


def novelty(found: Features, weights: Weights) -> float:
    """The score of a claim with these features: 0 (repeated) to 1 (new)."""
    total = weights.bias + sum(weights.weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def decide(evidence: Evidence, context: Context, label: Label, weights: Weights) -> Verdict:
    """What is to be thought of a claim, given what is known."""
    score = novelty(features(evidence, context), weights)
    shift = _changed(evidence) or _denied(evidence)
    if shift and score >= weights.threshold / 2:
        what, rival, reason = shift
        return Verdict(what, round(score, 3), (reason,), _ids(rival, evidence))
    if score >= weights.threshold:
        return Verdict("new", round(score, 3), _why_new(evidence, label), _ids(None, evidence))
    return Verdict("repeated", round(score, 3), _why_known(evidence), _ids(None, evidence))


def _ids(first: Known | None, evidence: Evidence) -> tuple[int, ...]:
    """The known claims it was compared with: the one that counts, then those that cover it."""
    ordered = ((first,) if first else ()) + evidence.covering
    return tuple(dict.fromkeys(known.id for known in ordered))


# ---------------------------------------------------------------- changes and denials


def _changed(evidence: Evidence) -> tuple[VerdictKind, Known, str] | None:
    """The nearest known claim of the same thing to which this one gives another value, if there is one."""
    if _value_known(evidence):
        return None
    for known in evidence.nearest[:RIVALS]:
        found = changes(evidence.claim, known.claim)
        if found and frame_likeness(evidence, known) >= SAME_FRAME:
            return "changed", known, _in_words(found[0])
    return None


def _value_known(evidence: Evidence) -> bool:
    """Whether each figure and date of the claim stands in a known claim of the same thing already."""
    claim = evidence.claim
    same = [known.claim for known in evidence.nearest[:RIVALS] if frame_likeness(evidence, known) >= SAME_FRAME / 2]
    figures = all(any(_has_figure(other, figure) for other in same) for figure in claim.quantities)
    times = all(any(overlapping(date, known) for other in same for known in other.dates) for date in claim.dates)
    return figures and times


def _has_figure(claim: Claim, figure: Quantity) -> bool:
    return any(other.unit == figure.unit and compatible(figure, other) for other in claim.quantities)


def _denied(evidence: Evidence) -> tuple[VerdictKind, Known, str] | None:
    """The nearest known claim that this one denies, if it is a denial."""
    claim = evidence.claim
    for known in evidence.nearest[:RIVALS]:
        if denies(claim) != denies(known.claim) and frame_likeness(evidence, known) >= SAME_FRAME:
            return "contradicted", known, "possibly denies what was said before"
    return None


def denies(claim: Claim) -> bool:
    """Whether it says that something is not so."""
    return claim.negated or claim.modality == "denied"


def frame_likeness(evidence: Evidence, known: Known) -> float:
    """The likeness of two claims with figures and dates left aside, 0 to 1."""
    own, other = _frame(evidence.own), _frame(frozenset(known.claim.anchors))
    both = evidence.mass(own) + evidence.mass(other)
    return 2 * evidence.mass(own & other) / both if both else 0.0


def _frame(anchors: frozenset[Anchor]) -> frozenset[Anchor]:
    return frozenset(anchor for anchor in anchors if kind(anchor) not in "qd")


def _in_words(change: Change) -> str:
    return f"was {change.old}, now {change.new}"


# ---------------------------------------------------------------- reasons


def _why_new(evidence: Evidence, label: Label) -> tuple[str, ...]:
    strange = sorted(evidence.unseen, key=lambda anchor: (-evidence.weigh(anchor), anchor))
    words = [word for anchor in strange if (word := _in_a_word(anchor, evidence.claim, label))][:4]
    reasons = [f"not said before: {', '.join(words)}"] if words else []
    return (*reasons, f"known claims cover {evidence.cover(2):.0%} of it")


def _in_a_word(anchor: Anchor, claim: Claim, label: Label) -> str:
    """An anchor as a person would write it; empty for one that is only a skeleton of a word."""
    if kind(anchor) == "n":
        return next((entity.name for entity in claim.entities if entity.key == anchor), "")
    return "" if kind(anchor) == "x" else label(anchor)


def _why_known(evidence: Evidence) -> tuple[str, ...]:
    if not evidence.nearest:
        return ("it says too little",)
    sources = dict.fromkeys(known.source or known.url for known in evidence.covering[:2])
    return (f"known claims cover {evidence.cover(2):.0%} of it ({', '.join(sources)})",)
