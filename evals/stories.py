"""How well stories are told apart: B-cubed precision, recall and F1 of the linker on a folder laid out like ECB+.

    python evals/stories.py FOLDER [--topics 26-35] [--seeds 3] [--days 3] [--text-only | --whole]

Each topic folder holds two happenings alike: `N_*ecb.xml` tells of one, `N_*ecbplus.xml` of the other. All topics are
linked as one stream in a shuffled order, spread over `--days`, so that time tells nothing; stories are taken as they
stand in the end. Texts are read as `jarchi link -` reads them, by rules; with `--whole` as `jarchi read` does, with the
encoder.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from jarchi.errors import ReadError
from jarchi.link import Linker
from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.regions import load_region

NO_SPACE_BEFORE = {".", ",", ";", ":", "!", "?", ")", "%", "'s", "n't"}
START = datetime(2024, 1, 1, tzinfo=UTC)


def text_of(path: Path) -> str:
    """Give the text of an annotated article, a line a sentence, without the address that some begin with."""
    lines: dict[str, str] = {}
    for token in etree.parse(str(path), etree.XMLParser(resolve_entities=False)).getroot().iter("token"):
        sentence, word = token.get("sentence", ""), token.text or ""
        space = "" if word in NO_SPACE_BEFORE or sentence not in lines else " "
        lines[sentence] = lines.get(sentence, "") + space + word
    return "\n".join(line for line in lines.values() if not line.startswith("http"))


def articles_of(folder: Path, topics: range) -> list[tuple[str, str, str]]:
    """Give id, happening and text of every article of the topics."""
    paths = [path for topic in topics for path in sorted((folder / str(topic)).glob("*.xml"))]
    return [
        (path.stem, path.parent.name + path.stem.partition("_")[2].lstrip("0123456789"), text_of(path))
        for path in paths
    ]


def b_cubed(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 (Bagga and Baldwin, 1998) of a partition."""
    both, golds, givens = Counter(zip(gold, given, strict=True)), Counter(gold), Counter(given)
    precision = sum(count * count / givens[one] for (_, one), count in both.items()) / len(gold)
    recall = sum(count * count / golds[one] for (one, _), count in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def stories_of(
    articles: Sequence[tuple[str, str, str]], readings: dict[str, Reading], seed: int, days: int = 3
) -> dict[str, str]:
    """Link the articles in an order shuffled by `seed` and give the story of each."""
    order = list(articles)
    random.Random(seed).shuffle(order)
    linker = Linker(load_region("central_asia"))
    for number, (name, _, text) in enumerate(order):
        published = (START + timedelta(days=days) * number / len(order)).isoformat()
        linker.link(Document(name, text, published=published), readings[name], name)
    return {name: linker.window.signatures[name].story for name, _, _ in order}


def likeness_of_orders(partitions: Sequence[dict[str, str]]) -> float:
    """Give the mean B-cubed F1 between the stories of every two orders: 1 where order made no difference."""
    pairs = [
        b_cubed([one[name] for name in one], [other[name] for name in one])[2]
        for one, other in itertools.combinations(partitions, 2)
    ]
    return sum(pairs) / len(pairs)


def main() -> None:
    """Print the mean scores over some shuffled orders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", default="26-35")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--text-only", action="store_true", help="link without anything read out of the texts")
    parser.add_argument("--whole", action="store_true", help="read the texts with the encoder too")
    options = parser.parse_args()
    first, _, last = options.topics.partition("-")
    articles = articles_of(options.folder, range(int(first), int(last or first) + 1))
    reader = Reader(load_region("central_asia"))
    readings = {name: Reading(name, "", "en") for name, _, _ in articles}
    for name, _, text in [] if options.text_only else articles:
        try:
            readings[name] = (reader.read if options.whole else reader.read_marks)(Document(name, text))
        except ReadError as error:
            print(f"{name}: {error}")
    partitions = [stories_of(articles, readings, seed, options.days) for seed in range(options.seeds)]
    gold = {name: happening for name, happening, _ in articles}
    scores = [b_cubed([gold[name] for name in stories], list(stories.values())) for stories in partitions]
    happenings = len({happening for _, happening, _ in articles})
    means = [sum(values) / len(scores) for values in zip(*scores, strict=True)]
    print(f"{len(articles)} articles, {happenings} happenings, {len(scores)} orders")
    print("B-cubed precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*means))
    if len(partitions) > 1:
        print(f"B-cubed between the stories of any two orders {likeness_of_orders(partitions):.3f}")


if __name__ == "__main__":
    main()
