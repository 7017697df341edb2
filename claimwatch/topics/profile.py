"""`topic.toml`: read key by key, so that everything wrong in it is said at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from claimwatch.errors import Problem
from claimwatch.records import AlertKind, EntityKind, Name
from claimwatch.topics.problems import Problems, Remark, unknown_key
from claimwatch.topics.values import cron_fault, language_fault, mail_fault, zone_fault

FILE = "topic.toml"
KINDS: tuple[str, ...] = get_args(EntityKind)

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_Words = Annotated[str, Meta(min_length=1, pattern=r"\S")]


@dataclass(frozen=True, slots=True)
class Profile:
    """What `topic.toml` says; the fields are those of `records.Topic`."""

    name: _Words = ""
    follow: _Words = ""
    ignore: str = ""
    languages: Annotated[tuple[str, ...], Meta(min_length=1)] = ("en",)
    time_zone: str = "UTC"
    collect_every: Annotated[int, Meta(ge=1, le=1440)] = 30
    digest_cron: str = "0 7 * * *"
    immediate: tuple[AlertKind, ...] = ()
    recipients: tuple[str, ...] = ()
    empty_digest: Literal["say", "skip"] = "say"
    names: tuple[Name, ...] = ()


_TYPES = get_type_hints(Profile, include_extras=True)
KEYS = tuple(field.name for field in fields(Profile))
_NEEDED = ("name", "follow")
_CHECKS: tuple[tuple[str, Callable[[str], str | None], str], ...] = (
    ("languages", language_fault, "Write BCP 47 tags, such as en, ru, kk."),
    ("time_zone", zone_fault, "Write a name of the IANA database, such as Europe/London."),
    ("digest_cron", cron_fault, "Write minute, hour, day, month, weekday, such as 0 7 * * *."),
    ("recipients", mail_fault, "Write bare addresses, such as reader@example.org."),
)


def read_profile(text: str, problems: Problems) -> Profile:
    """The profile in a topic.toml, as far as it can be read; what is wrong is added to `problems`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax(str(error), text))
        return Profile()
    source = _Source(text, problems)
    for key in table.keys() - set(KEYS):
        source.report(key, *unknown_key(key, KEYS))
    for key in _NEEDED:
        if key not in table:
            problems.append(Problem(FILE, None, f"{key!r} is missing", f'Add {key} = "...".'))
    names = _names(table.pop("names", {}), source)
    values = {key: source.converted(key, table[key]) for key in KEYS if key in table}
    profile = replace(Profile(names=names), **{key: value for key, value in values.items() if value is not None})
    _check(profile, source)
    return profile


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that is being read, to name lines of."""

    text: str
    problems: Problems

    def report(self, key: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(FILE, self.line(key), message, remedy))

    def line(self, key: str) -> int | None:
        """The number of the line that sets the key or opens it as a table; tomllib keeps none."""
        name = re.escape(key)
        found = re.search(rf"""^\s*(\[+\s*)?["']?{name}["']?\s*[=\].]""", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.end()) + 1 if found else None

    def line_of(self, words: str, key: str) -> int | None:
        at = self.text.find(words) if words else -1
        return self.text.count("\n", 0, at) + 1 if at >= 0 else self.line(key)

    def converted(self, key: str, value: object) -> Any:
        try:
            return msgspec.convert(value, _TYPES[key])
        except msgspec.ValidationError as error:
            self.report(key, f"{key!r}: {_plain(error)}", "Write it as docs/topic-folder.md shows.")
            return None


def _plain(error: msgspec.ValidationError) -> str:
    return str(error).replace("`", "").replace(" - at $", ", at ").replace(", at [", ", item [")


def _syntax(message: str, text: str) -> Problem:
    found = _TOML_PLACE.search(message)
    line = int(found.group(1)) if found and found.group(1) else text.count("\n") + 1
    return Problem(FILE, line, f"it is no TOML: {_TOML_PLACE.sub('', message)}", "Correct this line.")


def _check(profile: Profile, source: _Source) -> None:
    for key, fault, remedy in _CHECKS:
        value = getattr(profile, key)
        for item in (value,) if isinstance(value, str) else value:
            if message := fault(item):
                source.report(key, message, remedy)


def _names(table: object, source: _Source) -> tuple[Name, ...]:
    """[names] holds a list for each kind of name, and each item of it is the list of one name's spellings."""
    if not isinstance(table, dict):
        source.report("names", "'names' is no table", 'Write [names] and below it person = [["Name", "Имя"]].')
        return ()
    for kind in table.keys() - set(KINDS):
        source.report(kind, *unknown_key(kind, KINDS))
    found = [name for kind in KINDS if kind in table for name in _names_of(kind, table[kind], source)]
    _repeated(found, source)
    return tuple(found)


def _names_of(kind: str, rows: object, source: _Source) -> list[Name]:
    if not isinstance(rows, list):
        source.report(kind, f"names of kind {kind!r} are no list", f'Write {kind} = [["Name", "Имя"]].')
        return []
    found = []
    for number, row in enumerate(rows, 1):
        try:
            spellings = msgspec.convert(row, Annotated[tuple[_Words, ...], Meta(min_length=1)])
        except msgspec.ValidationError:
            first = next((item for item in row if isinstance(item, str)), "") if isinstance(row, list) else ""
            message = f"name {number} of kind {kind!r} is no list of spellings"
            problem = Problem(FILE, source.line_of(first, kind), message, 'Write ["Name", "Имя"].')
            source.problems.append(problem)
        else:
            found.append(Name(msgspec.convert(kind, EntityKind), spellings))
    return found


def _repeated(names: list[Name], source: _Source) -> None:
    seen: dict[str, Name] = {}
    for name in names:
        for spelling in name.spellings:
            other = seen.setdefault(spelling.casefold(), name)
            if other is not name:
                message = f"the spelling {spelling!r} stands under two names"
                source.problems.append(Remark(FILE, source.line_of(spelling, "names"), message, "Keep one of them."))
