"""Stories: what joins, what does not, and why."""

from __future__ import annotations

from link_builders import REGION, document, figure, name, place, reading

from jarchi.link import Linker
from jarchi.records.articles import Document, digest
from jarchi.records.links import Membership
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

FIGHT = (
    "Villagers near Kerki fought Zhong mine workers over dust from the quarry, and 47 workers were hurt, police say."
)
FIGHT_TOO = (
    "At least 47 miners of Zhong were injured as villagers from around Kerki stormed the quarry in anger over dust."
)
FLIGHTS = "The airline will fly from Osh to Urumqi again every week after a break that the pandemic had forced upon it."


def joined(linker: Linker, one: Document, language: str = "en", **parts: object) -> Membership:
    return linker.link(one, reading(one.id, language, **parts), f"r-{one.id}")[0].membership


def test_two_reports_of_one_happening_join_and_say_why() -> None:
    linker = Linker(REGION)
    first = joined(linker, document("a", FIGHT), places=(place(FIGHT, "Kerki", 7),))
    other = joined(linker, document("b", FLIGHTS), places=(place(FLIGHTS, "Osh", 8),))
    second = joined(linker, document("c", FIGHT_TOO, 2), places=(place(FIGHT_TOO, "Kerki", 7),))
    assert first.story == "s" + digest("a")
    assert first.why == "no story within 7 days is like it"
    assert second.story == first.story != other.story
    assert "place Kerki" in second.why
    assert "dust" in second.why
    assert "\n" not in second.why


def test_the_same_words_eight_days_later_are_another_story() -> None:
    linker = Linker(REGION)
    first = joined(linker, document("a", FIGHT))
    assert joined(linker, document("b", FIGHT_TOO, 8)).story == first.story
    linker = Linker(REGION)
    joined(linker, document("a", FIGHT))
    assert joined(linker, document("b", FIGHT_TOO, 9)).story != first.story


def test_a_story_lasts_as_long_as_reports_keep_coming() -> None:
    third = "Dust from the quarry near Kerki: police detain villagers who attacked Zhong and hurt 47 of its workers."
    linker = Linker(REGION)
    reports = [document("a", FIGHT, 1), document("b", FIGHT_TOO, 6), document("c", third, 12)]
    assert len({joined(linker, one).story for one in reports}) == 1
    linker = Linker(REGION)
    assert len({joined(linker, one).story for one in reports[::2]}) == 2


def test_a_russian_report_joins_by_what_needs_no_language() -> None:
    text = "Жители окрестностей Керки напали на рабочих рудника Чжун, пострадали 47 человек."
    linker = Linker(REGION)
    first = joined(
        linker,
        document("a", FIGHT),
        names=(name(FIGHT, "Zhong", "test:east"),),
        places=(place(FIGHT, "Kerki", 7),),
        figures=(figure(FIGHT, "47", 47),),
    )
    joined(linker, document("x", FLIGHTS), places=(place(FLIGHTS, "Osh", 8),))
    marks = {"names": (name(text, "Чжун", "test:east"),), "places": (place(text, "Керки", 7),)}
    second = joined(linker, document("b", text), "ru", **marks, figures=(figure(text, "47", 47),))
    assert second.story == first.story
    assert "actor Eastern Company" in second.why


def test_a_place_outside_the_region_is_named_as_the_reader_found_it() -> None:
    linker = Linker(REGION)
    one, other = FIGHT.replace("Kerki", "Aachen"), FIGHT_TOO.replace("Kerki", "Aachen")
    joined(linker, document("a", one), places=(place(one, "Aachen", 3247449),))
    assert "place Aachen" in joined(linker, document("b", other), places=(place(other, "Aachen", 3247449),)).why


def test_two_shared_marks_are_too_few_across_languages() -> None:
    text = "Жители Керки встретили гостей из компании Чжун на новой дороге."
    linker = Linker(REGION)
    parts = {"names": (name(FIGHT, "Zhong", "test:east"),), "places": (place(FIGHT, "Kerki", 7),)}
    first = joined(linker, document("a", FIGHT), **parts)
    parts = {"names": (name(text, "Чжун", "test:east"),), "places": (place(text, "Керки", 7),)}
    assert joined(linker, document("b", text), "ru", **parts).story != first.story


def test_the_late_find_their_story() -> None:
    """An article that comes in after newer ones is joined to the story of its own days."""
    linker = Linker(REGION)
    first = joined(linker, document("a", FIGHT, 2))
    joined(linker, document("b", FLIGHTS, 20))
    assert joined(linker, document("c", FIGHT_TOO, 1)).story == first.story


def test_a_revision_keeps_its_story_while_it_fits_and_leaves_when_it_does_not() -> None:
    linker = Linker(REGION)
    first = joined(linker, document("a", FIGHT))
    joined(linker, document("b", FIGHT_TOO))
    revised = FIGHT_TOO.replace("47", "48").replace("in anger", "angry")
    assert joined(linker, document("b", revised, 2)).story == first.story
    assert joined(linker, document("b", FLIGHTS, 2)).story == "s" + digest("b")


def test_an_article_that_opened_a_story_stays_in_it() -> None:
    linker = Linker(REGION)
    first = joined(linker, document("a", FIGHT))
    joined(linker, document("b", FIGHT_TOO))
    assert joined(linker, document("a", FLIGHTS)).story == first.story


def test_undated_articles_are_taken_to_be_as_late_as_the_latest() -> None:
    linker = Linker(REGION)
    joined(linker, document("x", FLIGHTS, 20))
    _, signature = linker.link(Document("a", FIGHT), reading("a"), "ra")
    assert signature.moment == linker.window.present
    _, given = linker.link(Document("b", FIGHT), reading("b"), "rb", moment="2024-03-02T00:00:00Z")
    assert given.moment == 1709337600
    _, garbage = linker.link(Document("c", FIGHT, published="soon"), reading("c"), "rc")
    assert garbage.moment == linker.window.present


def test_a_background_paragraph_joins_no_story() -> None:
    exhibition = (
        "An exhibition of tools and toys from 200 firms was opened at Atakent by Consul General Wei. "
        "Visitors can see it until Wednesday, and entrance is free of charge for all who come."
    )
    permits = (
        "Some 14,286 foreigners had permits to work in the country in July, the labour ministry said. Most of them "
        "build roads or teach, and their number fell since last year, when the rules for hiring were changed.\n"
        "Ties are on show too: an exhibition of tools and toys from 200 firms, opened by Consul General Wei, is held "
        "at Atakent, where visitors can see it until Wednesday."
    )
    linker = Linker(REGION)
    first = joined(linker, document("a", exhibition, title="Exhibition at Atakent opened"))
    second = joined(linker, document("b", permits, title="Fewer foreigners have permits to work"))
    third = joined(linker, document("c", exhibition[:-40] + ".", title="Tools and toys at Atakent"))
    assert first.story != second.story
    assert third.story == first.story


def test_a_place_alone_joins_no_story() -> None:
    one = "A flood took a bridge in Old Kerki, in the north of Old Kerki district."
    other = "A baker of Old Kerki was tried in the north of Old Kerki district."
    linker = Linker(REGION)
    first = joined(linker, document("a", one), places=(place(one, "Old Kerki", 7), place(one, "Old Kerki district", 9)))
    places = (place(other, "Old Kerki", 7), place(other, "Old Kerki district", 9))
    assert joined(linker, document("b", other), places=places).story != first.story


def test_places_and_a_day_join_nothing_across_languages() -> None:
    one, other = "A fair was held in Kerki near Osh on 5 March.", "В Керки под Ошем 5 марта открыли школу."
    linker = Linker(REGION)
    days = (DateMention(Span(0, 1), "2024-03-05", "date"),)
    first = joined(linker, document("a", one), places=(place(one, "Kerki", 7), place(one, "Osh", 8)), dates=days)
    places = (place(other, "Керки", 7), place(other, "Ошем", 8))
    assert joined(linker, document("b", other), "ru", places=places, dates=days).story != first.story
