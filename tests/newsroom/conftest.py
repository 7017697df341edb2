from collections.abc import Callable, Iterator

import httpx
import pytest

from claimwatch.newsroom.coverage import Coverage, load
from claimwatch.newsroom.server import Newsroom

Visit = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def coverage() -> Coverage:
    return load()


@pytest.fixture
def newsroom(coverage: Coverage) -> Iterator[Newsroom]:
    with Newsroom(coverage) as opened:
        yield opened


@pytest.fixture
def visit(newsroom: Newsroom) -> Iterator[Visit]:
    """Asks the newsroom for a path on a host; further arguments are headers, with _ for -."""
    with httpx.Client(base_url=f"http://127.0.0.1:{newsroom.port}") as client:

        def ask(host: str, path: str, method: str = "GET", **headers: str) -> httpx.Response:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.request(method, path, headers={"Host": f"{host}:{newsroom.port}", **named})

        yield ask
