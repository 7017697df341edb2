"""The functions run here are the standard library's: the worker has to find them by name."""

from __future__ import annotations

import json
import operator
import os
import pickle
import signal
import subprocess
import sys
import time

import pytest

from claimwatch.errors import Refused, Terminal
from claimwatch.fetching.addresses import target
from claimwatch.fetching.sandbox import ParsingCrash, ParsingTimeout, Sandbox
from claimwatch.records import FeedState


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


def test_a_result_comes_back(sandbox):
    assert sandbox.run(operator.add, 2, 3, seconds=10) == 5


def test_records_go_there_and_back(sandbox):
    state = FeedState("https://paper.example/rss", failures=2)
    assert sandbox.run(operator.itemgetter(0), [state], seconds=10) == state


def test_it_is_another_process_and_stays_the_same_one(sandbox):
    first, second = (sandbox.run(os.getpid, seconds=10) for _ in range(2))
    assert first == second != os.getpid()


def test_an_error_that_nobody_promised_is_a_crash_of_the_parser(sandbox):
    with pytest.raises(ParsingCrash, match="JSONDecodeError: Expecting value") as caught:
        sandbox.run(json.loads, "", seconds=10)
    assert isinstance(caught.value.__cause__, json.JSONDecodeError)


def test_an_error_of_ours_keeps_its_attributes(sandbox):
    with pytest.raises(Refused, match="ftp scheme") as caught:
        sandbox.run(target, "ftp://paper.example/", seconds=10)
    assert caught.value.url == "ftp://paper.example/"


def test_what_takes_too_long_is_killed_and_the_next_one_served(sandbox):
    before = sandbox.run(os.getpid, seconds=10)
    with pytest.raises(ParsingTimeout, match=r"sleep: not done within 0\.2 s") as caught:
        sandbox.run(time.sleep, 60, seconds=0.2)
    assert isinstance(caught.value, Terminal)
    assert sandbox.run(os.getpid, seconds=10) != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_a_crash_is_an_error_and_the_next_one_served(sandbox):
    with pytest.raises(ParsingCrash, match="crashed"):
        sandbox.run(os.abort, seconds=10)
    assert sandbox.run(operator.add, 2, 3, seconds=10) == 5


def test_an_answer_that_came_too_late_is_not_given_to_the_next_question(sandbox):
    with pytest.raises(ParsingTimeout):
        sandbox.run(time.sleep, 0.3, seconds=0.1)
    time.sleep(0.3)
    assert sandbox.run(operator.add, 2, 3, seconds=10) == 5


def test_what_cannot_be_sent_is_said_at_once(sandbox):
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        sandbox.run(lambda: None, seconds=10)
    assert sandbox.run(operator.add, 2, 3, seconds=10) == 5


def test_a_result_that_cannot_be_sent_is_an_error(sandbox):
    with pytest.raises(ParsingCrash, match="pickle"):
        sandbox.run(memoryview, b"x", seconds=10)
    with pytest.raises(ParsingCrash, match="EOFError"):
        sandbox.run(pickle.loads, b"", seconds=10)
    assert sandbox.run(operator.add, 2, 3, seconds=10) == 5


def test_memory_has_an_end():
    with Sandbox(memory=512 * 1024**2) as sandbox, pytest.raises(ParsingCrash, match="MemoryError"):
        sandbox.run(bytes, 2 * 1024**3, seconds=30)


def test_the_worker_goes_when_the_sandbox_is_closed():
    with Sandbox() as sandbox:
        worker = sandbox.run(os.getpid, seconds=10)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


ORPHANING = """
import os, signal, time
from claimwatch.fetching.sandbox import Sandbox

sandbox = Sandbox()
print(sandbox.run(os.getpid, seconds=30), flush=True)
signal.setitimer(signal.ITIMER_REAL, 0.2)
signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
sandbox.run(time.sleep, 60, seconds=0.5)
"""


def test_a_busy_worker_does_not_outlive_a_caller_that_was_killed():
    """Both hold the pipe of the standard output: it ends when the last of them has gone, else the time-out strikes."""
    caller = subprocess.run([sys.executable, "-c", ORPHANING], capture_output=True, timeout=40, check=False)
    assert caller.returncode == -signal.SIGKILL
    assert caller.stdout.strip().isdigit(), "the worker had been at work"


DAEMON = """
import multiprocessing, operator
from claimwatch.fetching.sandbox import Sandbox

def work():
    with Sandbox() as sandbox:
        print(sandbox.run(operator.add, 2, 3, seconds=30), flush=True)

process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
process.start()
process.join()
"""


def test_it_works_in_a_daemonic_process():
    """Workers of Airflow and Celery may be daemonic; multiprocessing forbids them children."""
    assert subprocess.check_output([sys.executable, "-c", DAEMON], text=True) == "5\n"


def test_importing_the_package_is_cheap():
    code = "import sys, claimwatch.fetching.client, claimwatch.fetching.sandbox, claimwatch.fetching.polling;"
    code += "print(*sorted({'trafilatura', 'feedparser', 'lxml', 'airflow'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == ""
