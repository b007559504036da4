"""What is counted of one story: the terms of its articles, by language, and when those were."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from jarchi.link.signatures import Signature
from jarchi.link.story_terms import Numbers, Weights

PROFILE_TERMS = 120
"""So many of a story's heaviest terms in a language, and as many marks, stand for it; 200 gave no better F1."""
ANY = "*"
NAMES = "@"
LATIN_NAME = "n:"
"""Marks that are compared within a language alone: across languages the keys of names stand for them."""


class Counts:
    """The terms of a story's articles, by language (under `ANY` marks, under `NAMES` name keys), and their times."""

    def __init__(self) -> None:
        self.articles: list[tuple[int, str]] = []
        self.terms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.languages: Counter[str] = Counter()
        self.profiles: dict[str | None, tuple[Numbers, Weights]] = {}

    def add(self, signature: Signature) -> None:
        """Count an article in."""
        insort(self.articles, (signature.moment, signature.article))
        self.terms[signature.language].update(signature.words)
        self.terms[ANY].update(signature.marks)
        self.terms[NAMES].update(signature.names)
        self.languages[signature.language] += 1
        self.profiles.clear()

    def remove(self, signature: Signature) -> None:
        """Count an article out again; what is left is as if it had never been in."""
        del self.articles[bisect_left(self.articles, (signature.moment, signature.article))]
        for language, terms in (
            (signature.language, signature.words),
            (ANY, signature.marks),
            (NAMES, signature.names),
        ):
            self.terms[language] -= Counter(terms)
        self.languages -= Counter((signature.language,))
        self.profiles.clear()

    def profile(self, language: str | None, numbers: Mapping[str, int]) -> tuple[Numbers, Weights]:
        """Give the numbers of the heaviest terms of a language and of the heaviest marks, and what they weigh.

        A weight is the count to the power of 3/4: what one long report repeats weighs less than what all tell. The
        order is that in which terms were met, and must not count. With None for a language there are the marks and keys
        of names that can be compared across languages.
        """
        if language not in self.profiles:
            marks: Mapping[str, int] = self.terms[ANY]
            if language is None:
                marks = {mark: weight for mark, weight in marks.items() if not mark.startswith(LATIN_NAME)}
            own: Mapping[str, int] = self.terms.get(NAMES if language is None else language, {})
            heaviest = [*_heaviest(marks), *_heaviest(own)]
            roots = np.sqrt(np.array([weight for _, weight in heaviest], np.float64))
            terms = np.array([numbers[term] for term, _ in heaviest], np.intp)
            self.profiles[language] = terms, roots * np.sqrt(roots)
        return self.profiles[language]

    def gap(self, moment: int) -> int:
        """Give the seconds between `moment` and the nearest article."""
        at = bisect_left(self.articles, (moment, ""))
        return min(abs(moment - near) for near, _ in self.articles[max(0, at - 1) : at + 1])


def _heaviest(terms: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Give the `PROFILE_TERMS` heaviest terms; of those that weigh the same the first by name."""
    if len(terms) <= PROFILE_TERMS:
        yield from terms.items()
        return
    least = sorted(terms.values(), reverse=True)[PROFILE_TERMS - 1]
    heavier = [item for item in terms.items() if item[1] > least]
    yield from heavier
    same = sorted(term for term, weight in terms.items() if weight == least)
    yield from ((term, least) for term in same[: PROFILE_TERMS - len(heavier)])
