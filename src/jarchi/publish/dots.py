"""Dots: ties between events with the lines that tell of both, and the agents of change with what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from jarchi.publish.attribution import Claims
from jarchi.publish.judged import Judged
from jarchi.publish.lines import passage_of, standing_line
from jarchi.records.articles import instant
from jarchi.records.bulletins import Dot, Line, Mover, Passage
from jarchi.records.dossiers import Piece
from jarchi.records.links import Agent, Relation
from jarchi.records.readings import Event, event_id
from jarchi.records.regions import Region
from jarchi.records.spans import hull

KINDS = ("causes", "responds to", "before", "part of")
"""The ties that are told, in the order in which they matter; "same" only says that two reports tell one thing."""

SUBJECT_IS_LATER = {"responds to", "part of"}

MOST_STATED = 200
MOST_INFERRED = 60
"""Dots of a bulletin. Ties in order of time alone grow with the square of the events; the first sixty are kept, the
ones with reasons before the ones with mere order."""

MOST_MOVERS = 12
MOST_DEEDS = 20

Find = Callable[[str], Piece | None]
"""Gives the article that tells of the event with this id, None where its newest text tells of it no more."""


class Events:
    """Finds the lines that tell of events."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._lines: dict[str, Line | None] = {}

    def line(self, id: str) -> Line | None:
        """Give the sentence that tells of the event, None where there is none any more or it cannot stand alone."""
        if id not in self._lines:
            piece = self._find(id)
            event = event_in(piece, id) if piece else None
            self._lines[id] = _telling(piece, event) if piece and event else None
        return self._lines[id]

    def piece(self, id: str) -> Piece | None:
        """Give the article that tells of the event."""
        return self._find(id)


def event_in(piece: Piece, id: str) -> Event | None:
    """Give the event of an article that has this id."""
    return next((event for event in piece.reading.events if event_id(piece.revision.id, event) == id), None)


def _telling(piece: Piece, event: Event) -> Line | None:
    if not piece.reading.sentences or not event.trigger:
        return None
    claims = Claims(piece)
    return standing_line(piece, claims.sentence_at(event.trigger[0].start), claims)


def dots(relations: Iterable[Relation], known: Mapping[str, str], events: Events, judged: Judged) -> tuple[Dot, ...]:
    """Give the ties whose later event is among `known` (event id to story), stated ones first, each by kind and time.

    A tie that a person refused, or whose events no text tells of any more, is not shown.
    """
    wanted = [tie for tie in relations if tie.kind in KINDS and tie.id not in judged.refused and _ends(tie)[1] in known]
    wanted.sort(key=lambda tie: (KINDS.index(tie.kind), tie.id))
    stated = _told([tie for tie in wanted if tie.basis == "stated"], events, MOST_STATED)
    inferred = _told([tie for tie in wanted if tie.basis == "inferred"], events, MOST_INFERRED)
    return (*stated, *inferred)


def _told(ties: Sequence[Relation], events: Events, most: int) -> list[Dot]:
    found: dict[tuple[str, str, str], Dot] = {}
    for tie in ties:
        if len(found) == most:
            break
        earlier, later = (events.line(id) for id in _ends(tie))
        if earlier is None or later is None or (tie.basis == "inferred" and earlier.text == later.text):
            continue
        dot = Dot(tie.id, tie.kind, tie.basis, tie.reason, earlier, later, _passage(tie, events))
        found.setdefault((tie.kind, earlier.text, later.text), dot)
    return sorted(
        found.values(), key=lambda dot: (KINDS.index(dot.kind), _when(dot.later), _when(dot.earlier), dot.relation)
    )


def _ends(tie: Relation) -> tuple[str, str]:
    """Give the ids of the earlier event, or the cause, and of the later one."""
    return (tie.object, tie.subject) if tie.kind in SUBJECT_IS_LATER else (tie.subject, tie.object)


def _when(line: Line) -> str:
    moment = instant(line.published)
    return moment.isoformat() if moment else ""


def _passage(tie: Relation, events: Events) -> Passage | None:
    """Give the sentence that states the tie, from the article that holds it."""
    if tie.basis != "stated" or not tie.spans:
        return None
    for id in _ends(tie):
        piece = events.piece(id)
        if piece and piece.revision.id == tie.revision and piece.reading.sentences:
            return passage_of(piece, Claims(piece).sentence_at(hull(tie.spans).start))
    return None


def movers(agents: Sequence[Agent], region: Region, events: Events) -> tuple[Mover, ...]:
    """Give the ranked agents with the lines that tell what they did and what that led to.

    Only actors of the region pack, which are public ones, and its countries are shown. One of whose deeds no text
    tells any more is not.
    """
    names = {f"country:{country.code}": country.name for country in region.countries}
    names |= {actor.id: actor.name for actor in region.actors}
    found: list[Mover] = []
    for agent in sorted(agents, key=lambda agent: (agent.rank, agent.actor)):
        if len(found) == MOST_MOVERS:
            break
        if agent.actor in names and (deeds := _lines(agent.events, events)):
            found.append(Mover(agent.actor, names[agent.actor], agent.rank, deeds, _lines(agent.led_to, events)))
    return tuple(found)


def _lines(ids: Sequence[str], events: Events) -> tuple[Line, ...]:
    """Give the lines of events, no sentence twice."""
    found: dict[str, Line] = {}
    for id in ids[: 3 * MOST_DEEDS]:
        if line := events.line(id):
            found.setdefault(line.text, line)
    return tuple(found.values())[:MOST_DEEDS]
