"""Threads, background and reviews: what a story goes on from, and a period told by its threads."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from publish_shelf import EVERYTHING, POST, REGION, Shelf, everybody, publish_to, replaced, report, spans, week

from jarchi.publish import Edition, PublishSettings, check, draft, editions
from jarchi.publish.context import open_of
from jarchi.publish.editions import period
from jarchi.publish.threads import Threads
from jarchi.records.articles import sha256_of
from jarchi.records.bulletins import Number
from jarchi.records.readings import Name

JUNE = Edition(EVERYTHING, date(2023, 6, 1), date(2023, 6, 30), "review")


def named(text, *people):
    return [Name(spans(text, person)[0], "person") for person in people]


def crossing(name, day, title, text, **more):
    names = named(text, "Ada Brook", "Tom Reed")
    return report(name, text, title=title, published=f"{day}T08:00:00+00:00", story=name, names=names, **more)


FELL = crossing(
    "fell",
    "2023-06-05",
    "Ferry sinks at Harbour Point",
    "A ferry sank at Harbour Point in Upland, Ada Brook and Tom Reed said.",
)
RAISED = crossing(
    "raised",
    "2023-06-14",
    "Ferry at Harbour Point raised",
    "Divers raised the ferry at Harbour Point in Upland, said Ada Brook and Tom Reed.",
)
TRIED = crossing(
    "tried",
    "2023-06-21",
    "Captain of Harbour Point ferry on trial",
    "A court in Upland tried the captain of the ferry as Ada Brook and Tom Reed watched.",
    source=POST,
)
APART = report("apart", "Upland sold forty tons of grain to Lowland in a week.", title="Grain sold", story="apart")


def shelf():
    return Shelf(FELL, RAISED, TRIED, APART)


def threads(*pieces):
    return Threads(Shelf(*pieces).dossiers("", "~"))


def drafted(edition, stock=None):
    return draft(stock or shelf(), REGION, PublishSettings(), edition, everybody)


def test_a_story_goes_on_from_the_one_that_shares_rare_names_with_it():
    found = threads(FELL, RAISED, TRIED, APART)
    assert [strand.story for strand in found.thread("tried")] == ["fell", "raised", "tried"]
    assert list(found.earlier("tried")) == ["raised", "fell"]
    assert "Ada Brook" in found.strands["raised"].shared
    assert [strand.story for strand in found.thread("apart")] == ["apart"]


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_stories_come_changes_no_thread(chance: random.Random):
    pieces = [FELL, RAISED, TRIED, APART]
    dossiers = list(Shelf(*pieces).dossiers("", "~"))
    chance.shuffle(dossiers)
    assert Threads(dossiers).strands == threads(*pieces).strands


def test_what_comes_later_changes_no_thread():
    assert threads(FELL, RAISED, APART).strands.items() <= threads(FELL, RAISED, TRIED, APART).strands.items()


def test_an_earlier_story_of_the_thread_is_background_with_its_day_and_passage():
    (item,) = [item for section in drafted(week()).sections for item in section.items if item.story == "tried"]
    (line,) = item.background
    assert line.text.startswith("Divers raised the ferry")
    assert (line.published or "")[:10] == "2023-06-14"
    assert item.thread == "fell"


def test_a_story_told_before_has_its_own_beginning_as_background():
    later = crossing(
        "again", "2023-06-22", "Ferry sails again", "The ferry sailed again to Lowland, Ada Brook and Tom Reed said."
    )
    again = replaced(later, membership=replaced(later.membership, story="fell"))
    (item,) = [item for one in drafted(week(), Shelf(FELL, again)).sections for item in one.items]
    assert [line.text for line in item.background] == [FELL.revision.text]
    assert "goes on from before, 1 earlier report" in item.why


def test_a_review_tells_a_thread_in_order_and_the_rest_in_brief():
    made = drafted(JUNE)
    (theme,) = made.themes
    assert made.kind == "review"
    assert [item.story for item in theme.points] == ["fell", "raised", "tried"]
    assert theme.stories == 3
    assert [item.story for section in made.sections for item in section.items] == ["apart"]
    assert all(item.brief for section in made.sections for item in section.items)


def test_the_checks_of_a_bulletin_hold_for_a_review():
    made = drafted(JUNE)
    (theme,) = made.themes
    texts = {piece.revision.sha256: piece.revision.text for piece in (FELL, RAISED, TRIED, APART)}
    forged = replaced(theme.points[0], lines=(replaced(theme.points[0].lines[0], text="A ferry sank in Lowland."),))
    checked = check(replaced(made, themes=(replaced(theme, points=(forged, *theme.points[1:])),)), texts.__getitem__)
    assert checked.themes[0].points[0].lines == ()
    assert len(checked.withheld) == 1
    assert sha256_of(FELL.revision.text) in texts


def test_a_review_has_a_page_of_its_own_and_is_never_the_front(tmp_path):
    publish_to(tmp_path, shelf(), week(), JUNE)
    page = (tmp_path / JUNE.folder / "index.html").read_text()
    assert "In review" in page
    assert page.index("5 June 2023") < page.index("14 June 2023") < page.index("21 June 2023")
    assert "In review</p>" not in (tmp_path / "index.html").read_text()
    assert '"kind": "review"' in (tmp_path / JUNE.folder / "bulletin.json").read_text()


class Wanted:
    lenses = ()
    period = None
    reviews = ("month",)
    bulletins = ()


def test_settings_ask_for_reviews_of_each_month_with_news():
    found = editions(REGION, Wanted(), ["2023-05-30", "2023-06-02"])
    assert [(one.first, one.last) for one in found if one.kind == "review"] == [
        period("month", date(2023, 5, 30)),
        period("month", date(2023, 6, 2)),
    ]


def test_a_story_is_told_once_and_pointed_to_elsewhere():
    both = report(
        "both", "Upland and Lowland signed a treaty on the river.", title="Upland and Lowland sign", story="both"
    )
    other = report("other", "Lowland counted its people and found two million.", title="Lowland counts", story="other")
    made = drafted(week(), Shelf(both, other))
    told = [item.story for section in made.sections for item in section.items]
    assert sorted(told) == ["both", "other"]
    (lowland,) = [section for section in made.sections if section.country == "BB"]
    assert [(one.story, one.country) for one in lowland.pointers] == [("both", "AA")]


def test_what_does_not_add_up_and_what_nobody_verified_is_not_known():
    (item,) = [item for section in drafted(week(), Shelf(APART)).sections for item in section.items]
    line = replaced(item.lines[0], unverified=True)
    number = Number("forty tons", line.passages[0], 40, doubt="forty is not four")
    found = open_of([replaced(item, lines=(line,), figures=(number,))])
    assert [one.kind for one in found] == ["does not add up", "could not be verified"]
    assert found[0].reason == "forty is not four"
