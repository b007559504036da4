"""Composing: which stories stand where, and which sentences tell them."""

import pytest
from publish_shelf import EVERYTHING, HERALD, POST, REGION, WIRE, Shelf, claim, everybody, replaced, report, spans, week

from jarchi.publish import Material, check, compose
from jarchi.publish.coverage import coverage, unread
from jarchi.publish.importance import Importance
from jarchi.records.articles import Article
from jarchi.records.issues import Issue
from jarchi.records.links import Relation
from jarchi.records.readings import Check, Event, Figure, Name, Participant, PlaceMention, claim_id, event_id
from jarchi.records.review import Verdict
from jarchi.records.spans import Span

LATER = "2023-06-20T09:00:00Z"
BRIDGE = "A bridge fell in Upland at dawn, killing three people on their way to work."


def composed(*pieces, lens=EVERYTHING, **more):
    shelf = Shelf(*pieces, **more)
    edition = week(lens)
    material = Material(
        dossiers=shelf.dossiers(*edition.bounds),
        relations=shelf.relations("", "~"),
        events=shelf.events(*edition.bounds),
        rank=everybody,
        find=lambda id: shelf.piece(found[0].article) if (found := shelf.event(id)) else None,
        verdicts=shelf.verdicts(),
        sources=shelf.sources(),
        answered=shelf.answered(*edition.bounds),
        active=[source.id for source in shelf.sources()],
        issues=shelf.issues(),
    )
    made = compose(edition, REGION, material)
    texts = {piece.revision.sha256: piece.revision.text for piece in pieces}
    assert check(made, texts.__getitem__) == made
    return made


def only(made):
    (section,) = made.sections
    (item,) = section.items
    return item


def told(made):
    return [line.text for line in only(made).lines]


SECTIONS = [
    ("the country it names", "A bridge fell in Upland", BRIDGE, "AA"),
    (
        "the core country, if it matters",
        "Farland builds a road",
        "Farland will build a road in Lowland.",
        "BB",
    ),
    (
        "not a core country in passing",
        "Farland, Farland, Farland",
        "Farland and Farland met, not in Upland.",
        "CC",
    ),
    (
        "people of a country",
        "Lowlander wins the race in the mountains",
        "The race of the year was won by a runner.",
        "BB",
    ),
    (
        "a case ending",
        "Мост в Нагорье рухнул ночью",
        "Мост рухнул ночью, погибли три человека, сообщает агентство.",
        "AA",
    ),
    ("none: elsewhere", "A comet is seen", "A comet was seen by thousands of people on Monday night.", None),
]


@pytest.mark.parametrize(("title", "text", "code"), [case[1:] for case in SECTIONS], ids=[case[0] for case in SECTIONS])
def test_a_story_stands_with_the_country_it_concerns(title, text, code):
    assert [section.country for section in composed(report("one", text, title=title)).sections] == [code]


def test_sections_keep_the_order_of_the_pack():
    texts = ("A comet passes", "Farland votes", "Lowland votes", "Upland votes")
    made = composed(*(report(text, f"{text} today and all may see it.", title=text, story=text) for text in texts))
    assert [section.country for section in made.sections] == ["AA", "BB", "CC", None]


def test_two_outlets_of_one_owner_are_one_voice():
    made = composed(
        report("one", BRIDGE),
        report("two", "In Upland a bridge gave way and three commuters lost their lives.", source=POST),
        report("three", "Three commuters were killed by the fall of a bridge in Upland.", source=HERALD),
    )
    assert (only(made).independent, len(only(made).reports)) == (2, 3)


def test_copies_are_marked_and_not_quoted():
    origin = report("one", BRIDGE)
    copy = report("two", "MONDAY - " + BRIDGE, source=POST, copy_of=origin.revision.url, published=LATER)
    item = only(composed(origin, copy))
    assert item.independent == 1
    assert [entry.copy_of for entry in item.reports] == [None, origin.revision.article]
    assert {line.source for line in item.lines} == {"wire"}


def test_a_copy_that_a_person_refused_is_a_voice_of_its_own():
    origin = report("one", BRIDGE)
    copy = report("two", "MONDAY - " + BRIDGE, source=POST, copy_of=origin.revision.url, published=LATER)
    verdict = Verdict(f"copy:{copy.revision.article}", "rejected", "ana", LATER, origin.revision.article)
    assert only(composed(origin, copy, verdicts=[verdict])).independent == 2
    other = replaced(verdict, value=Article.id_of("https://elsewhere.example/"))
    assert only(composed(origin, copy, verdicts=[other])).independent == 1


def test_the_headline_is_the_earliest_origin_in_the_language_of_the_bulletin():
    made = composed(
        report(
            "one", "Мост рухнул в понедельник, погибли три человека, сообщает агентство.", title="Мост", language="ru"
        ),
        report("two", BRIDGE, title="The first", source=POST, published=LATER),
        report("three", BRIDGE, title="The second", source=HERALD, published="2023-06-20T10:00:00Z"),
    )
    assert only(made).headline == "The first"


def test_a_report_without_a_title_is_headed_by_its_first_words():
    text = "In Upland " + "a very long sentence goes on " * 8 + "to its end."
    item = only(composed(report("one", text, title=None)))
    assert item.headline.endswith(" …")
    assert text.startswith(item.headline.removesuffix(" …"))


STANDING = [
    ("points back by a pronoun", "He added that the river would rise by three metres before Friday in Upland."),
    ("points back by a noun", "The move came after three months of talks between Upland and its neighbours."),
    ("is a call to read on", "Read more about the bridges of Upland in our special report on the subject."),
    ("is no sentence", "Upland | Lowland | Farland | Weather | Sport | Culture | Opinion"),
    ("is too short", "Upland mourns."),
    ("counts days from elsewhere", "Upland closed all of its other bridges two days later and sent engineers."),
    (
        "opens a quotation that ends elsewhere",
        "“Upland has done all that could be done, and shall do more.",
    ),
]


@pytest.mark.parametrize("sentence", [case[1] for case in STANDING], ids=[case[0] for case in STANDING])
def test_a_sentence_that_cannot_stand_alone_is_not_printed(sentence):
    assert told(composed(report("one", f"{BRIDGE} {sentence}"))) == [BRIDGE]


def test_the_same_told_twice_is_printed_once():
    again = "At dawn a bridge in Upland fell, killing three people on their way to work."
    assert told(composed(report("one", BRIDGE), report("two", again, source=POST, published=LATER))) == [BRIDGE]


def test_a_denial_is_always_heard():
    firm = "The builders of Northern Span denied that their bridge in Upland had been badly built."
    extra = " ".join(
        f"Rescue team {name} of Upland searched another bank of the wide river for {name} hours."
        for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir")
    )
    text = f"{BRIDGE} {extra} {firm}"
    denial = claim(
        text,
        "The builders of Northern Span",
        "denied",
        "their bridge in Upland had been badly built",
        polarity="denied",
    )
    item = only(composed(report("one", text, claims=[denial])))
    assert item.lines[-1].text == firm
    assert item.lines[-1].said_by == "The builders of Northern Span"


def test_a_disputed_claim_is_heard_too():
    text = f"{BRIDGE} Engineer Ola Reed said that rust had eaten the cables of the bridge in Upland."
    found = claim(text, "Engineer Ola Reed", "said", "rust had eaten the cables of the bridge in Upland")
    piece = report("one", text, claims=[found])
    tie = Relation("contradicts", "c1", claim_id(piece.revision.id, found), "inferred", "two causes")
    item = only(composed(piece, relations=[tie]))
    assert "rust" in item.lines[-1].text


def test_words_of_a_claim_are_printed_with_the_sentence_that_names_the_speaker():
    first = "Minister Ada Brook spoke to the press in Upland about the fall of the bridge."
    second = "Rust had eaten all the cables and nobody had looked at them for nine years."
    text = f"{first} {second}"
    found = claim(text, "Minister Ada Brook", "spoke", second, speaker="official", unverified=True)
    lines = only(
        composed(report("one", text, claims=[found], names=[Name(spans(text, "Ada Brook")[0], "person")]))
    ).lines
    carrying = next(line for line in lines if second in line.text)
    assert carrying.text == f"{first} {second}"
    assert [passage.quote for passage in carrying.passages] == [first, second]
    assert (carrying.said_by, carrying.speaker, carrying.unverified) == ("Minister Ada Brook", "official", True)


def test_an_undated_report_is_placed_by_when_it_was_met_and_stays_undated():
    item = only(composed(report("one", BRIDGE, published=None)))
    assert item.lines[0].published is None
    assert composed(report("one", BRIDGE, published=None, first_seen="2023-07-20T09:00:00Z")).sections == ()


def test_figures_come_with_their_words_and_once():
    text = "The bridge in Upland was 140 metres long and carried 3,000 cars a day, or 3,000 too many for two men."
    figures = [
        Figure(spans(text, "140 metres")[0], 140, unit="m"),
        Figure(spans(text, "3,000")[0], 3000, what=spans(text, "cars")[0]),
        Figure(Span(text.rindex("3,000"), text.rindex("3,000") + 5), 3000, what=spans(text, "too many")[0]),
        Figure(spans(text, "two")[0], 2, what=spans(text, "men")[0]),
    ]
    assert [number.text for number in only(composed(report("one", text, figures=figures))).figures] == [
        "140 metres",
        "3,000 cars",
    ]


def test_a_sum_that_does_not_come_out_is_told_with_the_other_passage_and_not_mended():
    text = "There are 14,286 river pilots in Upland. The union of Upland counts 14,826 river pilots in all."
    figures = [
        Figure(Span(text.index(words), text.index(words) + 6), value, what=spans(text, "river pilots")[0])
        for words, value in (("14,286", 14286), ("14,826", 14826))
    ]
    piece = report("one", text, figures=figures)
    doubt = Check("same", (0, 1), holds=False, message="“14,286” and “14,826” are told of the same: river pilots")
    piece = replaced(piece, reading=replaced(piece.reading, checks=(doubt,)))
    one, two = only(composed(piece)).figures
    assert (one.value, two.value) == (14286, 14826)
    assert one.doubt == two.doubt == doubt.message
    assert (one.against, two.against) == ((two.passage,), (one.passage,))
    held = replaced(piece, reading=replaced(piece.reading, checks=(Check("same", (0, 1), holds=True),)))
    assert [(number.checked, number.doubt) for number in only(composed(held)).figures] == [(True, None)]


def test_ten_stories_are_told_in_full_and_the_rest_in_brief():
    text = "Upland opened bridge number {} over the river."
    pieces = [report(f"n{number}", text.format(number), story=f"s{number:02}") for number in range(13)]
    (section,) = composed(*pieces).sections
    assert [item.brief for item in section.items] == [False] * 10 + [True] * 3
    assert {item.story for item in section.items} == {piece.membership.story for piece in pieces}


def test_more_independent_sources_come_first():
    made = composed(
        report("one", "Upland voted on the new law about rivers and bridges.", title="One voice", story="a"),
        report("two", BRIDGE, title="Two voices", story="b"),
        report("three", "Three people were killed by a bridge in Upland.", source=POST, story="b", published=LATER),
    )
    assert [item.headline for item in made.sections[0].items] == ["Two voices", "One voice"]


def event(text, word, type_="ASSAULT"):
    return Event(spans(text, word), type_, actors=(Participant(spans(text, word)[0], "two-rivers:minister"),))


def dots_of(basis, **more):
    text = f"{BRIDGE} Upland closed every other bridge because this one had fallen, Minister Ada Brook said."
    piece = report("one", text, events=[event(text, "fell in"), event(text, "closed", "COERCE")])
    cause, effect = (event_id(piece.revision.id, found) for found in piece.reading.events)
    stated = {"revision": piece.revision.id, "spans": spans(text, "because")} if basis == "stated" else {}
    tie = Relation("responds to", effect, cause, basis, "because", **stated)
    return composed(piece, relations=[tie], **more), tie


def test_a_stated_dot_has_its_passage():
    made, _ = dots_of("stated")
    (dot,) = made.dots
    assert dot.earlier.text == BRIDGE
    assert "closed every other bridge" in dot.later.text
    assert "because" in dot.passage.quote


def test_an_inferred_dot_has_none_and_says_so():
    made, _ = dots_of("inferred")
    assert [(dot.basis, dot.passage) for dot in made.dots] == [("inferred", None)]


def test_a_refused_dot_is_not_shown():
    _, tie = dots_of("stated")
    made, _ = dots_of("stated", verdicts=[Verdict(tie.id, "rejected", "ana", LATER)])
    assert made.dots == ()


def test_agents_open_into_the_lines_they_rest_on():
    made, _ = dots_of("stated")
    (mover,) = made.agents
    assert (mover.name, len(mover.events)) == ("Ada Brook", 2)


LENSES = [
    ("a country it concerns", {"countries": ("AA",)}, True),
    ("a country it does not", {"countries": ("CC",)}, False),
    ("both countries are there", {"countries": ("AA",), "with_countries": ("BB",)}, True),
    ("the second is not", {"countries": ("AA",), "with_countries": ("CC",)}, False),
    ("a word of the theme", {"themes": ("bridge",)}, True),
    ("only a part of a word", {"themes": ("bridg",)}, False),
    ("a theme of two words", {"themes": ("fell in",)}, True),
    ("an actor that is not there", {"actors": ("two-rivers:minister",)}, False),
    ("an event that is not there", {"events": ("ASSAULT",)}, False),
]


@pytest.mark.parametrize(("lists", "passes"), [case[1:] for case in LENSES], ids=[case[0] for case in LENSES])
def test_a_lens_asks_for_each_of_its_lists(lists, passes):
    made = composed(report("one", BRIDGE + " Lowland sent help."), lens=replaced(EVERYTHING, **lists))
    assert bool(made.sections) == passes


def test_coverage_counts_only_sources_that_should_answer():
    sources = (WIRE, POST, HERALD)
    found = coverage(REGION, sources, {"wire": 3}, {"wire", "post"})
    assert [(entry.name, entry.answered, entry.sources, entry.silent) for entry in found] == [
        ("Upland", 1, 1, ()),
        ("Lowland", 0, 1, ("Valley Post",)),
    ]


def test_what_could_not_be_read_is_counted_by_reason():
    issues = [
        Issue("collect", "wire", "https://b.example/", "status-404", "B answered 404."),
        Issue("collect", "wire", "https://a.example/", "status-404", "A answered 404."),
        Issue("read", "wire", "https://c.example/", "empty", "There is no text.", "set aside"),
        Issue("read", "wire", "https://d.example/", "note", "It was fine.", "note"),
    ]
    assert [(entry.code, entry.count, entry.message) for entry in unread(issues)] == [
        ("status-404", 2, "A answered 404."),
        ("empty", 1, "There is no text."),
    ]


def place(text, word, code, precision, geonames=None):
    return PlaceMention(spans(text, word)[0], geonames, word, code, None, None, precision)


SMALL_PLACES = [
    ("a village alone tells no country", ("Now", "AA", "city"), "Now the votes are counted all over again.", None),
    ("a village with its country", ("Now", "AA", "city"), "Now lies in Upland, where votes are counted.", "AA"),
    ("a province", ("Hills", "AA", "admin1"), "Hills will count its votes all over again.", "AA"),
]


@pytest.mark.parametrize(("found", "text", "code"), [case[1:] for case in SMALL_PLACES], ids=str)
def test_a_small_place_needs_its_country_beside_it(found, text, code):
    piece = report("one", text, title="Votes are counted")
    places = (*piece.reading.places, place(text, *found))
    piece = replaced(piece, reading=replaced(piece.reading, places=places))
    assert [section.country for section in composed(piece).sections] == [code]


def test_a_report_from_the_future_counts_as_of_when_it_was_seen():
    piece = report("one", BRIDGE, published="2099-01-01T00:00:00Z")
    item = only(composed(piece))
    assert (item.reports[0].published, item.lines[0].published) == (None, None)


HEADS = [
    ("capitals", ["UPLAND OPENS NEW BRIDGE"], "Upland opens new bridge"),
    ("pictures", ["Upland opens a new bridge (photo)"], "Upland opens a new bridge"),
    ("one that tells before one that asks", ["Will the bridge hold?", "The bridge held"], "The bridge held"),
    ("one that tells before a quotation", ["“It held”: a bridge", "The bridge held"], "The bridge held"),
    ("the earliest of equals", ["The bridge held", "The bridge stood"], "The bridge held"),
]


@pytest.mark.parametrize(("titles", "headline"), [case[1:] for case in HEADS], ids=[case[0] for case in HEADS])
def test_the_headline_is_the_one_that_tells_most(titles, headline):
    text = "Upland opens its bridge and a new road today."
    pieces = [report(title, text, title=title, published=f"2023-06-20T0{n}:00:00Z") for n, title in enumerate(titles)]
    assert only(composed(*pieces)).headline == headline


def test_a_story_says_what_gives_it_its_place():
    made = composed(report("one", BRIDGE), report("two", BRIDGE + " It rained.", source=POST, published=LATER))
    assert only(made).why.startswith("2 independent sources in 2 reports")


def test_the_settings_weigh_stories():
    figures = [Figure(spans(BRIDGE, "three")[0], 3, what=spans(BRIDGE, "people")[0])]
    pieces = [
        report("one", BRIDGE, title="Figures count", story="a", figures=figures),
        report("two", BRIDGE, title="Voices count", story="b"),
        report("three", "Three people were killed by a bridge in Upland.", source=POST, story="b", published=LATER),
    ]
    shelf = Shelf(*pieces)
    for importance, first in (
        (Importance(), "Voices count"),
        (Importance(sources=0, reports=0, figures=9), "Figures count"),
    ):
        made = compose(week(), REGION, Material(shelf.dossiers("", "~"), importance=importance))
        assert made.sections[0].items[0].headline == first


def test_what_a_line_points_to_is_not_what_the_report_tells():
    text = "A comet was seen by thousands of people in the north.\nSee also: Upland and Lowland vote\nIt was bright."
    assert [section.country for section in composed(report("one", text, title="A comet passes")).sections] == [None]


def test_a_quotation_without_its_speaker_is_not_printed():
    text = f"{BRIDGE}\n“Rust had eaten the cables and nobody had looked at them.”"
    assert told(composed(report("one", text))) == [BRIDGE]


def test_a_country_named_once_in_passing_is_not_concerned():
    text = "A comet was seen by thousands of people. " * 20 + "It was seen in Upland too."
    assert [section.country for section in composed(report("one", text, title="A comet passes")).sections] == [None]


def test_a_report_without_a_title_is_not_headed_by_its_date():
    item = only(composed(report("one", f"Posted 11 / 27 / 2005 7: 21 AM\n{BRIDGE}", title=None)))
    assert item.headline == BRIDGE
