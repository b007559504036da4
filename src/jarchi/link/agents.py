"""The agents of change: which actors of the region pack set most in motion in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jarchi.link.events import days_of, ids_of
from jarchi.records.articles import instant
from jarchi.records.dossiers import DatedEvent
from jarchi.records.links import Agent, Relation

UNREAL = ("denied", "hypothetical")
NEWS_DAYS = 31
"""An event that lies further back than this from the article that tells of it is background, nobody's deed of now."""


def rank_agents(events: Sequence[DatedEvent], relations: Sequence[Relation]) -> tuple[Agent, ...]:
    """Rank the pack's actors and the states (`country:XX`) that act in `events`; `Agent` says what the score is.

    An act led to an event that it "causes", or that "responds to" it, where both are among `events`; mere order in time
    ("before") leads to nothing. What is denied, hypothetical or old does not count. An act told by many articles of a
    story counts once, and so does what it led to. Equal scores are ranked by how often the acts are told, then by actor
    id. People outside the pack never appear.
    """
    real = {dated.id: dated for dated in sorted(events, key=_place) if _counts(dated)}
    effects = _effects(real, relations)
    acts: defaultdict[str, list[DatedEvent]] = defaultdict(list)
    for dated in real.values():
        for actor in ids_of(dated.event.actors):
            acts[actor].append(dated)
    agents = [_agent(actor, acts[actor], effects) for actor in acts]
    agents.sort(key=lambda agent: (-agent.score, -len(acts[agent.actor]), agent.actor))
    return tuple(Agent(one.actor, rank, one.score, one.events, one.led_to) for rank, one in enumerate(agents, start=1))


def _counts(dated: DatedEvent) -> bool:
    moment = instant(dated.moment)
    told = moment.toordinal() if moment else 0
    days = days_of(dated.event.date, told)
    return dated.event.reality not in UNREAL and (days is None or told - days[1] <= NEWS_DAYS)


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
    return dated.story, event.type, ids_of(event.actors), ids_of(event.recipients)
