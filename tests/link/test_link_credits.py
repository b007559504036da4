"""Credits: translations of an agency's report are one voice with it; all else is not."""

from __future__ import annotations

import pytest
from link_builders import REGION, figure, name, place, reading

from jarchi.link import Linker
from jarchi.link.credits import agency_of, credited
from jarchi.records.articles import Document
from jarchi.records.links import Membership

WIRE = "Villagers near Kerki fought Zhong mine workers and 47 workers were hurt, the governor told Reuters on Monday."
CREDITED = [
    ("Reuters reported that the bridge at Kerki had fallen.", "en", ("reuters",)),
    ("Мост в Керки обрушился, по сообщению Рейтер.", "ru", ("reuters",)),
    ("Көпір құлады, деп хабарлады Қазақпарат.", "kk", ("kazinform",)),
    ("据新华社报道，大桥倒塌。", "zh", ("xinhua",)),
    ("The bridge of the Reuters building fell.", "en", ()),  # named, not credited
    ("The agency reported that it had fallen.", "en", ()),  # no name
    ("Тассили сообщил о мосте.", "ru", ()),  # the name inside a longer word
    ("Reuters reported it.", "fr", ()),  # a language whose phrases are not known
    ("A bridge fell. " * 50 + "Reuters reported that it was old.", "en", ()),  # far below the lead
]


@pytest.mark.parametrize(("text", "language", "expected"), CREDITED, ids=range(len(CREDITED)))
def test_credits(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert credited(Document("a", text), reading("a", language)) == expected


def test_a_source_credits_not_itself_and_is_known_by_id_or_name() -> None:
    assert credited(Document("a", CREDITED[0][0], source="Reuters"), reading("a")) == ()
    assert [agency_of(name) for name in ("kazinform", "TASS", "The Daily", None)] == ["kazinform", "tass", "", ""]


def told(linker: Linker, identity: str, text: str, source: str, language: str, hour: int) -> Membership:
    """Link a report of one fight, with the marks that a reader finds in it."""
    words = ("Zhong", "Kerki") if language == "en" else ("Чжун", "Керки")
    parts = {
        "names": (name(text, words[0], "test:east"),),
        "places": (place(text, words[1], 7),),
        "figures": (figure(text, "47", 47),),
    }
    document = Document(identity, text, source=source, published=f"2024-03-01T{hour:02}:00:00Z")
    return linker.link(document, reading(identity, language, **parts), f"r{identity}")[0].membership


def test_a_translation_that_credits_the_agency_is_of_its_lineage() -> None:
    linker = Linker(REGION)
    told(linker, "a", WIRE, "Reuters", "en", 1)
    linked = told(
        linker, "b", "Рядом с Керки избиты рабочие рудника Чжун, пострадали 47, сообщает Рейтер.", "vesti", "ru", 2
    )
    assert linked.copy_of == "a"
    assert linked.why.startswith("it credits reuters, whose report of the same story came before; likeness")
    other = told(linker, "c", "Рядом с Керки избиты рабочие рудника Чжун, 47 человек в больнице.", "novosti", "ru", 3)
    assert (other.copy_of, other.story) == (None, linked.story)


def test_a_credit_of_a_report_that_nobody_has_makes_no_copy() -> None:
    linker = Linker(REGION)
    told(linker, "a", WIRE, "The Daily", "en", 1)
    text = "Рядом с Керки избиты рабочие рудника Чжун, пострадали 47, сообщает Рейтер."
    assert told(linker, "b", text, "vesti", "ru", 2).copy_of is None
