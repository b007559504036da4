"""Events: a first, empty form; the port is what others build on."""

from __future__ import annotations

from jarchi.read.page import Page
from jarchi.records.readings import Event
from jarchi.records.regions import Region


class EventReader:
    """Finds no events yet."""

    def __init__(self, region: Region) -> None:
        self.region = region

    def read(self, page: Page) -> tuple[Event, ...]:
        """Give nothing."""
        return ()
