"""How well copies are told: precision and recall of the linker's `copy_of` on reprints made of the texts in a folder.

    python evals/copies.py FOLDER [--most 300] [--suffix .txt]

Every text of at least 60 words is linked as it is, one by one; a text that is called a copy though nobody reprinted it
is a false copy (a folder that itself holds reprints lowers precision: the pairs are listed with --show). Then reprints
of every second text are linked: cut, wrapped, re-headlined, edited, rearranged. Files are plain text or ECB+ XML.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from stories import text_of

from jarchi.link import Linker
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.regions import load_region

FEWEST_WORDS = 60
FILLER = (
    "Our desk adds that the matter has been followed here for some time. Readers wrote to us with questions, and the "
    "answers will appear in a later issue. Shops were open as usual, trams ran on all lines, and the river stood low. "
)
Change = Callable[[str, random.Random], str]


def cut(text: str, chance: random.Random) -> str:
    """Keep the first half."""
    words = text.split(" ")
    return " ".join(words[: len(words) // 2])


def wrapped(text: str, chance: random.Random) -> str:
    """Put the text into one twice as long."""
    filler = FILLER.split()
    around = [chance.choice(filler) for _ in text.split()]
    middle = len(around) // 2
    return " ".join(around[:middle]) + "\n\n" + text + "\n\n" + " ".join(around[middle:])


def edited(share: float) -> Change:
    """Give a change that replaces this share of the words."""

    def change(text: str, chance: random.Random) -> str:
        return " ".join(f"{word[:2]}x" if chance.random() < share else word for word in text.split(" "))

    return change


def moved(text: str, chance: random.Random) -> str:
    """Put the paragraphs, or lines, into another order."""
    lines = [line for line in text.splitlines() if line.strip()]
    chance.shuffle(lines)
    return "\n".join(lines)


def same(text: str, chance: random.Random) -> str:
    """Change nothing but the headline."""
    return text


CHANGES: dict[str, Change] = {
    "re-headlined": same,
    "cut": cut,
    "wrapped": wrapped,
    "moved": moved,
    "edited 5 %": edited(0.05),
    "edited 10 %": edited(0.10),
    "edited 15 %": edited(0.15),
}


def texts_of(folder: Path, suffix: str, most: int) -> dict[str, str]:
    """Give up to `most` texts of at least 60 words, by file name."""
    read = text_of if suffix == ".xml" else lambda path: path.read_text("utf-8", "replace")
    found: dict[str, str] = {}
    for path in sorted(folder.rglob(f"*{suffix}")):
        text = read(path)
        if len(text.split()) >= FEWEST_WORDS and len(found) < most:
            found[path.stem] = text
    return found


def main() -> None:
    """Print recall by kind of reprint, and precision over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--suffix", default=".txt")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    texts = texts_of(options.folder, options.suffix, options.most)
    linker = Linker(load_region("central_asia"))

    def copy_of(name: str, text: str, title: str) -> str | None:
        document = Document(name, text, title=title, published="2024-01-01T00:00:00Z")
        return linker.link(document, Reading(name, "", "en"), name)[0].membership.copy_of

    false = {name: other for name, text in texts.items() if (other := copy_of(name, text, name))}
    found: Counter[str] = Counter()
    wrong = len(false)
    originals = [name for name in list(texts)[::2] if name not in false]
    for name in originals:
        for kind, change in CHANGES.items():
            other = copy_of(f"{name}/{kind}", change(texts[name], random.Random(f"{name}{kind}")), "Another headline")
            found[kind] += other == name
            wrong += other not in (None, name)
    print(f"{len(texts)} texts, {len(false)} of them called copies before any was reprinted")
    if options.show:
        print("\n".join(f"  {name} of {other}" for name, other in false.items()))
    for kind in CHANGES:
        print(f"recall, {kind}: {found[kind] / len(originals):.3f}")
    right = sum(found.values())
    print(f"precision over all: {right / (right + wrong):.3f}")


if __name__ == "__main__":
    main()
