"""What claimwatch's own stages cost, beside trafilatura's extraction of the same pages, in CPU time of one run.

    python benchmarks/stages.py [--rounds 5]

The pages are the newsroom's (claimwatch/newsroom), the topic is seeds/aspan: no network, no data of other people. Own
is everything but fetching and what trafilatura itself does: reading feeds, the article reader around trafilatura
(decoding, markup, facts, dates), reading claims, matching, finding the original, judging, the digest, and all that
these write to the store. Each round starts with an empty database. The first one warms the tables and the caches of
words; it is printed for itself, since a process that reads one article and ends pays for it. The other column has the
medians of the rounds after it. Not in it: the pipe to the sandbox, which costs waiting, hardly CPU.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

from claimwatch.newsroom import coverage
from claimwatch.newsroom.edition import Edition
from claimwatch.pipeline import collect, judge
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.run import open_desk
from claimwatch.pipeline.tell import tell
from claimwatch.records import Article, Entry, Feed, Page, Topic
from claimwatch.settings import Settings
from claimwatch.topics import load

TOPIC = Path(__file__).parents[1] / "seeds" / "aspan"
INSIDE = {"_match": "match", "enter": "trace", "_judge_claims": "judge"}
"""Functions of the judging stage that are timed apart; what else it does (transactions, spellings) is the store's."""
OWN = ("feeds", "page", "read", "match", "trace", "judge", "store", "digest")
MEANING = {
    "feeds": "reading all feeds once",
    "page": "the article reader, without trafilatura",
    "read": "language, sentences, claims",
    "match": "does it belong to the topic",
    "trace": "what is it a copy of",
    "judge": "evidence and verdicts",
    "store": "queue, transactions, spellings, seeds, profile",
    "digest": "composing and rendering one",
}


class Stopwatch:
    """Seconds of CPU by stage. Of nested stages each gets only its own."""

    def __init__(self) -> None:
        """All at nought."""
        self.seconds: dict[str, float] = defaultdict(float)
        self._inside = [0.0]

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """What happens inside is the stage's."""
        self._inside.append(0.0)
        began = time.process_time()
        try:
            yield
        finally:
            spent = time.process_time() - began
            self.seconds[stage] += spent - self._inside.pop()
            self._inside[-1] += spent

    @contextmanager
    def watching(self, module: ModuleType, functions: dict[str, str]) -> Iterator[None]:
        """While it lasts, these functions of a module are timed as these stages."""
        originals = {name: getattr(module, name) for name in functions}
        for name, stage in functions.items():
            setattr(module, name, self._timed(originals[name], stage))
        try:
            yield
        finally:
            for name, original in originals.items():
                setattr(module, name, original)

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.time(stage):
                return function(*args, **kwargs)

        return timed


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = max(1, parser.parse_args().rounds)
    cast = coverage.load()
    edition = Edition(cast, cast.pieces[-1].published, 80)
    topic = load(TOPIC)
    cold = one_round(edition, topic)
    warm = [one_round(edition, topic) for _ in range(rounds)]
    print(size(edition))
    report(len(edition.published()), cold, {stage: statistics.median(r[stage] for r in warm) for stage in cold})
    print(
        f"peak memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MiB, all of the above"
    )
    print(f"claimwatch --help      {help_seconds() * 1000:9.0f} ms of CPU, imports and all (median of 5)")


def one_round(edition: Edition, topic: Topic) -> dict[str, float]:
    """CPU seconds by stage for the whole coverage and an empty store, and for trafilatura alone."""
    watch = Stopwatch()
    pages = [(_page(edition, edition.url(piece)), Entry(edition.url(piece), piece.title, "", published=piece.published))
             for piece in edition.published()]  # fmt: skip
    with watch.time("feeds"):
        for outlet in edition.coverage.outlets:
            address = edition.home(outlet) + outlet.feed_path
            collect.read_feed(_page(edition, address), Feed(address))
    with watch.watching(trafilatura, {"bare_extraction": "inside the reader"}), watch.time("page"):
        articles = [collect.read_article(page, entry) for page, entry in pages]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=Path(folder) / "bench.db", out=Path(folder))
        with watch.time("store"), open_desk(topic, settings) as desk:
            _judge(desk, articles, watch, edition.published()[-1].published)
    with watch.time("trafilatura"):
        for page, _ in pages:
            trafilatura.extract(page.body)
    return dict(watch.seconds)


def _judge(desk: Desk, articles: Sequence[Article], watch: Stopwatch, now: datetime) -> None:
    with desk.store.transaction():
        for article in articles:
            desk.store.articles.add_article(desk.topic.id, article, now)
    with watch.time("read"):
        collect.read(desk)
    with watch.watching(judge, INSIDE):
        judge.judge(desk, now)
    with watch.time("digest"):
        tell(desk, now)


def _page(edition: Edition, address: str) -> Page:
    host, _, path = address.removeprefix("http://").partition("/")
    answer = edition.answer(host.partition(":")[0], f"/{path}")
    if answer.status != 200 or edition.moment is None:
        raise SystemExit(f"{address}: the newsroom answers {answer.status}")
    return Page(address, answer.body, edition.moment, content_type=answer.content_type)


def size(edition: Edition) -> str:
    """How much there is to read: the newsroom's pages are shorter than the press's."""
    pieces = edition.published()
    words = statistics.mean(len(" ".join(piece.paragraphs).split()) for piece in pieces)
    html = statistics.mean(len(_page(edition, edition.url(piece)).body) for piece in pieces)
    return f"{len(pieces)} articles of {words:.0f} words, on pages of {html / 1000:.1f} kB (means)"


def report(articles: int, cold: dict[str, float], warm: dict[str, float]) -> None:
    """Prints CPU milliseconds an article."""
    print(f"{'CPU milliseconds an article':56}    warm   first")
    for stage in OWN:
        print(f"  {stage:8}{MEANING[stage]:46}{_each(warm, articles, stage)}{_each(cold, articles, stage)}")
    own = [sum(times[stage] for stage in OWN) for times in (warm, cold)]
    peer = [times["trafilatura"] for times in (warm, cold)]
    print(f"  {'own stages together':54}{own[0] / articles * 1000:8.2f}{own[1] / articles * 1000:8.2f}")
    print(f"  {'trafilatura.extract of the same pages':54}{_each(warm, articles, 'trafilatura')}"
          f"{_each(cold, articles, 'trafilatura')}")  # fmt: skip
    print(f"  {'trafilatura inside our reader (precision first)':54}{_each(warm, articles, 'inside the reader')}"
          f"{_each(cold, articles, 'inside the reader')}")  # fmt: skip
    print(f"  {'ratio: own stages / trafilatura.extract':54}{own[0] / peer[0]:8.2f}{own[1] / peer[1]:8.2f}")


def _each(times: dict[str, float], articles: int, stage: str) -> str:
    return f"{times[stage] / articles * 1000:8.2f}"


def help_seconds() -> float:
    """CPU seconds of `claimwatch --help` in a process of its own."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "claimwatch", "--help"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
