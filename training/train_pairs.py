"""Learn which source and content belong to which cue, from the attributions of PolNeAR.

    uv run python training/train_pairs.py DATA/attribution/polnear

Reads the gold spans of `train`, once whole and once with cues missing, fits the log-linear choices of
`jarchi.read.claims_pairs` by stochastic gradient with an L2 penalty, writes `src/jarchi/read/claims_pairs.json` and
prints how many choices on `dev` are right. Deterministic.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from pathlib import Path

from jarchi.read.claims_pairs import best, cue_choices, source_choices
from jarchi.read.claims_tagged import marks_of
from jarchi.read.page import Page, Tag
from jarchi.read.sentences import SentenceReader
from jarchi.records.spans import Span

MISSED = 0.25
"""Share of cues that one of two passes leaves out, as the tagger does: a content may be nobody's then."""
EPOCHS, RATE, PENALTY, LEAST = 12, 0.1, 2e-5, 0.05
OUT = Path(__file__).parents[1] / "src/jarchi/read/claims_pairs.json"
LINE = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")


def choices_of(folder: Path):
    """Give (role, choices, right ones) for every content fragment and every cue of the corpus."""
    chance = random.Random(5)
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{path.stem.rsplit('_', 1)[0]}.txt").read_text(encoding="utf-8")
        lines = path.read_text(encoding="utf-8").splitlines()
        owners, tags = spans_in(lines)
        partners = partners_in(lines)
        page = Page(text=text, language="en", tags=tags)
        page = Page(text=text, language="en", tags=tags, sentences=SentenceReader().read(page))
        whole = marks_of(page)
        missed = {mark.span for mark in whole if mark.role == "cue" and chance.random() < MISSED}
        for marks in (whole, tuple(mark for mark in whole if mark.span not in missed)):
            for at, mark in enumerate(marks):
                if mark.role == "source":
                    continue
                role, find = ("content", cue_choices) if mark.role == "content" else ("source", source_choices)
                choices = list(find(marks, at, text))
                wanted = partners.get((owners[mark.span], role), set())
                yield (
                    role,
                    choices,
                    {near for near, _ in choices if owners.get(marks[near].span) in wanted and near >= 0} or {-1},
                )


def spans_in(lines: list[str]) -> tuple[dict[Span, str], tuple[Tag, ...]]:
    """Give the brat id that each fragment belongs to, and the fragments as tags in order."""
    owners, tags = {}, []
    for match in filter(None, map(LINE.match, lines)):
        for fragment in match[3].split(";"):
            span = Span(*map(int, fragment.split()))
            tags.append(Tag(span, "claims", match[2].lower()))
            owners[span] = match[1]
    return owners, tuple(sorted(tags, key=lambda tag: tag.span))


def partners_in(lines: list[str]) -> dict[tuple[str, str], set[str]]:
    """Give the ids of the cues of each content, and of the sources of each cue, by (id, "content" or "source")."""
    partners: dict[tuple[str, str], set[str]] = {}
    for group in (re.findall(r"(Cue|Source|Content)\d*:(T\d+)", line) for line in lines if line.startswith("E")):
        names = {role: {name for kind, name in group if kind == role} for role in ("Cue", "Source", "Content")}
        for content in names["Content"]:
            partners.setdefault((content, "content"), set()).update(names["Cue"])
        for cue in names["Cue"]:
            partners.setdefault((cue, "source"), set()).update(names["Source"])
    return partners


def fit(examples: list, weights: dict[str, float]) -> None:
    """Fit the weights in place."""
    chance = random.Random(3)
    for epoch in range(EPOCHS):
        chance.shuffle(examples)
        rate = RATE / (1 + epoch)
        for choices, right in examples:
            scores = [sum(weights.get(name, 0.0) for name in names) for _, names in choices]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            total = sum(powers)
            mass = sum(power for power, (index, _) in zip(powers, choices, strict=True) if index in right)
            for power, (index, names) in zip(powers, choices, strict=True):
                pull = (power / mass if index in right else 0.0) - power / total
                for name in names:
                    old = weights.get(name, 0.0)
                    weights[name] = old + rate * (pull - PENALTY * old)


def main() -> None:
    """Fit, write, score."""
    corpus = Path(sys.argv[1])
    table = {}
    dev = list(choices_of(corpus / "dev"))
    train = list(choices_of(corpus / "train"))
    for role in ("content", "source"):
        weights: dict[str, float] = {}
        fit([(choices, right) for kind, choices, right in train if kind == role and right and choices], weights)
        table[role] = {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= LEAST}
        tried = [(choices, right) for kind, choices, right in dev if kind == role]
        good = sum(best(table[role], choices) in right for choices, right in tried)
        print(f"{role}: {100 * good / len(tried):.2f} % of {len(tried)} right on dev, {len(table[role])} weights")
    OUT.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
