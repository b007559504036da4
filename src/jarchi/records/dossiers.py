"""A dossier: a story with all that the ledger holds of it, as composing takes it."""

from __future__ import annotations

import msgspec

from jarchi.records.articles import Revision, believed, instant
from jarchi.records.links import Membership
from jarchi.records.readings import Event, Reading
from jarchi.records.sources import Source


class Piece(msgspec.Struct, frozen=True):
    """One article of a story: its newest revision, what was read out of it, who published it.

    `revisions` counts the texts that the article had; `first_seen` is when the ledger first met the article.
    """

    revision: Revision
    reading: Reading
    membership: Membership
    source: Source
    first_seen: str
    revisions: int = 1

    @property
    def moment(self) -> str:
        """Give the moment in UTC that places the article in time: its publication, else when it was first seen."""
        moment = instant(self.published) or instant(self.first_seen)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""

    @property
    def published(self) -> str | None:
        """Give when the article says that it was published; None where it says a time after it was seen."""
        return believed(self.revision.published, self.first_seen)


class Dossier(msgspec.Struct, frozen=True):
    """A story and its pieces, in order of their moments."""

    story: str
    pieces: tuple[Piece, ...]


class Told(msgspec.Struct, frozen=True):
    """Where a linked article tells of a claim or an event: `ordinal` is its place among those of the reading."""

    article: str
    revision: str
    ordinal: int
    story: str
    moment: str


class DatedEvent(msgspec.Struct, frozen=True):
    """An event with its id, its story, and the moment (ISO 8601, UTC) of the article that told of it."""

    id: str
    story: str
    moment: str
    event: Event
