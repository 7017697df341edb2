"""A page's HTML as a tree, and what a reader cannot see taken out of it."""

from __future__ import annotations

import re

from lxml import etree, html

from claimwatch.errors import Unreadable

_HIDING = re.compile(
    r"display:none|visibility:hidden|(?:^|;)opacity:0(?:\.0+)?(?:;|$|!)|font-size:0(?:\.0+)?(?:[a-z%]+)?(?:;|$|!)"
)
_COLOURS = re.compile(r"(?:^|;)(color|background(?:-color)?):([^;!]+)")
MAX_ELEMENTS = 50_000
"""A long live blog has some 20,000; extraction from more than these would take minutes."""
_WHOLE = frozenset({"html", "body"})
"""Scripts hide these until the page has loaded; what they hold is the page."""


def tree(url: str, text: str) -> html.HtmlElement:
    """The tree of a page. Raises Unreadable where there is none, or where it is nested too deep to be read whole.

    libxml2 stops at 256 levels, in silence but for its log; with `huge_tree` at 2048, and the log is looked at.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(url, "no HTML") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Unreadable(url, "nested too deep to be read whole")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise Unreadable(url, f"more than {MAX_ELEMENTS} elements")
    return root


def drop_hidden(root: html.HtmlElement) -> None:
    """Takes out, in place, what a browser would not show: it may be there for machines alone."""
    for element in root.xpath("//*[@hidden or @aria-hidden='true' or @style]"):
        if element.tag not in _WHOLE and element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = re.sub(r"\s+", "", element.get("style", "").lower())
    if _HIDING.search(style):
        return True
    colours = dict(_COLOURS.findall(style))
    ground = colours.get("background-color") or colours.get("background")
    return ground is not None and colours.get("color") == ground
