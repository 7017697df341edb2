"""A story of our own, a topic folder made of its seed, and a desk over a store of its own: for every test that asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claimwatch import plugins
from claimwatch.contracts import ClaimReader
from claimwatch.newsroom.server import Newsroom
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import open_desk
from claimwatch.records import Article, Feed, Topic
from claimwatch.settings import Settings
from claimwatch.store import Store, open_store
from claimwatch.topics import load, opml
from claimwatch.topics.make import Wishes, make
from claimwatch.topics.sources import Source

START = datetime(2031, 3, 3, 9, tzinfo=UTC)

SEEDS = (
    """\
The town of Lindholm will build a tidal power station in the mouth of the river Vessa, mayor Karin Holt said on Monday.

The power station will cost 400 million euros and is to start in 2034.

It will have twelve turbines, which the company Nordstrom Marine will deliver.""",
    """\
Nordstrom Marine won the contract for the turbines of the Lindholm tidal power station.

The company builds turbines in Aarby and has 900 employees there.

Mayor Karin Holt said that the power station would supply electricity to 70,000 homes on the Vessa.""",
    """\
Fishermen on the river Vessa protested against the tidal power station of Lindholm.

They fear that the turbines of Nordstrom Marine will drive the salmon out of the river.

Mayor Karin Holt promised the fishermen a harbour of their own.""",
)

PLAN = """\
Lindholm will pay more for its tidal power station than was announced, mayor Karin Holt told the town council.

The sea wall of the power station will be 900 metres long and stand on 140 concrete piles.

Nordstrom Marine will hire 260 people from the villages along the Vessa before the work begins.

Fishermen of Lindholm receive 18 million euros because their harbour is closed for two summers."""

DENIAL = """\
The tidal power station in the mouth of the Vessa is not going to be delayed, Nordstrom Marine said on Thursday.

The company denied that a turbine had broken during a test in Lindholm.

"Not one of the twelve turbines has been damaged," engineer Jonas Falk said."""

FOOTBALL = """\
Rivertown United won the cup after a penalty shoot-out that lasted nearly half an hour.

Goalkeeper Marco Bellini saved three shots and was carried off the pitch by the supporters.

The coach praised the young defenders and said that the club would celebrate until the morning."""


def article(name: str, title: str, text: str, hours: float, source: str = "Vessa Courier") -> Article:
    return Article(f"https://{name}.example/story", title, text, START + timedelta(hours=hours), source, "en")


STORY = (
    article("courier", "Sea wall of the Lindholm power station will be 900 metres long", PLAN, 0),
    article("echo", "Sea wall of the Lindholm power station will be 900 metres long", PLAN, 1, "Coast Echo"),
    article(
        "mirror", "Tidal power station in Lindholm: 320 people wanted", PLAN.replace("260", "320"), 2, "Delta Mirror"
    ),
    article("pitch", "Bellini the hero of the night", FOOTBALL, 3, "The Pitch"),
    article("buoy", "Nordstrom Marine denies delay of the Lindholm tidal power station", DENIAL, 4, "Red Buoy"),
)
"""In order of publication: an original, its exact copy, a copy with a changed figure, another story, a denial."""


def written() -> tuple[Article, ...]:
    """The seeds as articles."""
    return tuple(
        article(f"gazette-{n}", text.split(".")[0], text, 24 * n - 240, "Gazette") for n, text in enumerate(SEEDS)
    )


@pytest.fixture(scope="session")
def reader() -> ClaimReader:
    return plugins.claim_reader()


@pytest.fixture(scope="session")
def folder_of_the_session(tmp_path_factory: pytest.TempPathFactory, reader: ClaimReader) -> Path:
    folder = tmp_path_factory.mktemp("topics") / "tidal"
    sources = [Source(f"s{n}", seed, seed.url, "by itself") for n, seed in enumerate(written())]
    about = "The tidal power station of Lindholm: its cost, its date, who builds it. Not wanted: football."
    make(folder, sources, Wishes("Lindholm tidal power", about), reader)
    feeds = [Feed(f"https://{name}.example/rss", name, "en") for name in ("courier", "echo")]
    (folder / opml.FILE).write_text(opml.write_opml("Lindholm", feeds), encoding="utf-8")
    return folder


@pytest.fixture
def topic(folder_of_the_session: Path) -> Topic:
    """The tidal power station of Lindholm. No test may write into its folder."""
    return load(folder_of_the_session)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """No mail; all of `.example` stands on loopback and may; it is nobody's but the tests'."""
    return Settings(
        db=tmp_path / "claimwatch.db",
        out=tmp_path / "out",
        hosts=(("*.example", "127.0.0.1"),),
        allow_private=("*.example",),
        pace=0.0,
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings.db) as opened:
        yield opened


@pytest.fixture
def desk(topic: Topic, settings: Settings) -> Iterator[Desk]:
    with open_desk(topic, settings) as opened:
        yield opened


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    return START + timedelta(days=1)


@pytest.fixture
def seeds() -> tuple[Article, ...]:
    """What the topic was made from."""
    return written()


@pytest.fixture
def story() -> tuple[Article, ...]:
    return STORY
