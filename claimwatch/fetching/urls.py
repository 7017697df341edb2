"""One article, one URL: what newsletters, feeds and advertisers hang on to an address is taken off again."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, never what he reads. Sorted; each from its service's own documentation.
TRACKING = frozenset(
    {
        "__twitter_impression",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "cmpid",
        "dclid",
        "fb_action_ids",
        "fb_action_types",
        "fb_ref",
        "fb_source",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mibextid",
        "mkt_tok",
        "msclkid",
        "oly_anon_id",
        "oly_enc_id",
        "s_cid",
        "smid",
        "srsltid",
        "ttclid",
        "twclid",
        "vero_conv",
        "vero_id",
        "wbraid",
        "wickedid",
        "yclid",
        "ymclid",
        "ysclid",
    }
)
_FAMILIES = re.compile(r"(?:utm|itm|hsa|mtm|matomo|pk|piwik|at)_")


def canonical(url: str) -> str:
    """`url` without tracking parameters, fragment and default port, the host in lower case; nothing is sorted.

    What cannot be taken apart is given back as it is: whether it may be asked is not decided here.
    """
    try:
        parts = urlsplit(url.strip())
        netloc = _netloc(parts.scheme, parts.netloc, parts.port)
    except ValueError:
        return url
    query = "&".join(field for field in parts.query.split("&") if field and not _tracks(field))
    path = parts.path or ("/" if parts.netloc else "")
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _tracks(field: str) -> bool:
    name = field.partition("=")[0].lower()
    return name in TRACKING or _FAMILIES.match(name) is not None


def _netloc(scheme: str, netloc: str, port: int | None) -> str:
    user, at, host = netloc.rpartition("@")
    if port is not None and port == _PORTS.get(scheme):
        host = host.rpartition(":")[0]
    return user + at + host.lower().removesuffix(":").removesuffix(".")
