"""Places: found by every spelling, resolved where one fits, left open where several do."""

from __future__ import annotations

import pytest

CASES = [
    ("a city", "They flew to Almaty.", "en", [("Almaty", 1526384, "KZ", "city")]),
    ("an older name", "Fog closed Nur-Sultan.", "en", [("Nur-Sultan", 1526273, "KZ", "city")]),
    ("a province, not its city", "Hail fell in Naryn province.", "en", [("Naryn province", 1527590, "KG", "admin1")]),
    ("a city of the same name", "Hail fell in Naryn.", "en", [("Naryn", 1527592, "KG", "city")]),
    ("a country", "Prices rose in Kazakhstan.", "en", [("Kazakhstan", None, "KZ", "country")]),
    ("a country of no pack", "He flew in from France.", "en", [("France", None, "FR", "country")]),
    ("a possessive is outside", "Bishkek's mayor left.", "en", [("Bishkek", 1528675, "KG", "city")]),
    ("a capital that stands for a government", "Beijing denied it.", "en", [("Beijing", 1816670, "CN", "city")]),
    ("an adjective is no place", "Kazakh wheat is cheap.", "en", []),
    ("a place inside a body's name is none", "The Bank of China closed.", "en", []),
    ("a person's name is no place", "Mary left early.", "en", []),
    ("the same word behind in is a place", "They live in Mary.", "en", [("Mary", 1218667, "TM", "city")]),
    ("and where its country is named", "Turkmen cotton fails; Mary suffers.", "en", [("Mary", 1218667, "TM", "city")]),
    ("namesakes stay open", "They live in Springfield.", "en", [("Springfield", None, None, "city")]),
    (
        "the country on the page decides",
        "In China, they live in Springfield.",
        "en",
        [("China", None, "CN", "country"), ("Springfield", 2, "CN", "city")],
    ),
    (
        "a large city outweighs a village",
        "Москва выслала троих, сообщил Таджикистан.",
        "ru",
        [("Москва", 524901, "RU", "city"), ("Таджикистан", None, "TJ", "country")],
    ),
    (
        "Russian, prepositional",
        "Дождь в Бишкеке и Оше.",
        "ru",
        [("Бишкеке", 1528675, "KG", "city"), ("Оше", 1527534, "KG", "city")],
    ),
    (
        "Russian, a province in the genitive",
        "Жители Нарынской области уехали.",
        "ru",
        [("Нарынской области", 1527590, "KG", "admin1")],
    ),
    (
        "Russian countries in all cases",
        "Киргизии, Китаем, Россию.",
        "ru",
        [("Киргизии", None, "KG", "country"), ("Китаем", None, "CN", "country"), ("Россию", None, "RU", "country")],
    ),
    ("a Russian adjective is no place", "Купили китайские товары.", "ru", []),
    ("Chinese is written without spaces", "他访问了北京。", "zh", [("北京", 1816670, "CN", "city")]),
    (
        "several in one sentence",
        "Buses link Osh, Batken and Tashkent.",
        "en",
        [("Osh", 1527534, "KG", "city"), ("Batken", 1528735, "KG", "city"), ("Tashkent", 1512569, "UZ", "city")],
    ),
]


@pytest.mark.parametrize(("intent", "text", "language", "expected"), CASES, ids=[case[0] for case in CASES])
def test_places(read_page, intent, text, language, expected):
    found = read_page(text, language).places
    assert [(place.span.of(text), place.geonames, place.country, place.precision) for place in found] == expected


def test_a_resolved_place_has_its_coordinates(read_page):
    place = read_page("They flew to Almaty.").places[0]
    assert (place.name, place.lat, place.lon) == ("Almaty", 43.25, 76.92)
