"""The one way out: every request that claimwatch makes for feeds and pages is made here.

    url -> gate -> robots.txt -> pace -> resolve, judge, connect -> status -> bounded body -> Page

A connection serves one request, so nothing (cookies, credentials, an address once judged) is carried to the next one.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore

from claimwatch.errors import Refused, TooManyRequests, Unreachable, Unreadable
from claimwatch.fetching import answers
from claimwatch.fetching.addresses import Target, matches, target
from claimwatch.fetching.answers import Answer
from claimwatch.fetching.decoding import ACCEPTED, decoded
from claimwatch.fetching.network import Clock, Deadline, GatedBackend, Resolve, system_resolver
from claimwatch.fetching.pacing import Pace
from claimwatch.fetching.robots import Robots
from claimwatch.records import Page
from claimwatch.settings import Settings

PAGE_BYTES = 5_000_000
FEED_BYTES = 20_000_000
MAX_REDIRECTS = 5
_ROBOTS_BYTES = 500 * 1024
"""What is read of a robots.txt (RFC 9309, 2.5)."""

_FAILURES = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError)


@dataclass(frozen=True, slots=True)
class _Errand:
    """One call of `fetch`, on all its ways."""

    headers: tuple[tuple[str, str], ...]
    deadline: Deadline
    now: datetime
    private: str | None
    """The host that the caller allows to be on a private address; a redirect to another one is not meant."""
    limit: int
    cut: bool = False
    """Whether a body over the limit is cut instead of refused."""


class Fetcher:
    """Fetches URLs from a world that is not to be trusted. A context manager; safe to share between threads.

    `seconds` is the time for one fetch with all its redirects, without the pauses that we make of our own accord.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        seconds: float = 30.0,
        resolve: Resolve = system_resolver,
        sleep: Callable[[float], None] = time.sleep,
        clock: Clock = time.monotonic,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._seconds = seconds
        self._system = resolve
        self._clock = clock
        self._given_tls = tls
        self._pace = Pace(settings.pace, clock, sleep)
        self._robots = Robots(clock)
        self._agent = user_agent(settings.contact)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forgets what it knows of hosts. No connection outlives its request."""
        self._robots.forget()

    def fetch(
        self,
        url: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        allow_private: bool = False,
        limit: int = PAGE_BYTES,
    ) -> Page:
        """The page at `url`, of at most `limit` bytes once unpacked; with status 304 and no body if it is unchanged.

        Raises Refused, Gone, Unreadable; Unreachable, TooManyRequests.
        """
        first = target(url)
        errand = _Errand(
            headers=(*self._headers(), *_conditions(etag, last_modified)),
            deadline=Deadline(self._clock, self._seconds),
            now=now,
            private=first.host if allow_private else None,
            limit=limit,
        )
        last, answer = self._follow(first, errand, robots=True)
        if answer.status == 304 and not (etag or last_modified):
            raise Unreachable(last.url, "HTTP 304 to a request without conditions")
        return _page(url, last, answer, errand)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made once, and only when it is needed: reading all the certificates takes as long as a page."""
        return self._given_tls or httpcore.default_ssl_context()

    def _follow(self, at: Target, errand: _Errand, *, robots: bool) -> tuple[Target, Answer]:
        """The first answer that is no redirect, and where it came from. Each hop goes through the gate."""
        first = at
        for _ in range(MAX_REDIRECTS + 1):
            self._pace.check(at.url, at.host)
            if robots:
                self._robots.check(at, self._agent, lambda place: self._robots_txt(place, errand))
            answer = self._ask(at, errand)
            if answer.location is None:
                return at, answer
            at = _next(at, answer.location)
        raise Refused(first.url, f"more than {MAX_REDIRECTS} redirects")

    def _robots_txt(self, place: Target, errand: _Errand) -> bytes:
        headers = tuple((name, value) for name, value in errand.headers if not name.startswith("If-"))
        errand = replace(errand, headers=headers, limit=_ROBOTS_BYTES, cut=True)
        at, answer = self._follow(place, errand, robots=False)
        return decoded(at.url, answer.body, answer.headers.get("content-encoding", ""), errand.limit)

    def _ask(self, at: Target, errand: _Errand) -> Answer:
        """One request, one answer. Raises what its status amounts to."""
        errand.deadline.put_off(self._pace.wait(at.host))
        private = at.host == errand.private or matches(at.host, self._settings.allow_private)
        backend = GatedBackend(at.url, self._resolve, errand.deadline, private=private)
        try:
            answer = _exchange(at, errand, backend, self._tls if at.scheme == "https" else None)
        except _FAILURES as error:
            raise Unreachable(at.url, str(error) or type(error).__name__) from error
        failure = answers.failure(at.url, answer, errand.now)
        if answer.location is None and failure:
            if isinstance(failure, TooManyRequests):
                self._pace.rest(at.host, failure.retry_after)
            raise failure
        return answer

    def _resolve(self, host: str, seconds: float) -> Sequence[str]:
        """The settings' own addresses go before DNS; an address needs no looking up."""
        for pattern, address in self._settings.hosts:
            if matches(host, (pattern,)):
                return (address,)
        if ":" in host or host.replace(".", "").isdigit():
            return (host,)
        return self._system(host, seconds)

    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (
            ("User-Agent", self._agent),
            ("Accept", "application/rss+xml, application/atom+xml, application/feed+json, text/html, */*;q=0.5"),
            ("Accept-Encoding", ACCEPTED),
            ("Connection", "close"),
        )


def user_agent(contact: str) -> str:
    """How we introduce ourselves; `contact` is an address that a web master can write to."""
    plain = "".join(char for char in contact if " " < char < "\x7f" and char not in "()")
    return f"claimwatch/{version('claimwatch')}" + (f" (+{plain})" if plain else "")


def _conditions(etag: str | None, last_modified: str | None) -> Iterable[tuple[str, str]]:
    if etag:
        yield "If-None-Match", etag
    if last_modified:
        yield "If-Modified-Since", last_modified


def _next(at: Target, location: str) -> Target:
    try:
        return target(urljoin(at.url, location.strip()))
    except ValueError as error:
        raise Refused(ascii(location), "a redirect to no URL") from error


def _exchange(at: Target, errand: _Errand, backend: GatedBackend, tls: ssl.SSLContext | None) -> Answer:
    url = httpcore.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.path)
    with (
        httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_keepalive_connections=0) as pool,
        pool.stream("GET", url, headers=[("Host", at.authority), *errand.headers]) as response,
    ):
        answer = Answer(response.status, answers.headers(response.headers))
        if not 200 <= response.status < 300:
            return answer  # nobody reads the body of an error or a redirect
        return replace(answer, body=_bounded(at.url, response.iter_stream(), errand))


def _bounded(url: str, chunks: Iterable[bytes], errand: _Errand) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > errand.limit:
            if errand.cut:
                break
            raise Unreadable(url, f"more than {errand.limit} bytes")
    return bytes(body[: errand.limit])


def _page(url: str, last: Target, answer: Answer, errand: _Errand) -> Page:
    return Page(
        url=last.url,
        body=decoded(last.url, answer.body, answer.headers.get("content-encoding", ""), errand.limit),
        fetched_at=errand.now,
        status=answer.status,
        content_type=answer.header("content-type") or "",
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        max_age=answers.max_age(answer),
        requested_url=url,
    )
