"""How well relations between claims are told: the pairs of claim_pairs.jsonl, read and related by the real rooms.

    python evals/claim_relations.py [--part tune|held|all] [--errors]

The pairs are invented: outlets, persons and figures are made up in the style of agency news. In a text, `{}` hold the
speaker and `[]` the content of the claim that is meant; the marks are taken out before reading. Pairs with odd numbers
are for tuning, those with even numbers are held out. What counts is the relation of a claim read at the marked content
of the second text to one read at that of the first; a claim that is not read has none. `retracts` is shown apart: the
macro F1 is over the five kinds and none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from jarchi.link.claims import claim_keys, lands_of, relate_claims
from jarchi.link.signatures import Signature
from jarchi.read import Reader
from jarchi.records.articles import Document, instant
from jarchi.records.readings import claim_id
from jarchi.records.spans import Span, hull
from jarchi.regions import load_region

PAIRS = Path(__file__).with_name("claim_pairs.jsonl")
KINDS = ("repeats", "confirms", "denies", "contradicts", "updates", "none")
ORDER = ("retracts", "denies", "contradicts", "updates", "confirms", "repeats")
MARK = re.compile(r"[{}\[\]]")


def unmarked(text: str) -> tuple[str, Span]:
    """Give a text without its marks, and the span of the content in it."""
    plain = MARK.sub("", text)
    start = len(MARK.sub("", text[: text.index("[")]))
    end = len(MARK.sub("", text[: text.index("]")]))
    return plain, Span(start, end)


class Side:
    """One article of a pair: its signature, and the ids of the claims at the marked content."""

    def __init__(self, reader: Reader, name: str, side: dict[str, str], hour: int, lands: dict[str, str]) -> None:
        text, marked = unmarked(side["text"])
        published = f"{side['date']}T{hour:02}:00:00Z"
        document = Document(name, text, source=side["outlet"], published=published)
        self.reading = reader.read(document)
        moment = instant(published)
        assert moment is not None
        self.signature = Signature(
            article=name,
            revision=name,
            story="s",
            moment=int(moment.timestamp()),
            language=self.reading.language or "",
            claims=claim_keys(text, self.reading, name, lands),
        )
        self.meant = {
            claim_id(name, claim)
            for claim in self.reading.claims
            if claim.content and (whole := hull(claim.content)).start < marked.end and marked.start < whole.end
        }


def told(reader: Reader, pair: dict, lands: dict[str, str]) -> tuple[str, str, Side, Side]:
    """Give the relation that is told of a pair, and its reason."""
    one, two = Side(reader, "a", pair["one"], 8, lands), Side(reader, "b", pair["two"], 18, lands)
    found = {
        relation.kind: relation.reason
        for relation in relate_claims(two.signature, [one.signature])
        if relation.subject in two.meant and relation.object in one.meant
    }
    kind = next((kind for kind in ORDER if kind in found), "none")
    return kind, found.get(kind, "no claim" if not (one.meant and two.meant) else ""), one, two


def report(results: list[tuple[str, str]], name: str) -> None:
    """Print precision, recall and F1 of each kind, and the macro F1."""
    right, gold, given = Counter(), Counter(), Counter()
    for expected, found in results:
        gold[expected] += 1
        given[found] += 1
        right[expected] += expected == found
    scores = []
    for kind in (*KINDS, "retracts"):
        f1 = 2 * right[kind] / (gold[kind] + given[kind]) if gold[kind] + given[kind] else 0.0
        precision = right[kind] / given[kind] if given[kind] else 0.0
        recall = right[kind] / gold[kind] if gold[kind] else 0.0
        scores.append(f1)
        print(f"{name:5} {kind:12} {gold[kind]:3} pairs  precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")
    print(f"{name}: macro F1 {sum(scores[: len(KINDS)]) / len(KINDS):.3f}\n")


def main() -> None:
    """Print the figures of the tuning half, of the held half and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--part", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    region = load_region("central_asia")
    reader, lands = Reader(region), lands_of(region)
    results: dict[str, list[tuple[str, str]]] = {"tune": [], "held": []}
    for pair in pairs:
        part = "tune" if int(pair["id"].rpartition("-")[2]) % 2 else "held"
        if options.part not in (part, "all"):
            continue
        kind, reason, one, two = told(reader, pair, lands)
        results[part].append((pair["relation"], kind))
        if options.errors and kind != pair["relation"]:
            print(f"{pair['id']}: {kind} ({reason})\n  {pair['one']['text']}\n  {pair['two']['text']}")
            for side in (one, two):
                for claim in side.signature.claims:
                    mark = "*" if claim.id in side.meant else " "
                    print(f"   {mark} {claim}")
    for part, found in results.items():
        if found:
            report(found, part)
    if options.part == "all":
        report(results["tune"] + results["held"], "all")


if __name__ == "__main__":
    main()
