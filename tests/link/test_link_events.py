"""Event relations, stated and inferred."""

from __future__ import annotations

import pytest
from link_builders import REGION, document, event, reading, span

from jarchi.link import Linker
from jarchi.link.heads import head_of
from jarchi.records.links import Linked
from jarchi.records.readings import Event, Participant, Tie, event_id
from jarchi.records.spans import Span

NORTH, SOUTH, EAST = "test:north", "test:south", "test:east"
ONE = "The Northern Ministry accused the Southern Ministry of moving border posts near Kerki at night."
TWO = "The Southern Ministry expelled envoys of the Northern Ministry, and closed its office in another city."


def linked(
    linker: Linker, identity: str, text: str, day: int, *events: Event, relations: tuple[Tie, ...] = ()
) -> Linked:
    return linker.link(
        document(identity, text, day), reading(identity, events=events, relations=relations), "r" + identity
    )[0]


def test_who_is_acted_upon_and_acts_back_responds() -> None:
    linker = Linker(REGION)
    accused = event(ONE, "accused", "ACCUSE", NORTH, SOUTH)
    linked(linker, "a", ONE, 1, accused)
    expelled = event(TWO, "expelled", "SANCTION", SOUTH, NORTH)
    (found,) = linked(linker, "b", TWO, 4, expelled).relations
    assert (found.kind, found.basis) == ("responds to", "inferred")
    assert (found.subject, found.object) == (event_id("rb", expelled), event_id("ra", accused))
    assert found.reason == (
        "Northern Ministry acted on Southern Ministry (ACCUSE, 2024-03-01), and Southern Ministry acted on "
        "Northern Ministry (SANCTION, 2024-03-04), 3 days later"
    )


def test_no_answer_after_fourteen_days_nor_on_the_same_day_nor_by_a_third() -> None:
    for day, actor, count in ((15, SOUTH, 1), (16, SOUTH, 0), (1, SOUTH, 0), (4, EAST, 0)):
        linker = Linker(REGION)
        linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH))
        assert len(linked(linker, "b", TWO, day, event(TWO, "expelled", "SANCTION", actor, NORTH)).relations) == count


def test_a_meeting_told_from_the_other_side_is_no_answer() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "CONSULT", NORTH, SOUTH))
    assert linked(linker, "b", TWO, 2, event(TWO, "expelled", "CONSULT", SOUTH, NORTH)).relations == ()


def test_what_did_not_happen_is_answered_by_nothing() -> None:
    for reality in ("planned", "denied", "hypothetical"):
        linker = Linker(REGION)
        linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH, reality=reality))
        assert linked(linker, "b", TWO, 2, event(TWO, "expelled", "SANCTION", SOUTH, NORTH)).relations == ()


def test_the_same_two_again_in_one_story_come_in_order() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH))
    later = "Over border posts moved near Kerki at night, the Northern Ministry threatened the Southern Ministry."
    (found,) = linked(linker, "b", later, 3, event(later, "threatened", "THREATEN", NORTH, SOUTH)).relations
    assert found.kind == "before"
    assert "in one story Northern Ministry acted on Southern Ministry twice: ACCUSE (2024-03-01)" in found.reason
    assert linked(linker, "c", TWO, 3, event(TWO, "expelled", "SANCTION", NORTH, SOUTH)).relations == (), (
        "another story"
    )


def test_the_date_of_an_event_counts_before_that_of_the_article() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 9, event(ONE, "accused", "ACCUSE", NORTH, SOUTH, date="2024-02-20"))
    expelled = event(TWO, "expelled", "SANCTION", SOUTH, NORTH, date="2024-02-22/2024-02-23")
    (found,) = linked(linker, "b", TWO, 10, expelled).relations
    assert "2 days later" in found.reason


DATES = [
    ("2024-02-28", 1, "a day"),
    ("2024-02", 1, "a month that ended before the answer"),
    ("2024-01/2024-02-10", 0, "an interval that ended too long before"),
    ("2024-03", 1, "a month that began with the day of the report"),
    ("1999", 0, "a year is too coarse for an order"),
    ("2024-99-99", 0, "a date that no calendar has"),
]


@pytest.mark.parametrize(("date", "count", "_"), DATES, ids=[case[2] for case in DATES])
def test_only_known_days_put_events_into_order(date: str, count: int, _: str) -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH, date=date))
    assert len(linked(linker, "b", TWO, 2, event(TWO, "expelled", "SANCTION", SOUTH, NORTH)).relations) == count


def test_background_far_down_has_no_day_of_its_own() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH))
    text = f"One sentence stands here. Another one follows. {TWO}"
    sentences = (span(text, "One sentence stands here."), span(text, "Another one follows."), span(text, TWO))
    expelled = event(text, "expelled", "SANCTION", SOUTH, NORTH)
    told = linker.link(document("b", text, 4), reading("b", events=(expelled,), sentences=sentences), "rb")[0]
    assert told.relations == ()


def test_a_second_telling_is_the_same_event_and_needs_no_second_reason() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH))
    linked(linker, "b", TWO, 4, event(TWO, "expelled", "SANCTION", SOUTH, NORTH))
    again = "Envoys and an office in another city: the Southern Ministry has expelled, closed, and said it is done."
    expelled = event(again, "expelled", "SANCTION", SOUTH, NORTH, date="2024-03-04")
    (found,) = linked(linker, "c", again, 5, expelled).relations
    assert (found.kind, found.object) == ("same", event_id("rb", event(TWO, "expelled", "SANCTION", SOUTH, NORTH)))
    assert found.reason == "in one story, on the same day, of the same parties: SANCTION, Southern Ministry and " + (
        "Northern Ministry"
    )


def test_kindness_is_no_answer_to_a_quarrel_nor_the_other_way_round() -> None:
    for first, second, count in (
        ("ACCUSE", "AID", 0),
        ("AID", "SANCTION", 0),
        ("REQUEST", "AID", 1),
        ("ASSAULT", "RETREAT", 1),
        ("CONSULT", "AGREE", 0),
    ):
        linker = Linker(REGION)
        linked(linker, "a", ONE, 1, event(ONE, "accused", first, NORTH, SOUTH))
        answer = event(TWO, "expelled", second, SOUTH, NORTH)
        assert len(linked(linker, "b", TWO, 4, answer).relations) == count, (first, second)


def state(text: str, words: str, country: str, *, is_state: bool = True) -> Participant:
    return Participant(span(text, words), None, country, is_state)


def test_states_take_part_and_answer_within_a_story_only() -> None:
    struck = "Farland shelled two villages of Nearland on the disputed border ridge near Kerki on Friday evening."
    other = "Nearland shut its markets to grain from Farland over new tariffs, traders said in a far port town."
    hit = Event(
        (span(struck, "shelled"),),
        "ASSAULT",
        actors=(state(struck, "Farland", "AA"),),
        recipients=(state(struck, "Nearland", "BB"),),
    )
    for text, count in (
        ("On the border ridge near Kerki, Nearland has shelled villages of Farland in turn on a disputed Monday.", 1),
        (other, 0),
    ):
        linker = Linker(REGION)
        linked(linker, "a", struck, 1, hit)
        trigger = "shelled" if count else "shut"
        answer = Event(
            (span(text, trigger),),
            "SANCTION",
            actors=(state(text, "Nearland", "BB"),),
            recipients=(state(text, "Farland", "AA"),),
        )
        found = linked(linker, "b", text, 3, answer).relations
        assert [relation.kind for relation in found] == ["responds to"] * count, text


def test_the_people_of_a_country_are_acted_upon_but_do_not_act_for_it() -> None:
    text = "Residents attacked Farland workers at the same mine near Kerki, a second attack within a single week."
    workers = state(text, "Farland workers", "AA", is_state=False)
    linker = Linker(REGION)
    linked(linker, "a", text, 1, Event((span(text, "attacked"),), "ASSAULT", recipients=(workers,)))
    later = text.replace("Residents", "Villagers").replace("at the same", "near the")
    again = Event((span(later, "attacked"),), "ASSAULT", recipients=(workers,), actors=(workers,))
    (found,) = linked(linker, "b", later, 4, again).relations
    assert found.reason == (
        "in one story somebody acted on people from AA twice: ASSAULT (2024-03-01), then ASSAULT (2024-03-04), "
        "3 days later"
    )


def test_people_outside_the_pack_are_followed_nowhere() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", None, SOUTH))
    assert linked(linker, "b", TWO, 2, event(TWO, "expelled", "SANCTION", SOUTH, None)).relations == ()


TIED = "Kazakh police detained riders because residents attacked a road camp; workers left."
TIE = Tie(
    "causes",
    (span(TIED, "residents attacked a road camp"),),
    (span(TIED, "police detained riders"),),
    (span(TIED, "because"),),
)


def test_a_stated_cause_carries_its_passage() -> None:
    detained, attacked = event(TIED, "detained", "COERCE", None, None), event(TIED, "attacked", "ASSAULT", None, None)
    (found,) = linked(Linker(REGION), "a", TIED, 1, detained, attacked, relations=(TIE,)).relations
    assert (found.kind, found.basis, found.revision) == ("causes", "stated", "ra")
    assert (found.subject, found.object) == (event_id("ra", attacked), event_id("ra", detained))
    assert [passage.of(TIED) for passage in found.spans] == [
        "police detained riders",
        "because",
        "residents attacked a road camp",
    ]
    assert found.reason == "the text says: because"


def test_an_answer_is_the_subject_of_a_stated_response() -> None:
    detained, attacked = event(TIED, "detained", "COERCE", None, None), event(TIED, "attacked", "ASSAULT", None, None)
    tie = Tie("responds to", TIE.cause, TIE.effect, TIE.signal)
    (found,) = linked(Linker(REGION), "a", TIED, 1, detained, attacked, relations=(tie,)).relations
    assert (found.subject, found.object) == (event_id("ra", detained), event_id("ra", attacked))


HEADS = [
    ("police detained riders who had fled the rally", "detained", "a clause under another gives way"),
    ("police detained riders after the attack", "detained", "so does what a preposition governs"),
    ("a protest was dispersed", "dispersed", "what names nobody gives way"),
    ("police detained riders and blocked the road", "detained", "the first of two that are joined"),
    ("police detained riders, seized carts and blocked the road", "detained", "and of three"),
    ("police detained riders blocked the road", None, "two that nothing joins"),
    ("nothing at all", None, "no event"),
]


@pytest.mark.parametrize(("clause", "head", "_"), HEADS, ids=[case[2] for case in HEADS])
def test_the_head_of_a_clause(clause: str, head: str | None, _: str) -> None:
    bare = {"rally", "attack", "protest"}
    words = ("detained", "rally", "attack", "protest", "dispersed", "seized", "blocked")
    events = tuple(
        event(clause, word, "COERCE", None, None if word in bare else NORTH) for word in words if word in clause
    )
    found = head_of(clause, (Span(0, len(clause)),), events, "en")
    assert (found.trigger[0].of(clause) if found else None) == head


def test_an_unclear_cause_is_left_open() -> None:
    detained = event(TIED, "detained", "COERCE", None, None)
    riders = event(TIED, "riders", "PROTEST", None, None)
    attacked = event(TIED, "attacked", "ASSAULT", None, None)
    assert linked(Linker(REGION), "a", TIED, 1, detained, riders, attacked, relations=(TIE,)).relations == ()
    assert linked(Linker(REGION), "a", TIED, 1, attacked, relations=(TIE,)).relations == ()


def test_what_the_text_explains_needs_no_inferred_reason() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH))
    detained, attacked = event(TIED, "detained", "COERCE", SOUTH, NORTH), event(TIED, "attacked", "ASSAULT", None, None)
    (found,) = linked(linker, "b", TIED, 3, detained, attacked, relations=(TIE,)).relations
    assert found.basis == "stated"
