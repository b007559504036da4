"""What waits to be read and linked, and what becomes of it."""

from __future__ import annotations

import msgspec
import pytest
from ledger_filling import (
    SEEN,
    article_id,
    document,
    fill,
    link,
    link_all,
    read_all,
    reading,
    revision_id,
    store,
)

from jarchi.errors import LedgerError
from jarchi.ledger import Found, Ledger
from jarchi.records.issues import Issue
from jarchi.records.readings import Reading, claim_id, event_id

UNREADABLE = Issue("read", "news", "https://news.example/1", "no-letters", "There is not a letter in it.", "set aside")


def test_revisions_wait_in_order_of_time_whatever_the_batch(ledger: Ledger) -> None:
    store(ledger, *(document(number) for number in (5, 3, 9, 1, 7)))
    assert [revision.title for revision in ledger.unread("reader-1", 3)] == ["Report 1", "Report 3", "Report 5"]
    assert ledger.count_unread("reader-1") == 5
    wanted = [revision_id(document(number)) for number in (1, 3, 5, 7, 9)]
    assert read_all(ledger, batch=2) == wanted
    assert (ledger.count_unread("reader-1"), ledger.unread("reader-1", 3)) == (0, [])


def test_zones_are_minded(ledger: Ledger) -> None:
    store(
        ledger,
        document(1, published="2026-03-01T06:00:00+06:00"),
        document(2, published="2026-02-28T23:30:00Z"),
        document(3, published="2026-02-28"),
    )
    assert [revision.title for revision in ledger.unread("x", 9)] == ["Report 3", "Report 2", "Report 1"]


def test_another_reader_reads_everything_again_in_order(ledger: Ledger) -> None:
    store(ledger, *(document(number) for number in range(6)))
    ledger.save_readings("reader-1", [(item.id, reading(item)) for item in ledger.unread("reader-1", 3)], SEEN)
    assert ledger.count_unread("reader-1") == 3
    assert ledger.count_unread("reader-2") == 6
    in_order = [revision_id(document(number)) for number in range(6)]
    assert [item.id for item in ledger.unread("reader-2", 9)] == in_order
    assert read_all(ledger, "reader-2", batch=4) == in_order
    assert read_all(ledger, "reader-1") == in_order  # the older one is forgotten


def test_an_older_revision_is_read_too_but_the_current_one_linked(ledger: Ledger) -> None:
    store(ledger, document(1, "The minister met the envoy."))
    store(ledger, document(1, "The minister met the envoy again."))
    assert len(read_all(ledger)) == 2
    assert link_all(ledger) == [article_id(1)]
    piece = ledger.piece(article_id(1))
    assert piece is not None
    assert piece.revision.text.endswith("again.")


def test_what_cannot_be_read_is_not_tried_again_by_the_same_reader(ledger: Ledger) -> None:
    store(ledger, document(1), document(2))
    ledger.save_readings("reader-1", [(revision_id(document(1)), UNREADABLE)], SEEN)
    assert [revision.title for revision in ledger.unread("reader-1", 9)] == ["Report 2"]
    assert ledger.issues("read") == (UNREADABLE,)
    assert ledger.unlinked("linker-1", 9) == []
    assert ledger.count_unread("reader-2") == 2
    read_all(ledger, "reader-2")
    assert ledger.issues("read") == ()
    assert ledger.count_unlinked("linker-1") == 2


def test_a_reader_that_cannot_read_a_linked_text_takes_it_out_of_its_story(ledger: Ledger) -> None:
    fill(ledger, [document(1), document(2)])
    ledger.save_readings("reader-2", [(revision_id(document(1)), UNREADABLE)], SEEN)
    assert [piece.revision.title for piece in ledger.pieces()] == ["Report 2"]
    assert len(ledger.relations("2026", "2027")) == 1
    assert ledger.counts().readings == 1


def test_an_edit_that_cannot_be_read_leaves_the_article_as_it_was_linked(ledger: Ledger) -> None:
    fill(ledger, [document(1)])
    store(ledger, edit := document(1, "..."))
    ledger.save_readings("reader-1", [(revision_id(edit), UNREADABLE)], SEEN)
    assert ledger.count_unlinked("linker-1") == 0
    [piece] = ledger.pieces()
    assert (piece.revision.id, piece.revisions) == (revision_id(document(1)), 2)


def test_readings_come_back_whole(ledger: Ledger) -> None:
    store(ledger, document(1))
    read_all(ledger)
    [(revision, given)] = ledger.unlinked("linker-1", 9)
    assert given == reading(revision)


def test_a_new_reading_replaces_the_index_of_the_old_one(ledger: Ledger) -> None:
    store(ledger, document(1))
    [revision] = ledger.unread("reader-1", 9)
    first = reading(revision)
    ledger.save_readings("reader-1", [(revision.id, first)], SEEN)
    claim, event = claim_id(revision.id, first.claims[0]), event_id(revision.id, first.events[0])
    assert ledger.claim(claim) == (revision, first.claims[0])
    assert ledger.event(event) == (revision, first.events[0])
    assert ledger.find("region:envoy") == (Found("actor", "region:envoy"),)
    ledger.save_readings("reader-2", [(revision.id, msgspec.structs.replace(first, claims=(), events=()))], SEEN)
    assert (ledger.claim(claim), ledger.event(event), ledger.find("region:envoy")) == (None, None, ())
    assert ledger.find("region:minister") == (Found("actor", "region:minister"),)


def test_the_same_claim_or_event_twice_in_a_reading_is_one(ledger: Ledger) -> None:
    store(ledger, document(1))
    [revision] = ledger.unread("reader-1", 9)
    once = reading(revision)
    twice = msgspec.structs.replace(once, claims=once.claims * 2, events=once.events * 2)
    ledger.save_readings("reader-1", [(revision.id, twice)], SEEN)
    link_all(ledger)
    assert len(list(ledger.events("2026", "2027"))) == 1


def test_saving_readings_twice_doubles_nothing_and_links_nothing_anew(ledger: Ledger) -> None:
    fill(ledger, [document(1), document(2)])
    before = list(ledger.dump())
    pairs = [(piece.revision.id, piece.reading) for piece in ledger.pieces()]
    ledger.save_readings("reader-1", pairs, SEEN)
    assert list(ledger.dump()) == before
    assert ledger.count_unlinked("linker-1") == 0


def test_saving_links_twice_doubles_nothing(ledger: Ledger) -> None:
    store(ledger, document(1), document(2))
    read_all(ledger)
    links = [link(revision, given) for revision, given in ledger.unlinked("linker-1", 9)]
    ledger.save_links("linker-1", links)
    before = list(ledger.dump())
    ledger.save_links("linker-1", links)
    assert list(ledger.dump()) == before


def test_a_reading_of_a_revision_that_is_not_there_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no revision nowhere"):
        ledger.save_readings("reader-1", [("nowhere", Reading("x", "reader-1", None))], SEEN)


def test_articles_wait_to_be_linked_in_order_of_time(ledger: Ledger) -> None:
    store(ledger, *(document(number) for number in (4, 2, 8)))
    assert ledger.unlinked("linker-1", 9) == []
    read_all(ledger)
    assert ledger.count_unlinked("linker-1") == 3
    assert link_all(ledger, batch=2) == [article_id(number) for number in (2, 4, 8)]
    assert ledger.count_unlinked("linker-1") == 0


def test_another_linker_a_new_reading_and_an_edit_link_anew(ledger: Ledger) -> None:
    fill(ledger, [document(1), document(2)])
    assert link_all(ledger, "linker-2") == [article_id(1), article_id(2)]
    read_all(ledger, "reader-2")
    assert link_all(ledger, "linker-2") == [article_id(1), article_id(2)]
    store(ledger, document(1, "The minister met the envoy once more."))
    assert ledger.count_unlinked("linker-2") == 0
    read_all(ledger, "reader-2")
    assert link_all(ledger, "linker-2") == [article_id(1)]


def test_signatures_come_in_the_order_of_linking(ledger: Ledger) -> None:
    fill(ledger, [document(1), document(3)])
    fill(ledger, [document(2)])

    def of(number: int) -> bytes:
        return b'{"of":"' + revision_id(document(number)).encode() + b'"}'

    assert list(ledger.signatures("linker-1")) == [of(1), of(3), of(2)]
    assert list(ledger.signatures("linker-1", "2026-03-01T02:00:00Z")) == [of(3), of(2)]
    assert list(ledger.signatures("linker-2")) == []


def test_linking_again_replaces_the_membership_and_its_relations(ledger: Ledger) -> None:
    fill(ledger, [document(1)])
    [(piece)] = ledger.pieces()
    linked, signature = link(piece.revision, piece.reading, "s9")
    ledger.save_links("linker-1", [(msgspec.structs.replace(linked, relations=()), signature)])
    assert [outline.story for outline in ledger.stories()] == ["s9"]
    assert ledger.relations("2026", "2027") == ()


def test_work_is_found_through_the_index(ledger: Ledger, ledger_url: str) -> None:
    """Asking for a batch must not look at what is done: the plan uses the queue and sorts nothing."""
    if not ledger_url.startswith("sqlite"):
        pytest.skip("the planner of PostgreSQL reads small tables whole")
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(ledger_url.removeprefix("sqlite:///"))
    for query, index in (
        ("SELECT moment, revision FROM reading WHERE fingerprint = 'x' ORDER BY moment, revision", "reading_queue"),
        ("SELECT moment, id FROM article WHERE linked_by = 'x' ORDER BY moment, id", "article_queue"),
        ("SELECT min(fingerprint) FROM reading WHERE fingerprint > 'x'", "reading_queue"),
    ):
        plan = " ".join(row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query))
        assert f"COVERING INDEX {index}" in plan
        assert "TEMP B-TREE" not in plan
