"""`claimwatch status`: how the watch over a topic is doing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from claimwatch.cli.options import db_option, existing_db, plain, settings, table, topic_argument
from claimwatch.records import Topic
from claimwatch.store import Store

SHOWN = 20
"""Articles set aside that are shown; the rest is counted."""

MEANING: dict[str, str] = {
    "polled": "to be fetched",
    "fetched": "to be extracted",
    "extracted": "to be read",
    "read": "to be judged",
    "matched": "done: about something else",
    "traced": "done: copies with nothing of their own",
    "judged": "done",
    "set aside": "not readable",
}
"""What a stage means to whoever waits for its articles."""


@click.command()
@topic_argument
@db_option
def status(folder: Path, db: Path | None) -> None:
    """Show the feeds of TOPIC, its queue, what was set aside and why, the last digest and its deliveries."""
    from claimwatch.store import open_store  # noqa: PLC0415 - heavy
    from claimwatch.topics import load  # noqa: PLC0415

    topic = load(folder)
    with open_store(existing_db(settings(db)).db) as store:
        click.echo(
            f"{plain(topic.name)} ({topic.id}): {len(topic.feeds)} feeds, {len(topic.claims)} claims in the seeds"
        )
        _feeds(store, topic)
        _queue(store, topic)
        _aside(store, topic)
        _digests(store, topic)


def _feeds(store: Store, topic: Topic) -> None:
    states = {state.url: state for state in store.feeds.states(topic.id)}
    rows = []
    for feed in topic.feeds:
        state = states.get(feed.url)
        rows.append(
            (
                feed.title or feed.url,
                _time(state.succeeded_at if state else None),
                _time(state.due_at if state else None),
                (state.error if state else None) or ("" if state else "not polled yet"),
            )
        )
    click.echo("\nFeeds")
    table(("feed", "last success", "next", "trouble"), rows)


def _queue(store: Store, topic: Topic) -> None:
    click.echo("\nArticles by the stage they have reached")
    counts = store.articles.stages(topic.id)
    table(
        ("stage", "articles", "meaning"),
        [(stage, str(counts[stage]), meaning) for stage, meaning in MEANING.items() if stage in counts],
    )
    click.echo(f"Alerts that no digest has told yet: {store.outbox.untold(topic.id)}")


def _aside(store: Store, topic: Topic) -> None:
    aside = store.articles.aside(topic.id)
    if aside:
        click.echo(f"\nSet aside: {len(aside)}")
        table(("url", "reason"), aside[:SHOWN])


def _digests(store: Store, topic: Topic) -> None:
    last = store.outbox.last_digest(topic.id)
    click.echo(f"\nLast digest: {f'number {last[0]}, {_time(last[1])}' if last else 'none yet'}")
    deliveries = store.outbox.deliveries(topic.id)
    if deliveries:
        table(
            ("digest", "recipient", "state", "attempts", "trouble"),
            [
                (str(row["digest"]), row["recipient"], row["state"], str(row["attempts"]), row["error"] or "")
                for row in deliveries[:SHOWN]
            ],
        )


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"
