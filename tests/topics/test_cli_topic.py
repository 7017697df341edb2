"""`claimwatch topic` as a person uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimwatch.cli.topic import topic
from claimwatch.errors import TopicError, UserError
from claimwatch.topics import load

SEED = "12 March 2021\nA harbour for Portville\n\nThe harbour will cost $250 million, Minister Anna Berg said.\n"
OTHER = "13 March 2021\nNo harbour for Malmo\n\nSweden will build no harbour in Malmo, Minister Karl Lind said.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_text(SEED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(topic, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_new_makes_a_folder_and_says_what_it_took(tmp_path: Path, seeds: list[str]) -> None:
    folder = tmp_path / "harbour"
    said = run("new", str(folder), "--from", *seeds, "--about", "The harbour. Not wanted: football", "--name", "Port")
    lines = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    assert lines[str(folder)] == "Port"
    assert lines["documents"].startswith("2: 000 A harbour for Portville; 001 No harbour")
    assert "250000000 USD" in lines["figures"]
    assert "Anna Berg" in lines["names"]
    assert load(folder).ignore == "football"


def test_new_takes_seeds_one_by_one_too(tmp_path: Path, seeds: list[str]) -> None:
    run("new", str(tmp_path / "harbour"), "--from", seeds[0], "--from", seeds[1], "--keep-text")
    assert len(list((tmp_path / "harbour/texts").iterdir())) == 2


def test_new_says_what_it_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEED.split("\n", 1)[1], encoding="utf-8")
    assert "note: 000 names no date of publication" in run(
        "new", str(tmp_path / "h"), "--from", str(tmp_path / "a.txt")
    )


def test_new_without_seeds_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(topic, ["new", str(tmp_path / "h")])
    assert result.exit_code == 2
    assert "--from" in result.output


def test_new_refuses_before_it_reads_anything(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    with pytest.raises(UserError, match="it is not empty"):
        run("new", str(tmp_path / "full"), "--from", "no such file")


def test_check_of_a_good_folder(folder: Path) -> None:
    assert run("check", str(folder)) == f"{folder}: in order: 1 document, 1 claim, 2 names, 1 feed\n"


def test_check_names_every_problem_and_ends_with_1(folder: Path) -> None:
    (folder / "topic.toml").write_text('name = "H"\nfolow = "F"\n', encoding="utf-8")
    result = CliRunner().invoke(topic, ["check", str(folder)])
    assert result.exit_code == 1
    assert "topic.toml:2: unknown key 'folow'. Did you mean 'follow'?" in result.output
    assert result.output.endswith(f"{folder}: 2 problems\n")


def test_check_remarks_and_ends_with_0(folder: Path) -> None:
    (folder / "claims.jsonl").write_text("", encoding="utf-8")
    assert run("check", str(folder)).startswith("claims.jsonl: it holds no claim. All coverage will be new.\n")


def test_check_of_no_folder_is_a_wrong_argument(tmp_path: Path) -> None:
    with pytest.raises(TopicError, match=r"none: there is no such folder"):
        run("check", str(tmp_path / "none"))


def test_fingerprint_renews_what_is_computed(folder: Path, seeds: list[str]) -> None:
    before = load(folder)
    assert run("fingerprint", str(folder), "--from", seeds[0]).startswith("000  ")
    after = load(folder)
    assert after.documents[0].title == before.documents[0].title
    assert after.documents[0].sha256 != before.documents[0].sha256


def test_fingerprint_of_a_broken_folder_is_refused(folder: Path, seeds: list[str]) -> None:
    (folder / "topic.toml").unlink()
    with pytest.raises(TopicError):
        run("fingerprint", str(folder), "--from", seeds[0])


HEAVY = ("rich", "lxml", "msgspec", "httpx", "claimwatch.topics", "claimwatch.plugins", "extractors", "sqlite3")


def test_importing_the_command_is_light() -> None:
    code = f"import sys, claimwatch.cli.topic; print([name for name in {HEAVY!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
