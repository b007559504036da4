"""Voices: who says a claim, counted as the utterances come in; copies are not confirmation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jarchi.records.histories import Tie, Utterance


class Voices:
    """The voices of the utterances that were added so far.

    A voice is a speaker: claims that repeat one another, and those of one actor. Independent are no more of them than
    there are owners of reports that reprint nothing. Adding one takes no longer where many are there.
    """

    def __init__(self, ties: Sequence[Tie]) -> None:
        self._ties: dict[str, list[str]] = {}
        for tie in ties:
            if tie.kind == "repeats":
                self._ties.setdefault(tie.subject, []).append(tie.object)
                self._ties.setdefault(tie.object, []).append(tie.subject)
        self._heads: dict[str, str] = {}
        self._actors: dict[str, str] = {}
        self._articles: set[str] = set()
        self._owners: Counter[str] = Counter()
        self._early: dict[str, list[Utterance]] = {}
        self._count = self._owning = 0

    def add(self, one: Utterance) -> None:
        """Take in an utterance."""
        self._heads[one.claim] = one.claim
        self._count += 1
        for other in self._ties.get(one.claim, ()):
            if other in self._heads:
                self._join(one.claim, other)
        if one.actor:
            self._join(one.claim, self._actors.setdefault(one.actor, one.claim))
        if one.article not in self._articles:
            self._report(one)

    def _join(self, one: str, other: str) -> None:
        self._count -= join(self._heads, one, other)

    def _report(self, one: Utterance) -> None:
        """Take in the report of an utterance; it counts for its owner while the report that it copies is not there."""
        self._articles.add(one.article)
        for copy in self._early.pop(one.article, ()):
            self._owners[copy.owner] -= 1
            self._owning -= not self._owners[copy.owner]
        if one.copy_of is None or one.copy_of not in self._articles:
            self._owning += not self._owners[one.owner]
            self._owners[one.owner] += 1
            if one.copy_of is not None:
                self._early.setdefault(one.copy_of, []).append(one)

    @property
    def independent(self) -> int:
        """Give how many voices owe each other nothing."""
        return max(min(self._count, self._owning), 1)

    @property
    def all(self) -> list[list[str]]:
        """Give the claims by voice."""
        found: dict[str, list[str]] = {}
        for claim in self._heads:
            found.setdefault(head_of(self._heads, claim), []).append(claim)
        return list(found.values())


def voices_in(said: Sequence[Utterance], ties: Sequence[Tie]) -> dict[str, str]:
    """Give the voice of each claim: the least id of the claims of its speaker."""
    voices = Voices(ties)
    for one in said:
        voices.add(one)
    return {claim: min(voice) for voice in voices.all for claim in voice}


def join(heads: dict[str, str], one: str, other: str) -> bool:
    """Put two claims into one set, that goes by the smaller of their heads; gives whether they were in two."""
    first, second = sorted((head_of(heads, one), head_of(heads, other)))
    heads[second] = first
    return first != second


def head_of(heads: dict[str, str], claim: str) -> str:
    """Give the claim by which the set of a claim goes."""
    while heads[claim] != claim:
        heads[claim] = heads[heads[claim]]
        claim = heads[claim]
    return claim
