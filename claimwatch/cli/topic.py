"""`claimwatch topic`: make a topic folder, check one, and compute its fingerprints anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimwatch.records import Page
    from claimwatch.topics.make import Account
    from claimwatch.topics.sources import Source

SHOWN = 12
"""Items of a list that are shown before it is cut."""

_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.group()
def topic() -> None:
    """Make and check topic folders."""


@topic.command()
@_FOLDER
@click.option(
    "--from", "places", metavar="FILE|URL", multiple=True, required=True, help="A seed: txt, md, html or URL."
)
@click.argument("more", metavar="[FILE|URL]...", nargs=-1)
@click.option("--about", default="", metavar="TEXT", help='What to follow; after "Not wanted:" what not.')
@click.option("--name", default="", metavar="TEXT", help="The topic's name; otherwise its commonest names.")
@click.option("--keep-text", is_flag=True, help="Keep the seeds' texts in the folder: for private topics.")
def new(
    folder: Path, places: tuple[str, ...], more: tuple[str, ...], about: str, name: str, *, keep_text: bool
) -> None:
    """Make the topic folder DIR from documents.

    It says what it took out of them: names, terms, places, figures, claims. Several documents may follow one --from.
    """
    from claimwatch import plugins  # noqa: PLC0415 - the readers are heavy
    from claimwatch.topics.make import Wishes, make  # noqa: PLC0415
    from claimwatch.topics.writing import refuse_folder  # noqa: PLC0415

    refuse_folder(folder)
    sources = _sources((*places, *more))
    account = make(folder, sources, Wishes(name, about, keep_text), plugins.claim_reader())
    _explain(folder, account)


@topic.command()
@_FOLDER
def check(folder: Path) -> None:
    """Say what is wrong in the topic folder DIR, and where. Exit code 1 if anything hinders its use."""
    from claimwatch.topics import check as problems_in  # noqa: PLC0415
    from claimwatch.topics import load  # noqa: PLC0415
    from claimwatch.topics.problems import hindering  # noqa: PLC0415

    if not folder.is_dir():
        load(folder)  # says so
    problems = problems_in(folder)
    for problem in problems:
        click.echo(str(problem))
    if wrong := hindering(problems):
        click.echo(f"{folder}: {_count(len(wrong), 'problem')}")
        raise SystemExit(1)
    found = load(folder)
    parts = ((found.documents, "document"), (found.claims, "claim"), (found.names, "name"), (found.feeds, "feed"))
    click.echo(f"{folder}: in order: " + ", ".join(_count(len(items), word) for items, word in parts))


@topic.command()
@_FOLDER
@click.option("--from", "places", metavar="FILE|URL", multiple=True, required=True, help="The original of a seed.")
@click.argument("more", metavar="[FILE|URL]...", nargs=-1)
def fingerprint(folder: Path, places: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Compute documents.jsonl anew.

    Give the original texts; a seed that is not given stays as it is, and so does what people wrote in DIR.
    """
    from claimwatch import plugins  # noqa: PLC0415 - the readers are heavy
    from claimwatch.topics import load  # noqa: PLC0415
    from claimwatch.topics.renewal import renew  # noqa: PLC0415

    load(folder)
    renewal = renew(folder, _sources((*places, *more)), plugins.claim_reader())
    for document in renewal.documents:
        marks, passages = len(document.shingles), len(document.passages)
        click.echo(f"{document.id}  {_count(marks, 'shingle')}, {_count(passages, 'passage')}  {document.title}")
    if renewal.lost:
        click.echo(f"no passage is like that of: {', '.join(renewal.lost)}. Their statements are read instead.")


def _sources(places: Sequence[str]) -> list[Source]:
    from claimwatch import plugins  # noqa: PLC0415
    from claimwatch.topics.sources import Readers, read_sources  # noqa: PLC0415

    return read_sources(places, Readers(plugins.article_readers(), _fetch()))


def _fetch() -> Callable[[str], Page]:
    """Asks for a page; the fetcher is made only if there is a URL among the seeds."""

    def fetch(url: str) -> Page:
        import os  # noqa: PLC0415 - the environment is read at the edge, and only for URLs
        from datetime import UTC, datetime  # noqa: PLC0415

        from claimwatch.fetching.client import Fetcher  # noqa: PLC0415
        from claimwatch.settings import from_environment  # noqa: PLC0415

        return Fetcher(from_environment(os.environ)).fetch(url, now=datetime.now(UTC))

    return fetch


def _explain(folder: Path, account: Account) -> None:
    click.echo(f"{folder}: {account.profile.name}")
    _show(_taken(account))
    for remark in account.remarks:
        click.echo(f"note: {remark}.")
    click.echo(f"Read it over, above all {folder / 'topic.toml'}, then: claimwatch topic check {folder}")


def _show(rows: Sequence[tuple[str, int, Sequence[str]]]) -> None:
    """A table on a terminal, one line for each row when piped."""
    from rich.console import Console  # noqa: PLC0415 - only where something is shown
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    if not console.is_terminal:
        for what, count, items in rows:
            click.echo(f"{what}: {count}: {_shown(items)}")
        return
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for what, count, items in rows:
        table.add_row(Text(what, style="bold"), Text(str(count), justify="right"), Text(_shown(items)))
    console.print(table)


def _taken(account: Account) -> list[tuple[str, int, Sequence[str]]]:
    found, documents, claims = account.findings, account.documents, account.claims
    names = [name for name in found.names if name.kind != "place"]
    rows: list[tuple[str, Sequence[str]]] = [
        ("documents", [f"{document.id} {document.title}" for document in documents]),
        ("languages", found.languages),
        ("names", [" = ".join(name.spellings) for name in names]),
        ("places", [name.spellings[0] for name in found.names if name.kind == "place"]),
        ("terms", found.terms),
        ("figures", found.figures),
        ("dates", found.dates),
        ("feeds", [feed.title for feed in account.feeds]),
    ]
    stated = [f"{document.id}: {sum(document.id in claim.documents for claim in claims)}" for document in documents]
    return [*((what, len(items), items) for what, items in rows), ("claims", len(claims), stated)]


def _shown(items: Sequence[str]) -> str:
    more = f" ... and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return "; ".join(items[:SHOWN]) + more


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
