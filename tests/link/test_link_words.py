"""Words, terms and marks."""

from __future__ import annotations

import time

import pytest
from link_builders import document, figure, name, place, reading

from jarchi.link.terms import marks_with_weights, words_with_weights
from jarchi.link.words import STOP_WORDS, stems_of, words_of

CASES = [
    ("words are folded", "Border GUARDS", ["border", "guards"]),
    ("a possessive is the same word, with any apostrophe", "Kabulov's Kabulov’s", ["kabulov", "kabulov"]),
    ("an apostrophe inside a word stays", "o‘zbek oʻzbek o'zbek", ["o'zbek"] * 3),
    ("Chinese comes in pairs of characters", "中国外交部", ["中国", "国外", "外交", "交部"]),
    ("a lone Chinese character is a word", "在", ["在"]),
    ("Chinese stands apart from the letters beside it", "中国CNPC", ["中国", "cnpc"]),
    ("decomposed letters are the composed ones", "Толсто\u0438\u0306", ["толстой"]),
    ("half of a character pair is no word", "a \ud83d b", ["a", "b"]),
    ("control characters and marks are no words", "\x00\x07 -- \u202e!", []),
    ("nothing gives nothing", "", []),
]


@pytest.mark.parametrize(("intent", "text", "words"), CASES, ids=[case[0] for case in CASES])
def test_words(intent: str, text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_stop_words_of_all_languages_are_dropped() -> None:
    assert {"the", "что", "және", "жана", "bo'lgan", "барои", "表示"} <= STOP_WORDS
    words = ["the", "presidents", "что", "border", "x", "presidential"]
    assert list(stems_of(words).items()) == [("preside", 2), ("border", 1)]


def test_heaviest_words_are_kept_and_the_first_of_equals() -> None:
    text = "pipeline pipeline " + " ".join(f"word{number}" for number in range(500))
    words = words_with_weights(document("a", text), words_of(text))
    assert len(words) == 120
    assert words["pipelin"] > words["word0"]
    assert "word118" in words
    assert "word499" not in words


def test_marks_mean_the_same_in_two_languages() -> None:
    """An English and a Russian report share actor, place, figure and a name that the region does not know."""
    one = "Urmambetov of the Northern Ministry paid $386 million in Osh"
    two = "В городе Ош Урмамбетов из Северного министерства заплатил 386 миллионов долларов"
    english = reading(
        "1",
        names=(name(one, "Northern Ministry", "test:north"), name(one, "Urmambetov")),
        places=(place(one, "Osh", 8),),
        figures=(figure(one, "$386 million", 386e6, unit="USD"),),
    )
    russian = reading(
        "2",
        "ru",
        names=(name(two, "Северного министерства", "test:north"), name(two, "Урмамбетов")),
        places=(place(two, "Ош", 8),),
        figures=(figure(two, "386 миллионов долларов", 386000000, unit="USD"),),
    )
    expected = {"a:test:north": 44, "f:386000000": 44, "g:8": 44, "n:urmamb": 34}
    assert marks_with_weights(document("1", one), english) == expected
    assert marks_with_weights(document("2", two), russian) == expected


def test_background_far_down_weighs_less_than_the_lead() -> None:
    text = "Urmambetov came. " + "Much was said of it then. " * 40 + "Beknazarov had gone."
    names = (name(text, "Urmambetov"), name(text, "Beknazarov"))
    marks = marks_with_weights(document("a", text), reading("a", names=names))
    assert marks == {"n:urmamb": 34, "n:beknaz": 20}


def test_small_counts_and_years_are_no_marks() -> None:
    text = "3 men, 2019 and 47 workers"
    figures = (figure(text, "3", 3), figure(text, "2019", 2019), figure(text, "47", 47))
    assert list(marks_with_weights(document("a", text), reading("a", figures=figures))) == ["f:47"]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "中" * 300_000, "a'" * 300_000, "- " * 500_000])
def test_time_is_linear_in_hostile_text(text: str) -> None:
    start = time.perf_counter()
    words_of(text)
    assert time.perf_counter() - start < 5
