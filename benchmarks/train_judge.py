"""Learns the weights of the judge's features from labelled streams, and prints what they reach.

    python benchmarks/train_judge.py STREAM... [--test STREAM...] [--write claimwatch/judging/weights.json]

A STREAM is a folder in the form of benchmarks/streams/README.md (FOLDER:SEEDS when its seeds stand elsewhere). The
model is logistic regression with an L2 penalty, fitted by Newton's method; the threshold is the highest whose F1 is as
good as the best, when each article is predicted by a model that has not seen it (ten folds of articles).
The streams after `--test` are only measured.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from streams import Stream, load_stream, make_topic

from claimwatch.judging.features import features
from claimwatch.judging.verdicts import Weights, learnt, novelty
from claimwatch.pipeline.collect import read
from claimwatch.pipeline.desk import Desk
from claimwatch.pipeline.judge import enter, weighed
from claimwatch.pipeline.run import open_desk
from claimwatch.pipeline.seeds import KNOWN, take_seeds
from claimwatch.pipeline.spellings import one_spelling
from claimwatch.settings import Settings

PENALTY = 2.0
FOLDS = 10
EQUAL = 0.01


@dataclass(frozen=True)
class Example:
    """One claim with its features, and whether it tells something new."""

    article: str
    quote: str
    features: dict[str, float]
    new: bool


def examples(stream: Stream) -> Iterator[Example]:
    """Every claim that is read out of the stream's articles on the topic, in the order in which it is judged."""
    with tempfile.TemporaryDirectory() as folder:
        topic = make_topic(stream, Path(folder) / "topic")
        with open_desk(topic, Settings(db=Path(folder) / "train.db")) as desk:
            take_seeds(desk)
            with desk.store.transaction():
                for article in stream.articles.values():
                    desk.store.articles.add_article(topic.id, article, article.published)
            read(desk)
            yield from _judged(desk, stream)


def _judged(desk: Desk, stream: Stream) -> Iterator[Example]:
    told: set[str] = set()
    while found := desk.store.articles.next_read(desk.topic.id):
        number, article, claims = found
        name = stream.names[article.url]
        if not stream.on_topic(name):
            desk.store.articles.finish(number, judged=True, now=article.published)
            continue
        claims = tuple(replace(claim, anchors=one_spelling(desk, claim.anchors)) for claim in claims)
        duplicate, document = enter(desk, article, claims)
        if not (duplicate and duplicate.kind == "exact"):
            for claim, evidence, context in weighed(desk, document, claims):
                stated = stream.stated(name, claim)
                yield Example(name, claim.quote.text, features(evidence, context), bool(stated & stream.novel - told))
                told |= stated
                desk.store.ledger.add_claim(desk.topic.id, document.id, claim, KNOWN)
        desk.store.articles.finish(number, judged=True, now=article.published)


# ---------------------------------------------------------------- the model


def matrix(rows: Sequence[Example], names: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features (with a column of ones in front) and labels."""
    values = [[1.0, *(row.features[name] for name in names)] for row in rows]
    return np.array(values), np.array([row.new for row in rows], dtype=float)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The coefficients with the least penalised loss (Newton's method, Bishop 2006, 4.3.3)."""
    beta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], PENALTY)
    ridge[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (p - y) + ridge * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def cross_validated(rows: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Each row's score by a model that has not seen its article."""
    x, y = matrix(rows, names)
    articles = sorted({row.article for row in rows})
    fold = np.array([articles.index(row.article) % FOLDS for row in rows])
    scores = np.zeros(len(rows))
    for k in range(FOLDS):
        beta = fit(x[fold != k], y[fold != k])
        scores[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ beta)))
    return scores


def f1(scores: NDArray[np.float64], y: NDArray[np.float64], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of telling what scores at least the threshold."""
    told = scores >= threshold
    hit = float((told * y).sum())
    precision, recall = hit / max(1, told.sum()), hit / max(1, y.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_threshold(scores: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The highest threshold of those that are as good as the best: of equals the quieter one.

    F1 is averaged over neighbouring thresholds, so that the choice does not sit on a chance peak; EQUAL is what such a
    figure is off by from one set of folds to another.
    """
    grid = np.arange(0.15, 0.75, 0.01)
    curve = np.array([f1(scores, y, threshold)[2] for threshold in grid])
    smooth = np.convolve(np.pad(curve, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return float(round(grid[smooth >= smooth.max() - EQUAL].max(), 2))


def main() -> None:
    """Fits, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("streams", nargs="*")
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    weights = learn(args.streams, args.write) if args.streams else learnt()
    for place in args.test:
        stream = load_stream(place)
        report(stream.name, list(examples(stream)), weights)


def learn(places: Sequence[str], write: Path | None) -> Weights:
    """The weights learnt from these streams, written if it is asked for."""
    rows = []
    for stream in map(load_stream, places):
        rows += [replace(example, article=f"{stream.name}/{example.article}") for example in examples(stream)]
    names = list(rows[0].features)
    x, y = matrix(rows, names)
    scores = cross_validated(rows, names)
    threshold = best_threshold(scores, y)
    precision, recall, score = f1(scores, y, threshold)
    print(f"{len(rows)} claims, {int(y.sum())} new; cross-validated at {threshold:.2f}:", end=" ")
    print(f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    beta = fit(x, y)
    weights = Weights(
        round(float(beta[0]), 3), threshold, {n: round(float(b), 3) for n, b in zip(names, beta[1:], strict=True)}
    )
    for name, weight in sorted(weights.weights.items(), key=lambda pair: -abs(pair[1])):
        print(f"  {weight:7.3f}  {name}")
    if write:
        content = {"bias": weights.bias, "threshold": weights.threshold, "weights": weights.weights}
        write.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return weights


def report(name: str, rows: Sequence[Example], weights: Weights) -> None:
    """Prints what the weights reach on a stream they have not seen."""
    scores = np.array([novelty(row.features, weights) for row in rows])
    y = np.array([row.new for row in rows], dtype=float)
    precision, recall, score = f1(scores, y, weights.threshold)
    print(f"{name}: {len(rows)} claims, {int(y.sum())} new: P {precision:.3f} R {recall:.3f} F1 {score:.3f}")


if __name__ == "__main__":
    main()
