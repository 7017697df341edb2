"""How many content words of a corpus the lexicon knows, in English and in Russian.

    python benchmarks/lexicon_coverage.py docs_en_ru.jsonl [--lexicon FOLDER] [--missing 50]

The corpus is one JSON object a line with the lists of sentences ``en`` and ``ru`` (NTREX-128 in that form). Counted
are running words in small letters after their lemma is taken: stop words, names (a capital letter inside a sentence),
digits and words of fewer than three letters are left out. ``--lexicon`` takes another folder of tables, to compare an
older state; ``--missing`` prints the most frequent lemmas that no concept has.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pymorphy3
import simplemma

WORDS = {"en": re.compile(r"(?<![\w'’-])[a-z][a-z-]{2,}(?!\w)"), "ru": re.compile(r"(?<![\w-])[а-яё][а-яё-]{2,}(?!\w)")}
FUNCTION_TAGS = {"PREP", "CONJ", "PRCL", "NPRO", "INTJ"}
RUSSIAN_STOP = frozenset(
    """быть весь этот тот свой один который такой мочь можно так самый сам какой каждый другой где как когда там тут
    здесь очень еще уже если также тоже чтобы потому поэтому тогда теперь никакой некоторый любой мой твой наш ваш
    другие сколько столько она они что кто нет надо раз весьма затем однако почему""".split(),  # noqa: SIM905 (reads better)
)
ENGLISH_STOP = frozenset(
    """a about after again against all also although among an and another any are around as at be because been before
    being between both but by can could did do does down during each either else even ever every few for from further
    had has have having he hence her here hers herself him himself his how however i if in into is it its itself just
    let may me might more most much must my myself neither no nor not of off on once one only onto or other others
    ought our ours out over own per rather same shall she should since so some such than that the their theirs them
    themselves then there these they this those though through thus till to too toward towards under until up upon us
    very via was we were what whatever when where whether which while who whoever whom whose why will with within
    without would yes yet you your yours yourself don doesn didn isn wasn weren won couldn wouldn shouldn hasn haven
    hadn aren ain""".split(),  # noqa: SIM905 (reads better)
)


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@cache
def _english(word: str) -> str | None:
    lemma = simplemma.lemmatize(word, lang="en").lower()
    return None if {word, lemma} & ENGLISH_STOP else lemma


@cache
def _russian(word: str) -> str | None:
    parse = _morphology().parse(word)[0]
    lemma = parse.normal_form.replace("ё", "е")
    return None if parse.tag.POS in FUNCTION_TAGS or lemma in RUSSIAN_STOP else lemma


LEMMAS: dict[str, Callable[[str], str | None]] = {"en": _english, "ru": _russian}


def _content_lemmas(corpus: Path, language: str) -> Iterator[list[str]]:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        for sentence in json.loads(line)[language]:
            words = WORDS[language].findall(sentence)
            yield [lemma for word in words if (lemma := LEMMAS[language](word))]


def _known_words(lexicon: Path, language: str) -> set[str]:
    column = {"en": 1, "ru": 2}[language]
    known = set()
    for table in sorted(lexicon.glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            known.update(word.split(" [")[0] for word in line.split("\t")[column].split(", "))
    return known


def _covered(sentence: list[str], known: set[str]) -> list[bool]:
    """Tell of each lemma whether a concept has it, alone or as part of a phrase of up to three."""
    flags = [lemma in known for lemma in sentence]
    for length in (2, 3):
        for start in range(len(sentence) - length + 1):
            if " ".join(sentence[start : start + length]) in known:
                flags[start : start + length] = [True] * length
    return flags


def _report(corpus: Path, lexicon: Path, missing: int) -> None:
    for language in ("en", "ru"):
        known = _known_words(lexicon, language)
        counted: Counter[tuple[str, bool]] = Counter()
        for sentence in _content_lemmas(corpus, language):
            counted.update(zip(sentence, _covered(sentence, known), strict=True))
        hits = sum(times for (_, found), times in counted.items() if found)
        print(f"{language}: {hits / counted.total():.1%} of {counted.total()} content words, {len(known)} words known")
        gaps = [f"{lemma} {times}" for (lemma, found), times in counted.most_common() if not found]
        print(*gaps[:missing], sep=", ", end="\n" if missing else "")


def main() -> None:
    """Print the coverage of the corpus named on the command line."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("corpus", type=Path)
    reader.add_argument("--lexicon", type=Path, default=Path(str(files("extractors.claims.lexicon"))))
    reader.add_argument("--missing", type=int, default=0)
    given = reader.parse_args()
    _report(given.corpus, given.lexicon, given.missing)


if __name__ == "__main__":
    main()
