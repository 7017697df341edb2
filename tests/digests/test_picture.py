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
def test_a_digest_fits_the_width_of_a_phone(tmp_path: Path) -> None:
    page = tmp_path / "digest.html"
    page.write_text(render_html(FULL, TOPIC), encoding="utf-8")
    picture(page, tmp_path / "digest.png", 390)
    width, height = size(tmp_path / "digest.png")
    assert width == 390  # a page that were wider would still be cut; the height tells whether the columns were stacked
    assert 1500 < height < 5000


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        picture(tmp_path / "none.html", tmp_path / "none.png", 390)


def test_a_missing_browser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = tmp_path / "digest.html"
    page.touch()
    with pytest.raises(UserError, match="apt-get install chromium"):
        picture(page, tmp_path / "digest.png", 390)
