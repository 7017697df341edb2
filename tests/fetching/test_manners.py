"""What servers ask of the fetcher: pauses, robots.txt, and to be believed when they say no (HOSTILE 24-25)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimwatch.errors import Gone, Refused, TooManyRequests, Unreachable
from claimwatch.fetching.client import Fetcher


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("401 Unauthorized", Refused),
        ("403 Forbidden", Refused),
        ("404 Not Found", Gone),
        ("410 Gone", Gone),
        ("429 Too Many Requests", TooManyRequests),
        ("451 Unavailable", Gone),
        ("500 Oops", Unreachable),
        ("503 Busy", Unreachable),
    ],
)
def test_a_status_is_an_error_of_its_kind(server, fetcher, now, status, error):
    server.say("/a", status=status)
    with pytest.raises(error):
        fetcher.fetch(server.url("/a"), now=now)


@pytest.mark.parametrize(("value", "seconds"), [("120", 120.0), ("Sun, 01 Mar 2026 12:02:00 GMT", 120.0)])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_retry_after_is_passed_on(server, fetcher, now, status, value, seconds):
    server.say("/a", status=status, Retry_After=value)
    with pytest.raises(TooManyRequests) as caught:
        fetcher.fetch(server.url("/a"), now=now)
    assert caught.value.retry_after == seconds


def test_a_host_that_asks_for_a_pause_is_not_asked_again(server, fetcher, now):
    server.say("/a", status="429 Too Many Requests", Retry_After="3600")
    server.say("/b", b"x")
    for path in ("/a", "/b"):
        with pytest.raises(TooManyRequests):
            fetcher.fetch(server.url(path), now=now)
    assert server.asked() == ["/a"]
    assert fetcher.fetch(server.url("/b", "other.example"), now=now).body == b"x"


def test_requests_to_one_host_keep_their_distance(server, settings, now):
    slept: list[float] = []
    server.say("/a", b"x")
    with Fetcher(replace(settings, pace=10.0), sleep=slept.append, clock=lambda: 100.0) as fetcher:
        for host in ("paper.example", "other.example"):
            fetcher.fetch(server.url("/a", host), now=now)
        fetcher.fetch(server.url("/a"), now=now)
    assert slept == [10.0, 10.0, 20.0], "each host: robots.txt, then the page; hosts do not wait for each other"


def test_the_pauses_that_we_make_are_not_taken_from_the_servers_time(server, settings, now):
    at = [0.0]

    def sleep(seconds: float) -> None:
        at[0] += seconds

    server.say("/a", b"x")
    with Fetcher(replace(settings, pace=60.0), seconds=30.0, sleep=sleep, clock=lambda: at[0]) as fetcher:
        assert fetcher.fetch(server.url("/a"), now=now).body == b"x"


def test_robots_txt_is_obeyed_and_asked_for_once(server, fetcher, now):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /private\n\nUser-agent: claimwatch\nDisallow: /b")
    server.say("/a", b"x")
    for _ in range(3):
        fetcher.fetch(server.url("/a"), now=now)
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetcher.fetch(server.url("/b"), now=now)
    assert len(server.requests) == 4


def test_the_robots_txt_of_the_host_that_is_redirected_to_is_obeyed(server, fetcher, now):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /b")
    server.say("/a", status="302 Found", Location=server.url("/b", "other.example"))
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetcher.fetch(server.url("/a"), now=now)


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_host_without_robots_txt_allows_all(server, fetcher, now, status):
    server.say("/robots.txt", status=status)
    server.say("/a", b"x")
    assert fetcher.fetch(server.url("/a"), now=now).body == b"x"


def test_a_host_whose_robots_txt_fails_is_left_alone_for_now(server, fetcher, now):
    server.say("/robots.txt", status="500 Oops")
    server.say("/a", b"x")
    for _ in range(2):
        with pytest.raises(Unreachable, match=r"robots\.txt"):
            fetcher.fetch(server.url("/a"), now=now)
    assert len(server.requests) == 1, "it is not asked again for each page"


def test_an_endless_robots_txt_is_read_as_far_as_it_counts(server, fetcher, now):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /b\n" + b"# filler\n" * 200_000)
    server.say("/a", b"x")
    assert fetcher.fetch(server.url("/a"), now=now).body == b"x"
    with pytest.raises(Refused):
        fetcher.fetch(server.url("/b"), now=now)
