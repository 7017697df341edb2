from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from claimwatch.delivery.deliver import GIVE_UP_AFTER, LONGEST_WAIT, retry_at

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 10), (3, 20), (7, 320), (8, 360), (12, 360)])
def test_the_wait_grows_up_to_six_hours(attempts: int, minutes: int) -> None:
    assert retry_at(attempts, NOW) == NOW + timedelta(minutes=minutes)


def test_a_server_that_stays_down_is_given_up_after_three_days() -> None:
    times = [NOW]
    while (again := retry_at(len(times), times[-1])) is not None:
        times.append(again)
    waits = [later - sooner for sooner, later in pairwise(times)]
    assert waits == sorted(waits)
    assert GIVE_UP_AFTER - LONGEST_WAIT < times[-1] - NOW <= GIVE_UP_AFTER


def test_once_given_up_for_ever() -> None:
    assert retry_at(1_000, NOW) is None
