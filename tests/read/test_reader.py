"""The reader as a whole: what it refuses, what it promises of every reading."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.errors import ReadError
from jarchi.read import Reader, checked, day_of
from jarchi.read.fingerprint import fingerprint_of
from jarchi.records.articles import Document
from jarchi.records.readings import DateMention, Figure
from jarchi.records.regions import Actor, Country, Place, Region
from jarchi.records.spans import Span

REGION = Region(
    id="test",
    name="Test",
    fingerprint="0123456789ab",
    languages=("en", "ru"),
    countries=(Country("KZ", "Kazakhstan", core=True), Country("KG", "Kyrgyzstan", core=True)),
    places=(Place("Almaty", "KZ", "city", 1526384, 43.25, 76.92, 1977011, ("Алматы",)),),
    actors=(Actor("test:ministry", "state body", "Ministry of Water", "KZ", {"ru": ("Министерство воды",)}),),
    sources=(),
    lenses=(),
)
ARTICLE = Document(
    id="a1",
    title="Flood near Almaty",
    text=(
        "More than 2,000 people left their homes near Almaty on Tuesday. "
        "“The dam will hold,” the Ministry of Water said in Kazakhstan on 5 July 2023."
    ),
    published="2023-07-07T01:30:00+06:00",
)


@pytest.fixture(scope="module")
def reader():
    return Reader(REGION)


def test_an_article_is_read(reader):
    reading = reader.read(ARTICLE)
    assert (reading.id, reading.reader, reading.version) == ("a1", reader.fingerprint, 1)
    assert reading.language == "en"
    assert len(reading.sentences) == 2
    assert [figure.value for figure in reading.figures] == [2000]
    assert [date.value for date in reading.dates] == ["2023-07-04", "2023-07-05"]


def test_the_day_of_publication_is_that_of_the_document_s_own_zone(reader):
    assert reader.read(ARTICLE).published == "2023-07-07"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2023-07-07T23:30:00-05:00", datetime.date(2023, 7, 7)),
        ("2023-07-07", datetime.date(2023, 7, 7)),
        ("2023-07-07T00:00:00Z", datetime.date(2023, 7, 7)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of(published, day):
    assert day_of(published) == day


def test_reading_twice_gives_the_same(reader):
    assert reader.read(ARTICLE) == reader.read(ARTICLE) == Reader(REGION).read(ARTICLE)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty", "no letter"),
        (" \n\t", "empty", "no letter"),
        ("123 — !", "empty", "no letter"),
        ("good \ud83d bad", "surrogate", "offset 5"),
        ("\udc00", "surrogate", "offset 0"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(reader, text, code, words):
    with pytest.raises(ReadError, match=words) as refusal:
        reader.read(Document(id="bad", text=text))
    assert refusal.value.kind == code
    assert refusal.value.subject == "bad"


def test_an_unknown_language_is_no_error(reader):
    text = "Der Präsident sagte gestern in Berlin, dass die Regierung am 2023-07-07 zurücktreten werde."
    reading = reader.read(Document(id="de", text=text))
    assert reading.language is None
    assert [date.value for date in reading.dates] == ["2023-07-07"]


def test_the_fingerprint_is_of_code_words_and_region(reader):
    assert len(reader.fingerprint) == 12
    assert reader.fingerprint == fingerprint_of("0123456789ab") != fingerprint_of("another")


def test_a_span_outside_of_the_text_is_a_bug():
    inside = (DateMention(Span(0, 4), "2019", "date"),)
    assert checked("dates", inside, "2019") == inside
    with pytest.raises(AssertionError, match="figures gave a span"):
        checked("figures", (Figure(Span(0, 1), 5, what=Span(2, 9)),), "5 men")


words = (
    "The ministry said on Monday that “ ” 2,000 people . , ( ) Almaty Алматы Kazakhstan will not because of \n 5 % $ "
    "заявил что более 5 июля 2023 года « » Садыр Жапаров 中国 习近平 。 سال ۲۰۱۹ 😀 𐰴 e\u0301 \u202e \x00 \ufeff ' -"
)
pieces = st.sampled_from(words.split(" "))


@settings(deadline=None, max_examples=150)
@given(text=st.lists(pieces, min_size=1, max_size=40).map(" ".join), language=st.sampled_from(["en", "ru", "zh", None]))
def test_any_text_with_a_letter_is_read(reader, text, language):
    document = Document(id="x", text="a " + text, language=language, published="2023-07-07")
    assert reader.read(document) == reader.read(document)


@settings(deadline=None, max_examples=150)
@given(text=st.text(min_size=1, max_size=60))
def test_any_unicode_is_read_or_refused(reader, text):
    try:
        reading = reader.read(Document(id="x", text=text, language="en"))
    except ReadError as refusal:
        assert refusal.kind == "empty"  # noqa: PT017 - hypothesis gives both kinds of text
    else:
        assert all(span.end <= len(text) for span in reading.sentences)


@pytest.mark.parametrize("field", ["sentences", "names", "places", "dates", "figures", "claims", "events", "checks"])
def test_a_field_read_alone_is_the_same_as_in_a_whole_reading(field: str, small_region: Region) -> None:
    text = "The ministry in Almaty said on Tuesday that 12 people were detained, 3 of them (25 percent) in Osh."
    document = Document("x", text, language="en", published="2023-07-07")
    reader = Reader(small_region)
    alone = reader.read(document, (field,))
    assert getattr(alone, field) == getattr(reader.read(document), field)
    assert field in ("claims", "events") or alone.claims == ()
