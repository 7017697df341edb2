"""What the newsroom publishes: outlets, articles, the moments of the demo's polls, and the clutter round the articles.

It is all data, in the folder `coverage`: `outlets.toml`, `clutter.toml`, and one file to an article,
`<number>-<slug>.md`, with TOML between two lines of `+++` and then the paragraphs, parted by empty lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from claimwatch.errors import UserError

FOLDER = Path(__file__).with_name("coverage")

FeedKind = Literal["rss", "atom", "json", "rdf"]
PieceKind = Literal["original", "exact", "near", "partial", "translation", "off-topic"]

_FILE = re.compile(r"(?P<number>\d\d)-(?P<slug>[a-z0-9-]+)\.md")
_FENCE = "+++"

_Form = TypeVar("_Form")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site that publishes articles or, with `query`, a search engine that lists those of the others."""

    key: str
    name: str
    host: str
    language: str
    feed: FeedKind
    feed_path: str
    layout: str = ""
    """The template of its pages, without `.html.j2`; a search engine has none."""
    address: str = ""
    """A format string for the path of a page, of `number`, `slug` and `published`."""
    encoding: str = "utf-8"
    utc_offset: int = 0
    """Hours by which its clock is ahead of UTC."""
    tracked: bool = False
    """Whether the links in its feed carry tracking parameters."""
    restless_ids: bool = False
    """Whether the ids in its feed are others whenever the feed has changed."""
    query: tuple[str, ...] = ()
    """A search engine lists every article in which one of these words stands."""

    def local(self, moment: datetime) -> datetime:
        """The same moment on the outlet's clock."""
        return moment.astimezone(timezone(timedelta(hours=self.utc_offset)))


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as its outlet publishes it, and what a reader of the whole coverage should find in it."""

    number: int
    slug: str
    outlet: Outlet
    title: str
    published: datetime
    language: str
    paragraphs: tuple[str, ...]
    kind: PieceKind
    author: str | None = None
    caption: str = ""
    """What stands under its picture; no part of the text."""
    of: int | None = None
    """The number of the piece that this one copies, rewrites or translates."""
    new: tuple[str, ...] = ()
    """What it claims and no earlier piece did, in short words; empty for what repeats."""

    @property
    def path(self) -> str:
        """Its address on the outlet's host, with the query where there is one."""
        return self.outlet.address.format(number=self.number, slug=self.slug, published=self.published)


@dataclass(frozen=True, slots=True)
class Clutter:
    """What a page carries beside its article, in one language."""

    sections: tuple[str, ...]
    cookies: str
    accept: str
    share: str
    newsletter: str
    subscribe: str
    related: str
    most_read: str
    teasers: tuple[str, ...]
    comments: str
    remarks: tuple[tuple[str, str], ...]
    """Pairs of a reader's name and comment."""
    imprint: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that the newsroom knows; `pieces` in order of publication."""

    outlets: tuple[Outlet, ...]
    pieces: tuple[Piece, ...]
    polls: tuple[datetime, ...]
    clutter: dict[str, Clutter]


class _Front(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    outlet: str
    published: datetime
    title: str
    language: str
    kind: PieceKind
    author: str | None = None
    caption: str = ""
    of: int | None = None
    text_of: int | None = None
    new: tuple[str, ...] = ()


class _Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    polls: tuple[datetime, ...]
    outlets: tuple[Outlet, ...]


def load(folder: Path = FOLDER) -> Coverage:
    """The coverage in `folder`. Raises UserError naming the file that is wrong."""
    register = _convert(folder / "outlets.toml", (folder / "outlets.toml").read_text("utf-8"), _Outlets)
    clutter = _convert(folder / "clutter.toml", (folder / "clutter.toml").read_text("utf-8"), dict[str, Clutter])
    sources = {_number(path): _source(path) for path in sorted(folder.glob("*.md"))}
    outlets = {outlet.key: outlet for outlet in register.outlets}
    pieces = [_piece(path, outlets, sources) for path in sorted(folder.glob("*.md"))]
    pieces.sort(key=lambda piece: (piece.published, piece.number))
    return Coverage(register.outlets, tuple(pieces), register.polls, clutter)


def _number(path: Path) -> int:
    match = _FILE.fullmatch(path.name)
    if not match:
        raise UserError(path.name, "it is not named like an article", "Name it <two digits>-<slug>.md.")
    return int(match["number"])


def _source(path: Path) -> tuple[_Front, tuple[str, ...]]:
    """The front matter and the paragraphs of one file."""
    parts = path.read_text("utf-8").split(f"{_FENCE}\n", 2)
    if len(parts) != 3 or parts[0]:
        raise UserError(path.name, "it has no front matter", f"Begin it with TOML between two lines of {_FENCE}.")
    paragraphs = tuple(" ".join(block.split()) for block in parts[2].split("\n\n") if block.strip())
    return _convert(path, parts[1], _Front), paragraphs


def _piece(path: Path, outlets: dict[str, Outlet], sources: dict[int, tuple[_Front, tuple[str, ...]]]) -> Piece:
    number = _number(path)
    front, own = sources[number]
    if front.outlet not in outlets:
        raise UserError(path.name, f"there is no outlet {front.outlet!r}", "Take a key of outlets.toml.")
    if {front.of, front.text_of} - {None, *sources}:
        raise UserError(path.name, "it refers to an article that is not there", "Mend `of` and `text-of`.")
    return Piece(
        number=number,
        slug=path.stem[3:],
        outlet=outlets[front.outlet],
        title=front.title,
        published=front.published.astimezone(UTC),
        language=front.language,
        paragraphs=own if front.text_of is None else sources[front.text_of][1],
        kind=front.kind,
        author=front.author,
        caption=front.caption,
        of=front.of,
        new=front.new,
    )


def _convert(path: Path, text: str, form: type[_Form]) -> _Form:
    try:
        return msgspec.convert(tomllib.loads(text), form)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UserError(path.name, str(error), "Mend that key; coverage.py says what each of them means.") from error
