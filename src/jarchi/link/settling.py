"""Settling: whether a story turns out to be two happenings, or two stories one, as more articles come in.

An article is placed by what is known when it comes in. Later its story is looked at as a whole. Its articles are
compared pair by pair, once with terms weighed by how rare they are among all stories and once by how rare they are
among these articles alone: reports of two like happenings share the words of their topic, and only what some of them
hold and the others do not, a victim or a place, tells the two apart. The parts of a story are found by average linkage
(R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships", 1958).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jarchi.link.signatures import Signature
from jarchi.link.story_counts import LATIN_NAME
from jarchi.link.story_terms import Numbers, Terms, Weights

MOST_ARTICLES = 40
"""So many of a story's latest articles, copies left out, are compared: what came before stays where it is."""
FEWEST_ARTICLES, SMALLEST_PART = 4, 2
APART = 0.58
"""Parts nearer than this stay one story. On ECB+ (topics 1-25) splitting and merging raised B-cubed F1 by six points;
docs/reference/stories.md has the figures."""
ALIKE = 0.62
"""Two stories at least this near become one. It is higher than `APART`, so that what was split is not merged again."""
LEAST = 0.17
"""Parts less alike than this among all stories are not near, whatever they are among themselves: a beat with no
happening in it is alike throughout. Of 500 reports of a year of one election campaign, sent in a week, the largest
story had 81 without it, 8 with it, and 22 before there was any splitting and merging; on ECB+ (topics 1-25, five
orders) it costs 0.7 of B-cubed F1."""
FINE, EXACT = 1 << 10, 1 << 20
"""Weights are rounded to whole parts of the one, unit vectors to whole parts of the other: sums of products of whole
numbers are exact, in whatever order and on whatever machine."""

Part = NDArray[np.bool_]
Likenesses = NDArray[np.int64]
_LOGARITHMS: Weights = np.array([math.log(count) for count in range(1, 2 * MOST_ARTICLES + 2)])


class Split(NamedTuple):
    """A story told apart: the articles that go, those that stay, how near the two are, and what each alone holds."""

    going: list[Signature]
    staying: list[Signature]
    nearness: float
    going_terms: list[str]
    staying_terms: list[str]


class Merger(NamedTuple):
    """Two stories told to be one: how near they are, and what both hold."""

    nearness: float
    terms: list[str]


def is_due(articles: int) -> bool:
    """Tell whether a story of so many articles is looked at: at 4, 5, 6, 7, 8, 10, 12, 14, 16, 20 and so on.

    The larger it is the more seldom that is, so that looking costs each article the same.
    """
    return articles >= FEWEST_ARTICLES and articles % (1 << max(0, articles.bit_length() - 3)) == 0


def split_of(articles: Sequence[Signature], terms: Terms, stories: int) -> Split | None:
    """Give how a story falls apart, None where it is one happening.

    `articles` are the latest of the story, earliest first. Those in its main language are told apart, each other one
    goes with the part that it shares most with across languages. The earliest article stays.
    """
    language = main_language(articles)
    own = [article for article in articles if article.language == language]
    if len(own) < FEWEST_ARTICLES:
        return None
    pairs = Pairs(own, terms, stories)
    part = pairs.part()
    if part is None or (near := pairs.nearness(part)) >= APART:
        return None
    sides = [[one for one, inside in zip(own, part, strict=True) if inside == side] for side in (True, False)]
    told = [pairs.terms_of(part), pairs.terms_of(~part)]
    for other in articles:
        if other.language != language:
            sides[_shared(other, sides[1]) > _shared(other, sides[0])].append(other)
    staying = 0 if articles[0] in sides[0] else 1
    return Split(sides[1 - staying], sides[staying], near, told[1 - staying], told[staying])


def merger_of(one: Sequence[Signature], other: Sequence[Signature], terms: Terms, stories: int) -> Merger | None:
    """Tell whether two stories are one happening; None where they are not.

    They are compared in the language in which both have most articles, and two single articles not at all.
    """
    counts = [Counter(article.language for article in articles) for articles in (one, other)]
    shared = sorted(counts[0].keys() & counts[1].keys())
    if not shared:
        return None
    language = max(shared, key=lambda language: min(counts[0][language], counts[1][language]))
    sides = [[article for article in articles if article.language == language] for articles in (one, other)]
    if len(sides[0]) == len(sides[1]) == 1:
        return None
    pairs = Pairs(sides[0] + sides[1], terms, stories)
    part = np.arange(len(sides[0]) + len(sides[1])) < len(sides[0])
    near = pairs.nearness(part)
    return Merger(near, pairs.terms_of_both(part)) if near >= ALIKE else None


def main_language(articles: Iterable[Signature]) -> str:
    """Give the language of most articles; of several the first by name."""
    counts = Counter(article.language for article in articles)
    return min(counts, key=lambda language: (-counts[language], language))


def _shared(article: Signature, others: Sequence[Signature]) -> float:
    """Give what an article shares, across languages, with each of some others in the mean."""
    own = _across(article)
    return sum(own.get(term, 0) * weight for other in others for term, weight in _across(other).items()) / len(others)


def _across(article: Signature) -> dict[str, int]:
    return {mark: weight for mark, weight in article.marks.items() if not mark.startswith(LATIN_NAME)} | article.names


class Pairs:
    """How alike the articles of a group are, pair by pair: among all stories, and among themselves."""

    def __init__(self, articles: Sequence[Signature], terms: Terms, stories: int) -> None:
        held = [(*article.words.items(), *article.marks.items()) for article in articles]
        rows = np.repeat(np.arange(len(held)), [len(one) for one in held])
        numbers = terms.numbers_of(term for one in held for term, _ in one)
        self.numbers, columns = np.unique(numbers, return_inverse=True)
        self.names = terms.names
        weights = np.zeros((len(held), len(self.numbers)))
        weights[rows, columns] = [weight for one in held for _, weight in one]
        self.holds = weights > 0
        holders = self.holds.sum(axis=0)
        self.rarities = terms.rarities(self.numbers, terms.ceiling(stories))
        weights *= self.rarities
        shared = holders > 1
        inside = weights[:, shared] * (_LOGARITHMS[len(held)] - _LOGARITHMS[holders[shared] - 1])
        self.overall, self.inside = _cosines(weights), _cosines(inside)

    def nearness(self, part: Part) -> float:
        """Give how near a part is to the rest of the group.

        It is the mean likeness of pairs across the two among all stories, and where that is enough also that among
        themselves, as a share of the mean likeness of pairs inside the two.
        """
        across = float(_means(self.overall, part[np.newaxis])[0][0])
        ((inside_across,), (inside_within,)) = _means(self.inside, part[np.newaxis])
        if across < LEAST or not inside_within:
            return across
        return across + float(inside_across / inside_within)

    def part(self) -> Part | None:
        """Give the part of the group that stands out most from the rest, None where there is no part large enough."""
        parts = _parts(self.inside)
        sizes = parts.sum(axis=1)
        parts = parts[(sizes >= SMALLEST_PART) & (sizes <= len(self.inside) - SMALLEST_PART)]
        if not len(parts):
            return None
        across, within = _means(self.inside, parts)
        best: Part = parts[int(np.argmax(within - across))]
        return best

    def terms_of(self, part: Part) -> list[str]:
        """Give the terms that most tell a part from the rest, the first the most."""
        return self._heaviest(self._share(part) - 2 * self._share(~part))

    def terms_of_both(self, part: Part) -> list[str]:
        """Give the terms that most tie a part to the rest, the first the most."""
        return self._heaviest(np.minimum(self._share(part), self._share(~part)))

    def _share(self, part: Part) -> Weights:
        found: Weights = self.holds[part].mean(axis=0)
        return found

    def _heaviest(self, shares: Weights) -> list[str]:
        weights = np.round(shares * self.rarities, 9)
        found: Numbers = np.flatnonzero(weights > 0)
        return [name for _, name in sorted((-weights[at], self.names[self.numbers[at]]) for at in found.tolist())]


def _cosines(vectors: Weights) -> Likenesses:
    whole = np.rint(vectors * FINE)
    lengths = np.sqrt((whole * whole).sum(axis=1, keepdims=True))
    unit = np.rint(whole / np.where(lengths > 0, lengths, 1.0) * EXACT)
    return (unit @ unit.T).astype(np.int64)


def _means(likenesses: Likenesses, parts: NDArray[np.bool_]) -> tuple[Weights, Weights]:
    """Give the mean likeness of pairs across each part and its rest, and of pairs inside the one or the other."""
    count = len(likenesses)
    sizes = parts.sum(axis=1)
    to_part = parts.astype(np.int64) @ likenesses
    total = int(likenesses.sum()) - int(np.trace(likenesses))
    across = (to_part * ~parts).sum(axis=1)
    pairs_across = sizes * (count - sizes)
    pairs_within = count * (count - 1) // 2 - pairs_across
    within = total // 2 - across
    inside = np.where(pairs_within, within / np.maximum(pairs_within, 1), 0)
    return across / pairs_across / EXACT**2, inside / EXACT**2


def _parts(likenesses: Likenesses) -> NDArray[np.bool_]:
    """Give the groups that average linkage makes on its way, a row each; of equal pairs the first is joined."""
    count = len(likenesses)
    sums, sizes = likenesses.copy(), np.ones(count, np.int64)
    alive, members = np.ones(count, bool), np.eye(count, dtype=bool)
    made = []
    for _ in range(count - 2):
        means = np.where(alive[:, np.newaxis] & alive, sums / np.outer(sizes, sizes), -1.0)
        np.fill_diagonal(means, -1.0)
        one, other = divmod(int(np.argmax(means)), count)
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        members[one] |= members[other]
        alive[other] = False
        made.append(members[one].copy())
    return np.array(made).reshape(len(made), count)
