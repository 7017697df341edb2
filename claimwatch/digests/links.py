"""Which addresses may be links. Pure."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit

LONGEST = 1000
"""Characters. Longer addresses carry tracking rather than a place, and would fill the message."""

_AS_IS = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in a path or query: what RFC 3986 reserves, and escapes that are there already."""


def link(address: str) -> str | None:
    """The address in ASCII where it may be a link, else None.

    Only http and https, a host and no credentials (`https://known.example@evil.example/` leads to evil), nothing
    unseen in it. A host in other letters is shown in its ASCII form, so that a look-alike cannot pass for the original.
    """
    if not _may_be_shown(address):
        return None
    try:
        parts = urlsplit(address)
        return _ascii(parts) if _leads_to_the_web(parts) else None
    except ValueError:  # a broken port, brackets, or a host that is no name
        return None


def _may_be_shown(address: str) -> bool:
    return len(address) <= LONGEST and address.isprintable() and not any(sign in address for sign in " \\<>\"'`")


def _leads_to_the_web(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _ascii(parts: SplitResult) -> str | None:
    host = str(parts.hostname)
    name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    netloc = name if parts.port is None else f"{name}:{parts.port}"
    path, query, fragment = (quote(part, safe=_AS_IS) for part in (parts.path, parts.query, parts.fragment))
    whole = SplitResult(parts.scheme, netloc, path, query, fragment).geturl()
    return whole if len(whole) <= LONGEST else None
