"""The door through which readers come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimwatch import plugins
from claimwatch.contracts import ArticleReader, ClaimReader, FeedReader
from claimwatch.errors import UserError

ALL = (plugins.feed_readers, plugins.article_readers, plugins.claim_reader)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    for found in ALL:
        found.cache_clear()
    yield
    for found in ALL:
        found.cache_clear()


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, source: str) -> None:
    """A package of a stranger, as pip would lay it out."""
    (tmp_path / "stranger.py").write_text(source, encoding="utf-8")
    about = tmp_path / "stranger-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{group}]\nstrange = stranger:Reader\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "stranger", raising=False)


def test_our_own_readers_come_in() -> None:
    assert all(isinstance(reader, FeedReader) for reader in plugins.feed_readers())
    assert all(isinstance(reader, ArticleReader) for reader in plugins.article_readers())
    assert isinstance(plugins.claim_reader(), ClaimReader)
    assert plugins.feed_readers()
    assert plugins.article_readers()


def test_an_unknown_claim_reader_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"claim reader 'nosuch': it is not installed\. Installed: .*builtin"):
        plugins.claim_reader("nosuch")


ARTICLES = """\
class Reader:
    priority = 10**6
    def accepts(self, page): return False
    def read(self, page, entry): ...
"""


def test_a_strangers_reader_goes_first_where_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, plugins.ARTICLES, ARTICLES)
    first, *others = plugins.article_readers()
    assert type(first).__name__ == "Reader"
    assert others


BROKEN = {
    "it cannot be imported": ("import no_such_package", "ModuleNotFoundError"),
    "it is not there": ("x = 1", "AttributeError"),
    "it cannot be made": ("class Reader:\n    def __init__(self): raise RuntimeError('no licence')", "no licence"),
    "it is no reader": ("class Reader: pass", "it is no FeedReader"),
}


@pytest.mark.parametrize(("source", "cause"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_plugin_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, cause: str) -> None:
    install(tmp_path, monkeypatch, plugins.FEEDS, source)
    with pytest.raises(UserError, match="plugin 'strange'") as caught:
        plugins.feed_readers()
    assert cause in str(caught.value)
