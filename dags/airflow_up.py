"""Brings up a real Airflow with the DAGs of this folder, for one machine: what `make airflow` runs.

    migrate its database | make the pool | scheduler, DAG processor, API server | wait for Ctrl-C | stop them all

Everything of Airflow's own lies in $AIRFLOW_HOME (.airflow beside dags/): SQLite, which carries 4 tasks at once and
collapses at 32. Every setting that the environment has already is kept. `airflow standalone` is not used: stopped by
SIGTERM it leaves its children behind. Here each has a process group of its own, which is stopped as a whole.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
AIRFLOW = Path(sys.executable).with_name("airflow")
POOL = ("claimwatch_fetch", "3", "Batches of hosts that claimwatch fetches at once")
"""Fewer slots than there are tasks at once, so that judging and telling never wait for fetching alone."""
SERVICES = ("scheduler", "dag-processor", "api-server")
GRACE = 20.0
"""Seconds that the services have to end by themselves."""


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of all of Airflow's processes; what `given` says goes before what we would say."""
    home = Path(given.get("AIRFLOW_HOME") or ROOT / ".airflow").absolute()
    port = given.get("AIRFLOW__API__PORT", "8080")
    ours = {
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__HOST": "127.0.0.1",  # everybody is an administrator: nobody else may come in
        "AIRFLOW__API__PORT": port,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",  # a topic folder that is put there runs
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "CLAIMWATCH_DB": str(ROOT / "claimwatch.db"),
        "CLAIMWATCH_OUT": str(ROOT / "out"),
        "CLAIMWATCH_TOPICS": str(ROOT / "seeds"),
    }
    return ours | dict(given) | {"AIRFLOW_HOME": str(home)}


def main() -> int:
    """Runs until it is interrupted or one of the services ends. Gives 0 when it was interrupted."""
    settings = environment(os.environ)
    signal.signal(signal.SIGTERM, _interrupt)
    logs = Path(settings["AIRFLOW_HOME"])
    logs.mkdir(parents=True, exist_ok=True)
    services: list[subprocess.Popen[bytes]] = []
    try:
        _say("preparing Airflow's database")
        _airflow(settings, logs, ("db", "migrate"), ("pools", "set", *POOL))
        services += [_start(settings, logs, name) for name in SERVICES]
        _say(f"Airflow is at {settings['AIRFLOW__API__BASE_URL']} (it takes some seconds), its logs in {logs}")
        _say(f"topics: {settings['CLAIMWATCH_TOPICS']}, database: {settings['CLAIMWATCH_DB']}; stop with Ctrl-C")
        return _watch(services, logs)
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as error:
        _say(f"{' '.join(map(str, error.cmd))} failed; see {logs / 'prepare.log'}")
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
        _stop(services)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _airflow(settings: Mapping[str, str], logs: Path, *commands: Sequence[str]) -> None:
    for command in commands:
        with (logs / "prepare.log").open("ab") as log:
            subprocess.run([AIRFLOW, *command], env=settings, stdout=log, stderr=log, check=True)  # noqa: S603 - ours


def _start(settings: Mapping[str, str], logs: Path, name: str) -> subprocess.Popen[bytes]:
    with (logs / f"{name}.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - Airflow's own services
            [AIRFLOW, name], env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def _watch(services: Sequence[subprocess.Popen[bytes]], logs: Path) -> int:
    while all(service.poll() is None for service in services):
        time.sleep(0.5)
    for service, name in zip(services, SERVICES, strict=True):
        if service.poll() is not None:
            _say(f"Airflow's {name} ended by itself (exit code {service.returncode}); see {logs / name}.log")
    return 1


def _stop(services: Sequence[subprocess.Popen[bytes]]) -> None:
    """First politely, then by force; either reaches the children that a service has started in its group."""
    for service in services:
        _signal(service, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for service in services:
        try:
            service.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            _say(f"{service.args} does not end: killed")
    for service in services:
        _signal(service, signal.SIGKILL)
        service.wait()


def _signal(service: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(service.pid, number)  # start_new_session: the group has the number of its first process
    except ProcessLookupError:
        return


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
