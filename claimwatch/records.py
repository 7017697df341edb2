"""The records that go from stage to stage: frozen, typed, with no behaviour but reading themselves.

    Topic | Feed, FeedState, Entry | Page | Article | Claim | Match, Duplicate | Verdict | Alert | Digest | Delivery

Times are aware and in UTC. Money is (Decimal, ISO 4217). Offsets count characters into `Article.content`, so that
`article.content[quote.start:quote.end] == quote.text` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

Anchor = str
"""A language-free key of meaning. The prefix says what it is: `c:` a concept, `n:` a name, `p:` a place, `q:` a
quantity (`q:USD:1000000000`, `q:c:plant:4`), `d:` a date (`d:2027`, `d:2025-12-17`), `x:` any other word (its
transliterated skeleton, so that cognates meet across scripts)."""

EntityKind = Literal["person", "organisation", "place", "product", "other"]
Modality = Literal["stated", "planned", "under way", "done", "possible", "denied", "demanded", "forecast", "asked"]
Precision = Literal["day", "week", "month", "quarter", "half", "year", "years"]
Bound = Literal["exact", "about", "at least", "at most"]
DuplicateKind = Literal["exact", "near", "partial", "translation"]
VerdictKind = Literal["new", "changed", "contradicted", "repeated"]
AlertKind = Literal["new", "changed", "contradicted"]
Stage = Literal["polled", "fetched", "extracted", "read", "matched", "traced", "judged", "set aside"]


# ---------------------------------------------------------------- what is followed


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something the topic is about, in all its spellings and scripts, the usual one first."""

    kind: EntityKind
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeedDocument:
    """What is kept of a seed: no sentence of it, but enough to recognise a copy, and what its sentences are about."""

    id: str
    title: str
    publisher: str
    published: datetime
    language: str
    url: str | None
    sha256: str
    """`fingerprints.digest(title, text)`."""
    shingles: tuple[int, ...]
    """All of `fingerprints.shingles(Article.content)`, sorted."""
    passages: tuple[tuple[Anchor, ...], ...]
    """The anchors of each claiming sentence, in the order of the text."""


@dataclass(frozen=True, slots=True)
class SeedClaim:
    """One claim of the seeds, in our own words."""

    id: str
    statement: str
    kind: Literal["fact", "statement"]
    documents: tuple[str, ...]
    speaker: str | None = None
    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    passage: tuple[str, int] | None = None
    """Document and passage whose anchors are this claim's; None: its anchors are read out of the statement."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic folder, read and checked."""

    id: str
    """The folder's name: letters, digits, `-`, `_`."""
    name: str
    folder: Path
    follow: str
    """What is wanted, in words (English or any language that can be read)."""
    ignore: str = ""
    """What is not wanted, in words."""
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "UTC"
    collect_every: int = 30
    """Minutes."""
    digest_cron: str = "0 7 * * *"
    """In the topic's time zone."""
    immediate: tuple[AlertKind, ...] = ()
    """Kinds of alerts that are not to wait for the digest."""
    recipients: tuple[str, ...] = ()
    empty_digest: Literal["say", "skip"] = "say"
    names: tuple[Name, ...] = ()
    feeds: tuple[Feed, ...] = ()
    documents: tuple[SeedDocument, ...] = ()
    claims: tuple[SeedClaim, ...] = ()


# ---------------------------------------------------------------- what comes in


@dataclass(frozen=True, slots=True)
class Feed:
    """A source that is polled."""

    url: str
    title: str = ""
    language: str | None = None
    allow_private: bool = False
    """Whether this feed may stand on a private address (an intranet; the newsroom of the demo)."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed from poll to poll."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    full_at: datetime | None = None
    """When it was last fetched whole, without `If-None-Match`: some servers say 304 for ever."""
    due_at: datetime | None = None
    failures: int = 0
    """How often in a row it has failed."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. `published` is None where the feed does not say or cannot be believed."""

    url: str
    title: str
    feed_url: str
    summary: str = ""
    source: str = ""
    """The outlet's name: the entry's own source element (query feeds), else the feed's title."""
    published: datetime | None = None
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of a web server, as it came."""

    url: str
    """Where it was in the end, after redirects."""
    body: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str = ""
    """The header whole, with its charset where it has one."""
    etag: str | None = None
    last_modified: str | None = None
    max_age: float | None = None
    """Seconds for which the server asks not to be asked again."""
    requested_url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as text."""

    url: str
    title: str
    text: str
    """Paragraphs, parted by empty lines."""
    published: datetime
    source: str = ""
    language: str = "und"
    """BCP 47 primary tag; `und` when it could not be told."""
    author: str | None = None

    @property
    def content(self) -> str:
        """Title and text as one; all offsets count into this."""
        return f"{self.title}\n\n{self.text}"


# ---------------------------------------------------------------- what is read out of it


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage: `article.content[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that has a name. `key` is the same in every spelling, inflection and script."""

    key: Anchor
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. `name` is None for an anonymous source, of whom only the role is known."""

    name: str | None
    role: str | None = None
    organisation: str | None = None
    key: Anchor | None = None
    cited_by: str | None = None
    """The outlet or person through whom the words came ("X, citing Y": Y speaks, cited by X)."""

    def __str__(self) -> str:
        parts = [part for part in (self.name, self.role, self.organisation) if part]
        return ", ".join(parts) or "unnamed source"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure.

    `high` is the upper end of a range. `unit`: ISO 4217, an SI symbol, `%`, or the anchor of what is counted
    (`c:plant`); empty where that is not known.
    """

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    high: Decimal | None = None
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time, as the days it may mean. None: that end is open."""

    first: date | None
    last: date | None
    precision: Precision
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence claims, by whom, how sure, and where it stands."""

    statement: str
    quote: Quote
    kind: Literal["fact", "statement"]
    anchors: tuple[Anchor, ...]
    """Sorted, each once."""
    language: str = "en"
    speaker: Speaker | None = None
    """None: the outlet itself."""
    modality: Modality = "stated"
    negated: bool = False
    contrasted: bool = False
    """It sets a new value against an old one: not four but five, postponed to, up from."""
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    entities: tuple[Entity, ...] = ()
    in_title: bool = False
    by_anchors_only: bool = False
    """The language has no lexicon: names, figures and dates were read, the meaning was not."""


# ---------------------------------------------------------------- what is judged


@dataclass(frozen=True, slots=True)
class Match:
    """Whether an article belongs to the topic. `score` is 0 to 1; `reasons` are words for a person."""

    on_topic: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What an article is a copy of: the URL of an earlier article, or `seed:<id>`."""

    of: str
    kind: DuplicateKind
    share: float
    """How much of this article is in the original, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of the ledger: its row number, its record, and where it stands."""

    id: int
    claim: Claim
    url: str
    """The article's URL, or `seed:<id>`."""
    source: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of one claim, and why.

    `known`: the claims it was compared with, nearest first; of a change or contradiction the first is what it concerns.
    """

    kind: VerdictKind
    score: float
    """How new it is, 0 (repeated word by word) to 1."""
    reasons: tuple[str, ...]
    known: tuple[int, ...] = ()


# ---------------------------------------------------------------- what is told


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a change changes: the earlier words, and where they stood."""

    quote: str
    statement: str
    url: str
    source: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """One new claim that a reader is told of."""

    id: int
    topic: str
    kind: AlertKind
    claim: Claim
    url: str
    title: str
    source: str
    published: datetime
    created_at: datetime
    reasons: tuple[str, ...] = ()
    earlier: Earlier | None = None
    outlets: int = 1
    """How many outlets carry the claim, copies included."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What a digest did not tell, in numbers that add up.

    `articles` is the sum of `off_topic`, `copies` and `originals`; every sentence of the last two that claims something
    was told or is in `repetitions`, those of exact copies excepted, which are not looked at.
    """

    articles: int = 0
    off_topic: int = 0
    originals: int = 0
    copies: dict[str, int] = field(default_factory=dict)
    """By kind of duplicate."""
    repetitions: int = 0
    set_aside: int = 0
    """Pages from which no article could be read; not among `articles`."""
    failing_feeds: int = 0
    """Feeds that could not be read when last asked: what they carry is not known."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One message to the readers of a topic."""

    id: int
    topic: str
    created_at: datetime
    since: datetime | None
    """The time of the digest before it; None for the first."""
    alerts: tuple[Alert, ...]
    silence: Silence


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest on its way to one recipient."""

    digest_id: int
    recipient: str
    message_id: str
    attempts: int = 0
