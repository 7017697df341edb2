from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from claimwatch.delivery.files import write
from claimwatch.delivery.message import build
from claimwatch.digests.html import render_html
from claimwatch.digests.text import render_text
from claimwatch.errors import UserError
from claimwatch.settings import Settings
from tests.digests.samples import FULL, TOPIC


def test_the_three_files(tmp_path: Path) -> None:
    message = build(FULL, TOPIC, "reader@post.example", Settings(sender="news@watch.example"))
    out = tmp_path / "new" / "out"
    paths = write(FULL, TOPIC, out, message)
    assert [path.name for path in paths] == ["harbour-7.eml", "harbour-7.html", "harbour-7.txt"]
    assert message_from_bytes(paths[0].read_bytes(), policy=default)["Message-ID"] == message["Message-ID"]
    assert paths[1].read_text(encoding="utf-8") == render_html(FULL, TOPIC)
    assert paths[2].read_text(encoding="utf-8") == render_text(FULL, TOPIC)
    assert sorted(out.iterdir()) == sorted(paths)  # no draft is left


def test_without_a_message(tmp_path: Path) -> None:
    assert [path.name for path in write(FULL, TOPIC, tmp_path)] == ["harbour-7.html", "harbour-7.txt"]


def test_written_again_it_takes_the_place_of_the_first(tmp_path: Path) -> None:
    first = write(FULL, TOPIC, tmp_path)
    first[0].write_text("old")
    assert write(FULL, TOPIC, tmp_path) == first
    assert first[0].read_text(encoding="utf-8") == render_html(FULL, TOPIC)


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UserError, match="out: the digest cannot be written there"):
        write(FULL, TOPIC, tmp_path / "out")
