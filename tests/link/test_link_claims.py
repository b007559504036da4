"""Claim relations: who repeats, confirms, denies, updates; and what must stay unrelated."""

from __future__ import annotations

from link_builders import REGION, claim, document, figure, name, reading

from jarchi.link import Linker
from jarchi.records.links import Relation
from jarchi.records.readings import Claim, Figure, Reading

Part = tuple[str, Reading]


def part(
    identity: str, text: str, *claims: Claim, figures: tuple[Figure, ...] = (), names: tuple[object, ...] = ()
) -> Part:
    return text, reading(identity, claims=claims, figures=figures, names=names)


def relations(*parts: Part) -> tuple[Relation, ...]:
    """Link the parts as articles of one story, a day apart, and give the relations of the last."""
    linker = Linker(REGION)
    for day, (text, read) in enumerate(parts, start=1):
        linked, _ = linker.link(document(read.id, text, day), read, f"r{read.id}")
    return linked.relations


SAID = "fighters gather at the Tajik border in growing numbers"
ONE = f"The Northern Ministry said that {SAID}, a warning heard in Kerki."
FIRST = part("a", ONE, claim(ONE, "Northern Ministry", SAID, actor="test:north", speaker="official"))


def test_the_same_speaker_again_repeats() -> None:
    text = f"Speaking in Kerki the Northern Ministry again warned that {SAID} and beyond."
    (found,) = relations(FIRST, part("b", text, claim(text, "Northern Ministry", SAID, actor="test:north")))
    assert (found.kind, found.basis, found.spans) == ("repeats", "inferred", ())
    assert "same speaker" in found.reason


def test_another_speaker_confirms() -> None:
    text = f"In Kerki the Southern Ministry spoke too: {SAID}, as was warned."
    (found,) = relations(FIRST, part("b", text, claim(text, "Southern Ministry", SAID, actor="test:south")))
    assert found.kind == "confirms"


def test_a_copy_confirms_nothing() -> None:
    text = ONE * 3
    original = part("a", text, claim(text, "Northern Ministry", SAID, actor="test:north"))
    copy = part("b", text, claim(text, "warning", SAID, actor="test:south"))
    assert relations(original, copy) == ()


def test_one_name_in_two_forms_is_not_two_voices() -> None:
    one = f"Minister Anna Karimova said that {SAID}, a warning heard in Kerki."
    two = f"A warning by Karimova in Kerki: {SAID}."
    first = part("a", one, claim(one, "Anna Karimova", SAID, speaker="official"))
    assert relations(first, part("b", two, claim(two, "Karimova", SAID, speaker="official"))) == ()


def test_nameless_speakers_confirm_nothing() -> None:
    two = f"A warning in Kerki by somebody who asked not to be named: {SAID}."
    one = f"A border guard said that {SAID}, a warning heard in Kerki."
    first = part("a", one, claim(one, "border guard", SAID, speaker="anonymous"))
    assert relations(first, part("b", two, claim(two, "somebody", SAID, speaker="anonymous"))) == ()


def test_a_denial_of_the_same_content_denies() -> None:
    text = f"The Southern Ministry denied the warning heard in Kerki that {SAID}."
    denial = claim(text, "Southern Ministry", SAID, actor="test:south", polarity="denied", kind="denial")
    (found,) = relations(FIRST, part("b", text, denial))
    assert found.kind == "denies"
    assert "border" in found.reason


def test_a_denial_that_names_its_accuser_denies() -> None:
    one = "The Northern Ministry accused the Southern Ministry of jamming radio in Kerki, and warned of answers."
    charge = "the Southern Ministry of jamming radio in Kerki"
    two = "The Southern Ministry rejected the words of the Northern Ministry as a distortion; radio in Kerki was heard."
    answer = "the words of the Northern Ministry as a distortion"
    accusation = claim(one, "The Northern Ministry", charge, actor="test:north", kind="accusation")
    denial = claim(two, "The Southern Ministry", answer, actor="test:south", kind="denial")
    (found,) = relations(
        part("a", one, accusation, names=(name(one, "Southern Ministry", "test:south"),)),
        part("b", two, denial, names=(name(two, "Northern Ministry", "test:north"),)),
    )
    assert (found.kind, found.reason) == ("denies", "a denial by the accused that names the accuser")


def test_a_later_figure_of_the_same_thing_updates() -> None:
    said = "{} border guards were killed at the Ishkobod post"
    texts = [f"The Northern Ministry said that {said.format(count)}, by its count." for count in ("two", "seven")]
    parts = [
        part(
            identity,
            text,
            claim(text, "Northern Ministry", said.format(word), actor="test:north"),
            figures=(figure(text, word, value, "border guards"),),
        )
        for identity, text, word, value in zip("ab", texts, ("two", "seven"), (2, 7), strict=True)
    ]
    (found,) = relations(*parts)
    assert (found.kind, found.reason) == ("updates", "2 becomes 7 for: border, guards")


def test_other_content_is_unrelated() -> None:
    text = "The Northern Ministry said in Kerki that wheat would be bought from farmers at last year's prices."
    told = claim(
        text, "Northern Ministry", "wheat would be bought from farmers at last year's prices", actor="test:north"
    )
    assert relations(FIRST, part("b", text, told)) == ()
