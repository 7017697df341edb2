"""Manners: a pause between two requests to one host, and the rest that a host has asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from claimwatch.errors import TooManyRequests
from claimwatch.fetching.network import Clock

_UNNAMED_REST = 60.0
"""Seconds, where a host says "too many requests" and not for how long."""


class Pace:
    """Who may be asked when. Safe to share between threads."""

    def __init__(self, seconds: float, clock: Clock, sleep: Callable[[float], None]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> float:
        """Sleeps until the host may be asked; the seconds it took."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._seconds
        pause = turn - now
        if pause > 0:
            self._sleep(pause)
        return pause

    def check(self, url: str, host: str) -> None:
        """Raises TooManyRequests while a host has asked to be left alone."""
        left = self._rests.get(host, 0.0) - self._clock()
        if left > 0:
            raise TooManyRequests(url, left)

    def rest(self, host: str, seconds: float | None) -> None:
        """Notes that a host wants to be left alone."""
        self._rests[host] = self._clock() + (_UNNAMED_REST if seconds is None else seconds)
