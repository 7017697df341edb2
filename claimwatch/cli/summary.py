"""What a run or a digest came to, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

import click

from claimwatch.cli.options import table
from claimwatch.digests.compose import speaker
from claimwatch.digests.wording import counted
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import Ran
from claimwatch.pipeline.tell import Told
from claimwatch.records import Alert


def show_run(ran: Ran, desk: Desk) -> None:
    """The run, a line a stage."""
    polled = ran.polled
    failed = f", {polled.failed} failed (claimwatch status says why)" if polled.failed else ""
    click.echo(
        f"Polled {counted(polled.feeds, 'feed')}{failed}: {counted(polled.entries, 'new entry', 'new entries')}."
    )
    click.echo(f"Fetched {counted(ran.fetched, 'page')}; {counted(ran.extracted, 'article')} extracted.")
    click.echo(f"Judged {counted(ran.judged.articles, 'article')}: {counted(ran.judged.alerts, 'new claim')}.")
    if ran.told:
        show_told(ran.told, desk)


def show_told(told: Told, desk: Desk) -> None:
    """The digest and where it went."""
    if told.digest is None:
        click.echo("No digest: nothing new to tell.")
    for path in told.files:
        click.echo(f"Written: {path}")
    if told.files:
        click.echo(_why_files(desk))
    if told.sent or told.waiting or told.failed:
        click.echo(f"Mail: {told.sent} sent, {told.waiting} to be tried again, {told.failed} failed.")


def _why_files(desk: Desk) -> str:
    if not desk.settings.smtp_url:
        return "No mail was sent: CLAIMWATCH_SMTP_URL is not set."
    return f"No mail was sent: {desk.topic.folder / 'topic.toml'} names no recipients."


def show_alerts(alerts: Sequence[Alert]) -> None:
    """Alerts as a table, in the order told: the sentence itself, which says more than what was read out of it."""
    table(
        ("kind", "quote", "speaker", "outlet", "published"),
        [
            (
                alert.kind,
                alert.claim.quote.text,
                speaker(alert.claim),
                alert.source,
                f"{alert.published:%Y-%m-%d %H:%M}",
            )
            for alert in alerts
        ],
    )
