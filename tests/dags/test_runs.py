"""Every DAG by `dag.test()`, against the newsroom and a mail server."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from tests.dags.house import READERS, RUN_DAGS, House

pytestmark = pytest.mark.airflow


def events(house: House) -> list[str]:
    """What Airflow knows of the asset: the extra of each event."""
    path = house.environment["AIRFLOW_HOME"]
    with closing(sqlite3.connect(f"{path}/airflow.db")) as db:
        return [extra for (extra,) in db.execute("SELECT extra FROM asset_event ORDER BY id")]


def test_what_is_new_is_told_once(house: House) -> None:
    first, again = house.dags("collect", "collect")
    went_well = dict.fromkeys(("run", "poll", "fetch", "judge", "announce"), "success")
    assert first == went_well | {"complain": "skipped"}
    assert (again["run"], again["judge"], again["announce"]) == ("success", "success", "skipped")
    assert events(house) == [f'{{"last_alert": {len(house.alerts())}}}']  # a skipped task emits nothing

    house.dags("alert", "digest", "alert", "digest")
    assert sorted(message["To"] for message in house.mailroom.taken) == sorted(READERS)

    house.newsroom.advance_to(house.newsroom.coverage.polls[1])
    before = len(house.alerts())
    house.dags("collect", "digest", "alert", "digest")
    assert len(events(house)) == 2
    assert len(house.alerts()) > before
    assert len(house.mailroom.taken) == 2 * len(READERS)


def test_a_broken_folder_fails_the_run_at_once_and_says_why(house: House) -> None:
    (house.topic / "documents.jsonl").write_text("{\n", "utf-8")
    log, (collect, digest) = house.logged("collect", "digest")
    assert f"{house.topic}/documents.jsonl:1" in log
    assert digest == {"run": "failed", "tell": "failed"}
    assert (collect["run"], collect["poll"], collect["complain"]) == ("failed", "failed", "failed")


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["fetched", "judged"])
def test_a_run_killed_in_the_middle_is_taken_up_by_the_next(house: House, stage: str) -> None:
    undisturbed = house.over(house.db.with_name("undisturbed.db"))
    undisturbed.dags("collect")
    kill_at(house, stage)
    house.dags("collect")
    assert house.told() == undisturbed.told() != []
    assert house.stages() == undisturbed.stages()
    assert len(events(house)) <= 2


def kill_at(house: House, stage: str) -> None:
    """Runs the collecting DAG and kills it (SIGKILL) once the first article has reached the stage."""
    command = house.command(RUN_DAGS, f"claimwatch_{house.topic.name}_collect")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=house.environment, start_new_session=True, **quiet) as running:
        end = time.monotonic() + 60
        while not reached(house, stage):
            assert running.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < end
            time.sleep(0.003)
        os.killpg(running.pid, signal.SIGKILL)


def reached(house: House, stage: str) -> bool:
    if not house.db.exists():
        return False
    with closing(sqlite3.connect(f"file:{house.db}?mode=ro", uri=True)) as db:
        try:
            return bool(db.execute("SELECT 1 FROM articles WHERE stage = ?", [stage]).fetchone())
        except sqlite3.OperationalError:  # it is being made
            return False
