"""Event relations, stated and inferred."""

from __future__ import annotations

from link_builders import REGION, document, event, reading, span

from jarchi.link import Linker
from jarchi.records.links import Linked
from jarchi.records.readings import Event, Tie, event_id

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


def test_a_date_that_is_none_gives_way_to_that_of_the_article() -> None:
    linker = Linker(REGION)
    linked(linker, "a", ONE, 1, event(ONE, "accused", "ACCUSE", NORTH, SOUTH, date="2024-99-99"))
    expelled = event(TWO, "expelled", "SANCTION", SOUTH, NORTH, date="2024-03")
    assert len(linked(linker, "b", TWO, 2, expelled).relations) == 1


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
