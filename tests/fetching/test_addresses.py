from __future__ import annotations

import pytest

from claimwatch.errors import Refused
from claimwatch.fetching.addresses import forbidden, matches, target

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:0808:0808::1"]
INTRANET = ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.31.0.1", "192.168.0.1", "::1", "fd00::1", "100.64.0.1"]
NEVER = [
    "0.0.0.0",
    "169.254.169.254",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "100::1",
    "2001:db8::1",
    "64:ff9b:1::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "::ffff:169.254.169.254",
    "2002:a9fe:a9fe::1",
    "64:ff9b::a9fe:a9fe",
    "not an address",
]
EMBEDDED = [
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "2002:7f00:1::1",
    "64:ff9b::7f00:1",
    "2001:0:7f00:1::",
    "::ffff:10.0.0.1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address):
    assert forbidden(address) is None


@pytest.mark.parametrize("address", [*INTRANET, *NEVER, *EMBEDDED])
def test_an_address_that_is_not_public_is_refused(address):
    assert address in forbidden(address)


@pytest.mark.parametrize("address", INTRANET)
def test_an_intranet_address_may_be_allowed(address):
    assert forbidden(address, private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_metadata_multicast_and_reserved_addresses_are_never_allowed(address):
    assert forbidden(address, private=True)


@pytest.mark.parametrize(
    "url",
    [
        "/etc/passwd",
        "data:text/plain,x",
        "feed://paper.example/rss",
        "file:///etc/passwd",
        "ftp://paper.example/",
        "gopher://paper.example/",
        "http:///nowhere",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://127.1/",
        "http://2130706433/",
        "http://[::1%25eth0]/",
        "http://[::1/",
        "http://%31%32%37.0.0.1/",
        "http://a..b/",
        "http://good.example@evil.example/",
        "http://in\\@public.example/",
        "http://paper.example/a\r\nHost: evil.example",
        "http://paper.example:0/",
        "http://paper.example:99999/",
        "http://paper.exa\u202emple/",
        "http://user:secret@paper.example/",
        "http://ｐaper.example\x00/",
        "https:\\\\paper.example",
        "http://paper.example/" + "a" * 5000,
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(Refused):
        target(url)


def test_a_refused_address_does_not_show_its_password():
    with pytest.raises(Refused) as caught:
        target("http://user:secret@paper.example/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (" HTTP://Paper.Example:80 ", "http://paper.example/"),
        ("https://paper.example:443/a?b=c#d", "https://paper.example/a?b=c"),
        ("https://paper.example./a", "https://paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("https://газета.example/новость 1?я=ё", "https://xn--80aahjj1e.example/"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://ＰＡＰＥＲ。example/", "http://paper.example/"),
        ("https://paper.example/%D0%B0?q=%20", "https://paper.example/%D0%B0?q=%20"),
    ],
)
def test_a_host_has_one_spelling(url, canonical):
    assert target(url).url.startswith(canonical)


def test_letters_of_all_scripts_are_escaped_in_path_and_query():
    assert target("https://paper.example/б я?ё=1").path == "/%D0%B1%20%D1%8F?%D1%91=1"


@pytest.mark.parametrize(
    ("host", "pattern", "does"),
    [
        ("a.intranet", "*.intranet", True),
        ("intranet", "*.intranet", False),
        ("a.intranet.evil.example", "*.intranet", False),
        ("paper.example", "Paper.example", True),
        ("notpaper.example", "paper.example", False),
    ],
)
def test_patterns_of_hosts(host, pattern, does):
    assert matches(host, [pattern]) is does
