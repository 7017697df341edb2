"""What the commands have in common: their options, their settings, how they show progress and tables."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimwatch.errors import UserError
from claimwatch.settings import Settings, from_environment

if TYPE_CHECKING:
    from claimwatch.pipeline.desk import Desk, Progress

topic_argument = click.argument("folder", metavar="TOPIC", type=click.Path(path_type=Path))
db_option = click.option("--db", type=click.Path(path_type=Path), help="The database [$CLAIMWATCH_DB, claimwatch.db].")

SPAN = re.compile(r"(\d+)\s*([hdw])")
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def settings(db: Path | None = None, out: Path | None = None) -> Settings:
    """The settings of the environment, with what was given on the command line put over them."""
    found = from_environment(os.environ)
    return replace(found, db=db or found.db, out=out or found.out)


def now() -> datetime:
    """The clock, read here and nowhere deeper."""
    return datetime.now(UTC)


class Since(click.ParamType[datetime]):
    """A time: `7d`, `12h`, `2w` back from now, or an ISO date."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time as an aware datetime in UTC."""
        if isinstance(value, datetime):
            return value
        span = SPAN.fullmatch(value.strip())
        try:
            if span:
                return now() - timedelta(**{UNITS[span[2]]: int(span[1])})
            return in_utc(datetime.fromisoformat(value))
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time: write 7d, 12h, 2w or a date such as 2026-01-31", param, ctx)


def in_utc(moment: datetime) -> datetime:
    """The time in UTC, in which it is taken to be when it names no zone. Raises OverflowError in year 1 and 9999."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def open_desk(folder: Path, found: Settings, *, existing: bool = False) -> Iterator[Desk]:
    """The desk of a topic folder, its progress shown on a terminal; `existing`: no database is made. Raises UserError.

    What is wrong with the folder is said first: it stands first on the command line.
    """
    from claimwatch.pipeline.run import open_desk as opened  # noqa: PLC0415 - the pipeline is heavy
    from claimwatch.topics import load  # noqa: PLC0415

    topic = load(folder)
    used = existing_db(found) if existing else found
    with shown_progress() as progress, opened(topic, used, progress) as desk:
        yield desk


def _unseen(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Progress on standard error when that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield progress


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows as a table on a terminal, as tab-separated lines in a pipe."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            click.echo("\t".join(plain(cell) for cell in row))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = Table(*headings, show_edge=False, header_style="bold")
    for row in rows:
        shown.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(shown)


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def plain(cell: str) -> str:
    """A cell that cannot move the cursor or turn the text round: article text is shown here."""
    return CONTROL.sub(" ", cell)


def existing_db(found: Settings) -> Settings:
    """The same settings, if their database exists: a command that only looks makes none. Raises UserError."""
    if not found.db.exists():
        raise UserError(str(found.db), "there is no such database", "Run or ingest first, or name another with --db.")
    return found
