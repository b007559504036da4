"""What publishing asks of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from jarchi.records.articles import Revision
from jarchi.records.dossiers import DatedEvent, Dossier, Piece, Told
from jarchi.records.histories import ClaimHistory, Standing
from jarchi.records.inputs import Input
from jarchi.records.issues import Issue
from jarchi.records.links import Agent, Merger, Relation
from jarchi.records.readings import Claim, Event
from jarchi.records.review import Verdict
from jarchi.records.sources import Source

Rank = Callable[[Sequence[DatedEvent], Sequence[Relation]], tuple[Agent, ...]]
"""Ranks the agents of change of some events and the relations between them."""


ALWAYS = ("", "~")
"""A range that holds every moment: moments are compared as text, and these two enclose all digits."""


class Counts(Protocol):
    """How much there is to publish."""

    @property
    def articles(self) -> int:
        """Give the number of articles."""
        ...

    @property
    def stories(self) -> int:
        """Give the number of stories."""
        ...


class Ledger(Protocol):
    """The queries of the ledger that publishing reads; moments are ISO 8601 in UTC, ranges half-open."""

    def dossiers(self, first: str, last: str) -> Iterable[Dossier]:
        """Give the stories with an article in the range, one after the other."""
        ...

    def dossier(self, story: str) -> Dossier | None:
        """Give one story with all its articles."""
        ...

    def mergers(self) -> Mapping[str, Merger]:
        """Give the stories that are no more, each with the one in which its articles are now."""
        ...

    def pieces(self) -> Iterable[Piece]:
        """Give every linked article, one after the other, in order of its moment."""
        ...

    def piece(self, article: str) -> Piece | None:
        """Give one linked article."""
        ...

    def revisions(self, article: str) -> Sequence[Revision]:
        """Give the texts an article had, oldest first."""
        ...

    def relations(self, first: str, last: str) -> Iterable[Relation]:
        """Give the relations found in articles of the range."""
        ...

    def claim(self, id: str) -> tuple[Revision, Claim] | None:
        """Give a claim and the revision it was read from."""
        ...

    def told(self, ids: Sequence[str]) -> Mapping[str, Told]:
        """Give where claims and events are told, of those that a linked article still tells."""
        ...

    def claim_history(self, id: str) -> ClaimHistory | None:
        """Give what became of a claim."""
        ...

    def standings(self, articles: Sequence[str]) -> Mapping[str, Standing]:
        """Give where each claim of some articles stands, by claim."""
        ...

    def told_standings(self, ids: Sequence[str]) -> Mapping[str, Standing]:
        """Give where these claims stand, of those to which something happened."""
        ...

    def told_claims(self) -> Iterable[ClaimHistory]:
        """Give the histories of the claims to which something happened, one after the other."""
        ...

    def event(self, id: str) -> tuple[Revision, Claim | Event] | None:
        """Give an event and the revision it was read from."""
        ...

    def events(self, first: str, last: str) -> Iterable[DatedEvent]:
        """Give the events of the range, one after the other."""
        ...

    def answered(self, first: str, last: str) -> Mapping[str, int]:
        """Give, by source id, how many articles of the range a source brought."""
        ...

    def inputs(self) -> Sequence[Input]:
        """Give what the workspace collects from."""
        ...

    def counts(self) -> Counts:
        """Count what there is."""
        ...

    def sources(self) -> Sequence[Source]:
        """Give every source: those of the pack and those made up for what came in."""
        ...

    def issues(self) -> Iterable[Issue]:
        """Give the faults that stand."""
        ...

    def verdicts(self) -> Iterable[Verdict]:
        """Give what people decided."""
        ...
