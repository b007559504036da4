"""Links: which articles wait to be linked, and the memberships and relations that linking found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, select, update

from jarchi.ledger import claims, placing, relating, reviewing, schema
from jarchi.ledger.queues import count_waiting, waiting
from jarchi.ledger.rows import Row, batches, pairs, row_of, stream, upsert
from jarchi.ledger.showing import readings_of, revisions_of
from jarchi.records.articles import Revision, instant
from jarchi.records.links import Linked
from jarchi.records.readings import Reading


def unlinked(connection: Connection, fingerprint: str, limit: int) -> list[tuple[Revision, Reading]]:
    """Give the first articles, by moment and id, whose current reading the linker `fingerprint` has not linked."""
    column = schema.article.c
    ids = waiting(connection, column.linked_by, (column.moment, column.id), fingerprint, limit)
    current: dict[str, str] = {}
    for batch in batches(ids):
        rows = connection.execute(select(column.id, column.current).where(column.id.in_(batch)))
        current |= pairs(rows)
    revisions = revisions_of(connection, current.values())
    readings = readings_of(connection, current.values())
    return [(revisions[current[id]], readings[current[id]]) for id in ids]


def count_unlinked(connection: Connection, fingerprint: str) -> int:
    """Count the articles whose current reading the linker `fingerprint` has not linked."""
    return count_waiting(connection, schema.article.c.linked_by, fingerprint)


def signatures(connection: Connection, fingerprint: str, since: str) -> Iterator[bytes]:
    """Give the signatures that the linker `fingerprint` left, in the order in which it linked.

    Only of articles at or after the moment `since`; "" gives all.
    """
    column = schema.membership.c
    query = select(column.signature).where(column.fingerprint == fingerprint, column.moment >= since)
    for row in stream(connection, query.order_by(column.sequence)):
        yield bytes(row.signature)


def window_start(connection: Connection, fingerprint: str, seconds: int, rank: int, most: int) -> str:
    """Give the moment of the oldest article that the linker `fingerprint` remembers; "" where it remembers all."""
    column = schema.membership.c
    newest = select(column.moment).where(column.fingerprint == fingerprint).order_by(column.moment.desc()).limit(1)
    late = instant(connection.scalar(newest.offset(rank - 1)))
    start = _moment(late - timedelta(seconds=seconds)) if late and late.year > 1 else ""
    return max(start, connection.scalar(newest.offset(most - 1)) or "")


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def save_links(
    connection: Connection, fingerprint: str, links: Sequence[tuple[Linked, bytes]], moved: Mapping[str, bytes]
) -> None:
    """Write what the linker `fingerprint` found, with the signature of each article and of those that turns `moved`.

    Replaces each article's membership and the relations found with it, but for those that a person accepted; where a
    person put an article into a story, there it stays. An article linked again is the last in the order; the very same
    link saved twice changes nothing. A turn is taken between what was linked up to it and what was linked after it.
    """
    waiting: list[tuple[Linked, bytes]] = []
    touched, turned, fresh = set[str](), set[str](), set[str]()
    for at, (linked, signature) in enumerate(links, start=1):
        waiting.append((linked, signature))
        if linked.turn is not None or at == len(links):
            concerned, new = _save(connection, fingerprint, waiting)
            touched |= concerned
            fresh |= new
            waiting = []
        if linked.turn is not None:
            turned |= placing.turn(connection, fingerprint, linked.turn, moved)
    claims.refresh(connection, touched, fresh)
    claims.refresh(connection, turned)


def _save(connection: Connection, fingerprint: str, links: Sequence[tuple[Linked, bytes]]) -> tuple[set[str], set[str]]:
    """Write links, their turns left out; gives the claims that this concerns, and the articles not linked before."""
    articles = {linked.membership.article for linked, _ in links}
    touched = claims.concerned(connection, articles)
    before, moments = _before(connection, links)
    by_people = placing.placed(connection, articles)
    sequence = connection.scalar(select(func.max(schema.membership.c.sequence))) or 0
    rows: dict[str, Row] = {}
    for linked, signature in links:
        membership = linked.membership
        if (decided := by_people.get(membership.article)) and decided[0] != membership.story:
            membership = replace(membership, story=decided[0], why=placing.why_placed(decided[1]))
        row = row_of(membership, fingerprint=fingerprint, signature=signature, moment=moments[membership.revision])
        if before.get(membership.article) != row:
            sequence += 1
            rows[membership.article] = {**row, "sequence": sequence}
    upsert(connection, schema.membership, list(rows.values()))
    found = {linked.membership.article: linked.relations for linked, _ in links}
    relating.replace_relations(connection, fingerprint, found)
    done = [
        {"key": linked.membership.article, "revision": linked.membership.revision, "linked_by": fingerprint}
        for linked, _ in links
    ]
    if done:
        column = schema.article.c
        by_id = update(schema.article).where(column.id == bindparam("key"), column.current == bindparam("revision"))
        connection.execute(by_id, done)
    reviewing.clear_issues(connection, "link", articles)
    return touched | claims.concerned(connection, articles), articles - before.keys()


def _before(connection: Connection, links: Sequence[tuple[Linked, bytes]]) -> tuple[dict[str, Row], dict[str, str]]:
    """Give the memberships that are there, without their sequence, and the moments of the linked revisions."""
    before: dict[str, Row] = {}
    moments: dict[str, str] = {}
    member, revision = schema.membership.c, schema.revision.c
    for batch in batches(linked.membership for linked, _ in links):
        found: Any = connection.execute(select(schema.membership).where(member.article.in_([m.article for m in batch])))
        for row in found.mappings():
            before[row["article"]] = {name: value for name, value in row.items() if name != "sequence"}
        query = select(revision.id, revision.moment).where(revision.id.in_([m.revision for m in batch]))
        moments |= pairs(connection.execute(query))
    return before, moments
