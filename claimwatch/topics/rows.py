"""`documents.jsonl` and `claims.jsonl`: one record to a line, every line checked for itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import TypeVar

import msgspec

from claimwatch.errors import Problem
from claimwatch.records import SeedClaim, SeedDocument
from claimwatch.topics.problems import Problems, unknown_key
from claimwatch.topics.values import date_fault, id_fault, language_fault, url_fault

DOCUMENTS = "documents.jsonl"
CLAIMS = "claims.jsonl"

Record = TypeVar("Record", SeedDocument, SeedClaim)
Fault = tuple[str, str]
"""What is wrong, and the remedy."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_AGAIN = "Compute it again: claimwatch topic fingerprint."


def read_documents(text: str, problems: Problems) -> tuple[SeedDocument, ...]:
    """The seeds; what is wrong is added to `problems`."""
    return _checked(_Lines(DOCUMENTS, problems), text, SeedDocument, _document_faults)


def read_claims(text: str, documents: Sequence[SeedDocument] | None, problems: Problems) -> tuple[SeedClaim, ...]:
    """The seeds' claims, each of which must stand in one of `documents`.

    None: these have a problem of their own, which is said once and not for every claim.
    """
    passages = None if documents is None else {document.id: len(document.passages) for document in documents}
    return _checked(_Lines(CLAIMS, problems), text, SeedClaim, lambda claim: _claim_faults(claim, passages))


def write_rows(records: Sequence[SeedDocument] | Sequence[SeedClaim]) -> str:
    """One JSON object to a line, in the order of the records' fields."""
    return "".join(msgspec.json.encode(record).decode() + "\n" for record in records)


@dataclass(frozen=True, slots=True)
class _Lines:
    file: str
    problems: Problems

    def report(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, message, remedy))


def _checked(
    lines: _Lines, text: str, kind: type[Record], faults: Callable[[Record], Sequence[Fault]]
) -> tuple[Record, ...]:
    found: dict[str, Record] = {}
    for number, line in enumerate(text.split("\n"), 1):
        record = _record(lines, number, line, kind) if line.strip() else None
        if record is None:
            continue
        for message, remedy in faults(record):
            lines.report(number, message, remedy)
        if record.id in found:
            lines.report(number, f"the id {record.id!r} stands in it twice", "Give every line an id of its own.")
        found[record.id] = record
    return tuple(found.values())


def _record(lines: _Lines, number: int, line: str, kind: type[Record]) -> Record | None:
    try:
        row = msgspec.json.decode(line, type=dict[str, object])
    except msgspec.ValidationError:
        lines.report(number, "it is no JSON object", "Write one object {...} to a line.")
        return None
    except msgspec.DecodeError as error:
        lines.report(number, f"it is no JSON: {error}", "Write one object {...} to a line.")
        return None
    known = [item.name for item in fields(kind)]
    for key in row.keys() - set(known):
        lines.report(number, *unknown_key(key, known))
    needed = [item.name for item in fields(kind) if item.default is MISSING]
    for key in needed:
        if key not in row:
            lines.report(number, f"{key!r} is missing", "Add it.")
    return _converted(lines, number, row, kind) if row.keys() >= set(needed) else None


def _converted(lines: _Lines, number: int, row: dict[str, object], kind: type[Record]) -> Record | None:
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        cause = str(error).replace("`", "").replace(" - at $.", ", at ")
        lines.report(number, cause, "Write it as docs/topic-folder.md shows.")
        return None


def _document_faults(document: SeedDocument) -> list[Fault]:
    found = [
        (id_fault(document.id), "Use letters, digits, - and _."),
        (None if document.title.strip() else "its title is empty", "Give it a title."),
        (_day_fault(document), "Write it with its time zone: 2025-12-17T16:33:00Z."),
        (language_fault(document.language), "Write a BCP 47 tag, such as en."),
        (url_fault(document.url) if document.url else None, "Give its http or https address, or null."),
        (None if _SHA256.fullmatch(document.sha256) else "its sha256 is no digest", _AGAIN),
        (None if document.shingles else "it has no shingles", _AGAIN),
    ]
    return [(message, remedy) for message, remedy in found if message]


def _day_fault(document: SeedDocument) -> str | None:
    return "its time has no time zone" if document.published.tzinfo is None else None


def _claim_faults(claim: SeedClaim, passages: dict[str, int] | None) -> list[Fault]:
    found = [
        (id_fault(claim.id), "Use letters, digits, - and _."),
        (None if claim.statement.strip() else "its statement is empty", "Say in your own words what is claimed."),
        (None if claim.documents else "no document states it", "Name the documents that state it."),
        (_passage_fault(claim, passages or {}), "Name one of its documents and the number of a passage, from 0."),
    ]
    found += [
        (date_fault(value), "Write 2025-12-17, 2025-12 or 2025, or two of them: 2027/2029.") for value in claim.dates
    ]
    unknown = [document for document in claim.documents if passages is not None and document not in passages]
    found += [(f"there is no document {document!r}", f"Name one of {DOCUMENTS}.") for document in unknown]
    return [(message, remedy) for message, remedy in found if message]


def _passage_fault(claim: SeedClaim, passages: dict[str, int]) -> str | None:
    if claim.passage is None:
        return None
    document, number = claim.passage
    if document not in claim.documents:
        return f"its passage is in {document!r}, which is not among its documents"
    count = passages.get(document, number + 1)  # a document that does not exist is said once
    return None if 0 <= number < count else f"{document!r} has no passage {number}, only {count}"
