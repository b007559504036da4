"""Events as linking sees them: who takes part, on which days, and what the text itself says ties them."""

from __future__ import annotations

import calendar
import datetime
import re

from jarchi.link.heads import head_of
from jarchi.link.signatures import EventKey
from jarchi.records.links import Relation
from jarchi.records.readings import Event, Participant, Reading, Tie, event_id
from jarchi.records.spans import hull

EPOCH = datetime.date(1970, 1, 1).toordinal()
PART = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?[~?%]?")
LEAD_SENTENCES = 2
"""An event without a date is taken to be as old as its article only in the first sentences; further down it may be
background of any age, and is then put into no order."""
COUNTRY = "country:"
PEOPLE = "people:"


def event_keys(reading: Reading, revision: str, moment: int) -> tuple[EventKey, ...]:
    """Give what is needed to relate the events of a reading later: those of known parties on known days.

    An undated event that a sentence puts before another one is left out: its day is hardly that of the report.
    """
    keys = (_key(reading, revision, moment, event) for event in reading.events)
    return tuple(key for key in keys if key is not None)


def _key(reading: Reading, revision: str, moment: int, event: Event) -> EventKey | None:
    days = days_of(event.date, EPOCH + moment // 86_400)
    if event.date is None and _is_leading(reading, event):
        days = (EPOCH + moment // 86_400,) * 2
    actors, recipients = ids_of(event.actors), ids_of(event.recipients)
    people = tuple(
        sorted({PEOPLE + one.country for one in event.recipients if not one.actor and not one.state and one.country})
    )
    if days is None or not (actors or recipients or people):
        return None
    return EventKey(event_id(revision, event), event.type, *days, event.reality, actors, recipients, people)


def ids_of(participants: tuple[Participant, ...]) -> tuple[str, ...]:
    """Give the ids of the pack's actors, and `country:XX` for states, in order; others have none."""
    ids = {one.actor or (COUNTRY + one.country if one.state and one.country else "") for one in participants}
    return tuple(sorted(ids - {""}))


def _is_leading(reading: Reading, event: Event) -> bool:
    ties = (tie for tie in reading.relations if any(span.covers(event.trigger[0]) for span in tie.cause))
    if any(sentence.covers(hull(tie.cause + tie.effect)) for tie in ties for sentence in reading.sentences):
        return False
    lead = reading.sentences[:LEAD_SENTENCES]
    return not lead or hull(event.trigger).start < lead[-1].end


def days_of(value: str | None, told: int) -> tuple[int, int] | None:
    """Give the first and last day (proleptic ordinals) of an EDTF day, month or interval, the last not after `told`.

    Gives None for a value that is none of these, or that no calendar has.
    """
    parts = (value or "").split("/")
    found = [_part(part) for part in parts]
    if len(parts) > 2 or None in found:
        return None
    first, last = found[0], found[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], max(first[0], min(last[1], told))


def _part(value: str) -> tuple[int, int] | None:
    found = PART.fullmatch(value)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    if not 1 <= month <= 12 or year < 1 or day > calendar.monthrange(year, month)[1] or found[3] == "00":
        return None
    ends = (day, day) if day else (1, calendar.monthrange(year, month)[1])
    first, last = (datetime.date(year, month, end).toordinal() for end in ends)
    return first, last


def stated_relations(text: str, reading: Reading, revision: str) -> tuple[Relation, ...]:
    """Give the relations that the text states between two of its events, with the passages that state them.

    Where the cause or the effect holds no event, or its head cannot be told, it is not known which is meant.
    """
    relations = (_stated(text, reading, revision, tie) for tie in reading.relations)
    unique = {relation.id: relation for relation in relations if relation is not None}
    return tuple(unique.values())


def _stated(text: str, reading: Reading, revision: str, tie: Tie) -> Relation | None:
    cause = head_of(text, tie.cause, reading.events, reading.language)
    effect = head_of(text, tie.effect, reading.events, reading.language)
    if cause is None or effect is None or cause == effect:
        return None
    subject, target = event_id(revision, cause), event_id(revision, effect)
    if tie.kind == "responds to":
        subject, target = target, subject
    signal = " ... ".join(" ".join(span.of(text).split()) for span in tie.signal)
    spans = tuple(sorted(tie.cause + tie.signal + tie.effect))
    return Relation(tie.kind, subject, target, "stated", f"the text says: {signal}", revision, spans)
