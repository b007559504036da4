"""Threads: which earlier story a story goes on from, by the names, places and words that both have and few others do.

A story has one parent at most, told before it, so what came later never changes what was earlier: a ledger that grows
keeps its threads. A suggestion of the program, shown as background with its day and its source, never as a cause.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

import msgspec

from jarchi.publish.words import plain, words
from jarchi.records.articles import instant
from jarchi.records.dossiers import Dossier, Piece

HORIZON = timedelta(days=400)
"""How far back a story may go on from another: a year, and the weeks that an anniversary takes."""

LEAD = 1_200
"""Code points of a report in which its traits are sought: the matter stands there, the background after it."""

SHARED, ALIKE = 3, 0.18
"""What ties two stories: so many traits in common, one of them a name or place, and so much of their weight (cosine).
Chosen by eye on the sample: at 0.12 two of ten ties were wrong, at 0.26 three of six right ones were missed."""

COMMON = 0.4
"""A trait that two in five of the earlier stories have says nothing."""

POSTINGS = 400
"""Earlier stories with a trait that are looked at, the latest ones."""

NAMING = ("actor", "place", "name")
STEM = 7
SHORTEST = 4


class Trait(msgspec.Struct, frozen=True, order=True):
    """Something a story is about: a kind, a key that is the same in all spellings, and the words for it."""

    kind: str
    key: str
    label: str = ""


class Strand(msgspec.Struct, frozen=True):
    """A story in its thread: `root` is the story that opened the thread, `parent` the one this goes on from.

    `shared` are names of what it has in common with its parent.
    """

    story: str
    opened: str
    root: str
    parent: str | None = None
    shared: tuple[str, ...] = ()


class Threads:
    """The threads of a ledger's stories; takes the stories once, in any order, and keeps some numbers of each."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._moments: dict[str, list[str]] = {}
        told = sorted((self._note(dossier) for dossier in dossiers), key=lambda entry: entry[:2])
        self.strands: dict[str, Strand] = {}
        self._members: dict[str, list[str]] = {}
        self._tie(told)

    def _note(self, dossier: Dossier) -> tuple[str, str, tuple[int, ...]]:
        self._moments[dossier.story] = [piece.moment for piece in dossier.pieces]
        numbers = []
        for trait in sorted(traits(dossier.pieces)):
            key = trait.kind, trait.key
            self._labels.setdefault(key, trait.label)
            numbers.append(self._numbers.setdefault(key, len(self._numbers)))
        return min(self._moments[dossier.story]), dossier.story, tuple(numbers)

    def _tie(self, told: Sequence[tuple[str, str, tuple[int, ...]]]) -> None:
        keys = list(self._numbers)
        seen: Counter[int] = Counter()
        postings: dict[int, list[int]] = {}
        for index, (moment, story, own) in enumerate(told):
            weights = {trait: _rarity(seen[trait], index) for trait in own}
            parent, shared = self._parent(index, told, weights, postings, seen, keys)
            root = self.strands[parent].root if parent else story
            names = tuple(
                self._labels[keys[trait]]
                for trait in sorted(shared, key=lambda one: (-weights[one], one))
                if keys[trait][0] in NAMING
            )
            self.strands[story] = Strand(story, moment, root, parent, names[:4])
            self._members.setdefault(root, []).append(story)
            seen.update(own)
            for trait in own:
                postings.setdefault(trait, []).append(index)

    def _parent(  # noqa: PLR0913, PLR0917  # the running counts of one pass
        self,
        index: int,
        told: Sequence[tuple[str, str, tuple[int, ...]]],
        weights: dict[int, float],
        postings: dict[int, list[int]],
        seen: Counter[int],
        keys: Sequence[tuple[str, str]],
    ) -> tuple[str | None, list[int]]:
        """Give the earlier story that is most alike and what both have; of two equal ones the later."""
        earliest = _before(told[index][0])
        common: dict[int, list[int]] = {}
        for trait, weight in weights.items():
            if weight > 0:
                for other in postings.get(trait, [])[-POSTINGS:]:
                    if told[other][0] >= earliest:
                        common.setdefault(other, []).append(trait)
        best: tuple[float, int] = (ALIKE, -1)
        own = math.sqrt(sum(weight**2 for weight in weights.values()))
        for other, shared in common.items():
            if len(shared) >= SHARED and any(keys[trait][0] in NAMING for trait in shared):
                theirs = math.sqrt(sum(_rarity(seen[trait], index) ** 2 for trait in told[other][2]))
                score = sum(weights[trait] ** 2 for trait in shared) / (own * theirs or 1.0)
                best = max(best, (round(score, 6), other))
        return (told[best[1]][1], common[best[1]]) if best[1] >= 0 else (None, [])

    def earlier(self, story: str) -> Iterator[str]:
        """Give the stories that a story goes on from, the nearest first."""
        strand = self.strands.get(story)
        while strand and strand.parent:
            yield strand.parent
            strand = self.strands.get(strand.parent)

    def thread(self, story: str) -> tuple[Strand, ...]:
        """Give the thread that a story lies in, in order of time; the story alone where it is tied to none."""
        strand = self.strands.get(story)
        return tuple(self.strands[one] for one in self._members[strand.root]) if strand else ()

    def before(self, story: str, moment: str) -> int:
        """Count the reports of a story before a moment."""
        return sum(one < moment for one in self._moments.get(story, ()))


def traits(pieces: Sequence[Piece]) -> set[Trait]:
    """Give what a story is about: known actors, places below a country, names, and the words of its titles."""
    found: set[Trait] = set()
    for piece in pieces:
        if piece.membership.copy_of is None:
            found.update(_traits(piece))
    kept: dict[tuple[str, str], Trait] = {}
    for trait in sorted(found):
        kept.setdefault((trait.kind, trait.key), trait)
    return set(kept.values())


def _traits(piece: Piece) -> Iterator[Trait]:
    text, reading = piece.revision.text, piece.reading
    placed = {place.span for place in reading.places}
    for name in reading.names:
        if name.span.start < LEAD and name.span not in placed:
            label = plain(name.span.of(text))
            if name.actor:
                yield Trait("actor", name.actor, label)
            elif name.kind in ("person", "organization") and len(label) >= SHORTEST:
                yield Trait("name", " ".join(words(label))[:40], label)
    for place in reading.meant_places:
        if place.span.start < LEAD and place.country and place.precision == "country":
            yield Trait("land", place.country, place.name)
        elif place.span.start < LEAD and place.geonames and place.precision:
            yield Trait("place", str(place.geonames), place.name)
    for event in reading.events:
        if event.trigger and event.trigger[0].start < LEAD and event.reality == "happened":
            yield Trait("deed", event.type)
    for word in words(piece.revision.title or ""):
        if len(word) >= SHORTEST:
            yield Trait("word", word.removesuffix("'s").removesuffix("’s")[:STEM], word)


def _rarity(seen: int, stories: int) -> float:
    """Give the weight of a trait that so many of the earlier stories have; 0 for one that many have."""
    return 0.0 if seen > max(COMMON * stories, 4) else math.log((stories + 2) / (seen + 1))


def _before(moment: str) -> str:
    """Give the moment before which no story of a thread is sought."""
    found = instant(moment)
    return (found - HORIZON).strftime("%Y-%m-%dT%H:%M:%SZ") if found and found.year > 2 else ""
