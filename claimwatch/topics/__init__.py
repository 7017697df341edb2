"""Topic folders: what is followed, where the coverage comes from, and what is already known.

    topic.toml         the profile: what to follow, languages, schedule, recipients, names
    feeds.opml         the feeds that are polled
    documents.jsonl    the seeds: fingerprints, and no sentence
    claims.jsonl       what the seeds claim, in our own words
    texts/<id>.txt     the seeds themselves, in a private topic alone

Importing this package is light: the DAG files do it each time they are parsed. What makes folders stands in
`claimwatch.topics.make`.
"""

from __future__ import annotations

from claimwatch.topics.folder import check, load
from claimwatch.topics.problems import Remark
from claimwatch.topics.timetable import Schedule, schedules

__all__ = ["Remark", "Schedule", "check", "load", "schedules"]
