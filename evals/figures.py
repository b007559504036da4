"""Measure figures on newswire sentences written for it: F1 of values, of values with units, and speed.

    uv run python evals/figures.py [evals/figures.jsonl] [--errors] [--peer]

A line of the file is a sentence with its figures: span, value, upper end of a range, bound, unit, what is counted. The
sentences were written before the rules were tuned on them. Figures found and figures in the file are paired one to
one where their spans overlap. "value alone": value and upper end are equal; "value": the bound too; "value and unit":
the unit too; "what": of the pairs with a right value, the words for what is counted overlap, or both have none.
--peer measures quantulum3 as well, on the English sentences, in the same run: it knows no bounds, so read "value alone"
(`uv run --with quantulum3 python evals/figures.py --peer`). --errors shows each sentence that is not all right.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.regions import load_region

MEASURES = ("value alone", "value", "value and unit")
PEER_UNITS = {
    "percentage": "percent",
    "percentage point": "percentage point",
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "tenge": "KZT",
    "russian ruble": "RUB",
    "ruble": "RUB",
    "yuan": "CNY",
    "renminbi yuan": "CNY",
    "japanese yen": "JPY",
    "yen": "JPY",
    "indian rupee": "INR",
    "australian dollar": "AUD",
    "uzbekistan som": "UZS",
    "tajikistani somoni": "TJS",
    "kyrgyzstani som": "KGS",
    "kilometre": "km",
    "metre": "m",
    "centimetre": "cm",
    "millimetre": "mm",
    "mile": "mi",
    "foot": "ft",
    "hectare": "ha",
    "acre": "acre",
    "square kilometre": "km2",
    "square metre": "m2",
    "cubic metre": "m3",
    "kilogram": "kg",
    "gram": "g",
    "tonne": "t",
    "ton": "t",
    "pound-mass": "lb",
    "barrel": "bbl",
    "litre": "l",
    "kilometre per hour": "km/h",
    "degree celsius": "degC",
    "megawatt": "MW",
    "gigawatt": "GW",
    "kilovolt": "kV",
    "kilowatt hour": "kWh",
    "terawatt hour": "TWh",
    "basis point": "basis point",
    "cent": "cent",
    "dimensionless": None,
}
"""The peer's names of units by ours; those not here keep their names ("year", "day")."""


class Found(msgspec.Struct, frozen=True):
    """A figure, found or in the file; `what` are the code points of the words for what is counted."""

    start: int
    end: int
    value: float
    upper: float | None = None
    bound: str = "="
    unit: str | None = None
    what: range = range(0)


Read = Callable[[str, str], list[Found]]


class Clock:
    """Seconds of the processor that a reader took."""

    seconds = 0.0


def gold_of(line: dict[str, Any]) -> list[Found]:
    """Give the figures of a line of the file."""
    return [
        Found(
            *figure["span"],
            figure["value"],
            figure.get("upper"),
            figure.get("bound", "="),
            figure.get("unit"),
            words(line["text"], figure.get("what", ""), figure["span"][0]),
        )
        for figure in line["figures"]
    ]


def words(text: str, what: str, start: int) -> range:
    """Give the place of `what` in the text: behind `start` where it is there, else its first."""
    if not what:
        return range(0)
    place = text.find(what, start)
    place = place if place >= 0 else text.find(what)
    return range(place, place + len(what))


def ours(clock: Clock) -> Read:
    """Give the shipped reader; `clock` runs for its part that reads figures, names and dates have been read before."""
    reader = Reader(load_region("central_asia"))

    def read(text: str, language: str) -> list[Found]:
        page = reader.read_page(Document(id="x", text=text, language=language, published="2023-07-07"))
        begun = time.process_time()
        figures = reader.parts.figures.read(page)
        clock.seconds += time.process_time() - begun
        return [
            Found(
                *(figure.span.start, figure.span.end, figure.value, figure.upper, figure.bound, figure.unit),
                range(figure.what.start, figure.what.end) if figure.what else range(0),
            )
            for figure in figures
        ]

    return read


def peer(clock: Clock) -> Read:
    """Give quantulum3, with its uncertainties as ranges and its units by our names."""
    warnings.simplefilter("ignore")
    parser = importlib.import_module("quantulum3.parser")

    def read(text: str, language: str) -> list[Found]:
        found = []
        begun = time.process_time()
        quantities = parser.parse(text)
        clock.seconds += time.process_time() - begun
        for quantity in quantities:
            spread = quantity.uncertainty or 0
            upper = quantity.value + spread if spread else None
            unit = PEER_UNITS.get(quantity.unit.name, quantity.unit.name)
            found.append(Found(max(quantity.span[0], 0), quantity.span[1], quantity.value - spread, upper, "=", unit))
        return found

    return read


def pairs(gold: list[Found], found: list[Found]) -> list[tuple[Found, Found]]:
    """Pair figures whose spans overlap, one to one, those that share most first."""
    shared = [
        (min(one.end, two.end) - max(one.start, two.start), i, j)
        for i, one in enumerate(gold)
        for j, two in enumerate(found)
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for overlap, i, j in sorted(shared, key=lambda entry: (-entry[0], entry[1:])):
        if overlap > 0 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((gold[i], found[j]))
    return chosen


def judged(one: Found, two: Found) -> dict[str, bool]:
    """Tell, for each measure, whether a figure found is the one in the file."""
    is_value = same(one.value, two.value) and same(one.upper, two.upper)
    is_bound = is_value and one.bound == two.bound
    return {"value alone": is_value, "value": is_bound, "value and unit": is_bound and one.unit == two.unit}


def same(one: float | None, two: float | None) -> bool:
    """Tell whether two numbers are equal, but for rounding."""
    return one is two if one is None or two is None else math.isclose(one, two, rel_tol=1e-6)


def f1(right: int, gold: int, found: int) -> str:
    """Give precision, recall and F1 in per cent."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * both:5.1f}"


def score(title: str, lines: list[dict[str, Any]], make: Callable[[Clock], Read], errors: bool) -> Iterator[str]:
    """Give the measures of one reader, a line each."""
    right, alike = dict.fromkeys((*MEASURES, "unit alone"), 0), 0
    golds = founds = 0
    clock = Clock()
    read = make(clock)
    for language in ("en", "ru"):
        read("It was warmed up by 5 percent.", language)
    clock.seconds = 0
    for line in lines:
        found = read(line["text"], line["language"])
        gold = gold_of(line)
        matched = pairs(gold, found)
        verdicts = [judged(*pair) for pair in matched]
        for measure in MEASURES:
            right[measure] += sum(verdict[measure] for verdict in verdicts)
        right["unit alone"] += sum(
            verdict["value alone"] and one.unit == two.unit
            for verdict, (one, two) in zip(verdicts, matched, strict=True)
        )
        alike += sum(
            verdict["value alone"] and (bool(set(one.what) & set(two.what)) or not (one.what or two.what))
            for verdict, (one, two) in zip(verdicts, matched, strict=True)
        )
        golds, founds = golds + len(gold), founds + len(found)
        is_right = len(matched) == len(gold) == len(found) and all(verdict["value and unit"] for verdict in verdicts)
        if errors and not is_right:
            yield f"  {line['kind']}: {line['text']}"
            yield f"      gold  {[written(one, line['text']) for one in gold]}"
            yield f"      found {[written(one, line['text']) for one in found]}"
    for measure in MEASURES:
        yield f"{title:14} {measure:15} {f1(right[measure], golds, founds)}"
    yield f"{title:14} {'value alone and unit':15} {f1(right['unit alone'], golds, founds)}"
    yield f"{title:14} what, of right values {100 * alike / max(right['value alone'], 1):.1f} %"
    yield f"{title:14} {1000 * clock.seconds / len(lines):.2f} ms a sentence, {len(lines)} sentences, {golds} figures"


def written(found: Found, text: str) -> str:
    """Give a figure in a short form."""
    upper = "" if found.upper is None else f"..{found.upper:g}"
    what = text[found.what.start : found.what.stop]
    return f"{text[found.start : found.end]} -> {found.value:g}{upper} {found.bound} {found.unit or '-'} {what}"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).with_suffix(".jsonl"))
    parser.add_argument("--errors", action="store_true", help="show each sentence that is not all right")
    parser.add_argument("--peer", action="store_true", help="measure quantulum3 too, on the English sentences")
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines()]
    english = [line for line in lines if line["language"] == "en"]
    others = [line for line in lines if line["language"] != "en"]
    for title, part in (("jarchi, en", english), ("jarchi, ru", others), ("jarchi, all", lines)):
        print(*score(title, part, ours, arguments.errors and part is not lines), sep="\n")
    if arguments.peer:
        print(*score("quantulum3, en", english, peer, False), sep="\n")


if __name__ == "__main__":
    main()
