"""Dates and figures in the languages of the region: the same code, other lexicons."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from jarchi.read.dates import DateReader
from jarchi.read.figures import FigureReader
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader

FRIDAY = datetime.date(2023, 7, 7)

DATES = [
    ("kk", "a day with its ending", "5 шілдеде Алматыда болды", ["5 шілдеде = 2023-07-05"]),
    ("kk", "years", "2021-2025 жылдарға арналған", ["2021-2025 жылдарға = 2021/2025"]),
    ("kk", "a decade", "1990 жылдары", ["1990 жылдары = 199X"]),
    ("kk", "last week", "өткен аптада", ["өткен аптада = 2023-06-26/2023-07-02"]),
    ("kk", "next year", "келесі жылы", ["келесі жылы = 2024"]),
    ("kk", "a quarter", "2023 жылдың бірінші тоқсанында", ["2023 жылдың бірінші тоқсанында = 2023-33"]),
    ("kk", "ago", "үш күн бұрын", ["үш күн бұрын = 2023-07-04"]),
    ("kk", "days", "5-7 шілде аралығында", ["5-7 шілде = 2023-07-05/2023-07-07"]),
    ("ky", "a day with its ending", "5-июлда Бишкекте", ["5-июлда = 2023-07-05"]),
    ("ky", "a month", "2023-жылдын июль айында", ["2023-жылдын июль = 2023-07"]),
    ("ky", "a decade", "1990-жылдары", ["1990-жылдары = 199X"]),
    ("ky", "next year", "кийинки жылы", ["кийинки жылы = 2024"]),
    ("ky", "a weekday", "дүйшөмбү күнү", ["дүйшөмбү күнү = 2023-07-03"]),
    ("uz", "last week, official apostrophe", "oʻtgan hafta", ["oʻtgan hafta = 2023-06-26/2023-07-02"]),
    ("uz", "last year, typed apostrophe", "o'tgan yil", ["o'tgan yil = 2022"]),
    ("uz", "next year", "kelasi yil", ["kelasi yil = 2024"]),
    ("uz", "a decade", "1990-yillarda", ["1990-yillarda = 199X"]),
    ("uz", "Cyrillic, last week", "ўтган ҳафтада", ["ўтган ҳафтада = 2023-06-26/2023-07-02"]),
    ("uz", "ago", "uch kun oldin", ["uch kun oldin = 2023-07-04"]),
    ("tg", "a month of a year", "моҳи июли соли 2023", ["июли соли 2023 = 2023-07"]),
    ("tg", "last week", "ҳафтаи гузашта", ["ҳафтаи гузашта = 2023-06-26/2023-07-02"]),
    ("tg", "next year", "соли оянда", ["соли оянда = 2024"]),
    ("tg", "a decade", "солҳои 1990", ["солҳои 1990 = 199X"]),
    ("tg", "years", "дар солҳои 2021-2025", ["солҳои 2021-2025 = 2021/2025"]),
    ("tg", "ago", "се рӯз пеш", ["се рӯз пеш = 2023-07-04"]),
    ("tk", "a month", "2023-nji ýylyň iýul aýynda", ["2023-nji ýylyň iýul = 2023-07"]),
    ("tk", "last week", "geçen hepdede", ["geçen hepdede = 2023-06-26/2023-07-02"]),
    ("tk", "next year", "geljek ýyl", ["geljek ýyl = 2024"]),
    ("tk", "a decade", "1990-njy ýyllarda", ["1990-njy ýyllarda = 199X"]),
    ("tk", "ago", "üç gün ozal", ["üç gün ozal = 2023-07-04"]),
    ("ru", "next year", "в следующем году", ["следующем году = 2024"]),
    ("ru", "a quarter", "в первом квартале 2023 года", ["первом квартале 2023 года = 2023-33"]),
]

FIGURES = [
    ("kk", "money", "350 миллиард теңге бөлінді", ["350 миллиард теңге = 350000000000 KZT"]),
    ("kk", "percent; a verb counts nothing", "12,5 пайызға өсті", ["12,5 пайызға = 12.5 percent"]),
    ("kk", "at least", "кемінде 20 адам қаза тапты", ["20 >= 20 people 'адам'"]),
    ("kk", "numerals", "жүз елу мың тұрғын", ["жүз елу мың = 150000 'тұрғын'"]),
    ("kk", "tens", "ондаған адам", ["ондаған > 10 people 'адам'"]),
    ("kk", "a range", "15-20 адам", ["15-20 = 15..20 people 'адам'"]),
    ("ky", "money", "350 миллион сом бөлүндү", ["350 миллион сом = 350000000 KGS"]),
    ("ky", "at least", "кеминде 20 киши каза тапты", ["20 >= 20 people 'киши'"]),
    ("ky", "about", "болжол менен 500 үй-бүлө", ["500 ~ 500 'үй-бүлө'"]),
    ("ky", "hundreds", "жүздөгөн адам", ["жүздөгөн > 100 people 'адам'"]),
    ("uz", "money, official apostrophe", "350 milliard soʻm ajratildi", ["350 milliard soʻm = 350000000000 UZS"]),
    ("uz", "percent; a verb counts nothing", "12,5 foizga oshdi", ["12,5 foizga = 12.5 percent"]),
    ("uz", "at least", "kamida 20 kishi halok boʻldi", ["20 >= 20 people 'kishi'"]),
    ("uz", "tens, official apostrophe", "oʻnlab odamlar", ["oʻnlab > 10 'odamlar'"]),
    ("uz", "Cyrillic", "350 миллиард сўм", ["350 миллиард сўм = 350000000000 UZS"]),
    ("tg", "money", "350 миллион сомонӣ", ["350 миллион сомонӣ = 350000000 TJS"]),
    ("tg", "more than", "зиёда аз 300 нафар", ["300 > 300 people 'нафар'"]),
    ("tg", "numerals with and", "саду панҷоҳ ҳазор", ["саду панҷоҳ ҳазор = 150000"]),
    ("tg", "tens", "даҳҳо нафар", ["даҳҳо > 10 people 'нафар'"]),
    ("tk", "money", "350 million manat", ["350 million manat = 350000000 TMT"]),
    ("tk", "at least", "azyndan 20 adam heläk boldy", ["20 >= 20 people 'adam'"]),
    ("tk", "nearly", "300-e golaý adam", ["300 ~ 300 people 'adam'"]),
    ("tk", "tens", "onlarça adam", ["onlarça > 10 people 'adam'"]),
    ("ru", "tens", "десятки людей", ["десятки > 10 people 'людей'"]),
]


def page_of(text: str, language: str) -> Page:
    page = Page(text=text, language=language, published=FRIDAY)
    page = replace(page, sentences=SentenceReader().read(page))
    return replace(page, dates=DateReader().read(page))


@pytest.mark.parametrize(("language", "intent", "text", "expected"), DATES, ids=[f"{c[0]}: {c[1]}" for c in DATES])
def test_dates(language: str, intent: str, text: str, expected: list[str]) -> None:
    page = page_of(text, language)
    assert [f"{date.span.of(text)} = {date.value}" for date in page.dates] == expected, intent


@pytest.mark.parametrize(("language", "intent", "text", "expected"), FIGURES, ids=[f"{c[0]}: {c[1]}" for c in FIGURES])
def test_figures(language: str, intent: str, text: str, expected: list[str]) -> None:
    found = []
    for figure in FigureReader().read(page_of(text, language)):
        upper = f"..{figure.upper}" if figure.upper is not None else ""
        what = f"'{figure.what.of(text)}'" if figure.what else None
        parts = [figure.span.of(text), figure.bound, f"{figure.value}{upper}", figure.unit, what]
        found.append(" ".join(part for part in parts if part))
    assert found == expected, intent
