"""The terms of the stories in memory: which stories hold each, and so how rare it is."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from jarchi.link.window import MOST_ARTICLES

SMOOTHING = 60
"""Stories that are counted as seen before the first one, so that rarity means something in a young ledger."""

Numbers = NDArray[np.intp]
Weights = NDArray[np.float64]
_LOGARITHMS: Weights = np.array([math.log(count + 1) for count in range(MOST_ARTICLES + 2)])


class Terms:
    """Counts the stories that hold each term. A term that some story holds has a number; one that none holds has none.

    Numbers of terms that went are given again, so that memory follows what is held. They hang on the order in which
    terms came, and nothing that is told may hang on them.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: list[str] = []
        self.stories: list[dict[str, int]] = []
        self.counts: Numbers = np.zeros(1024, np.intp)
        self.free: list[int] = []

    def add(self, story: str, terms: Iterable[str]) -> None:
        """Count an article of a story in."""
        for term in terms:
            number = self.numbers.get(term)
            if number is None:
                number = self._number_for(term)
            held = self.stories[number]
            if story in held:
                held[story] += 1
            else:
                held[story] = 1
                self.counts[number] += 1

    def remove(self, story: str, terms: Iterable[str]) -> None:
        """Count an article out that `add` was given."""
        for term in terms:
            number = self.numbers[term]
            held = self.stories[number]
            held[story] -= 1
            if not held[story]:
                del held[story]
                self.counts[number] -= 1
            if not held:
                del self.numbers[term]
                self.names[number] = ""
                self.free.append(number)

    def holders(self, term: str) -> Collection[str]:
        """Give the stories that hold a term."""
        number = self.numbers.get(term)
        return () if number is None else self.stories[number]

    def ceiling(self, stories: int) -> float:
        """Give the rarity of a term that none of so many stories holds."""
        return math.log(stories + 1 + SMOOTHING)

    def rarity(self, term: str, ceiling: float) -> float:
        """Give the inverse frequency of a term among the stories, in nats.

        Stories are counted, not articles: words that one great story repeats a thousand times are still its own.
        """
        return ceiling - float(_LOGARITHMS[len(self.holders(term))])

    def rarities(self, numbers: Numbers, ceiling: float) -> Weights:
        """Give the rarities of the terms with these numbers."""
        found: Weights = ceiling - _LOGARITHMS[self.counts[numbers]]
        return found

    def _number_for(self, term: str) -> int:
        if self.free:
            number = self.free.pop()
            self.names[number] = term
        else:
            number = len(self.names)
            self.names.append(term)
            self.stories.append({})
            if number == len(self.counts):
                self.counts = np.concatenate((self.counts, np.zeros_like(self.counts)))
        self.numbers[term] = number
        return number
