"""Language: our own sentences in eleven languages, foreign ones, and texts too short to tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarchi.read.language import LANGUAGES, LanguageReader
from jarchi.read.page import Page

OURS = [
    ("en", "The two presidents met in the capital on Friday and agreed to open the border crossing again."),
    ("ru", "Президенты двух стран встретились в столице и договорились снова открыть границу."),
    ("kk", "Екі елдің президенттері елордада кездесіп, шекараны қайта ашуға келісті."),
    ("ky", "Эки өлкөнүн президенттери борбордо жолугуп, чек араны кайра ачууга макулдашты."),
    ("uz", "Ikki davlat prezidentlari poytaxtda uchrashib, chegarani qayta ochishga kelishib oldilar."),
    ("uz", "Икки давлат президентлари пойтахтда учрашиб, чегарани қайта очишга келишиб олдилар."),
    ("tg", "Президентҳои ду кишвар дар пойтахт мулоқот карда, дар бораи кушодани сарҳад ба мувофиқа расиданд."),
    ("tk", "Iki ýurduň prezidentleri paýtagtda duşuşyp, serhedi täzeden açmak barada ylalaşdylar."),
    ("zh", "两国总统星期五在首都会晤，同意重新开放边境口岸，并加强贸易合作。"),
    ("fa", "رؤسای جمهور دو کشور در پایتخت دیدار کردند و توافق کردند که مرز را دوباره باز کنند."),
    ("tr", "İki ülkenin cumhurbaşkanları başkentte bir araya gelerek sınırı yeniden açma konusunda anlaştı."),
]
FOREIGN = [
    "Le président de la République a déclaré hier que la France doit garder ses frontières ouvertes à tous.",
    "Der Präsident sagte gestern in Berlin, dass die Regierung die Grenze bald wieder öffnen werde.",
    "Президент сьогодні заявив, що українські військові повертаються додому після навчань.",
]


def language_of(text, declared=None, title=None):
    return LanguageReader().read(Page(text=text, language=declared, title=title))


@pytest.mark.parametrize(("language", "text"), OURS)
def test_our_languages(language, text):
    assert language_of(text) == (language,)


@pytest.mark.parametrize(("language", "text"), OURS[:6])
def test_what_is_declared_does_not_outweigh_the_text(language, text):
    assert language_of(text, declared="fa") == (language,)


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_languages_have_none_even_where_one_is_declared(text):
    assert language_of(text, declared="en") == ()


@pytest.mark.parametrize(
    ("declared", "language"),
    [(None, ()), ("ky", ("ky",)), ("ru-KG", ("ru",)), ("UZ_uz", ("uz",)), ("de", ()), ("", ())],
)
def test_a_text_too_short_to_judge_is_in_the_declared_language(declared, language):
    assert language_of("Астана", declared) == language


def test_the_title_helps_to_judge():
    assert language_of("12 345", title=OURS[0][1]) == ("en",)


def test_half_a_pair_in_the_title_does_no_harm():
    assert language_of(OURS[0][1], title="\ud800") == ("en",)


@given(st.text(max_size=60), st.none() | st.text(max_size=6))
def test_any_text_has_one_of_our_languages_or_none(text, declared):
    assert set(language_of(text, declared)) <= set(LANGUAGES)
