"""A small region of its own for the readers' tests, so that no edit of a shipped pack changes what they expect."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from jarchi.read.claims import ClaimReader
from jarchi.read.dates import DateReader
from jarchi.read.events import EventReader
from jarchi.read.names import NameReader
from jarchi.read.page import Page
from jarchi.read.places import PlaceReader
from jarchi.read.sentences import SentenceReader
from jarchi.read.tokens import tokenise
from jarchi.records.regions import Actor, Country, Place, Region, Role

ReadPage = Callable[..., Page]


def country(code: str, name: str, capital: int, russian: str, demonyms: str, adjectives: str) -> Country:
    """Give a country of the test region."""
    return Country(
        code,
        name,
        capital=capital,
        core=True,
        names={"ru": tuple(russian.split())},
        demonyms={"en": tuple(demonyms.split()), "ru": tuple(adjectives.split())},
    )


COUNTRIES = (
    country("KZ", "Kazakhstan", 1526273, "Казахстан", "Kazakh Kazakhs", "казахстанский казахский"),
    country("KG", "Kyrgyzstan", 1528675, "Киргизия Кыргызстан", "Kyrgyz", "кыргызский киргизский"),
    country("TJ", "Tajikistan", 1221874, "Таджикистан", "Tajik Tajiks", "таджикский"),
    country("UZ", "Uzbekistan", 1512569, "Узбекистан", "Uzbek Uzbeks", "узбекский"),
    country("TM", "Turkmenistan", 162183, "Туркменистан", "Turkmen", "туркменский"),
    country("CN", "China", 1816670, "Китай", "Chinese", "китайский"),
    country("RU", "Russia", 524901, "Россия", "Russian Russians", "российский русский"),
    country("AF", "Afghanistan", 1138958, "Афганистан", "Afghan Afghans", "афганский"),
)
PLACES = (
    Place("Almaty", "KZ", "city", 1526384, 43.25, 76.92, 1_977_011, ("Алматы", "Alma-Ata")),
    Place("Astana", "KZ", "city", 1526273, 51.18, 71.45, 1_002_874, ("Nur-Sultan", "Астана", "Нур-Султан")),
    Place("Shymkent", "KZ", "city", 1518980, 42.3, 69.6, 1_002_291, ("Шымкент",)),
    Place("Almaty region", "KZ", "admin1", 1537162, 43.58, 77.42, 0, ("Almaty province", "Алматинская область")),
    Place("Bishkek", "KG", "city", 1528675, 42.87, 74.59, 900_000, ("Бишкек",)),
    Place("Osh", "KG", "city", 1527534, 40.5, 72.8, 200_000, ("Ош",)),
    Place("Batken", "KG", "city", 1528735, 40.06, 70.82, 20_000, ("Баткен",)),
    Place("Naryn", "KG", "city", 1527592, 41.43, 76.0, 41_178, ("Нарын",)),
    Place("Naryn region", "KG", "admin1", 1527590, 41.53, 75.47, 0, ("Naryn province", "Нарынская область")),
    Place("Dushanbe", "TJ", "city", 1221874, 38.5, 68.8, 679_400, ("Душанбе",)),
    Place("Moskva", "TJ", "city", 1220988, 37.6, 69.6, 20_000, ("Москва",)),
    Place("Tashkent", "UZ", "city", 1512569, 41.3, 69.2, 1_978_028, ("Ташкент",)),
    Place("Ashgabat", "TM", "city", 162183, 37.95, 58.38, 727_700, ("Ашхабад",)),
    Place("Mary", "TM", "city", 1218667, 37.6, 61.8, 114_680, ("Мары",)),
    Place("Beijing", "CN", "city", 1816670, 39.9, 116.4, 18_960_744, ("Пекин", "北京")),
    Place("Xinjiang", "CN", "admin1", 1529047, 41.0, 85.0, 0, ("Синьцзян",)),
    Place("Moscow", "RU", "city", 524901, 55.75, 37.6, 10_381_222, ("Москва",)),
    Place("Springfield", "RU", "city", 1, 50.0, 50.0, 30_000),
    Place("Springfield", "CN", "city", 2, 40.0, 100.0, 35_000),
)
MFA = Role("Minister of Foreign Affairs", "test", start="2005", body="tm-mfa", country="TM")
ACTORS = (
    Actor(
        "t:tokayev",
        "person",
        "Kassym-Jomart Tokayev",
        "KZ",
        {"ru": ("Касым-Жомарт Токаев",), "en": ("Tokayev",)},
        (Role("President", "test", start="2019-03-20", country="KZ"),),
    ),
    Actor("t:xi", "person", "Xi Jinping", "CN", {"ru": ("Си Цзиньпин",)}, (Role("President", "t", country="CN"),)),
    Actor("t:meredov", "person", "Rashid Meredov", "TM", {"ru": ("Рашид Мередов",)}, (MFA,)),
    Actor("t:urmambetov", "person", "Oktyabr Urmambetov", "KG", {"ru": ("Октябрь Урмамбетов",)}),
    Actor("t:karimov-a", "person", "Aziz Karimov", "UZ", {"en": ("A. Karimov",)}),
    Actor("t:karimov-b", "person", "Bakhtiyor Karimov", "UZ"),
    Actor("t:old", "person", "Ivan Petrov", "RU", {}, (Role("Minister", "t", start="2001", end="2005", country="RU"),)),
    Actor("t:new", "person", "Ivan Petrov", "KZ", {}, (Role("Minister", "t", start="2018", end="2024", country="KZ"),)),
    Actor(
        "t:kg-mvd",
        "state body",
        "Kyrgyz Interior Ministry",
        "KG",
        {
            "en": ("Interior Ministry of Kyrgyzstan", "Kyrgyzstan's Interior Ministry"),
            "ru": ("МВД Кыргызстана", "Министерство внутренних дел Кыргызстана"),
        },
    ),
    Actor("t:gazprom", "organization", "Gazprom", "RU", {"ru": ("Газпром",)}),
    Actor("t:cis", "organization", "Commonwealth of Independent States", None, {"en": ("CIS",), "ru": ("СНГ",)}),
    Actor("t:is", "armed group", "Islamic State", None, {"ru": ("Исламское государство",)}),
    Actor("t:cnpc", "organization", "CNPC", "CN"),
)


@pytest.fixture(scope="session")
def small_region() -> Region:
    """Give a region of eight countries."""
    return Region("test", "Test", "0" * 12, ("en", "ru"), COUNTRIES, PLACES, ACTORS, (), ())


@pytest.fixture(scope="session")
def read_page(small_region: Region) -> ReadPage:
    """Give a function that reads a text as far as its events: `read_page(text, language="en", published=None)`."""
    names, places, dates = NameReader(small_region), PlaceReader(small_region), DateReader()
    claims, events = ClaimReader(small_region), EventReader(small_region)

    def read(
        text: str, language: str | None = "en", published: datetime.date | None = datetime.date(2023, 7, 7)
    ) -> Page:
        page = Page(text=text, language=language, published=published)
        page = replace(page, sentences=SentenceReader().read(page))
        page = replace(page, tokens=tokenise(text, page.sentences))
        page = replace(page, names=names.read(page))
        page = replace(page, places=places.read(page))
        page = replace(page, dates=dates.read(page))
        page = replace(page, claims=claims.read(page))
        return replace(page, events=events.read(page))

    return read
