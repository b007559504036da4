"""The agents of change: which actors of the region pack set most in motion in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jarchi.records.dossiers import DatedEvent
from jarchi.records.links import Agent, Relation
from jarchi.records.readings import Participant

UNREAL = ("denied", "hypothetical")


def rank_agents(events: Sequence[DatedEvent], relations: Sequence[Relation]) -> tuple[Agent, ...]:
    """Rank the actors of the pack that act in `events`; `Agent` says what the score is.

    An act led to an event that it "causes", or that "responds to" it, where both are among `events`; mere order in time
    ("before") leads to nothing. What is denied or hypothetical does not count. An act told by many articles of a story
    counts once, and so does what it led to. Equal scores are ranked by actor id. People outside the pack never appear.
    """
    real = {dated.id: dated for dated in sorted(events, key=_place) if dated.event.reality not in UNREAL}
    effects = _effects(real, relations)
    acts: defaultdict[str, list[DatedEvent]] = defaultdict(list)
    for dated in real.values():
        for actor in _ids(dated.event.actors):
            acts[actor].append(dated)
    agents = [_agent(actor, acts[actor], effects) for actor in acts]
    agents.sort(key=lambda agent: (-agent.score, agent.actor))
    return tuple(Agent(one.actor, rank, one.score, one.events, one.led_to) for rank, one in enumerate(agents, start=1))


def _effects(real: dict[str, DatedEvent], relations: Sequence[Relation]) -> dict[str, list[DatedEvent]]:
    """Give the events that each event led to."""
    effects: defaultdict[str, list[DatedEvent]] = defaultdict(list)
    for relation in relations:
        if relation.kind not in ("causes", "responds to"):
            continue
        ends = (relation.subject, relation.object)
        cause, effect = ends if relation.kind == "causes" else reversed(ends)
        if cause in real and effect in real:
            effects[cause].append(real[effect])
    return effects


def _agent(actor: str, acts: list[DatedEvent], effects: dict[str, list[DatedEvent]]) -> Agent:
    """Give an actor with its score, not yet ranked: the first act of each story, and those that led to something."""
    led: dict[tuple[object, ...], DatedEvent] = {}
    movers: set[str] = set()
    for act in acts:
        for effect in sorted(effects.get(act.id, ()), key=_place):
            if _sameness(effect) not in led:
                led[_sameness(effect)] = effect
                movers.add(act.id)
    first = {act.story: act.id for act in reversed(acts)}
    rest = movers | set(first.values())
    return Agent(
        actor=actor,
        rank=0,
        score=len(first) + len(led),
        events=tuple(act.id for act in acts if act.id in rest),
        led_to=tuple(effect.id for effect in sorted(led.values(), key=_place)),
    )


def _place(dated: DatedEvent) -> tuple[str, str]:
    return dated.moment, dated.id


def _sameness(dated: DatedEvent) -> tuple[object, ...]:
    """Give what two tellings of one event in one story have in common."""
    event = dated.event
    return dated.story, event.type, _ids(event.actors), _ids(event.recipients)


def _ids(participants: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(sorted({one.actor for one in participants if one.actor}))
