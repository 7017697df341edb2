"""`claimwatch alerts` and `claimwatch articles`: what was told, and what became of each article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from claimwatch.cli.options import CONTROL, Since, db_option, existing_db, plain, settings, table, topic_argument
from claimwatch.records import Alert

Row = dict[str, Any]


@click.command()
@topic_argument
@db_option
@click.option("--since", type=Since(), help="Published since then: 7d, 12h, or a date.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "md"]), default="table", show_default=True)
def alerts(folder: Path, db: Path | None, since: datetime | None, form: str) -> None:
    """Show the alerts of TOPIC in the order told."""
    from claimwatch.cli.summary import show_alerts  # noqa: PLC0415
    from claimwatch.store import open_store  # noqa: PLC0415
    from claimwatch.topics import load  # noqa: PLC0415

    topic = load(folder)
    with open_store(existing_db(settings(db)).db) as store:
        found = store.outbox.alerts(topic.id, since)
    if form == "table":
        show_alerts(found)
    for alert in found if form != "table" else ():
        click.echo(_line(alert) if form == "jsonl" else _markdown(alert))


def _line(alert: Alert) -> str:
    changed = alert.earlier and {
        "quote": alert.earlier.quote,
        "claim": alert.earlier.statement,
        "url": alert.earlier.url,
        "source": alert.earlier.source,
        "published": alert.earlier.published.isoformat(),
    }
    row: Row = {
        "id": alert.id,
        "url": alert.url,
        "quote": alert.claim.quote.text,
        "kind": alert.kind,
        "claim": alert.claim.statement,
        "speaker": str(alert.claim.speaker) if alert.claim.speaker else None,
        "published": alert.published.isoformat(),
        "source": alert.source,
        "language": alert.claim.language,
        "outlets": alert.outlets,
        "changes": changed,
        "reasons": alert.reasons,
    }
    return _json(row)


def _json(row: Row) -> str:
    """One line of JSON whose characters a terminal only shows: what moves the cursor or turns text is escaped."""
    line = json.dumps(row, ensure_ascii=False)
    return CONTROL.sub(lambda found: "".join(f"\\u{ord(each):04x}" for each in found[0]), line)


def _markdown(alert: Alert) -> str:
    from claimwatch.digests.compose import speaker  # noqa: PLC0415 - only where it is asked for

    who = f", {said}" if (said := speaker(alert.claim)) else ""
    lines = [
        f"- **{alert.kind}** {_escaped(alert.claim.quote.text)}",
        f"  — {_escaped(alert.source + who)}, {alert.published:%Y-%m-%d %H:%M} UTC, <{_address(alert.url)}>",
    ]
    if alert.earlier:
        before = alert.earlier.quote or alert.earlier.statement
        lines.append(f"  - before: {_escaped(before)} ({_escaped(alert.earlier.source or alert.earlier.url)})")
    return "\n".join(lines)


def _address(url: str) -> str:
    """A URL that ends nothing before its end; `%` stays what it is."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~")


def _escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>()#+!|~&" else each for each in plain(text))


@click.command()
@topic_argument
@db_option
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--off-topic", is_flag=True, help="Only what was found not to belong to the topic.")
def articles(folder: Path, db: Path | None, form: str, *, off_topic: bool) -> None:
    """Show what became of each article of TOPIC, in order of publication."""
    from claimwatch.store import open_store  # noqa: PLC0415
    from claimwatch.topics import load  # noqa: PLC0415

    topic = load(folder)
    with open_store(existing_db(settings(db)).db) as store:
        found = [_article(row) for row in store.articles.rows(topic.id)]
    if off_topic:
        found = [row for row in found if row["on_topic"] is False]
    if form == "jsonl":
        for row in found:
            click.echo(_json(row))
    else:
        _show(found)


def _article(row: Row) -> Row:
    on_topic = None if row["on_topic"] is None else bool(row["on_topic"])
    return {
        "url": row["url"],
        "on_topic": on_topic,
        "duplicate_of": row["duplicate_of"],
        "duplicate_kind": row["duplicate_kind"],
        "stage": row["stage"],
        "reason": row["reason"] or "; ".join(json.loads(row["match_reasons"] or "[]")),
        "title": row["title"],
        "source": row["source"],
        "language": row["language"],
        "published": row["published"],
    }


def _show(found: Sequence[Row]) -> None:
    belongs = {None: "?", True: "yes", False: "no"}
    table(
        ("published", "outlet", "title", "on topic", "copy of", "stage", "reason"),
        [
            (
                (row["published"] or "")[:16].replace("T", " "),
                row["source"],
                row["title"],
                belongs[row["on_topic"]],
                f"{row['duplicate_kind']}: {row['duplicate_of']}" if row["duplicate_of"] else "",
                row["stage"],
                row["reason"],
            )
            for row in found
        ],
    )
