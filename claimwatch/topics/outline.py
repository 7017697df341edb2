"""A claim in words of our own: an outline composed of its record, never the sentence it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from claimwatch.records import Claim, DateSpan, Entity, Quantity

Label = Callable[[str], str]
"""An anchor in words: `ClaimReader.label`."""

_POSSESSIVE = re.compile(r"['’]s?$")
_ROUGHLY = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most "}


def statement(claim: Claim, label: Label) -> str:
    """Who says it: names; concepts; figures; dates; how sure. Empty where the record holds none of them."""
    parts = [
        ", ".join(names(claim, label)),
        ", ".join(concepts(claim, label)),
        ", ".join(figure(quantity, label) for quantity in claim.quantities),
        ", ".join(day(span) for span in claim.dates),
    ]
    said = "; ".join(part for part in parts if part)
    if not said:
        return ""
    manner = [word for word in ("not" if claim.negated else "", claim.modality) if word not in {"", "stated"}]
    return (f"{claim.speaker}: " if claim.speaker else "") + said + (f" ({', '.join(manner)})" if manner else "")


def names(claim: Claim, label: Label) -> list[str]:
    """Whom and what the claim names, in the order of the text, each once; places by their labels."""
    by_key = {entity.key: _called(entity, label) for entity in reversed(claim.entities)}
    return list(dict.fromkeys(by_key[entity.key] for entity in claim.entities))


def spelling(name: str) -> str:
    """A name on one line and without its English possessive."""
    return _POSSESSIVE.sub("", " ".join(name.split())) or name


def concepts(claim: Claim, label: Label) -> list[str]:
    """The claim's concepts by their labels; where it has none, its other words as far as they have any."""
    known = _labels(claim.anchors, "c:", label)
    return known or _labels(claim.anchors, "x:", label)


def figure(quantity: Quantity, label: Label) -> str:
    """`about 1000000000 USD`, `4 plant`, `30-35 %`."""
    unit = label(quantity.unit) if quantity.unit.startswith(("c:", "x:", "n:")) else quantity.unit
    high = f"-{_plain(quantity.high)}" if quantity.high is not None else ""
    return f"{_ROUGHLY[quantity.bound]}{_plain(quantity.value)}{high} {unit}".strip()


def day(span: DateSpan) -> str:
    """ISO 8601 as short as the span's precision allows: `2027`, `2025-12`, `2025-12-17`, `2027-01-01/2029-12-31`."""
    ends = [end.isoformat() for end in (span.first, span.last) if end]
    if span.precision == "year":
        ends = [end[:4] for end in ends]
    if span.precision == "month":
        ends = [end[:7] for end in ends]
    return "/".join(dict.fromkeys(ends)) or span.text


def _called(entity: Entity, label: Label) -> str:
    """A country by its one name; the label of any other place is but the skeleton of its name."""
    prefix, _, rest = entity.key.partition(":")
    country = label(entity.key) if prefix == "p" else ""
    return country if country not in {"", rest} else spelling(entity.name)


def _labels(anchors: Iterable[str], prefix: str, label: Label) -> list[str]:
    found = (label(anchor).strip() for anchor in anchors if anchor.startswith(prefix))
    return list(dict.fromkeys(word for word in found if word))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
