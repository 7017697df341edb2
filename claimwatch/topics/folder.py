"""A topic folder as a whole: read completely, or not at all."""

from __future__ import annotations

from pathlib import Path

from claimwatch.errors import Problem, TopicError
from claimwatch.records import Topic
from claimwatch.topics import opml, profile, rows
from claimwatch.topics.problems import Problems, Remark, hindering
from claimwatch.topics.values import id_fault

_NEW = "Make a folder with: claimwatch topic new DIR --from FILE."


def load(folder: Path) -> Topic:
    """The topic in this folder. Raises TopicError with all that is wrong in it."""
    if problem := folder_problem(folder):
        raise TopicError(str(folder.absolute().parent).rstrip("/"), [problem])
    topic, problems = _read(folder)
    if wrong := hindering(problems):
        raise TopicError(str(folder), wrong)
    return topic


def check(folder: Path) -> list[Problem]:
    """All that is wrong in this folder, in the order of its files; of these a `Remark` does not stop `load`."""
    return _read(folder)[1]


def read_file(folder: Path, name: str, problems: Problems) -> str:
    """A file of the folder as text; empty, with the problem said, where it cannot be read."""
    body = _bytes(folder, name, problems)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "it is no UTF-8 text", "Save it as UTF-8."))
        return ""


def folder_problem(folder: Path) -> Problem | None:
    """What keeps this path from being a topic folder at all."""
    if not folder.is_dir():
        cause = "it is no folder" if folder.exists() else "there is no such folder"
        return Problem(folder.absolute().name, None, cause, _NEW)
    fault = id_fault(folder.resolve().name)
    return (
        Problem(folder.absolute().name, None, fault, "Name the folder with letters, digits, - and _.")
        if fault
        else None
    )


def _read(folder: Path) -> tuple[Topic, Problems]:
    problems: Problems = []
    topic_id = folder.resolve().name
    if problem := folder_problem(folder):
        return Topic(topic_id, "", folder, ""), [problem]
    said = profile.read_profile(read_file(folder, profile.FILE, problems), problems)
    feeds = opml.read_opml(_bytes(folder, opml.FILE, problems), problems)
    documents = rows.read_documents(read_file(folder, rows.DOCUMENTS, problems), problems)
    whole = all(problem.file != rows.DOCUMENTS for problem in problems)
    claims = rows.read_claims(read_file(folder, rows.CLAIMS, problems), documents if whole else None, problems)
    settings = {name: getattr(said, name) for name in profile.KEYS}
    topic = Topic(id=topic_id, folder=folder, feeds=feeds, documents=documents, claims=claims, **settings)
    problems += _empty(topic, {problem.file for problem in problems})
    return topic, problems


def _empty(topic: Topic, reported: set[str]) -> list[Problem]:
    """What is missing although the files are there; not said of a file that has a problem already."""
    found = [
        (topic.feeds, Remark(opml.FILE, None, "it names no feed", "Add feeds, or use claimwatch ingest alone.")),
        (topic.documents, Problem(rows.DOCUMENTS, None, "it holds no seed", _NEW)),
        (topic.claims, Remark(rows.CLAIMS, None, "it holds no claim", "All coverage will be new.")),
    ]
    return [problem for content, problem in found if not content and problem.file not in reported]


def _bytes(folder: Path, name: str, problems: Problems) -> bytes:
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        problems.append(Problem(name, None, "it is missing", _NEW))
    except OSError as error:
        problems.append(Problem(name, None, f"it cannot be read: {error.strerror}", "Make it a readable file."))
    return b""
