r"""The gate: which URLs may be asked at all, and which addresses a name may stand for.

Nothing here touches the network. A URL is taken apart once, into a `Target`; what is connected to is made of those
parts, so that no second parser can read the same string in another way (https://good@evil, http://in\@public).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import quote, urlsplit

import idna

from claimwatch.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
MAX_URL = 4096
"""Characters; longer ones are traps of a calendar or a session, not articles."""

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"

# What may be asked of a host that is allowed to be private; link-local is not among it (cloud metadata live there).
_INTRANET = tuple(
    ipaddress.ip_network(network)
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "fc00::/7", "::1")
)
_UNICAST6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
# Special-purpose blocks (IANA registries) that some Python versions still take for global.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked, taken apart. `host` is ASCII and lower-case, without brackets; `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The URL in its canonical spelling, without fragment."""
        return self.origin + self.path


def target(url: str) -> Target:
    """`url` taken apart. Raises Refused for anything but a plain http(s) URL without credentials."""
    url = url.strip(" \t\r\n")
    if len(url) > MAX_URL:
        raise Refused(url[:100] + "…", f"longer than {MAX_URL} characters")
    if "\\" in url or _UNSEEN.search(url.replace(" ", "")):
        raise Refused(ascii(url), "backslash, control or invisible character in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(url, f"no URL ({error})") from error
    if parts.scheme not in PORTS:
        raise Refused(url, f"{parts.scheme or 'no'} scheme; only http and https are asked")
    if "@" in parts.netloc:
        raise Refused(f"{parts.scheme}://…@{parts.hostname}", "credentials in the address")
    if port == 0:
        raise Refused(url, "port 0")
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = "?" + quote(parts.query, safe=_PATH_SAFE + "?[]|^`{}") if parts.query else ""
    return Target(parts.scheme, _host(url, parts.netloc, parts.hostname), port or PORTS[parts.scheme], path + query)


def _host(url: str, netloc: str, name: str | None) -> str:
    if not name:
        raise Refused(url, "no host")
    if netloc.startswith("["):
        return _literal6(url, name)
    try:
        host = idna.encode(name.rstrip("."), uts46=True).decode() if not name.isascii() else name.rstrip(".").lower()
    except idna.IDNAError as error:
        raise Refused(url, f"no host name ({error})") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise Refused(url, "no host name")
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        return _literal4(url, host)
    return host


def _literal6(url: str, name: str) -> str:
    try:
        address = ipaddress.IPv6Address(name)
    except ValueError as error:
        raise Refused(url, "no IPv6 address") from error
    if address.scope_id:
        raise Refused(url, "an IPv6 address with a zone")
    return str(address)


def _literal4(url: str, host: str) -> str:
    """A host whose last label is a number is an IPv4 address to a resolver, in octal and hexadecimal, too."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise Refused(url, "a number for a host") from error


def forbidden(address: str, *, private: bool = False) -> str | None:
    """Why an address must not be connected to; None if it may be. `private` permits intranet and loopback.

    IPv4 addresses inside IPv6 ones (mapped, compatible, 6to4, Teredo, NAT64) are judged as what they are.
    """
    try:
        outer = ipaddress.ip_address(address)
    except ValueError:
        return f"{address} is no address"
    for inner in unwrapped(outer):
        if private and any(inner in network for network in _INTRANET if network.version == inner.version):
            continue
        if not _is_global(inner):
            return f"{address} is not a public address"
    return None


def unwrapped(address: Address) -> tuple[Address, ...]:
    """The addresses an address stands for: those embedded in it, else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 0xFFFF):
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return (address,)


def _is_global(address: Address) -> bool:
    if any(address in network for network in _SPECIAL if network.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST6:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def matches(host: str, patterns: Iterable[str]) -> bool:
    """Whether a canonical host name is one of `patterns` (a name, or `*.suffix`)."""
    return any(fnmatchcase(host, pattern.lower()) for pattern in patterns)
