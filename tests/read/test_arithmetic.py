"""Arithmetic: a case is a text and its checks, `kind: words ... holds | message`."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jarchi.read.arithmetic import checks_of
from jarchi.read.dates import DateReader
from jarchi.read.figures import FigureReader
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader


def checks_in(text, language="en"):
    page = Page(text=text, language=language, published=datetime.date(2023, 7, 7))
    page = replace(page, sentences=SentenceReader().read(page))
    page = replace(page, dates=DateReader().read(page))
    figures = FigureReader().read(page)
    return figures, checks_of(text, page.sentences, figures, language)


def found(text, language="en"):
    figures, checks = checks_in(text, language)
    return [
        f"{check.kind}: {', '.join(figures[index].span.of(text) for index in check.figures)}"
        + (" holds" if check.holds else f" | {check.message}")
        for check in checks
    ]


HOLDS = [
    ("a share in front", "24 percent (3,412) of the 14,286 were let in.", "share: 24 percent, 3,412, 14,286 holds"),
    ("a share behind", "Only 3,412 of 14,286 boys (24 percent) came.", "share: 24 percent, 3,412, 14,286 holds"),
    ("a share beside", "3,412, or 24 percent, of the 14,286 came.", "share: 24 percent, 3,412, 14,286 holds"),
    ("rounded", "1.2 million of 5 million people (25 percent)", "share: 25 percent, 1.2 million, 5 million holds"),
    ("a change", "Sales rose 5% to 1,884 cars from 1,794.", "change: 5%, 1,884, 1,794 holds"),
    ("a fall", "Output fell by 1 ton to 11.3 tons from 12.3 tons.", "change: 1 ton, 11.3 tons, 12.3 tons holds"),
    (
        "points",
        "Support fell 5 points to 41 percent from 46 percent.",
        "change: 5 points, 41 percent, 46 percent holds",
    ),
    ("a total", "It killed 63 people: 40 men and 23 women.", "sum: 63, 40, 23 holds"),
    ("in brackets", "The 63 dead (40 men, 23 women) were buried.", "sum: 63, 40, 23 holds"),
]
FAILS = [
    (
        "a share",
        "34 percent (3,412) of the 14,286 were let in.",
        "share: 34 percent, 3,412, 14,286 | “3,412” of “14,286” is 23.9 percent, not “34 percent”",
    ),
    (
        "a change",
        "Sales rose 15% to 1,884 cars from 1,794.",
        "change: 15%, 1,884, 1,794 | from “1,794” to “1,884” is a change of 5.0 percent, not “15%”",
    ),
    (
        "a sum of money",
        "Aid grew by $25 million to $120 million from $110 million.",
        "change: $25 million, $120 million, $110 million | from “$110 million” to “$120 million” is a change of "
        "10,000,000, not “$25 million”",
    ),
    (
        "a total",
        "It killed 63 people: 40 men and 13 women.",
        "sum: 63, 40, 13 | 40 + 13 is 53, not “63”",
    ),
    (
        "a slip",
        "There are 14,286 Kyrgyz citizens. Later 14,826 Kyrgyz citizens came.",
        "same: 14,286, 14,826 | “14,286” and “14,826” are told of the same: kyrgyz citizens",
    ),
]
SILENT = [
    ("bounds", "More than 34 percent (3,412) of the 14,286 were let in."),
    ("approximate", "About 34 percent (3,412) of 14,286 came."),
    ("two per cents of one whole", "34 percent (3,412) came, and 14,286 went."),
    ("a part above the whole", "34 percent (14,286) of the 3,412 came."),
    ("no level before", "Sales rose 15% to 1,884 cars."),
    ("not all parts", "It killed 63 people, including 40 men and 13 women."),
    ("years among the parts", "Three were jailed: 5 years and 7 years."),
    ("two counts of a kind", "12 Kyrgyz soldiers died. 14 Kyrgyz soldiers fled."),
    ("two values far apart", "There are 14,286 Kyrgyz citizens. Later 25,100 Kyrgyz citizens came."),
    ("round values", "It has 15,000 new jobs, then 25,000 new jobs."),
    ("nothing of nothing", "0 percent (0) of 0 came."),
]


@pytest.mark.parametrize(("intent", "text", "expected"), HOLDS + FAILS, ids=[case[0] for case in HOLDS + FAILS])
def test_sums_are_checked(intent, text, expected):
    assert found(text) == [expected], intent


@pytest.mark.parametrize(("intent", "text"), SILENT, ids=[case[0] for case in SILENT])
def test_no_alarm_without_a_sum(intent, text):
    assert found(text) == [], intent


def test_russian_changes():
    assert found("Экспорт вырос на 5% до 1884 тонн с 1794 тонн.", "ru") == ["change: 5%, 1884 тонн, 1794 тонн holds"]
    assert "15%" in found("Экспорт вырос на 15% до 1884 тонн с 1794 тонн.", "ru")[0]


words = "5 12 2,000 14,286 0 1.5 million percent % ( ) : of the to from by rose fell people men $ , . or and −3 \n ٣"
sums = st.lists(st.sampled_from(words.split(" ")), max_size=18).map(" ".join)


@given(sums | st.text(max_size=40), st.sampled_from(["en", "ru", "zh", None]))
def test_any_text_gives_checks_of_its_figures(text, language):
    figures, checks = checks_in(text, language)
    for check in checks:
        assert len(set(check.figures)) == len(check.figures) >= 2
        assert all(0 <= index < len(figures) for index in check.figures)
        assert check.holds != bool(check.message)
    for figure in figures:
        assert (figure.role is None) == (figure.level is None)
        assert figure.level is None or 0 <= figure.level < len(figures)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_true_share_is_never_doubted(part, rest):
    whole = part + rest
    text = f"{100 * part / whole:.1f} percent ({part:,}) of the {whole:,} came."
    assert not [line for line in found(text) if "|" in line]
