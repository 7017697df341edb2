"""Parses the DAG files as Airflow does, and prints the DAGs, the errors, the time, and what was imported (JSON)."""

from __future__ import annotations

import json
import sys

from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG, Asset, CronTriggerTimetable, DeltaTriggerTimetable, TriggerRule, task  # noqa: F401 - loaded

if __name__ == "__main__":
    before = set(sys.modules)
    bag = DagBag()
    found = {
        "dags": sorted(bag.dags),
        "errors": {path.rpartition("/")[2]: error for path, error in bag.import_errors.items()},
        "seconds": sum(file.duration.total_seconds() for file in bag.dagbag_stats),
        "imported": sorted(set(sys.modules) - before),
    }
    sys.stdout.write(f"RESULT {json.dumps(found)}\n")
