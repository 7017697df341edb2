"""When the topics are run: up to three DAGs for every topic folder below $CLAIMWATCH_TOPICS.

    claimwatch_<topic>_collect   every `collect_every` minutes    poll | fetch, mapped over batches of hosts | judge
                                                                  | announce: the asset, only when something is new
    claimwatch_<topic>_digest    `digest_cron` in the topic's own time zone           tell
    claimwatch_<topic>_alert     on the asset, where `immediate` names kinds          tell, if one of these kinds waits

Wiring only: what a task does is claimwatch.pipeline.tasks. At top level nothing is imported but airflow.sdk and
claimwatch.topics, because Airflow parses this file again and again and once more in every task. Tasks are handed paths
and ids. They take their time from the clock: runs by hand and by asset have no logical date. A broken topic folder is
left out here and is an import error of claimwatch_broken_topics.py, so that the other topics go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from airflow.sdk import DAG, Asset, CronTriggerTimetable, DeltaTriggerTimetable, TriggerRule, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from claimwatch.topics import Schedule, schedules

POOL = "claimwatch_fetch"
"""Bounds how many batches are fetched at once, of all topics together. Airflow never runs a task of a missing pool."""
AGAIN = {
    "retries": 3,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=15),
    "execution_timeout": timedelta(hours=1),
}
"""Every stage goes on from where it was stopped, so that a time limit costs nothing but the time until the retry."""
PATIENTLY = AGAIN | {"retries": 8, "retry_delay": timedelta(minutes=5), "max_retry_delay": timedelta(hours=6)}
"""For telling: a mail server may be away for most of a day. After that the next digest takes the mail along."""


@contextmanager
def stages() -> Iterator[ModuleType]:
    """The stages, imported where a task runs; an error that trying again does not heal fails the task at once."""
    from claimwatch.errors import Terminal  # noqa: PLC0415 - not when the file is parsed
    from claimwatch.pipeline import tasks  # noqa: PLC0415 - it brings everything along

    try:
        yield tasks
    except Terminal as error:
        raise AirflowFailException(str(error)) from error


# ---------------------------------------------------------------- tasks


@task
def poll(folder: str) -> list[list[str]]:
    """Batches of hosts that have pages waiting."""
    with stages() as run:
        return run.poll(folder, datetime.now(UTC))


@task(pool=POOL)
def fetch(folder: str, hosts: list[str]) -> int:
    """How many pages came."""
    with stages() as run:
        return run.fetch(folder, hosts, datetime.now(UTC))


@task(trigger_rule=TriggerRule.ALL_DONE)
def judge(folder: str) -> int:
    """How many alerts were made. It runs whatever came of fetching: earlier runs may have left something to judge."""
    with stages() as run:
        return run.judge(folder, datetime.now(UTC))


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0)
def complain() -> None:
    """Makes the run a failed one, which judging what came all the same would hide. Skipped when all went well."""
    raise AirflowFailException("polling, or a batch of fetching, failed: see there")


def announce(folder: str, claims: Asset) -> Any:
    """Emits the asset when there is an alert that its last event did not know of.

    The mark is the event's own extra and not what `judge` counted: a judge that was killed and run again has counted
    only the rest. A task that is skipped emits nothing.
    """

    @task(task_id="announce", inlets=[claims], outlets=[claims])
    def emit(folder: str, *, inlet_events: Any, outlet_events: Any) -> None:
        with stages() as run:
            last = run.last_alert(folder)
        events = inlet_events[claims]
        known = events[-1].extra.get("last_alert", 0) if len(events) else 0
        if last == known:
            raise AirflowSkipException(f"nothing new since alert {known}")
        outlet_events[claims].extra = {"last_alert": last}

    return emit(folder)


@task
def tell(folder: str, kinds: list[str] | None = None) -> dict[str, Any]:
    """What was told to whom, in numbers."""
    with stages() as run:
        return run.tell(folder, datetime.now(UTC), kinds)


# ---------------------------------------------------------------- DAGs


def collecting(topic: Schedule, claims: Asset) -> None:
    """From feeds to alerts."""
    every = DeltaTriggerTimetable(timedelta(minutes=topic.collect_every))
    with DAG(f"claimwatch_{topic.id}_collect", schedule=every, default_args=AGAIN, **said(topic, "collects")):
        folder = str(topic.folder.resolve())
        polled = poll(folder)
        fetched = fetch.partial(folder=folder).expand(hosts=polled)
        fetched >> judge(folder) >> announce(folder, claims)
        [polled, fetched] >> complain()


def telling(topic: Schedule) -> None:
    """From alerts to the digest."""
    zone, not_late = topic.time_zone, timedelta(0)  # False means "up to a tenth of the interval late" in Airflow 3.3
    daily = CronTriggerTimetable(topic.digest_cron, timezone=zone, run_immediately=not_late)
    with DAG(f"claimwatch_{topic.id}_digest", schedule=daily, default_args=PATIENTLY, **said(topic, "tells")):
        tell(str(topic.folder.resolve()))


def alerting(topic: Schedule, claims: Asset) -> None:
    """From alerts that are not to wait to a digest of its own."""
    with DAG(f"claimwatch_{topic.id}_alert", schedule=claims, default_args=PATIENTLY, **said(topic, "tells at once")):
        tell(str(topic.folder.resolve()), list(topic.immediate))


def said(topic: Schedule, what: str) -> dict[str, Any]:
    """What all DAGs of a topic have in common."""
    return {
        "catchup": False,
        "max_active_runs": 1,
        "tags": ["claimwatch", topic.id],
        "dag_display_name": f"{topic.name}: {what}",
    }


for found in schedules(Path(os.environ.get("CLAIMWATCH_TOPICS") or Path(__file__).parents[1] / "seeds")):
    if isinstance(found, Schedule):
        news = Asset(name=f"claimwatch://{found.id}/claims", uri=f"claimwatch://{found.id}/claims")
        collecting(found, news)
        telling(found)
        if found.immediate:
            alerting(found, news)
