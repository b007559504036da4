"""How well dates are read: the scores of TempEval-3 on articles in TimeML, and what another library gets there.

    python evals/dates.py FOLDER [--part all|even|odd] [--with jarchi|dateparser] [--misses]

`FOLDER` holds `TimeBank/*.tml` and `AQUAINT/*.tml`. A part is every second file of each collection in order of
names: rules were tuned on the even ones. The text is that of the TEXT element exactly as it stands there, the day of
publication that of DCT; the expression inside DCT itself is no part of the text and is not counted (TempEval-3 does
not count it either). A mention found and one of the corpus are a pair where they overlap ("relaxed") or have the
same span ("strict"), each in one pair at most. Value and type F1 count the relaxed pairs of the right value or type,
so that both precision and recall pay for a wrong one (UzZaman et al., 2013). A value is right only if it is the same
string. `dateparser` is no dependency of the project: `uv run --with dateparser python evals/dates.py ...`.
"""

from __future__ import annotations

import argparse
import datetime
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from jarchi.read.dates import DateReader
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader

COLLECTIONS = ("TimeBank", "AQUAINT")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WORDS = 500
"""Words of the article that speed is given for."""


class Timex(NamedTuple):
    """A time expression: `[start, end)` in code points, its TimeML type and value."""

    start: int
    end: int
    type: str
    value: str


class Article(NamedTuple):
    """A text, its day of publication and the expressions of time that people marked in it."""

    name: str
    text: str
    published: datetime.date
    gold: list[Timex]


def article_of(path: Path) -> Article:
    """Give the article in a TimeML file; an expression without text in it is left out."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    pieces: list[str] = []
    gold: list[Timex] = []

    def walk(element: etree._Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        end = sum(map(len, pieces))
        if element.tag == "TIMEX3" and start < end:
            gold.append(Timex(start, end, element.get("type", ""), element.get("value", "")))

    walk(root.find("TEXT"))
    published = datetime.date.fromisoformat(root.find("DCT/TIMEX3").get("value", "")[:10])
    return Article(path.stem, "".join(pieces), published, sorted(gold))


def articles_of(folder: Path, part: str) -> list[Article]:
    """Give the articles of a part of both collections."""
    kept = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}[part]
    return [article_of(path) for name in COLLECTIONS for path in sorted((folder / name).glob("*.tml"))[kept]]


def jarchi_reads(article: Article) -> list[Timex]:
    """Give what our reader finds."""
    page = Page(text=article.text, language="en", published=article.published)
    page = replace(page, sentences=SentenceReader().read(page))
    return [
        Timex(date.span.start, date.span.end, date.kind.upper(), date.timex or "") for date in DateReader().read(page)
    ]


def dateparser_reads(article: Article) -> list[Timex]:
    """Give what `dateparser.search.search_dates` finds, read from the day of publication, the past preferred."""
    from dateparser.search import search_dates  # noqa: PLC0415

    base = datetime.datetime.combine(article.published, datetime.time(12))
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found, place = [], 0
    for text, value in search_dates(article.text, languages=["en"], settings=settings) or ():
        start = article.text.find(text, place)
        if start >= 0:
            place = start + len(text)
            found.append(Timex(start, place, "DATE", value.date().isoformat()))
    return found


def pairs(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Give the overlapping pairs, each expression in one at most, in order of the text."""
    made: list[tuple[Timex, Timex]] = []
    left = list(found)
    for one in gold:
        match = next((other for other in left if other.start < one.end and one.start < other.end), None)
        if match:
            left.remove(match)
            made.append((one, match))
    return made


def main() -> None:
    """Print the scores and the time it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=["all", "even", "odd"], default="all")
    parser.add_argument("--with", dest="reader", choices=["jarchi", "dateparser"], default="jarchi")
    parser.add_argument("--misses", action="store_true", help="also list what is missed, too much, or wrong")
    options = parser.parse_args()
    articles = articles_of(options.folder, options.part)
    read: Callable[[Article], list[Timex]] = {"jarchi": jarchi_reads, "dateparser": dateparser_reads}[options.reader]
    read(articles[0])
    begun = time.process_time()
    readings = [read(article) for article in articles]
    seconds = time.process_time() - begun
    totals: Counter[str] = Counter()
    for article, found in zip(articles, readings, strict=True):
        both = pairs(article.gold, found)
        totals["gold"] += len(article.gold)
        totals["found"] += len(found)
        totals["relaxed"] += len(both)
        totals["strict"] += sum(one[:2] == other[:2] for one, other in both)
        totals["type"] += sum(one.type == other.type for one, other in both)
        totals["value"] += sum(one.value == other.value for one, other in both)
        full = [(one, other) for one, other in both if DAY.fullmatch(one.value)]
        totals["days"] += sum(bool(DAY.fullmatch(one.value)) for one in article.gold)
        totals["days right"] += sum(one.value == other.value for one, other in full)
        if options.misses:
            print_misses(article, found, both)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{options.reader}: {len(articles)} articles ({options.part}), {words} words, {totals['gold']} expressions")
    for name in ("relaxed", "strict", "type", "value"):
        precision, recall = totals[name] / max(totals["found"], 1), totals[name] / totals["gold"]
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:8} precision {100 * precision:.1f}  recall {100 * recall:.1f}  F1 {100 * f1:.1f}")
    print(f"value right in {100 * totals['value'] / max(totals['relaxed'], 1):.1f} % of the relaxed pairs")
    days = 100 * totals["days right"] / max(totals["days"], 1)
    print(f"days found with the right value: {days:.1f} % of {totals['days']}")
    print(f"{1000 * seconds * WORDS / words:.2f} ms of processor time for {WORDS} words, sentences included")


def print_misses(article: Article, found: Sequence[Timex], both: Sequence[tuple[Timex, Timex]]) -> None:
    """Print what is wrong in an article, a line each: what, the two values, and the text around it."""
    wrong = [("VALUE", *pair) for pair in both if pair[0].value != pair[1].value]
    missed = [("MISSED", one, None) for one in article.gold if one not in {pair[0] for pair in both}]
    spare = [("SPARE", None, one) for one in found if one not in {pair[1] for pair in both}]
    for what, one, other in wrong + missed + spare:
        start, end = (one or other)[:2]
        text = f"{article.text[max(0, start - 60) : start]}[{article.text[start:end]}]{article.text[end : end + 40]}"
        values = f"{one.type} {one.value}" if one else "-", f"{other.type} {other.value}" if other else "-"
        print(article.published, what, *values, " ".join(text.split()), sep="\t")


if __name__ == "__main__":
    main()
