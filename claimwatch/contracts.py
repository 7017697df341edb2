"""What the parts promise each other: the readers that come in by entry points, and the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from claimwatch.records import Anchor, Article, Claim, Entry, Feed, Page


@runtime_checkable
class FeedReader(Protocol):
    """Entry-point group `claimwatch.feeds`: the entries of one kind of feed."""

    def accepts(self, page: Page) -> bool:
        """Whether this page looks like a feed of this kind; cheap, never raises."""

    def read(self, page: Page, feed: Feed) -> Sequence[Entry]:
        """The feed's entries, in its order. Raises Unreadable."""


@runtime_checkable
class ArticleReader(Protocol):
    """Entry-point group `claimwatch.articles`: the article in a page.

    The reader with the highest `priority` that accepts a page reads it.
    """

    priority: int

    def accepts(self, page: Page) -> bool:
        """Whether this reader knows this page's outlet; cheap, never raises."""

    def read(self, page: Page, entry: Entry) -> Article:
        """The article; what the page does not say is taken from its feed entry. Raises Unreadable."""


@runtime_checkable
class ClaimReader(Protocol):
    """Entry-point group `claimwatch.claims`: what an article claims."""

    def language(self, text: str) -> str:
        """The text's language, BCP 47 primary tag, `und` when it cannot be told."""

    def read(self, article: Article) -> Sequence[Claim]:
        """The article's claims in the order of the text, the title first.

        Sentences that claim nothing are left out. Never raises for any text.
        """

    def anchors(self, text: str) -> Sequence[Anchor]:
        """The anchors of any text (a name, a description), whether or not it claims something. Never raises."""

    def label(self, anchor: str) -> str:
        """An anchor in words, for a person."""
