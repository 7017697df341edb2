"""Takes a picture of a digest, as a reader's browser shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from claimwatch.errors import UserError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
TIMEOUT = 60.0
"""Seconds that the browser may take."""

_MEASURE = """<title></title>
<iframe srcdoc="{page}" style="width: {width}px"
 onload="document.title = this.contentDocument.documentElement.scrollHeight"></iframe>"""
_QUIET = (
    "--headless",
    "--no-sandbox",  # it does not start as root otherwise; the page is ours and has no scripts
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is fetched, whatever the page says
)


def picture(html: Path, png: Path, width: int, *, height: int | None = None, dark: bool = False) -> None:
    """Writes `html` as a PNG `width` pixels wide; `height` None: as high as the page is.

    Raises UserError where there is no browser or it cannot take the picture.
    """
    if not html.is_file():
        raise UserError(str(html), "there is no such file", "Write a digest first: claimwatch digest TOPIC --out DIR.")
    browser = _browser()
    high = _height(browser, html, width) if height is None else height
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else []
    png.unlink(missing_ok=True)
    _run(browser, html, *scheme, f"--screenshot={png.resolve()}", f"--window-size={width},{high}")
    if not png.is_file():
        raise UserError(str(png), "the browser took no picture", "See that the folder exists and can be written to.")


def _browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise UserError("chromium", "it is not installed", "Install it, on Debian: apt-get install chromium.")
    return found


def _height(browser: str, html: Path, width: int) -> int:
    """How high the page is at that width, in pixels, as the frame says that it is laid out in.

    Not the window: it has a least width, and that is wider than a phone.
    """
    page = escape(html.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.html"
        frame.write_text(_MEASURE.format(page=page, width=width), encoding="utf-8")
        measured = _run(browser, frame, "--dump-dom")
    title = re.search(r"<title>(\d+)</title>", measured)
    if title is None:
        raise UserError(str(html), "the browser cannot measure the page", "Give the height, or see that it is HTML.")
    return int(title[1])


def _run(browser: str, html: Path, *options: str) -> str:
    """What the browser prints; its profile lives as long as this call."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *_QUIET, f"--user-data-dir={profile}", *options, html.resolve().as_uri()]
        try:
            # Own flags, a browser found on the PATH, a page of ours: nothing of an article gets onto this line.
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True, text=True)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            cause = f"it could not show {html.name} ({type(error).__name__})"
            raise UserError(browser, cause, "See that it starts: chromium --headless --version.") from error
    return done.stdout
