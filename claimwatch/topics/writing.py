"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from claimwatch.errors import UserError
from claimwatch.topics.values import id_fault


def refuse_folder(folder: Path) -> None:
    """Raises UserError where no topic folder can be made at this path."""
    if fault := id_fault(folder.absolute().name):
        raise UserError(str(folder), f"{fault} for a topic", "Name it with letters, digits, - and _.")
    if folder.exists() and not folder.is_dir():
        raise UserError(str(folder), "it is a file", "Name a folder that does not exist yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError(str(folder), "it is not empty", "Name a new folder, or remove this one first.")


def write_folder(folder: Path, files: Mapping[str, str], verify: Callable[[Path], object]) -> None:
    """Writes the files beside `folder`, lets `verify` look at them under the folder's name, and moves them there.

    Raises UserError where the folder cannot be made, and whatever `verify` raises; in both cases nothing is left.
    """
    refuse_folder(folder)
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".claimwatch-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        made = beside / folder.name
        _fill(made, files)
        verify(made)
        made.replace(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def replace_files(folder: Path, files: Mapping[str, str]) -> None:
    """Replaces these files of a folder, each in one step. Raises UserError where that is not possible."""
    for name, text in files.items():
        beside = folder / f".{name}.new"
        try:
            _write(beside, text)
            beside.replace(folder / name)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise _unwritable(folder / name, error) from error


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(str(path), f"it cannot be written: {error.strerror}", "Choose a place that you may write to.")
