"""Sentences: a bar in the text of a case marks where one sentence ends and the next begins."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader

CASES = [
    ("en", "a stop before a capital", "The minister came. |He left."),
    ("en", "an initial belongs to the name", "President N. Nazarbaev spoke. |He left."),
    ("en", "two initials", "The writer A. K. Tokombaev was born here."),
    ("en", "a title never ends one", "They met Mr. Smith and Dr. Alimov in Osh."),
    ("en", "a rank and a church", "Gen. Petrov visited St. Petersburg."),
    ("en", "an acronym in mid-sentence", "The U.S. Senate voted on Friday."),
    ("en", "an acronym that ends one, told by the next word", "He lives in the U.S. |The Senate voted."),
    ("en", "a.m. inside", "The office opens at 9 a.m. on Friday."),
    ("en", "p.m. at the end", "It closed at 5 p.m. |The guards left."),
    ("en", "a decimal point", "Inflation was 3.5 percent. |Prices rose."),
    ("en", "an ellipsis inside", "Prices fell... and rose again."),
    ("en", "an ellipsis at the end", "Nobody knows... |The ministry is silent."),
    ("en", "a quotation mark closes after the stop", "He said “We will go.” |Then he left."),
    ("en", "a bracket closes after the stop", "(They met in Osh.) |Then they left."),
    ("en", "a question inside a quotation goes on", "“Why now?” he asked."),
    ("en", "a question and an exclamation", "Why? |Because! |So it is."),
    ("en", "a company", "Kumtor Inc. and partners agreed."),
    ("en", "a number after No.", "Decree No. 5 was signed. |It holds."),
    ("en", "no as an answer", "They said no. |Nobody came."),
    ("en", "a Latin abbreviation", "They grow wheat, cotton, etc. in the south."),
    ("en", "a year at the end", "It began in 2019. |Nobody came."),
    ("en", "a domain name", "The site Kloop.kg was closed. |It is open again."),
    ("en", "a month cut short", "He came on Jan. 5 and left."),
    ("en", "a heading without a stop", "Talks in Tashkent\n\n|The presidents met. |They agreed."),
    ("en", "list items", "They agreed on:\n|- water\n|- gas\n|1. Roads\n|2. Rails"),
    ("en", "an opening bracket after the stop", "He came. |(Nobody saw him.) |He left."),
    ("ru", "a city", "Он живет в г. Алматы. |Она в Бишкеке."),
    ("ru", "a year inside", "В 2019 г. правительство утвердило план. |Он действует."),
    ("ru", "a year at the end", "План принят в 2020 г. |Правительство довольно."),
    ("ru", "initials", "Президент К. К. Токаев выступил. |Его слушали."),
    ("ru", "that is", "Это т.е. почти все. |Так и есть."),
    ("ru", "and so on, at the end", "Там рис, хлопок и т.д. |Однако воды мало."),
    ("ru", "thousands and millions", "Выделено 5 млн. сомов и 3 тыс. тонн."),
    ("ru", "speech in guillemets with a dash", "«Мы едем!» — сказал он. |Все встали."),
    ("ru", "a street", "Митинг прошел на ул. Абая и пр. Чуй."),
    ("ru", "named after", "В парке им. Панфилова тихо. |Людей нет."),
    ("kk", "a year with its ending", "2019 ж. Астанада кездесу өтті. |Бұл маңызды."),
    ("kk", "and others", "Астана, Алматы т.б. қалаларда өтті."),
    ("ky", "a year", "2019-ж. 5-мартта жыйын болду. |Ал бүттү."),
    ("ky", "and others", "Ош, Баткен ж.б. шаарлар."),
    ("uz", "Latin script", "Prezident Toshkentga keldi. |U nutq so‘zladi."),
    ("uz", "Cyrillic script", "Президент Ш. Мирзиёев келди. |У нутқ сўзлади."),
    ("tg", "two sentences", "Президент ба Душанбе омад. |Ӯ суханронӣ кард."),
    ("tg", "an initial", "Эмомалӣ Р. Шарифзода гуфт."),
    ("tk", "two sentences", "Prezident Aşgabada geldi. |Ol çykyş etdi."),
    ("tk", "a rank", "prof. Ataýew geldi. |Ol gitdi."),
    ("zh", "ideographic stops", "总统来了。|他走了！|为什么？|不知道。"),
    ("zh", "a closing quotation mark", "他说：“我们会去。”|然后走了。"),
    ("fa", "a Persian question mark", "او آمد. |چرا؟ |نمی‌دانم۔ |رفت."),
    (None, "no language: capitals and initials still count", "Aa bb. |Cc N. Dd ee. |Ff."),
]


@pytest.mark.parametrize(("language", "intent", "marked"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_sentences_end_where_a_reader_would_end_them(language, intent, marked):
    text = marked.replace("|", "")
    spans = SentenceReader().read(Page(text=text, language=language))
    assert [span.of(text) for span in spans] == [part.strip() for part in marked.split("|")], intent


def test_a_line_broken_by_a_printer_goes_on():
    text = (
        "The presidents of the two neighbouring countries met on Tuesday in the city\n"
        "of Osh to sign a treaty about the border, which both parliaments must still\n"
        "ratify.\n"
        "Guards saluted."
    )
    assert [span.of(text)[-7:] for span in SentenceReader().read(Page(text=text, language="en"))] == [
        "ratify.",
        "aluted.",
    ]


def test_one_paragraph_a_line():
    text = "A heading of some length stands here without a stop at its end\n" + "The text goes on. " * 20
    first = SentenceReader().read(Page(text=text, language="en"))[0]
    assert first.of(text) == "A heading of some length stands here without a stop at its end"


texts = st.text(alphabet=st.sampled_from('ab АбN. .!?…。\n\r\t\x1c\u2028«»"”()-5۔؟,😀e\u0301'), max_size=80)


@given(texts | st.text(max_size=60), st.sampled_from(["en", "ru", "ky", "zh", "fa", None]))
def test_every_character_that_is_not_white_space_is_in_exactly_one_sentence(text, language):
    spans = SentenceReader().read(Page(text=text, language=language))
    covered = [offset for span in spans for offset in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {offset for offset, sign in enumerate(text) if not sign.isspace()} <= set(covered)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a. ",
        ".",
        ".a",
        "!!!!a",
        "(",
        ". (",
        "\n \n",
        ".) ",
        "\n",
        " ",
        "A.",
        "a\n",
        "N. ",
        "5 ",
        "«",
        "。",
        "Mr. ",
    ],
)
def test_a_long_text_of_anything_takes_linear_time(unit):
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    SentenceReader().read(Page(text=text, language="en"))
    assert time.process_time() - begun < 4
