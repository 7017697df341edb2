from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.dags.house import AIRFLOW, House, housed


@pytest.fixture(scope="session", autouse=True)
def airflow_is_there() -> None:
    """Without Airflow these tests are skipped, and say so; where CI=true they fail instead."""
    if find_spec("airflow") is None and os.environ.get("CI") != "true":
        pytest.skip("Airflow is not installed: none of the DAGs was tested (pip install 'claimwatch[airflow]')")


@pytest.fixture
def house(tmp_path: Path, migrated: Path) -> Iterator[House]:
    """A house whose Airflow is ready."""
    with housed(tmp_path, "watched") as opened:
        (tmp_path / "airflow").mkdir()
        (tmp_path / "airflow" / "airflow.db").write_bytes(migrated.read_bytes())
        yield opened


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Airflow's database as it is before the first DAG: made once, it takes seconds."""
    folder = tmp_path_factory.mktemp("airflow")
    with housed(folder, "nothing") as opened:
        opened.run(AIRFLOW, "db", "migrate")
    return folder / "airflow" / "airflow.db"
