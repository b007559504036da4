"""Measure who-said-what on PolNeAR: token F1 of source, cue and content, plain and for exact spans.

    uv run python evals/polnear.py FOLDER [--errors N]

FOLDER is a part of the corpus ("dev") with `text/` and `attributions/`. Where an article has several annotators the
first by name counts. A token is right where it has the same label; exact: the label's whole run of tokens. The corpus
annotates attitudes, intentions and events of speech too, which jarchi leaves alone on purpose, so recall is low.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jarchi.read import Reader
from jarchi.read.tokens import TOKEN
from jarchi.records.articles import Document
from jarchi.records.spans import Span
from jarchi.regions import load_region

ROLES = ("Source", "Cue", "Content")
Labels = dict[str, set[int]]


def articles(folder: Path) -> Iterator[tuple[str, str, list[Labels]]]:
    """Give name, text and attributions of each article; an attribution is, for each role, its code points."""
    seen = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name in seen:
            continue
        seen.add(name)
        texts = sorted((folder / "text").glob(f"{name}*.txt"))
        yield name, texts[0].read_bytes().decode("utf-8"), attributions(path.read_bytes().decode("utf-8"))


def attributions(annotations: str) -> list[Labels]:
    """Give the attributions of one brat file."""
    spans: dict[str, set[int]] = {}
    events = []
    for line in annotations.split("\n"):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 2:
            places = [part.split() for part in parts[1].split(" ", 1)[1].split(";")]
            spans[parts[0]] = {offset for start, end in places for offset in range(int(start), int(end))}
        elif line.startswith("E"):
            events.append([pair.split(":") for pair in parts[1].split()])
    found = []
    for event in events:
        labels: Labels = {role: set() for role in ROLES}
        for role, key in event:
            labels.get(re.sub(r"\d+\Z", "", role), set()).update(spans.get(key, ()))
        found.append(labels)
    return found


def label_tokens(tokens: list[Span], groups: list[Labels]) -> dict[str, list[bool]]:
    """Give, for each role, which tokens have it in any attribution."""
    offsets = {role: set().union(*(group[role] for group in groups)) if groups else set() for role in ROLES}
    return {role: [token.start in offsets[role] for token in tokens] for role in ROLES}


def exact_spans(tokens: list[Span], groups: list[Labels], role: str) -> Counter[tuple[int, ...]]:
    """Give the spans of a role as tuples of token starts, one for each attribution that has it."""
    spans: Counter[tuple[int, ...]] = Counter()
    for group in groups:
        starts = tuple(token.start for token in tokens if token.start in group[role] and TOKEN_IS_WORD(token))
        if starts:
            spans[starts] += 1
    return spans


def TOKEN_IS_WORD(token: Span) -> bool:  # noqa: N802
    """Count every token; a hook for leaving marks out of the exact figure."""
    return token.end > token.start


def score(right: int, found: int, gold: int) -> str:
    """Give precision, recall and F1 in per cent."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def main() -> None:
    """Print the scores of the shipped reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print this many claims that match no attribution's cue")
    arguments = parser.parse_args()
    reader = Reader(load_region("central_asia"))
    token_counts = {role: [0, 0, 0] for role in ROLES}
    exact_counts = {role: [0, 0, 0] for role in ROLES}
    shown, seconds, number = 0, 0.0, 0
    for name, text, gold in articles(arguments.folder):
        begun = time.perf_counter()
        claims = reader.read(Document(id=name, text=text, language="en")).claims
        seconds, number = seconds + time.perf_counter() - begun, number + 1
        tokens = [Span(match.start(), match.end()) for match in TOKEN.finditer(text)]
        found = [
            {
                role: {offset for span in getattr(claim, role.lower()) for offset in range(span.start, span.end)}
                for role in ROLES
            }
            for claim in claims
        ]
        in_gold, in_found = label_tokens(tokens, gold), label_tokens(tokens, found)
        for role in ROLES:
            pairs = list(zip(in_gold[role], in_found[role], strict=True))
            counts = (sum(a and b for a, b in pairs), sum(b for _, b in pairs), sum(a for a, _ in pairs))
            token_counts[role] = [a + b for a, b in zip(token_counts[role], counts, strict=True)]
            one, two = exact_spans(tokens, gold, role), exact_spans(tokens, found, role)
            counts = ((one & two).total(), two.total(), one.total())
            exact_counts[role] = [a + b for a, b in zip(exact_counts[role], counts, strict=True)]
        cues = set().union(*(labels["Cue"] for labels in gold)) if gold else set()
        for claim in claims:
            if shown < arguments.errors and claim.cue[0].end - 1 not in cues:
                shown += 1
                parts = (
                    " | ".join(span.of(text) for span in part) for part in (claim.source, claim.cue, claim.content)
                )
                print("no such attribution:", " / ".join(parts)[:220].replace("\n", " "), file=sys.stderr)
    for title, counts_of in (("tokens", token_counts), ("exact spans", exact_counts)):
        for role in ROLES:
            print(f"{title:12} {role:8} {score(*counts_of[role])}")
    print(f"{number} articles, {number / seconds:.1f} a second")


if __name__ == "__main__":
    main()
