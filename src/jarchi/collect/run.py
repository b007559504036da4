"""What one run of collecting has at hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from jarchi.collect.found import noted
from jarchi.collect.moments import utc
from jarchi.collect.settings import CollectSettings
from jarchi.collect.sources import SourceBook
from jarchi.records.articles import believed
from jarchi.records.inputs import Haul, Visit
from jarchi.records.sources import Source


class Memory(Protocol):
    """A port: the pipeline hands in the ledger's view. Collecting only reads it; what is new goes into hauls."""

    def visit(self, url: str) -> Visit | None:
        """Give what is remembered of the last visit to `url`."""

    def sources(self) -> Sequence[Source]:
        """Give the sources of the region pack and those made up earlier."""


@dataclass(frozen=True)
class Run:
    """Memory, sources, settings and clock of a run; `now` gives the time with its zone, `sleep` waits seconds."""

    memory: Memory
    book: SourceBook
    settings: CollectSettings
    now: Callable[[], datetime.datetime]
    sleep: Callable[[float], None]

    def checked(self, haul: Haul) -> Haul:
        """Give the haul with a note for each document that is dated after it was seen."""
        seen = utc(self.now())
        ahead = [document for document in haul.documents if believed(document.published, seen) != document.published]
        notes = [
            noted(
                document.url or document.id,
                "future-date",
                f"it is dated {document.published}, after it was seen; it counts as of when it was seen",
                source=document.source or "",
            )
            for document in ahead
        ]
        return msgspec.structs.replace(haul, issues=(*haul.issues, *notes)) if notes else haul
