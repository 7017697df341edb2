"""A digest as HTML for a mail reader: no images, no scripts, nothing that is fetched. Pure."""

from __future__ import annotations

import functools
from importlib import resources

import css_inline
import jinja2

from claimwatch.digests.edition import Edition
from claimwatch.digests.fitting import fitted
from claimwatch.records import Digest, Topic


def render_html(digest: Digest, topic: Topic) -> str:
    """The digest as one HTML document with its styles in the elements, under 100 kB."""
    return fitted(digest, topic, _layout)


def _layout(edition: Edition) -> str:
    return _inliner().inline(_template().render(edition=edition))


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(lambda name: resources.files(__package__).joinpath(name).read_text("utf-8")),
    )
    return environment.get_template("digest.html.j2")


@functools.cache
def _inliner() -> css_inline.CSSInliner:
    # Mail readers drop style sheets, so the styles go into the elements. What depends on the screen cannot, and stays
    # a sheet for those readers that know it.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
