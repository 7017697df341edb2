"""A digest ready to be laid out: put in order, cleaned and cut to length, every field a text for a person.

Both renderings read these records and nothing else, so what is safe here is safe in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GroupKind = Literal["changed", "contradicted", "facts", "statements"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a quote. `marked`: a figure that the other side of a change does not have."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A passage. `verbatim`: somebody's own words, to be shown as a quotation; else ours."""

    segments: tuple[Segment, ...]
    language: str
    """BCP 47 primary tag; empty where it is not known."""
    verbatim: bool = True

    def __str__(self) -> str:
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage stood.

    `link` is None where the address may not be a link; then `address` is shown as text. `title` is what the link is
    called: the article's title, else its host.
    """

    outlet: str
    time: str
    title: str
    link: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier side of a change."""

    words: Words
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    """One alert."""

    label: str
    """Its kind, with what must be known of it at once: `Changed · planned`."""
    claim: str
    """The claim in one line; empty where the quote itself is all there is to say."""
    values: tuple[str, str] | None
    """Of a change whose figures can be told apart: the earlier ones and the new ones."""
    words: Words
    speaker: str
    """With role and organisation; empty where the outlet speaks for itself."""
    source: Source
    carried: str
    """`4 outlets`; empty where it is only one."""
    reasons: str
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The alerts of one sort, and how many more of them there was no room for."""

    kind: GroupKind
    title: str
    items: tuple[Item, ...]
    surplus: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest for one reader's eyes."""

    topic: str
    topic_id: str
    subject: str
    date: str
    lead: str
    groups: tuple[Group, ...]
    silence: tuple[str, ...]
    """What was not told, one sentence each."""
    zone: str
    """The name of the time zone of all times in it."""

    @property
    def surplus(self) -> int:
        """How many alerts there was no room for."""
        return sum(group.surplus for group in self.groups)
