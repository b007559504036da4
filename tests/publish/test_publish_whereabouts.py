"""Where and when stories play: days that a date may mean, the marks of the timeline, the map of a bulletin."""

from __future__ import annotations

from datetime import date

import pytest

from jarchi.publish.maps import Atlas
from jarchi.publish.timeline import told_days
from jarchi.publish.whereabouts import bounds, in_words
from jarchi.records.bulletins import Item, Spot
from jarchi.records.regions import Country, Place, Region

DATES = [
    ("a day", "2019-05-09", ("2019-05-09", "2019-05-09"), "9 May 2019"),
    ("a month", "2019-02", ("2019-02-01", "2019-02-28"), "February 2019"),
    ("a year", "2019", ("2019-01-01", "2019-12-31"), "2019"),
    ("a quarter", "2019-33", ("2019-01-01", "2019-03-31"), "1 January – 31 March 2019"),
    (
        "a winter reaches into the next year",
        "2019-24",
        ("2019-12-01", "2020-02-29"),
        "1 December 2019 – 29 February 2020",
    ),
    ("an interval", "2019-05-01/2019-05-10~", ("2019-05-01", "2019-05-10"), "about 1–10 May 2019"),
    ("about", "2019~", ("2019-01-01", "2019-12-31"), "about 2019"),
    ("a decade has no days", "199X", None, "199X"),
    ("a day that does not exist", "2019-02-30", None, "2019-02-30"),
    ("turned round", "2019-05-10/2019-05-01", None, "2019-05-10/2019-05-01"),
    ("the last year of the calendar", "9999-12", ("9999-12-01", "9999-12-31"), None),
]


@pytest.mark.parametrize(("intent", "value", "days", "words"), DATES, ids=[case[0] for case in DATES])
def test_the_days_that_a_date_may_mean(
    intent: str, value: str, days: tuple[str, str] | None, words: str | None
) -> None:
    found = bounds(value)
    assert (found and tuple(day.isoformat() for day in found)) == days, intent
    assert words is None or in_words(value) == words, intent


def test_what_is_not_told_says_so() -> None:
    assert in_words(None) == "not told"


@pytest.mark.parametrize(
    ("intent", "when", "expected"),
    [
        ("a day is drawn as a day", "2019-05-09", (8, 8, "day")),
        ("a month is a span", "2019-05", (0, 30, "span")),
        ("what begins before the period is cut", "2019-04-20/2019-05-03", (0, 2, "span")),
        ("about a day is no sure day", "2019-05-09~", (8, 8, "span")),
        ("another time than the period's: the day of the report", "2014-05-09", (0, 0, "report")),
        ("not told", None, (0, 0, "report")),
    ],
)
def test_uncertainty_is_drawn_as_uncertainty(intent: str, when: str | None, expected: tuple[int, int, str]) -> None:
    assert told_days(Item("s1", "A bridge", (), when=when), date(2019, 5, 1), 31) == expected, intent


def test_the_map_of_a_bulletin_has_its_places_with_their_stories() -> None:
    places = tuple(
        Place(name, "KG", "city", lat=lat, lon=lon, geonames=number)
        for number, (name, lat, lon) in enumerate([("Osh", 40.53, 72.8), ("Bishkek", 42.87, 74.59)], 1)
    )
    region = Region("test", "Test", "0", ("en",), (Country("KG", "Kyrgyzstan", core=True),), places, (), (), ())
    osh, far = Spot("Osh", "KG", 40.53, 72.8, 1, 2), Spot("Paris", "FR", 48.85, 2.35, 2)
    items = [Item("s1", "A bridge", (), places=(osh, far)), Item("s2", "A road", (), places=(osh,))]
    made = Atlas(region).map_of_stories(items)
    assert made is not None
    ((name, stories),) = [(spot.name, [item.story for item in spot.items]) for spot in made.spots]
    assert (name, stories) == ("Osh", ["s1", "s2"])
    assert [(name, country) for name, country, _ in made.rest] == [("Paris", "FR")]
    assert Atlas(region).map_of_stories([]) is None
