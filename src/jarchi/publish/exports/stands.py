"""Where figures of a story stand beside other values of the same thing, as the exported rows say."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jarchi.publish.figure_rows import FigureRule, Value, figure_rows, kindred
from jarchi.publish.finder import Finder
from jarchi.publish.ports import Ledger
from jarchi.records.articles import digest
from jarchi.records.histories import Standing


class Stand(msgspec.Struct, frozen=True):
    """Where a figure stands: the first value given for the same thing, the rules that pick this one, if it leads."""

    row: str
    rules: tuple[FigureRule, ...]
    leads: bool


class Stands:
    """The rows of figures that the claims of one story are part of; each is made once."""

    def __init__(self, ledger: Ledger, finder: Finder, rule: FigureRule, standings: Mapping[str, Standing]) -> None:
        self._found: dict[tuple[str, int], Stand] = {}
        self._finder = finder
        seen: set[str] = set()
        heads = sorted({one.head for one in standings.values()})
        for head in sorted(ledger.told_standings(heads)):
            history = ledger.claim_history(head) if head not in seen else None
            if history is not None:
                seen |= {one.id for one in kindred(history, ledger.claim_history)}
                for row in figure_rows(history, finder.claim, ledger.claim_history, rule):
                    first = self._id(row.values[0])
                    for value in row.values:
                        stand = Stand(first, row.rules_of(value), value == row.chosen)
                        self._found.setdefault((value.article, value.start), stand)

    def of(self, article: str, start: int) -> Stand | None:
        """Give where the figure that begins at a place of an article's text stands; None without other values."""
        return self._found.get((article, start))

    def _id(self, value: Value) -> str:
        piece = self._finder.piece(value.article)
        return figure_id(piece.revision.id if piece else "", value.start, value.end)


def figure_id(revision: str, start: int, end: int) -> str:
    """Give the id of a figure by where it stands."""
    return "f" + digest(revision, f"{start}-{end}")
