"""Places: found by every spelling, told apart by use, resolved where one fits, left open where several do."""

from __future__ import annotations

import pytest

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.regions import load_region

CASES = [
    ("a city", "They flew to Almaty.", "en", [("Almaty", 1526384, "KZ", "city")]),
    ("an older name", "Fog closed Nur-Sultan.", "en", [("Nur-Sultan", 1526273, "KZ", "city")]),
    ("a province, not its city", "Hail fell in Naryn province.", "en", [("Naryn province", 1527590, "KG", "admin1")]),
    ("a city of the same name", "Hail fell in Naryn.", "en", [("Naryn", 1527592, "KG", "city")]),
    ("a country", "Prices rose in Kazakhstan.", "en", [("Kazakhstan", 1522867, "KZ", "country")]),
    ("a country of no pack", "He flew in from France.", "en", [("France", 3017382, "FR", "country")]),
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
        [("China", 1814991, "CN", "country"), ("Springfield", 2, "CN", "city")],
    ),
    (
        "a large city outweighs a village",
        "Москва выслала троих, сообщил Таджикистан.",
        "ru",
        [("Москва", 524901, "RU", "city"), ("Таджикистан", 1220409, "TJ", "country")],
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
        [
            ("Киргизии", 1527747, "KG", "country"),
            ("Китаем", 1814991, "CN", "country"),
            ("Россию", 2017370, "RU", "country"),
        ],
    ),
    ("a Russian adjective is no place", "Купили китайские товары.", "ru", []),
    ("a Russian city beyond the pack", "Он вернулся из Лондона.", "ru", [("Лондона", 2643743, "GB", "city")]),
    ("Chinese is written without spaces", "他访问了北京。", "zh", [("北京", 1816670, "CN", "city")]),
    (
        "several in one sentence",
        "Buses link Osh, Batken and Tashkent.",
        "en",
        [("Osh", 1527534, "KG", "city"), ("Batken", 1528735, "KG", "city"), ("Tashkent", 1512569, "UZ", "city")],
    ),
]


@pytest.mark.parametrize(("intent", "text", "language", "expected"), CASES, ids=[case[0] for case in CASES])
def test_places_as_such(read_page, intent, text, language, expected):
    found = read_page(text, language).meant_places
    assert [(place.span.of(text), place.geonames, place.country, place.precision) for place in found] == expected


def test_a_resolved_place_has_its_coordinates(read_page):
    place = read_page("They flew to Almaty.").places[0]
    assert (place.name, place.lat, place.lon) == ("Almaty", 43.25, 76.92)


USES = [
    ("a place behind a preposition", "The train stopped in Tashkent.", [("Tashkent", "place", "UZ")]),
    ("a country as a place", "Snow fell across Kazakhstan.", [("Kazakhstan", "place", "KZ")]),
    ("a capital that speaks", "On Friday Beijing denied the report.", [("Beijing", "government", "CN")]),
    ("a country that acts", "Uzbekistan expelled the envoy.", [("Uzbekistan", "government", "UZ")]),
    ("a city that is no capital has no government", "They said Almaty rejected it.", [("Almaty", "place", "KZ")]),
    ("an adjective", "The Kazakh railway is long.", [("Kazakh", "people", "KZ")]),
    ("a people", "Three Turkmens were held.", [("Turkmens", "people", "TM")]),
    ("an adjective of a country far away", "They bought Mexican oil.", [("Mexican", "people", "MX")]),
    ("an adjective of two words", "A South Korean firm won.", [("South Korean", "people", "KR")]),
    ("an adjective of a continent", "The European market fell.", [("European", "people", None)]),
    ("a place in a body's name", "He teaches at the University of Kansas.", [("Kansas", "name", "US")]),
    ("a place in a bank's name", "The Bank of China closed.", [("China", "name", "CN")]),
    ("an adjective behind in", "It was made in Chinese factories.", [("Chinese", "people", "CN")]),
]


@pytest.mark.parametrize(("intent", "text", "expected"), USES, ids=[case[0] for case in USES])
def test_uses_are_told_apart(read_page, intent, text, expected):
    found = [(place.span.of(text), place.use, place.country) for place in read_page(text).places]
    assert found == expected


SENSES = [
    ("a state behind a comma", "They met in Paris, Texas.", "Paris", "US", (33.66, -95.56)),
    ("a short form behind a comma", "A fire broke out in Lebanon, Pa.", "Lebanon", "US", (40.34, -76.41)),
    ("another state", "A fire broke out in Lebanon, Tenn.", "Lebanon", "US", (36.21, -86.29)),
    ("a postal code", "Send it to Springfield, IL 62701.", "Springfield", "US", (39.8, -89.64)),
    ("a country behind a comma", "She was born in Athens, Greece.", "Athens", "GR", (37.98, 23.73)),
    ("a state far from the city", "She was born in Athens, Ga., in May.", "Athens", "US", (33.96, -83.38)),
    ("without a hint the large city", "She lives in Paris.", "Paris", "FR", (48.85, 2.35)),
    ("a large city of two words", "He moved to New Delhi.", "New Delhi", "IN", (28.64, 77.22)),
    ("a Canadian province decides", "He works in London, Ontario.", "London", "CA", (42.98, -81.23)),
    ("the country decides", "Cuba's port of Santiago was shut; Havana too.", "Havana", "CU", (23.13, -82.38)),
    ("Cambridge beside Boston", "He left Boston for Cambridge in Massachusetts.", "Cambridge", "US", (42.38, -71.11)),
    ("a county by its seat", "Laurel County, Ky., is large.", "Laurel County", "US", (37.13, -84.08)),
    ("an English county", "Farmers in Oxfordshire met.", "Oxfordshire", "GB", (51.75, -1.26)),
    ("an Indian state", "It rained in Tamil Nadu.", "Tamil Nadu", "IN", (10.8, 78.3)),
    ("a sea", "Ships crossed the Black Sea.", "Black Sea", None, (43.0, 34.0)),
    ("Georgia in the Caucasus", "Georgia and Armenia met in Tbilisi.", "Georgia", "GE", (42.0, 43.5)),
    ("Georgia in the US", "He drove from Alabama through Georgia to Atlanta.", "Georgia", "US", (32.75, -83.5)),
    ("Jordan the country", "Refugees fled from Syria to Jordan.", "Jordan", "JO", (31.0, 36.0)),
    ("Turkey the country", "Trucks from Turkey waited at the border.", "Turkey", "TR", (39.0, 35.0)),
    ("Chad the country", "Troops from Chad crossed into Niger.", "Chad", "TD", (15.0, 19.0)),
    ("Saint written short", "He lives in St. Petersburg, Russia.", "St. Petersburg", "RU", (59.94, 30.31)),
    ("Saint Petersburg in Florida", "He lives in St. Petersburg, Fla.", "St. Petersburg", "US", (27.77, -82.64)),
    ("a possessive", "Moscow's streets were empty.", "Moscow", "RU", (55.75, 37.6)),
    ("an older name of a city beyond the pack", "He worked in Bombay.", "Bombay", "IN", (19.07, 72.88)),
    ("a hyphen behind the name", "The London-based group is small.", "London", "GB", (51.51, -0.13)),
    ("capitals", "TASHKENT, Uzbekistan -- It rained.", "TASHKENT", "UZ", (41.3, 69.2)),
    ("a name with an apostrophe", "They reached Xi'an by train.", "Xi'an", "CN", (34.26, 108.93)),
    ("a name with an accent left out", "They flew to Sao Paulo.", "Sao Paulo", "BR", (-23.55, -46.64)),
    ("a name with an accent", "They flew to São Paulo.", "São Paulo", "BR", (-23.55, -46.64)),
    ("the United Kingdom by letters", "It was sold in the U.K. last year.", "U.K.", "GB", (54.75, -2.7)),
    ("the United States by letters", "It was sold in the U.S. last year.", "U.S.", "US", (39.76, -98.5)),
    ("the Emirates by letters", "It was sold in the UAE last year.", "UAE", "AE", (24.0, 54.0)),
    ("a name no longer official", "She was born in Czechoslovakia.", "Czechoslovakia", None, (49.5, 17.0)),
]


@pytest.mark.parametrize(("intent", "text", "written", "country", "point"), SENSES, ids=[case[0] for case in SENSES])
def test_senses_by_the_article(read_page, intent, text, written, country, point):
    found = {place.span.of(text): place for place in read_page(text).places}
    assert written in found, found
    place = found[written]
    assert place.country == country
    assert place.lat == pytest.approx(point[0], abs=0.6)
    assert place.lon == pytest.approx(point[1], abs=0.6)


NONE = [
    ("a first name", "Jordan Smith said he would come."),
    ("a name in full", "Chad Johnson left early."),
    ("a bird", "They ate turkey on Thursday."),
    ("a title and a surname", "Mr. Kent declined."),
    ("a judge", "Judge Lincoln ruled on Monday."),
    ("a month", "It rained in March."),
    ("a day", "They met on Sunday."),
    ("a common word that opens a sentence", "Reading is fun. Nice people live here."),
    ("small letters", "the mobile phone and the bath were sold"),
    ("nothing but marks", "... !!! ???"),
    ("a number", "In 1999 there were 1,200."),
]


@pytest.mark.parametrize(("intent", "text"), NONE, ids=[case[0] for case in NONE])
def test_words_that_name_no_place(read_page, intent, text):
    assert [place.span.of(text) for place in read_page(text).places] == []


def test_one_sense_for_a_name_in_an_article(read_page):
    """The container stands once; the name means the same place everywhere."""
    text = "Police in Paris, Texas, closed a road. Residents of Paris stayed at home. Paris has a lake."
    found = [place for place in read_page(text).places if place.span.of(text) == "Paris"]
    assert len(found) == 3
    assert {place.geonames for place in found} == {4717560}


def test_a_container_of_another_place_keeps_the_senses_apart(read_page):
    text = "He went from Athens, Greece, to Athens, Georgia."
    found = [place.country for place in read_page(text).places if place.span.of(text) == "Athens"]
    assert found == ["GR", "US"]


def test_a_common_word_that_opens_a_sentence_is_no_town(read_page):
    """The Russian for "not" is spelled as a town of Xinjiang; the city of Osh has two letters as well."""
    text = "Не менее 47 рабочих пострадали. Ош остался без света."
    assert [place.span.of(text) for place in read_page(text, language="ru").places] == ["Ош"]


SPELLINGS = [
    ("the Kyrgyz city", "Floods hit Jalal-Abad on Monday.", "KG"),
    ("the Kyrgyz city, in Russian, in a case of its own", "В Джалал-Абаде прошёл митинг.", "KG"),
    ("the Afghan city", "The attack in Jalalabad killed three.", "AF"),
    ("the Kyrgyz city in the spelling of the Afghan one", "A school of Kyrgyzstan burnt in Jalalabad.", "KG"),
]


@pytest.mark.parametrize(("intent", "text", "country"), SPELLINGS, ids=[case[0] for case in SPELLINGS])
def test_a_spelling_tells_towns_of_one_sound_apart(intent, text, country):
    reading = Reader(load_region("central_asia")).read(Document(id="a", text=text))
    assert [place.country for place in reading.places if place.precision == "city"] == [country]


ENDINGS = [
    ("Uzbek", "uz", "Samolyot Toshkentdan Urumchiga uchadi.", [("Toshkentdan", 1512569), ("Urumchiga", 1529102)]),
    ("Uzbek in Cyrillic", "uz", "Кеча Бухорода қор ёғди.", [("Бухорода", 1217662)]),
    ("an Uzbek country that is its adjective too", "uz", "Kecha Xitoydan xat keldi.", [("Xitoydan", 1814991)]),
    ("Kazakh", "kk", "Кеше Шымкентте қар жауды.", [("Шымкентте", 1518980)]),
    ("a Kazakh adjective", "kk", "Бүгін Қарағандыдағы шахта жабылды.", [("Қарағандыдағы", 609655)]),
    ("a city beyond the region", "kk", "Ол Лондонға кетті.", [("Лондонға", 2643743)]),
    ("letters and a hyphen", "kk", "Ол кеше АҚШ-та болды.", [("АҚШ-та", 6252001)]),
    (
        "a short Kyrgyz name",
        "ky",
        "Алар Ошко барышты, Жалал-Абадда кар.",
        [("Ошко", 1527534), ("Жалал-Абадда", 1528249)],
    ),
    ("Turkmen", "tk", "Düýn Aşgabatda ýagyş ýagdy.", [("Aşgabatda", 162183)]),
    ("Tajik", "tg", "Онҳо Хуҷандро тарк карданд.", [("Хуҷандро", 1514879)]),
    ("none in English", "en", "They grow bananas in Canada.", [("Canada", 6251999)]),
]


@pytest.fixture(scope="module")
def reader():
    return Reader(load_region("central_asia"))


@pytest.mark.parametrize(("intent", "language", "text", "expected"), ENDINGS, ids=[case[0] for case in ENDINGS])
def test_endings_are_no_part_of_a_name(reader, intent, language, text, expected):
    places = reader.read_marks(Document(id="a", text=text, language=language)).places
    assert [(place.span.of(text), place.geonames) for place in places if place.is_meant] == expected
