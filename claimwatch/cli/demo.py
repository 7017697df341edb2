"""`claimwatch demo`: the real pipeline over coverage that fictional outlets publish on this machine."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimwatch.cli.options import plain, shown_progress
from claimwatch.errors import UserError
from claimwatch.settings import Settings

if TYPE_CHECKING:
    from claimwatch.newsroom.server import Newsroom
    from claimwatch.pipeline.desk import Desk
    from claimwatch.pipeline.run import Ran

TOPIC = "aspan"
DEMO = "demo"
"""The name under which the demo watches it: its files and a real run's do not meet."""
SHOWN = 5
"""Claims of each poll that are shown on the terminal; the digests have them all."""


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True, help="Where digests go.")
def demo(out: Path) -> None:
    """Watch three months of a story: a newsroom of fictional outlets on loopback, no network and no account.

    What happens is what `claimwatch run` does: feeds are polled, pages fetched and read, copies recognised, claims
    judged, a digest written after each poll.
    """
    with _desk(out) as (newsroom, desk):
        click.echo(f"{len(desk.topic.feeds)} feeds on 127.0.0.1:{newsroom.port}; topic: {desk.topic.name}")
        for number, moment in enumerate(newsroom.coverage.polls, 1):
            newsroom.advance_to(moment)
            _poll(desk, number, moment)
        _copies(desk)
        click.echo(f"\nLook at the digests: {', '.join(map(str, sorted(out.glob('*.html'))))}")


@contextmanager
def _desk(out: Path) -> Iterator[tuple[Newsroom, Desk]]:
    """The newsroom, and a desk with an empty database that watches it."""
    from claimwatch.newsroom.server import Newsroom  # noqa: PLC0415 - the pipeline is heavy
    from claimwatch.pipeline.run import open_desk  # noqa: PLC0415
    from claimwatch.topics import load  # noqa: PLC0415

    topic = load(topic_folder())
    _clear(out)
    settings = Settings(
        db=out / "demo.db", out=out, hosts=(("*.example", "127.0.0.1"),), allow_private=("*.example",), pace=0.0
    )
    with Newsroom() as newsroom, shown_progress() as progress:
        watched = replace(topic, id=DEMO, feeds=newsroom.feeds(), recipients=())
        with open_desk(watched, settings, progress) as desk:
            yield newsroom, desk


def topic_folder() -> Path:
    """The topic that the demo watches: beside the package in a checkout, else where the wheel has put it."""
    places = (
        Path(__file__).parents[2] / "seeds" / TOPIC,
        Path(sysconfig.get_path("data")) / "share" / "claimwatch" / "seeds" / TOPIC,
    )
    for place in places:
        if (place / "topic.toml").exists():
            return place
    raise UserError(str(places[0]), "the demo's topic is not there", "Install claimwatch anew, or use a checkout.")


def _clear(out: Path) -> None:
    """Removes what an earlier demo has left, and nothing else."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for old in (*out.glob("demo.db*"), *out.glob(f"{DEMO}-*.*")):
            old.unlink()
    except OSError as error:
        raise UserError(str(out), error.strerror or "cannot be written", "Name another folder with --out.") from error


def _poll(desk: Desk, number: int, moment: datetime) -> None:
    from claimwatch.pipeline.run import run  # noqa: PLC0415 - heavy

    ran = run(desk, moment)
    click.secho(f"\nPoll {number}, {moment:%d %B %Y %H:%M} UTC", bold=True)
    _show(ran)


def _show(ran: Ran) -> None:
    from claimwatch.digests.compose import speaker  # noqa: PLC0415 - heavy
    from claimwatch.digests.wording import cut, grouped  # noqa: PLC0415

    told = ran.told.digest if ran.told else None
    if told is None or ran.told is None:
        click.echo("  nothing new, nothing told")
        return
    silence = told.silence
    copies = ", ".join(f"{count} {kind}" for kind, count in sorted(silence.copies.items())) or "none"
    click.echo(f"  {silence.articles} articles read: {silence.originals} original, {silence.off_topic} off topic;")
    click.echo(f"  copies: {copies}")
    click.echo(f"  {len(told.alerts)} new claims told, {silence.repetitions} repetitions kept silent")
    for alert in told.alerts[:SHOWN]:
        who = f" — {said}" if (said := speaker(alert.claim)) else ""
        click.echo(f"    {alert.kind:12} {cut(plain(alert.claim.quote.text), 110)}{who}")
        click.echo(f"    {'':12} why: {cut(grouped(plain('; '.join(alert.reasons))), 110)}")
    if len(told.alerts) > SHOWN:
        click.echo(f"    … and {len(told.alerts) - SHOWN} more")
    for path in ran.told.files:
        click.echo(f"  written: {path}")


def _copies(desk: Desk) -> None:
    from claimwatch.digests.wording import cut  # noqa: PLC0415

    rows = [row for row in desk.store.articles.rows(desk.topic.id) if row["duplicate_of"]]
    titles = {row["url"]: f"{row['title']} ({row['source']})" for row in desk.store.articles.rows(desk.topic.id)}
    click.secho("\nCopies and what they copy", bold=True)
    for row in rows:
        title, original = titles[row["url"]], str(titles.get(row["duplicate_of"], row["duplicate_of"]))
        click.echo(f"  {row['duplicate_kind']:12} {cut(plain(title), 90)}")
        click.echo(f"  {'':12}   of {cut(plain(original), 90)}")
