"""The real scheduler: what `make airflow` starts, from a due run to mail; once stopped, it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.dags.house import AIRFLOW, READERS, ROOT, House, follow
from tests.delivery.mailroom import free_port

pytestmark = [pytest.mark.airflow, pytest.mark.slow]

PATIENCE = 240
"""Seconds; a quiet machine needs a quarter of it."""
AIRFLOW_UP = ROOT / "dags" / "airflow_up.py"


def test_both_dags_go_from_trigger_to_mail_and_an_urgent_topic_does_not_wait(house: House) -> None:
    port = str(free_port())
    house = replace(house, environment=house.environment | {"AIRFLOW__API__PORT": port})
    follow(house.topic.with_name("patient"), house.newsroom, ())
    with airflow_up(house) as running:
        by(lambda: len(house.mailroom.taken) == len(READERS), running)  # collect, asset, alert: nobody had to ask
        by(lambda: judged(house, "patient"), running)
        house.run(AIRFLOW, "dags", "trigger", "claimwatch_patient_digest")
        by(lambda: len(house.mailroom.taken) == 2 * len(READERS), running)
    assert sorted(message["To"] for message in house.mailroom.taken) == sorted(2 * READERS)
    assert ["watched" in str(message["List-Id"]) for message in house.mailroom.taken] == [True, True, False, False]


def judged(house: House, topic: str) -> bool:
    stages = replace(house, topic=house.topic.with_name(topic)).stages()
    return stages.get("judged", 0) > 0 and not stages.keys() & {"polled", "fetched", "extracted", "read"}


@contextmanager
def airflow_up(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """Airflow while the block lasts; afterwards none of its processes may be left."""
    with subprocess.Popen(house.command(AIRFLOW_UP), env=house.environment, start_new_session=True) as running:
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                assert running.wait(60) == 0
            finally:
                left = members(house)
                for process in left:
                    os.kill(process, signal.SIGKILL)
    assert left == []


def members(house: House) -> list[int]:
    """The processes that live in this house's Airflow home: told by their environment (Linux)."""
    mark = f"AIRFLOW_HOME={house.environment['AIRFLOW_HOME']}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in entry.read_bytes().split(b"\0"):
                found.append(int(entry.parent.name))
        except OSError:  # it has ended, or is none of ours
            continue
    return found


def by(happened: Callable[[], bool], running: subprocess.Popen[bytes]) -> None:
    """Waits until it has happened."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert running.poll() is None, "Airflow ended by itself"
        assert time.monotonic() < end, "it took too long: see the logs in AIRFLOW_HOME"
        time.sleep(0.5)
