"""Measure who-said-what on PolNeAR: token F1 of source, cue and content, plain and for exact spans.

    uv run python evals/polnear.py FOLDER [--errors N]

FOLDER is a part of the corpus ("dev") with `text/` and `attributions/`. Where an article has several annotators the
first by name counts. A token is right where it has the same label; an exact span, where it is all that a claim has of
the role, once for each claim; a single span, where it is an unbroken part of one, however often. The corpus
annotates attitudes, intentions and events of speech too, which jarchi leaves alone on purpose, so recall is low.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jarchi.read import Reader
from jarchi.read.tokens import TOKEN
from jarchi.records.articles import Document
from jarchi.records.readings import Claim
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
    spans = (tuple(token.start for token in tokens if token.start in group[role]) for group in groups)
    return Counter(span for span in spans if span)


def single_spans(tokens: list[Span], spans: Counter[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Give each unbroken run of tokens in the spans once, whatever attributions it belongs to."""
    place = {token.start: index for index, token in enumerate(tokens)}
    found = set()
    for span in spans:
        begun = 0
        for at in range(1, len(span) + 1):
            if at == len(span) or place[span[at]] != place[span[at - 1]] + 1:
                found.add(span[begun:at])
                begun = at
    return found


def labels_of(claim: Claim) -> Labels:
    """Give a claim as the corpus gives an attribution: the code points of each role."""
    return {
        role: {offset for span in getattr(claim, role.lower()) for offset in range(span.start, span.end)}
        for role in ROLES
    }


class Score:
    """How many are right, found and in the corpus, for each role."""

    def __init__(self) -> None:
        self.counts = {role: [0, 0, 0] for role in ROLES}

    def add(self, role: str, right: int, found: int, gold: int) -> None:
        """Add an article's counts."""
        self.counts[role] = [old + new for old, new in zip(self.counts[role], (right, found, gold), strict=True)]

    def lines(self, title: str) -> Iterator[str]:
        """Give precision, recall and F1 in per cent, a line a role."""
        for role, (right, found, gold) in self.counts.items():
            precision, recall = right / max(found, 1), right / max(gold, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            yield f"{title:12} {role:8} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def compare(text: str, gold: list[Labels], found: list[Labels], scores: tuple[Score, Score, Score]) -> None:
    """Add one article to the scores by token, by span of a claim, and by single span."""
    by_token, by_span, by_part = scores
    tokens = [Span(match.start(), match.end()) for match in TOKEN.finditer(text)]
    in_gold, in_found = label_tokens(tokens, gold), label_tokens(tokens, found)
    for role in ROLES:
        pairs = list(zip(in_gold[role], in_found[role], strict=True))
        by_token.add(role, sum(a and b for a, b in pairs), sum(b for _, b in pairs), sum(a for a, _ in pairs))
        one, two = exact_spans(tokens, gold, role), exact_spans(tokens, found, role)
        by_span.add(role, (one & two).total(), two.total(), one.total())
        theirs, mine = single_spans(tokens, one), single_spans(tokens, two)
        by_part.add(role, len(theirs & mine), len(mine), len(theirs))


def unmatched(text: str, gold: list[Labels], claims: tuple[Claim, ...]) -> Iterator[str]:
    """Give the claims whose cue no attribution has, in a line each."""
    cues = set().union(*(labels["Cue"] for labels in gold))
    for claim in claims:
        if claim.cue[0].end - 1 not in cues:
            parts = (" | ".join(span.of(text) for span in part) for part in (claim.source, claim.cue, claim.content))
            yield " / ".join(parts)[:220].replace("\n", " ")


def main() -> None:
    """Print the scores of the shipped reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show this many claims whose cue no attribution has")
    arguments = parser.parse_args()
    reader = Reader(load_region("central_asia"))
    scores, errors = (Score(), Score(), Score()), []
    seconds, number = 0.0, 0
    for name, text, gold in articles(arguments.folder):
        begun = time.perf_counter()
        claims = reader.read(Document(id=name, text=text, language="en")).claims
        seconds, number = seconds + time.perf_counter() - begun, number + 1
        compare(text, gold, [labels_of(claim) for claim in claims], scores)
        errors.extend(unmatched(text, gold, claims))
    titles = ("tokens", "exact spans", "single spans")
    lines = [line for title, score in zip(titles, scores, strict=True) for line in score.lines(title)]
    print("\n".join([*errors[: arguments.errors], *lines]))
    print(f"{number} articles, {number / seconds:.1f} a second")


if __name__ == "__main__":
    main()
