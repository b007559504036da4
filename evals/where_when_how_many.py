"""How fast places, dates and figures are read: articles a second of one core, the three readers together and alone.

    python evals/where_when_how_many.py TEXTS [--most 84] [--rounds 3] [--profile]

TEXTS is a folder of `.txt` articles (PolNeAR's dev/text), or one with `lgl.xml` and `GWN.xml`. What the three need is
made before and not timed: sentences, tokens, and the names, by the network, as `jarchi read` finds them. Time is that
of the processor spent in this process (user CPU), the best of some rounds, so that what else runs on the machine tells
less.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from places import articles, page_of

from jarchi.read.page import Page
from jarchi.read.parts import Parts, parts
from jarchi.read.words import Forms
from jarchi.regions import load_region

THREE = ("places", "dates", "figures")


def texts_of(folder: Path, most: int) -> Iterator[str]:
    """Give the first texts of a folder, those of a corpus of places spread over it."""
    if (folder / "lgl.xml").exists():
        every = [article.text for article in articles(folder)]
        yield from every[:: max(1, len(every) // most)][:most]
    else:
        yield from (path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))[:most])


def three(page: Page, readers: Parts, seconds: dict[str, float]) -> None:
    """Read places, dates and figures, each seeing what those before it found, and count the time of each."""
    for name in THREE:
        begun = time.process_time()
        found = getattr(readers, name).read(page)
        seconds[name] += time.process_time() - begun
        page = replace(page, **{name: found})


def fresh(page: Page, readers: Parts) -> Page:
    """Give a page as it stands behind the reader of names, with the forms of words that this made and nothing more."""
    page = replace(page, forms=Forms(page.text, page.tokens))
    return replace(page, names=readers.names.read(page))


def main() -> None:
    """Print a line for each reader and one for all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--most", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="also show where the time goes")
    options = parser.parse_args()
    readers = parts(load_region("central_asia"))
    pages = [page_of(text, readers) for text in texts_of(options.texts, options.most)]
    for page in pages:
        three(page, readers, dict.fromkeys(THREE, 0.0))
    best = dict.fromkeys(THREE, 1e9)
    for _ in range(options.rounds):
        seconds = dict.fromkeys(THREE, 0.0)
        for page in pages:
            three(fresh(page, readers), readers, seconds)
        best = min(best, seconds, key=lambda each: sum(each.values()))
    words = sum(len(page.text.split()) for page in pages) / len(pages)
    print(f"{len(pages)} articles of {words:.0f} words")
    for name, took in (*best.items(), ("all three", sum(best.values()))):
        print(f"{name:10} {1000 * took / len(pages):6.2f} ms an article, {len(pages) / took:6.0f} articles/s")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [three(fresh(page, readers), readers, dict.fromkeys(THREE, 0.0)) for page in pages])
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
