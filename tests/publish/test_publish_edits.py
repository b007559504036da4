"""Marked edits: a line says whom and which day it means, and the check knows each edit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_shelf import claim, replaced, report, spans

from jarchi.publish.attribution import Claims
from jarchi.publish.check import fault_of
from jarchi.publish.edits import body, marked, unedited, unplaced_day
from jarchi.publish.lines import line_of
from jarchi.publish.standing import fault, has_loose_pronoun, has_stranger, is_nowadays, leans, without_tail
from jarchi.records.bulletins import Edit
from jarchi.records.readings import DateMention, Name

MET = "Minister Ada Brook said that the bridge in Upland would be rebuilt by spring."
THEN = "She put the cost of a new bridge in Upland at nine million crowns."


def told(text, index=1, people=("Ada Brook",), claims=(), **more):
    names = [Name(spans(text, person)[0], "person") for person in people]
    piece = report("one", text, names=names, claims=claims, **more)
    return piece, line_of(piece, index)


def spoken(text):
    return [claim(text, "Minister Ada Brook", "said", "the bridge in Upland would be rebuilt by spring")]


def sound(piece, line):
    return fault_of(line, {piece.revision.sha256: piece.revision.text}.__getitem__)


def test_a_name_stands_for_a_pronoun_and_is_cited():
    text = f"{MET} {THEN}"
    piece, line = told(text, claims=spoken(text))
    assert line.text == THEN.replace("She", "[Ada Brook]")
    assert [passage.quote for passage in line.passages] == [MET, THEN]
    assert sound(piece, line) is None
    assert unedited(line.text, line.edits) == THEN


UNSURE = [
    ("two people", f"{MET.replace('Upland', 'Upland with Tom Reed')} {THEN}", ("Ada Brook", "Tom Reed")),
    ("nobody", f"{MET.replace('Ada Brook', 'of works')} {THEN}", ()),
    ("somebody who only stands near", f"A hall in Upland is named after Ada Brook. {THEN}", ("Ada Brook",)),
]


@pytest.mark.parametrize(("text", "people"), [case[1:] for case in UNSURE], ids=[case[0] for case in UNSURE])
def test_where_it_is_not_sure_whom_a_pronoun_means_nobody_is_put_in(text, people):
    assert told(text, people=people)[1].edits == ()


def test_a_last_name_becomes_the_whole_name_that_the_report_gave():
    text = f"{MET} Brook put the cost of a bridge at nine million crowns."
    names = [Name(spans(text, "Ada Brook")[0], "person"), Name(spans(text, "Brook put")[0], "person")]
    names[1] = Name(type(names[1].span)(names[1].span.start, names[1].span.start + 5), "person")
    piece = report("one", text, names=names)
    line = line_of(piece, 1)
    assert line.text.startswith("[Ada Brook] put")
    assert sound(piece, line) is None
    assert line_of(replaced(piece, revision=replaced(piece.revision, title="Brook names a price")), 1).edits == ()


DAYS = [
    ("a day of the week", "Upland closed the bridge on Monday to all cars.", "on Monday [19 June] to"),
    ("with its owner", "Upland mourns Monday's fall of the bridge over the river.", "Monday's [19 June] fall"),
    (
        "each day once",
        "On Monday, only on Monday, Upland closed the bridge.",
        "On Monday [19 June], only on Monday, Upland",
    ),
]


@pytest.mark.parametrize(("text", "part"), [case[1:] for case in DAYS], ids=[case[0] for case in DAYS])
def test_a_day_gets_its_date(text, part):
    piece, line = told(text, 0, people=())
    assert part in line.text
    assert sound(piece, line) is None
    assert unedited(line.text, line.edits) == text


def test_a_day_of_last_year_gets_its_year_and_a_russian_one_its_month():
    text = "Upland closed the bridge yesterday to all cars."
    day = DateMention(spans(text, "yesterday")[0], "2022-12-31", "date")
    piece = report("one", text, dates=[day], published="2023-01-01T08:00:00+00:00")
    assert "yesterday [31 December 2022] to" in line_of(piece, 0).text
    text = "Нагорье закрыло мост вчера для всех машин."
    day = DateMention(spans(text, "вчера")[0], "2023-06-19", "date")
    piece = report("two", text, dates=[day], language="ru")
    assert "вчера [19 июня] для" in line_of(piece, 0).text
    assert sound(piece, line_of(piece, 0)) is None


def test_an_hour_of_a_day_gets_its_date_and_a_date_written_out_gets_none():
    text = "Upland closed the bridge at 9:40 pm Friday to all cars."
    hour = DateMention(spans(text, "9:40 pm Friday")[0], "2023-06-16T21:40", "time")
    piece = report("one", text)
    piece = replaced(piece, reading=replaced(piece.reading, dates=(hour,)))
    assert "Friday [16 June] to" in line_of(piece, 0).text
    assert sound(piece, line_of(piece, 0)) is None
    text = "Upland closed the bridge on Friday, June 16, to all cars."
    day = DateMention(spans(text, "Friday, June 16")[0], "2023-06-16", "date")
    piece = report("two", text)
    piece = replaced(piece, reading=replaced(piece.reading, dates=(day,)))
    assert (line_of(piece, 0).text, unplaced_day(piece, 0)) == (text, False)


def test_a_day_in_a_quotation_stays_as_it_was_said():
    text = "“Upland will open the bridge on Monday to all cars,” the mayor said."
    piece = report("one", text)
    assert (line_of(piece, 0).text, unplaced_day(piece, 0)) == (text, False)


def test_a_day_in_a_name_is_no_day():
    text = "Upland Today wrote that the bridge was closed to all cars."
    day = DateMention(spans(text, "Today")[0], "2023-06-20", "date")
    piece = report("one", text, dates=[day], names=[Name(spans(text, "Upland Today")[0], "organization")])
    assert line_of(piece, 0).text == text


def test_a_day_that_nobody_can_place_is_told():
    text = "Upland closed the bridge on Monday to all cars."
    assert unplaced_day(report("one", text, published=None), 0)
    assert not unplaced_day(report("one", text), 0)
    assert not unplaced_day(report("one", "Upland closed the bridge in June 2019 to all cars."), 0)


FORGED = [
    ("another day", {"now": "[20 June]", "value": "2023-06-20"}, "is not the day"),
    ("a day far off", {"now": "[19 May]", "value": "2023-05-19"}, "is not the day"),
    ("a date other than its value", {"now": "[19 June]", "value": "2023-06-18"}, "is not the day"),
    ("no value", {"now": "[19 June]", "value": None}, "is not the day"),
]


@pytest.mark.parametrize(("changes", "fault"), [case[1:] for case in FORGED], ids=[case[0] for case in FORGED])
def test_a_forged_day_is_withheld(changes, fault):
    piece, line = told("Upland closed the bridge on Monday to all cars.", 0, people=())
    edit = replaced(line.edits[0], **changes)
    forged = replaced(line, text=line.text.replace("[19 June]", edit.now), edits=(edit,))
    assert fault in sound(piece, forged)


def test_a_forged_name_is_withheld():
    text = f"{MET} {THEN}"
    piece, line = told(text, claims=spoken(text))
    for name, reason in (("Ida Brook", "do not bear out"), ("Upland", None)):
        edit = Edit("who", "She", f"[{name}]")
        forged = replaced(line, text=line.text.replace("[Ada Brook]", edit.now), edits=(edit,))
        found = sound(piece, forged)
        assert found is None if reason is None else reason in found
    assert "not accounted for" in sound(piece, replaced(line, edits=()))
    noun = Edit("who", "cost", "[Ada Brook]")
    assert sound(piece, replaced(line, text=line.text, edits=(noun,)))


DATELINES = [
    ("a city and an agency", "ARDEN, Upland (Wire) — The bridge fell.", "The bridge fell."),
    ("two dashes", "ARDEN -- The bridge fell.", "The bridge fell."),
    ("a city, a colon", "ARDEN, Upland: The bridge fell.", "The bridge fell."),
    ("a day too", "ARDEN, June 3 (Wire) - The bridge fell.", "The bridge fell."),
    ("small letters", "Arden (AP) — The bridge fell.", "The bridge fell."),
    ("an agency of Russia", "НАГОРЬЕ, 1 мая. /ТАСС/. Мост упал.", "Мост упал."),
    ("a dash alone", "— The bridge fell.", "The bridge fell."),
    ("no dateline", "UN: the bridge fell in Upland.", "UN: the bridge fell in Upland."),
    ("a name with a dash", "Anne-Marie Lee said the bridge fell.", "Anne-Marie Lee said the bridge fell."),
]


@pytest.mark.parametrize(("text", "left"), [case[1:] for case in DATELINES], ids=[case[0] for case in DATELINES])
def test_a_dateline_stays_outside_the_passage(text, left):
    piece = report("one", text)
    whole = replaced(piece, reading=replaced(piece.reading, sentences=(type(body(piece, 0))(0, len(text)),)))
    assert body(whole, 0).of(text) == left


SENTENCES = [
    ("sound", "The ministry of Upland opened nine schools in two provinces.", None),
    ("somebody speaks to the reader", "If you like bridges, Upland has nine of them to show.", "speaks to the reader"),
    ("but not in a quotation", "“We have nine bridges,” the minister of Upland said.", None),
    ("a question", "Who will pay for nine bridges in Upland this year?", "broken"),
    ("a title that was cut off", "The bill was opened in a vote by the floor leader, Rep.", "broken"),
    ("dots at the end", "The bill would open nine new schools in Upland, among them ...", "broken"),
    ("an aside", "Upland, however, opened nine schools in two provinces.", "points back"),
    ("a caption", "Minister Ada Brook (left) opens one of nine schools in Upland.", "furniture"),
    ("a dateline alone", "ARDEN, Upland, October 7 2023, by a staff writer.", "furniture"),
]


@pytest.mark.parametrize(("text", "found"), [case[1:] for case in SENTENCES], ids=[case[0] for case in SENTENCES])
def test_what_an_editor_would_strike(text, found):
    assert fault(text, "en") == found


LEANING = [
    ("a thing met before", "The school will lease two buses from the town.", "", True),
    ("one that the title names", "The school will lease two buses from the town.", "A school leases buses", False),
    ("one with a name", "The Upland school will lease two buses from the town.", "", False),
    ("one that its words complete", "The cost of buses has risen in the whole province.", "", False),
    ("one whose words come after a comma", "The fighting, which began early, is over in the province.", "", True),
    ("no article", "Schools will lease two buses from the town.", "", False),
]


@pytest.mark.parametrize(("text", "title", "found"), [case[1:] for case in LEANING], ids=[case[0] for case in LEANING])
def test_a_thing_that_the_reader_should_have_met(text, title, found):
    assert leans(text, "en", title) == found
    assert not leans(text, "zz", title)


def test_a_pronoun_needs_a_person():
    assert has_loose_pronoun("In his speech, he called for nine schools.", "en", has_person=False)
    assert not has_loose_pronoun("In his speech, Ada Brook called for nine schools.", "en", has_person=True)
    assert not has_loose_pronoun("“He is right,” a teacher said of the plan.", "en", has_person=False)


@given(st.text(max_size=80), st.lists(st.tuples(st.sampled_from(["who", "when"]), st.text(max_size=8)), max_size=3))
def test_undoing_edits_never_fails(text, edits):
    unedited(text, [Edit(kind, was, f"[{was}]") for kind, was in edits])


@given(st.text(alphabet="AaЖж .,:—-/()\n19[]“”", min_size=1, max_size=60))
def test_any_text_can_be_marked(text):
    piece = report("one", text)
    for index in range(len(piece.reading.sentences)):
        assert marked(piece, index, Claims(piece)).cited


def test_an_opening_that_answers_is_cut_with_an_ellipsis():
    text = f"{MET} But River Wire reported that the bridge in Upland would stay closed."
    piece, line = told(text, people=())
    assert line.text == "… River Wire reported that the bridge in Upland would stay closed."
    assert line.edits == (Edit("cut", "But", "…"),)
    assert sound(piece, line) is None
    forged = replaced(line, edits=(Edit("cut", "Nobody", "…"),))
    assert "which was cut" in (sound(piece, forged) or "")


def test_an_overlong_sentence_is_cut_behind_who_says_it():
    tail = ", and the road beside the river" * 15
    text = f"{MET} Minister Ada Brook said that the bridge in Upland was first, that the pier came second{tail}."
    said = [claim(text, "Minister Ada Brook", "said", "the bridge in Upland was first")]
    piece, line = told(text, claims=said)
    assert line.text.endswith("the road beside the river …")
    assert len(line.text) < 420
    assert sound(piece, line) is None


def test_an_overlong_sentence_whose_speaker_comes_last_is_left_whole():
    tail = ", and the road beside the river" * 15
    text = f"The bridge in Upland was first{tail}, Minister Ada Brook said."
    said = [claim(text, "Minister Ada Brook", "said", "The bridge in Upland was first")]
    assert told(text, index=0, claims=said)[1].edits == ()


STRANGERS = [
    ("nobody was named", "Upland has been a target of his for many months now.", (), True),
    ("somebody was", "Ada Brook called Upland a target of hers for many months.", ("Ada Brook",), False),
    ("by a noun", "The minister told Upland that he would build a bridge there.", (), False),
    ("who is named after an opening clause", "As he left Upland, Ada Brook waved to the crowd.", ("Ada Brook",), False),
    ("a thing told of before", "Upland coined this term in a speech about bridges.", (), True),
    ("this year", "Upland built three bridges this year and four piers.", (), False),
    ("in a quotation", "Upland wrote: “He is gone and this bridge is ours.”", (), False),
]


@pytest.mark.parametrize(("text", "people", "found"), [one[1:] for one in STRANGERS], ids=[one[0] for one in STRANGERS])
def test_somebody_or_something_that_no_line_told_of(text, people, found):
    assert has_stranger(text, "en", [text.index(person) for person in people]) is found


def test_a_word_for_these_times_is_no_day():
    dirtier, opened = "The river is dirtier today, critics say.", "The minister opened a bridge today."
    assert is_nowadays(dirtier, dirtier.index("today"), "en")
    assert not is_nowadays(opened, opened.index("today"), "en")


TITLES = [
    ("an outlet behind a bar", "Bridge falls | River Wire", "Bridge falls"),
    ("an outlet behind a dash", "Bridge falls – River Wire", "Bridge falls"),
    ("what only looks like one", "Bridge falls – and rises", "Bridge falls – and rises"),
    ("a full stop", "A bridge falls in Upland.", "A bridge falls in Upland"),
    ("an abbreviation", "A bridge falls in the U.S.", "A bridge falls in the U.S."),
    ("pictures", "A bridge falls (photo)", "A bridge falls"),
]


@pytest.mark.parametrize(("title", "left"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_a_headline_ends_with_what_it_tells(title, left):
    assert without_tail(title, "River Wire") == left


def test_words_that_news_uses_are_no_furniture():
    for text in (
        "The minister wrote on Twitter that bridges would be rebuilt by spring.",
        "The candidate reserved time for television advertisements in Upland.",
        "The firm donated five million crowns to the hospital in Upland.",
        "The ministry said on its Telegram channel that the bridge had fallen.",
    ):
        assert fault(text, "en") is None
    assert fault("Boats lie on the river (Ann Hill/Daily Post) in Upland on Monday.", "en") == "furniture"
