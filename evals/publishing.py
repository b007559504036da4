"""How long a site takes: N stories from a real ledger, and again after one new article.

    python evals/publishing.py [10000]

Texts are those of the synthetic stream (evals/stream.py), 200 of them read once and used again under other titles and
addresses; each is put into the ledger as a story of its own, 200 a day, so that the linker has no say in how many there
are. Everything is published: a bulletin a week through one lens, all pages. Prints CPU seconds of this process, its
largest resident set, and how many files the second publishing wrote. Speed, not quality.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from stream import stream

from jarchi.ledger import Ledger
from jarchi.link import rank_agents
from jarchi.publish import PublishSettings, PublishSummary, editions, publish
from jarchi.read import Reader
from jarchi.records.articles import Article, Document
from jarchi.records.inputs import Haul
from jarchi.records.links import Linked, Membership
from jarchi.records.readings import Reading
from jarchi.records.regions import Period, Region
from jarchi.regions import load_region
from jarchi.workspace import BulletinSettings

TEXTS = 200
PER_DAY = 200
BATCH = 500
START = datetime(2024, 1, 1, 6, tzinfo=UTC)


class Weekly(msgspec.Struct, frozen=True):
    """One bulletin a week through the first lens."""

    lenses: tuple[str, ...] = ("central-asia",)
    period: Period | None = None
    reviews: tuple[Period, ...] = ()
    bulletins: tuple[BulletinSettings, ...] = ()


def texts(region: Region) -> list[tuple[Document, Reading]]:
    """Give the texts with their readings."""
    reader = Reader(region)
    found = []
    for article in stream(TEXTS):
        document = msgspec.convert(article, Document)
        found.append((document, reader.read(document)))
    return found


def fill(ledger: Ledger, known: list[tuple[Document, Reading]], numbers: range) -> None:
    """Put an article for each number into the ledger, each a story of its own."""
    documents, readings = [], {}
    for number in numbers:
        document, reading = known[number % TEXTS]
        url = f"https://outlet-{number % 40}.example/{number}"
        moment = (START + timedelta(days=number // PER_DAY, minutes=number % PER_DAY)).isoformat()
        new = msgspec.structs.replace(
            document, id=url, url=url, title=f"{document.title}, matter {number}", published=moment
        )
        documents.append(new)
        readings[Article.id_of(url)] = msgspec.structs.replace(reading, id=Article.id_of(url), published=moment[:10])
    ledger.store(Haul(tuple(documents)), "2025-01-01T00:00:00Z")
    while revisions := ledger.unread("made", BATCH):
        ledger.save_readings("made", [(one.id, readings[one.article]) for one in revisions])
    while batch := ledger.unlinked("made", BATCH):
        links = [(Linked(Membership(one.article, one.id, f"s{one.article}")), b"") for one, _ in batch]
        ledger.save_links("made", links)


def measured(ledger: Ledger, region: Region, site: Path) -> PublishSummary:
    """Publish, and print what it took."""
    wall, user = time.perf_counter(), time.process_time()
    wanted = editions(region, Weekly(), ledger.days())
    summary = publish(ledger, region, PublishSettings(), wanted, rank_agents, site)
    user, wall = time.process_time() - user, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{summary}\n  {user:.0f} s CPU, {wall:.0f} s on the clock, {peak:.0f} MB", flush=True)
    return summary


def main() -> None:
    """Print two rows: the first publishing, and one after one new article."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    region = load_region("central_asia")
    known = texts(region)
    with tempfile.TemporaryDirectory() as place, Ledger.open(f"sqlite:///{place}/ledger.sqlite") as ledger:
        ledger.add_sources(region.sources)
        for start in range(0, count, BATCH):
            fill(ledger, known, range(start, min(start + BATCH, count)))
        measured(ledger, region, Path(place) / "site")
        fill(ledger, known, range(count, count + 1))
        measured(ledger, region, Path(place) / "site")


if __name__ == "__main__":
    main()
