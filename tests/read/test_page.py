"""The page, its tokens and lexicons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader
from jarchi.read.tokens import tokenise


def page_of(text, language="en"):
    page = Page(text=text, language=language)
    page = replace(page, sentences=SentenceReader().read(page))
    return replace(page, tokens=tokenise(page.text, page.sentences))


CASES = [
    ("an apostrophe inside", "Kazakhstan's law", ["Kazakhstan's", "law"]),
    ("a hyphen inside", "cross-border trade", ["cross-border", "trade"]),
    ("a hyphen at the end", "two- or three", ["two", "-", "or", "three"]),
    ("an Uzbek letter", "O‘zbekiston va oʻzbek", ["O‘zbekiston", "va", "oʻzbek"]),
    ("digits after letters", "G7 and COVID-19", ["G7", "and", "COVID-19"]),
    ("digits before letters", "5G", ["5", "G"]),
    ("a number with signs", "1,200.5 km.", ["1,200.5", "km", "."]),
    ("quotation marks", "“No”", ["“", "No", "”"]),
    ("combining marks", "e\u0301te\u0301 й", ["e\u0301te\u0301", "й"]),
    ("a zero-width joint", "نمی\u200cرود", ["نمی\u200cرود"]),
    ("ideographs", "习近平2019年", ["习", "近", "平", "2019", "年"]),
    ("astral letters and signs", "𐰴𐰺 😀x", ["𐰴𐰺", "😀", "x"]),
]


@pytest.mark.parametrize(("intent", "text", "words"), CASES, ids=[case[0] for case in CASES])
def test_tokens(intent, text, words):
    page = page_of(text)
    assert [page.word(token) for token in page.tokens] == words, intent


def test_tokens_of_a_sentence():
    page = page_of("One two. Three! Four")
    words = [[page.word(token) for token in page.tokens_of(index)] for index in range(len(page.sentences))]
    assert words == [["One", "two", "."], ["Three", "!"], ["Four"]]
    assert page.tokens_of(7) == ()


def test_kinds():
    assert [token.kind for token in page_of("Five, 5").tokens] == ["word", "mark", "number"]


@given(st.text(max_size=80))
def test_tokens_hold_every_character_that_is_not_white_space_once(text):
    page = page_of(text)
    covered = [offset for token in page.tokens for offset in range(token.start, token.end)]
    assert covered == [offset for offset, sign in enumerate(text) if not sign.isspace()]
    for token in page.tokens:
        assert page.sentences[token.sentence].covers(token.span)


def test_a_lexicon_that_is_not_there_is_empty():
    assert load_lexicon("xx", "dates") == {}
    assert load_lexicon("en", "nothing") == {}


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "uz", "tg", "tk", "zh", "fa"])
@pytest.mark.parametrize("topic", ["text", "dates", "figures"])
def test_nine_languages_have_their_lexicons(language, topic):
    assert load_lexicon(language, topic)
