"""A digest as plain text. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from claimwatch.digests.edition import Edition, Group, Item, Source, Words
from claimwatch.digests.fitting import fitted
from claimwatch.records import Digest, Topic

_WIDTH = 76
"""Columns: with a reply's mark in front still below 80."""


def render_text(digest: Digest, topic: Topic) -> str:
    """The digest in lines of at most 76 columns, addresses alone excepted; under 100 kB."""
    return fitted(digest, topic, _layout)


def _layout(edition: Edition) -> str:
    lines = [*_heading(f"{edition.topic} — {edition.date}", "="), *_wrapped(edition.lead), ""]
    for group in edition.groups:
        lines += [*_group(group), ""]
    if edition.surplus:
        lines += [*_wrapped(f"All of them: claimwatch alerts {edition.topic_id}"), ""]
    lines += [*_heading("Kept silent", "-")]
    for sentence in edition.silence:
        lines += _wrapped(sentence)
    lines += ["", f"All times are in the time zone {edition.zone}."]
    return "\n".join(lines) + "\n"


def _heading(title: str, rule: str) -> list[str]:
    lines = _wrapped(title)
    return [*lines, rule * max(map(len, lines)), ""]


def _group(group: Group) -> Iterator[str]:
    yield from _heading(group.title, "-")
    for number, item in enumerate(group.items, start=1):
        yield from _item(number, item)
        yield ""
    if group.surplus:
        yield f"… and {group.surplus:,} more"


def _item(number: int, item: Item) -> Iterator[str]:
    indent = " " * len(f"{number}. ")
    title = " — ".join(filter(None, (" → ".join(item.values or ()), item.claim))) or item.label
    yield from _wrapped(title, f"{number}. ", indent)
    if title != item.label:
        yield from _wrapped(f"[{item.label}]", indent)
    if item.before:
        yield f"{indent}Earlier:"
        yield from _passage(item.before.words, "", item.before.source, indent)
        yield f"{indent}Now:"
    yield from _passage(item.words, item.speaker, item.source, indent)
    yield from _notes(item, indent)


def _passage(words: Words, speaker: str, source: Source, indent: str) -> Iterator[str]:
    yield from _wrapped(str(words), indent + ("> " if words.verbatim else "  "))
    if speaker:
        yield from _wrapped(f"— {speaker}", indent + "  ", indent + "    ")
    yield from _source(source, indent + "  ")


def _notes(item: Item, indent: str) -> Iterator[str]:
    if item.carried:
        yield f"{indent}Carried by {item.carried}."
    if item.reasons:
        yield from _wrapped(f"Why: {item.reasons}", indent, indent + "  ")


def _source(source: Source, indent: str) -> Iterator[str]:
    yield from _wrapped(", ".join(filter(None, (source.outlet, source.time))), indent)
    if source.link is None:
        yield from _wrapped(source.address, indent)
    else:
        yield indent + source.link


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
