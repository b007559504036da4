"""Stories: which articles tell of one happening, by the terms they share, weighed by how rare those are."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter
from itertools import chain, islice

import msgspec
import numpy as np

from jarchi.link.leads import LEAD_THRESHOLD, lead_terms, likeness
from jarchi.link.signatures import Signature
from jarchi.link.story_counts import LATIN, NAMES, Counts, groups_of
from jarchi.link.story_terms import Numbering, Numbers, Terms, Weights

WINDOW = 7 * 86_400
"""An article joins a story only if one of the story's articles is at most this far away in time, in seconds."""
DECAY = 0.3
"""How much of its likeness a story has lost at the end of the window."""
THRESHOLD = 0.25
"""The likeness from which an article joins. On ECB+ (topics 1-25, three orders) 0.23, 0.25 and 0.27 gave a B-cubed F1
of 0.881, 0.894 and 0.885: precision 0.83, 0.88, 0.89 and recall 0.94, 0.91, 0.88. Weighing names apart, the size or
cohesion of a story, rarities from other news, and a classifier over all of these were tried and gave no better one."""
FEWEST_SHARED = 3
"""Two words may be shared by chance, above all by short texts."""
BESIDE_PLACES = 0.2
"""The part of it that must come of other terms than places, for at one place much happens; across languages any term
will do that is no day either. On ECB+ (topics 1-25, eight orders) 0, 0.15, 0.2 and 0.24 gave a B-cubed F1 of 0.889,
0.890, 0.892 and 0.886; of the near misses in evals/across.py (even half) 5, 1 and none joined with 0, 0.15 and 0.2."""
PLACES, DAY = ("g:", "c:"), "d:"
CROSS_THRESHOLD = 0.25
"""Of small articles and their translations beside 270 others (evals/across.py, even half, ru kk ky uz) 0.4, 0.3, 0.25
and 0.2 joined 67, 78, 85 and 89 % with 6 sentences; 100, 100, 99 and 97 % of the joins were right. Of 746 Russian
articles among 1,100 English ones on other matters (NEREL, PolNeAR, ECB+) 0, 1, 2 and 6 joined one."""
FEWEST_CROSS_MARKS = 3
"""Across languages only marks and keys of names can be shared; this many must be. With four, a third fewer join."""
LOYALTY = 0.75
"""The share of the threshold that suffices for a revised article to stay in its story."""
RIVAL = 0.8
"""From this share of the threshold on another story is near enough to be looked at for a merger."""
LEADING_TERMS = 30
MOST_STORIES = 200
CANDIDATES = 4
MOST_LEADS = 8
"""The newest reports of a story whose beginnings are looked at."""
FAINT = 0.1
"""A story that holds less than this of an article's heaviest terms is not looked at. On ECB+ (topics 1-25) no article
joined one with less than 0.15, and 97 % joined the one with most."""


class Match(msgspec.Struct, frozen=True):
    """A story that an article may join: its likeness over the threshold, and what weighs most in it."""

    story: str
    likeness: float
    threshold: float
    gap: int
    language: str | None
    shared: tuple[tuple[str, float], ...] = ()

    @property
    def margin(self) -> float:
        """Give the likeness in units of the threshold: from 1 on the article fits."""
        return self.likeness / self.threshold


class Asked(msgspec.Struct, frozen=True):
    """An article made ready to be compared: its terms, the number of each, and what each weighs.

    Terms up to `within` are compared in its language, those from `across` on with other languages: first stand words
    and names in Latin letters, last the keys of names. `by_number` holds a weight for each numbered term of the memory,
    0 for those that the article does not have; `whole` and `shared` are the squared lengths within and across.
    """

    signature: Signature
    terms: tuple[str, ...]
    numbers: Numbers
    weights: Weights
    by_number: Weights
    within: int
    across: int
    whole: float
    shared: float


class Stories:
    """The stories in memory. What it holds is a function of the articles in it, not of the order they came in."""

    def __init__(self) -> None:
        self.counts: dict[str, Counts] = {}
        self.ids = Numbering()
        self.terms = Terms()
        self.languages: Counter[str] = Counter()
        self.leads: dict[str, tuple[Numbers, Weights]] = {}
        self._scratch: Weights = np.zeros(0)
        self._filled: Numbers = np.zeros(0, np.intp)

    def add(self, signature: Signature) -> None:
        """Count an article into its story; a copy adds nothing to what is known of a story and is passed over."""
        if signature.copy_of is not None:
            return
        groups = self._numbered(signature)
        if signature.story not in self.counts:
            self.counts[signature.story] = Counts()
        self.counts[signature.story].add(signature, groups)
        self.languages[signature.language] += 1
        self.terms.add(self.ids.number(signature.story), chain.from_iterable(groups.values()))
        lead = lead_terms(signature)
        self.leads[signature.article] = self.terms.numbers_of(lead), np.array([*lead.values()], np.float64)

    def remove(self, signature: Signature) -> None:
        """Count an article out that `add` was given."""
        if signature.copy_of is not None:
            return
        groups = self._numbered(signature)
        self.terms.remove(self.ids.numbers[signature.story], chain.from_iterable(groups.values()))
        self.counts[signature.story].remove(signature, groups)
        self.languages -= Counter((signature.language,))
        del self.leads[signature.article]
        if not self.counts[signature.story].articles:
            del self.counts[signature.story]
            self.ids.forget(signature.story)

    def _numbered(self, signature: Signature) -> dict[str, dict[int, int]]:
        """Give the terms of an article with their weights by group, each with a number for its name."""
        return {
            group: {self.terms.number(term): weight for term, weight in terms.items()}
            for group, terms in groups_of(signature).items()
        }

    def best_for(self, signature: Signature) -> tuple[Match | None, list[Match]]:
        """Give the story that the article fits best, None where it fits none, and the other stories that are near.

        Ties go to the lower story id. A story in other languages is near where the article would join it. Of those that
        it would not join the shared terms are not told.
        """
        asked = self._asked(signature)
        matches = [self._compare(asked, story) for story in self._candidates(asked)]
        matches.sort(key=lambda match: (-match.margin, match.story))
        near = [match for match in matches if match.margin >= RIVAL]
        best = next((match for match in near if match.margin >= 1 and self._is_founded(asked, match)), None)
        rivals = [match for match in near if match is not best and self._is_rival(asked, match)]
        rivals = [self._told(asked, match) if match.margin >= 1 else match for match in rivals]
        return self._told(asked, best) if best is not None else None, rivals

    def still_fits(self, signature: Signature, story: str) -> Match | None:
        """Give the match with the story that the article was in, None where it has become another report."""
        if story not in self.counts:
            return None
        asked = self._asked(signature)
        match = self._compare(asked, story)
        return self._told(asked, match) if match.gap <= WINDOW and match.margin >= LOYALTY else None

    def latest(self, story: str, most: int | None = None) -> list[str]:
        """Give the ids of a story's articles, copies left out, earliest first: of the latest `most`, else of all."""
        articles = self.counts[story].articles
        return [article for _, article in articles[-most if most else 0 :]]

    def _is_founded(self, asked: Asked, match: Match) -> bool:
        """Tell whether more than places and background speaks for a match."""
        numbers, products, length = self._products(asked, self.counts[match.story], match.language)
        told = zip(numbers.tolist(), products.tolist(), strict=True)
        common = (*PLACES, DAY) if match.language is None else PLACES
        beside = math.fsum(product for number, product in told if not self.terms.names[number].startswith(common))
        if match.language is None:
            return beside > 0
        return beside >= BESIDE_PLACES * length and self._leads_meet(asked, match.story)

    def _is_rival(self, asked: Asked, match: Match) -> bool:
        if match.language is None:
            return match.margin >= 1 and self._is_founded(asked, match)
        return self._leads_meet(asked, match.story)

    def _leads_meet(self, asked: Asked, story: str) -> bool:
        """Tell whether the article begins like one of the story's newest reports."""
        lead = lead_terms(asked.signature)
        own = self._weighed(self.terms.numbers_of(lead), np.array([*lead.values()], np.float64))
        latest = (self.leads[article] for _, article in self.counts[story].articles[-MOST_LEADS:])
        return not lead or any(likeness(own, self._weighed(*each)) >= LEAD_THRESHOLD for each in latest)

    def _weighed(self, numbers: Numbers, weights: Weights) -> dict[int, float]:
        """Give what terms weigh, rare ones more, by number."""
        weights = weights * self.terms.rarities(numbers, self.terms.ceiling(len(self.counts)))
        return dict(zip(numbers.tolist(), weights.tolist(), strict=True))

    def articles_before(self, story: str, moment: int, most: int) -> list[str]:
        """Give the ids of a story's articles up to a moment, copies left out: the latest `most`, the newest first."""
        if story not in self.counts:
            return []
        articles = self.counts[story].articles
        end = bisect_left(articles, (moment + 1, ""))
        return [article for _, article in reversed(articles[max(0, end - most) : end])]

    def _asked(self, signature: Signature) -> Asked:
        groups = groups_of(signature)
        terms = tuple(chain.from_iterable(groups.values()))
        numbers = self.terms.numbers_of(terms)
        weights = np.array([weight for group in groups.values() for weight in group.values()], np.float64)
        weights *= self.terms.rarities(numbers, self.terms.ceiling(len(self.counts)))
        within, across = len(terms) - len(groups[NAMES]), len(signature.words) + len(groups[LATIN])
        squares = (weights * weights).tolist()
        return Asked(
            signature,
            terms,
            numbers,
            weights,
            self._by_number(numbers, weights),
            within,
            across,
            math.fsum(squares[:within]),
            math.fsum(squares[across:]),
        )

    def _by_number(self, numbers: Numbers, weights: Weights) -> Weights:
        """Give weights by the numbers of their terms, in an array that is used again for the next article."""
        self._scratch[self._filled] = 0.0
        if len(self._scratch) < len(self.terms.names):
            self._scratch = np.zeros(2 * len(self.terms.names))
        self._filled = numbers
        self._scratch[numbers] = weights
        return self._scratch

    def _candidates(self, asked: Asked) -> list[str]:
        """Give the stories to compare with: of the article's language, and others by what can be shared with them."""
        found = self._holding(asked, slice(asked.within), None)
        if self.languages.keys() - {asked.signature.language, ""}:
            found += self._holding(asked, slice(asked.across, None), asked.signature.language)
        return list(dict.fromkeys(found))

    def _holding(self, asked: Asked, part: slice, other_than: str | None) -> list[str]:
        """Give the stories in the window that hold most of the heaviest of some terms, without those in a language."""
        told = zip((-asked.weights[part]).tolist(), asked.terms[part], asked.numbers[part].tolist(), strict=True)
        leading = heapq.nsmallest(LEADING_TERMS, told)
        squares = [weight * weight for weight, _, _ in leading]
        hits = self.terms.sums([number for *_, number in leading], squares, MOST_STORIES)
        found = np.flatnonzero(hits >= FAINT * math.fsum(squares))
        best = sorted(zip((-hits[found]).tolist(), (self.ids.names[number] for number in found), strict=True))
        near = (
            story
            for _, story in best
            if self._is_near(story, asked.signature.moment) and other_than not in self.counts[story].languages
        )
        return list(islice(near, CANDIDATES))

    def _is_near(self, story: str, moment: int) -> bool:
        return self.counts[story].gap(moment) <= WINDOW

    def _compare(self, asked: Asked, story: str) -> Match:
        """Give the best match over the languages that article and story share, else the match of their marks."""
        counts, own = self.counts[story], asked.signature.language
        languages: list[str | None] = (
            [one for one in (own, "") if one in counts.languages] if own else [*sorted(counts.languages)]
        )
        found = [self._match(asked, story, language) for language in languages or [None]]
        return max(found, key=lambda match: match.margin)

    def _match(self, asked: Asked, story: str, language: str | None) -> Match:
        """Give the cosine of article and story in one language (None: by marks alone), less the decay."""
        counts = self.counts[story]
        _, products, length = self._products(asked, counts, language)
        gap = counts.gap(asked.signature.moment)
        cosine = math.fsum(products.tolist()) / length
        likeness = cosine * (1 - DECAY * min(1.0, gap / WINDOW))
        if np.count_nonzero(products) < (FEWEST_CROSS_MARKS if language is None else FEWEST_SHARED):
            likeness = 0.0
        return Match(story, likeness, THRESHOLD if language is not None else CROSS_THRESHOLD, gap, language)

    def _told(self, asked: Asked, match: Match) -> Match:
        """Give a match with the terms that are shared, and the part of the likeness that each makes."""
        numbers, products, length = self._products(asked, self.counts[match.story], match.language)
        shared = [
            (self.terms.names[number], product / length)
            for number, product in zip(numbers.tolist(), products.tolist(), strict=True)
            if product
        ]
        return msgspec.structs.replace(match, shared=tuple(sorted(shared)))

    def _products(self, asked: Asked, counts: Counts, language: str | None) -> tuple[Numbers, Weights, float]:
        """Give the terms of a story by number, the product of what each weighs in both, and that of both lengths."""
        numbers, weights = counts.profile(language, self.terms.names)
        weights = weights * self.terms.rarities(numbers, self.terms.ceiling(len(self.counts)))
        own = asked.shared if language is None else asked.whole
        length = math.sqrt(math.fsum((weights * weights).tolist()) * own) or 1.0
        return numbers, weights * asked.by_number[numbers], length
