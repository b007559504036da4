"""Names: persons, organisations and places, with exact spans and the actors they mean."""

from __future__ import annotations

import datetime

import pytest

from jarchi.read.aliases import fold, stem

CASES = [
    # what it shows, text, language, the names as (words, kind's first letter, actor)
    (
        "a title is outside the name",
        "President Kassym-Jomart Tokayev spoke.",
        "en",
        [("Kassym-Jomart Tokayev", "p", "tokayev")],
    ),
    (
        "another romanisation is the same man",
        "Qasym-Zhomart Toqaev spoke.",
        "en",
        [("Qasym-Zhomart Toqaev", "p", "tokayev")],
    ),
    ("a possessive 's is outside", "Gazprom's offices closed.", "en", [("Gazprom", "o", "gazprom")]),
    ("a curly possessive too", "They left Gazprom’s offices.", "en", [("Gazprom", "o", "gazprom")]),
    (
        "a chain of titles",
        "They met Deputy Interior Minister Oktyabr Urmambetov.",
        "en",
        [("Oktyabr Urmambetov", "p", "urmambetov")],
    ),
    ("a country's adjective is no name", "A Kyrgyz driver and a Chinese worker left.", "en", []),
    (
        "the adjective belongs to a body's name",
        "The Kyrgyz Interior Ministry spoke.",
        "en",
        [("Kyrgyz Interior Ministry", "o", "kg-mvd")],
    ),
    (
        "a body no list knows",
        "They wrote to the Ministry of Health and Welfare.",
        "en",
        [("Ministry of Health and Welfare", "o", None)],
    ),
    (
        "a body with of and in",
        "It joined the Organization for Security and Cooperation in Europe.",
        "en",
        [("Organization for Security and Cooperation in Europe", "o", None)],
    ),
    ("a company by its ending", "They sued Silk Dawn LLC yesterday.", "en", [("Silk Dawn LLC", "o", None)]),
    ("a bank of a country", "They asked the Bank of China.", "en", [("Bank of China", "o", None)]),
    (
        "an institution before a title",
        "They met Steppe Council Secretary Marat Beisenov.",
        "en",
        [("Steppe Council", "o", None), ("Marat Beisenov", "p", None)],
    ),
    ("a person by title alone", "The report quotes Dr. Anna Dale.", "en", [("Anna Dale", "p", None)]),
    ("a person by first name", "They saw Michael Brandt there.", "en", [("Michael Brandt", "p", None)]),
    ("a person by surname ending", "They saw Toktogul Asanbekov there.", "en", [("Toktogul Asanbekov", "p", None)]),
    ("a person by what he does", "It is late, Lo Tenzing said.", "en", [("Lo Tenzing", "p", None)]),
    ("an initial inside", "They saw John A. Dale there.", "en", [("John A. Dale", "p", None)]),
    ("a particle inside", "They saw Ahmed bin Salah there.", "en", [("Ahmed bin Salah", "p", None)]),
    ("days and months are no names", "It rained on Monday and all through October.", "en", []),
    ("languages are no names", "He wrote in German and in Persian.", "en", []),
    ("a word that opens a sentence is no name", "Officials left. Several stayed. Money ran out.", "en", []),
    ("a name may open a sentence", "Gazprom left.", "en", [("Gazprom", "o", "gazprom")]),
    (
        "an opener before a name",
        "Meanwhile Oktyabr Urmambetov left.",
        "en",
        [("Oktyabr Urmambetov", "p", "urmambetov")],
    ),
    ("a headline in capitals names nobody unknown", "GREAT FLOOD HITS NORTHERN VALLEY TOWN", "en", []),
    ("an acronym of the pack", "The CIS met.", "en", [("CIS", "o", "cis")]),
    ("an acronym asks for capitals", "The cis prefix is old.", "en", []),
    ("an armed group", "Fighters of Islamic State fled.", "en", [("Islamic State", "o", "is")]),
    ("a place is a name", "They flew to Almaty.", "en", [("Almaty", "p", None)]),
    (
        "two persons joined by and",
        "They saw Xi Jinping and Rashid Meredov.",
        "en",
        [("Xi Jinping", "p", "xi"), ("Rashid Meredov", "p", "meredov")],
    ),
    ("two actors with one name stay open without a date", "They saw Karimov there.", "en", [("Karimov", "p", None)]),
    ("Russian, nominative", "Касым-Жомарт Токаев выступил.", "ru", [("Касым-Жомарт Токаев", "p", "tokayev")]),
    (
        "Russian, instrumental",
        "Он говорил с Касым-Жомартом Токаевым.",
        "ru",
        [("Касым-Жомартом Токаевым", "p", "tokayev")],
    ),
    ("Russian, genitive", "Слова Рашида Мередова цитируют.", "ru", [("Рашида Мередова", "p", "meredov")]),
    ("a Russian title is outside", "Выступил министр Рашид Мередов.", "ru", [("Рашид Мередов", "p", "meredov")]),
    (
        "a Russian title with its country",
        "Выступил президент Казахстана Касым-Жомарт Токаев.",
        "ru",
        [("Казахстана", "p", None), ("Касым-Жомарт Токаев", "p", "tokayev")],
    ),
    (
        "a Russian body in the prepositional",
        "Об этом заявили в МВД Кыргызстана.",
        "ru",
        [("МВД Кыргызстана", "o", "kg-mvd")],
    ),
    (
        "a Russian body with small letters",
        "Ответило министерство внутренних дел Кыргызстана.",
        "ru",
        [("министерство внутренних дел Кыргызстана", "o", "kg-mvd")],
    ),
    ("a company in quotation marks", "Закупки «Газпрома» выросли.", "ru", [("Газпрома", "o", "gazprom")]),
    ("a Russian person by surname ending", "Его видел Токтогул Асанбеков.", "ru", [("Токтогул Асанбеков", "p", None)]),
    ("a Russian word that opens a sentence", "Сведения скудны. Пострадали двое. Месяцем ранее шёл дождь.", "ru", []),
    ("Russian initials", "Ответил А. П. Иванов.", "ru", [("А. П. Иванов", "p", None)]),
    (
        "a language without a lexicon still has the pack's names",
        "Tokayev Gazprom bilan.",
        "uz",
        [("Tokayev", "p", "tokayev"), ("Gazprom", "o", "gazprom")],
    ),
    (
        "a possessive inside a body's name",
        "Kyrgyzstan's Interior Ministry said so.",
        "en",
        [("Kyrgyzstan's Interior Ministry", "o", "kg-mvd")],
    ),
    (
        "a body with small letters",
        "It was Kyrgyzstan’s interior ministry.",
        "en",
        [("Kyrgyzstan’s interior ministry", "o", "kg-mvd")],
    ),
    ("no language is no error", "Tokayev.", None, [("Tokayev", "p", "tokayev")]),
]


@pytest.mark.parametrize(("intent", "text", "language", "expected"), CASES, ids=[case[0] for case in CASES])
def test_names(read_page, intent, text, language, expected):
    names = read_page(text, language).names
    assert [
        (name.span.of(text), name.kind[0], (name.actor or "t:").removeprefix("t:") or None) for name in names
    ] == expected


def test_a_surname_alone_is_the_actor_named_in_full_before(read_page):
    text = "Aziz Karimov spoke. Karimov then left."
    assert [name.actor for name in read_page(text).names] == ["t:karimov-a", "t:karimov-a"]


def test_a_surname_of_two_actors_named_before_stays_open(read_page):
    text = "Aziz Karimov met Bakhtiyor Karimov. Karimov then left."
    assert [name.actor for name in read_page(text).names] == ["t:karimov-a", "t:karimov-b", None]


@pytest.mark.parametrize(
    ("published", "actor"),
    [(datetime.date(2003, 5, 1), "t:old"), (datetime.date(2020, 5, 1), "t:new"), (None, None)],
)
def test_two_of_one_name_are_told_apart_by_their_office(read_page, published, actor):
    text = "Minister Ivan Petrov resigned."
    assert [name.actor for name in read_page(text, "en", published).names] == [actor]


def test_spans_hold_in_astral_text(read_page):
    text = "🏔️🏔️ Rashid Meredov 🎉 met Xi Jinping’s aide."
    assert [name.span.of(text) for name in read_page(text).names] == ["Rashid Meredov", "Xi Jinping"]


@pytest.mark.parametrize(
    "spellings",
    [
        "Tokayev Toqayev Tokaev Toqaev Токаев Тоқаев Токаева Токаевым",
        "Mirziyoyev Mirziyoev Мирзиёев Мирзиёева",
        "Berdimuhamedov Berdymukhamedov Бердымухамедов Berdimuhamedow",
        "Japarov Zhaparov Жапаров Жапарову",
        "Kassym-Jomart Kasym-Zhomart Касым-Жомарт Qasym-Jomart",
        "Rakhmon Rahmon Рахмон Рахмоном",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings):
    assert len({fold(stem(word)) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Karimov", "Karimova"), ("Osh", "Asia"), ("Batken", "Baku"), ("中国", "种果")]
)
def test_different_names_have_different_keys(one, other):
    assert fold(stem(one)) != fold(stem(other))


@pytest.mark.parametrize("sign", ["ʼ", "ʻ", "ˈ"], ids=["apostrophe", "turned comma", "stress"])
def test_a_lone_letter_without_a_key_behind_a_known_name(read_page, sign):
    page = read_page(f"Talks in Kazakhstan {sign} on gas began.", "en")
    assert [place.name for place in page.places] == ["Kazakhstan"]
