"""The DAG files as Airflow's DAG processor sees them."""

from __future__ import annotations

import shutil

import pytest

from tests.dags.house import PARSE_DAGS, House, follow, printed

pytestmark = pytest.mark.airflow

LIGHT = ("claimwatch.errors", "claimwatch.records", "claimwatch.topics")
"""What of ours a DAG file may bring along."""


def parsed(house: House) -> dict:
    return printed(house.run(*house.command(PARSE_DAGS)))[0]


def test_every_topic_has_its_dags_and_an_alert_where_it_asks_for_one(house: House) -> None:
    follow(house.topic.with_name("quiet"), house.newsroom, ())
    found = parsed(house)
    assert found["errors"] == {}
    assert found["dags"] == [
        "claimwatch_quiet_collect",
        "claimwatch_quiet_digest",
        "claimwatch_watched_alert",
        "claimwatch_watched_collect",
        "claimwatch_watched_digest",
    ]


def test_parsing_imports_nothing_heavy(house: House, record_property: pytest.FixtureRequest) -> None:
    found = parsed(house)
    record_property("parse_seconds", found["seconds"])
    ours = [name for name in found["imported"] if name.startswith(("claimwatch.", "extractors"))]
    assert [name for name in ours if not name.startswith(LIGHT)] == []
    assert {"trafilatura", "feedparser", "httpx", "pymorphy3", "sqlite_utils"}.isdisjoint(found["imported"])


def test_a_broken_folder_is_one_import_error_and_takes_no_other_topic_along(house: House) -> None:
    broken = house.topic.with_name("broken")
    shutil.copytree(house.topic, broken)
    (broken / "topic.toml").write_text("name = [\n", "utf-8")
    found = parsed(house)
    assert list(found["errors"]) == ["claimwatch_broken_topics.py"]
    assert str(broken / "topic.toml") in found["errors"]["claimwatch_broken_topics.py"]
    assert len([dag for dag in found["dags"] if "watched" in dag]) == len(found["dags"]) == 3


def test_a_folder_without_topics_is_no_error(house: House) -> None:
    shutil.rmtree(house.topic)
    found = parsed(house)
    assert (found["dags"], found["errors"]) == ([], {})
