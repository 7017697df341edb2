"""Says which topic folders cannot be used, as an import error: the place where Airflow's people look.

It holds no DAG. A file that raises loses all its DAGs, therefore claimwatch_topics.py leaves broken folders out and
this file raises for them.
"""

from __future__ import annotations

import os
from pathlib import Path

from claimwatch.topics import Schedule, schedules

found = schedules(Path(os.environ.get("CLAIMWATCH_TOPICS") or Path(__file__).parents[1] / "seeds"))
if broken := [str(each) for each in found if not isinstance(each, Schedule)]:
    raise RuntimeError("\n".join(broken))
