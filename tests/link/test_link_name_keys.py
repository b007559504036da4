"""Keys of names: what is spelt otherwise meets, what is another name does not."""

from __future__ import annotations

import re

import pytest
from link_builders import REGION, document, reading

from jarchi.link import Linker
from jarchi.link.name_keys import name_keys
from jarchi.link.terms import name_words
from jarchi.records.spans import Span

SAME = [
    ("a Russian romanisation", ("Magombeyi", "en"), ("Магомбейи", "ru")),
    ("a Kazakh case ending", ("Magombeyi", "en"), ("Магомбейдің", "kk")),
    ("a short name with an Uzbek ending", ("Harare", "en"), ("Harareda", "uz")),
    ("the Uzbek x is no English x", ("Houston", "en"), ("Xyuston", "uz")),
    ("an initial w is written with a Russian u", ("Wheeler", "en"), ("Уилер", "ru")),
    ("a soft c", ("Schaeffer", "en"), ("Шаффер", "ru")),
    ("an apostrophe before the ending", ("NATO", "en"), ("NATOʻning", "uz")),
    ("a hyphen before the ending", ("OneIndia", "en"), ("OneIndia-ға", "kk")),
]


@pytest.mark.parametrize(("intent", "one", "other"), SAME, ids=[case[0] for case in SAME])
def test_spellings_of_one_name_meet(intent: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert set(name_keys(*one)) & set(name_keys(*other))


def test_other_names_and_lone_sounds_do_not() -> None:
    assert not set(name_keys("Harker", "en")) & set(name_keys("Чивеше", "ru"))
    assert name_keys("Ао", "ru") == name_keys("A", "en") == ()


def test_a_capital_that_a_sentence_asks_for_is_no_name() -> None:
    text = "Полиция ищет Магомбейи. Врачи бастуют. Чивеше Джордж молчит. «Врачи» в Хараре."
    given = reading("a", "ru", sentences=sentences(text))
    assert [each.word for each in name_words(document("a", text), given)] == [
        *("Магомбейи", "Чивеше", "Джордж", "Хараре")
    ]


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"[^ .][^.]*\.", text))


def test_an_uzbek_report_joins_an_english_one_and_says_by_which_names() -> None:
    english = "A court in Harare ordered police to let Doctor Peter Magombeyi leave, said George Chiweshe."
    uzbek = "Kecha Harareda sud politsiyaga Piter Magombeyining ketishiga yoʻl berishni buyurdi, deydi Jorj Chiveshe."
    linker = Linker(REGION)
    first, _ = linker.link(document("a", english), reading("a", "en", sentences=sentences(english)), "r1")
    second, _ = linker.link(document("b", uzbek), reading("b", "uz", sentences=sentences(uzbek)), "r2")
    assert second.membership.story == first.membership.story
    assert "name Magombeyining" in second.membership.why
