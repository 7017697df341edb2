"""A topic folder made from documents: read the seeds, find what they are about and claim, write it down.

sources | seeds (language, claims) | without copies | findings | profile, feeds, documents, claims | folder
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimwatch import fingerprints
from claimwatch.contracts import ClaimReader
from claimwatch.errors import UserError
from claimwatch.records import Feed, Name, SeedClaim, SeedDocument
from claimwatch.topics import opml, outline, profile, rows
from claimwatch.topics.findings import Findings, find, own_claims
from claimwatch.topics.folder import load
from claimwatch.topics.profile import Profile
from claimwatch.topics.searches import query_feeds
from claimwatch.topics.seeds import Seed, fingerprinted, read_seed
from claimwatch.topics.sources import Source
from claimwatch.topics.toml import write_toml
from claimwatch.topics.writing import write_folder

COPY = 0.8
"""Share of a seed's shingles in an earlier seed from which on it is a copy of that seed. With light editing (5 % of
the words) about 0.81 of the 4-word shingles survive."""

_NOT_WANTED = re.compile(r"\b(?:not wanted|не нужно|не интересует)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who makes the topic says."""

    name: str = ""
    about: str = ""
    keep_text: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What was taken out of the seeds, to be told."""

    profile: Profile
    findings: Findings
    feeds: tuple[Feed, ...]
    documents: tuple[SeedDocument, ...]
    claims: tuple[SeedClaim, ...]
    remarks: tuple[str, ...]
    """What was left out or guessed, in words."""


def make(folder: Path, sources: Sequence[Source], wishes: Wishes, reader: ClaimReader) -> Account:
    """Makes the folder and gives what it took. Raises UserError, and then has written nothing."""
    if not sources:
        raise UserError(str(folder), "no documents were given", "Name them: --from FILE or URL.")
    account, seeds = _account(folder.absolute().name, sources, wishes, reader)
    files = {
        profile.FILE: write_toml(account.profile),
        opml.FILE: opml.write_opml(account.profile.name, account.feeds),
        rows.DOCUMENTS: rows.write_rows(account.documents),
        rows.CLAIMS: rows.write_rows(account.claims),
    }
    if wishes.keep_text:
        files |= {f"texts/{seed.id}.txt": seed.article.content for seed in seeds}
    write_folder(folder, files, verify=load)
    return account


def _account(name: str, sources: Sequence[Source], wishes: Wishes, reader: ClaimReader) -> tuple[Account, list[Seed]]:
    sources = _guessed(sources)
    remarks = [_guess(source) for source in sources if source.dated == "by its file"]
    originals, copies = _without_copies([read_seed(source, reader) for source in sources])
    remarks += [f"{copy} is a copy of {original}: counted once" for copy, original in copies]
    found = find(originals, reader.label)
    said = _profile(name, found, wishes)
    account = Account(
        profile=said,
        findings=found,
        feeds=tuple(query_feeds(found.names, found.terms, said.languages, said.follow if wishes.about else "")),
        documents=tuple(fingerprinted(seed, reader.label) for seed in originals),
        claims=tuple(_claims(originals, reader)),
        remarks=(*remarks, *_repeated(originals)),
    )
    return account, originals


def _without_copies(seeds: Sequence[Seed]) -> tuple[list[Seed], list[tuple[str, str]]]:
    """The seeds without those that are copies, and each copy with its original."""
    kept: dict[str, tuple[Seed, frozenset[int]]] = {}
    copies = []
    for seed in seeds:
        marks = fingerprints.shingles(seed.article.content)
        original = next((name for name, (_, other) in kept.items() if len(marks & other) >= COPY * len(marks)), None)
        if original is None:
            kept[seed.id] = (seed, marks)
        else:
            copies.append((seed.id, original))
    return [seed for seed, _ in kept.values()], copies


def _claims(seeds: Sequence[Seed], reader: ClaimReader) -> list[SeedClaim]:
    found: list[SeedClaim] = []
    for seed, number, claim, documents in own_claims(seeds):
        said = outline.statement(claim, reader.label)
        if said:
            found.append(
                SeedClaim(
                    id=f"c{len(found) + 1:03}",
                    statement=said,
                    kind=claim.kind,
                    documents=documents,
                    speaker=str(claim.speaker) if claim.speaker else None,
                    figures=tuple(outline.figure(quantity, reader.label) for quantity in claim.quantities),
                    dates=tuple(outline.day(span) for span in claim.dates if span.first or span.last),
                    passage=(seed.id, number),
                ),
            )
    return found


def _profile(name: str, found: Findings, wishes: Wishes) -> Profile:
    wanted, *unwanted = _NOT_WANTED.split(wishes.about)
    return Profile(
        name=wishes.name.strip() or _about(found.names[:3]) or name,
        follow=" ".join(wanted.split()) or _outlined(found) or name,
        ignore=" ".join(" ".join(unwanted).split()),
        languages=found.languages or ("en",),
        names=found.names,
    )


def _about(names: Sequence[Name]) -> str:
    return ", ".join(name.spellings[0] for name in names)


def _outlined(found: Findings) -> str:
    parts = [_about(found.names[:5]), ", ".join(found.terms[:8])]
    return ": ".join(part for part in parts if part)


def _guessed(sources: Sequence[Source]) -> list[Source]:
    """Sources that name no date are taken for as old as the oldest that does; files are dated when they are saved."""
    oldest = min((source.article.published for source in sources if source.dated != "by its file"), default=None)
    return [
        replace(source, article=replace(source.article, published=min(oldest, source.article.published)))
        if oldest and source.dated == "by its file"
        else source
        for source in sources
    ]


def _guess(source: Source) -> str:
    day = source.article.published.date()
    return f"{source.id} names no date of publication; {day} is a guess, correct it in {rows.DOCUMENTS}"


def _repeated(seeds: Sequence[Seed]) -> list[str]:
    count = sum(len(seed.claims) for seed in seeds) - len(own_claims(seeds))
    return [f"{count} claims stand word for word in several seeds: counted once"] if count else []
