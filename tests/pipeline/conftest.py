from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pipeline.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened
