"""Connections that go through the gate and end on time.

The name is looked up here, once; every address it has is judged; and the connection is made to an address that was
judged, not to the name. A second lookup between check and connect (DNS rebinding) does not take place.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from claimwatch.errors import Refused
from claimwatch.fetching.addresses import forbidden

Clock = Callable[[], float]
Resolve = Callable[[str, float], Sequence[str]]
"""A host name and the seconds there are for it, to its addresses. Raises OSError."""

_CONNECT = 10.0
"""Seconds for one address, so that a dead one leaves time for the next."""


class Deadline:
    """The end of one errand. A read that is cut into drips cannot outlive it: each gets only what is left."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds. Raises httpcore.ReadTimeout when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long")
        return left

    def put_off(self, seconds: float) -> None:
        """Adds time that we spent waiting of our own accord."""
        self._end += seconds


class GatedBackend(httpcore.NetworkBackend):
    """httpcore's way to the network for one request: resolve, judge, connect, within a deadline."""

    def __init__(self, url: str, resolve: Resolve, deadline: Deadline, *, private: bool) -> None:
        self._url = url
        self._resolve = resolve
        self._deadline = deadline
        self._private = private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is shorter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address of `host` that answers. Raises Refused and httpcore's errors."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._judged(host):
            seconds = min(_CONNECT, self._deadline.left())
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _judged(self, host: str) -> Sequence[str]:
        """All addresses of a host; a single bad one condemns the name, which has no honest reason to have it."""
        try:
            addresses = self._resolve(host, self._deadline.left())
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} cannot be looked up ({error})") from error
        for address in addresses:
            reason = forbidden(address, private=self._private)
            if reason:
                raise Refused(self._url, reason)
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step gets only the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline is shorter
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline is shorter
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is shorter
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def system_resolver(host: str, seconds: float) -> Sequence[str]:
    """The addresses of a name by the system's resolver. Raises OSError.

    It knows no time limit, so it is asked in a thread of its own and left alone when it does not answer.
    """
    answer: list[Sequence[str] | OSError] = []

    def ask() -> None:
        try:
            answer.append(_lookup(host))
        except OSError as error:
            answer.append(error)

    thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise TimeoutError("no answer")
    if isinstance(answer[0], OSError):
        raise answer[0]
    return answer[0]


def _lookup(host: str) -> Sequence[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
