"""Relations: a first, empty form; the port is what others build on."""

from __future__ import annotations

from jarchi.read.page import Page
from jarchi.records.readings import Tie


class TieReader:
    """Finds no ties yet."""

    def read(self, page: Page) -> tuple[Tie, ...]:
        """Give nothing."""
        return ()
