"""Names in English against CoNLL++: exact spans and kinds, by `jarchi read`'s own reader.

    python evals/names.py DATA/names/conllpp/conllpp_dev.txt

Sentences of a document are joined by line ends and words by blanks as English writes them. F1 is micro-averaged over
person, organization and place; "other" is given apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.regions import load_region

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from corpora import conllpp

KINDS = ("person", "organization", "place", "other")


def main() -> None:
    """Print precision, recall and F1 a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    reader = Reader(load_region("central_asia"))
    counts = {kind: [0, 0, 0] for kind in KINDS}
    seconds = 0.0
    for sample in conllpp(arguments.file):
        gold = set(sample.spans)
        begun = time.perf_counter()
        names = reader.read(Document(id=sample.id, text=sample.text, language="en")).names
        seconds += time.perf_counter() - begun
        found = {(name.span.start, name.span.end, name.kind) for name in names}
        for kind in KINDS:
            mine, theirs = ({span for span in spans if span[2] == kind} for spans in (found, gold))
            for at, number in enumerate((len(mine & theirs), len(mine), len(theirs))):
                counts[kind][at] += number
    three = [sum(counts[kind][at] for kind in KINDS[:3]) for at in range(3)]
    for kind, (right, found_, gold_) in (*counts.items(), ("all but other", three)):
        precision, recall = right / max(1, found_), right / max(1, gold_)
        print(
            f"{kind:14} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {200 * right / max(1, found_ + gold_):5.1f}"
        )
    print(f"{seconds:.1f} s")


if __name__ == "__main__":
    main()
