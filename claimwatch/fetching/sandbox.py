"""Parsing where it can be stopped: in a process that is killed when it takes too long or too much.

No parser promises to end: 200,000 paragraphs cost minutes in some, a deep tree costs the process in others. The
worker is a plain subprocess and not one of multiprocessing's: it may be started from daemonic processes (Airflow's,
Celery's) and never imports the caller's main module. It stays alive and warm: a page costs one round through a pipe.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from types import TracebackType
from typing import Any, Self, TypeVar

from claimwatch.errors import ClaimwatchError, Terminal

T = TypeVar("T")

START = 60.0
"""Seconds that a new worker has to start and to import what it is to run: the machine may be busy."""
MEMORY = 4 * 1024**3
"""Bytes of address space; a parser that wants more gets a MemoryError."""


class ParsingTimeout(Terminal):
    """A parser did not end in time."""

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"{what}: not done within {seconds:g} s")
        self.seconds = seconds


class ParsingCrash(Terminal):
    """A parser took its process down with it, ran out of memory, or raised what it does not promise to raise."""

    def __init__(self, what: str, reason: str = "it took its process down with it") -> None:
        super().__init__(f"{what}: the parser crashed: {reason}")


class Sandbox:
    """One worker process, started at the first call and replaced when it had to be killed. A context manager."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker."""
        if self._worker:
            self._worker.kill()
        self._worker = None

    def run(self, function: Callable[..., T], *args: Any, seconds: float) -> T:
        """What `function(*args)` gives; all of it must be picklable.

        Raises the ClaimwatchErrors that it raises; ParsingTimeout; ParsingCrash for everything else, since a parser's
        own errors are nothing that a caller could tell apart.
        """
        what = getattr(function, "__qualname__", repr(function))
        try:
            outcome = self._ask(what, (function, args, seconds), seconds)
        except (EOFError, OSError) as error:
            self.close()
            raise ParsingCrash(what) from error
        except BaseException:  # an answer that nobody waits for must not meet the next question
            self.close()
            raise
        if outcome.error is not None:
            raise _told(what, outcome.error.restored())
        result: T = outcome.value
        return result

    def _ask(self, what: str, question: tuple[Any, ...], seconds: float) -> _Outcome:
        self._worker = self._worker or _Worker.start(self._memory)
        line = self._worker.line
        line.send(question)
        for limit in (START, seconds):  # the first word says that the question was understood and work begins
            if not line.poll(limit):
                raise ParsingTimeout(what, limit)
            outcome: _Outcome = line.recv()
            if outcome.final:
                return outcome
        raise EOFError("the worker went on talking")


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error on its way between processes. Pickle would call the class with the message for its only argument."""

    kind: type[BaseException]
    args: tuple[Any, ...]
    state: dict[str, Any]

    @classmethod
    def of(cls, error: BaseException) -> Self:
        return cls(type(error), error.args, dict(error.__dict__))

    def restored(self) -> BaseException:
        error = self.kind.__new__(self.kind, *self.args)
        error.__dict__.update(self.state)
        return error


def _told(what: str, error: BaseException) -> ClaimwatchError:
    """An error as the caller is to see it, always on one line."""
    if isinstance(error, ClaimwatchError):
        return error
    crash = ParsingCrash(what, " ".join(f"{type(error).__name__}: {error}".split())[:200])
    crash.__cause__ = error
    return crash


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A word of the worker: work begins (not final), or what came of it."""

    value: Any = None
    error: _Failure | None = None
    final: bool = True


@dataclass(frozen=True, slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    line: Connection[Any, Any]

    @classmethod
    def start(cls, memory: int) -> Self:
        ours, theirs = Pipe()
        command = [sys.executable, "-P", "-c", f"import {__name__} as box; box.serve({theirs.fileno()}, {memory})"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            command, pass_fds=(theirs.fileno(),), env=environment, stdin=subprocess.DEVNULL
        )
        theirs.close()
        return cls(process, ours)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.line.close()


def serve(descriptor: int, memory: int) -> None:
    """The worker's life: one question after the other, until the caller is gone."""
    _limit(memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells it to all; the caller decides what it means
    line: Connection[Any, Any] = Connection(descriptor)
    with suppress(EOFError, ConnectionError):
        while True:
            line.send_bytes(_packed(_answer(line)))


def _answer(line: Connection[Any, Any]) -> _Outcome:
    question = _attempt(pickle.loads, line.recv_bytes())
    if question.error:
        return question
    line.send(_Outcome(final=False))
    function, args, seconds = question.value
    signal.alarm(int(seconds) + 1)  # ends this process by itself, should the caller be killed before it can
    outcome = _attempt(function, *args)
    signal.alarm(0)
    return outcome


def _attempt(function: Callable[..., Any], *args: Any) -> _Outcome:
    try:
        return _Outcome(function(*args))
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the caller
        return _Outcome(error=_Failure.of(error))


def _packed(outcome: _Outcome) -> bytes:
    """The outcome as bytes; of one that cannot be sent, why not."""
    packed = _attempt(pickle.dumps, outcome)
    if packed.error is None:
        return bytes(packed.value)
    return pickle.dumps(_Outcome(error=_Failure.of(TypeError(f"cannot be sent back: {packed.error.args}"))))


def _limit(memory: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # not every system has it
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
