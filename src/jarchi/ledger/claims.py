"""Claims: where each one stands, kept up with every change to links and verdicts, and found by it.

What `standing` holds is a function of claims, relations, memberships, sources and verdicts as they are now. Whatever
changes one of them hands the claims concerned to `refresh` in the same transaction, so that the table is the same in
whatever order things came, and after a kill.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from jarchi.ledger import growing, schema
from jarchi.ledger.histories import groups, history
from jarchi.ledger.rows import batches, pairs, record_of, stream
from jarchi.ledger.showing import readings_of, revisions_of
from jarchi.ledger.voices import voices_in
from jarchi.records.histories import (
    AGREEING,
    BETWEEN_CLAIMS,
    ClaimHistory,
    ClaimOutline,
    ClaimStatus,
    Standing,
    Tie,
    Utterance,
)
from jarchi.records.readings import Claim, Reading
from jarchi.records.spans import Span

PAGE = 100
"""Claims listed at once, each with its article's text and reading."""

_standing, _claim, _relation, _verdict = schema.standing.c, schema.claim.c, schema.relation.c, schema.verdict.c
_member, _revision, _article, _source = schema.membership.c, schema.revision.c, schema.article.c, schema.source.c


def concerned(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Give the claims whose standing rests on these articles as they are now: theirs, and those tied to them."""
    found: set[str] = set()
    for ids in batches(articles):
        found.update(connection.scalars(select(_standing.claim).where(_standing.article.in_(ids))))
        query = select(_claim.id).join(schema.membership, _member.revision == _claim.revision)
        found.update(connection.scalars(query.where(_member.article.in_(ids))))
        ties = select(_relation.subject, _relation.object)
        ties = ties.where(_relation.article.in_(ids), _relation.kind.in_(BETWEEN_CLAIMS))
        for subject, object in connection.execute(ties):
            found |= {subject, object}
    return found


def refresh(connection: Connection, claims: Iterable[str], fresh: Collection[str] = ()) -> None:
    """Bring the standing of these claims up to date, and of all whose standing depends on them.

    `fresh` are articles that have not been linked before: their claims may just be added to histories (growing.py).
    """
    seeds = set(claims)
    if fresh:
        seeds -= _added(connection, growing.single_texts(connection, sorted(fresh)))
    if not seeds:
        return
    reach = _Reach(connection)
    reach.extend(seeds | _together(connection, seeds))
    reach.extend(_ends(reach, seeds))
    for ids in batches(reach.claims):
        connection.execute(delete(schema.standing).where(_standing.claim.in_(ids)))
    rows = [row for found in _histories(connection, reach) for row in found]
    for batch in batches(rows):
        connection.execute(insert(schema.standing), batch)


def _added(connection: Connection, articles: set[str]) -> set[str]:
    """Add the claims of new articles to the histories that they only make longer; gives all claims that are done."""
    new: set[str] = set()
    for ids in batches(sorted(articles)):
        query = select(_claim.id).join(schema.membership, _member.revision == _claim.revision)
        new.update(connection.scalars(query.where(_member.article.in_(ids))))
    reach = _Reach(connection)
    reach.take(new)
    ends = {end for tie in reach.ties.values() for end in (tie.subject, tie.object)} - new
    heads = dict.fromkeys(ends, "")
    for ids in batches(sorted(ends)):
        heads |= pairs(connection.execute(select(_standing.claim, _standing.head).where(_standing.claim.in_(ids))))
    large = growing.large(connection, set(heads.values()))
    if not large:
        return set()
    heads = {end: head if head in large else "" for end, head in heads.items()}
    said, _ = _utterances(connection, reach)
    done: set[str] = set()
    for one in growing.grown(said, reach.ties.values(), heads):
        if growing.grow(connection, one):
            done.update(claim.claim for claim in one.claims)
            done.update(end for tie in one.ties for end in (tie.subject, tie.object))
    return done


def claim_history(connection: Connection, claim: str) -> ClaimHistory | None:
    """Give the history that a claim is a part of; None where no linked article has the claim."""
    return claim_histories(connection, [claim]).get(claim)


def claim_histories(connection: Connection, claims: Iterable[str]) -> dict[str, ClaimHistory]:
    """Give the history that each of these claims is a part of, of those that a linked article has."""
    wanted = set(claims)
    reach = _Reach(connection)
    reach.extend(wanted)
    known, others = _utterances(connection, reach)
    found: dict[str, ClaimHistory] = {}
    ties, all_told = _ties_by_claim(reach), others | known
    for group in groups(known, reach.ties.values()):
        if asked := wanted & set(group):
            told = history([known[id] for id in group], _ties_at(group, ties), all_told)
            found |= dict.fromkeys(asked, told)
    return found


def told_standings(connection: Connection, claims: Iterable[str]) -> dict[str, Standing]:
    """Give where claims stand, of those of `claims` to which something happened."""
    found: dict[str, Standing] = {}
    for ids in batches(claims):
        query = select(schema.standing).where(_standing.claim.in_(ids), _standing.steps > 1)
        found |= {row["claim"]: record_of(Standing, row) for row in connection.execute(query).mappings()}
    return found


def standings(connection: Connection, articles: Iterable[str]) -> dict[str, Standing]:
    """Give where the claims of some articles stand, by claim."""
    found: dict[str, Standing] = {}
    for ids in batches(articles):
        query = select(schema.standing).where(_standing.article.in_(ids)).order_by(_standing.claim)
        found |= {row["claim"]: record_of(Standing, row) for row in connection.execute(query).mappings()}
    return found


def told_claims(connection: Connection) -> Iterator[ClaimHistory]:
    """Give the histories of the claims to which something happened, by their first moment and id."""
    query = select(_standing.claim).where(_standing.claim == _standing.head, _standing.steps > 1)
    for rows in batches(stream(connection, query.order_by(_standing.moment, _standing.claim)), PAGE):
        found = claim_histories(connection, [row.claim for row in rows])
        yield from (found[row.claim] for row in rows if row.claim in found)


def outlines(
    connection: Connection,
    status: ClaimStatus | None = None,
    actor: str | None = None,
    story: str | None = None,
    since: str = "",
) -> Iterator[ClaimOutline]:
    """Give the claims, each history once, the newest change first; only those that meet what is given.

    `actor` has said it, or taken it up, by id; `since` is the moment from which on the status has held.
    """
    query = select(schema.standing, _member.story, _claim.revision, _claim.ordinal, _claim.actor, _source.name)
    query = query.join(schema.claim, _claim.id == _standing.claim).join(
        schema.membership, _member.article == _standing.article
    )
    query = query.join(schema.article, _article.id == _standing.article).join(
        schema.source, _source.id == _article.source
    )
    query = query.where(_standing.claim == _standing.head, _standing.since >= since)
    if status is not None:
        query = query.where(_standing.status == status)
    if story is not None:
        query = query.where(_member.story == story)
    if actor is not None:
        other, said = schema.standing.alias().c, schema.claim.alias().c
        mine = select(other.claim).where(
            and_(other.head == _standing.head, said.id == other.claim, said.actor == actor)
        )
        query = query.where(mine.exists())
    rows = stream(connection, query.order_by(_standing.since.desc(), _standing.claim))
    for batch in batches(rows, PAGE):
        texts = revisions_of(connection, {row.revision for row in batch})
        readings = readings_of(connection, texts)
        for row in batch:
            yield _outline(row, texts[row.revision].text, readings[row.revision])


def _outline(row: Any, text: str, reading: Reading) -> ClaimOutline:
    claim = reading.claims[row.ordinal]
    return ClaimOutline(
        id=row.claim,
        status=row.status,
        since=row.since,
        credibility=row.credibility,
        independent=row.independent,
        steps=row.steps,
        first=row.moment,
        story=row.story,
        article=row.article,
        source=row.name,
        speaker=_plain(text, claim.source),
        content=_plain(text, claim.content),
        actor=row.actor,
        countries=countries_of(reading, claim),
    )


def countries_of(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """Give the countries of the places that a claim names."""
    spans = (*claim.source, *claim.content)
    inside = (
        place.country
        for place in reading.meant_places
        if place.country and any(span.start <= place.span.start < span.end for span in spans)
    )
    return tuple(sorted(set(inside)))


def _plain(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


class _Reach:
    """The claims that agree with those it was given, and the ties at any of them that no person refused."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.claims: set[str] = set()
        self.ties: dict[str, Tie] = {}

    def extend(self, claims: Iterable[str]) -> None:
        """Take in claims, and what agrees with them, directly or through others."""
        waiting = sorted(set(claims) - self.claims)
        while waiting:
            kept = self.take(waiting)
            ends = {end for tie in kept.values() if tie.kind in AGREEING for end in (tie.subject, tie.object)}
            waiting = sorted(ends - self.claims)

    def take(self, claims: Iterable[str]) -> dict[str, Tie]:
        """Take in claims, and the ties at them; gives these."""
        waiting = sorted(set(claims))
        self.claims.update(waiting)
        found: dict[str, Tie] = {}
        columns = (_relation.id, _relation.kind, _relation.subject, _relation.object, _relation.reason)
        for ids in batches(waiting, 250):
            for end in (_relation.subject, _relation.object):
                query = select(*columns).where(end.in_(ids), _relation.kind.in_(BETWEEN_CLAIMS))
                for row in self._connection.execute(query.order_by(_relation.id, _relation.article)):
                    if row.id not in found and row.id not in self.ties:
                        found[row.id] = Tie(*row)
        refused = _rejected(self._connection, found)
        kept = {id: tie for id, tie in found.items() if id not in refused}
        self.ties |= kept
        return kept


def _ends(reach: _Reach, seeds: set[str]) -> set[str]:
    """Give the claims that a tie joins to one of `seeds`."""
    return {
        other
        for tie in reach.ties.values()
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject))
        if one in seeds
    }


def _together(connection: Connection, claims: Iterable[str]) -> set[str]:
    """Give the claims that stood in one history with any of these when they were last brought up to date."""
    found: set[str] = set()
    for ids in batches(claims):
        heads = select(_standing.head).where(_standing.claim.in_(ids))
        found.update(connection.scalars(select(_standing.claim).where(_standing.head.in_(heads))))
    return found


def _histories(connection: Connection, reach: _Reach) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of each history among the claims reached."""
    known, others = _utterances(connection, reach)
    ties, all_told = _ties_by_claim(reach), others | known
    for group in groups(known, reach.ties.values()):
        own = _ties_at(group, ties)
        found = history([known[id] for id in group], own, all_told)
        voice_of = voices_in([known[id] for id in group], own)
        articles = {known[id].article for id in group}
        yield [
            {
                "claim": id,
                "head": found.id,
                "article": known[id].article,
                "moment": known[id].moment,
                "status": found.status,
                "since": found.since,
                "credibility": found.credibility,
                "independent": found.independent,
                "steps": len(found.steps),
                "voice": voice_of[id],
                "owner": "" if known[id].copy_of in articles else known[id].owner,
            }
            for id in group
        ]


def _ties_by_claim(reach: _Reach) -> dict[str, list[Tie]]:
    """Give the ties at each claim: looked up once a group, so that many groups cost no more than their own ties."""
    found: dict[str, list[Tie]] = {}
    for tie in reach.ties.values():
        for end in {tie.subject, tie.object}:
            found.setdefault(end, []).append(tie)
    return found


def _ties_at(group: Iterable[str], ties: dict[str, list[Tie]]) -> list[Tie]:
    return list({tie.id: tie for claim in group for tie in ties.get(claim, ())}.values())


def _utterances(connection: Connection, reach: _Reach) -> tuple[dict[str, Utterance], dict[str, Utterance]]:
    """Give the utterances of the claims reached, and of those at the other ends of their ties.

    A claim of an older text counts while something is tied to it; what no linked article says any more is left out.
    """
    tied = {end for tie in reach.ties.values() for end in (tie.subject, tie.object)}
    wanted = sorted(reach.claims | tied)
    columns = (
        *(_claim.id, _claim.ordinal, _claim.speaker, _claim.actor, _claim.unverified, _claim.revision),
        *(_revision.moment, _member.article, _member.story, _member.copy_of, _member.revision.label("linked")),
        *(_source.id.label("source"), _source.owner),
    )
    query = (
        select(*columns)
        .join(schema.revision, _revision.id == _claim.revision)
        .join(schema.membership, _member.article == _revision.article)
        .join(schema.article, _article.id == _revision.article)
        .join(schema.source, _source.id == _article.source)
    )
    rows = [row for ids in batches(wanted) for row in connection.execute(query.where(_claim.id.in_(ids)))]
    apart = _rejected_copies(connection, {row.article for row in rows if row.copy_of})
    found = {
        row.id: Utterance(
            claim=row.id,
            article=row.article,
            story=row.story,
            source=row.source,
            owner=(row.owner or "").casefold().strip() or row.source,
            moment=row.moment,
            ordinal=row.ordinal,
            speaker=row.speaker,
            actor=row.actor,
            unverified=bool(row.unverified),
            copy_of=None if (row.article, row.copy_of) in apart else row.copy_of,
        )
        for row in rows
        if row.revision == row.linked or row.id in tied
    }
    return {id: one for id, one in found.items() if id in reach.claims}, found


def _rejected(connection: Connection, subjects: Iterable[str]) -> set[str]:
    """Give the subjects that a person rejected, where no later verdict took that back."""
    return {subject for subject, (decision, _) in _newest(connection, subjects).items() if decision == "rejected"}


def _rejected_copies(connection: Connection, articles: Iterable[str]) -> set[tuple[str, str]]:
    verdicts = _newest(connection, [f"copy:{article}" for article in articles])
    return {
        (subject.removeprefix("copy:"), value)
        for subject, (decision, value) in verdicts.items()
        if decision == "rejected"
    }


def _newest(connection: Connection, subjects: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give decision and value of the newest verdict on each subject that has any."""
    found: dict[str, tuple[str, str]] = {}
    for ids in batches(sorted(subjects)):
        query = select(_verdict.subject, _verdict.decision, _verdict.value).where(_verdict.subject.in_(ids))
        for subject, decision, value in connection.execute(query.order_by(_verdict.id)):
            found[subject] = (decision, value)
    return found


def judged_on(connection: Connection, subject: str) -> set[str]:
    """Give the claims whose standing a verdict on `subject` changes."""
    if subject.startswith("copy:"):
        return concerned(connection, [subject.removeprefix("copy:")])
    query = select(_relation.subject, _relation.object).where(
        _relation.id == subject, _relation.kind.in_(BETWEEN_CLAIMS)
    )
    return {end for row in connection.execute(query) for end in row}


def accepted(connection: Connection, relations: Iterable[str]) -> set[str]:
    """Give the relations that a person accepted: no later run takes them away."""
    return {subject for subject, (decision, _) in _newest(connection, relations).items() if decision == "accepted"}
