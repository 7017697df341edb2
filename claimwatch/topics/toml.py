"""`topic.toml`, written: the standard library only reads TOML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from claimwatch.topics.profile import KINDS, Profile

_COMMENTS = {
    "follow": "what is wanted, in words",
    "ignore": "what is not wanted, in words",
    "collect_every": "minutes",
    "digest_cron": "minute hour day month weekday, in the time zone above",
    "immediate": 'kinds that do not wait for the digest: "new", "changed", "contradicted"',
    "recipients": "e-mail addresses; without any the digest is written to a file",
    "empty_digest": '"say" that there was nothing, or "skip" it',
}


def write_toml(profile: Profile) -> str:
    """The profile as `profile.read_profile` reads it back."""
    scalars = [key for key in Profile.__slots__ if key != "names"]
    lines = [_line(key, getattr(profile, key)) for key in scalars]
    lines += ["", "[names]  # one list for each name: its spellings, the usual one first"]
    for kind in KINDS:
        rows = [name.spellings for name in profile.names if name.kind == kind]
        lines += [f"{kind} = [", *(f"  {_list(row)}," for row in rows), "]"] if rows else []
    return "\n".join(lines) + "\n"


def _line(key: str, value: str | int | Sequence[str]) -> str:
    comment = f"  # {_COMMENTS[key]}" if key in _COMMENTS else ""
    written = str(value) if isinstance(value, int) else _text(value) if isinstance(value, str) else _list(value)
    return f"{key} = {written}{comment}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    """A JSON string is a TOML basic string, but for DEL, which TOML wants escaped."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
