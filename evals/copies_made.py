"""Copies among what is no copy: precision and recall on 2,000 articles made of the texts in a data folder.

    python evals/copies_made.py FOLDER [--most 2000] [--show]

Half are texts as they are, many of them of the same happenings (ECB+ tells each one in many articles). Two fifths are
reprints, each by one documented change: a headline of its own, a cut to the first 60 %, wrapping in an article twice
as long, a tenth of the words changed, paragraphs in another order, an agency's credit and boilerplate added, or these
combined. A tenth are distractors: short reports that quote up to 25 words of each of two texts, around the same
boilerplate as the credited ones. Originals go in first, the rest in an order shuffled by a seed. Only the very origin
counts as right. Texts that reprint one another in the corpus itself are found by a plain comparison of all their
sequences of eight words, and left out.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from stories import text_of

from jarchi.link import Linker
from jarchi.link.words import words_of
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.regions import load_region

FEWEST_WORDS = 60
BOILERPLATE = (
    "Sign up for our newsletter to have the best of our reporting in your inbox every morning. All rights reserved; no "
    "part of this page may be used again without the consent of the publisher. Write to the desk with corrections. "
)
FILLER = f"{BOILERPLATE} shops were open as usual and trams ran on all lines while the river stood low".split()


def filler(chance: random.Random, count: int) -> str:
    """Give so many words in no order."""
    return " ".join(chance.choices(FILLER, k=count))


def cut(text: str, chance: random.Random) -> str:
    """Keep the first 60 %."""
    words = text.split(" ")
    return " ".join(words[: len(words) * 6 // 10])


def wrapped(text: str, chance: random.Random) -> str:
    """Put the text into one twice as long."""
    half = len(text.split()) // 2
    return f"{filler(chance, half)}\n\n{text}\n\n{filler(chance, half)}"


def edited(text: str, chance: random.Random) -> str:
    """Change a tenth of the words."""
    return " ".join(f"{word[:2]}x" if chance.random() < 0.1 else word for word in text.split(" "))


def moved(text: str, chance: random.Random) -> str:
    """Put the lines into another order."""
    lines = [line for line in text.splitlines() if line.strip()]
    chance.shuffle(lines)
    return "\n".join(lines)


def headed(text: str, chance: random.Random) -> str:
    """Change nothing but the headline, which every reprint gets."""
    return text


def credited(text: str, chance: random.Random) -> str:
    """Add an address line and an agency's credit."""
    return f"FARTOWN, Monday (Wire) - {text}\n\nThe agency reported this to its readers. {BOILERPLATE}"


def combined(text: str, chance: random.Random) -> str:
    """Cut, add a credit and boilerplate, and change one word in twenty."""
    shorter = " ".join(f"{word[:2]}x" if chance.random() < 0.05 else word for word in cut(text, chance).split(" "))
    return credited(shorter, chance)


CHANGES = (headed, cut, wrapped, edited, moved, credited, combined)


def texts_of(folder: Path) -> dict[str, str]:
    """Give the texts of at least 60 words: plain text of PolNeAR, ECB+ XML."""
    found = {path.stem: path.read_text("utf-8", "replace") for path in sorted(folder.glob("attribution/**/*.txt"))}
    found |= {path.stem: text_of(path) for path in sorted(folder.glob("stories/ecbplus/*/*.xml"))}
    return {name: text for name, text in found.items() if len(text.split()) >= FEWEST_WORDS}


def without_reprints(texts: dict[str, str]) -> dict[str, str]:
    """Leave out every text that shares a third of the shorter one's eight-word sequences with one before it."""
    holders: dict[tuple[str, ...], str] = {}
    sizes: dict[str, int] = {}
    for name, text in texts.items():
        words = words_of(text)
        runs = {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
        shared = Counter(holders[run] for run in runs if run in holders)
        if all(count < min(len(runs), sizes[other]) / 3 for other, count in shared.items()):
            sizes[name] = len(runs)
            holders |= dict.fromkeys(runs, name)
    return {name: texts[name] for name in sizes}


def made(texts: dict[str, str], most: int, chance: random.Random) -> list[tuple[str, str, str, str | None]]:
    """Give id, kind, text and origin of every article, originals before what is made of them."""
    names = chance.sample(sorted(texts), min(len(texts), most // 2))
    articles: list[tuple[str, str, str, str | None]] = [(name, "original", texts[name], None) for name in names]
    rest: list[tuple[str, str, str, str | None]] = []
    for number in range(most * 2 // 5):
        origin, change = names[number % len(names)], CHANGES[number % len(CHANGES)]
        rest.append((f"{origin}/{change.__name__}", change.__name__, change(texts[origin], chance), origin))
    for number, name in enumerate(names[: most // 10]):
        one, other = (" ".join(texts[of].split()[20:45]) for of in (name, names[-1 - number]))
        rest.append((f"{name}/quoting", "quoting", f"{one}. {BOILERPLATE} {other}. {filler(chance, 80)}", None))
    chance.shuffle(rest)
    return articles + rest


def main() -> None:
    """Print precision, recall, and recall by kind of change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=2000)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    chance = random.Random(11)
    articles = made(without_reprints(texts_of(options.folder)), options.most, chance)
    linker = Linker(load_region("central_asia"))
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    for name, kind, text, origin in articles:
        document = Document(name, text, title=f"Headline {len(text)}", published="2024-01-01T00:00:00Z")
        found = linker.link(document, Reading(name, "", "en"), name)[0].membership.copy_of
        total[kind] += 1
        right[kind] += found == origin
        if found is not None and found != origin:
            wrong.append((name, found))
    copies = [change.__name__ for change in CHANGES]
    told = sum(right[kind] for kind in copies)
    print(f"{len(articles)} articles: " + ", ".join(f"{count} {kind}" for kind, count in sorted(total.items())))
    precision, recall = told / (told + len(wrong)), told / sum(total[kind] for kind in copies)
    print(f"precision {100 * precision:.2f}  recall {100 * recall:.2f}")
    print("recall by change: " + ", ".join(f"{kind} {100 * right[kind] / (total[kind] or 1):.1f}" for kind in copies))
    if options.show:
        print("\n".join(f"  {name} called a copy of {other}" for name, other in wrong))


if __name__ == "__main__":
    main()
