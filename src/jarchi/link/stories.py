"""Stories: which articles tell of one happening, by the terms they share, weighed by how rare those are."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from jarchi.link.signatures import Signature
from jarchi.link.window import MOST_ARTICLES

WINDOW = 7 * 86_400
"""An article joins a story only if one of the story's articles is at most this far away in time, in seconds."""
DECAY = 0.3
"""How much of its likeness a story has lost at the end of the window."""
THRESHOLD = 0.28
"""The likeness from which an article joins. On ECB+ (topics 1-25, three orders, evals/stories.py) 0.24, 0.28 and 0.32
gave a B-cubed F1 of 0.882, 0.880 and 0.863: precision 0.84, 0.86, 0.90 and recall 0.93, 0.91, 0.83."""
CROSS_THRESHOLD = 0.4
FEWEST_CROSS_MARKS = 3
"""Across languages only marks can be shared; this many must be."""
LOYALTY = 0.75
"""The share of the threshold that suffices for a revised article to stay in its story."""
SMOOTHING = 100
"""Stories that are counted as seen before the first one, so that rarity means something in a young ledger."""
LEADING_TERMS = 30
MOST_STORIES = 400
CANDIDATES = 6
PROFILE_TERMS = 100
"""So many of a story's heaviest terms stand for it; 200 gave no better F1, at twice the cost."""
ANY = "*"
_LOGARITHMS = tuple(math.log(count + 1) for count in range(MOST_ARTICLES + 2))


class Match(msgspec.Struct, frozen=True):
    """A story that an article may join: its likeness over the threshold, and what weighs most in it."""

    story: str
    likeness: float
    threshold: float
    gap: int
    shared: tuple[tuple[str, float], ...]

    @property
    def margin(self) -> float:
        """Give the likeness in units of the threshold: from 1 on the article fits."""
        return self.likeness / self.threshold


class Counts:
    """The terms of a story's articles, by language (marks under `ANY`), and when those were."""

    def __init__(self) -> None:
        self.articles: list[tuple[int, str]] = []
        self.terms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.languages: Counter[str] = Counter()
        self.profiles: dict[str, tuple[tuple[str, int], ...]] = {}

    def add(self, signature: Signature) -> None:
        """Count an article in."""
        insort(self.articles, (signature.moment, signature.article))
        self.terms[signature.language].update(signature.words)
        self.terms[ANY].update(signature.marks)
        self.languages[signature.language] += 1
        self.profiles.clear()

    def remove(self, signature: Signature) -> None:
        """Count an article out again; what is left is as if it had never been in."""
        del self.articles[bisect_left(self.articles, (signature.moment, signature.article))]
        for language, terms in ((signature.language, signature.words), (ANY, signature.marks)):
            self.terms[language] -= Counter(terms)
        self.languages -= Counter((signature.language,))
        self.profiles.clear()

    def profile(self, language: str) -> tuple[tuple[str, int], ...]:
        """Give the heaviest terms of a language; their order is that in which they were met, and must not count."""
        if language not in self.profiles:
            self.profiles[language] = tuple(_heaviest(self.terms.get(language, {})))
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


class Stories:
    """The stories in memory. What it holds is a function of the articles in it, not of the order they came in."""

    def __init__(self) -> None:
        self.counts: dict[str, Counts] = {}
        self.holders: dict[str, dict[str, int]] = {}

    def add(self, signature: Signature) -> None:
        """Count an article into its story; a copy adds nothing to what is known of a story and is passed over."""
        if signature.copy_of is not None:
            return
        story = signature.story
        if story not in self.counts:
            self.counts[story] = Counts()
        self.counts[story].add(signature)
        for term in (*signature.words, *signature.marks):
            holders = self.holders.get(term)
            if holders is None:
                self.holders[term] = {story: 1}
            else:
                holders[story] = holders.get(story, 0) + 1

    def remove(self, signature: Signature) -> None:
        """Count an article out that `add` was given."""
        if signature.copy_of is not None:
            return
        for term in (*signature.words, *signature.marks):
            holders = self.holders[term]
            holders[signature.story] -= 1
            if not holders[signature.story]:
                del holders[signature.story]
            if not holders:
                del self.holders[term]
        self.counts[signature.story].remove(signature)
        if not self.counts[signature.story].articles:
            del self.counts[signature.story]

    def best_for(self, signature: Signature) -> Match | None:
        """Give the story that the article fits best, None where it fits none. Ties go to the lower story id."""
        weights = self._weights(signature)
        matches = [self._compare(signature, weights, story) for story in self._candidates(signature, weights)]
        fitting = [match for match in matches if match.margin >= 1]
        return min(fitting, key=lambda match: (-match.margin, match.story)) if fitting else None

    def still_fits(self, signature: Signature, story: str) -> Match | None:
        """Give the match with the story that the article was in, None where it has become another report."""
        if story not in self.counts:
            return None
        match = self._compare(signature, self._weights(signature), story)
        return match if match.gap <= WINDOW and match.margin >= LOYALTY else None

    def articles_before(self, story: str, moment: int, most: int) -> list[str]:
        """Give the ids of a story's articles up to a moment, copies left out: the latest `most`, the newest first."""
        if story not in self.counts:
            return []
        articles = self.counts[story].articles
        end = bisect_left(articles, (moment + 1, ""))
        return [article for _, article in reversed(articles[max(0, end - most) : end])]

    def rarity(self, term: str) -> float:
        """Give the inverse frequency of a term among the stories in memory, in nats.

        Stories are counted, not articles: words that one great story repeats a thousand times are still its own.
        """
        return self._ceiling() - _LOGARITHMS[len(self.holders.get(term, ()))]

    def _ceiling(self) -> float:
        """Give the rarity of a term that no story holds."""
        return math.log(len(self.counts) + 1 + SMOOTHING)

    def _weights(self, signature: Signature) -> dict[str, float]:
        terms = {**signature.words, **signature.marks}
        return {term: terms[term] * self.rarity(term) for term in sorted(terms)}

    def _candidates(self, signature: Signature, weights: dict[str, float]) -> list[str]:
        """Give the stories in the window that hold most of the article's heaviest terms."""
        leading = heapq.nsmallest(LEADING_TERMS, weights.items(), key=lambda item: (-item[1], item[0]))
        hits: defaultdict[str, float] = defaultdict(float)
        for term, weight in leading:
            holders = self.holders.get(term, ())
            if len(holders) <= MOST_STORIES:
                for story in holders:
                    hits[story] += weight * weight
        found: list[str] = []
        for _, story in sorted([(-hit, story) for story, hit in hits.items()]):
            if self._is_near(story, signature.moment):
                found.append(story)
                if len(found) == CANDIDATES:
                    break
        return found

    def _is_near(self, story: str, moment: int) -> bool:
        return self.counts[story].gap(moment) <= WINDOW

    def _compare(self, signature: Signature, weights: dict[str, float], story: str) -> Match:
        """Give the best match over the languages that article and story share, else the match of their marks."""
        counts = self.counts[story]
        if signature.language:
            languages = [language for language in (signature.language, "") if language in counts.languages]
        else:
            languages = sorted(counts.languages)
        if not languages:
            return self._match(weights, list(signature.marks), story, None, signature.moment)
        terms = [*signature.words, *signature.marks]
        found = [self._match(weights, terms, story, language, signature.moment) for language in languages]
        return max(found, key=lambda match: match.margin)

    def _match(
        self, weights: dict[str, float], terms: list[str], story: str, language: str | None, moment: int
    ) -> Match:
        """Give the cosine of article and story in one language (None: by marks alone), less the decay."""
        counts = self.counts[story]
        profile = counts.profile(ANY) if language is None else counts.profile(language) + counts.profile(ANY)
        ceiling, holders = self._ceiling(), self.holders
        heavy = [(term, count * (ceiling - _LOGARITHMS[len(holders[term])])) for term, count in profile]
        norm = math.fsum([weight * weight for _, weight in heavy])
        products = [(term, weight * weights[term]) for term, weight in heavy if term in weights]
        length = math.sqrt(norm * math.fsum([weights[term] ** 2 for term in terms])) or 1.0
        shared = tuple((term, product / length) for term, product in products)
        gap = counts.gap(moment)
        likeness = math.fsum([share for _, share in shared]) * (1 - DECAY * min(1.0, gap / WINDOW))
        if language is None and len(shared) < FEWEST_CROSS_MARKS:
            likeness = 0.0
        return Match(story, likeness, THRESHOLD if language is not None else CROSS_THRESHOLD, gap, shared)
