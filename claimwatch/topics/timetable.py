"""When the topics want to be run: `topic.toml` alone is read, for the DAG files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimwatch.errors import TopicError
from claimwatch.records import AlertKind
from claimwatch.topics import profile
from claimwatch.topics.folder import folder_problem, read_file
from claimwatch.topics.problems import Problems, hindering


@dataclass(frozen=True, slots=True)
class Schedule:
    """When one topic is collected and told."""

    id: str
    name: str
    folder: Path
    time_zone: str
    collect_every: int
    """Minutes."""
    digest_cron: str
    """In the topic's time zone."""
    immediate: tuple[AlertKind, ...]


def schedules(root: Path) -> list[Schedule | TopicError]:
    """The schedule of each folder below `root` that holds a topic.toml, by name.

    A broken folder gives what is wrong with it, so that it does not stop the others. No such `root`: no items.
    """
    return [_schedule(path.parent) for path in sorted(root.glob(f"*/{profile.FILE}"))]


def _schedule(folder: Path) -> Schedule | TopicError:
    problems: Problems = []
    if problem := folder_problem(folder):
        return TopicError(str(folder), [problem])
    said = profile.read_profile(read_file(folder, profile.FILE, problems), problems)
    if wrong := hindering(problems):
        return TopicError(str(folder), wrong)
    return Schedule(
        id=folder.resolve().name,
        name=said.name,
        folder=folder,
        time_zone=said.time_zone,
        collect_every=said.collect_every,
        digest_cron=said.digest_cron,
        immediate=said.immediate,
    )
