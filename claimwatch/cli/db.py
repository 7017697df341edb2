"""`claimwatch db`: the database file."""

from __future__ import annotations

from pathlib import Path

import click

from claimwatch.cli.options import db_option, existing_db, settings


@click.group()
def db() -> None:
    """Where the database is; migrate it; back it up."""


@db.command()
@db_option
def path(db: Path | None) -> None:
    """Print the path of the database that the other commands would use."""
    click.echo(str(settings(db).db.absolute()))


@db.command()
@db_option
def migrate(db: Path | None) -> None:
    """Bring the database to this version's schema.

    Every other command does it by itself.
    """
    from claimwatch.store import open_store  # noqa: PLC0415 - heavy

    found = settings(db).db
    with open_store(found, migrate=False) as store:
        pending = store.pending()
    with open_store(found):
        click.echo(f"{found}: " + (f"applied {', '.join(pending)}" if pending else "nothing to do"))


@db.command()
@click.argument("target", type=click.Path(path_type=Path))
@db_option
def backup(target: Path, db: Path | None) -> None:
    """Copy the database to TARGET, while others may go on using it."""
    from claimwatch.store import backup as copy  # noqa: PLC0415 - heavy
    from claimwatch.store import open_store  # noqa: PLC0415

    with open_store(existing_db(settings(db)).db, migrate=False) as store:
        copy(store, target)
    click.echo(f"Written: {target}")
