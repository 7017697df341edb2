from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.moments import believable, exact, moment

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected", "is_exact"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00", True),
        ("2026-03-01T10:00:00.123+05:00", "2026-03-01T05:00:00.123000", True),
        ("Sun, 01 Mar 2026 10:00:00 +0300", "2026-03-01T07:00:00", True),
        ("2026-03-01T10:00", "2026-03-01T10:00:00", False),
        ("2026-03-01", "2026-03-01T00:00:00", False),
        ("20260301", "2026-03-01T00:00:00", False),
    ],
)
def test_times_that_machines_write(text, expected, is_exact):
    assert moment(text) == datetime.fromisoformat(expected + "+00:00")
    assert exact(text) is is_exact


@given(st.text())
def test_any_text_is_a_time_or_none(text):
    found = moment(text)
    assert found is None or found.tzinfo is UTC
    assert not exact(text) or found is not None


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_believed_is_neither_ancient_nor_to_come(when):
    found = believable(when, NOW)
    assert found is None or datetime(1990, 1, 1, tzinfo=UTC) <= found <= NOW
