"""Acts: relations between events that no text states, inferred from who acted on whom, in which story, and when."""

from __future__ import annotations

import datetime
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping

import msgspec

from jarchi.link.events import COUNTRY, PEOPLE
from jarchi.link.signatures import EventKey, Signature
from jarchi.records.links import Relation

ANSWER_DAYS = 14
UNREAL = ("denied", "hypothetical")
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
"""Told from either side these are the same event: who is actor and who recipient makes no difference."""
FORCE = ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
QUARREL = ("ACCUSE", "REJECT", "THREATEN", "PROTEST", *FORCE)
GIVING_WAY = ("CONCEDE", "RETREAT")
GRANTING = ("AGREE", "SUPPORT", "COOPERATE", "AID", "REJECT")
MOST_LOOKED_AT = 16
"""Acts of one day, or that overlap, that are looked through: a flood of tellings costs no more."""

Key = tuple[str, ...]


class Act(msgspec.Struct, frozen=True, order=True):
    """Something told of parties; acts sort by their last day, then by when they were told."""

    last: int
    moment: int
    event: str
    first: int = 0
    type: str = ""


class Acts:
    """Acts by pair of actors, by party and story, and by what they are; a function of the articles that are in it."""

    def __init__(self) -> None:
        self.acts: dict[Key, list[Act]] = {}

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

    def latest(self, key: Key, before: int, since: int = 0) -> list[Act]:
        """Give the acts of the latest day in `[since, before)` on which one ended, the one told first ahead."""
        acts = self.acts.get(key, [])
        at = bisect_left(acts, _start(before))
        return [] if at == 0 else self.on(key, acts[at - 1].last) if acts[at - 1].last >= since else []

    def on(self, key: Key, day: int) -> list[Act]:
        """Give the acts that ended on a day, in the order they were told."""
        acts = self.acts.get(key, [])
        first = bisect_left(acts, _start(day))
        return [act for act in acts[first : first + MOST_LOOKED_AT] if act.last == day]

    def overlapping(self, key: Key, first: int, last: int) -> list[Act]:
        """Give acts of which some day may lie in `[first, last]`."""
        acts = self.acts.get(key, [])
        at = bisect_left(acts, _start(first))
        return [act for act in acts[at : at + MOST_LOOKED_AT] if act.first <= last]


def _start(day: int) -> Act:
    return Act(day, -(2**63), "")


def _acts_of(signature: Signature) -> Iterator[tuple[Key, Act]]:
    if signature.copy_of is not None:
        return
    for event in signature.events:
        if event.reality == "happened":
            act = Act(event.last, signature.moment, event.id, event.first, event.type)
            for pair in _pairs(event):
                yield pair, act
                yield (*pair, signature.story), act
            for role, party in _roles(event):
                yield (role, "", party, signature.story), act
            for sign in _signs(event):
                yield ("same", *sign, signature.story), act


def _pairs(event: EventKey) -> list[tuple[str, str]]:
    return [(actor, recipient) for actor in event.actors for recipient in event.recipients if actor != recipient]


def _roles(event: EventKey) -> list[tuple[str, str]]:
    """Give each party with its side; the people of a country stand on the side of those acted upon."""
    return [*(("actor", one) for one in event.actors), *(("on", one) for one in (*event.recipients, *event.people))]


def _signs(event: EventKey) -> Iterator[Key]:
    """Give what two tellings of one event have in common: its type and a pair, or a lone party."""
    if event.type in MUTUAL:
        parties = sorted({*event.actors, *event.recipients})
        yield from ((event.type, one, other) for one in parties for other in parties if one < other)
    else:
        yield from ((event.type, *pair) for pair in _pairs(event))
    if not (event.actors and event.recipients):
        yield from ((event.type, *role) for role in _roles(event))


def inferred_relations(
    signature: Signature, acts: Acts, names: Mapping[str, str], explained: frozenset[str] = frozenset()
) -> tuple[Relation, ...]:
    """Give at most one relation of each event of an article to an earlier one, marked as inferred, with the reason.

    What an article of the story has told already is the "same" event, and gets no second reason. Who was acted upon
    and acts back within 14 days "responds to" it; else an earlier act of the same actor on the same recipient, of the
    same actor, or on the same recipient in the story came "before". Events in `explained` have a stated reason.
    """
    if signature.copy_of is not None:
        return ()
    relations = (
        _retold(event, signature, acts, names)
        or (None if event.id in explained else _answer(event, signature.story, acts, names))
        or (None if event.id in explained else _sequel(event, signature.story, acts, names))
        for event in signature.events
        if event.reality not in UNREAL
    )
    return tuple(relation for relation in relations if relation is not None)


def _retold(event: EventKey, signature: Signature, acts: Acts, names: Mapping[str, str]) -> Relation | None:
    own = {one.id for one in signature.events}
    found = [
        (act.moment, act.event, sign)
        for sign in _signs(event)
        for act in acts.overlapping(("same", *sign, signature.story), event.first, event.last)
        if act.event not in own and act.moment <= signature.moment
    ]
    if not found or event.reality != "happened":
        return None
    _, earlier, (kind, *parties) = min(found)
    who = " and ".join(_name(party, names) for party in parties if party not in ("actor", "on"))
    return Relation(
        "same", event.id, earlier, "inferred", f"in one story, on the same day, of the same parties: {kind}, {who}"
    )


def _answer(event: EventKey, story: str, acts: Acts, names: Mapping[str, str]) -> Relation | None:
    """Give what the event answers; states answer only within a story, since they do much to one another."""
    found = []
    for actor, recipient in _pairs(event):
        are_states = actor.startswith(COUNTRY) and recipient.startswith(COUNTRY)
        key = (recipient, actor, story) if are_states else (recipient, actor)
        earlier = acts.latest(key, event.first, event.first - ANSWER_DAYS)
        same_day = [act for act in acts.on(key, event.first) if act.type in FORCE and event.type not in FORCE]
        answered = [act for act in same_day or earlier if _is_answer(act.type, event.type)]
        found += [(-act.last, act.moment, act.event, act, actor, recipient) for act in answered]
    if not found:
        return None
    *_, act, actor, recipient = min(found, key=lambda one: one[:3])
    one, other = _name(recipient, names), _name(actor, names)
    reason = (
        f"{one} acted on {other} ({act.type}, {_when(act)}), and {other} acted on {one} "
        f"({event.type}, {_when(event)}), {_days(event.first - act.last)}"
    )
    return Relation("responds to", event.id, act.event, "inferred", reason)


def _is_answer(earlier: str, later: str) -> bool:
    """Tell whether one type answers another: a quarrel goes on or ends, a request is granted or not."""
    if earlier == "REQUEST":
        return later in GRANTING or later in GIVING_WAY
    return earlier in QUARREL and (later in QUARREL or later in GIVING_WAY or later == "REQUEST")


def _sequel(event: EventKey, story: str, acts: Acts, names: Mapping[str, str]) -> Relation | None:
    for keys in ([(*pair, story) for pair in _pairs(event)], [(role, "", one, story) for role, one in _roles(event)]):
        found = [
            (-act.last, act.moment, act.event, act, key) for key in keys for act in acts.latest(key, event.first)[:1]
        ]
        if found:
            *_, act, key = min(found, key=lambda one: one[:3])
            reason = (
                f"in one story {_who(key, names)} twice: {act.type} ({_when(act)}), then {event.type} "
                f"({_when(event)}), {_days(event.first - act.last)}"
            )
            return Relation("before", act.event, event.id, "inferred", reason)
    return None


def _who(key: Key, names: Mapping[str, str]) -> str:
    if key[1]:
        return f"{_name(key[0], names)} acted on {_name(key[1], names)}"
    if key[0] == "actor":
        return f"{_name(key[2], names)} acted"
    return f"somebody acted on {_name(key[2], names)}"


def _name(party: str, names: Mapping[str, str]) -> str:
    if party.startswith(PEOPLE):
        code = party.removeprefix(PEOPLE)
        return f"people from {names.get(COUNTRY + code, code)}"
    return names.get(party, party.removeprefix(COUNTRY))


def _when(told: Act | EventKey) -> str:
    """Give the day, or the days, of an event as an EDTF value."""
    first, last = (datetime.date.fromordinal(day).isoformat() for day in (told.first, told.last))
    return first if first == last else f"{first}/{last}"


def _days(count: int) -> str:
    return {0: "on the same day", 1: "1 day later"}.get(count, f"{count} days later")
