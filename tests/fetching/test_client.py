"""The fetcher against servers that mean well and servers that do not."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from dataclasses import replace

import brotli
import pytest
import zstandard

from claimwatch.errors import Refused, Unreachable, Unreadable
from claimwatch.fetching.client import Fetcher

BOMB = b"\0" * 50_000_000
PLAIN = "Новости".encode() * 100


def test_a_page_comes_with_what_is_remembered_of_it(server, fetcher, now):
    server.say(
        "/a",
        PLAIN,
        Content_Type="text/html; charset=utf-8",
        ETag='W/"7"',
        Last_Modified="Sun, 01 Mar 2026 10:00:00 GMT",
        Cache_Control="max-age=60",
    )
    page = fetcher.fetch(server.url("/a"), now=now)
    assert (page.body, page.fetched_at, page.status) == (PLAIN, now, 200)
    assert (page.content_type, page.etag, page.max_age) == ("text/html; charset=utf-8", 'W/"7"', 60.0)
    assert page.url == page.requested_url == server.url("/a")


def test_we_say_who_we_are_and_send_no_cookies(server, settings, now):
    server.say("/a", b"x", Set_Cookie="id=7")
    with Fetcher(replace(settings, contact="https://paper.example/bot\r\nX: y")) as fetcher:
        fetcher.fetch(server.url("/a"), now=now)
        fetcher.fetch(server.url("/a"), now=now)
    assert all("User-Agent: claimwatch/" in request for request in server.requests)
    assert all("(+https://paper.example/bot" in request for request in server.requests)
    assert not any("cookie" in request.lower() or "\r\nX: y" in request for request in server.requests)


def test_what_has_not_changed_is_not_sent_again(server, fetcher, now):
    server.say("/a", status="304 Not Modified", ETag='"7"')
    page = fetcher.fetch(server.url("/a"), now=now, etag='"7"', last_modified="Sun, 01 Mar 2026 10:00:00 GMT")
    assert (page.status, page.body, page.etag) == (304, b"", '"7"')
    assert 'If-None-Match: "7"' in server.requests[-1]
    assert "If-Modified-Since: Sun, 01 Mar 2026 10:00:00 GMT" in server.requests[-1]
    assert "If-None-Match" not in server.requests[0], "robots.txt is another file"


def test_304_to_a_request_without_conditions_is_no_answer(server, fetcher, now):
    server.say("/a", status="304 Not Modified")
    with pytest.raises(Unreachable):
        fetcher.fetch(server.url("/a"), now=now)


# ------------------------------------------------------------ where we do not go (HOSTILE 1-9, 20)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]"])
def test_loopback_is_not_asked(server, fetcher, now, host):
    with pytest.raises(Refused):
        fetcher.fetch(server.url("/a", host), now=now)
    assert not server.requests


def test_a_feed_on_a_private_address_can_be_allowed(server, fetcher, now):
    server.say("/a", b"x")
    assert fetcher.fetch(server.url("/a", "127.0.0.1"), now=now, allow_private=True).body == b"x"


def test_a_name_that_stands_for_a_private_address_is_not_asked(server, settings, now):
    with Fetcher(settings, resolve=lambda _host, _seconds: ["127.0.0.1"]) as fetcher, pytest.raises(Refused):
        fetcher.fetch(server.url("/a", "rebound.test"), now=now)
    assert not server.requests


def test_one_private_address_among_public_ones_condemns_a_name(server, settings, now):
    resolve = {"rebound.test": ["93.184.215.14", "127.0.0.1"]}
    with Fetcher(settings, resolve=lambda host, _seconds: resolve[host]) as fetcher, pytest.raises(Refused):
        fetcher.fetch(server.url("/a", "rebound.test"), now=now)
    assert not server.requests


def test_dns_rebinding_finds_no_second_lookup_to_answer(server, settings, now):
    """The name is public, or rather: allowed, when it is judged, and would be another at every further lookup."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]])
    settings = replace(settings, allow_private=("rebound.test",))
    server.say("/a", b"x")
    with Fetcher(settings, resolve=lambda _host, _seconds: next(answers)) as fetcher:
        assert fetcher.fetch(server.url("/a", "rebound.test"), now=now).body == b"x"
        assert next(answers) == ["169.254.169.254"], "one lookup for robots.txt, one for the page"


def test_every_connection_is_judged_anew(server, settings, now):
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    settings = replace(settings, allow_private=("rebound.test",))
    server.say("/a", b"x")
    with Fetcher(settings, resolve=lambda _host, _seconds: next(answers)) as fetcher, pytest.raises(Refused):
        fetcher.fetch(server.url("/a", "rebound.test"), now=now)
    assert server.asked() == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://paper.example/",
        "gopher://paper.example/",
        "data:text/html,x",
        "http://127.0.0.1/",
        "//169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://user:secret@paper.example/",
        "http://[",
        "http:\\\\127.0.0.1\\",
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_asked_itself(server, fetcher, now, location):
    server.say("/a", status="302 Found", Location="/b")
    server.say("/b", status="302 Found", Location=location)
    with pytest.raises(Refused):
        fetcher.fetch(server.url("/a"), now=now)
    assert server.asked() == ["/a", "/b"]


def test_what_one_host_is_allowed_the_host_it_redirects_to_is_not(server, fetcher, now):
    server.say("/a", status="302 Found", Location=server.url("/b", "localhost"))
    with pytest.raises(Refused):
        fetcher.fetch(server.url("/a", "127.0.0.1"), now=now, allow_private=True)
    assert server.asked() == ["/a"]


def test_a_redirect_is_followed_and_its_body_left_alone(server, fetcher, now):
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 301 Moved\r\nLocation: http://other.example:%d/b\r\n\r\n" % server.port)
        while True:
            connection.sendall(b"x" * 65536)

    server.replies["/a"] = endless
    server.say("/b", b"there")
    page = fetcher.fetch(server.url("/a"), now=now)
    assert (page.body, page.url) == (b"there", server.url("/b", "other.example"))
    assert page.requested_url == server.url("/a")


def test_nothing_is_carried_over_to_another_host(server, fetcher, now):
    server.say("/a", status="302 Found", Location=server.url("/b", "other.example"), Set_Cookie="id=7")
    server.say("/b", b"x")
    fetcher.fetch(server.url("/a"), now=now)
    assert f"Host: other.example:{server.port}" in server.requests[-1]
    assert not any(word in server.requests[-1].lower() for word in ("cookie", "authorization", "referer"))


@pytest.mark.parametrize("chain", [["/0"], [f"/{n + 1}" for n in range(50)]], ids=["loop", "chain of 50"])
def test_redirects_end(server, fetcher, now, chain):
    for here, there in enumerate(chain):
        server.say(f"/{here}", status="302 Found", Location=there)
    with pytest.raises(Refused, match="redirects"):
        fetcher.fetch(server.url("/0"), now=now)
    assert len(server.asked()) == 6


# ------------------------------------------------------------ how much, and for how long (HOSTILE 10-11)


def packed(encoding: str, body: bytes) -> bytes:
    raw = zlib.compressobj(wbits=-15)
    packers = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "raw deflate": lambda data: raw.compress(data) + raw.flush(),
        "br": lambda data: brotli.compress(data, quality=5),
        "zstd": zstandard.ZstdCompressor().compress,
    }
    return packers[encoding](body)


ENCODINGS = ["gzip", "deflate", "raw deflate", "br", "zstd"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_packed_pages_are_unpacked(server, fetcher, now, encoding):
    server.say("/a", packed(encoding, PLAIN), Content_Encoding=encoding.split()[-1])
    assert fetcher.fetch(server.url("/a"), now=now).body == PLAIN


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_bomb_is_unpacked_no_further_than_the_limit(server, fetcher, now, encoding):
    server.say("/a", packed(encoding, BOMB), Content_Encoding=encoding.split()[-1])
    with pytest.raises(Unreadable, match="unpacked"):
        fetcher.fetch(server.url("/a"), now=now, limit=1_000_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_cannot_be_unpacked_is_unreadable(server, fetcher, now, encoding):
    server.say("/a", b"<html>", Content_Encoding=encoding)
    with pytest.raises(Unreadable, match="encoding"):
        fetcher.fetch(server.url("/a"), now=now)


def test_encodings_on_top_of_each_other_are_unreadable(server, fetcher, now):
    server.say("/a", gzip.compress(gzip.compress(PLAIN)), Content_Encoding="gzip, gzip")
    with pytest.raises(Unreadable, match="encoding"):
        fetcher.fetch(server.url("/a"), now=now)


def test_a_page_over_the_limit_is_unreadable(server, fetcher, now):
    server.say("/a", b"x" * 1001)
    with pytest.raises(Unreadable, match="1000 bytes"):
        fetcher.fetch(server.url("/a"), now=now, limit=1000)


def endless_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def test_an_endless_page_is_unreadable(server, fetcher, now):
    server.replies["/a"] = endless_body
    with pytest.raises(Unreadable):
        fetcher.fetch(server.url("/a"), now=now)


def endless_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: " + b"x" * 1000 + b"\r\n")


def dripping_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    drip(connection)


def dripping_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    drip(connection)


def drip(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def silence(connection: socket.socket) -> None:
    connection.recv(1)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def hang_up(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx")


def babble(connection: socket.socket) -> None:
    connection.sendall(b"220 mail.example ESMTP\r\n")


@pytest.mark.parametrize(
    "reply",
    [endless_headers, dripping_body, dripping_headers, silence, reset, hang_up, babble],
    ids=lambda reply: reply.__name__,
)
def test_a_server_that_misbehaves_is_unreachable(server, settings, now, reply):
    server.replies["/a"] = reply
    with Fetcher(settings, seconds=0.5) as fetcher, pytest.raises(Unreachable):
        fetcher.fetch(server.url("/a"), now=now)


def test_a_name_that_does_not_resolve_is_unreachable(settings, now):
    def unknown(host: str, _seconds: float) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, f"{host} is not known")

    with Fetcher(settings, resolve=unknown) as fetcher, pytest.raises(Unreachable, match="looked up"):
        fetcher.fetch("http://paper.test/", now=now)


def test_a_port_where_nobody_listens_is_unreachable(server, fetcher, now):
    server.listener.close()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(Unreachable):
        fetcher.fetch(f"http://paper.example:{port}/", now=now)


def test_a_dead_address_is_followed_by_the_next(server, settings, now):
    settings = replace(settings, allow_private=("two.test",))
    server.say("/a", b"x")
    with Fetcher(settings, resolve=lambda _host, _seconds: ["127.0.0.99", "127.0.0.1"]) as fetcher:
        assert fetcher.fetch(server.url("/a", "two.test"), now=now).body == b"x"


# ------------------------------------------------------------ TLS


def test_a_certificate_that_nobody_vouches_for_is_unreachable(tls_server, settings, now):
    with Fetcher(settings) as fetcher, pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
        fetcher.fetch(tls_server.url("/a").replace("http:", "https:"), now=now)


def test_the_certificate_is_checked_against_the_name_that_was_asked(tls_server, settings, now):
    trust = ssl.create_default_context(cafile=str(tls_server.certificate))
    tls_server.say("/a", b"x")
    with Fetcher(settings, tls=trust) as fetcher:
        assert fetcher.fetch(tls_server.url("/a").replace("http:", "https:"), now=now).body == b"x"
        with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
            fetcher.fetch(tls_server.url("/a", "other.example").replace("http:", "https:"), now=now)
