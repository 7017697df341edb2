"""`claimwatch run`: poll to digest."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click

from claimwatch.cli.options import Since, db_option, now, open_desk, settings, topic_argument
from claimwatch.settings import Settings


@click.command()
@topic_argument
@db_option
@click.option("--since", type=Since(), help="Leave older entries alone: 12h, 7d, a date [$CLAIMWATCH_RECENT days, 7].")
@click.option("--dry-run", is_flag=True, help="Work on a copy of the database; tell nobody.")
def run(folder: Path, db: Path | None, since: datetime | None, *, dry_run: bool) -> None:
    """Poll the feeds of TOPIC, judge what is new, and tell it by mail (without a mail server: in files)."""
    from claimwatch.cli.summary import show_alerts, show_run  # noqa: PLC0415 - the pipeline is heavy
    from claimwatch.pipeline.run import run as run_pipeline  # noqa: PLC0415

    found = settings(db)
    with _copy(found) if dry_run else _itself(found) as used, open_desk(folder, used) as desk:
        before = {alert.id for alert in desk.store.outbox.alerts(desk.topic.id)} if dry_run else set()
        moment = now()
        oldest = since or moment - timedelta(days=used.recent)
        ran = run_pipeline(desk, moment, oldest, telling=not dry_run)
        show_run(ran, desk)
        if dry_run:
            fresh = [alert for alert in desk.store.outbox.alerts(desk.topic.id) if alert.id not in before]
            show_alerts(fresh)
            click.echo("Dry run: nothing was kept, nobody was told.")
    blind = 0 < ran.polled.feeds == ran.polled.failed
    if blind:
        click.echo(
            "claimwatch: no feed could be polled: that nothing is told does not mean that nothing is new.", err=True
        )
    if blind or (ran.told and ran.told.failed):
        raise SystemExit(1)


@contextmanager
def _itself(found: Settings) -> Iterator[Settings]:
    yield found


@contextmanager
def _copy(found: Settings) -> Iterator[Settings]:
    """Settings with a copy of the database that is thrown away afterwards."""
    from claimwatch.store import backup, open_store  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="claimwatch-"))
    try:
        copy = folder / "copy.db"
        if found.db.exists():
            with open_store(found.db, migrate=False) as store:
                backup(store, copy)
        yield replace(found, db=copy)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
