"""Dates: each case is a text of 7 July 2023, a Friday, with the mentions expected in it."""

import datetime
import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jarchi.read.dates import DateReader
from jarchi.read.dates_calendar import nearest_year, part_value, shifted
from jarchi.read.dates_grammar import START, grammar_of, key_of
from jarchi.read.dates_timex import edtf_of, interval
from jarchi.read.dates_values import MEANINGS
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader

FRIDAY = datetime.date(2023, 7, 7)


def page_of(text, language="en", published=FRIDAY):
    page = Page(text=text, language=language, published=published)
    return replace(page, sentences=SentenceReader().read(page))


def dates_of(text, language="en", published=FRIDAY):
    return DateReader().read(page_of(text, language, published))


def found(text, language="en", published=FRIDAY):
    return [(date.span.of(text), date.value) for date in dates_of(text, language, published)]


ENGLISH = [
    ("day, month, year", "on 23 March 2019 in Osh", [("23 March 2019", "2019-03-23")]),
    ("month, day, year", "On March 23, 2019, they met", [("March 23, 2019", "2019-03-23")]),
    ("ISO", "signed 2019-03-23 in Osh", [("2019-03-23", "2019-03-23")]),
    ("ISO with a time", "at 2019-03-23T14:30 local time", [("2019-03-23T14:30", "2019-03-23T14:30")]),
    ("points", "signed 23.03.2019 in Osh", [("23.03.2019", "2019-03-23")]),
    ("slashes, day over twelve", "signed 23/03/2019 in Osh", [("23/03/2019", "2019-03-23")]),
    ("an ordinal day", "on the 5th of May 2020", [("the 5th of May 2020", "2020-05-05")]),
    ("a short month", "on Sept. 14, 2021 he left", [("Sept. 14, 2021", "2021-09-14")]),
    ("month and year", "since March 2019 nobody", [("March 2019", "2019-03")]),
    ("a month alone is the last one", "Since March nobody came", [("March", "2023-03")]),
    ("a year", "Founded in 1998 in Osh", [("1998", "1998")]),
    ("a year before a noun", "after the 2019 election", [("2019", "2019")]),
    ("a decade", "In the 1990s people left", [("the 1990s", "199X")]),
    ("the early part of a decade", "in the early 1990s", [("early 1990s", "1990/1993~")]),
    ("a century", "a 19th century mosque", [("19th century", "18XX")]),
    ("about a year", "built about 2015, they say", [("about 2015", "2015~")]),
    ("early in a year", "in early 2016 they left", [("early 2016", "2016-01/2016-04~")]),
    ("mid-year", "by mid-2016, they said", [("mid-2016", "2016-05~/2016-08~")]),
    ("the end of a month", "at the end of November", [("the end of November", "2022-11-21~/2022-11-30")]),
    ("late last month", "Late last month he left", [("Late last month", "2023-06-21~/2023-06-30")]),
    ("a quarter", "in the first quarter of 2022", [("the first quarter of 2022", "2022-33")]),
    ("a half", "In the second half of 2022", [("the second half of 2022", "2022-41")]),
    ("a season", "in the summer of 2020", [("the summer of 2020", "2020-22")]),
    ("yesterday", "He came yesterday.", [("yesterday", "2023-07-06")]),
    ("today", "He came today.", [("today", "2023-07-07")]),
    ("tomorrow", "He comes tomorrow.", [("tomorrow", "2023-07-08")]),
    ("the last Monday", "He came on Monday.", [("Monday", "2023-07-03")]),
    ("the day of publication itself", "He came on Friday.", [("Friday", "2023-07-07")]),
    ("a weekday without a preposition", "The ministry said Tuesday that", [("Tuesday", "2023-07-04")]),
    ("a weekday to come", "They will meet on Monday.", [("Monday", "2023-07-10")]),
    ("a weekday reported, not to come", "He will go, the ministry said on Monday.", [("Monday", "2023-07-03")]),
    ("last Friday is a week ago", "He came last Friday.", [("last Friday", "2023-06-30")]),
    ("next Friday is in a week", "They meet next Friday.", [("next Friday", "2023-07-14")]),
    ("a weekday with its date", "on Tuesday, July 4, he left", [("Tuesday, July 4", "2023-07-04")]),
    ("last week is Monday to Sunday", "Last week he left.", [("Last week", "2023-06-26/2023-07-02")]),
    ("last month", "prices fell last month", [("last month", "2023-06")]),
    ("last year", "prices fell last year", [("last year", "2022")]),
    ("this year", "prices fell this year", [("this year", "2023")]),
    ("next year", "prices may fall next year", [("next year", "2024")]),
    ("earlier this month", "as said earlier this month", [("earlier this month", "2023-07")]),
    ("three days ago", "three days ago he left", [("three days ago", "2023-07-04")]),
    ("five years ago", "5 years ago he left", [("5 years ago", "2018")]),
    ("later is of a time not told", "two years later he left", [("two years later", None)]),
    ("a month of last year", "in March last year", [("March last year", "2022-03")]),
    ("the last June", "since last June", [("last June", "2023-06")]),
    ("a day without a year is the last one", "He was born on 5 January.", [("5 January", "2023-01-05")]),
    ("a day far ahead is the last one", "They met on 5 November.", [("5 November", "2022-11-05")]),
    ("a day said to come", "They will meet on 5 November.", [("5 November", "2023-11-05")]),
    ("from a day to a day", "from 23 to 27 December 2019", [("23 to 27 December 2019", "2019-12-23/2019-12-27")]),
    ("days with a hyphen", "on June 19-23, they met", [("June 19-23", "2023-06-19/2023-06-23")]),
    ("days with a dash", "on 3–5 July they met", [("3–5 July", "2023-07-03/2023-07-05")]),
    ("over two months", "from 28 June to 3 July 2021", [("28 June to 3 July 2021", "2021-06-28/2021-07-03")]),
    (
        "over two years",
        "23 December 2019 - 5 January 2020",
        [("23 December 2019 - 5 January 2020", "2019-12-23/2020-01-05")],
    ),
    (
        "a year for two days",
        "on 30 June and 1 July 2019",
        [("30 June", "2019-06-30"), ("1 July 2019", "2019-07-01")],
    ),
    ("between years", "between 2016 and 2018 they", [("2016 and 2018", "2016/2018")]),
    ("years with a hyphen", "the plan for 2016-2018 holds", [("2016-2018", "2016/2018")]),
    ("months of a year", "in March-May 2020 they", [("March-May 2020", "2020-03/2020-05")]),
    ("a duration", "They talked for three days.", [("three days", "P3D")]),
    ("a duration as an adjective", "a two-day visit", [("two-day", "P2D")]),
    ("hours", "within 72 hours of", [("72 hours", "PT72H")]),
    ("decades", "after three decades of war", [("three decades", "P30Y")]),
    ("a half is no time", "half of the people", []),
    ("an age is no time", "a 23-year-old man, 40 years old", []),
    ("a time of day", "at 14:30 they left", [("14:30", "T14:30")]),
    ("a time after noon", "They left at 5 p.m. on Friday.", [("5 p.m.", "T17:00"), ("Friday", "2023-07-07")]),
    ("every weekday", "They meet every Monday.", [("every Monday", "XXXX-WXX-1")]),
    ("every year", "They meet every year.", [("every year", "XXXX")]),
]
NO_DATES = [
    ("a day that no month has", "on 32 March they", []),
    ("a day that no February has", "on 30 February 2019 they", []),
    ("a leap day of a common year", "on 29 February 2019 they", []),
    ("a counted number", "2000 fighters came", []),
    ("a counted number after a preposition", "in 2000 villages of the south", []),
    ("a number of a month's place", "In March 5 people died.", [("March", "2023-03")]),
    ("usage differs", "on 03/04/2019 they", []),
    ("a model", "a Boeing 1990 landed", []),
    ("a score", "They won 3-1 and 2:0.", []),
    ("a version", "version 1.2.2019.4 is out", []),
    ("a first name", "Theresa May came, and Mr. March left", []),
    ("may, the verb", "they may 5 times", []),
    ("a paper", "the Sunday Times wrote", []),
    ("a price", "for $2019 or 2019% of", []),
    ("an impossible time", "at 25:30 or 14:75", []),
    ("a telephone", "call 555-2019-03", []),
]


@pytest.mark.parametrize(("intent", "text", "expected"), ENGLISH + NO_DATES, ids=[c[0] for c in ENGLISH + NO_DATES])
def test_english(intent, text, expected):
    assert found(text) == expected, intent


OTHERS = [
    ("ru", "day, month, year", "23 марта 2019 года в Оше", [("23 марта 2019 года", "2019-03-23")]),
    ("ru", "month and year", "в марте 2019 года", [("марте 2019 года", "2019-03")]),
    ("ru", "a day", "он приехал 5 мая в Ош", [("5 мая", "2023-05-05")]),
    ("ru", "a day to come", "5 ноября состоится саммит", [("5 ноября", "2023-11-05")]),
    ("ru", "a month alone", "в мае он уехал", [("мае", "2023-05")]),
    ("ru", "a year", "в 2019 году, с 2018 г.", [("2019 году", "2019"), ("2018 г.", "2018")]),
    ("ru", "years", "в 2019-2020 годах", [("2019-2020 годах", "2019/2020")]),
    ("ru", "from to", "с 23 по 27 декабря 2020 года", [("23 по 27 декабря 2020 года", "2020-12-23/2020-12-27")]),
    ("ru", "a weekday", "в понедельник он уехал", [("понедельник", "2023-07-03")]),
    ("ru", "a date with its weekday", "25 июля, в понедельник", [("25 июля, в понедельник", "2022-07-25")]),
    ("ru", "last week", "на прошлой неделе", [("прошлой неделе", "2023-06-26/2023-07-02")]),
    ("ru", "last year", "в прошлом году", [("прошлом году", "2022")]),
    ("ru", "yesterday and today", "вчера и сегодня", [("вчера", "2023-07-06"), ("сегодня", "2023-07-07")]),
    ("ru", "ago", "пять лет назад", [("пять лет назад", "2018")]),
    ("ru", "a duration", "в течение трех дней", [("трех дней", "P3D")]),
    ("ru", "the beginning of a year", "в начале 2016 года", [("начале 2016 года", "2016-01/2016-04~")]),
    ("ru", "the end of a month", "до конца мая", [("конца мая", "2023-05-21~/2023-05-31")]),
    ("ru", "a decade", "в 1990-х годах и в 90-е", [("1990-х годах", "199X"), ("90-е", "199X")]),
    ("ru", "a quarter", "в I квартале 2022 года", [("I квартале 2022 года", "2022-33")]),
    ("ru", "a time", "в 14:30 он уехал", [("14:30", "T14:30")]),
    ("ru", "no date", "2000 человек и дом 19", []),
    ("ru", "the recent years", "в последние годы", [("последние годы", None)]),
    ("ru", "counted recent months", "за последние три месяца", [("последние три месяца", "P3M")]),
    ("ru", "some years ago", "несколько лет назад", [("несколько лет назад", None)]),
    ("ru", "in two weeks", "через две недели", [("две недели", "2023-07-17/2023-07-23")]),
    ("ru", "after a date told", "5 мая и два дня спустя", [("5 мая", "2023-05-05"), ("два дня спустя", "2023-05-07")]),
    (
        "ru",
        "the same day",
        "3 мая 2021 года. В тот же день",
        [("3 мая 2021 года", "2021-05-03"), ("тот же день", "2021-05-03")],
    ),
    ("ru", "seasons", "этим летом и прошлой зимой", [("этим летом", "2023-22"), ("прошлой зимой", "2022-24")]),
    ("ru", "half a year", "полгода и более трех часов", [("полгода", "P6M"), ("более трех часов", "PT3H")]),
    ("ru", "on Fridays", "по пятницам", [("пятницам", "XXXX-WXX-5")]),
    ("ru", "the present", "сейчас и недавно", [("сейчас", None), ("недавно", None)]),
    ("ru", "tens of years are not ten", "десятков лет", []),
    ("kk", "a date", "2019 жылғы 23 наурызда", [("2019 жылғы 23 наурызда", "2019-03-23")]),
    ("kk", "a year and this year", "2019 жылы, биыл", [("2019 жылы", "2019"), ("биыл", "2023")]),
    ("ky", "a date", "2019-жылдын 23-мартында", [("2019-жылдын 23-мартында", "2019-03-23")]),
    ("ky", "yesterday", "кечээ Бишкекте", [("кечээ", "2023-07-06")]),
    ("uz", "a date", "2019-yil 23-mart kuni", [("2019-yil 23-mart", "2019-03-23")]),
    ("uz", "times are no March", "5 marta keldi", []),
    ("uz", "Cyrillic", "2019 йил 23 мартда", [("2019 йил 23 мартда", "2019-03-23")]),
    ("uz", "another apostrophe", "o'tgan yili", [("o'tgan yili", "2022")]),
    ("tg", "a date", "23 марти соли 2019", [("23 марти соли 2019", "2019-03-23")]),
    ("tg", "a city that is named like a day", "дар шаҳри Душанбе", []),
    ("tk", "a date", "2019-njy ýylyň 23 martynda", [("2019-njy ýylyň 23 martynda", "2019-03-23")]),
    ("zh", "a date", "2019年3月23日在北京", [("2019年3月23日", "2019-03-23")]),
    ("zh", "days", "3月5日至7日访问", [("3月5日至7日", "2023-03-05/2023-03-07")]),
    ("zh", "last year, yesterday", "去年和昨天", [("去年", "2022"), ("昨天", "2023-07-06")]),
    ("zh", "ago", "三天前离开", [("三天前", "2023-07-04")]),
    ("zh", "the third day is no duration", "第三天他走了", []),
    ("fa", "a date in Persian digits", "۲۳ مارس ۲۰۱۹ در کابل", [("۲۳ مارس ۲۰۱۹", "2019-03-23")]),
    ("fa", "a solar year is not converted", "در سال ۱۳۹۸ او", []),
    (None, "without a language, digits", "aa 2019-03-23 bb March 2019", [("2019-03-23", "2019-03-23")]),
]


@pytest.mark.parametrize(("language", "intent", "text", "expected"), OTHERS, ids=[f"{c[0]}: {c[1]}" for c in OTHERS])
def test_other_languages(language, intent, text, expected):
    assert found(text, language) == expected, intent


def test_without_a_day_of_publication_nothing_relative_is_resolved():
    assert found("Yesterday, on Monday, in March, 5 May, last week", published=None) == []
    assert found("on 5 May 2020 and for three days", published=None) == [
        ("5 May 2020", "2020-05-05"),
        ("three days", "P3D"),
    ]


def test_kinds():
    kinds = [date.kind for date in dates_of("On Friday at 14:30 they talked for three days, every week.")]
    assert kinds == ["date", "time", "duration", "set"]


@pytest.mark.parametrize(
    ("day", "month", "month_day", "is_future", "year"),
    [
        ((2023, 1, 5), 12, 20, False, 2022),
        ((2023, 12, 20), 1, 5, False, 2024),
        ((2023, 7, 7), 7, 7, False, 2023),
        ((2023, 7, 7), 2, 29, False, 2020),
        ((2023, 7, 7), 2, 29, True, 2024),
        ((2023, 7, 7), 7, None, False, 2023),
        ((2023, 7, 7), 2, 30, False, None),
    ],
)
def test_nearest_year(day, month, month_day, is_future, year):
    assert nearest_year(datetime.date(*day), month, month_day, is_future) == year


def test_calendar_arithmetic_at_its_edges():
    assert shifted(datetime.date(2023, 1, 31), "month", 1) == "2023-02"
    assert edtf_of(shifted(datetime.date(2023, 1, 1), "quarter", -1), "date") == "2022-36"
    assert shifted(datetime.date(1, 1, 1), "day", -1) is None
    assert shifted(datetime.date(2023, 1, 1), "year", -9999) is None
    assert interval("2019-03-05", "2019-03-05") is None
    assert interval("2019", "2019-03") is None
    assert part_value("2024-02", "late") == "2024-02-21~/2024-02-29"


def test_every_rule_of_every_lexicon_can_be_worked_out():
    languages = sorted(entry.name for entry in (files("jarchi.read") / "lexicons").iterdir() if entry.is_dir())
    needs = {
        "division": {"unit"},
        "shift": {"shift", "sign", "which"},
        "weekday": {"pick"},
        "month of": {"shift", "which"},
    }
    for language in languages:
        for entry in grammar_of(language).lexicon.get("rules", ()):
            assert entry["means"] in MEANINGS
            for form in entry["forms"]:
                facts = {*entry, *re.findall(r"\{(\w+)\}", form)}
                assert not needs.get(entry["means"]) or facts & needs[entry["means"]], form
                assert entry["means"] != "shift" or facts & {"unit", "period"}, form


def test_the_index_of_rules_loses_no_match():
    for language, text in [("en", case[1]) for case in ENGLISH] + [(case[0] or "", case[2]) for case in OTHERS]:
        grammar = grammar_of(language)
        rules = {id(rule): rule for found in grammar.rules.values() for rule in found}.values()
        runs = list(START.finditer(text))
        keys = [*(key_of(run[0]) for run in runs), ""]
        for index, run in enumerate(runs):
            tried = {id(rule) for rule in grammar.rules_at(keys[index], keys[index + 1])}
            missed = [rule for rule in rules if id(rule) not in tried and rule.pattern.match(text, run.start())]
            assert not missed, (text, run[0])


VALUE = re.compile(
    r"\d{4}(-\d\d){0,2}~?|\d{3}X|\d\dXX|\d{4}-\d\d(-\d\d)?~?/\d{4}-\d\d(-\d\d)?~?|\d{4}~?/\d{4}~?"
    r"|(\d{4}-\d\d-\d\d)?T\d\d:\d\d|PT?\d+(\.\d+)?[DWMYH]|XXXX(-XX)*|XXXX-WXX(-\d)?|XXXX-\d\d"
)
TIMEX = re.compile(
    r"\d{2,4}|\d{4}-\d\d(-\d\d)?|\d{4}-W\d\d(-WE)?|\d{4}-[QH][1-4]|\d{4}-(SP|SU|FA|WI)|[\d-]{4,10}/[\d-]{4,10}"
    r"|(\d{4}-\d\d-\d\d)?T(\d\d:\d\d|MO|AF|EV|NI)|PT?(\d+(\.\d+)?|X)([DWMYHSX]|DE|CE)"
    r"|(PRESENT|PAST|FUTURE)_REF|XXXX-(WXX-\d|\d\d|SP|SU|FA|WI)"
)
words = "on in 5 23 March May 2019 last week year Monday to - , . from 30 ago three days the 1990s early every at 14:30"
english = st.lists(st.sampled_from([*words.split(), "\n", "２", "٣", "😀"]), max_size=14).map(" ".join)


@given(english | st.text(max_size=50), st.sampled_from(["en", "ru", "ky", "zh", "fa", None]), st.none() | st.dates())
def test_any_text_gives_ordered_spans_inside_and_values_of_the_standard(text, language, published):
    dates = dates_of(text, language, published)
    assert dates == dates_of(text, language, published)
    end = 0
    for date in dates:
        assert end <= date.span.start < date.span.end <= len(text)
        assert date.value is None or VALUE.fullmatch(date.value), date.value
        assert date.timex is None or TIMEX.fullmatch(date.timex), date.timex
        end = date.span.end


@given(english)
def test_a_prefix_outside_of_the_basic_plane_moves_spans_exactly(text):
    prefix = "𐰴𐰺 😀.\n\n"
    moved = [(date.span.start - len(prefix), date.value) for date in dates_of(prefix + text)]
    assert moved == [(date.span.start, date.value) for date in dates_of(text)]


LONG = [
    *("5 ", "March ", "1-", "2019", "in ", "from 5 ", "三", "a", "5 March - ", "the past ", "twenty-", "\u202e5"),
    *("9 a.m. Tuesday ", "two days later ", "at noon, 5 May 2020 ", "at least the next 5 weeks ", "a year earlier "),
]


@pytest.mark.parametrize("unit", LONG)
def test_long_texts_take_linear_time(unit):
    page = page_of(unit * (20_000 // len(unit)))
    DateReader().read(page_of("warm 1 March"))
    begun = time.process_time()
    DateReader().read(page)
    assert time.process_time() - begun < 5
