"""Figures in running text: what is counted, measured or paid, how much of it, and how exactly that is meant.

A scan over tokens: at each number it reads the sign before it, the number, a second one where it is a range, and the
measure, the money or the noun after it. Numbers in a row share what stands behind the last ("82, 120 and 122 mm").
Halves and thirds become per cent, so that "half of the exports" and "50 % of the exports" are one figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimwatch.records import Quantity
from extractors.claims.figure_context import (
    ContextWords,
    behind_chain,
    bound,
    context_words,
    follows_name,
    is_identifier,
    is_suffixed,
    is_time,
    is_titled,
)
from extractors.claims.fractions import fraction_at, part_of_one
from extractors.claims.numerals import HYPHENS, NumberWords, Numeral, number_words, numeral, plain
from extractors.claims.tokens import Phrases, Token, glued, key, kind, masked, tokenise
from extractors.claims.units import currencies, sign_after, sign_before, unit_phrases

Counted = Callable[[str, int], str | None]
"""The anchor of the noun that follows a position of the text, None where none does."""

_LIST_MARKS = frozenset({",", "and", "or", "и", "или", "&"})
_LINKS = frozenset({"de", "d", "di", "of", "da"})
_APOSTROPHES = frozenset("'’")
_MINUS = frozenset("-−")
_DASHES = HYPHENS | {"—"}


def quantities(
    text: str,
    language: str,
    taken: Sequence[tuple[int, int]] = (),
    counted: Counted = lambda _text, _position: None,
) -> list[Quantity]:
    """The figures of a text in its order, offsets into it.

    `taken` are spans that are read already (dates); `counted` names the noun after a position, for plain counts.
    Ordinals, years, times, scores, numbers of articles and those within names are no figures, nor is a lone "one".
    Never raises, for any text.
    """
    tokens = tokenise(masked(text, taken))
    scan = _Scan(text, tokens, counted, number_words(language), context_words(language), unit_phrases(language))
    return _read(scan)


@dataclass(frozen=True, slots=True)
class _Scan:
    """A text and what is needed to read it."""

    text: str
    tokens: list[Token]
    counted: Counted
    words: NumberWords
    context: ContextWords
    units: Phrases


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number or range with its unit; None: the unit may still come, behind a list."""

    low: Numeral
    first: int
    after: int
    """Behind number and unit."""
    high: Numeral | None = None
    unit: str | None = None


def _read(scan: _Scan) -> list[Quantity]:
    found: list[_Amount] = []
    waiting: list[_Amount] = []
    position = read = 0
    while position < len(scan.tokens):
        amount, position = _amount(scan, position, read)
        if amount is None:
            continue
        read = position
        if waiting and not _in_list(scan, waiting[-1], amount):
            found += _left_alone(scan, waiting)
            waiting = []
        waiting.append(amount)
        if amount.unit is not None:
            found += [_shared(one, amount) for one in waiting]
            waiting = []
    found += _left_alone(scan, waiting)
    return [_quantity(scan, amount) for amount in found]


def _amount(scan: _Scan, position: int, read: int) -> tuple[_Amount | None, int]:
    """What stands at a position, and where to go on; before `read` all is read."""
    token = scan.tokens[position]
    if token.kind != "number" and token.key not in scan.words.openers:
        return None, position + 1
    fraction = _fraction(scan, position)
    if fraction:
        return fraction, fraction.after
    low = numeral(scan.tokens, position, scan.words)
    if low is None:
        return None, position + 1
    is_signed = sign_before(scan.text, scan.tokens, low.first) is not None
    if low.ordinal or is_identifier(scan.tokens, low, scan.context, is_signed=is_signed):
        return None, behind_chain(scan.tokens, low.after)
    amount = _measured(scan, _ranged(scan, low, read))
    return (amount if _is_figure(scan, amount) else None), max(amount.after, low.after)


def _fraction(scan: _Scan, position: int) -> _Amount | None:
    if scan.tokens[position].kind == "number":
        return None
    part = part_of_one(scan.tokens, position, scan.words)
    if part and (part.scale > 1 or _unit(scan, part.after)):
        return _measured(scan, _Amount(part, part.first, part.after))
    share = fraction_at(scan.tokens, position, scan.words)
    return _Amount(share, share.first, share.after, unit="%") if share else None


def _ranged(scan: _Scan, low: Numeral, read: int) -> _Amount:
    """The number with its sign before it, and the upper end of its range where it has one."""
    sign = _sign(scan, low)
    sign = sign if sign and sign[1] >= read else None
    low = _lettered(scan, low, sign is not None)
    if _is_negative(scan, low.first):
        low = replace(low, value=-low.value, first=low.first - 1)
    amount = _Amount(low, sign[1] if sign else low.first, low.after, unit=sign[0] if sign else None)
    start = _range_mark(scan, amount)
    if start is None:
        return amount
    nearly = scan.context.bounds.after(scan.tokens, start)
    start = nearly[1] if nearly and nearly[0] == "about" else start
    if kind(scan.tokens, start) == "symbol" or (kind(scan.tokens, start) == "word" and _is_code(scan, start)):
        start += 1
    high = numeral(scan.tokens, start, scan.words)
    if high is None or high.ordinal:
        return amount
    high = _lettered(scan, high, sign is not None)
    if low.scale == 1 and low.value < high.value / high.scale:
        low = replace(low, value=plain(low.value * high.scale))
    if high.value <= low.value:
        return amount
    return replace(amount, low=low, high=high, after=high.after)


def _sign(scan: _Scan, low: Numeral) -> tuple[str, int] | None:
    if (
        key(scan.tokens, low.first - 1) == "%"
        and glued(scan.tokens, low.first)
        and not glued(scan.tokens, low.first - 1)
    ):
        return "%", low.first - 1
    return sign_before(scan.text, scan.tokens, low.first)


def _is_negative(scan: _Scan, first: int) -> bool:
    """Whether a minus is glued to the number and to nothing before it."""
    if key(scan.tokens, first - 1) in scan.words.minus:
        return True
    is_minus = key(scan.tokens, first - 1) in _MINUS and glued(scan.tokens, first)
    return is_minus and (key(scan.tokens, first - 2) == "(" or not glued(scan.tokens, first - 1))


def _is_code(scan: _Scan, position: int) -> bool:
    token = scan.tokens[position]
    return scan.text[token.start : token.end] in currencies()


def _lettered(scan: _Scan, low: Numeral, is_money: bool) -> Numeral:  # noqa: FBT001  # a property of the number
    """The number with a scale of one letter, as in "$5m"; without money before or behind it, "5m" is a length."""
    scale = scan.words.letters.get(key(scan.tokens, low.after))
    if scale is None or not glued(scan.tokens, low.after) or low.scale != 1:
        return low
    behind = low.after + 1
    if glued(scan.tokens, behind) and kind(scan.tokens, behind) in {"word", "number"}:
        return low
    letter = key(scan.tokens, low.after)
    if is_money or letter == "k" or _unit(scan, behind):
        return replace(low, value=plain(low.value * scale), after=behind, scale=scale)
    return low


def _range_mark(scan: _Scan, amount: _Amount) -> int | None:
    """Where the upper end begins: behind a dash, or "to" or "and" if the word before the lower end allows it."""
    at = amount.after
    mark = key(scan.tokens, at)
    if mark in _DASHES:
        return at + 1
    opening = key(scan.tokens, amount.first - 1)
    leads = scan.context.ranges.get(opening, frozenset()) | scan.context.ranges.get("", frozenset())
    if mark in leads:
        return at + 1
    unit = _unit(scan, at)
    if unit and (key(scan.tokens, unit[1]) in leads or key(scan.tokens, unit[1]) in _DASHES):
        return unit[1] + 1
    return None


def _measured(scan: _Scan, amount: _Amount) -> _Amount:
    """The amount with the measure or money behind it."""
    number = amount.high or amount.low
    unit = _unit(scan, number.after) or (number.scale > 1 and _linked_unit(scan, number.after)) or None
    if amount.unit is not None:
        is_same = unit and (unit[0] == amount.unit or (unit[0] == "USD" and amount.unit.endswith("D")))
        return replace(amount, after=unit[1]) if unit and is_same else amount
    return replace(amount, unit=unit[0], after=unit[1]) if unit else amount


def _unit(scan: _Scan, position: int) -> tuple[str, int] | None:
    """The measure or money at a position, also behind a hyphen: "a 5-km road"."""
    at = position
    if key(scan.tokens, at) == "." and glued(scan.tokens, at):
        at += 1
    if key(scan.tokens, at) in HYPHENS and glued(scan.tokens, at) and glued(scan.tokens, at + 1):
        at += 1
        if len(key(scan.tokens, at)) == 1:
            return None  # the ending of an ordinal: «19-м»
    return sign_after(scan.text, scan.tokens, at) or scan.units.after(scan.tokens, at)


def _linked_unit(scan: _Scan, position: int) -> tuple[str, int] | None:
    """Money behind a scale and a small word, as the Romance languages have it: "millones de dólares"."""
    if key(scan.tokens, position) not in _LINKS:
        return None
    position += 1 + (key(scan.tokens, position + 1) in _APOSTROPHES)
    return _unit(scan, position)


def _is_figure(scan: _Scan, amount: _Amount) -> bool:
    low, unit = amount.low, amount.unit
    after = (amount.high or low).after
    if is_time(scan.tokens, replace(low, after=after), unit or "", scan.context):
        return False
    if unit is not None:
        return unit != "year" or not _is_year(scan, low)
    if low.worded:
        return low.value != 1 and not is_titled(scan.text, scan.tokens, low.first)
    return _is_plain_count(scan, low, after)


def _is_plain_count(scan: _Scan, low: Numeral, after: int) -> bool:
    """Whether a number in figures with no unit counts something; a year, a name's number, a part of a word do not."""
    if _is_year(scan, low) and (low.value % 100 or not scan.counted(scan.text, scan.tokens[low.first].end)):
        return False
    if glued(scan.tokens, after) and (kind(scan.tokens, after) == "word" or is_suffixed(scan.tokens, after)):
        return False
    return low.scale != 1 or not follows_name(scan.text, scan.tokens, low.first)


def _is_year(scan: _Scan, low: Numeral) -> bool:
    token = scan.tokens[low.first]
    return token.kind == "number" and len(token.key) == 4 and low.after == low.first + 1 and 1500 <= low.value < 2200


def _in_list(scan: _Scan, earlier: _Amount, later: _Amount) -> bool:
    between = scan.tokens[earlier.after : later.first]
    is_signed = later.first < later.low.first
    return 0 < len(between) <= 2 and not is_signed and all(token.key in _LIST_MARKS for token in between)


def _shared(earlier: _Amount, last: _Amount) -> _Amount:
    """A member of a list with the unit, and the scale, of the last."""
    if earlier is last:
        return last
    scale = last.low.scale if earlier.low.scale == 1 else Decimal(1)
    return replace(earlier, unit=last.unit, low=replace(earlier.low, value=plain(earlier.low.value * scale)))


def _left_alone(scan: _Scan, waiting: list[_Amount]) -> list[_Amount]:
    """Plain counts: what is counted stands behind the last of them."""
    if not waiting:
        return []
    last = waiting[-1]
    unit = scan.counted(scan.text, scan.tokens[last.after - 1].end) or ""
    return [_shared(amount, replace(last, unit=unit)) for amount in waiting[:-1]] + [replace(last, unit=unit)]


def _quantity(scan: _Scan, amount: _Amount) -> Quantity:
    start, end = scan.tokens[amount.first].start, scan.tokens[amount.after - 1].end
    high = amount.high.value if amount.high else None
    opening = amount.high is not None and key(scan.tokens, amount.first - 1) in scan.context.ranges
    return Quantity(
        value=amount.low.value,
        unit=amount.unit or "",
        text=scan.text[start:end],
        start=start,
        end=end,
        high=high,
        bound=bound(scan.tokens, amount.first - opening, amount.after, scan.context),
    )
