"""Reports in other languages join the story of an English one: read by the real readers, linked by the real linker."""

from __future__ import annotations

from jarchi.records.articles import Document
from jarchi.records.links import Linked
from jarchi.stateless import link_documents

MUDFLOW = [
    "Mudflows hit Osh region on 4 June, killing 7 people and destroying 120 houses, Kyrgyzstan's Emergency Situations "
    "Ministry said. President Sadyr Japarov ordered help for the families.",
    "В Ошской области 4 июня сошёл сель, погибли 7 человек, разрушены 120 домов, сообщило МЧС Кыргызстана. Президент "
    "Садыр Жапаров поручил помочь семьям.",
    "Ош облысында 4 маусымда сел жүріп, 7 адам қаза тапты, 120 үй қирады, деп хабарлады Қырғызстанның Төтенше "
    "жағдайлар министрлігі. Президент Садыр Жапаров отбасыларға көмектесуді тапсырды.",
]
TRADE = [
    "Uzbekistan and Kazakhstan agreed in Tashkent to raise trade to $10 billion, President Shavkat Mirziyoyev said "
    "after talks with Kassym-Jomart Tokayev.",
    "Узбекистан и Казахстан договорились в Ташкенте довести торговлю до 10 миллиардов долларов, сказал президент "
    "Шавкат Мирзиёев после переговоров с Касым-Жомартом Токаевым.",
    "Өзбекстан мен Қазақстан Ташкентте сауданы 10 миллиард долларға жеткізуге келісті, деді президент Шавкат Мирзиёев "
    "Қасым-Жомарт Тоқаевпен келіссөзден кейін.",
]
OTHER_DAY = (
    "В Ошской области 19 июня сошёл сель, пострадавших нет, разрушены 3 моста, сообщило МЧС. Дорогу на Сары-Таш "
    "закрыли."
)


def test_russian_and_kazakh_reports_join_english_ones_and_another_day_is_another_story() -> None:
    texts = [text for pair in zip(MUDFLOW, TRADE, strict=True) for text in pair] + [OTHER_DAY]
    documents = [
        Document(str(number), text, published=f"2024-06-{20 if text == OTHER_DAY else 5}T{number:02}:00:00Z")
        for number, text in enumerate(texts)
    ]
    linked = [one for one in link_documents(documents) if isinstance(one, Linked)]
    stories = [one.membership.story for one in linked]
    assert len({*stories[0:6:2]}) == len({*stories[1:6:2]}) == 1
    assert len(set(stories)) == 3
