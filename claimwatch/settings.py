"""Settings of the installation, read once at the edge. What belongs to a topic stands in its folder instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from claimwatch.errors import UserError


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation reaches the world. Every field has an environment variable, `CLAIMWATCH_<FIELD>`."""

    db: Path = Path("claimwatch.db")
    out: Path = Path("out")
    """Where digests are written when there is no mail server."""
    smtp_url: str = ""
    """smtp://[user:password@]host[:port], smtps:// for TLS from the start, smtp+starttls://; empty: no mail."""
    sender: str = ""
    """The From address; with `smtp_url` it must be set."""
    contact: str = ""
    """An address that the User-Agent names, so that a web master can write to somebody."""
    allow_private: tuple[str, ...] = ()
    """Host names (`*.intranet` too) that may be on private addresses; comma-separated."""
    hosts: tuple[tuple[str, str], ...] = ()
    """Addresses that are not asked of DNS: `name=address`, comma-separated, `*.example=127.0.0.1` too."""
    pace: float = 1.0
    """Seconds between two requests to one host."""
    recent: float = 7.0
    """Days: entries older than this are left alone, since a feed may hold years of them."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` holds. Raises UserError naming the variable."""

    def get(name: str, default: str = "") -> str:
        return environment.get(f"CLAIMWATCH_{name}", "").strip() or default

    settings = Settings(
        db=Path(get("DB", "claimwatch.db")),
        out=Path(get("OUT", "out")),
        smtp_url=get("SMTP_URL"),
        sender=get("SENDER"),
        contact=get("CONTACT"),
        allow_private=_names(get("ALLOW_PRIVATE")),
        hosts=_pairs(get("HOSTS")),
        pace=_number(get("PACE", "1.0"), "CLAIMWATCH_PACE", "seconds", 3600),
        recent=_number(get("RECENT", "7"), "CLAIMWATCH_RECENT", "days", 36500),
    )
    _check_mail(settings)
    return settings


def _names(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _pairs(value: str) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(part.split("=", 1)) for part in _names(value)]
    if any(len(pair) != 2 for pair in pairs):
        raise UserError("CLAIMWATCH_HOSTS", f"{value!r} is no list of name=address", "Write name=address,name=address.")
    return tuple((pair[0], pair[1]) for pair in pairs)


def _number(value: str, variable: str, unit: str, most: int) -> float:
    try:
        number = float(value)
    except ValueError as error:
        raise UserError(variable, f"{value!r} is no number", f"Give {unit}, such as 1.5.") from error
    if not 0 <= number <= most:  # NaN fails this, too
        raise UserError(variable, f"{value!r} is out of range", f"Give 0 to {most} {unit}.")
    return number


def _check_mail(settings: Settings) -> None:
    if not settings.smtp_url:
        return
    url = urlsplit(settings.smtp_url)
    if url.scheme not in {"smtp", "smtps", "smtp+starttls"} or not url.hostname:
        cause = "its value is no mail server's address"  # the value may hold a password: never shown
        raise UserError("CLAIMWATCH_SMTP_URL", cause, "Write smtp://user:password@host:587 (or smtps://).")
    if not settings.sender:
        raise UserError("CLAIMWATCH_SENDER", "it is not set", "Set it to the address that the mail shall come from.")
