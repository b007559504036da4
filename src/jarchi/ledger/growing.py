"""Growing: histories to which a batch only adds later claims that agree, brought up to date by what is new.

A story of thousands of reports that say the same must not make each later batch slower. What is known of such a
history stands in its rows: how it stood last, the voice of each claim and the owner of each report that copies nothing.
Whatever is not surely of this kind is left to the whole way (claims.py), which gives the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, func, insert, select, update

from jarchi.ledger import schema
from jarchi.ledger.histories import NAMELESS, credibility, in_order
from jarchi.ledger.rows import Row, batches
from jarchi.ledger.voices import head_of, join
from jarchi.records.histories import AGREEING, ClaimStatus, Tie, Utterance

FEWEST_CLAIMS = 100
"""Of a smaller history all claims together are looked up sooner than what is asked of it alone."""

_standing, _claim, _member = schema.standing.c, schema.claim.c, schema.membership.c
_revision = schema.revision.c


class Grown(msgspec.Struct, frozen=True):
    """New claims that agree with one history known by its `head`, and the ties that say so."""

    head: str
    claims: tuple[Utterance, ...]
    ties: tuple[Tie, ...]


class _State(msgspec.Struct):
    """How a history stood last, and the counts that its next status follows from."""

    head: str
    moment: str
    last: str
    status: ClaimStatus
    since: str
    size: int
    voices: int
    owners: int
    is_official: bool
    is_unverified: bool
    is_nameless: bool


def grown(said: Mapping[str, Utterance], ties: Iterable[Tie], heads: Mapping[str, str]) -> list[Grown]:
    """Give the new claims by the one history that each adds to, without those of none, of several, or in a dispute.

    `said` are the new claims, `ties` those at them, `heads` the histories of the earlier claims at their other ends.
    """
    agreeing = [tie for tie in ties if tie.kind in AGREEING]
    disputed = {end for tie in ties if tie.kind not in AGREEING for end in (tie.subject, tie.object)}
    sets: dict[str, str] = {}
    for tie in agreeing:
        one, other = (end if end in said else f"head {heads[end]}" for end in (tie.subject, tie.object))
        for end in (one, other):
            sets.setdefault(end, end)
        join(sets, one, other)
    groups: dict[str, set[str]] = {}
    for end in sets:
        groups.setdefault(head_of(sets, end), set()).add(end)
    found = []
    for group in groups.values():
        known = {end.removeprefix("head ") for end in group - said.keys()}
        if len(known) == 1 and known != {""} and group.isdisjoint(disputed):
            own = tuple(tie for tie in agreeing if tie.subject in group or tie.object in group)
            found.append(Grown(known.pop(), tuple(said[claim] for claim in sorted(group & said.keys())), own))
    return found


def large(connection: Connection, heads: Iterable[str]) -> set[str]:
    """Give those of some histories that are large enough for the short way."""
    found: set[str] = set()
    for ids in batches(sorted(heads)):
        query = select(_standing.head).where(_standing.head.in_(ids)).group_by(_standing.head)
        found.update(connection.scalars(query.having(func.count() >= FEWEST_CLAIMS)))
    return found


def grow(connection: Connection, one: Grown) -> bool:
    """Bring a history up to date; gives False, and changes nothing, where that takes the whole way."""
    state = _state(connection, one.head)
    said = sorted(one.claims, key=in_order)
    if state is None or said[0].moment < state.last or said[0].moment == state.moment:
        return False
    if _is_copied(connection, one):
        return False
    course = _Course(connection, one, state)
    while course.waiting:
        if not course.step():
            return False
    course.write(connection)
    return True


def _state(connection: Connection, head: str) -> _State | None:
    """Give how a history stood last; None where somebody opposes it, or where its voices are not known."""
    in_it = _standing.head == head
    counts = connection.execute(
        select(
            *(func.count(), func.max(_standing.moment), func.min(_standing.voice)),
            *(func.count(_standing.voice.distinct()), func.count(func.nullif(_standing.owner, "").distinct())),
        ).where(in_it)
    ).one()
    first = connection.execute(
        select(schema.standing, _claim.speaker)
        .join(schema.claim, _claim.id == _standing.claim)
        .where(in_it, _standing.claim == head)
    ).one_or_none()
    if first is None or not counts[2] or first.steps != counts[0]:
        return None
    of_them = select(_claim.id).join(schema.standing, _standing.claim == _claim.id).where(in_it).limit(1)
    return _State(
        head=head,
        moment=first.moment,
        last=counts[1],
        status=first.status,
        since=first.since,
        size=counts[0],
        voices=counts[3],
        owners=counts[4],
        is_official=connection.scalar(of_them.where(_claim.speaker != "official")) is None,
        is_unverified=connection.scalar(of_them.where(_claim.unverified == 1)) is not None,
        is_nameless=first.speaker in NAMELESS,
    )


def _is_copied(connection: Connection, one: Grown) -> bool:
    """Tell whether a report that is known already copies one of the new ones, which then owes it nothing any more."""
    articles = sorted({said.article for said in one.claims})
    if any(said.copy_of in articles for said in one.claims):
        return True
    query = select(_standing.claim).join(schema.membership, _member.article == _standing.article)
    query = query.where(_standing.head == one.head).limit(1)
    return any(connection.scalar(query.where(_member.copy_of.in_(ids))) is not None for ids in batches(articles))


class _Course:
    """Follows a history through its new claims, in order of time."""

    def __init__(self, connection: Connection, one: Grown, state: _State) -> None:
        self._state = state
        self._said = sorted(one.claims, key=in_order)
        self.waiting = deque(self._said)
        self._ties: dict[str, list[str]] = {}
        for tie in one.ties:
            if tie.kind == "repeats":
                self._ties.setdefault(tie.subject, []).append(tie.object)
                self._ties.setdefault(tie.object, []).append(tie.subject)
        new = {said.claim for said in self._said}
        self._voices = _known(connection, one.head, _standing.claim, _standing.voice, set(self._ties) - new)
        self._sets = {voice: voice for voice in self._voices.values()}
        actors = {said.actor for said in self._said if said.actor}
        self._actors = _known(connection, one.head, _claim.actor, _standing.voice, actors)
        self._sets |= {voice: voice for voice in self._actors.values()}
        owners = {said.owner for said in self._said}
        self._owners = set(_known(connection, one.head, _standing.owner, _standing.owner, owners))
        copied = {said.copy_of for said in self._said if said.copy_of}
        self._there = set(_known(connection, one.head, _standing.article, _standing.article, copied))
        self._rows: list[Row] = []

    def step(self) -> bool:
        """Take in what is said at the next moment; gives False where it alters one that was followed already."""
        state, moment = self._state, self.waiting[0].moment
        is_turn = False
        while self.waiting and self.waiting[0].moment == moment:
            is_turn |= self._hear(self.waiting.popleft())
        if not is_turn:
            return moment > state.last
        now = self._status()
        if now != state.status:
            if moment == state.last and state.since == moment:
                return False
            state.since, state.status = moment, now
        state.last = max(state.last, moment)
        return True

    def _hear(self, one: Utterance) -> bool:
        """Take in a claim; gives whether it is no copy."""
        state = self._state
        self._sets[one.claim] = one.claim
        self._voices[one.claim] = one.claim
        state.voices += 1
        for other in self._ties.get(one.claim, ()):
            if other in self._voices:
                state.voices -= join(self._sets, one.claim, self._voices[other])
        if one.actor:
            state.voices -= join(self._sets, one.claim, self._actors.setdefault(one.actor, one.claim))
        is_root = one.copy_of is None or one.copy_of not in self._there
        if is_root and one.owner not in self._owners:
            self._owners.add(one.owner)
            state.owners += 1
        state.is_official &= one.speaker == "official"
        state.is_unverified |= one.unverified
        self._rows.append(
            {
                "claim": one.claim,
                "head": state.head,
                "article": one.article,
                "moment": one.moment,
                "owner": one.owner if is_root else "",
            }
        )
        return one.copy_of is None

    @property
    def _independent(self) -> int:
        return max(min(self._state.voices, self._state.owners), 1)

    def _status(self) -> ClaimStatus:
        state = self._state
        if state.is_official:
            return "could not be verified" if state.is_unverified else "official only"
        if self._independent > 1:
            return "several independent voices"
        return "could not be verified" if state.is_unverified else "one voice"

    def write(self, connection: Connection) -> None:
        """Write the new rows, and what they change in the rows of the history."""
        state = self._state
        shared: dict[str, Any] = {
            "status": state.status,
            "since": state.since,
            "credibility": credibility(state.status, self._independent, 0, state.is_nameless),
            "independent": self._independent,
            "steps": state.size + len(self._rows),
        }
        in_it = _standing.head == state.head
        connection.execute(update(schema.standing).where(in_it).values(shared))
        for voice in sorted(self._sets):
            if (whole := head_of(self._sets, voice)) != voice:
                moved = and_(in_it, _standing.voice == voice)
                connection.execute(update(schema.standing).where(moved).values(voice=whole))
        rows = [row | shared | {"voice": head_of(self._sets, row["claim"])} for row in self._rows]
        for batch in batches(rows):
            connection.execute(insert(schema.standing), batch)


def _known(connection: Connection, head: str, key: Any, value: Any, wanted: Collection[Any]) -> dict[str, str]:
    """Give a value of the rows of a history by a key, for the keys that are wanted; of several the smallest."""
    found: dict[str, str] = {}
    joined = schema.standing.join(schema.claim, _claim.id == _standing.claim)
    for ids in batches(sorted(wanted)):
        query = select(key, func.min(value)).select_from(joined).where(_standing.head == head, key.in_(ids))
        found |= dict(tuple(row) for row in connection.execute(query.group_by(key)))
    return found


def single_texts(connection: Connection, articles: Sequence[str]) -> set[str]:
    """Give the articles that have had one text only: no older claims of theirs can be tied to anything."""
    found: set[str] = set()
    for ids in batches(articles):
        query = select(_revision.article).where(_revision.article.in_(ids)).group_by(_revision.article)
        found.update(connection.scalars(query.having(func.count() == 1)))
    return found
