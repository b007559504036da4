"""Places in any text: spans exact and in order, no crash, the same twice, linear in the length of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.read.page import Page
from jarchi.read.places import PlaceReader
from jarchi.read.tokens import tokenise
from jarchi.records.spans import Span

WORDS = [
    *("Paris", "Texas", "U.S.", "Ga.", "in", "of", "the", ",", ".", "(", ")", "-", "--", "'s", "’s", "Mary", "Kazakh"),
    *("St.", "County", "Laurel", "Lake", "Street", "\n\n", "IL", "62701", "New", "York", "City", "University", "said"),
    *("OSH", "Ош", "北京", "مزار", "\u202eabc", "Москва", "А-", "-Ата", "Nur-Sultan", "W.", "Va.", "Highway", "19"),
    *("\u00ad", "é", "I-95", "--", "ʻ", "St", "Mt.", "\u200b"),
]


@pytest.fixture(scope="module")
def reader(small_region):
    return PlaceReader(small_region)


def page_of(text: str, language: str | None = "en") -> Page:
    sentences = (Span(0, len(text)),)
    return Page(text=text, language=language, sentences=sentences, tokens=tokenise(text, sentences))


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["en", "ru", "zh", "kk", None, "xx"]))
@settings(max_examples=150, deadline=None)
def test_spans_are_exact_and_in_order(reader, words, language):
    text = " ".join(words)
    found = reader.read(page_of(text, language))
    assert found == reader.read(page_of(text, language))
    ends = 0
    for place in found:
        assert ends <= place.span.start < place.span.end <= len(text)
        ends = place.span.end
        assert place.span.of(text) == place.span.of(text).strip()
        assert (place.lat is None) == (place.lon is None)
        assert place.geonames is None or place.lat is not None


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader(reader, text):
    reader.read(page_of(text.encode("utf-8", "ignore").decode()))


@pytest.mark.parametrize(
    "unit", ["Paris, ", "New York City of the ", "Laurel County ", "St. ", "A-B-C-D-", "Mary said. "]
)
def test_the_time_grows_with_the_text(reader, unit):
    """Four times the text may take eight times as long at most."""
    took = []
    for times in (500, 2000):
        page = page_of(unit * times)
        begun = time.process_time()
        reader.read(page)
        took.append(time.process_time() - begun)
    assert took[1] < 8 * took[0] + 0.5
