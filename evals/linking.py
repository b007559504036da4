"""How fast articles are linked, and in how much memory, in a ledger of any size.

    python evals/linking.py [LEDGER ...] [--count 1000] [--flood 1000] [--through]

For each LEDGER size the window is filled with the signatures of its last articles, as a run that goes on would do, and
then `--count` articles more are linked, one by one on one core; words, sketch and marks are taken from text and reading
each time. What has left the window has left every index (tests/link/test_linker.py), so only the last 30,000 articles
of a ledger are put in. With `--through` nothing is put in: every article of the ledger is linked, from the first one,
and the speed over the last `--count` is given at each size (a million take more than an hour). With `--flood` one
source then publishes so many near-identical items within a minute, and the speed after them is measured too. Seconds
are those of this process, so that a busy machine tells little lies.

The stream is made up: words follow Zipf's law over 60,000, most happenings have one article and a few have many, a
fifth of the articles are reprints, and 10,000 articles come in a day. Texts have 150 to 500 words and 4 to 14 names.
"""

from __future__ import annotations

import argparse
import bisect
import random
import resource
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, islice

from msgspec.structs import replace

from jarchi.link import Linker
from jarchi.link.window import MOST_ARTICLES
from jarchi.records.articles import Document, digest
from jarchi.records.readings import Claim, Event, Figure, Name, Participant, Reading
from jarchi.records.spans import Span
from jarchi.regions import load_region

VOCABULARY = 60_000
NAMES = 20_000
PER_DAY = 10_000
START = 1_700_000_000
REPRINTS = 0.2
NEW_STORIES = 0.55
SYLLABLES = [first + vowel for first in "bdfghklmnprstvz" for vowel in "aeiou"]
REGION = load_region("central_asia")


def word(number: int) -> str:
    """Give a word for a number, another for every other."""
    parts = []
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
        if not number:
            return "".join(parts) + "n"


WORDS = [word(number) for number in range(VOCABULARY)]
CUMULATIVE = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
NAME_WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(NAMES)))


def drawn(chance: random.Random, cumulative: list[float]) -> int:
    """Draw a rank by Zipf's law."""
    return bisect.bisect(cumulative, chance.random() * cumulative[-1])


class Happening:
    """What the articles of one story have in common: words, names and a number."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.id = "s" + digest(f"happening {number}")
        self.words = [WORDS[drawn(chance, CUMULATIVE)] for _ in range(40)]
        self.names = [word(drawn(chance, NAME_WEIGHTS)).capitalize() for _ in range(5)]
        self.actors = chance.sample(REGION.actors, 2)
        self.figure = chance.randrange(21, 5000)


def stream(seed: int) -> Iterator[tuple[Document, Reading, Happening]]:
    """Give articles with their readings without end, with the happening each tells of."""
    chance = random.Random(seed)
    running: list[Happening] = []
    last: tuple[str, Happening] | None = None
    number = 0
    while True:
        if last is not None and chance.random() < REPRINTS:
            text, happening = last
        else:
            if not running or chance.random() < NEW_STORIES:
                running = [*running[-4000:], Happening(chance, number)]
            happening = running[-1 - int(len(running) * chance.random() ** 3)]
            text = told(chance, happening)
        last = (text, happening)
        moment = time.gmtime(START + number * 86_400 // PER_DAY)
        document = Document(f"a{seed}-{number}", text, published=time.strftime("%Y-%m-%dT%H:%M:%SZ", moment))
        yield document, reading(document, happening), happening
        number += 1


def told(chance: random.Random, happening: Happening) -> str:
    """Give a text about a happening: a third of its words are the happening's own."""
    words = [
        chance.choice(happening.words) if chance.random() < 0.35 else WORDS[drawn(chance, CUMULATIVE)]
        for _ in range(chance.randrange(150, 500))
    ]
    for _ in range(chance.randrange(4, 14)):
        words[chance.randrange(len(words))] = chance.choice(happening.names)
    words[0], words[1] = happening.names[0], str(happening.figure)
    return " ".join(words)


def reading(document: Document, happening: Happening) -> Reading:
    """Give what a reader would find: the names, a figure, three claims and two events."""
    text, spans, at = document.text, [], 0
    for part in text.split(" "):
        if part[0].isupper():
            spans.append(Span(at, at + len(part)))
        at += len(part) + 1
    one, other = happening.actors
    names = [Name(span, "person", None) for span in spans[2:]]
    names += [Name(span, "organization", actor.id) for span, actor in zip(spans, (one, other), strict=False)]
    figure = Figure(Span(spans[0].end + 1, text.index(" ", spans[0].end + 1)), happening.figure)
    claims = tuple(
        Claim((spans[0],), (), (Span(where, text.index(" ", where + 90)),), one.id) for where in (20, 180, 340)
    )
    who, whom = (Participant(spans[0], one.id),), (Participant(spans[0], other.id),)
    events = tuple(Event((span,), "ACCUSE", actors=who, recipients=whom) for span in spans[:2])
    return Reading(document.id, "r", "en", names=tuple(names), figures=(figure,), claims=claims, events=events)


def fill(linker: Linker, articles: Iterator[tuple[Document, Reading, Happening]], ledger: int) -> None:
    """Put the window of a ledger of this size into memory."""
    for document, read, happening in islice(articles, max(0, ledger - MOST_ARTICLES), ledger):
        draft = linker._draft(document, read, document.id, linker._moment_of(document, None))
        linker.remember(replace(draft, story=happening.id))


def rate(linker: Linker, articles: list[tuple[Document, Reading, Happening]]) -> float:
    """Link articles and give how many a second."""
    start = time.process_time()
    for document, read, _ in articles:
        linker.link(document, read, document.id)
    return len(articles) / (time.process_time() - start)


def through(linker: Linker, sizes: list[int], count: int) -> Iterator[tuple[int, float, float]]:
    """Link every article from the first on; give at each size the speed over the last `count`, and over all so far."""
    spent, lately, articles = 0.0, 0.0, stream(7)
    for number in range(1, sizes[-1] + 1):
        document, read, _ = next(articles)
        start = time.process_time()
        linker.link(document, read, document.id)
        took = time.process_time() - start
        spent += took
        lately += took
        if number in sizes:
            yield number, count / lately, number / spent
        if any(number == size - count for size in sizes):
            lately = 0.0


def memory() -> float:
    """Give the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def flood(linker: Linker, moment: str, count: int) -> float:
    """Link so many near-identical items of one source and minute; give how many a second."""
    text = " ".join(WORDS[1000:1120])
    items = [Document(f"flood-{number}", f"{text} {number}", published=moment) for number in range(count)]
    start = time.process_time()
    for item in items:
        linker.link(item, Reading(item.id, "r", "en"), item.id)
    return count / (time.process_time() - start)


def main() -> None:
    """Print articles a second and the memory of the process for each size, smallest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--flood", type=int, default=0)
    parser.add_argument("--through", action="store_true", help="link every article of the ledger, from the first on")
    options = parser.parse_args()
    if options.through:
        for ledger, lately, whole in through(Linker(REGION), sorted(options.ledger), options.count):
            told = f"{lately:.0f} articles/s over the last {options.count}, {whole:.0f} over all, {memory():.0f} MB"
            print(f"ledger of {ledger}: {told}", flush=True)
        return
    for ledger in sorted(options.ledger):
        linker, articles = Linker(REGION), stream(7)
        if ledger > MOST_ARTICLES:
            articles = late(articles, ledger - MOST_ARTICLES)
        fill(linker, articles, min(ledger, MOST_ARTICLES))
        speed = rate(linker, list(islice(articles, options.count)))
        print(
            f"ledger of {ledger}: {speed:.0f} articles/s, {memory():.0f} MB, {len(linker.window.order)} in the window"
        )
        if options.flood:
            document = next(articles)[0]
            items = flood(linker, document.published or "", options.flood)
            after = rate(linker, list(islice(articles, options.count)))
            print(f"  {options.flood} near-identical items: {items:.0f}/s; after them {after:.0f} articles/s")


def late(
    articles: Iterator[tuple[Document, Reading, Happening]], skipped: int
) -> Iterator[tuple[Document, Reading, Happening]]:
    """Give articles as late and with ids as high as if so many had come before them."""
    for document, read, happening in articles:
        moment = datetime.fromisoformat(document.published or "") + timedelta(seconds=skipped * 86_400 // PER_DAY)
        published = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        yield replace(document, id=f"late-{document.id}", published=published), read, happening


if __name__ == "__main__":
    main()
