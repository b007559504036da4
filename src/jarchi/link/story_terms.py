"""The terms of the stories in memory: which stories hold each, and so how rare it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from jarchi.link.window import MOST_ARTICLES

SMOOTHING = 60
"""Stories that are counted as seen before the first one, so that rarity means something in a young ledger."""
NONE = 0
"""The number of what has none."""

Numbers = NDArray[np.intp]
Weights = NDArray[np.float64]
_LOGARITHMS: Weights = np.array([math.log(count + 1) for count in range(MOST_ARTICLES + 2)])


class Numbering:
    """Small numbers from 1 on for names, so that arrays can stand for mappings.

    The number of a name that went is given again: arrays stay as short as there are names. Numbers hang on the order in
    which names came and went, and nothing that is told may hang on them.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: list[str] = [""]
        self._free: list[int] = []

    def number(self, name: str) -> int:
        """Give the number of a name, a new one where it has none."""
        number = self.numbers.get(name, NONE)
        if number == NONE:
            if not self._free:
                self._free.append(len(self.names))
                self.names.append("")
            number = self.numbers[name] = self._free.pop()
            self.names[number] = name
        return number

    def forget(self, name: str) -> None:
        """Take the number of a name back."""
        number = self.numbers.pop(name)
        self.names[number] = ""
        self._free.append(number)


class Terms(Numbering):
    """Numbers the terms that some story holds, and counts the stories, known by number too, that hold each."""

    def __init__(self) -> None:
        super().__init__()
        self.holders: list[dict[int, int]] = [{}]
        self.counts: Numbers = np.zeros(1024, np.intp)

    def add(self, story: int, terms: Iterable[int]) -> None:
        """Count an article of a story in; its terms are all different, and each was given a number."""
        self.holders += ({} for _ in range(len(self.names) - len(self.holders)))
        new = []
        for number in terms:
            held = self.holders[number]
            if story in held:
                held[story] += 1
            else:
                held[story] = 1
                new.append(number)
        if len(self.counts) < len(self.holders):
            self.counts = np.concatenate((self.counts, np.zeros(len(self.holders), np.intp)))
        self.counts[new] += 1

    def remove(self, story: int, terms: Iterable[int]) -> None:
        """Count an article out that `add` was given; a term that no story holds any more loses its number."""
        gone = []
        for number in terms:
            held = self.holders[number]
            held[story] -= 1
            if not held[story]:
                del held[story]
                gone.append(number)
                if not held:
                    self.forget(self.names[number])
        self.counts[gone] -= 1

    def numbers_of(self, terms: Iterable[str]) -> Numbers:
        """Give the numbers of terms, `NONE` for those that no story holds."""
        return np.array([self.numbers.get(term, NONE) for term in terms], np.intp)

    def ceiling(self, stories: int) -> float:
        """Give the rarity of a term that none of so many stories holds."""
        return math.log(stories + 1 + SMOOTHING)

    def rarities(self, numbers: Numbers, ceiling: float) -> Weights:
        """Give the inverse frequencies of the terms with these numbers among the stories, in nats.

        Stories are counted, not articles: words that one great story repeats a thousand times are still its own.
        """
        found: Weights = ceiling - _LOGARITHMS[self.counts[numbers]]
        return found

    def sums(self, numbers: Sequence[int], values: Sequence[float], most: int) -> Weights:
        """Give, by the number of each story, the sum of the values of those of some terms that it holds.

        Terms that more than `most` stories hold count for nothing.
        """
        told = [(self.holders[number], value) for number, value in zip(numbers, values, strict=True)]
        told = [(held, value) for held, value in told if len(held) <= most]
        sizes = [len(held) for held, _ in told]
        stories = np.fromiter(chain.from_iterable(held for held, _ in told), np.intp, sum(sizes))
        found = np.bincount(stories, np.repeat([value for _, value in told], sizes))
        return found.astype(np.float64, copy=False)
