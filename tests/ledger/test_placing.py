"""What people decide about stories: it holds at once and in every later run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger_filling import article_id, document, fill, link_all, read_all, reading, revision_id

from jarchi.ledger import Ledger
from jarchi.ledger.placing import story_without
from jarchi.records.links import Linked, Membership, Relation, RelationKind, Turn
from jarchi.records.readings import claim_id
from jarchi.records.review import Verdict

BY_ANN = Verdict("", "accepted", "ann", "2026-03-10T08:00:00Z", note="Another mine.")
DOCUMENTS = [document(number) for number in range(4)]


def story_of(ledger: Ledger, number: int) -> str:
    piece = ledger.piece(article_id(number))
    assert piece is not None
    return piece.membership.story


def two_that_agree(ledger: Ledger, kind: RelationKind = "confirms") -> Relation:
    """Fill a ledger with two articles of one story, of which the second confirms the first, or else."""
    fill(ledger, DOCUMENTS[:2])
    pairs = [
        (revision, reading(revision)) for revision in (revision for one in range(2) for revision in _text(ledger, one))
    ]
    first, second = pairs
    tie = Relation(
        kind,
        claim_id(second[0].id, second[1].claims[0]),
        claim_id(first[0].id, first[1].claims[0]),
        "inferred",
        "another speaker",
    )
    links = [
        (Linked(Membership(revision.article, revision.id, "s1"), ties), b"{}")
        for (revision, _), ties in ((first, ()), (second, (tie,)))
    ]
    ledger.save_links("linker-1", links)
    return tie


def _text(ledger: Ledger, number: int):  # type: ignore[no-untyped-def]
    return ledger.revisions(article_id(number))


def test_what_a_person_puts_into_a_story_is_there_at_once_and_after_every_run(ledger: Ledger) -> None:
    fill(ledger, DOCUMENTS)
    assert ledger.place([article_id(1), article_id(2)], "sperson", BY_ANN) == 2
    assert story_of(ledger, 1) == story_of(ledger, 2) == "sperson"
    read_all(ledger, "reader-2")
    link_all(ledger, "linker-2")
    link_all(ledger, "linker-3")
    assert story_of(ledger, 1) == story_of(ledger, 2) == "sperson"
    piece = ledger.piece(article_id(1))
    assert piece
    assert piece.membership.why == "ann put it here on 2026-03-10: Another mine."
    assert ledger.placed() == {article_id(1): "sperson", article_id(2): "sperson"}
    assert ledger.history(f"story:{article_id(1)}")[0].user == "ann"


def test_the_very_same_decision_again_moves_nothing(ledger: Ledger) -> None:
    fill(ledger, DOCUMENTS)
    ledger.place([article_id(1)], "sperson", BY_ANN)
    before = list(ledger.dump())
    assert ledger.place([article_id(1)], "sperson", BY_ANN) == 0
    assert len(list(ledger.dump())) == len(before)


def test_reprints_go_where_their_original_goes(ledger: Ledger) -> None:
    fill(ledger, DOCUMENTS[:2])
    (first,), (second,) = _text(ledger, 0), _text(ledger, 1)
    links = [Membership(first.article, first.id, "s1"), Membership(second.article, second.id, "s1", first.article)]
    ledger.save_links("linker-1", [(Linked(one), b"{}") for one in links])
    assert ledger.place([first.article], "sperson", BY_ANN) == 2
    assert story_of(ledger, 1) == "sperson"


def test_moved_articles_wait_to_be_linked_again_in_their_new_story(ledger: Ledger) -> None:
    fill(ledger, DOCUMENTS)
    assert ledger.count_unlinked("linker-1") == 0
    ledger.place([article_id(1)], "sperson", BY_ANN)
    assert [revision.id for revision, _ in ledger.unlinked("linker-1", 9)] == [revision_id(DOCUMENTS[1])]


def test_what_is_taken_out_of_a_story_no_longer_confirms_what_is_in_it(ledger: Ledger) -> None:
    tie = two_that_agree(ledger)
    told = ledger.claim_history(tie.object)
    assert told
    assert len(told.steps) == 2
    out = Verdict(f"story:{article_id(1)}", "rejected", "ann", "2026-03-10T08:00:00Z", "s1")
    ledger.add_verdict(out)
    assert story_of(ledger, 1) == story_without(article_id(1), "s1")
    told = ledger.claim_history(tie.object)
    assert told
    assert len(told.steps) == 1
    ledger.add_verdict(Verdict(f"story:{article_id(1)}", "accepted", "bek", "2026-03-11T08:00:00Z", "s1"))
    assert story_of(ledger, 1) == "s1"


def test_a_relation_that_a_person_accepted_outlives_a_split(ledger: Ledger) -> None:
    tie = two_that_agree(ledger)
    ledger.add_verdict(Verdict(tie.id, "accepted", "ann", "2026-03-10T08:00:00Z", tie.object))
    ledger.place([article_id(1)], "sperson", BY_ANN)
    told = ledger.claim_history(tie.object)
    assert told
    assert len(told.steps) == 2


def test_the_article_that_opened_a_story_can_be_taken_out_of_it() -> None:
    own = story_without("a1", "another")
    assert story_without("a1", own) not in (own, "another")


def test_the_window_starts_thirty_days_before_the_newest_but_misdated_ones_count_for_nothing(ledger: Ledger) -> None:
    far = document(9, published="2199-01-01T00:00:00Z")
    fill(ledger, [*DOCUMENTS, far])
    day = 86_400
    assert ledger.window_start("linker-1", (30 * day, 2, 100)) == "2026-01-30T03:00:00Z"
    assert ledger.window_start("linker-1", (30 * day, 9, 100)) == ""
    assert ledger.window_start("linker-1", (30 * day, 9, 2)) == "2026-03-01T03:00:00Z"
    assert ledger.window_start("linker-0", (30 * day, 2, 100)) == ""


def memberships(ledger: Ledger, stories: Sequence[str], copies: Mapping[int, int] = {}) -> list[Membership]:
    """Fill a ledger with one article a story given; `copies` tells which of them reprints which."""
    fill(ledger, DOCUMENTS[: len(stories)])
    found = [revision for number in range(len(stories)) for revision in _text(ledger, number)]
    origin = {number: found[copied].article for number, copied in copies.items()}
    return [
        Membership(one.article, one.id, story, origin.get(number))
        for number, (one, story) in enumerate(zip(found, stories, strict=True))
    ]


def test_a_turn_moves_articles_with_their_reprints_and_says_why(ledger: Ledger) -> None:
    *before, last = memberships(ledger, ["s1", "s1", "s1", "s1"], {1: 0})
    split = Turn("split", "s1", "s2", (before[0].article,), "they tell of another mine")
    links = [(Linked(one), b"old") for one in before] + [(Linked(last, turn=split), b"old")]
    ledger.save_links("linker-1", links, {before[0].article: b"new"})
    assert [story_of(ledger, number) for number in range(4)] == ["s2", "s2", "s1", "s1"]
    piece = ledger.piece(before[0].article)
    assert piece
    assert piece.membership.why == "they tell of another mine"
    assert sorted(ledger.signatures("linker-1", "")) == [b"new", b"old", b"old", b"old"]
    assert ledger.mergers() == {}


def test_a_turn_keeps_the_order_of_what_was_linked_before_and_after_it(ledger: Ledger) -> None:
    first, second, third, fourth = memberships(ledger, ["s1", "s2", "s2", "s1"])
    merged = Turn("merged", "s1", "s2", (first.article,), "both tell of one mine")
    links = [Linked(first), Linked(second), Linked(third, turn=merged), Linked(fourth)]
    ledger.save_links("linker-1", [(one, b"{}") for one in links])
    assert [story_of(ledger, number) for number in range(4)] == ["s2", "s2", "s2", "s1"]


def test_a_merged_story_leads_to_the_one_that_took_it_in(ledger: Ledger) -> None:
    first, second, third = memberships(ledger, ["s1", "s2", "s3"])
    into_second = Turn("merged", "s1", "s2", (first.article,), "one mine")
    into_third = Turn("merged", "s2", "s3", (first.article, second.article), "one quarry")
    links = [Linked(first), Linked(second, turn=into_second), Linked(third, turn=into_third)]
    ledger.save_links("linker-1", [(one, b"{}") for one in links])
    assert {story: merger.into for story, merger in ledger.mergers().items()} == {"s1": "s3", "s2": "s3"}
    assert [found.id for found in ledger.find("s1")] == ["s3"]


def test_a_person_wins_over_a_turn(ledger: Ledger) -> None:
    first, second = memberships(ledger, ["s1", "s2"])
    ledger.save_links("linker-1", [(Linked(first), b"{}")])
    ledger.place([first.article], "sperson", BY_ANN)
    merged = Turn("merged", "s1", "s2", (first.article,), "one mine")
    ledger.save_links("linker-1", [(Linked(second, turn=merged), b"{}")])
    assert story_of(ledger, 0) == "sperson"


def test_a_turn_takes_back_what_was_inferred_and_adds_what_is_inferred_now(ledger: Ledger) -> None:
    tie = two_that_agree(ledger)
    first, second = (_text(ledger, number)[0] for number in range(2))
    assert list(ledger.relations("", "~")) == [tie]
    split = Turn("split", "s1", "s2", (second.article,), "another mine")
    ledger.save_links("linker-1", [(Linked(Membership(first.article, first.id, "s1"), turn=split), b"{}")])
    assert list(ledger.relations("", "~")) == []
    merged = Turn("merged", "s2", "s1", (second.article,), "one mine", {second.article: (tie,)})
    ledger.save_links("linker-1", [(Linked(Membership(first.article, first.id, "s1"), turn=merged), b"{}")])
    assert list(ledger.relations("", "~")) == [tie]


def test_whoever_goes_the_other_side_of_a_dispute_is_brought_up_to_date(ledger: Ledger) -> None:
    two_that_agree(ledger, "contradicts")
    first, second = (_text(ledger, number)[0] for number in range(2))
    assert {outline.status for outline in ledger.claims()} == {"contradicted"}
    split = Turn("split", "s1", "s2", (first.article,), "another mine")
    third = _text_of_third(ledger)
    ledger.save_links("linker-1", [(Linked(third, turn=split), b"{}")])
    assert {outline.status for outline in ledger.claims()} == {"official only"}
    assert second.article != first.article


def _text_of_third(ledger: Ledger) -> Membership:
    fill(ledger, DOCUMENTS[2:3])
    (third,) = _text(ledger, 2)
    return Membership(third.article, third.id, "s3")
