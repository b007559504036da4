"""What publishing and showing get: dossiers, pieces, events, counts, searching and finding, in fixed orders."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest
from ledger_filling import SEEN, article_id, document, fill, link, link_all, read_all, revision_id, store

from jarchi.ledger import Found, Ledger, StoryOutline
from jarchi.records.articles import Article
from jarchi.records.dossiers import Told
from jarchi.records.inputs import Haul, Input
from jarchi.records.issues import Issue
from jarchi.records.readings import claim_id, event_id
from jarchi.records.sources import Source


def day(number: int, **fields: str | None) -> dict[str, str | None]:
    return {"published": f"2026-03-{number:02}T12:00:00Z", **fields}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Hold nine articles of one a day from 1 March 2026, in three stories, from two sources."""
    documents = [document(number, **day(number, source=f"source-{number % 2}")) for number in range(1, 10)]
    store(ledger, *documents)
    read_all(ledger)
    for number, (revision, given) in enumerate(ledger.unlinked("linker-1", 99)):
        copy_of = article_id(1) if number == 3 else None
        ledger.save_links("linker-1", [link(revision, given, f"s{number % 3}", copy_of)])
    return ledger


def test_dossiers_hold_the_pieces_of_the_window_alone(filled: Ledger) -> None:
    told = list(filled.dossiers("2026-03-02T00:00:00Z", "2026-03-06T00:00:00Z"))
    titles = {dossier.story: [piece.revision.title for piece in dossier.pieces] for dossier in told}
    assert titles == {"s0": ["Report 4"], "s1": ["Report 2", "Report 5"], "s2": ["Report 3"]}
    assert [dossier.story for dossier in told] == ["s0", "s1", "s2"]


def test_a_window_ends_before_its_last_moment(filled: Ledger) -> None:
    assert [d.story for d in filled.dossiers("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z")] == ["s1"]
    assert list(filled.dossiers("2026-04-01", "2026-05-01")) == []


def test_a_dossier_is_a_whole_story(filled: Ledger) -> None:
    dossier = filled.dossier("s0")
    assert dossier is not None
    assert [piece.revision.title for piece in dossier.pieces] == ["Report 1", "Report 4", "Report 7"]
    assert dossier.pieces[1].membership.copy_of == article_id(1)
    assert dossier.pieces[0].source == Source("source-1", "source-1")
    assert filled.dossier("s9") is None


def test_a_story_larger_than_a_batch_is_one_dossier(ledger: Ledger) -> None:
    store(ledger, *(document(number) for number in range(230)))
    read_all(ledger)
    link_all(ledger, stories=1)
    [dossier] = ledger.dossiers("2026", "2027")
    assert len(dossier.pieces) == 230
    assert [piece.moment for piece in dossier.pieces] == sorted(piece.moment for piece in dossier.pieces)
    assert len(list(ledger.pieces())) == 230


def test_pieces_are_streamed_in_order_of_time(filled: Ledger) -> None:
    assert [piece.revision.title for piece in filled.pieces()] == [f"Report {number}" for number in range(1, 10)]
    piece = filled.piece(article_id(3))
    assert piece == list(filled.pieces())[2]
    assert (piece.moment, piece.first_seen, piece.revisions) == ("2026-03-03T12:00:00Z", SEEN, 1)
    assert filled.piece("nowhere") is None


def test_other_questions_may_be_asked_while_streaming(filled: Ledger) -> None:
    for piece in filled.pieces():
        assert filled.piece(piece.membership.article) == piece
    assert len(list(itertools.islice(filled.pieces(), 2))) == 2


def test_streaming_holds_few_articles_in_memory(ledger: Ledger) -> None:
    text = "The minister met the envoy. " * 1000
    fill(ledger, [document(number, text + str(number)) for number in range(300)])
    next(ledger.pieces())
    tracemalloc.start()
    assert sum(1 for _ in ledger.pieces()) == 300
    assert sum(len(dossier.pieces) for dossier in ledger.dossiers("2026", "2026-03-01T04")) > 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300 * len(text) * 0.8


def test_stories_are_outlined(filled: Ledger) -> None:
    assert next(filled.stories()) == StoryOutline("s0", 3, "2026-03-01T12:00:00Z", "2026-03-07T12:00:00Z")
    assert [outline.story for outline in filled.stories()] == ["s0", "s1", "s2"]


def test_the_span_and_the_days_of_news(filled: Ledger) -> None:
    assert filled.span_of_moments() == ("2026-03-01T12:00:00Z", "2026-03-09T12:00:00Z")
    assert filled.days() == tuple(f"2026-03-0{number}" for number in range(1, 10))


def test_an_empty_ledger_has_nothing_to_show(ledger: Ledger) -> None:
    assert (ledger.span_of_moments(), ledger.days(), list(ledger.pieces()), list(ledger.stories())) == (
        None,
        (),
        [],
        [],
    )
    assert (ledger.search("news", 9), ledger.find("a"), list(ledger.dump())) == ((), (), [])
    assert ledger.counts().articles == 0


def test_events_of_the_window_in_order(filled: Ledger) -> None:
    told = list(filled.events("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"))
    assert [(event.story, event.moment) for event in told] == [
        ("s2", "2026-03-03T12:00:00Z"),
        ("s0", "2026-03-04T12:00:00Z"),
    ]
    found = filled.event(told[0].id)
    assert found is not None
    assert found[1] == told[0].event
    assert found[0].title == "Report 3"


def test_relations_of_the_window_by_id(filled: Ledger) -> None:
    told = filled.relations("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z")
    assert len(told) == 2
    assert [tie.id for tie in told] == sorted(tie.id for tie in told)
    assert told[0].spans[0].end == 16
    assert [tie.id for tie in filled.inferred(3, 1)] == [tie.id for tie in filled.inferred(99, 0)][1:4]


def test_a_relation_that_two_articles_led_to_is_given_once(ledger: Ledger) -> None:
    store(ledger, document(1), document(2))
    read_all(ledger)
    (one, first), (other, second) = ledger.unlinked("linker-1", 9)
    linked, signature = link(one, first)
    again = type(linked)(link(other, second)[0].membership, linked.relations)
    ledger.save_links("linker-1", [(linked, signature), (again, signature)])
    assert len(ledger.relations("2026", "2027")) == len(ledger.inferred(9)) == 1


def test_copies_for_the_desk(filled: Ledger) -> None:
    [copy] = filled.copies(9, 0)
    assert (copy.article, copy.copy_of) == (article_id(4), article_id(1))
    assert filled.copies(9, 1) == []


def test_answered_counts_articles_by_source(filled: Ledger) -> None:
    assert filled.answered("2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z") == {"source-0": 2, "source-1": 1}


def test_counts(filled: Ledger) -> None:
    filled.add_inputs([Input("feed", "https://news.example/feed")])
    filled.add_issues([Issue("collect", "x", "u", "c", "m"), Issue("read", "x", "u", "c", "m", "note")], SEEN)
    counts = filled.counts()
    assert (counts.sources, counts.inputs, counts.articles, counts.revisions) == (2, {"feed": 1}, 9, 9)
    assert (counts.readings, counts.stories, counts.copies) == (9, 3, 1)
    assert counts.issues == {"failed": 1, "note": 1}


def test_told_says_where_claims_and_events_stand(filled: Ledger) -> None:
    piece = filled.piece(article_id(2))
    assert piece is not None
    claim = claim_id(piece.revision.id, piece.reading.claims[0])
    event = event_id(piece.revision.id, piece.reading.events[0])
    where = (article_id(2), piece.revision.id, 0, piece.membership.story, piece.moment)
    assert filled.told([claim, event, "c0"]) == {claim: Told(*where), event: Told(*where)}
    assert filled.told([]) == {}


def test_articles_that_mention_an_actor_come_newest_first(filled: Ledger) -> None:
    found = list(filled.mentioning("region:minister"))
    assert found
    assert [piece.moment for piece in found] == sorted((piece.moment for piece in found), reverse=True)
    assert all(any(name.actor == "region:minister" for name in piece.reading.names) for piece in found)
    assert list(filled.mentioning("region:nobody")) == []


def test_one_text_by_its_id(filled: Ledger) -> None:
    piece = filled.piece(article_id(2))
    assert piece is not None
    assert filled.revision(piece.revision.id) == piece.revision
    assert filled.revision("nothing") is None


def test_find_opens_by_address_id_or_beginning(filled: Ledger) -> None:
    piece = filled.piece(article_id(2))
    assert piece is not None
    revision, given = piece.revision, piece.reading
    assert filled.find("https://news.example/2") == (Found("article", article_id(2)),)
    assert filled.find(article_id(2)) == filled.find(article_id(2)[:12]) == (Found("article", article_id(2)),)
    assert filled.find(revision.id[:12]) == (Found("revision", revision.id),)
    claim, event = claim_id(revision.id, given.claims[0]), event_id(revision.id, given.events[0])
    assert filled.find(claim) == filled.find(claim[:12]) == (Found("claim", claim),)
    assert filled.find(event) == (Found("event", event),)
    assert filled.find("s1") == (Found("story", "s1"),)
    assert [found.id for found in filled.find("s")] == ["s0", "s1", "s2"]
    assert filled.find("region:m") == (Found("actor", "region:minister"),)
    assert filled.find("nothing") == filled.find("") == filled.find("\0\ud800'%") == ()


SEARCHES = [
    ("pipeline", ["en", "mixed"], "a whole word"),
    ("PIPELINE", ["en", "mixed"], "case does not matter"),
    ("pipe", ["en", "mixed"], "the beginning of a word"),
    ("gas pipeline", ["en"], "all words must be there"),
    ("Ташкент", ["ru"], "Cyrillic"),
    ("ТАШКЕНТ", ["ru"], "Cyrillic capitals"),
    ("рф", ["ru"], "two letters, other case"),
    ("新疆", ["zh", "mixed"], "two Chinese signs"),
    ("乌鲁木齐", ["zh"], "four Chinese signs"),
    ("新疆 pipeline", ["mixed"], "two scripts"),
    ("خبر", ["fa"], "Persian"),
    ("𠀀𠀁𠀂", ["astral"], "beyond the basic plane"),
    ("100%", ["en"], "a percent sign is itself"),
    ("10_%", [], "no wildcards"),
    ('"pipeline', [], "a stray quote is no syntax"),
    ("pipeline AND NOT gas", [], "operators are words"),
    ("'); DROP TABLE search; --", [], "neither is this syntax"),
    ("   ", [], "no words, no articles"),
    ("\0\ud800", [], "what no text can hold"),
    ("pipexxline", [], "trigrams of it stand elsewhere, it does not"),
    ("Headline", ["en"], "a word of the title"),
    ("x" * 5000, [], "longer than any word"),
]


def test_search(ledger: Ledger) -> None:
    texts = {
        "en": "The gas pipeline is 100% ready. pipe exx xxl line",
        "ru": "В Ташкент прибыла делегация РФ.",
        "zh": "新疆的乌鲁木齐今天下雪。",
        "mixed": "A pipeline crosses 新疆 today.",
        "fa": "این خبر تازه است",
        "astral": "𠀀𠀁𠀂𠀃",
    }
    titles = {"en": "The Headline"}
    store(ledger, *(document(1, text, title=titles.get(name), url=name) for name, text in texts.items()))
    names = {Article.id_of(name): name for name in texts}
    found = {intent: sorted(names[hit.article] for hit in ledger.search(words, 9)) for words, _, intent in SEARCHES}
    assert found == {intent: sorted(wanted) for _, wanted, intent in SEARCHES}


def test_search_gives_the_newest_first_and_a_passage(ledger: Ledger) -> None:
    long = "Nothing of note. " * 20 + "Then the dam broke at dawn. " + "Nothing more. " * 20
    store(ledger, document(1, long), document(3, "The dam holds."), document(2, "No dam here."))
    hits = ledger.search("dam", 2)
    assert [hit.title for hit in hits] == ["Report 3", "Report 2"]
    [hit] = ledger.search("dam broke", 9)
    assert "Then the dam broke at dawn." in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")


def test_search_sees_the_newest_revision_alone(ledger: Ledger) -> None:
    store(ledger, document(1, "The dam broke."))
    store(ledger, document(1, "The dam did not break."))
    assert ledger.search("broke", 9) == ()
    assert len(ledger.search("break", 9)) == 1
    assert revision_id(document(1, "The dam broke.")) != revision_id(document(1, "The dam did not break."))


def test_issues_are_filtered_and_in_order(ledger: Ledger) -> None:
    issues = [
        Issue("read", "b", "u1", "no-letters", "No letters.", "set aside"),
        Issue("collect", "b", "u2", "timeout", "Slow."),
        Issue("collect", "a", "u3", "timeout", "Slow."),
        Issue("collect", "a", "u3", "charset", "Guessed.", "note"),
    ]
    ledger.add_issues(issues, SEEN)
    ledger.add_issues(issues, SEEN)
    assert ledger.issues() == (issues[3], issues[2], issues[1], issues[0])
    assert ledger.issues("collect", "failed") == (issues[2], issues[1])
    assert ledger.issues(outcome="set aside") == (issues[0],)


def test_dump_tells_everything(filled: Ledger) -> None:
    lines = list(filled.dump())
    assert lines == list(filled.dump())
    assert {line.split("\t")[0] for line in lines} >= {"article", "revision", "reading", "membership", "relation"}
    filled.store(Haul((document(1, **day(1)),)), "2027-01-01T00:00:00Z")
    assert list(filled.dump()) != lines
