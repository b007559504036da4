"""Chains: from scores for every token to how likely each span is, exactly, over a whole text.

Forward and backward passes of a linear-chain CRF (Lafferty, McCallum and Pereira 2001). A text is cut into blocks of
about as many tokens as there are blocks, all blocks go on together, and what passes from block to block is a product
of matrices: a text of n tokens takes about 4 times the root of n steps, and the cut changes nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec
import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
Doubles = NDArray[numpy.float64]


class Chances:
    """The chances of the labels of one text: `scores` is (tokens, labels), `steps` (before, after); not empty."""

    def __init__(self, scores: Floats, steps: Floats) -> None:
        self.size, self.labels = scores.shape
        count = math.ceil(self.size / max(1, math.isqrt(self.size)))
        width = math.ceil(self.size / count)
        self.filled = self.size - (count - 1) * width
        powers = numpy.ones((count * width, self.labels))
        powers[: self.size] = numpy.exp(scores - scores.max(1, keepdims=True), dtype=numpy.float64)
        self.powers = powers.reshape(count, width, self.labels)
        self.steps = numpy.exp(steps.astype(numpy.float64))

    @cached_property
    def blocks(self) -> Doubles:
        """Give for each block but the last (before, after): what passes from the token before it to its last."""
        passed = self.steps * self.powers[:, 0, None, :]
        for at in range(1, self.powers.shape[1]):
            last = passed[-1].copy()
            passed = (passed @ self.steps) * self.powers[:, at, None, :]
            passed /= passed.sum((1, 2), keepdims=True)
            if at >= self.filled:
                passed[-1] = last
        return passed

    @cached_property
    def forward(self) -> Doubles:
        """Give (tokens, labels): the weight of all ways to come to a label, in sum one for each token."""
        count, width, _ = self.powers.shape
        entry = numpy.empty((count, self.labels))
        entry[0] = 1.0
        first = self.powers[0, 0]
        for at in range(1, width if count > 1 else 0):
            first = (first @ self.steps) * self.powers[0, at]
            first = first / first.sum()
        for block in range(1, count):
            entry[block] = first
            first = first @ self.blocks[block]
            first = first / max(first.sum(), 1e-300)
        found = numpy.empty_like(self.powers)
        now = (entry @ self.steps) * self.powers[:, 0]
        now[0] = self.powers[0, 0]
        for at in range(width):
            if at:
                now = (now @ self.steps) * self.powers[:, at]
            now /= numpy.maximum(now.sum(1, keepdims=True), 1e-300)
            found[:, at] = now
        return found.reshape(count * width, self.labels)[: self.size]

    @cached_property
    def backward(self) -> Doubles:
        """Give (tokens, labels): the weight of all ways to go on from a label, in sum one for each token."""
        count, width, _ = self.powers.shape
        exit_ = numpy.ones((count, self.labels))
        for block in range(count - 1, 0, -1):
            onward = self.blocks[block] @ exit_[block]
            exit_[block - 1] = onward / onward.sum()
        found = numpy.empty_like(self.powers)
        now = exit_
        for at in range(width - 1, -1, -1):
            if at < width - 1:
                now = (self.powers[:, at + 1] * now) @ self.steps.T
                now /= numpy.maximum(now.sum(1, keepdims=True), 1e-300)
            if at >= self.filled - 1:
                now[-1] = 1.0
            found[:, at] = now
        return found.reshape(count * width, self.labels)[: self.size]

    @cached_property
    def of_labels(self) -> Doubles:
        """Give (tokens, labels): the chance of each label."""
        both = self.forward * self.backward
        chances: Doubles = both / both.sum(1, keepdims=True)
        return chances

    def going_on(self, begun: int, inner: int) -> Doubles:
        """Give for each token the chance that label `inner` follows where the token has `begun`; the last has none."""
        powers = self.powers.reshape(-1, self.labels)[1 : self.size] * self.backward[1:]
        return numpy.append(self.steps[begun, inner] * powers[:, inner] / (powers @ self.steps[begun]), 0.0)


class Candidate(msgspec.Struct, frozen=True):
    """Tokens `[first, last)` that may be a span of `label`, and the chance that they are."""

    first: int
    last: int
    label: str
    chance: float


def candidates_of(chances: Chances, names: tuple[str, ...], least: float) -> list[Candidate]:
    """Give all spans that are at least as likely as `least`; `names` are the labels "O", "B-x", "I-x"."""
    found: list[Candidate] = []
    for begun, name in enumerate(names):
        if name.startswith("B-"):
            inner = names.index("I-" + name[2:])
            likely = spans_of(chances, begun, inner, least)
            found += (Candidate(first, last, name[2:], chance) for first, last, chance in likely)
    return found


def spans_of(chances: Chances, begun: int, inner: int, least: float) -> Iterator[tuple[int, int, float]]:
    """Give first and last token, half-open, and chance of each likely span of one label."""
    begins = chances.of_labels[:, begun]
    on_from_first, on = chances.going_on(begun, inner), chances.going_on(inner, inner)
    reach = numpy.cumsum(numpy.log(numpy.maximum(on, 1e-300)))
    reaches, held_on = reach.tolist(), on.tolist()
    ends = numpy.flatnonzero(1.0 - on >= least).tolist()
    for start in numpy.flatnonzero(begins >= least).tolist():
        alone = begins[start] * (1.0 - on_from_first[start])
        if alone >= least:
            yield start, start + 1, float(alone)
        further = begins[start] * on_from_first[start]
        if further < least:
            continue
        for at in range(bisect_right(ends, start), len(ends)):
            end = ends[at]
            held = further * math.exp(reaches[end - 1] - reaches[start])
            if held < least:
                break
            chance = held * (1.0 - held_on[end])
            if chance >= least:
                yield start, end + 1, float(chance)


def likeliest(candidates: list[Candidate], bars: dict[str, float]) -> list[Candidate]:
    """Give the spans, none over another, whose chances are furthest above the bars of their labels, all taken together.

    A span counts by what it is above the bar: where the bar is half of the F1 that is reached, this choice has the
    best F1 to be expected (Lewis 1995).
    """
    tall = [each for each in candidates if each.chance > bars[each.label]]
    tall.sort(key=lambda each: (each.last, each.first, each.label))
    gains, lasts = [0.0], [0]
    kept: list[tuple[Candidate | None, int]] = [(None, 0)]
    for each in tall:
        before = bisect_right(lasts, each.first) - 1
        gain = gains[before] + each.chance - bars[each.label]
        is_better = gain > gains[-1]
        kept.append((each, before) if is_better else (None, len(gains) - 1))
        gains.append(gain if is_better else gains[-1])
        lasts.append(each.last)
    found, at = [], len(kept) - 1
    while at:
        each_or_none, at = kept[at]
        if each_or_none:
            found.append(each_or_none)
    return found[::-1]
