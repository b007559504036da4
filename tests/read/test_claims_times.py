"""When something was said, when it happened and when it was published stay three things."""

from __future__ import annotations

import pytest

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.regions import Region


@pytest.fixture(scope="module")
def reader(small_region: Region) -> Reader:
    """Give a whole reader."""
    return Reader(small_region)


CASES = [
    (
        "the day of saying stands beside the cue, that of the event in the content",
        "Kazakhstan's Interior Ministry said on Tuesday that police had detained 12 protesters in Almaty on July 1.",
        ("2023-07-04", "2023-07-01"),
    ),
    (
        "words between the cue and its day",
        "The mine was closed on Monday, the company said in a statement on Thursday.",
        ("2023-07-06", "2023-07-03"),
    ),
    (
        "a day before the cue is of the content where it stands in it",
        "Protesters were arrested last week, he said.",
        (None, "2023-06-26/2023-07-02"),
    ),
    (
        "a day that opens the sentence is that of saying",
        "On Wednesday, President Tokayev said Kazakhstan would send aid to Kabul.",
        ("2023-07-05", None),
    ),
    ("neither is told", "President Tokayev said that Kazakhstan would send aid to Kabul.", (None, None)),
    (
        "two days in one content: none is chosen",
        "The ministry said that troops crossed the river on Monday and left on Tuesday.",
        (None, None),
    ),
]


@pytest.mark.parametrize(("intent", "text", "days"), CASES, ids=[case[0] for case in CASES])
def test_a_claim_has_the_day_of_saying_and_that_of_what_it_tells(
    reader: Reader, intent: str, text: str, days: tuple[str | None, str | None]
) -> None:
    reading = reader.read(Document("x", text, language="en", published="2023-07-07T09:00:00+05:00"))
    assert reading.claims, intent
    assert (reading.claims[0].said, reading.claims[0].date) == days, intent
    assert reading.published == "2023-07-07"


def test_a_claim_inside_another_keeps_its_own_day_of_saying(reader: Reader) -> None:
    text = "The agency reported on July 5 that the minister had said on Monday that the border would open on August 1."
    outer, inner = reader.read(Document("x", text, language="en", published="2023-07-07")).claims
    assert (outer.said, inner.said) == ("2023-07-05", "2023-07-03")
    assert (outer.date, inner.date) == ("2023-08-01", "2023-08-01")


def test_an_event_tells_when_it_happened_and_when_it_was_said(reader: Reader) -> None:
    text = "Kazakhstan's Interior Ministry said on Tuesday that police had detained 12 protesters in Almaty on July 1."
    (event,) = reader.read(Document("x", text, language="en", published="2023-07-07")).events
    assert (event.date, event.said) == ("2023-07-01", "2023-07-04")


def test_the_day_of_saying_does_not_date_an_event_to_come(reader: Reader) -> None:
    text = "On Wednesday, President Tokayev said Kazakhstan would send aid to Kabul."
    (event,) = reader.read(Document("x", text, language="en", published="2023-07-07")).events
    assert (event.date, event.said) == (None, "2023-07-05")
