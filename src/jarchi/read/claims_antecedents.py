"""Antecedents: the mention that "he", "the ministry" or "the president" as a source stands for.

Resolved only where one mention can be meant, as in the sieves of Lee et al. (2013) that go for precision first:
a pronoun by the only person of the nearest sentence that names any, or by the speaker just before; a short form by
the only name before that bears its head. Everything else stays open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from jarchi.read.aliases import keys
from jarchi.read.claims_cues import CueLexicon
from jarchi.read.claims_features import Scene, Utterance
from jarchi.records.readings import Name
from jarchi.records.spans import Span

REACH = 3
"""Sentences back in which the person behind a pronoun is sought."""
MOST_PEOPLE = 40
"""Mentions of people that are looked at in these, so that a page without sentences takes no longer."""


class Antecedents:
    """Resolves the sources of a page one by one, in order; it remembers who spoke last."""

    def __init__(self, scene: Scene, lexicon: CueLexicon) -> None:
        self.scene = scene
        self.words = scene.words
        self.lists = lexicon.lists
        self.starts = [sentence.start for sentence in scene.words.page.sentences]
        self.people = [name for name in scene.names if name.kind == "person"]
        self.people_starts = [name.span.start for name in self.people]
        self.last: tuple[int, Span] | None = None
        self.bearers: dict[str, list[Name]] = {}
        self.second_bearer: dict[str, int] = {}
        self.find_bearers()

    def of(self, utterance: Utterance) -> Span | None:
        """Give the mention behind the utterance's source, None where the source names somebody itself or is unclear."""
        if len(utterance.source) != 1:
            return None
        source = utterance.source[0]
        sentence = bisect_right(self.starts, source.start) - 1
        spoken = [word.lower() for word in source.of(self.words.text).split()]
        who: Span | None = None
        if len(spoken) == 1 and spoken[0] in self.lists["third_persons"]:
            who = self.by_pronoun(source, sentence)
        elif len(spoken) == 2 and spoken[0] in self.lists["definite"]:
            who = self.by_head(source, spoken[1])
        named = self.person_in(source)
        self.last = (sentence, who or named or source) if who or named else None
        return who

    def by_pronoun(self, source: Span, sentence: int) -> Span | None:
        """Give the person behind a pronoun."""
        end = bisect_left(self.people_starts, source.start)
        for back in range(REACH + 1):
            if sentence - back < 0:
                break
            begin = self.starts[sentence - back]
            near = self.people[max(bisect_left(self.people_starts, begin), end - MOST_PEOPLE) : end]
            if not near:
                continue
            if len({self.key(name) for name in near}) == 1:
                return near[-1].span
            if self.last and sentence - self.last[0] <= 2 and any(name.span == self.last[1] for name in near):
                return self.last[1]
            return None
        if self.last and sentence - self.last[0] <= REACH:
            return self.last[1]
        return None

    def by_head(self, source: Span, head: str) -> Span | None:
        """Give the one name before that a short form takes up: "the ministry", "the president"."""
        bearers = self.bearers.get(head, [])
        before = bisect_left(bearers, source.start, key=lambda name: name.span.start)
        is_one = before and self.second_bearer.get(head, source.start) >= source.start
        return bearers[before - 1].span if is_one else None

    def find_bearers(self) -> None:
        """Note for each head the names that bear it, and where a second body or person begins to bear it."""
        first: dict[str, str] = {}
        for name in self.scene.names:
            for head in self.heads_of(name):
                self.bearers.setdefault(head, []).append(name)
                whole = name.span.of(self.words.text).lower()
                identity = name.actor or (self.key(name) if name.kind == "person" else whole)
                if first.setdefault(head, identity) != identity:
                    self.second_bearer.setdefault(head, name.span.start)

    def heads_of(self, name: Name) -> set[str]:
        """Give the short forms of a name: for a body each of its words, for a person the title right before."""
        if name.kind == "organization":
            return set(name.span.of(self.words.text).lower().split())
        if name.kind != "person":
            return set()
        return set(self.words.text[max(0, name.span.start - 40) : name.span.start].lower().split()[-1:])

    def person_in(self, source: Span) -> Span | None:
        """Give the first person that a source names."""
        at = bisect_left(self.people_starts, source.start)
        inside = at < len(self.people) and source.covers(self.people[at].span)
        return self.people[at].span if inside else None

    def key(self, name: Name) -> str:
        """Give what two mentions of one person share: the last word, spelled any way."""
        return min(keys(name.span.of(self.words.text).split()[-1]), default="")
