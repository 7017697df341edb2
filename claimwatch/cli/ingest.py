"""`claimwatch ingest`: articles from a file in place of fetching them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
import msgspec

from claimwatch.cli.options import db_option, in_utc, now, open_desk, settings, topic_argument
from claimwatch.errors import UserError
from claimwatch.records import Article

REMEDY = (
    'Each line is one article: {"url", "title", "text", "published", "source", "language"?}; '
    "published is such as 2026-01-31T08:00:00Z."
)


class Line(msgspec.Struct):
    """One line of the file."""

    url: str
    title: str
    text: str
    published: datetime
    source: str
    language: str | None = None


@click.command()
@topic_argument
@click.argument("file", type=click.Path(path_type=Path))
@db_option
def ingest(folder: Path, file: Path, db: Path | None) -> None:
    """Take in the articles of FILE (JSON lines: url, title, text, published, source, language?) and judge them.

    They are judged in order of publication, whatever their order in the file. An article whose URL is known is left
    alone. When one line is wrong nothing is taken in.
    """
    from claimwatch.digests.wording import counted  # noqa: PLC0415
    from claimwatch.pipeline.run import ingest as take_in  # noqa: PLC0415 - the pipeline is heavy

    with open_desk(folder, settings(db)) as desk:
        added, judged = take_in(desk, articles(file), now())
    click.echo(
        f"Took in {counted(added, 'article')}; judged {judged.articles:,}: {counted(judged.alerts, 'new claim')}."
    )


def articles(file: Path) -> Iterator[Article]:
    """The articles of a file of JSON lines. Raises UserError naming the line."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(line, f"{file}:{number}")
    except OSError as error:
        raise UserError(str(file), error.strerror or "cannot be read", "Name a file of JSON lines.") from error
    except UnicodeDecodeError as error:
        raise UserError(str(file), "it is not UTF-8", "Convert it first.") from error


def _cause(error: msgspec.DecodeError) -> str:
    """`published: invalid RFC3339 encoded datetime`: the field first, and the rest as msgspec has it."""
    what, _, field = str(error).replace("`", "").partition(" - at $.")
    if what.startswith("JSON is malformed"):
        return "it is no JSON"
    said = what[:1].lower() + what[1:]
    return f"{field}: {said}" if field else said


def _article(line: str, where: str) -> Article:
    try:
        found = msgspec.json.decode(line, type=Line)
    except msgspec.DecodeError as error:
        raise UserError(where, _cause(error), REMEDY) from error
    if not found.url.strip():
        raise UserError(where, "the url is empty", REMEDY)
    try:
        published = in_utc(found.published)
    except OverflowError as error:
        raise UserError(where, f"{found.published} is no time in UTC", REMEDY) from error
    return Article(found.url, found.title, found.text, published, found.source, found.language or "und")
