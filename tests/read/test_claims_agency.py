"""Who said what in the style of the region's agencies: sentences of our own, with every span that is expected."""

from __future__ import annotations

import pytest

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.regions import load_region

SPANS = [
    # content, then the speaker with a role, then the day
    (
        "Fighters aim to destabilise Central Asia, Ulan Saidov, director of the second department of the foreign "
        "ministry, said on Sunday.",
        "Ulan Saidov, director of the second department of the foreign ministry,",
        "said",
        ["Fighters aim to destabilise Central Asia"],
    ),
    (
        "The canal will be finished by autumn, Deputy Minister Nurlan Asanov told lawmakers on Thursday.",
        "Deputy Minister Nurlan Asanov",
        "told",
        ["The canal will be finished by autumn"],
    ),
    (
        "The talks have failed, said Gulnara Sadykova, a member of parliament.",
        "Gulnara Sadykova, a member of parliament",
        "said",
        ["The talks have failed"],
    ),
    # who is told is not who tells
    (
        "Armed men were seen on the other bank of the river, a border guard told a reporter of RFE/RL's Turkmen "
        "service.",
        "a border guard",
        "told",
        ["Armed men were seen on the other bank of the river"],
    ),
    (
        "Kazakh officials told their Uzbek colleagues that the river would be shared.",
        "Kazakh officials",
        "told",
        ["that the river would be shared"],
    ),
    (
        "The price of flour has doubled, a baker told journalists in Osh on Friday.",
        "a baker",
        "told",
        ["The price of flour has doubled"],
    ),
    # a day between cue and content
    (
        "The committee denied on Tuesday that anybody had been detained.",
        "The committee",
        "denied",
        ["that anybody had been detained"],
    ),
    (
        "The governor mentioned on Wednesday renewed preparations for an offensive.",
        "The governor",
        "mentioned",
        ["renewed preparations for an offensive"],
    ),
    pytest.param(
        "The border guards had spoken on 14 November of worsening security in northern Afghanistan.",
        "The border guards",
        "had spoken",
        ["of worsening security in northern Afghanistan"],
        marks=pytest.mark.xfail(strict=True, reason="missed where the sentence stands alone"),
    ),
    # a sentence that follows is no part of what was said
    (
        "Daniyar Seitkali, secretary of the security council, said on Monday that fighters were gathering in the "
        "north. His warning follows several others.",
        "Daniyar Seitkali, secretary of the security council,",
        "said",
        ["that fighters were gathering in the north"],
    ),
    # interrupted contents, quotes that go on
    (
        "The pipeline, the energy minister said, will be closed for repairs in June.",
        "the energy minister",
        "said",
        ["The pipeline", "will be closed for repairs in June"],
    ),
    (
        '"We have no water," a farmer, Bakyt Isakov, told 24.kg. "Nobody comes to see us."',
        "a farmer, Bakyt Isakov,",
        "told",
        ['"We have no water,"', '"Nobody comes to see us."'],
    ),
    # according to; media; names of pages
    (
        "Exports of cotton fell by a third, according to a report by the statistics committee.",
        "a report by the statistics committee",
        "according to",
        ["Exports of cotton fell by a third"],
    ),
    ("The deal was signed in Beijing, Xinhua reported.", "Xinhua", "reported", ["The deal was signed in Beijing"]),
    (
        "According to the customs committee, 300 lorries were waiting at the crossing on Tuesday.",
        "the customs committee",
        "According to",
        ["300 lorries were waiting at the crossing on Tuesday"],
    ),
    # no day, negated, quoted in part
    (
        "Turkmenistan has never spoken of trouble on its border.",
        "Turkmenistan",
        "has never spoken of",
        ["trouble on its border"],
    ),
    (
        "Tashkent has accused Dushanbe of holding back water.",
        "Tashkent",
        "has accused",
        ["Dushanbe of holding back water"],
    ),
    (
        "Rahmon Saidov, who heads the water users' association, complained that the canal was dry.",
        "Rahmon Saidov, who heads the water users' association,",
        "complained",
        ["that the canal was dry"],
    ),
    ("The mine is safe, its director insisted.", "its director", "insisted", ["The mine is safe"]),
    (
        "Police told residents to stay at home.",
        "Police",
        "told",
        ["to stay at home"],
    ),
]

NOTHING = [
    "If the minister says that the road is closed, drivers will turn back.",
    "Turkmenistan has a border of 744 km with Afghanistan.",
    "The meeting lasted three hours.",
    "Russian border guards were stationed in the country until 1999.",
    "Nurlan Asanov, who led the party for ten years, resigned in May.",
    "The reply came two days after the remarks.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give the reader as it ships."""
    return Reader(load_region("central_asia"))


def claims_in(reader, text):
    """Give source, cue and content of each claim of a text."""
    reading = reader.read(Document(id="case", text=f"{text}\n", language="en", published="2024-03-05"))
    return [
        (" ".join(span.of(text) for span in claim.source), claim.cue[0].of(text), [s.of(text) for s in claim.content])
        for claim in reading.claims
    ]


@pytest.mark.parametrize(("text", "source", "cue", "content"), SPANS)
def test_spans(reader, text, source, cue, content):
    assert (source, cue, content) in claims_in(reader, text)


def test_a_country_inside_a_name_is_told_beside_it(reader):
    text = "The Kyrgyz Interior Ministry denied on Monday that three men were held."
    reading = reader.read(Document(id="case", text=text, language="en"))
    assert [(name.span.of(text), name.kind) for name in reading.names] == [("Kyrgyz Interior Ministry", "organization")]
    assert [(place.span.of(text), place.country) for place in reading.places] == [("Kyrgyz", "KG")]
    assert not reading.places[0].is_meant


def test_an_acronym_in_brackets_is_the_body_before_it_from_then_on(reader):
    text = "The National Bank of Kazakhstan (NBK) met on Monday. The NBK raised its rate."
    names = reader.read(Document(id="case", text=text, language="en")).names
    assert [(name.span.of(text), name.actor) for name in names] == [
        ("National Bank of Kazakhstan", "central-asia:kz-national-bank"),
        ("NBK", "central-asia:kz-national-bank"),
        ("NBK", "central-asia:kz-national-bank"),
    ]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said(reader, text):
    assert claims_in(reader, text) == []
