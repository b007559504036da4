"""What becomes of claims: the written rules, and the same standing in every order and beside every verdict."""

from __future__ import annotations

import random

import pytest
from ledger_filling import article_id, document, link_all, read_all, store

from jarchi.ledger import Ledger
from jarchi.ledger.histories import history
from jarchi.records.histories import ClaimHistory, Utterance
from jarchi.records.links import Linked, Membership, Relation, RelationKind
from jarchi.records.readings import Speaker, claim_id
from jarchi.records.review import Verdict

TieOf = tuple[str, RelationKind, str]


def said(
    claim: str, hour: int, source: str = "", *, speaker: Speaker = "expert", copy_of: str | None = None, **more: object
) -> Utterance:
    """Give an utterance in an article of its own, of an owner of its own where no source is named."""
    owner = source or f"owner {claim}"
    moment = f"2026-03-01T{hour:02}:00:00Z"
    return Utterance(claim, f"a{claim}", "s", owner, owner, moment, 0, speaker, copy_of=copy_of, **more)  # type: ignore[arg-type]


def tie(subject: str, kind: RelationKind, object: str) -> Relation:
    return Relation(kind, subject, object, "inferred", "because")


def told(utterances: list[Utterance], ties: list[TieOf]) -> ClaimHistory:
    own = [one for one in utterances if not one.claim.startswith("x")]
    return history(own, [tie(*given) for given in ties], {one.claim: one for one in utterances})


RULES: list[tuple[str, list[Utterance], list[TieOf], str, int, int]] = [
    # what happened; utterances ("x..." are the others); ties; status, credibility, hour since when
    ("one says it", [said("a", 1)], [], "one voice", 3, 1),
    ("nobody known says it", [said("a", 1, speaker="anonymous")], [], "one voice", 6, 1),
    ("an official says it", [said("a", 1, speaker="official")], [], "official only", 3, 1),
    ("the text doubts it", [said("a", 1, unverified=True)], [], "could not be verified", 6, 1),
    (
        "two say it",
        [said("a", 1), said("b", 4)],
        [("b", "confirms", "a")],
        "several independent voices",
        2,
        4,
    ),
    (
        "three say it",
        [said("a", 1), said("b", 4), said("c", 5)],
        [("b", "confirms", "a"), ("c", "confirms", "a")],
        "several independent voices",
        1,
        4,
    ),
    ("the same one again elsewhere", [said("a", 1), said("b", 4)], [("b", "repeats", "a")], "one voice", 3, 1),
    (
        "two speakers in outlets of one owner",
        [said("a", 1, "house"), said("b", 4, "house")],
        [("b", "confirms", "a")],
        "one voice",
        3,
        1,
    ),
    (
        "a reprint with another speaker",
        [said("a", 1), said("b", 4, copy_of="aa")],
        [("b", "confirms", "a")],
        "one voice",
        3,
        1,
    ),
    (
        "two officials",
        [said("a", 1, speaker="official"), said("b", 2, speaker="official")],
        [("b", "confirms", "a")],
        "official only",
        2,
        1,
    ),
    ("denied", [said("a", 1), said("x", 7)], [("x", "denies", "a")], "denied", 4, 7),
    (
        "denied by two",
        [said("a", 1), said("x", 7), said("xx", 8)],
        [("x", "denies", "a"), ("xx", "denies", "a")],
        "denied",
        5,
        7,
    ),
    (
        "denied, but two say it",
        [said("a", 1), said("b", 2), said("x", 7)],
        [("b", "confirms", "a"), ("x", "denies", "a")],
        "denied",
        3,
        7,
    ),
    ("contradicted by a later one", [said("a", 1), said("x", 7)], [("x", "contradicts", "a")], "contradicted", 4, 7),
    ("contradicts an earlier one", [said("a", 7), said("x", 1)], [("a", "contradicts", "x")], "contradicted", 4, 7),
    ("says that another is wrong", [said("a", 7), said("x", 1)], [("a", "denies", "x")], "one voice", 3, 7),
    ("taken back", [said("a", 1), said("x", 7)], [("x", "retracts", "a")], "retracted", 5, 7),
    (
        "one of two takes it back",
        [said("a", 1), said("b", 2), said("x", 7)],
        [("b", "confirms", "a"), ("x", "retracts", "a")],
        "several independent voices",
        2,
        2,
    ),
    ("a later value", [said("a", 1), said("x", 7)], [("x", "updates", "a")], "one voice", 3, 1),
]


@pytest.mark.parametrize(("what", "utterances", "ties", "status", "credibility", "hour"), RULES)
def test_the_rules(
    what: str, utterances: list[Utterance], ties: list[TieOf], status: str, credibility: int, hour: int
) -> None:
    found = told(utterances, ties)
    assert (found.status, found.credibility, found.since[11:13]) == (status, credibility, f"{hour:02}"), what
    random.Random(7).shuffle(utterances)
    assert told(utterances, ties[::-1]) == found


def test_a_thousand_reprints_confirm_nothing() -> None:
    reprints = [said(f"b{number}", 2, copy_of="aa") for number in range(1000)]
    found = told([said("a", 1), *reprints], [(one.claim, "repeats", "a") for one in reprints])
    assert (found.status, found.independent, len(found.steps)) == ("one voice", 1, 1001)
    assert {step.kind for step in found.steps[1:]} == {"reprints"}


ARTICLES = 6
TIES: dict[int, tuple[RelationKind, int]] = {
    1: ("repeats", 0),
    2: ("denies", 0),
    4: ("confirms", 3),
    5: ("contradicts", 4),
}


def claims_of(ledger: Ledger) -> dict[str, str]:
    """Give the claim of each article, by article."""
    return {piece.revision.article: claim_id(piece.revision.id, piece.reading.claims[0]) for piece in ledger.pieces()}


def link(
    ledger: Ledger,
    order: list[int],
    size: int,
    linker: str = "linker-2",
    ties: dict[int, tuple[RelationKind, int]] = TIES,
) -> None:
    """Link the articles again in this order, so many to a transaction, with the ties of the table."""
    claims = claims_of(ledger)
    revisions = {piece.revision.article: piece.revision.id for piece in ledger.pieces()}
    links = []
    for number in order:
        article = article_id(number)
        relations = ()
        if number in ties:
            kind, other = ties[number]
            relations = (tie(claims[article], kind, claims[article_id(other)]),)
        links.append((Linked(Membership(article, revisions[article], "s"), relations), b"{}"))
    for first in range(0, len(links), size):
        ledger.save_links(linker, links[first : first + size])


def standing(ledger: Ledger) -> list[str]:
    return [line for line in ledger.dump() if line.startswith("standing\t")]


def filled(ledger: Ledger) -> None:
    store(ledger, *(document(number) for number in range(ARTICLES)))
    read_all(ledger)
    link_all(ledger)


def status_of(ledger: Ledger, number: int) -> str:
    found = ledger.claim_history(claims_of(ledger)[article_id(number)])
    assert found is not None
    return found.status


def test_the_standing_is_the_same_in_every_order_and_in_batches_of_any_size(ledger: Ledger) -> None:
    filled(ledger)
    link(ledger, list(range(ARTICLES)), ARTICLES)
    first = standing(ledger)
    assert len(first) == ARTICLES
    for seed, size in enumerate((1, 2, 4)):
        order = random.Random(seed).sample(range(ARTICLES), ARTICLES)
        link(ledger, order, size, f"linker-{seed + 3}")
        assert standing(ledger) == first


def test_what_is_related_no_more_is_forgotten(ledger: Ledger) -> None:
    filled(ledger)
    before = standing(ledger)
    link(ledger, list(range(ARTICLES)), 3)
    assert standing(ledger) != before
    link(ledger, list(range(ARTICLES)), 2, "linker-3", {})
    assert standing(ledger) == before


def test_a_claim_is_denied_until_a_person_refuses_the_denial(ledger: Ledger) -> None:
    filled(ledger)
    link(ledger, list(range(ARTICLES)), 3)
    assert status_of(ledger, 0) == status_of(ledger, 1) == "denied"
    claims = claims_of(ledger)
    denial = tie(claims[article_id(2)], "denies", claims[article_id(0)])
    ledger.add_verdict(Verdict(denial.id, "rejected", "ann", "2026-03-10T08:00:00Z"))
    assert status_of(ledger, 0) == "official only"
    link(ledger, list(range(ARTICLES)), 2, "linker-3")
    assert status_of(ledger, 0) == "official only"
    ledger.add_verdict(Verdict(denial.id, "accepted", "ann", "2026-03-11T08:00:00Z"))
    assert status_of(ledger, 0) == "denied"
    link(ledger, list(range(ARTICLES)), 2, "linker-4", {})  # a later run finds the denial no more
    assert status_of(ledger, 0) == "denied"


def test_claims_are_listed_once_by_what_is_asked(ledger: Ledger) -> None:
    filled(ledger)
    link(ledger, list(range(ARTICLES)), 3)
    listed = list(ledger.claims())
    assert len(listed) == ARTICLES - 2  # two of six agree with another one
    assert [one.since for one in listed] == sorted((one.since for one in listed), reverse=True)
    (denied,) = ledger.claims(status="denied")
    assert (denied.speaker, denied.content, denied.steps) == ("The minister", "the envoy", 3)
    assert list(ledger.claims(actor="region:nobody")) == list(ledger.claims(since="2027")) == []
    assert len(list(ledger.claims(actor="region:minister", story="s"))) == len(listed)
    assert {found.id for found in ledger.told_claims()} == {one.id for one in listed if one.steps > 1}


def test_an_article_that_is_read_no_more_takes_its_claims_along(ledger: Ledger) -> None:
    from jarchi.records.issues import Issue  # noqa: PLC0415

    filled(ledger)
    link(ledger, list(range(ARTICLES)), 3)
    denying = next(piece for piece in ledger.pieces() if piece.revision.article == article_id(2))
    issue = Issue("read", "news", denying.revision.url, "language", "Not read.", "set aside")
    ledger.save_readings("reader-2", [(denying.revision.id, issue)], "2026-03-10T08:00:00Z")
    assert status_of(ledger, 0) == "official only"
    assert len(standing(ledger)) == ARTICLES - 1
