"""robots.txt (RFC 9309): asked once per host, for feeds and pages alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from protego import Protego

from claimwatch.errors import Gone, Refused, Transient, Unreachable, Unreadable
from claimwatch.fetching.addresses import Target
from claimwatch.fetching.answers import Denied
from claimwatch.fetching.network import Clock

Ask = Callable[[Target], bytes]

_KEEP = 24 * 3600.0
"""Seconds for which the rules hold (RFC 9309, 2.4)."""
_AGAIN = 300.0
"""Seconds after which a robots.txt that could not be had is asked for again."""


class Robots:
    """What each host allows us. A file that is not there (4xx) allows all; one that cannot be had, nothing for now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, Protego | Transient]] = {}

    def forget(self) -> None:
        """Empties the memory."""
        self._known.clear()

    def check(self, at: Target, agent: str, ask: Ask) -> None:
        """Raises Refused where the host forbids it, Unreachable where it cannot say; `ask` fetches the file."""
        until, rules = self._known.get(at.origin, (0.0, None))
        if rules is None or until < self._clock():
            try:
                rules = _rules(at, ask)
            except Refused as error:  # by the gate, which would refuse the page as well
                raise Refused(at.url, error.reason) from error
            keep = _AGAIN if isinstance(rules, Transient) else _KEEP
            self._known[at.origin] = (self._clock() + keep, rules)
        if isinstance(rules, Transient):
            raise Unreachable(at.url, f"its robots.txt cannot be had ({rules})") from rules
        if not rules.can_fetch(at.url, agent):
            raise Refused(at.url, "robots.txt forbids it")


def _rules(at: Target, ask: Ask) -> Protego | Transient:
    try:
        body = ask(replace(at, path="/robots.txt"))
    except (Gone, Denied, Unreadable):
        return Protego.parse("")
    except Transient as error:
        return error
    return Protego.parse(body.decode("utf-8", "replace"))
