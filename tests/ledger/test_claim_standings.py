"""Where claims stand is the same however it came about: beside the rules told plainly, and beside a fresh count."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from ledger_filling import document, read_all, reading, store
from msgspec.structs import replace
from sqlalchemy import delete, select

from jarchi.ledger import Ledger, claims, growing, opening, schema
from jarchi.ledger.histories import history
from jarchi.records.histories import Utterance
from jarchi.records.links import Linked, Membership, Relation, RelationKind
from jarchi.records.readings import claim_id

AGREEING: tuple[RelationKind, ...] = ("repeats", "confirms")
OPPOSING: tuple[RelationKind, ...] = ("denies", "contradicts", "updates", "retracts")


def drawn(chance: random.Random, size: int) -> tuple[list[Utterance], list[Relation]]:
    """Give claims that agree, each tied to one before it, of few owners and actors; some copies; some who oppose."""
    said: list[Utterance] = []
    ties: list[Relation] = []
    for number in range(size):
        is_other = number > 1 and chance.random() < 0.2
        owner = f"owner {chance.randrange(4)}"
        copy_of = f"a{chance.randrange(size)}" if chance.random() < 0.3 else None
        one = Utterance(
            claim=f"{'x' if is_other else 'c'}{number}",
            article=f"a{number}",
            story="s",
            source=owner,
            owner=owner,
            moment=f"2026-03-01T{chance.randrange(number, number + 3):02}:00:00Z",
            ordinal=0,
            speaker=chance.choice(["official", "official", "expert"]),
            actor=chance.choice([None, None, "p", "q"]),
            unverified=chance.random() < 0.1,
            copy_of=copy_of if copy_of != f"a{number}" else None,
        )
        if said:
            kind = chance.choice(OPPOSING if is_other else AGREEING)
            other = chance.choice([known for known in said if known.claim.startswith("c")])
            ties.append(Relation(kind, one.claim, other.claim, "inferred", "because"))
        said.append(one)
    return said, ties


def owners_of(said: Sequence[Utterance]) -> set[str]:
    """Give the owners of reports that copy nothing which is there."""
    there = {one.article for one in said}
    return {one.owner for one in said if one.copy_of not in there}


def voices_of(said: Sequence[Utterance], ties: Sequence[Relation]) -> list[set[str]]:
    voices = [{one.claim} for one in said]
    pairs = [(tie.subject, tie.object) for tie in ties if tie.kind == "repeats"]
    pairs += [(one.claim, other.claim) for one in said for other in said if one.actor and one.actor == other.actor]
    for pair in pairs:
        both = [voice for voice in voices if voice & set(pair)]
        if len(both) == 2 and all(any(claim in voice for voice in voices) for claim in pair):
            voices = [voice for voice in voices if voice not in both] + [both[0] | both[1]]
    return voices


def plainly(said: Sequence[Utterance], ties: Sequence[Relation], until: str) -> tuple[str, int]:
    """Give status and independent voices at a moment, by the rules as docs/reference/claims.md tells them."""
    told = {one.claim: one for one in said}
    own = [one for one in said if one.claim.startswith("c") and one.moment <= until]
    against = [
        tie for tie in ties if tie.kind in OPPOSING and max(told[tie.subject].moment, told[tie.object].moment) <= until
    ]
    voices = voices_of(own, ties)
    independent = max(min(len(voices), len(owners_of(own))), 1)
    back = {tie.object for tie in against if tie.kind == "retracts"}
    kinds = {tie.kind for tie in against}
    doubt = any(one.unverified for one in own)
    if back and all(voice & back for voice in voices):
        return "retracted", independent
    for kind, status in (("denies", "denied"), ("contradicts", "contradicted")):
        if kind in kinds:
            return status, independent
    if all(one.speaker == "official" for one in own):
        return "could not be verified" if doubt else "official only", independent
    if independent > 1:
        return "several independent voices", independent
    return "could not be verified" if doubt else "one voice", independent


@pytest.mark.parametrize("seed", range(60))
def test_a_history_follows_the_rules_at_every_moment(seed: int) -> None:
    said, ties = drawn(random.Random(seed), 12)
    own = [one for one in said if one.claim.startswith("c")]
    found = history(own, ties, {one.claim: one for one in said})
    told = {one.claim: one for one in said}
    points = {one.moment for one in own if not one.copy_of} | {min(one.moment for one in own)}
    points |= {max(told[tie.subject].moment, told[tie.object].moment) for tie in ties if tie.kind in OPPOSING}
    course = [(plainly(said, ties, moment)[0], moment) for moment in sorted(points)]
    since = next(moment for at, (_, moment) in enumerate(course) if len({status for status, _ in course[at:]}) == 1)
    assert (found.status, found.since) == (course[-1][0], since)
    assert found.independent == plainly(said, ties, "~")[1]


ARTICLES = 14


def links_of(ledger: Ledger, chance: random.Random) -> list[tuple[Linked, bytes]]:
    """Give a link for each article: a copy now and then, and ties of every kind to claims of others."""
    pairs = ledger.unlinked("linker", ARTICLES)
    claims_by = {revision.article: claim_id(revision.id, read.claims[0]) for revision, read in pairs}
    links = []
    for revision, _ in pairs:
        article, others = revision.article, [one for one in claims_by if one != revision.article]
        kinds = chance.sample(AGREEING + AGREEING + OPPOSING, chance.randrange(3))
        ties = {
            (kind, other): Relation(kind, claims_by[article], claims_by[other], "inferred", "because")
            for kind, other in zip(kinds, chance.sample(others, len(kinds)), strict=True)
        }
        copy_of = chance.choice(others) if chance.random() < 0.2 else None
        links.append((Linked(Membership(article, revision.id, "s", copy_of), tuple(ties.values())), b"{}"))
    return links


@pytest.mark.parametrize("seed", range(2))
def test_standings_kept_up_are_those_of_a_fresh_count(ledger: Ledger, seed: int) -> None:
    chance = random.Random(seed)
    store(ledger, *(document(number, source=f"news {number % 5}") for number in range(ARTICLES)))
    read_all(ledger)
    links = links_of(ledger, chance)
    chance.shuffle(links)
    save_and_count_afresh(ledger, links, chance, (2, 4, 6))


def save_and_count_afresh(
    ledger: Ledger, links: Sequence[tuple[Linked, bytes]], chance: random.Random, sizes: Sequence[int]
) -> None:
    """Save links in batches of some of these sizes; after each the standings are those of a fresh count."""
    while links:
        size = chance.choice(sizes)
        ledger.save_links("linker", links[:size])
        links = links[size:]
        kept = standing(ledger)
        assert afresh(ledger) == kept


def afresh(ledger: Ledger) -> list[str]:
    """Give the standings as they come out when all are computed anew."""
    with opening.writing(ledger._engine) as connection:
        everything = set(connection.scalars(select(schema.claim.c.id)))
        connection.execute(delete(schema.standing))
        claims.refresh(connection, everything)
    return standing(ledger)


def spoken(ledger: Ledger, chance: random.Random, size: int) -> list[tuple[Linked, bytes]]:
    """Store, read and give links for articles in order of time, nearly all of which agree with an earlier one."""
    store(ledger, *(document(n, source=f"news {n % 4}", published=moment_of(n)) for n in range(size)))
    read = [
        (
            revision.id,
            replace(
                reading(revision),
                claims=(
                    replace(
                        reading(revision).claims[0],
                        actor=chance.choice([None, None, None, "p", "q"]),
                        speaker="official" if number < size // 3 else chance.choice(["official", "expert"]),
                        unverified=chance.random() < 0.1,
                    ),
                ),
            ),
        )
        for number, revision in enumerate(sorted(ledger.unread("reader-1", size), key=lambda one: one.published or ""))
    ]
    ledger.save_readings("reader-1", read, "2026-03-10T08:00:00Z")
    pairs = ledger.unlinked("linker", size)
    ids = [claim_id(revision.id, told.claims[0]) for revision, told in pairs]
    links = []
    for at, (revision, _) in enumerate(pairs):
        kinds = chance.choices((*AGREEING, "denies"), (5, 5, 0.3), k=chance.choice((0, 1, 1, 1, 2)))
        ties = {
            (kind, other): Relation(kind, ids[at], other, "inferred", "because")
            for kind in kinds
            if at and (other := ids[chance.randrange(max(at - 6, 0), at)])
        }
        copy_of = pairs[chance.randrange(at)][0].article if at and chance.random() < 0.25 else None
        links.append((Linked(Membership(revision.article, revision.id, "s", copy_of), tuple(ties.values())), b"{}"))
    return links


def moment_of(number: int) -> str:
    """Give the moment of an article: two or three share one."""
    return f"2026-03-{1 + number // 50:02}T{number * 2 // 5 % 24:02}:00:00+00:00"


@pytest.mark.parametrize("seed", [6, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (75, 155, 300))])
def test_histories_that_only_grow_come_out_as_when_computed_afresh(
    ledger: Ledger, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    grow = growing.grow
    monkeypatch.setattr(growing, "FEWEST_CLAIMS", 1)
    monkeypatch.setattr(growing, "grow", lambda *given: taken.append(is_done := grow(*given)) or is_done)
    chance = random.Random(seed)
    save_and_count_afresh(ledger, spoken(ledger, chance, 40), chance, (2, 9, 14))
    assert sum(taken) > 1, "the short way is taken"


def standing(ledger: Ledger) -> list[str]:
    return [line for line in ledger.dump() if line.startswith("standing\t")]
