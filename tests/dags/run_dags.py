"""Runs DAGs one after the other by `dag.test()`, and prints how each ended: the states of its tasks as a line of JSON.

A script: Airflow reads its configuration when it is imported, so that every house needs a process of its own.
"""

from __future__ import annotations

import json
import sys

from airflow.dag_processing.dagbag import DagBag

if __name__ == "__main__":
    bag = DagBag()
    for dag_id in sys.argv[1:]:
        run = bag.dags[dag_id].test()
        states = {task.task_id: task.state for task in run.get_task_instances()}
        sys.stdout.write(f"RESULT {json.dumps({'run': run.state, **states})}\n")
