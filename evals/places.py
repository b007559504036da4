"""How well places are found and resolved: exact F1 and the share of gold places found within 161 km, on LGL and GWN.

    python evals/places.py FOLDER [--half odd|even|all] [--names network|rules|none]

FOLDER holds lgl.xml and GWN.xml (see the Pragmatic Guide to Geoparsing Evaluation, Gritta and others, 2019). What
counts as gold is one rule for both: every toponym that the annotators marked in LGL (adjectives, peoples, and places
inside longer names too), and in GWN every annotation with a point, so not its common nouns, organisations, languages
and peoples. A place found counts where start and end are theirs. A gold place with a point is right where one is found
there within 161 km (100 miles). Names are read first as `jarchi read` does, with the network; `rules` leaves it out.
Speed is that of the place reader alone. Weights were learned from the articles of even number
(training/train_places.py): the odd ones are the honest figure.
"""

from __future__ import annotations

import argparse
import math
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from jarchi.read.page import Page
from jarchi.read.parts import Parts, parts
from jarchi.read.places import PlaceReader
from jarchi.read.sentences import SentenceReader
from jarchi.read.tokens import tokenise
from jarchi.read.words import Forms
from jarchi.records.regions import Region
from jarchi.regions import load_region

RIGHT = 161.0
EARTH = 6371.0
Point = tuple[float, float]
Gold = dict[tuple[int, int], Point | None]


class Article(msgspec.Struct):
    """An article of a corpus; `number` counts from 0 in its corpus."""

    corpus: str
    number: int
    text: str
    gold: Gold


class Tally(msgspec.Struct):
    """What was counted over articles."""

    found: int = 0
    gold: int = 0
    exact: int = 0
    points: int = 0
    near: int = 0
    articles: int = 0
    seconds: float = 0.0

    def line(self, name: str) -> str:
        """Give the figures as one line."""
        precision, recall = self.exact / max(self.found, 1), self.exact / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{name}: precision {100 * precision:.1f} recall {100 * recall:.1f} F1 {100 * f1:.1f};"
            f" within 161 km {100 * self.near / max(self.points, 1):.1f} of {self.points};"
            f" {1000 * self.seconds / max(self.articles, 1):.2f} ms an article"
        )


def articles(folder: Path) -> Iterator[Article]:
    """Give the articles of both corpora."""
    for number, article in enumerate(ET.parse(folder / "lgl.xml").iter("article")):
        gold: Gold = {}
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            point = (float(tag.findtext("lat", "")), float(tag.findtext("lon", ""))) if tag is not None else None
            gold[int(toponym.findtext("start", "")), int(toponym.findtext("end", ""))] = point
        yield Article("LGL", number, article.findtext("text", ""), gold)
    for number, article in enumerate(ET.parse(folder / "GWN.xml").iter("article")):
        text, gold = article.findtext("text", ""), {}
        for toponym in article.iter("toponym"):
            start, end = int(toponym.findtext("start", "")), int(toponym.findtext("end", ""))
            is_sound = start >= 0 and text[start:end] == toponym.findtext("extractedName")
            if toponym.findtext("latitude") and is_sound:  # five offsets of one article are wrong in the corpus
                gold[start, end] = float(toponym.findtext("latitude", "")), float(toponym.findtext("longitude", ""))
        yield Article("GWN", number, text, gold)


def page_of(text: str, readers: Parts, names: str = "network") -> Page:
    """Give a text as the place reader gets it, its names read by the network, by rules or not at all."""
    page = Page(text=text, language="en")
    page = replace(page, sentences=SentenceReader().read(page))
    tokens = tokenise(text, page.sentences)
    page = replace(page, tokens=tokens, forms=Forms(text, tokens))
    page = replace(page, tags=readers.tags.read(page)) if names == "network" else page
    return replace(page, names=readers.names.read(page)) if names != "none" else page


def kilometres(one: Point, two: Point) -> float:
    """Give the distance of two points along a great circle."""
    (lat, lon), (other_lat, other_lon) = (map(math.radians, point) for point in (one, two))
    across = math.sin((lat - other_lat) / 2) ** 2
    along = math.cos(lat) * math.cos(other_lat) * math.sin((lon - other_lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(across + along)))


def count(tally: Tally, article: Article, page: Page, reader: PlaceReader) -> None:
    """Read one article and count what was found."""
    begun = time.process_time()
    places = reader.read(page)
    tally.seconds += time.process_time() - begun
    found = {(place.span.start, place.span.end): place for place in places}
    tally.articles += 1
    tally.found += len(found)
    tally.gold += len(article.gold)
    tally.exact += len(found.keys() & article.gold.keys())
    for span, point in article.gold.items():
        place = found.get(span)
        tally.points += point is not None
        if point and place and place.lat is not None and place.lon is not None:
            tally.near += kilometres(point, (place.lat, place.lon)) <= RIGHT


def measure(folder: Path, half: str, region: Region, names: str) -> dict[str, Tally]:
    """Give the tallies of each corpus and of both."""
    readers = parts(region)
    reader = PlaceReader(region)
    tallies = {"LGL": Tally(), "GWN": Tally()}
    wanted = {"even": (0,), "odd": (1,), "all": (0, 1)}[half]
    for article in articles(folder):
        if article.number % 2 in wanted:
            page = page_of(article.text, readers, names)
            count(tallies[article.corpus], article, page, reader)
    both = {field: sum(getattr(tally, field) for tally in tallies.values()) for field in Tally.__struct_fields__}
    return {**tallies, "both": Tally(**both)}


def main() -> None:
    """Print a line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    parser.add_argument("--names", choices=("network", "rules", "none"), default="network")
    options = parser.parse_args()
    for name, tally in measure(options.folder, options.half, load_region("central_asia"), options.names).items():
        print(tally.line(name))


if __name__ == "__main__":
    main()
