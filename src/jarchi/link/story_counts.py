"""What is counted of one story: the terms of its articles, by group, and when those were."""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from jarchi.link.signatures import Signature
from jarchi.link.story_terms import Numbers, Weights

PROFILE_TERMS = 120
"""So many of a story's heaviest terms in a language, and as many marks, stand for it; 200 gave no better F1."""
LATIN, MARKS, NAMES = "-latin", "-marks", "-names"
"""The groups of terms beside those of languages: names in Latin letters, the other marks, and keys of names. No code
of a language has a hyphen here."""
LATIN_NAME = "n:"
"""Marks that are compared within a language alone: across languages the keys of names stand for them."""


def groups_of(signature: Signature) -> dict[str, dict[str, int]]:
    """Give the terms of an article with their weights by group: words under its language, `LATIN`, `MARKS`, `NAMES`."""
    latin = {mark: weight for mark, weight in signature.marks.items() if mark.startswith(LATIN_NAME)}
    others = {mark: weight for mark, weight in signature.marks.items() if mark not in latin}
    return {signature.language: signature.words, LATIN: latin, MARKS: others, NAMES: signature.names}


class Counts:
    """The terms of a story's articles, known by number, by group, and the times of those articles.

    Terms are counted in plain dicts: Python's collector of garbage looks into every `Counter`.
    """

    def __init__(self) -> None:
        self.articles: list[tuple[int, str]] = []
        self.terms: dict[str, dict[int, int]] = {}
        self.languages: Counter[str] = Counter()
        self.profiles: dict[str | None, tuple[Numbers, Weights]] = {}

    def add(self, signature: Signature, groups: Mapping[str, Mapping[int, int]]) -> None:
        """Count an article in; `groups` are those of its terms, by number."""
        insort(self.articles, (signature.moment, signature.article))
        for group, terms in groups.items():
            held = self.terms.setdefault(group, {})
            for number, weight in terms.items():
                held[number] = held.get(number, 0) + weight
        self.languages[signature.language] += 1
        self.profiles.clear()

    def remove(self, signature: Signature, groups: Mapping[str, Mapping[int, int]]) -> None:
        """Count an article out again; what is left is as if it had never been in."""
        del self.articles[bisect_left(self.articles, (signature.moment, signature.article))]
        for group, terms in groups.items():
            held = self.terms[group]
            for number, weight in terms.items():
                held[number] -= weight
                if not held[number]:
                    del held[number]
        self.languages -= Counter((signature.language,))
        self.profiles.clear()

    def profile(self, language: str | None, names: Sequence[str]) -> tuple[Numbers, Weights]:
        """Give the numbers of the heaviest terms of a language and of the heaviest marks, and what they weigh.

        A weight is the count to the power of 3/4: what one long report repeats weighs less than what all tell. The
        order is that in which terms were met, and must not count. With None for a language there are the marks and keys
        of names that can be compared across languages. `names` are the terms by number.
        """
        if language not in self.profiles:
            groups = ((MARKS,), (NAMES,)) if language is None else ((LATIN, MARKS), (language,))
            parts = [_heaviest([self.terms.get(group, {}) for group in part], names) for part in groups]
            roots = np.sqrt(np.concatenate([weights for _, weights in parts]))
            self.profiles[language] = np.concatenate([numbers for numbers, _ in parts]), roots * np.sqrt(roots)
        return self.profiles[language]

    def gap(self, moment: int) -> int:
        """Give the seconds between `moment` and the nearest article."""
        at = bisect_left(self.articles, (moment, ""))
        return min(abs(moment - near) for near, _ in self.articles[max(0, at - 1) : at + 1])


def _heaviest(parts: Sequence[Mapping[int, int]], names: Sequence[str]) -> tuple[Numbers, Weights]:
    """Give the `PROFILE_TERMS` heaviest terms of some groups; of those that weigh the same the first by name."""
    numbers = np.array([*chain.from_iterable(parts)], np.intp)
    weights = np.array([*chain.from_iterable(part.values() for part in parts)], np.float64)
    if len(weights) <= PROFILE_TERMS:
        return numbers, weights
    least = np.partition(weights, -PROFILE_TERMS)[-PROFILE_TERMS]
    heavier = weights > least
    room = PROFILE_TERMS - int(np.count_nonzero(heavier))
    same = heapq.nsmallest(room, numbers[weights == least].tolist(), key=names.__getitem__)
    return np.append(numbers[heavier], same), np.append(weights[heavier], [least] * room)
