"""What is read out of one text: the records of the public JSON interface, version 1.

Field names and meanings are those of the documented format of `jarchi read`; fields may be added, never renamed.
All spans are code points of the text that was read. A value that is not known is None, never a guess.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.articles import digest
from jarchi.records.spans import Span

Spans = tuple[Span, ...]
NameKind = Literal["person", "organization", "place", "other"]
Precision = Literal["country", "admin1", "admin2", "city", "site", "region"]
PlaceUse = Literal["place", "government", "people", "name"]
DateKind = Literal["date", "time", "duration", "set"]
Bound = Literal["=", "~", "<", ">", "<=", ">="]
FigureRole = Literal["change", "before"]
CheckKind = Literal["share", "change", "sum", "same"]
Speaker = Literal[
    "official",
    "state-media",
    "media",
    "agency",
    "organization",
    "expert",
    "witness",
    "anonymous",
    "private",
    "document",
    "unknown",
]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
ClaimKind = Literal["statement", "accusation", "denial", "promise", "forecast", "demand", "belief"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Reality = Literal["happened", "planned", "denied", "hypothetical"]
TieKind = Literal["causes", "responds to", "before"]


class Name(msgspec.Struct, frozen=True):
    """A mention of somebody or something; `actor` is an actor's id where exactly one fits."""

    span: Span
    kind: NameKind
    actor: str | None = None


class PlaceMention(msgspec.Struct, frozen=True):
    """A mention of a place, resolved where exactly one place fits; coordinates are WGS 84 degrees.

    `use` tells what the text means by it: the place as such, its government ("Beijing denied it"), its people or
    what is theirs ("Kazakh wheat"), or nothing but a part of a longer name ("Bank of China").
    """

    span: Span
    geonames: int | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    use: PlaceUse = "place"

    @property
    def is_meant(self) -> bool:
        """Tell whether the text speaks of the place or its government, not of a people or a longer name."""
        return self.use in ("place", "government")


class DateMention(msgspec.Struct, frozen=True):
    """An expression of time; `value` is EDTF (ISO 8601-2), `timex` the value of ISO-TimeML (TIMEX3).

    Where EDTF has no word for it ("now", "in recent weeks") `value` is None; where the text does not tell what it is
    reckoned from ("two days later") `timex` is too.
    """

    span: Span
    value: str | None
    kind: DateKind
    timex: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """A number: `value` up to `upper` where it is a range, its bound, its unit, what it counts, as of when and where.

    `level` is the index of the figure whose change, or what it was before, this one tells, as `role` says.
    """

    span: Span
    value: int | float
    upper: int | float | None = None
    bound: Bound = "="
    unit: str | None = None
    what: Span | None = None
    as_of: str | None = None
    where: Span | None = None
    role: FigureRole | None = None
    level: int | None = None


class Check(msgspec.Struct, frozen=True):
    """Whether figures of one text agree: `figures` are their indices, `holds` tells whether the sum comes out.

    "share": a per cent, its part, its whole. "change": the change, the level, what it was before. "sum": a total and
    its parts. "same": two values for one thing. `message` says in a sentence what does not agree; nothing is mended.
    """

    kind: CheckKind
    figures: tuple[int, ...]
    holds: bool
    message: str = ""


class Claim(msgspec.Struct, frozen=True):
    """Something that somebody says. `inside` is the index of the claim that this one is nested in.

    `who` is the mention that a pronoun or a short form as its source stands for ("he", "the ministry"), where only one
    can be meant. `said` is the day on which the text says that it was said, `date` the one on which what it tells
    happened or is to happen (both EDTF); neither is the day of publication.
    """

    source: Spans
    cue: Spans
    content: Spans
    actor: str | None = None
    speaker: Speaker = "unknown"
    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    kind: ClaimKind = "statement"
    unverified: bool = False
    who: Span | None = None
    inside: int | None = None
    said: str | None = None
    date: str | None = None


class Participant(msgspec.Struct, frozen=True):
    """Somebody who takes part in an event, as mentioned there.

    `state` tells whether the mention stands for the state of `country`, named by country or capital or by a force or
    organ of it ("Tashkent", "Russian border guards"), not for its people ("Chinese workers").
    """

    span: Span
    actor: str | None = None
    country: str | None = None
    state: bool = False


class Event(msgspec.Struct, frozen=True):
    """Something that happens, typed by PLOVER 2.0; `place` is a GeoNames id, `date` an EDTF value.

    `said` is the day on which the claim that tells it was made, where the text says so.
    """

    trigger: Spans
    type: EventType
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: str | None = None
    place: int | None = None
    reality: Reality = "happened"
    said: str | None = None


class Tie(msgspec.Struct, frozen=True):
    """A relation that the text itself states: `cause` comes first in time or reason, `signal` is the wording."""

    kind: TieKind
    cause: Spans
    effect: Spans
    signal: Spans


class Reading(msgspec.Struct, frozen=True):
    """All that one version of the reader read out of one text.

    `published` is the day of publication (`YYYY-MM-DD`) or None; `language` is None where the reader abstains.
    """

    id: str
    reader: str
    language: str | None
    published: str | None = None
    sentences: Spans = ()
    names: tuple[Name, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Tie, ...] = ()
    checks: tuple[Check, ...] = ()
    version: Literal[1] = 1

    @property
    def meant_places(self) -> tuple[PlaceMention, ...]:
        """Give the places that the text speaks of as such or as governments, not as peoples or in longer names."""
        return tuple(place for place in self.places if place.is_meant)


def claim_id(revision: str, claim: Claim) -> str:
    """Give the id of a claim in a revision; it outlives a new reader that finds the same spans."""
    return "c" + digest(revision, *(f"{span.start}-{span.end}" for span in claim.source + claim.content))


def event_id(revision: str, event: Event) -> str:
    """Give the id of an event in a revision; it outlives a new reader that finds the same trigger and type."""
    return "e" + digest(revision, event.type, *(f"{span.start}-{span.end}" for span in event.trigger))
