"""Importance: what gives a story its place in a section, told in one line and weighed by the settings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, NamedTuple

import msgspec

from jarchi.publish.wording import counted
from jarchi.records.articles import digest
from jarchi.records.dossiers import Piece

MOST = 8
"""So many actors, events or figures count; a long report is not a weightier one."""

Share = Annotated[float, msgspec.Meta(ge=0, le=100)]


class Importance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts for the place of a story, and how much; 0 leaves it out.

    `sources` for each independent source, `reports` for each report, `actors` for each actor of the region pack that is
    named, `events` for each event that happened, `figures` for each figure that tells what it counts (of these three
    eight at most), `opening` where the story began in the period, `novelty` for the share of its reports that came in
    the period, `lens` where a headline names a country of the lens.
    """

    sources: Share = 4.0
    reports: Share = 0.5
    actors: Share = 0.5
    events: Share = 0.5
    figures: Share = 0.25
    opening: Share = 1.0
    novelty: Share = 1.0
    lens: Share = 1.0


class Weight(NamedTuple):
    """The weight of a story and the line that explains it."""

    score: float
    why: str


class Setting(NamedTuple):
    """How a story stands to what was told before: reports before the period, the headline countries of the lens.

    `goes_on` tells whether it goes on from an earlier story.
    """

    headlined: Collection[str] = ()
    before: int = 0
    goes_on: bool = False


def weigh(
    pieces: Sequence[Piece], voices: Sequence[Piece], independent: int, setting: Setting, given: Importance
) -> Weight:
    """Weigh a story by its reports of the period; `voices` are those that reprint none."""
    actors = {name.actor for piece in voices for name in piece.reading.names if name.actor}
    events = sum(event.reality == "happened" for piece in voices for event in piece.reading.events)
    figures = sum(bool(figure.unit or figure.what) for piece in voices for figure in piece.reading.figures)
    # A story has its id from the article that opened it.
    is_new = any(piece.membership.story == "s" + digest(piece.membership.article) for piece in pieces)
    fresh = len(pieces) / (len(pieces) + setting.before)
    headlined = setting.headlined
    score = (
        given.sources * independent
        + given.reports * len(pieces)
        + given.actors * min(len(actors), MOST)
        + given.events * min(events, MOST)
        + given.figures * min(figures, MOST)
        + given.opening * is_new
        + given.novelty * fresh
        + given.lens * bool(headlined)
    )
    parts = [
        f"{counted(independent, 'independent source')} in {counted(len(pieces), 'report')}",
        counted(len(actors), "known actor") if actors else "",
        counted(events, "event") if events else "",
        counted(figures, "figure") if figures else "",
        "began in the period" if is_new else f"goes on from before, {counted(setting.before, 'earlier report')}",
        "follows an earlier story" if setting.goes_on else "",
        f"{', '.join(sorted(headlined))} in the headline" if headlined else "",
    ]
    return Weight(score, "; ".join(part for part in parts if part))
