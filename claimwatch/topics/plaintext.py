"""Articles in plain text and Markdown: where the title is, the date, and what stands above them.

No format says so; the rules are those by which a person finds them. A line that the head of a text repeats is its
title, with what a site writes above it; else the first line is, unless it is a sentence. A date is looked for in
short lines at the beginning and the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

HEAD = 15
"""Lines among which the title and the date are looked for."""
TAIL = 5
SHORT = 12
"""Words of a line that may be a date line."""
LONGEST_TITLE = 30
"""Words."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Control characters, soft hyphens, zero-width spaces and bidi overrides."""
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_FIELDS = {
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "url": ("url", "link", "canonical"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "language": ("language", "lang"),
}
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_MARKUP = ((re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""), (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"))
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(T[\d:]+(?:Z|[+-]\d{2}:\d{2})?)?(?!\d)")
_DOTTED = re.compile(r"\d\.\d{1,2}\.\d")
"""12.03.2021 has its day first wherever dates are written with dots."""
_WHOLE_DATES = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "TIMEZONE": "UTC"}
_LABEL = re.compile(r"^[^\W\d]+(\s[^\W\d]+)?\s*:\s*")
_SENTENCE_END = (".", "!", ";", ":", ",", "…", "»", "”", '"')


@dataclass(frozen=True, slots=True)
class Plain:
    """What a plain text says of itself; empty where it says nothing."""

    title: str
    text: str
    """Paragraphs, parted by empty lines."""
    published: datetime | None
    url: str = ""
    publisher: str = ""
    language: str = ""


def read_plain(text: str) -> Plain:
    """The parts of a text or Markdown file. Never raises for any text."""
    said, body = _front_matter(_UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = [_unmarked(line) for line in body.split("\n") if line.strip()]
    published = _date_in(said["published"]) if said["published"] else _dated(lines)
    title, rest = _titled(lines, body)
    return Plain(
        title=said["title"] or title,
        text="\n\n".join(line for line in rest if not _is_date_line(line)),
        published=published,
        url=said["url"] if said["url"].startswith(("http://", "https://")) else "",
        publisher=said["publisher"],
        language=said["language"].lower(),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    fields = {name.lower(): value for name, value in _FIELD.findall(found.group(1))} if found else {}
    said = {name: next((fields[key] for key in keys if fields.get(key)), "") for name, keys in _FIELDS.items()}
    return said, text[found.end() :] if found else text


def _unmarked(line: str) -> str:
    for pattern, plain in _MARKUP:
        line = pattern.sub(plain, line)
    heading = _HEADING.match(line.strip())
    return _EMPHASIS.sub(r"\2", heading.group(1) if heading else line).strip()


def _titled(lines: list[str], body: str) -> tuple[str, list[str]]:
    """The title, and the lines that follow it."""
    heading = next((_unmarked(line) for line in body.split("\n") if _HEADING.match(line.strip())), None)
    head = lines[:HEAD]
    twice = next((line for line in head if head.count(line) > 1 and len(line.split()) > 2), None)
    if title := heading or twice:
        last = max(number for number, line in enumerate(lines) if line == title and (number < HEAD or heading))
        return title, lines[last + 1 :]
    first = next((number for number, line in enumerate(lines) if not _is_date_line(line)), None)
    if first is None:
        return "", []
    title = _without_date(lines[first])
    is_title = len(title.split()) <= LONGEST_TITLE and not title.endswith(_SENTENCE_END) and len(lines) > first + 1
    return (title, lines[first + 1 :]) if is_title else ("", lines[first:])


def _without_date(line: str) -> str:
    """`date 2025-12-18 The title` has the title behind its date."""
    found = _ISO.search(line)
    if found and len(line[: found.start()].split()) <= 1:
        return line[found.end() :].strip(" :-|") or line
    return line


def _dated(lines: list[str]) -> datetime | None:
    for line in [*lines[:HEAD], *lines[-TAIL:]]:
        if len(line.split()) <= SHORT and (found := _date_in(line)):
            return found
    return None


def _is_date_line(line: str) -> bool:
    return len(line.split()) <= SHORT and _without_date(line) == line and _date_in(line) is not None


def _date_in(line: str) -> datetime | None:
    """The day that a line names, with its year, and nothing but it; noon UTC where it names no hour."""
    if found := _ISO.search(line):
        return _aware(found)
    if not any(character.isdigit() for character in line):
        return None
    import dateparser  # noqa: PLC0415 - half a second, for this one command

    dotted = {"DATE_ORDER": "DMY"} if _DOTTED.search(line) else {}
    said = dateparser.parse(_LABEL.sub("", line), settings={**_WHOLE_DATES, **dotted})
    return _at_noon(said) if said else None


def _aware(found: re.Match[str]) -> datetime | None:
    try:
        return _at_noon(datetime.fromisoformat(found.group()))
    except ValueError:
        return None


def _at_noon(time: datetime) -> datetime:
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return time.replace(hour=12) if (time.hour, time.minute, time.second) == (0, 0, 0) else time.replace(microsecond=0)
