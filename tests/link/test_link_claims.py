"""Claim relations: who repeats, confirms, denies, updates; and what must stay unrelated."""

from __future__ import annotations

import pytest
from link_builders import REGION, claim, document, figure, name, place, reading

from jarchi.link import Linker
from jarchi.link.claims import claim_keys, relate_claims
from jarchi.link.signatures import Signature
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


def test_a_copy_says_again_what_its_original_says() -> None:
    text = ONE * 3
    said = claim(text, "Northern Ministry", SAID, actor="test:north")
    (found,) = relations(part("a", text, said), part("b", text, said))
    assert (found.kind, found.reason) == ("repeats", "a reprint of that report says it again")


def test_one_name_in_two_forms_is_one_voice() -> None:
    one = f"Minister Anna Karimova said that {SAID}, a warning heard in Kerki."
    two = f"A warning by Karimova in Kerki: {SAID}."
    first = part("a", one, claim(one, "Anna Karimova", SAID, speaker="official"))
    (found,) = relations(first, part("b", two, claim(two, "Karimova", SAID, speaker="official")))
    assert found.kind == "repeats"


def test_two_who_share_a_word_of_their_names_are_neither_one_nor_two() -> None:
    one = f"The Eurasian Development Fund said that {SAID}, a warning heard in Kerki."
    two = f"A warning by the Caspian Development Club of Merchants in Kerki: {SAID}."
    first = part("a", one, claim(one, "The Eurasian Development Fund", SAID))
    assert relations(first, part("b", two, claim(two, "the Caspian Development Club of Merchants", SAID))) == ()


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
    both = (("Northern Ministry", "test:north"), ("Southern Ministry", "test:south"))
    (found,) = relations(
        part("a", one, accusation, names=tuple(name(one, *known) for known in both)),
        part("b", two, denial, names=tuple(name(two, *known) for known in both)),
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
    assert (found.kind, found.reason) == ("updates", "2 becomes 7, sharing: border, die, guard, ishkobo, post")


def test_other_content_is_unrelated() -> None:
    text = "The Northern Ministry said in Kerki that wheat would be bought from farmers at last year's prices."
    told = claim(
        text, "Northern Ministry", "wheat would be bought from farmers at last year's prices", actor="test:north"
    )
    assert relations(FIRST, part("b", text, told)) == ()


SENTENCES = [
    # intent; who says what first; who says what a day later; the relation that is told
    (
        "another count of one thing",
        "The mayor: 400 people marched on Abai Street",
        "Organisers: 900 people marched on Abai Street",
        "contradicts",
    ),
    (
        "the same count in another order",
        "The mayor: 400 people marched on Abai Street",
        "Organisers: on Abai Street 400 people marched",
        "confirms",
    ),
    (
        "the opposite",
        "The mayor: the strike at the mine was over",
        "Miners: the strike at the mine was not over",
        "contradicts",
    ),
    (
        "two negations of one thing",
        "The mayor: no trains to the port ran on the ice",
        "Miners: the trains to the port never ran on the ice",
        "confirms",
    ),
    (
        "the same voice moves on",
        "The mayor: 400 houses in the valley were flooded",
        "The mayor: 700 houses in the valley were flooded",
        "updates",
    ),
    (
        "another voice with a word of movement",
        "The mayor: 400 houses in the valley were flooded",
        "Miners: the number of flooded houses in the valley rose to 700",
        "updates",
    ),
    (
        "a figure of another thing",
        "The mayor: 400 houses in the valley were flooded",
        "Miners: 400 bridges in the mountains were sold",
        None,
    ),
    ("another place", "The mayor: the school roof fell in Kerki", "Miners: the school roof fell in Osh", None),
    (
        "hardly a word in common",
        "The mayor: the road was closed",
        "Miners: the canal was dug last year near the road",
        None,
    ),
]


def said_by(identity: str, told: str) -> Part:
    speaker, content = told.split(": ")
    text = f"{speaker} said that {content}, in a talk heard by many."
    number = next((word for word in content.split() if word.isdigit()), None)
    after = content.split(number)[1].split() if number else []
    figures = (figure(text, number, int(number), after[0] if after else None),) if number else ()
    places = tuple(place(text, word, at) for word, at in (("Kerki", 7), ("Osh", 8)) if word in content)
    return text, reading(identity, claims=(claim(text, speaker, content),), figures=figures, places=places)


@pytest.mark.parametrize(("intent", "first", "second", "kind"), SENTENCES)
def test_what_is_told_of_two_claims(intent: str, first: str, second: str, kind: str | None) -> None:
    keys = []
    for identity, told in (("a", first), ("b", second)):
        text, read = said_by(identity, told)
        moment = 0 if identity == "a" else 86_400
        keys.append(Signature(identity, identity, "s", moment, language="en", claims=claim_keys(text, read, identity)))
    found = relate_claims(keys[1], [keys[0]])
    assert [relation.kind for relation in found] == ([kind] if kind else []), intent


def test_what_a_speaker_takes_back_is_retracted() -> None:
    content = "the mayor of Kerki bought votes in the spring"
    one = f"Anna Karimova said that {content}, and gave no proof."
    two = f"Anna Karimova withdrew her claim that {content}, and said sorry."
    parts = [part(at, text, claim(text, "Anna Karimova", content)) for at, text in zip("ab", (one, two), strict=True)]
    (found,) = relations(*parts)
    assert found.kind == "retracts"


def test_who_is_spoken_of_and_says_that_it_is_not_so_denies() -> None:
    one = "A newspaper wrote that the Eastern Company had left the site over unpaid bills, to nobody's surprise."
    two = 'The Eastern Company spoke: "We have not left the site over unpaid bills", and nobody was surprised.'
    parts = (
        part("a", one, claim(one, "A newspaper", "the Eastern Company had left the site over unpaid bills")),
        part("b", two, claim(two, "The Eastern Company", "We have not left the site over unpaid bills")),
    )
    (found,) = relations(*parts)
    assert found.kind == "denies"


def test_a_revised_text_is_set_beside_the_one_before() -> None:
    said = "{} border guards were killed at the Ishkobod post"
    linker = Linker(REGION)
    for revision, (word, value) in enumerate((("two", 2), ("seven", 7))):
        text = f"The Northern Ministry said that {said.format(word)}, by its count."
        told = claim(text, "Northern Ministry", said.format(word), actor="test:north")
        read = reading("a", claims=(told,), figures=(figure(text, word, value, "border guards"),))
        linked, _ = linker.link(document("a", text), read, f"r{revision}")
    assert [relation.kind for relation in linked.relations] == ["updates"]


def test_a_reprint_with_another_figure_brings_it_up_to_date() -> None:
    said = "{} border guards were killed at the Ishkobod post"
    parts = []
    for identity, word, value in (("a", "two", 2), ("b", "seven", 7)):
        text = (
            f"The Northern Ministry said that {said.format(word)}, by its count. "
            + "The pass lies high, and snow fell. " * 9
        )
        told = claim(text, "Northern Ministry", said.format(word), actor="test:north")
        parts.append(part(identity, text, told, figures=(figure(text, word, value, "border guards"),)))
    assert [found.kind for found in relations(*parts)] == ["updates"]
