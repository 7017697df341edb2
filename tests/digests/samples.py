"""Digests of a story that never was, for the tests to lay out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claimwatch.records import (
    Alert,
    Claim,
    Digest,
    Earlier,
    Quote,
    SeedDocument,
    Silence,
    Speaker,
    Topic,
)

START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)

SEED = SeedDocument(
    id="gazette-2025",
    title="Harbour bridge plan presented",
    publisher="Lakeside Gazette",
    published=START - timedelta(days=90),
    language="en",
    url="https://gazette.example/bridge-plan",
    sha256="",
    shingles=(),
    passages=(),
)

TOPIC = Topic(
    id="harbour",
    name="Harbour bridge",
    folder=Path("seeds/harbour"),
    follow="The new bridge over the harbour of Lakeside",
    time_zone="Asia/Almaty",
    documents=(SEED,),
)

SILENCE = Silence(
    articles=41,
    off_topic=9,
    originals=12,
    copies={"near": 5, "translation": 3, "exact": 11, "partial": 1},
    repetitions=64,
    set_aside=2,
)


def claim(quote: str, statement: str = "", **fields: object) -> Claim:
    """A fact, unless `fields` say otherwise."""
    base = Claim(statement or quote, Quote(quote, 0, len(quote)), "fact", ())
    return replace(base, **fields)  # type: ignore[arg-type]


def alert(number: int, said: Claim, **fields: object) -> Alert:
    """A new alert, an hour after the one before it."""
    base = Alert(
        id=number,
        topic=TOPIC.id,
        kind="new",
        claim=said,
        url=f"https://courier.example/{number}",
        title=f"Bridge report {number}",
        source="Lakeside Courier",
        published=START + timedelta(hours=number),
        created_at=START + timedelta(hours=number, minutes=5),
        reasons=("no known claim has this figure",),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def digest(*alerts: Alert, **fields: object) -> Digest:
    """The second digest of the topic, a day after the first."""
    base = Digest(
        id=7,
        topic=TOPIC.id,
        created_at=START + timedelta(days=1),
        since=START,
        alerts=alerts,
        silence=SILENCE,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


MAYOR = Speaker("Irma Holt", "mayor", "Lakeside", key="n:irma holt")
ENGINEER = Speaker("Павел Снегирёв", "главный инженер", "«Мостострой-7»", key="n:pavel snegirev")

CHANGED = alert(
    1,
    claim(
        "Construction of the harbour bridge will begin in 2028, the city's works department said on Monday.",
        "Construction of the bridge is to begin in 2028",
        modality="planned",
    ),
    kind="changed",
    outlets=4,
    title="Bridge delayed as ferry contract is extended",
    reasons=("the date differs from 2027", "same event and place"),
    earlier=Earlier(
        quote="Work on the bridge is to start in 2027, right after the ferry contract ends.",
        statement="Construction is to begin in 2027",
        url="https://gazette.example/ferry",
        source="Lakeside Gazette",
        published=START - timedelta(days=20),
    ),
)
AGAINST_SEED = alert(
    2,
    claim(
        "Стоимость моста выросла до 1,4 млрд крон, сообщили в министерстве.",
        "The bridge costs 1.4 billion kroner",
        language="ru",
    ),
    kind="changed",
    source="Портовые вести",
    url="https://vesti.example/most",
    title="Мост подорожал",
    earlier=Earlier(
        quote="",
        statement="The bridge is to cost 1.1 billion kroner",
        url="seed:gazette-2025",
        source="Lakeside Gazette",
        published=START - timedelta(days=90),
    ),
)
DENIAL = alert(
    3,
    claim(
        "“No ferry line will be closed because of the bridge,” the operator's spokeswoman Ada Lind told the paper.",
        "The operator denies that a ferry line will be closed",
        kind="statement",
        modality="denied",
        speaker=Speaker("Ada Lind", "spokeswoman", "Blue Ferries", key="n:ada lind"),
    ),
    kind="contradicted",
    title="Ferries stay, says operator",
    earlier=Earlier(
        quote="At least one ferry line will close once the bridge stands.",
        statement="A ferry line will be closed",
        url="https://morning.example/ferries",
        source="The Morning Post",
        published=START - timedelta(days=3),
    ),
)
FACT = alert(
    4,
    claim("The bridge will carry two tram tracks and a cycle path four metres wide."),
    outlets=2,
    title="What the bridge will carry",
)
STATEMENT = alert(
    5,
    claim(
        "«Опоры выдержат лёд толщиной в полтора метра», — заявил главный инженер Павел Снегирёв.",
        "The chief engineer says that the piers withstand ice of 1.5 metres",
        kind="statement",
        language="ru",
        speaker=ENGINEER,
    ),
    source="Портовые вести",
    url="https://vesti.example/opory",
    title="Мост и лёд: что говорит инженер",
)
SAYING = alert(
    6,
    claim(
        "“We shall ask the citizens before a single tree is felled,” Mayor Irma Holt said.",
        "The mayor promises to ask the citizens before trees are felled",
        kind="statement",
        speaker=replace(MAYOR, cited_by="Radio Lakeside"),
    ),
    title="Mayor promises a vote on the trees",
)

FULL = digest(SAYING, STATEMENT, FACT, DENIAL, AGAINST_SEED, CHANGED)
