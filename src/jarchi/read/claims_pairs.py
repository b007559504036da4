"""Pairs: which source and which content belong to which cue, among the spans that the tagger marked.

A log-linear choice (Berger, Della Pietra and Della Pietra 1996): each content takes the cue, and each cue the source,
whose features weigh most; a cue may go without a source. The features look at order, distance and what stands
between, never at words, so that they serve any language; their weights ship as a table that can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from jarchi.records.spans import Span

REACH = 7
"""Marks on either side of one among which its partner is sought."""
QUOTES = "\"“”«»„'‘’"
NONE = "none"

Weights = Mapping[str, float]


class Mark(msgspec.Struct, frozen=True):
    """A tagged span with its role, the index of its sentence and paragraph, its place in words, and its chance."""

    span: Span
    role: str
    sentence: int
    paragraph: int
    first: int
    last: int
    chance: float = 1.0


class Group(msgspec.Struct, frozen=True):
    """A cue with its sources and contents, each in order of the text."""

    cue: Mark
    sources: tuple[Mark, ...]
    contents: tuple[Mark, ...]


@cache
def shipped_weights() -> dict[str, Weights]:
    """Give the weights that ship: for "source" and "content" the weight of each feature."""
    table: dict[str, Weights] = json.loads(files("jarchi.read").joinpath("claims_pairs.json").read_bytes())
    return table


def grouped(marks: Sequence[Mark], text: str, weights: Mapping[str, Weights]) -> tuple[Group, ...]:
    """Give a group for every cue, in order; a content that no cue is near to is left out."""
    contents: dict[int, list[Mark]] = {}
    sources: dict[int, tuple[Mark, ...]] = {}
    for at, mark in enumerate(marks):
        if mark.role == "content":
            cue = best(weights["content"], cue_choices(marks, at, text))
            if cue is not None and cue >= 0:
                contents.setdefault(cue, []).append(mark)
        elif mark.role == "cue":
            source = best(weights["source"], source_choices(marks, at, text))
            sources[at] = () if source is None or source < 0 else (marks[source],)
    return tuple(Group(marks[at], sources[at], tuple(contents.get(at, ()))) for at in sources)


def cue_choices(marks: Sequence[Mark], content: int, text: str) -> Iterable[tuple[int, list[str]]]:
    """Give the cues near a content with their features, and -1 for none: the tagger may have missed its cue."""
    for near in range(max(0, content - REACH), min(len(marks), content + REACH + 1)):
        if marks[near].role == "cue":
            yield near, pair_features(marks, near, content, text)
    yield -1, none_features(marks, content, "cue", text)


def source_choices(marks: Sequence[Mark], cue: int, text: str) -> Iterable[tuple[int, list[str]]]:
    """Give the sources near a cue with their features, and -1 for none."""
    for near in range(max(0, cue - REACH), min(len(marks), cue + REACH + 1)):
        if marks[near].role == "source":
            yield near, pair_features(marks, cue, near, text)
    yield -1, none_features(marks, cue, "source", text)


def best(weights: Weights, choices: Iterable[tuple[int, list[str]]]) -> int | None:
    """Give the choice that weighs most, the first of equals; None where there is none."""
    scored = [(-sum(weights.get(name, 0.0) for name in names), index) for index, names in choices]
    return min(scored)[1] if scored else None


def pair_features(marks: Sequence[Mark], cue: int, other: int, text: str) -> list[str]:
    """Give the features of a cue with a source or content."""
    left, right = min(cue, other), max(cue, other)
    side = "before" if other < cue else "after"
    between = [mark.role for mark in marks[left + 1 : right]]
    one, two = marks[left], marks[right]
    counts = ",".join(f"{role}{min(between.count(role), 2)}" for role in ("source", "cue", "content"))
    sentences = min(two.sentence - one.sentence, 3)
    paragraphs = min(two.paragraph - one.paragraph, 2)
    gap = bucket(two.first - one.last)
    mine = marks[other]
    opener = "quoted" if text[mine.span.start] in QUOTES or text[mine.span.end - 1] in QUOTES else "plain"
    first = "first" if other == 0 or marks[other - 1].sentence != mine.sentence else "later"
    last = "last" if other + 1 == len(marks) or marks[other + 1].sentence != mine.sentence else "inner"
    after = marks[other + 1].role if other + 1 < len(marks) and last == "inner" else "end"
    before = marks[other - 1].role if first == "later" else "start"
    beside_cue = (
        marks[cue + 1].role if cue + 1 < len(marks) and marks[cue + 1].sentence == marks[cue].sentence else "end"
    )
    ahead_cue = marks[cue - 1].role if cue and marks[cue - 1].sentence == marks[cue].sentence else "start"
    near = f"{side},s{sentences}"
    return [
        f"{side},{counts}",
        f"{near},{counts}",
        f"{near},gap{gap}",
        f"{near},p{paragraphs},{opener}",
        f"{near},{opener},{before},{after}",
        f"{near},cue {ahead_cue} {beside_cue}",
        f"{side},{'>'.join(between[:3])},{sentences}",
        f"{near},{first},{last}",
    ]


def none_features(marks: Sequence[Mark], at: int, wanted: str, text: str) -> list[str]:
    """Give the features of a mark for having no partner of the role `wanted`."""
    mine = marks[at]
    before = marks[at - 1].role if at and marks[at - 1].sentence == mine.sentence else "start"
    after = marks[at + 1].role if at + 1 < len(marks) and marks[at + 1].sentence == mine.sentence else "end"
    near = marks[max(0, at - REACH) : at + REACH]
    here = min(sum(mark.role == wanted and mark.sentence == mine.sentence for mark in near), 2)
    opener = "quoted" if text[mine.span.start] in QUOTES or text[mine.span.end - 1] in QUOTES else "plain"
    return [NONE, f"{NONE},{before},{after}", f"{NONE},{here}", f"{NONE},{here},{opener},{before},{after}"]


def bucket(words: int) -> int:
    """Give a distance in words by its size."""
    return next(size for size, most in enumerate((0, 1, 2, 4, 8, 16, 32, 64, 10**9)) if words <= most)
