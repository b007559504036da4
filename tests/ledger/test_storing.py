"""Storing hauls: articles, revisions, sources, visits, and the issues of collecting."""

from __future__ import annotations

import pytest
from ledger_filling import SEEN, article_id, document, link_all, read_all, reading, revision_id, store

from jarchi.errors import LedgerError
from jarchi.ledger import Ledger, Tally
from jarchi.records.articles import Document
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue
from jarchi.records.sources import Source

LATER = "2026-03-11T08:00:00Z"


def test_a_new_article_is_new_and_the_same_again_unchanged(ledger: Ledger) -> None:
    assert ledger.store(Haul((document(1), document(2))), SEEN) == Tally(new=2)
    assert ledger.store(Haul((document(1), document(3)), unchanged=4), LATER) == Tally(new=1, unchanged=5)
    assert [revision.title for revision in ledger.revisions(article_id(1))] == ["Report 1"]


def test_the_same_document_twice_in_a_haul_is_one_article(ledger: Ledger) -> None:
    assert ledger.store(Haul((document(1), document(1), document(1, "Otherwise."))), SEEN) == Tally(1, 1, 1)
    assert len(ledger.revisions(article_id(1))) == 2


def test_a_silent_edit_is_a_second_revision(ledger: Ledger) -> None:
    store(ledger, document(1, "Ten were hurt."))
    assert ledger.store(Haul((document(1, "Twelve were hurt."),)), LATER) == Tally(changed=1)
    first, second = ledger.revisions(article_id(1))
    assert (first.text, first.first_seen) == ("Ten were hurt.", SEEN)
    assert (second.text, second.first_seen) == ("Twelve were hurt.", LATER)
    assert second.published == "2026-03-01T01:00:00+00:00"


def test_a_new_title_alone_is_a_revision_too(ledger: Ledger) -> None:
    store(ledger, document(1))
    assert ledger.store(Haul((document(1, title="Otherwise"),)), LATER) == Tally(changed=1)


def test_a_text_that_returns_makes_its_revision_current_again(ledger: Ledger) -> None:
    for text in ("Ten were hurt.", "Twelve were hurt.", "Ten were hurt."):
        store(ledger, document(1, text))
    assert [revision.text for revision in ledger.revisions(article_id(1))] == ["Ten were hurt.", "Twelve were hurt."]
    read_all(ledger)
    [(current, _)] = ledger.unlinked("linker-1", 9)
    assert current.text == "Ten were hurt."
    assert [hit.article for hit in ledger.search("twelve", 9)] == []
    assert [hit.article for hit in ledger.search("hurt", 9)] == [article_id(1)]


def test_a_text_that_returns_after_linking_is_linked_anew(ledger: Ledger) -> None:
    for text in ("The minister met the envoy at noon.", "The minister met the envoy at one."):
        store(ledger, document(1, text))
        read_all(ledger)
        assert link_all(ledger) == [article_id(1)]
    store(ledger, document(1, "The minister met the envoy at noon."))
    assert ledger.count_unread("reader-1") == 0
    assert link_all(ledger) == [article_id(1)]
    piece = ledger.piece(article_id(1))
    assert piece is not None
    assert (piece.revision.text[-5:], piece.revisions) == ("noon.", 2)


def test_an_undated_article_stays_undated_and_stands_where_it_was_first_seen(ledger: Ledger) -> None:
    store(ledger, document(1, published=None), document(2, published="sometime"))
    read_all(ledger)
    link_all(ledger)
    assert [piece.revision.published for piece in ledger.pieces() if piece.moment == SEEN] in (
        [None, "sometime"],
        ["sometime", None],
    )
    assert ledger.span_of_moments() == (SEEN, SEEN)


def test_a_document_without_a_letter_is_stored(ledger: Ledger) -> None:
    assert ledger.store(Haul((Document("empty", ""), Document("dots", "...", title=""))), SEEN).new == 2
    assert {revision.text for revision in ledger.unread("reader-1", 9)} == {"", "..."}


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f54c astral \U00020000",  # outside the basic plane
        "Tokáev е́",  # combining marks, not composed
        "\u202eخبر\u202c right to left",
        "control \x01\x1b\x7f\x85 and \ufffe \uffff",
        "line\r\nend\u2028and\u2029more\t",
        "' \" \\ % _ {} :name %s ? $1",
        "a" * 300_000,
        "百" * 100_000,
    ],
)
def test_text_comes_back_as_it_went_in(ledger: Ledger, text: str) -> None:
    assert ledger.store(Haul((document(1, text, title=text[:50]),)), SEEN).new == 1
    [revision] = ledger.unread("reader-1", 9)
    assert (revision.text, revision.title) == (text, text[:50])


def test_a_text_of_many_different_words_is_stored(ledger: Ledger) -> None:
    text = " ".join(chr(0x20000 + number % 40_000) + str(number) for number in range(40_000))
    assert ledger.store(Haul((document(1, text),)), SEEN).new == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (document(1, "a\0b"), "nul-character"),
        (document(1, title="a\0b"), "nul-character"),
        (document(1, "half \ud83d of a pair"), "lone-surrogate"),
        (document(1, url="https://news.example/\udcff"), "lone-surrogate"),
        (document(1, source="x" * 3000), "source-too-long"),
    ],
)
def test_what_no_database_can_hold_is_an_issue_and_the_rest_goes_on(ledger: Ledger, given: Document, code: str) -> None:
    assert ledger.store(Haul((given, document(2))), SEEN) == Tally(new=1, failed=1, reasons=((code, 1),))
    [issue] = ledger.issues()
    assert (issue.stage, issue.code, issue.outcome) == ("collect", code, "failed")


def test_issues_and_visits_with_what_cannot_be_stored_are_mended(ledger: Ledger) -> None:
    odd = "https://news.example/\0\ud800"
    haul = Haul(visits=(Visit(odd, SEEN, etag='"\0"'),), issues=(Issue("collect", "a\0", odd, "broken", "b\udfff"),))
    assert ledger.store(haul, SEEN) == Tally(failed=1, reasons=(("broken", 1),))
    visit = ledger.visit(odd)
    assert visit is not None
    assert visit.etag == '"\ufffd"'
    assert ledger.issues()[0].message == "b\ufffd"


def test_very_long_addresses_are_stored(ledger: Ledger) -> None:
    url = "https://news.example/?" + "".join(f"{number}," for number in range(3000))
    haul = Haul(
        (document(1, url=url),), visits=(Visit(url, SEEN),), issues=(Issue("read", "news", url, "odd", "Odd."),)
    )
    assert ledger.store(haul, SEEN).new == 1
    assert ledger.visit(url) == Visit(url, SEEN)
    assert ledger.issues("read")[0].subject == url


def test_what_succeeds_clears_its_issue_and_its_note_stays(ledger: Ledger) -> None:
    url = "https://news.example/1"
    failed = Issue("collect", "news", url, "timeout", "It did not answer.")
    assert ledger.store(Haul(issues=(failed,)), SEEN) == Tally(failed=1, reasons=(("timeout", 1),))
    note = Issue("collect", "news", url, "charset", "The charset was guessed.", "note")
    assert ledger.store(Haul((document(1),), issues=(note,)), LATER) == Tally(new=1)
    assert ledger.issues() == (note,)


def test_a_feed_that_answers_again_clears_its_issue(ledger: Ledger) -> None:
    feed = "https://news.example/feed"
    ledger.store(Haul(issues=(Issue("collect", "news", feed, "http-503", "Down."),)), SEEN)
    ledger.store(Haul(visits=(Visit(feed, SEEN, "http-503"),)), SEEN)
    assert len(ledger.issues()) == 1
    ledger.store(Haul(visits=(Visit(feed, LATER, "unchanged"),)), LATER)
    assert ledger.issues() == ()


def test_the_haul_is_counted_by_outcome(ledger: Ledger) -> None:
    aside = Issue("collect", "news", "u2", "too-short", "No text.", "set aside")
    failed = Issue("collect", "news", "u3", "http-500", "Broken.")
    reasons = (("http-500", 1), ("too-short", 1))
    given = Haul((document(1),), issues=(aside, failed), unchanged=2)
    assert ledger.store(given, SEEN) == Tally(1, 0, 2, 1, 1, reasons)


def test_a_haul_adds_sources_and_never_replaces_them(ledger: Ledger) -> None:
    known = Source("news", "The News", "agency", "KZ", ("en", "kk"), "B", "Known well.", domains=("news.example",))
    ledger.add_sources([known])
    ledger.store(
        Haul((document(1), document(2, source=None)), sources=(Source("news", "x"), Source("new", "New"))), SEEN
    )
    assert ledger.sources() == (Source("new", "New"), known, Source("unknown", "unknown"))
    ledger.add_sources([Source("news", "The News", reliability="C")])
    assert ledger.sources()[1] == Source("news", "The News", reliability="C")


def test_sources_are_in_the_order_of_code_points(ledger: Ledger) -> None:
    ids = ["central-asia:kz", "Central", "central", "éa", "zz", "central_asia", "a b", "ab"]
    ledger.add_sources([Source(id, id) for id in ids])
    assert [source.id for source in ledger.sources()] == sorted(ids)


def test_inputs_are_added_once_and_removed(ledger: Ledger) -> None:
    feed, folder = Input("feed", "https://news.example/feed", "news"), Input("files", "/home/ann/новости")
    assert ledger.add_inputs([feed, folder, feed]) == 2
    assert ledger.add_inputs([feed, Input("page", "https://news.example/feed")]) == 1
    assert [entry.kind for entry in ledger.inputs()] == ["files", "feed", "page"]
    assert ledger.remove_input(feed.id) is True
    assert ledger.remove_input(feed.id) is False
    assert len(ledger.inputs()) == 2


def test_a_path_that_is_not_unicode_is_refused_with_a_reason(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="not valid Unicode"):
        ledger.add_inputs([Input("files", "/home/ann/\udcff")])


def test_a_visit_is_remembered_as_it_last_was(ledger: Ledger) -> None:
    assert ledger.visit("https://news.example/") is None
    ledger.store(Haul(visits=(Visit("https://news.example/", SEEN, etag='"1"', input="i1"),)), SEEN)
    newest = Visit("https://news.example/", LATER, "http-500", due="2026-03-12T00:00:00Z", failures=2)
    ledger.store(Haul(visits=(newest,)), LATER)
    assert ledger.visit("https://news.example/") == newest


def test_an_empty_haul_is_no_trouble(ledger: Ledger) -> None:
    assert ledger.store(Haul(), SEEN) == Tally()
    ledger.add_sources([])
    ledger.add_issues([], SEEN)
    ledger.save_readings("reader-1", [], SEEN)
    ledger.save_links("linker-1", [])


def test_a_haul_that_cannot_be_written_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    before = list(ledger.dump())
    monkeypatch.setattr("jarchi.ledger.reviewing.add_issues", fail)
    with pytest.raises(RuntimeError):
        ledger.store(Haul((document(1),), visits=(Visit("u", SEEN),)), SEEN)
    assert list(ledger.dump()) == before


def test_revision_ids_are_those_of_the_records(ledger: Ledger) -> None:
    store(ledger, document(1))
    [revision] = ledger.unread("reader-1", 9)
    assert revision.id == revision_id(document(1))
    assert revision.document() == Document(
        article_id(1), document(1).text, "Report 1", "https://news.example/1", "news", document(1).published
    )
    assert reading(revision).id == article_id(1)
