"""The agents of change: how they are scored, and what does not count."""

from __future__ import annotations

from jarchi.link import rank_agents
from jarchi.records.dossiers import DatedEvent
from jarchi.records.links import Agent, Relation
from jarchi.records.readings import Event, Participant
from jarchi.records.spans import Span

HERE = Span(0, 1)


def told(
    identity: str, story: str, actor: str | None, recipient: str | None = None, day: int = 1, **more: str
) -> DatedEvent:
    recipients = (Participant(HERE, recipient),) if recipient else ()
    event = Event(
        (HERE,), more.pop("kind", "ACCUSE"), actors=(Participant(HERE, actor),), recipients=recipients, **more
    )  # type: ignore[arg-type]
    return DatedEvent(identity, story, f"2024-03-{day:02}T00:00:00Z", event)


def tie(kind: str, subject: str, target: str) -> Relation:
    return Relation(kind, subject, target, "inferred", "")  # type: ignore[arg-type]


def test_stories_acted_in_and_events_led_to_make_the_score() -> None:
    events = [told("e1", "s1", "a"), told("e2", "s2", "a", day=2), told("e3", "s1", "b", "a", day=3, kind="SANCTION")]
    ranked = rank_agents(events, [tie("responds to", "e3", "e1")])
    assert ranked == (Agent("a", 1, 3, ("e1", "e2"), ("e3",)), Agent("b", 2, 1, ("e3",)))


def test_a_cause_leads_to_its_effect_but_mere_order_leads_to_nothing() -> None:
    events = [told("e1", "s1", "a"), told("e2", "s2", "b", day=2)]
    assert rank_agents(events, [tie("causes", "e1", "e2")])[0].led_to == ("e2",)
    assert rank_agents(events, [tie("before", "e1", "e2")])[0].led_to == ()


def test_many_articles_of_one_story_count_once() -> None:
    acts = [told(f"e{number}", "s1", "a", "b", day=number) for number in (1, 2, 3)]
    answers = [told(f"f{number}", "s1", "b", "a", day=number + 3, kind="SANCTION") for number in (1, 2, 3)]
    ties = [tie("responds to", f"f{number}", f"e{number}") for number in (1, 2, 3)]
    first = rank_agents(acts + answers, ties)[0]
    assert first == Agent("a", 1, 2, ("e1",), ("f1",))


def test_denied_and_hypothetical_events_do_not_count_and_planned_ones_do() -> None:
    events = [
        told("e1", "s1", "a", reality="denied"),
        told("e2", "s2", "a", reality="hypothetical"),
        told("e3", "s3", "b", reality="planned"),
    ]
    assert [agent.actor for agent in rank_agents(events, [tie("causes", "e3", "e1")])] == ["b"]
    assert rank_agents(events, [tie("causes", "e3", "e1")])[0].led_to == ()


def test_only_actors_of_the_pack_are_ranked_and_ties_go_by_id() -> None:
    events = [told("e1", "s1", "z"), told("e2", "s2", "b"), told("e3", "s3", None)]
    assert [(agent.actor, agent.rank) for agent in rank_agents(events, [])] == [("b", 1), ("z", 2)]


def test_the_order_of_the_input_does_not_matter_and_unknown_events_are_passed_over() -> None:
    events = [told(f"e{number}", f"s{number % 3}", "ab"[number % 2], day=number + 1) for number in range(9)]
    ties = [tie("causes", "e1", "e2"), tie("causes", "e3", "e4"), tie("causes", "e1", "elsewhere")]
    assert rank_agents(events, ties) == rank_agents(events[::-1], ties[::-1])
    assert rank_agents([], ties) == ()


def test_states_are_ranked_and_their_people_are_not() -> None:
    state = Event((HERE,), "SANCTION", actors=(Participant(HERE, None, "AA", True),))
    people = Event((HERE,), "SANCTION", actors=(Participant(HERE, None, "BB"),))
    events = [
        DatedEvent(f"e{number}", f"s{number}", "2024-03-01T00:00:00Z", event)
        for number, event in enumerate((state, people))
    ]
    assert [agent.actor for agent in rank_agents(events, [])] == ["country:AA"]


def test_background_of_long_ago_is_nobodys_deed_of_now() -> None:
    dates = ("2016-01/2016-04~", "2024-01", "2024-02", "2024-02-28", "2024-05", None)
    events = [told(f"e{number}", f"s{number}", "a", day=5, date=date) for number, date in enumerate(dates)]  # type: ignore[arg-type]
    assert rank_agents(events, [])[0].events == ("e2", "e3", "e4", "e5")
