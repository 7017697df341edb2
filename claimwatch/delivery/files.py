"""Writes a digest to files: for those who have no mail server, and to look at."""

from __future__ import annotations

import os
import tempfile
from email.message import EmailMessage
from pathlib import Path

from claimwatch.digests.html import render_html
from claimwatch.digests.text import render_text
from claimwatch.errors import UserError
from claimwatch.records import Digest, Topic


def write(digest: Digest, topic: Topic, out: Path, message: EmailMessage | None = None) -> list[Path]:
    """Writes `<topic>-<digest>` as .html, .txt and, of a message, .eml; each appears whole or not at all.

    Returns the paths. Raises UserError where the folder cannot be written to.
    """
    contents = {".html": render_html(digest, topic).encode(), ".txt": render_text(digest, topic).encode()}
    if message is not None:
        contents = {".eml": message.as_bytes(), **contents}
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_written(out / f"{topic.id}-{digest.id}{suffix}", content) for suffix, content in contents.items()]
    except OSError as error:
        cause = f"the digest cannot be written there ({error.strerror})"
        raise UserError(str(out), cause, "Name a folder that can be written to.") from error


def _written(path: Path, content: bytes) -> Path:
    """The content goes to a file beside it first, which then takes the name in one step."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fsync(handle)
        draft.chmod(0o644)
        return draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
