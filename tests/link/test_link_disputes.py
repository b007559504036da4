"""What is no contradiction, though words and figures differ, and what is one."""

from __future__ import annotations

import pytest
from link_builders import claim, figure, reading, span
from msgspec.structs import replace

from jarchi.link.claims import claim_keys, relate_claims
from jarchi.link.signatures import Signature
from jarchi.records.readings import Claim, ClaimKind
from jarchi.records.spans import Span

PEOPLE = ("people", "men")

PAIRS = [
    # intent; who says what first; who says what a day later; the relation that is told
    (
        "the negation falls on what the other affirms",
        "Officers: officers did not fire at the crowd in the square",
        "Students: officers fired at the crowd in the square",
        "contradicts",
    ),
    (
        "the negation falls on something else",
        "The mayor: the driver was charged with leaving the scene of the accident in the square without reporting it",
        "Students: the driver was charged with leaving the scene of the accident in the square",
        None,
    ),
    (
        "the negation stands in another clause",
        "The mayor: a bomb killed an officer at the bank",
        "Students: a bomb killed an officer at the bank, and officers did not have any suspects",
        "confirms",
    ),
    (
        "the negation falls on a verb that says little",
        "The mayor: the struggle would not end with the return of the boy",
        "Students: the boy would return after the struggle",
        None,
    ),
    (
        "no longer is not never",
        "The mayor: the company is pursuing the contract for the harbour",
        "Students: the company is no longer pursuing the contract for the harbour",
        None,
    ),
    (
        "not only is no negation",
        "The mayor: the flood destroyed the harbour bridge",
        "Students: the flood not only destroyed the harbour bridge",
        "confirms",
    ),
    (
        "a supposition",
        "The mayor: the owner would not have sold the mine if wages were paid",
        "Students: the owner had sold the mine though wages were paid",
        None,
    ),
    (
        "not before some day",
        "The mayor: the harbour mine would not be closed until spring",
        "Students: the harbour mine would be closed in spring",
        None,
    ),
    (
        "a question",
        "The mayor: whether the dam had burst in the valley",
        "Students: the dam had not burst in the valley",
        None,
    ),
    (
        "a mere name of a thing",
        "The mayor: the harbour safety act",
        "Students: nobody should weaken the harbour safety act",
        None,
    ),
    (
        "each speaks of himself",
        "The trainer: he would not lead the harbour team in spring",
        "The singer: she would lead the harbour team in spring",
        None,
    ),
    (
        "killed is not wounded",
        "The mayor: 5 people were wounded in the blast at the harbour",
        "Students: 10 people were killed in the blast at the harbour",
        None,
    ),
    (
        "one fate in two ways of saying it",
        "The mayor: 5 people died in the blast at the harbour",
        "Students: the blast at the harbour killed 10 people",
        "contradicts",
    ),
    (
        "a part and its whole",
        "The mayor: the man was hit in the back by 3 of the 7 bullets",
        "Students: 7 bullets hit the man, 3 of them in the back",
        "confirms",
    ),
    (
        "one value is in both",
        "The mayor: damage to the church was estimated at 100 crowns or 152 dollars",
        "Students: damage to the church was estimated at 100 dollars",
        "confirms",
    ),
    (
        "a sum and one of its parts",
        "The mayor: so far the patrols seized 40 rifles in the valley",
        "Students: the patrol seized 12 rifles in the valley",
        None,
    ),
    (
        "what stands in so many places is not so many",
        "The mayor: half of the houses in 7 villages were destroyed",
        "Students: the quake destroyed 4 villages and their houses",
        None,
    ),
    (
        "lists of which nothing is the same",
        "The mayor: 14 rifles and 31 magazines and 923 rounds were seized",
        "Students: 6 rifles and 12 magazines and 300 rounds were seized",
        None,
    ),
    (
        "the same quotation under two names",
        'The trainer: "we walked along the harbour wall and saw smoke over the northern bridge"',
        'The singer: "we walked along the harbour wall and saw smoke over the northern bridge"',
        "repeats",
    ),
]


def signature_of(identity: str, told: str, day: int, **more: object) -> Signature:
    """Give the signature of an article in which "who: what" is said; numbers count the word behind them."""
    speaker, content = told.split(": ")
    text = f"{speaker} said {content}. It was a talk heard by many."
    words = content.split()
    figures = []
    for at, word in enumerate(words):
        if word.isdigit():
            what = next((one for one in words[at + 1 : at + 2] if one not in ("of", "were")), None)
            unit = "people" if what in PEOPLE else None
            figures.append(figure(text, f"{word}", int(word), None if unit else what, unit))
    read = reading(identity, claims=(claim(text, speaker, content, **more),), figures=tuple(figures))
    keys = claim_keys(text, read, identity)
    return Signature(identity, identity, "s", day * 86_400, language="en", claims=keys)


def told_of(first: str, second: str, **more: object) -> list[str]:
    found = relate_claims(signature_of("b", second, 2), [signature_of("a", first, 1, **more)])
    return [relation.kind for relation in found]


@pytest.mark.parametrize(("intent", "first", "second", "kind"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_what_two_claims_are_to_each_other(intent: str, first: str, second: str, kind: str | None) -> None:
    assert told_of(first, second) == ([kind] if kind else [])


@pytest.mark.parametrize(("kind", "expected"), [("statement", ["contradicts"]), ("demand", [])])
def test_a_demand_is_neither_so_nor_not_so(kind: ClaimKind, expected: list[str]) -> None:
    first, second = "The mayor: the harbour mine was closed", "Students: the harbour mine was not closed"
    assert told_of(first, second, kind=kind) == expected


REFUSED = [
    # how a sentence calls what was said wrong, or only holds such a word
    ("The owner said it was not true that {}.", True),
    ("The owner called reports that {} groundless.", True),
    ("The owner dismissed as lies the claim that {}.", True),
    ("In a town known for fake goods and old lies of traders, the owner has told the daily that {}.", False),
    ("The owner, shown to be false once before, now adds that {}.", False),
    ("The Anti-Defamation League of the owner said that {}.", False),
]


@pytest.mark.parametrize(("sentence", "is_denied"), REFUSED)
def test_a_word_of_refusal_counts_beside_the_claim_alone(sentence: str, is_denied: bool) -> None:
    content = "the harbour mine was closed by the flood"
    text = sentence.format(content)
    source = "The Anti-Defamation League of the owner" if "League" in sentence else "owner"
    whole = reading("b", claims=(claim(text, source, content),), sentences=(Span(0, len(text)),))
    later = Signature("b", "b", "s", 172_800, language="en", claims=claim_keys(text, whole, "b"))
    found = relate_claims(later, [signature_of("a", f"The mayor: {content}", 1)])
    assert ([relation.kind for relation in found] == ["denies"]) == is_denied


DENIED = [
    # what is denied by which cue; whether that answers a claim
    ("denied", "any closing of the harbour mine", True),
    ("rejected", "the harbour mine offer", False),
    ("denied", "the appeal for the harbour mine", False),
    ("refused", "to close the harbour mine", False),
    ("denied", "that the harbour mine was closed", True),
]


@pytest.mark.parametrize(("cue", "content", "is_denied"), DENIED)
def test_who_refuses_a_thing_denies_no_claim(cue: str, content: str, is_denied: bool) -> None:
    text = f"The owner {cue} {content}."
    said = Claim((span(text, "The owner"),), (span(text, cue),), (span(text, content),), kind="denial")
    keys = claim_keys(text, reading("b", claims=(said,)), "b")
    later = Signature("b", "b", "s", 172_800, language="en", claims=keys)
    found = relate_claims(later, [signature_of("a", "The mayor: the harbour mine was closed", 1)])
    assert [relation.kind for relation in found] == (["denies"] if is_denied else [])


def test_a_denial_of_somebodys_words_answers_what_he_said() -> None:
    content = "what the border guards had said about the frontier"
    text = f"The owner rejected {content}."
    said = Claim((span(text, "The owner"),), (span(text, "rejected"),), (span(text, content),), kind="denial")
    keys = claim_keys(text, reading("b", claims=(said,)), "b")
    later = Signature("b", "b", "s", 172_800, language="en", claims=keys)
    for first, kinds in (
        ("Border guards: it was less safe on the northern frontier", ["denies"]),
        ("Students: it was less safe on the northern frontier", []),
    ):
        assert [found.kind for found in relate_claims(later, [signature_of("a", first, 1)])] == kinds


def test_a_report_of_a_denial_is_not_denied_by_it() -> None:
    text = "The owner denied that the harbour mine was closed."
    said = Claim(
        (span(text, "The owner"),), (span(text, "denied"),), (span(text, "the harbour mine was closed"),), kind="denial"
    )
    later = Signature("b", "b", "s", 172_800, language="en", claims=claim_keys(text, reading("b", claims=(said,)), "b"))
    for first, kinds in (
        ("Students: the harbour mine was closed", ["denies"]),
        ("Students: the owner denied that the harbour mine was closed", []),
    ):
        assert [found.kind for found in relate_claims(later, [signature_of("a", first, 1)])] == kinds


WITHDRAWN = [
    # how the sentence goes; whether that takes back what was said
    ("The mayor withdrew the statement that {}.", True),
    ("The mayor retracted: {}.", True),
    ("The mayor apologised to the owner because {}.", False),
    ("The mayor withdrew an offer, for {}.", False),
]


@pytest.mark.parametrize(("sentence", "is_back"), WITHDRAWN)
def test_only_what_was_said_can_be_taken_back(sentence: str, is_back: bool) -> None:
    content = "the harbour mine was closed"
    text = sentence.format(content)
    keys = claim_keys(text, reading("b", claims=(claim(text, "The mayor", content),)), "b")
    later = Signature("b", "b", "s", 172_800, language="en", claims=keys)
    (found,) = relate_claims(later, [signature_of("a", f"The mayor: {content}", 1)])
    assert (found.kind == "retracts") == is_back


def placed(signature: Signature, places: tuple[str, ...]) -> Signature:
    return replace(signature, claims=tuple(replace(key, places=places) for key in signature.claims))


def test_a_place_that_nobody_could_place_may_be_any() -> None:
    one = signature_of("a", "The mayor: 12 men worked at the harbour mine", 1)
    two = signature_of("b", "Students: 40 men worked at the harbour mine", 2)
    for known, other, kinds in (
        (("g7",), ("g8",), []),
        (("g7",), ("kerki brid",), ["contradicts"]),
        (("kerki brid",), ("osh brid",), []),
    ):
        first, second = placed(one, known), placed(two, other)
        assert [found.kind for found in relate_claims(second, [first])] == kinds
