"""The stages as the tasks of a scheduler: each of them one call that can be made anywhere and made again.

    poll | fetch (one call a batch of hosts, side by side) | judge | tell

What goes in and comes out is plain (paths, host names, numbers), so that it can lie between two processes or machines.
Settings come from the environment: a task is an edge. Trouble with a feed, a page or a recipient is written down in the
store and is no error of the task. Every call may raise UserError (a broken topic folder, a wrong setting), which trying
again does not heal.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypedDict

from claimwatch.errors import Undelivered
from claimwatch.fetching.client import Fetcher
from claimwatch.fetching.sandbox import Sandbox
from claimwatch.pipeline import collect
from claimwatch.pipeline import judge as judging
from claimwatch.pipeline import tell as telling
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import open_desk
from claimwatch.records import AlertKind
from claimwatch.settings import from_environment
from claimwatch.topics import load

BATCHES = 8
"""How many calls of `fetch` the hosts are dealt to: more than are run side by side, so that a slow one delays few."""


class Told(TypedDict):
    """What `tell` came to, in numbers."""

    digest: int | None
    """Its number; None: there was nothing to tell."""
    alerts: int
    sent: int
    failed: int
    """Recipients that were given up; `claimwatch status` says why."""
    files: list[str]
    """What was written instead of mail."""


def poll(folder: str, now: datetime) -> list[list[str]]:
    """Asks the feeds that are due; gives the hosts that have pages waiting, for `fetch`."""
    with _desk(folder) as desk, Fetcher(desk.settings) as fetcher, Sandbox() as sandbox:
        collect.poll(desk, fetcher, sandbox, now, now - timedelta(days=desk.settings.recent))
        return dealt(desk.store.articles.hosts(desk.topic.id, now), BATCHES)


def dealt(hosts: Sequence[str], batches: int) -> list[list[str]]:
    """The hosts dealt to at most so many batches, none of them empty.

    Every host is in one batch only: the pause between two requests to a host is kept within a call of `fetch`.
    """
    return [list(hosts[first::batches]) for first in range(min(batches, len(hosts)))]


def fetch(folder: str, hosts: Sequence[str], now: datetime) -> int:
    """Fetches the pages that wait on these hosts; gives how many came."""
    with _desk(folder) as desk, Fetcher(desk.settings) as fetcher:
        return collect.fetch(desk, fetcher, now, hosts)


def judge(folder: str, now: datetime) -> int:
    """Reads and judges every page that was fetched, in this run or in one before; gives how many alerts it made."""
    with _desk(folder) as desk:
        with Sandbox() as sandbox:
            collect.extract(desk, sandbox)
        collect.read(desk)
        return judging.judge(desk, now).alerts


def last_alert(folder: str) -> int:
    """The number of the topic's last alert, 0 where there is none yet. By it is known whether something is new."""
    with _desk(folder) as desk:
        return desk.store.outbox.last_alert(desk.topic.id)


def tell(folder: str, now: datetime, kinds: Sequence[AlertKind] | None = None) -> Told:
    """Makes a digest of what is untold and delivers it; `kinds`: only when an alert of one of these kinds waits.

    Raises Undelivered while a message waits for its mail server: another call sends it, and tells nothing twice.
    """
    with _desk(folder) as desk:
        told = telling.tell(desk, now, None if kinds is None else tuple(kinds))
    if told.waiting:
        raise Undelivered(f"{folder}: {told.waiting} messages wait for the mail server, {told.sent} were sent")
    return Told(
        digest=told.digest.id if told.digest else None,
        alerts=len(told.digest.alerts) if told.digest else 0,
        sent=told.sent,
        failed=told.failed,
        files=[str(path) for path in told.files],
    )


@contextmanager
def _desk(folder: str) -> Iterator[Desk]:
    with open_desk(load(Path(folder)), from_environment(os.environ)) as desk:
        yield desk
