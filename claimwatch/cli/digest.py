"""`claimwatch digest`: the message about what has not been told yet."""

from __future__ import annotations

from pathlib import Path

import click

from claimwatch.cli.options import db_option, now, open_desk, settings, topic_argument


@click.command()
@topic_argument
@db_option
@click.option("--send", is_flag=True, help="Tell it: by mail, or in files where there is no mail server.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder for files [$CLAIMWATCH_OUT, out].")
def digest(folder: Path, db: Path | None, out: Path | None, *, send: bool) -> None:
    """Make the digest of TOPIC. Without --send it is only written to files to be looked at, and counts as not told."""
    from claimwatch.cli.summary import show_told  # noqa: PLC0415 - the pipeline is heavy
    from claimwatch.digests.wording import counted  # noqa: PLC0415
    from claimwatch.pipeline.tell import preview, tell  # noqa: PLC0415

    with open_desk(folder, settings(db, out), existing=True) as desk:
        if send:
            told = tell(desk, now())
            show_told(told, desk)
            if told.failed:
                raise SystemExit(1)
            return
        made, files = preview(desk, now(), desk.settings.out)
    click.echo(f"{counted(len(made.alerts), 'claim')} would be told.")
    for path in files:
        click.echo(f"Written: {path}")
    click.echo("A preview: nothing counts as told. --send tells it.")
