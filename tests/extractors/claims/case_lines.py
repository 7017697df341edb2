"""Cases as lines of a file: `text | what is wanted`, the language in the file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def case_lines(what: str) -> Iterator[tuple[str, str, str]]:
    """Language, text and what is wanted, of all files `<what>_<language>.txt`; in `other` a line names its language."""
    for path in sorted(CASES.glob(f"{what}_*.txt")):
        language = path.stem.removeprefix(f"{what}_")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            text, _, wanted = line.partition(" |")
            if language == "other":
                tag, _, text = text.partition(": ")
            yield (tag if language == "other" else language), text, wanted.strip()
