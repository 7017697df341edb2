from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pytest

from claimwatch.digests.html import render_html
from claimwatch.digests.picture import BROWSERS, picture
from claimwatch.errors import UserError
from tests.digests.samples import FULL, TOPIC

without_browser = pytest.mark.skipif(
    not any(map(shutil.which, BROWSERS)) and not os.environ.get("CI"),
    reason="chromium is not installed (apt-get install chromium); CI must have it",
)


def size(png: Path) -> tuple[int, ...]:
    """Width and height, from the header (PNG 1.2, 4.1.1)."""
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return struct.unpack(">II", head[16:])


@pytest.mark.browser
@without_browser
def test_a_digest_as_on_a_phone_and_at_a_desk(tmp_path: Path) -> None:
    page = tmp_path / "digest.html"
    page.write_text(render_html(FULL, TOPIC), encoding="utf-8")
    for name, width in (("phone", 390), ("desk", 1000)):
        picture(page, tmp_path / f"{name}.png", width)
    phone, desk = size(tmp_path / "phone.png"), size(tmp_path / "desk.png")
    assert (phone[0], desk[0]) == (390, 1000)
    assert phone[1] > desk[1] > 1000  # at a desk the two sides of a change stand beside each other


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        picture(tmp_path / "none.html", tmp_path / "none.png", 390)


def test_a_missing_browser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = tmp_path / "digest.html"
    page.touch()
    with pytest.raises(UserError, match="apt-get install chromium"):
        picture(page, tmp_path / "digest.png", 390)
