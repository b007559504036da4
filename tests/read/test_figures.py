"""Figures: a case is a text and its figures, `words -> value[..upper] [bound] [unit] [what] [@as of]`."""

import datetime
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from jarchi.read.dates import DateReader
from jarchi.read.figures import FigureReader
from jarchi.read.figures_numbers import composed, number_of
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader
from jarchi.records.readings import Name
from jarchi.records.spans import Span


def page_of(text, language="en"):
    page = Page(text=text, language=language, published=datetime.date(2023, 7, 7))
    page = replace(page, sentences=SentenceReader().read(page))
    return replace(page, dates=DateReader().read(page))


def figures_of(text, language="en"):
    return FigureReader().read(page_of(text, language))


def found(text, language="en"):
    return [written(figure, text) for figure in figures_of(text, language)]


def written(figure, text):
    value = f"{figure.value:,}" if figure.upper is None else f"{figure.value:,}..{figure.upper:,}"
    what = f"'{figure.what.of(text)}'" if figure.what else ""
    bound = "" if figure.bound == "=" else figure.bound
    as_of = f"@{figure.as_of}" if figure.as_of else ""
    return " ".join(filter(None, [figure.span.of(text), "->", value, bound, figure.unit, what, as_of]))


ENGLISH = [
    ("a bound and what it counts", "more than 2,000 fighters came", ["2,000 -> 2,000 > 'fighters'"]),
    ("an adjective of origin", "14,286 Kyrgyz citizens live there", ["14,286 -> 14,286 'Kyrgyz citizens'"]),
    ("people", "killed 12 people in Osh", ["12 -> 12 people 'people'"]),
    ("at least", "at least 30 soldiers", ["30 -> 30 >= 'soldiers'"]),
    ("up to", "up to 40 trucks a day", ["40 -> 40 <= 'trucks'"]),
    ("about", "about 300 families", ["300 -> 300 ~ 'families'"]),
    ("over", "over 60 villages", ["60 -> 60 > 'villages'"]),
    ("nearly", "nearly 500 homes", ["500 -> 500 ~ 'homes'"]),
    ("less than", "less than 5 km away", ["5 km -> 5 < km"]),
    ("as many as", "as many as 100 guards", ["100 -> 100 <= 'guards'"]),
    ("no fewer than", "no fewer than 100 guards", ["100 -> 100 >= 'guards'"]),
    ("a bare number of dead", "killing 12 and wounding 30", ["12 -> 12", "30 -> 30"]),
    ("a number in groups", "stood at 200,000 in 1972", ["200,000 -> 200,000 @1972"]),
    ("a verb's form as an adjective", "3,210 shooting victims fled", ["3,210 -> 3,210 'shooting victims'"]),
    ("a number before what happened", "and 12 died there", ["12 -> 12"]),
    ("a scale word", "1.5 million people left", ["1.5 million -> 1,500,000 people 'people'"]),
    ("a short scale", "worth $3.5bn in all", ["$3.5bn -> 3,500,000,000 USD"]),
    ("dollars before", "a $5 million grant", ["$5 million -> 5,000,000 USD"]),
    ("dollars after", "5 million dollars in aid", ["5 million dollars -> 5,000,000 USD"]),
    ("US dollars", "US$200 million in aid", ["US$200 million -> 200,000,000 USD"]),
    ("a currency code", "some USD 12 million", ["USD 12 million -> 12,000,000 ~ USD"]),
    ("tenge", "200 billion tenge for roads", ["200 billion tenge -> 200,000,000,000 KZT"]),
    ("som", "9,000 soms a month", ["9,000 soms -> 9,000 KGS"]),
    ("euros", "a fine of €250", ["€250 -> 250 EUR"]),
    ("yuan", "about 3 billion yuan", ["3 billion yuan -> 3,000,000,000 ~ CNY"]),
    ("percent", "grew by 4.8 percent", ["4.8 percent -> 4.8 percent"]),
    ("a percent sign", "grew by 4.8% in all", ["4.8% -> 4.8 percent"]),
    ("percent of something", "12 percent of voters said", ["12 percent -> 12 percent 'voters'"]),
    ("percentage points", "fell by 2 percentage points", ["2 percentage points -> 2 percentage point"]),
    ("half of something", "nearly half of the population", ["half -> 0.5 ~ 'population'"]),
    ("kilometres", "a 300-kilometer road", ["300-kilometer -> 300 km"]),
    ("square kilometres", "100 square kilometers of land", ["100 square kilometers -> 100 km2 'land'"]),
    ("tons of something", "5,000 tons of wheat arrived", ["5,000 tons -> 5,000 t 'wheat'"]),
    ("digits of a year, with a unit", "some 2000 tons", ["2000 tons -> 2,000 ~ t"]),
    ("humanitarian aid", "5 tons of humanitarian aid", ["5 tons -> 5 t 'humanitarian aid'"]),
    ("a range with a hyphen", "3-5 million tons of coal", ["3-5 million tons -> 3,000,000..5,000,000 t 'coal'"]),
    ("a range in words", "three to five soldiers", ["three to five -> 3..5 'soldiers'"]),
    ("between", "between 3 and 5 percent", ["3 and 5 percent -> 3..5 percent"]),
    ("or", "two or three men fled", ["two or three -> 2..3 'men'"]),
    ("a change is no range", "rose from 3 percent to 5 percent", ["3 percent -> 3 percent", "5 percent -> 5 percent"]),
    ("a number word", "twenty-five people came", ["twenty-five -> 25 people 'people'"]),
    (
        "long number words",
        "two hundred and fifty thousand refugees",
        ["two hundred and fifty thousand -> 250,000 'refugees'"],
    ),
    ("a dozen", "a dozen trucks burned", ["a dozen -> 12 'trucks'"]),
    ("two of a kind", "two Kyrgyz soldiers were hurt", ["two -> 2 'Kyrgyz soldiers'"]),
    ("police officers", "300 police officers came", ["300 -> 300 'police officers'"]),
    ("as of a day", "As of July 1, 300 people were ill", ["300 -> 300 people 'people' @2023-07-01"]),
    ("Arabic-Indic digits", "some ١٢٣ people", ["١٢٣ -> 123 ~ people 'people'"]),
    ("dozens say the least they are", "dozens of people came", ["dozens -> 12 > people 'people'"]),
    ("tens of thousands", "tens of thousands of Uzbeks left", ["tens of thousands -> 10,000 > 'Uzbeks'"]),
    ("hundreds of tons", "hundreds of tons of ore", ["hundreds of tons -> 100 > t 'ore'"]),
    ("several hundred", "several hundred men came", ["several hundred -> 100 > 'men'"]),
    ("a bound goes above dozens", "at least dozens of men", ["dozens -> 12 >= 'men'"]),
    ("ages", "a 23-year-old man, 40 years old", ["23-year-old -> 23 year", "40 years old -> 40 year"]),
    ("durations", "for three days and 72 hours", ["three days -> 3 day", "72 hours -> 72 hour"]),
    ("a third", "a third of the land", ["a third -> 0.3333333333333333 'land'"]),
    ("parts", "two-thirds of members", ["two-thirds -> 0.6666666666666666 'members'"]),
    ("some of some", "one in four women said", ["one in four -> 0.25 'women'"]),
    ("out of", "nine out of ten voters", ["nine out of ten -> 0.9 'voters'"]),
    ("counts, no share", "87 out of 120 deputies", ["87 -> 87", "120 -> 120 'deputies'"]),
    ("twice", "more than twice last year's yield", ["twice -> 2 > times"]),
    ("half a million", "half a million dollars", ["half a million dollars -> 500,000 USD"]),
    ("half a point", "by half a percentage point", ["half a percentage point -> 0.5 percentage point"]),
    ("and a half", "two and a half million voters", ["two and a half million -> 2,500,000 'voters'"]),
    ("a mixed numeral", "2 1/2 million shares", ["2 1/2 million -> 2,500,000 'shares'"]),
    ("a vulgar fraction", "3½ hours later", []),
    ("less than nothing", "fell to minus 5 degrees Celsius", ["minus 5 degrees Celsius -> -5 degC"]),
    ("a minus sign", "a change of −2.4% was seen", ["−2.4% -> -2.4 percent"]),
    ("no minus", "the band U2 -5 people", []),
    ("a compound", "a 12-member commission", ["12 -> 12 'member'"]),
    (
        "any currency of ISO 4217",
        "some NOK 40 million and 30 PLN",
        ["NOK 40 million -> 40,000,000 ~ NOK", "30 PLN -> 30 PLN"],
    ),
    ("money by CLDR's name", "40 Pakistani rupees", ["40 Pakistani rupees -> 40 PKR"]),
    (
        "both signs tell which is which",
        "1.000,5 km and 1,000.5 km",
        ["1.000,5 km -> 1,000.5 km", "1,000.5 km -> 1,000.5 km"],
    ),
    ("Arabic-Indic decimals", "some ٣٫٥ km", ["٣٫٥ km -> 3.5 ~ km"]),
    ("a unit by CLDR's name", "30 milligrams of gold", ["30 milligrams -> 30 mg 'gold'"]),
    ("short scales of sums", "between $5m and $6m", ["$5m and $6m -> 5,000,000..6,000,000 USD"]),
    ("from, and no change", "prices range from 5 to 8 euros", ["5 to 8 euros -> 5..8 EUR"]),
    ("a change and a level", "grew by 200 to 4,000", ["200 -> 200", "4,000 -> 4,000"]),
    ("a sign between two numbers is of the first", "5 $ 5", ["5 $ -> 5 USD"]),
    ("a narrow blank", "14\u202f286 people", ["14\u202f286 -> 14,286 people 'people'"]),
    ("a full-width digit", "５ people came", ["５ -> 5 people 'people'"]),
]
NO_FIGURES = [
    ("a pronoun", "one of them, and one man"),
    ("known ones", "the two countries and these three presidents"),
    ("a line and a group", "Line D, G7, G20, 5G and COVID-19"),
    ("an aircraft", "a Boeing 737 landed, an Il-76 too"),
    ("an article", "under Article 19 and Resolution 2254"),
    ("a number sign", "No. 5, № 7 and #3"),
    ("a time", "at 14:30 or 5 p.m."),
    ("a telephone number", "+7 727 258 12 34 or 258-12-34"),
    ("a fraction and a saying", "1/2 and 24/7"),
    ("ordinals", "the 5th, the 21st century, the third"),
    ("a version", "version 1.2.3"),
    ("a score", "won 3-1 on Friday"),
    ("later", "two years later"),
    ("a year", "in 2019 protests erupted"),
    ("a year in brackets", "the law (2019) holds"),
    ("a date", "on 5 July 2020 and 2019-03-23"),
    ("list numbers", "1. Water\n2. Gas\n3) Roads"),
    ("an address on the web", "see example.org/news/12345 and a_5"),
    ("a heading's number", "Chapter 5 and page 12"),
    ("too long to count anything", "12345678901234567890 people"),
    ("a thousand digits", "9" * 1000 + " people"),
    ("two ways to read it", "some 3,5 people"),
    ("a thousand, or one", "1.000 people and 2.500 homes"),
    ("a bare number", "the answer 42, he thought"),
    ("no number after all", "million-strong thousand"),
    ("larger than what is exact", "99999999999 trillion people"),
]


@pytest.mark.parametrize(("intent", "text", "expected"), ENGLISH, ids=[case[0] for case in ENGLISH])
def test_english(intent, text, expected):
    assert found(text) == expected, intent


@pytest.mark.parametrize(("intent", "text"), NO_FIGURES, ids=[case[0] for case in NO_FIGURES])
def test_no_figures(intent, text):
    assert found(text) == [], intent


OTHERS = [
    ("ru", "more than", "более 2 000 боевиков", ["2 000 -> 2,000 > 'боевиков'"]),
    ("ru", "over, with a no-break blank", "свыше 14\u00a0286 человек", ["14\u00a0286 -> 14,286 > people 'человек'"]),
    ("ru", "a day of the month", "совещание началось 16 числа", []),
    ("ru", "at least", "не менее 12 человек погибли", ["12 -> 12 >= people 'человек'"]),
    ("ru", "up to", "до 40 процентов населения", ["40 процентов -> 40 <= percent 'населения'"]),
    ("ru", "rose to", "выросло до 40 процентов", ["40 процентов -> 40 percent"]),
    ("ru", "tons", "1,5 млн тонн пшеницы", ["1,5 млн тонн -> 1,500,000 t 'пшеницы'"]),
    ("ru", "dollars", "около 5 млрд долларов США", ["5 млрд долларов США -> 5,000,000,000 ~ USD"]),
    ("ru", "som", "200 тысяч сомов", ["200 тысяч сомов -> 200,000 KGS"]),
    ("ru", "a range of money", "3–5 млн тенге", ["3–5 млн тенге -> 3,000,000..5,000,000 KZT"]),
    ("ru", "from to", "от 3 до 5 процентов", ["3 до 5 процентов -> 3..5 percent"]),
    ("ru", "number words", "двадцать пять человек", ["двадцать пять -> 25 people 'человек'"]),
    ("ru", "long words", "двести пятьдесят тысяч беженцев", ["двести пятьдесят тысяч -> 250,000 'беженцев'"]),
    ("ru", "an adjective", "100 новых рабочих мест", ["100 -> 100 'новых рабочих мест'"]),
    ("ru", "an adjective as a noun", "45 раненых", ["45 -> 45 'раненых'"]),
    ("ru", "half", "почти половина жителей", ["половина -> 0.5 ~ 'жителей'"]),
    ("ru", "as of", "На 1 июля 300 тысяч больных", ["300 тысяч -> 300,000 'больных' @2023-07-01"]),
    ("ru", "German points", "1.000,5 км", ["1.000,5 км -> 1,000.5 km"]),
    ("ru", "a decimal point", "1.5 млн человек", ["1.5 млн -> 1,500,000 people 'человек'"]),
    ("ru", "two ways to read it", "14,286 человек", []),
    ("ru", "no figures", "статья 19, школа № 5, 5-й раз, 14:30, в 2019 году", []),
    ("kk", "more than", "2000-нан астам адам", ["2000 -> 2,000 > people 'адам'"]),
    ("kk", "thousands", "2 мыңнан астам адам", ["2 мыңнан -> 2,000 > people 'адам'"]),
    ("kk", "tenge and percent", "5 млн теңге, 12 пайыз", ["5 млн теңге -> 5,000,000 KZT", "12 пайыз -> 12 percent"]),
    ("ky", "more than", "200дөн ашык адам", ["200 -> 200 > people 'адам'"]),
    ("ky", "som", "5 миллион сом", ["5 миллион сом -> 5,000,000 KGS"]),
    ("uz", "persons", "25 nafar fuqaro", ["25 -> 25 'fuqaro'"]),
    ("uz", "som, another apostrophe", "5 million so'm", ["5 million so'm -> 5,000,000 UZS"]),
    ("uz", "Cyrillic", "12 фоиз", ["12 фоиз -> 12 percent"]),
    ("tg", "more than", "беш аз 200 нафар", ["200 -> 200 > people 'нафар'"]),
    ("tg", "somoni", "5 миллион сомонӣ", ["5 миллион сомонӣ -> 5,000,000 TJS"]),
    ("tk", "more than", "200-den gowrak adam", ["200 -> 200 > people 'adam'"]),
    ("zh", "more than", "超过2000人", ["2000 -> 2,000 > people '人'"]),
    ("zh", "hundred millions", "约3.5亿元", ["3.5亿元 -> 350,000,000 ~ CNY"]),
    ("zh", "numerals", "三千二百名士兵", ["三千二百 -> 3,200 '士兵'"]),
    ("zh", "no figures", "一带一路，第三，3月5日", []),
    ("fa", "Persian digits", "بیش از ۲۰۰۰ نفر", ["۲۰۰۰ -> 2,000 > people 'نفر'"]),
    ("fa", "dollars", "۵ میلیون دلار", ["۵ میلیون دلار -> 5,000,000 USD"]),
    (
        None,
        "without a language, units that all write",
        "12% 5 km 300 aa $5",
        ["12% -> 12 percent", "5 km -> 5 km", "$5 -> 5 USD"],
    ),
]


@pytest.mark.parametrize(("language", "intent", "text", "expected"), OTHERS, ids=[f"{c[0]}: {c[1]}" for c in OTHERS])
def test_other_languages(language, intent, text, expected):
    assert found(text, language) == expected, intent


@pytest.mark.parametrize(
    ("text", "grouping", "decimal", "value"),
    [
        ("14,286", ",", ".", 14286),
        ("14 286", " ", ",", 14286),
        ("1,234,567.5", ",", ".", 1234567.5),
        ("1.234.567,5", " ", ",", 1234567.5),
        ("1.234.567", " ", ",", 1234567),
        ("0.125", ",", ".", 0.125),
        ("0,125", " ", ",", 0.125),
        ("1,234", " ", ",", None),
        ("1.234", " ", ",", None),
        ("12,34,567", ",", ".", None),
        ("1.2.3", ",", ".", None),
        ("1,5", ",", ".", None),
        ("1234567890123456", ",", ".", None),
    ],
)
def test_digits_mean_what_their_shape_and_language_say(text, grouping, decimal, value):
    assert number_of(text, grouping, decimal) == value


def test_numbers_said_in_words():
    assert composed([(2, False), (100, True), (50, False), (1000, True)]) == 250_000
    assert composed([(2, False), (10**6, True), (3, False), (100, True), (10**3, True)]) == 2_300_000
    assert composed([(10, True), (2, False), (10**4, True), (5, False), (1000, True)]) == 125_000
    assert composed([(2, False), (3, False)]) is None


def test_a_number_inside_a_name_is_no_figure():
    text = "The Group of 20 people met."
    page = replace(page_of(text), names=(Name(Span(4, 22), "organization"),))
    assert FigureReader().read(page) == ()


words = "5 12 2,000 three - to and . , percent $ million people of the km more than Boeing half twenty-five / :"
english = st.lists(st.sampled_from([*words.split(), "\n", "５", "٣", "😀", "1" * 40]), max_size=14).map(" ".join)


@example("5 $ 5", "en")
@given(english | st.text(max_size=50), st.sampled_from(["en", "ru", "ky", "zh", "fa", None]))
def test_any_text_gives_ordered_spans_inside_and_exact_values(text, language):
    figures = figures_of(text, language)
    assert figures == figures_of(text, language)
    end = 0
    for figure in figures:
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert abs(figure.value) < 2**53
        assert figure.upper is None or 0 <= figure.value < figure.upper < 2**53
        assert figure.what is None or figure.span.end <= figure.what.start < figure.what.end <= len(text)
        end = figure.span.end


@given(english)
def test_a_prefix_outside_of_the_basic_plane_moves_spans_exactly(text):
    prefix = "𐰴𐰺 😀.\n\n"
    moved = [(figure.span.start - len(prefix), figure.value, figure.unit) for figure in figures_of(prefix + text)]
    assert moved == [(figure.span.start, figure.value, figure.unit) for figure in figures_of(text)]


RIGHT_TO_LEFT = [
    ("Persian with its own digits", "دولت اعلام کرد ۱۲۳۴ نفر بازداشت شدند.", "fa"),
    ("Hebrew beside figures in Latin digits", "הממשלה הודיעה כי 12 בני אדם נעצרו ב-3 במאי.", "en"),
    ("Arabic with marks of direction", "قال الوزير إن \u200f1,200 شخص\u200e عادوا.", "en"),
]


@pytest.mark.parametrize(("intent", "text", "language"), RIGHT_TO_LEFT)
def test_text_from_right_to_left_keeps_its_spans(intent, text, language):
    for each in figures_of(text, language):
        assert each.span.of(text).strip() == each.span.of(text), intent
        assert any(letter.isdigit() for letter in each.span.of(text)), intent


@pytest.mark.parametrize("unit", ["5 ", "1 111", "1,", "9", "two ", "5-", "5 to ", "三", "a", "$5 million of the "])
def test_long_texts_take_linear_time(unit):
    page = page_of(unit * (20_000 // len(unit)))
    figures_of("warm 5")
    begun = time.process_time()
    FigureReader().read(page)
    assert time.process_time() - begun < 5
