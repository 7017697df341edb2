"""The verdict on one claim: repeated, new, changed or contradicted, with a score and reasons in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import msgspec

from claimwatch.fingerprints import words
from claimwatch.judging.evidence import Evidence
from claimwatch.judging.features import Context, Features, features
from claimwatch.judging.values import Change, changes, overlapping, same_value
from claimwatch.judging.weighing import kind
from claimwatch.records import Anchor, Claim, Known, Quantity, Verdict, VerdictKind

SAME_FRAME = 0.45
"""From this likeness on, figures and dates left aside, two claims speak of the same thing."""
SURE = 0.75
"""From this likeness on a change or denial is told, however little else is new."""
CONTRASTED = 0.2
"""The same, when the claim is worded as a change: postponed to, up from, no longer."""
NAMED = 0.1
"""The same, when it names the old value beside the new one besides."""
DENIED = 0.3
"""From this likeness on a claim that is worded as a denial denies the other."""
NEGATED = 0.65
"""The same, when one of the two merely has a "not"."""
RIVALS = 10
"""How many of the nearest claims are looked at for the one that is changed or denied."""

Label = Callable[[Anchor], str]


class Weights(msgspec.Struct, frozen=True):
    """The combination of the features, learnt from labelled streams by `benchmarks/train_judge.py`."""

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
    if said := _word_by_word(evidence):
        return Verdict("repeated", 0.0, (f"word by word in {said.source or said.url}",), (said.id,))
    shift = _changed(evidence) or _denied(evidence)
    if shift and (score >= weights.threshold / 2 or frame_likeness(evidence, shift[1]) >= SURE):
        what, rival, reason = shift
        return Verdict(what, round(score, 3), (reason,), _ids(rival, evidence))
    if score >= weights.threshold:
        return Verdict("new", round(score, 3), _why_new(evidence, label), _ids(None, evidence))
    return Verdict("repeated", round(score, 3), _why_known(evidence), _ids(None, evidence))


def _ids(first: Known | None, evidence: Evidence) -> tuple[int, ...]:
    """The known claims it was compared with: the one that counts, then those that cover it."""
    ordered = ((first,) if first else ()) + evidence.covering
    return tuple(dict.fromkeys(known.id for known in ordered))


def _word_by_word(evidence: Evidence) -> Known | None:
    """The near claim whose sentence has the same words, if there is one."""
    said = words(evidence.claim.quote.text)
    return next((known for known in evidence.nearest[:RIVALS] if said and words(known.claim.quote.text) == said), None)


# ---------------------------------------------------------------- changes and denials

Shift = tuple[VerdictKind, Known, str]


def _changed(evidence: Evidence) -> Shift | None:
    """The nearest known claim of the same thing to which this one gives a value that nobody has named, if any.

    When the claim sets two values against each other ("not four but five"), one of them known, less likeness is asked.
    """
    for known in evidence.earlier(RIVALS):
        likeness = frame_likeness(evidence, known)
        for change in changes(evidence.claim, known.claim):
            least = NAMED if change.named else CONTRASTED if evidence.claim.contrasted else SAME_FRAME
            if likeness >= least and _unheard(change, evidence):
                return "changed", known, f"was {change.old}, now {change.new}"
    return None


def _unheard(change: Change, evidence: Evidence) -> bool:
    """Whether no known claim that is near has the new value."""
    near = [known.claim for known in evidence.nearest]
    if isinstance(change.value, Quantity):
        return not any(same_value(change.value, other) for claim in near for other in claim.quantities)
    return not any(overlapping(change.value, other) for claim in near[:RIVALS] for other in claim.dates)


def _denied(evidence: Evidence) -> Shift | None:
    """The nearest known claim that this one denies, if it is a denial.

    Of a claim without a statement only the anchors are known, which do not tell yes from no.
    """
    claim = evidence.claim
    for known in evidence.earlier(RIVALS):
        if claim.modality == "denied" and known.claim.modality != "denied":
            least = DENIED
        elif known.claim.statement and denies(claim) != denies(known.claim):
            least = NEGATED  # a mere "not" may go with an opposite word and mean the same
        else:
            continue
        if frame_likeness(evidence, known) >= least:
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


# ---------------------------------------------------------------- reasons


def _why_new(evidence: Evidence, label: Label) -> tuple[str, ...]:
    strange = sorted(evidence.unseen, key=lambda anchor: (-evidence.weigh(anchor), anchor))
    words = [word for anchor in strange if (word := _in_a_word(anchor, evidence.claim, label))][:4]
    reasons = [f"not said before: {', '.join(words)}"] if words else []
    if not strange and evidence.cover(1) < 1:
        reasons = ["all its parts were said before, but in no one claim together"]
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
