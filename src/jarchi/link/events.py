"""Relations between events: those a text states, and those inferred from who acted on whom, and when."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from jarchi.link.signatures import EventKey, Signature
from jarchi.records.links import Relation
from jarchi.records.readings import Event, Participant, Reading, Spans, Tie, event_id
from jarchi.records.spans import hull

ANSWER_DAYS = 14
UNREAL = ("denied", "hypothetical")
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
"""Told from either side these are the same event twice, so one does not answer the other."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


class Act(msgspec.Struct, frozen=True, order=True):
    """Something that one actor did to another on a day; acts sort by day, then by when they were told."""

    day: int
    moment: int
    event: str
    type: str = ""


def event_keys(reading: Reading, revision: str, moment: int) -> tuple[EventKey, ...]:
    """Give what is needed to relate the events of a reading later: those with an actor of the pack on both sides."""
    keys = (
        EventKey(
            id=event_id(revision, event),
            type=event.type,
            day=_day_of(event.date, moment),
            reality=event.reality,
            actors=_ids(event.actors),
            recipients=_ids(event.recipients),
        )
        for event in reading.events
    )
    return tuple(key for key in keys if key.actors and key.recipients)


def _ids(participants: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(sorted({one.actor for one in participants if one.actor}))


def _day_of(value: str | None, moment: int) -> int:
    """Give the day on which an EDTF value begins; where it names no such day, that of the article."""
    if value and DAY.match(value):
        try:
            return datetime.date.fromisoformat(value[:10]).toordinal()
        except ValueError:
            pass
    return EPOCH + moment // 86_400


def stated_relations(text: str, reading: Reading, revision: str) -> tuple[Relation, ...]:
    """Give the relations that the text states between two of its events, with the passages that state them.

    Where the cause or the effect holds no event, or more than one, it is not known which is meant: no relation.
    """
    relations = (_stated(text, reading, revision, tie) for tie in reading.relations)
    unique = {relation.id: relation for relation in relations if relation is not None}
    return tuple(unique.values())


def _stated(text: str, reading: Reading, revision: str, tie: Tie) -> Relation | None:
    cause, effect = _event_in(tie.cause, reading), _event_in(tie.effect, reading)
    if cause is None or effect is None or cause == effect:
        return None
    subject, target = event_id(revision, cause), event_id(revision, effect)
    if tie.kind == "responds to":
        subject, target = target, subject
    signal = " ... ".join(" ".join(span.of(text).split()) for span in tie.signal)
    spans = tuple(sorted(tie.cause + tie.signal + tie.effect))
    return Relation(tie.kind, subject, target, "stated", f"the text says: {signal}", revision, spans)


def _event_in(spans: Spans, reading: Reading) -> Event | None:
    """Give the one event whose trigger lies in `spans`; an event with just that trigger comes before all others."""
    exact = [event for event in reading.events if event.trigger == spans]
    inside = [event for event in reading.events if any(span.covers(hull(event.trigger)) for span in spans)]
    for found in (exact, inside):
        if len(found) == 1:
            return found[0]
    return None


class Acts:
    """Who acted on whom, by pair of actors and by pair and story; a function of the articles that are in it."""

    def __init__(self) -> None:
        self.acts: dict[tuple[str, str, str], list[Act]] = {}

    def add(self, signature: Signature) -> None:
        """Take in the events of an article that happened; a copy tells of nothing new."""
        for key, act in _acts_of(signature):
            insort(self.acts.setdefault(key, []), act)

    def remove(self, signature: Signature) -> None:
        """Forget the events of an article that `add` was given."""
        for key, act in _acts_of(signature):
            acts = self.acts[key]
            del acts[bisect_left(acts, act)]
            if not acts:
                del self.acts[key]

    def latest(self, actor: str, recipient: str, story: str, before: int, since: int) -> Act | None:
        """Give the latest act in days `[since, before)`; of several on one day the one told first."""
        acts = self.acts.get((actor, recipient, story), [])
        at = bisect_left(acts, Act(before, -(2**63), ""))
        if at == 0 or acts[at - 1].day < since:
            return None
        return acts[bisect_left(acts, Act(acts[at - 1].day, -(2**63), ""))]


def _acts_of(signature: Signature) -> Iterator[tuple[tuple[str, str, str], Act]]:
    if signature.copy_of is not None:
        return
    for event in signature.events:
        if event.reality == "happened":
            act = Act(event.day, signature.moment, event.id, event.type)
            for actor, recipient in _pairs(event):
                yield (actor, recipient, ""), act
                yield (actor, recipient, signature.story), act


def _pairs(event: EventKey) -> Iterable[tuple[str, str]]:
    return ((actor, recipient) for actor in event.actors for recipient in event.recipients if actor != recipient)


def inferred_relations(
    signature: Signature, acts: Acts, names: Mapping[str, str], explained: frozenset[str] = frozenset()
) -> tuple[Relation, ...]:
    """Give at most one predecessor for each event of an article, marked as inferred, with the reason in words.

    An actor who was acted upon and acts back within 14 days "responds to" it; else an earlier act of the same actor on
    the same recipient in the same story came "before". Events in `explained` have a stated reason and need none.
    """
    if signature.copy_of is not None:
        return ()
    relations = (
        _answer(event, acts, names) or _sequel(event, signature.story, acts, names)
        for event in signature.events
        if event.reality not in UNREAL and event.id not in explained
    )
    return tuple(relation for relation in relations if relation is not None)


def _answer(event: EventKey, acts: Acts, names: Mapping[str, str]) -> Relation | None:
    found = [
        (-act.day, act.moment, act.event, act.type, actor, recipient)
        for actor, recipient in _pairs(event)
        if (act := acts.latest(recipient, actor, "", event.day, event.day - ANSWER_DAYS)) is not None
        and not (act.type == event.type and act.type in MUTUAL)
    ]
    if not found:
        return None
    day, _, earlier, kind, actor, recipient = min(found)
    actor, recipient = names.get(actor, actor), names.get(recipient, recipient)
    reason = (
        f"{recipient} acted on {actor} ({kind}, {_date(-day)}), and {actor} acted on {recipient} "
        f"({event.type}, {_date(event.day)}), {_days(event.day + day)} later"
    )
    return Relation("responds to", event.id, earlier, "inferred", reason)


def _sequel(event: EventKey, story: str, acts: Acts, names: Mapping[str, str]) -> Relation | None:
    found = [
        (-act.day, act.moment, act.event, act.type, actor, recipient)
        for actor, recipient in _pairs(event)
        if (act := acts.latest(actor, recipient, story, event.day, 0)) is not None
    ]
    if not found:
        return None
    day, _, earlier, kind, actor, recipient = min(found)
    actor, recipient = names.get(actor, actor), names.get(recipient, recipient)
    reason = (
        f"in one story {actor} acted on {recipient} twice: {kind} ({_date(-day)}), then {event.type} "
        f"({_date(event.day)}), {_days(event.day + day)} later"
    )
    return Relation("before", earlier, event.id, "inferred", reason)


def _date(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
