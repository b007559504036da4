"""The relations between claims that the linker finds in real news, with both sentences: to be judged by eye.

    python evals/disputes.py ECBPLUS [--topics 26-35] [--kinds contradicts,denies,updates,retracts] [--seeds 1]
                             [--readings CACHE.json]

Articles are read with the encoder and linked as evals/stories.py links them, in shuffled orders. Prints each relation
once with the words of both claims, their sentences and the reason, then how many there are of each kind. There is no
gold standard of such relations in real news: what was counted by hand stands in docs/scoreboard.md.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

from bulletin import readings_of
from stories import START, articles_of

from jarchi.link import Linker
from jarchi.records.articles import Document
from jarchi.records.histories import BETWEEN_CLAIMS
from jarchi.records.links import Relation
from jarchi.records.readings import Claim, Reading, claim_id
from jarchi.regions import load_region

Read = tuple[Document, Reading]


def relations_of(read: list[Read], seed: int) -> list[Relation]:
    """Link the articles in an order shuffled by `seed` and give the relations between their claims."""
    order = list(read)
    random.Random(seed).shuffle(order)
    linker, found = Linker(load_region("central_asia")), []
    for number, (document, reading) in enumerate(order):
        moment = (START + timedelta(days=3) * number / len(order)).isoformat()
        linked, _ = linker.link(document, reading, document.id, moment=moment)
        found += [one for one in linked.relations if one.kind in BETWEEN_CLAIMS]
    return found


class Claims:
    """The claims of all articles, to be told."""

    def __init__(self, read: list[Read]) -> None:
        self._known = {
            claim_id(document.id, claim): (document, reading, claim)
            for document, reading in read
            for claim in reading.claims
        }

    def told(self, id: str) -> str:
        """Give a claim in two lines: its article, speaker and content, and the sentence that this begins in."""
        document, reading, claim = self._known[id]
        text = document.text
        source = " ".join(span.of(text) for span in claim.source) or "?"
        content = " … ".join(span.of(text) for span in claim.content)
        told = f"{document.id} {source} ({claim.kind}, {claim.polarity}): {content}"
        return f"{told}\n      | {sentence(document, reading, claim)}"


def sentence(document: Document, reading: Reading, claim: Claim) -> str:
    """Give the sentence that a claim's content begins in."""
    at = claim.content[0].start
    return next((span.of(document.text) for span in reading.sentences if span.start <= at < span.end), "")


def main() -> None:
    """Print the relations and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", default="26-35")
    parser.add_argument("--kinds", default="contradicts,denies,updates,retracts")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--readings", type=Path)
    options = parser.parse_args()
    first, _, last = options.topics.partition("-")
    articles = articles_of(options.folder, range(int(first), int(last or first) + 1))
    documents = [Document(name, text) for name, _, text in articles]
    readings = readings_of(documents, options.readings)
    read = [(document, readings[document.id]) for document in documents if document.id in readings]
    found = {
        (one.kind, one.subject, one.object): one for seed in range(options.seeds) for one in relations_of(read, seed)
    }
    claims, shown = Claims(read), options.kinds.split(",")
    for key in sorted(found):
        if key[0] in shown:
            print(f"{key[0]}  {found[key].reason}")
            print(f"  before {claims.told(key[2])}\n  later  {claims.told(key[1])}\n")
    for kind, count in sorted(Counter(kind for kind, _, _ in found).items()):
        print(f"{kind:12} {count}")


if __name__ == "__main__":
    main()
