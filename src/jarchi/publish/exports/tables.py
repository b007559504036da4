"""The tables of an export: which rows they hold, by which field these are known, and which tables those point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from jarchi.publish.exports.cameo import CameoRow, cameo_rows
from jarchi.publish.exports.rows import ClaimRow, EventRow, FigureRow, ReportRow, StoryRow, StoryRows


class Table(NamedTuple):
    """A table: `key` names a row, `refs` are fields that name a row of another table."""

    name: str
    row: type[msgspec.Struct]
    key: str
    pick: Callable[[StoryRows], Iterable[msgspec.Struct]]
    refs: dict[str, tuple[str, str]]

    @property
    def about(self) -> str:
        """Give what its rows are."""
        return " ".join((self.row.__doc__ or "").split())


_OF_STORY = {"story": ("stories", "story")}
_OF_REPORT = {"article": ("reports", "article")}

TABLES = (
    Table("stories", StoryRow, "story", lambda rows: (rows.story,), {}),
    Table("reports", ReportRow, "article", lambda rows: rows.reports, _OF_STORY),
    Table("claims", ClaimRow, "claim", lambda rows: rows.claims, _OF_STORY | _OF_REPORT),
    Table("figures", FigureRow, "figure", lambda rows: rows.figures, _OF_STORY | _OF_REPORT),
    Table("events", EventRow, "event", lambda rows: rows.events, _OF_STORY | _OF_REPORT),
    Table(
        "cameo",
        CameoRow,
        "row",
        lambda rows: (row for event in rows.events for row in cameo_rows(event)),
        {"event": ("events", "event")} | _OF_REPORT,
    ),
)
