"""Readings: which revisions wait for one, and what was read out of them, with the index to find it by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from jarchi.errors import LedgerError
from jarchi.ledger import claims, reviewing, schema
from jarchi.ledger.queues import count_waiting, waiting
from jarchi.ledger.rows import Row, batches
from jarchi.ledger.showing import revisions_of
from jarchi.records.articles import Revision
from jarchi.records.issues import Issue
from jarchi.records.readings import Reading, claim_id, event_id

READ = "read"
"""The outcome of a revision that has a reading; any other is the code of the issue in its place."""

INDEX_TABLES = (schema.mention, schema.claim, schema.event_actor, schema.event)
"""What is derived from readings, in an order in which rows may be deleted."""


def unread(connection: Connection, fingerprint: str, limit: int) -> list[Revision]:
    """Give the first revisions, by moment and id, that the reader `fingerprint` has not read, nor failed to."""
    column = schema.reading.c
    ids = waiting(connection, column.fingerprint, (column.moment, column.revision), fingerprint, limit)
    found = revisions_of(connection, ids)
    return [found[id] for id in ids]


def count_unread(connection: Connection, fingerprint: str) -> int:
    """Count the revisions that the reader `fingerprint` has not read."""
    return count_waiting(connection, schema.reading.c.fingerprint, fingerprint)


def save_readings(
    connection: Connection, fingerprint: str, outcomes: Sequence[tuple[str, Reading | Issue]], at: str
) -> None:
    """Write what the reader `fingerprint` made of revisions, by revision id: a reading each, or why there is none.

    Replaces older readings, and sends the articles concerned to be linked. `at` dates the issues. What is saved twice
    changes nothing. Raises `LedgerError` for a revision that the ledger does not have.
    """
    known = _known(connection, [revision for revision, _ in outcomes])
    for revision, _ in outcomes:
        if revision not in known:
            raise LedgerError(f"The ledger has no revision {revision}.", subject=revision)
    told = dict(outcomes)
    new = [row for revision, outcome in told.items() if _differs(row := _row(revision, fingerprint, outcome), known)]
    readings = {row["key"]: told[row["key"]] for row in new}
    _forget(connection, [revision for revision in readings if known[revision].payload is not None])
    _write(connection, new)
    _index(connection, {key: value for key, value in readings.items() if isinstance(value, Reading)})
    _send_on(connection, [(known[key].article, key, isinstance(value, Reading)) for key, value in readings.items()])
    subjects = [name for key in told for name in (key, known[key].article, known[key].url)]
    reviewing.clear_issues(connection, "read", subjects)
    issues = [value for value in told.values() if isinstance(value, Issue)]
    notes = [note_of(known[key], value) for key, value in told.items() if isinstance(value, Reading)]
    reviewing.add_issues(connection, [*issues, *filter(None, notes)], at)


def note_of(row: Any, reading: Reading) -> Issue | None:
    """Give the note on an article whose figures do not agree with each other, with the words of both."""
    doubts = [check.message for check in reading.checks if not check.holds]
    if not doubts:
        return None
    return Issue("read", row.source, row.url, "arithmetic", "The figures do not agree: " + "; ".join(doubts), "note")


def _known(connection: Connection, revisions: Iterable[str]) -> dict[str, Any]:
    known = {}
    for ids in batches(revisions):
        query = (
            select(schema.reading, schema.revision.c.article, schema.article.c.url, schema.article.c.source)
            .join(schema.revision, schema.revision.c.id == schema.reading.c.revision)
            .join(schema.article, schema.article.c.id == schema.revision.c.article)
            .where(schema.reading.c.revision.in_(ids))
        )
        known.update({row.revision: row for row in connection.execute(query)})
    return known


def _row(revision: str, fingerprint: str, outcome: Reading | Issue) -> Row:
    row: Row = {"key": revision, "fingerprint": fingerprint}
    if isinstance(outcome, Issue):
        return {**row, "outcome": outcome.code, "payload": None}
    return {**row, "outcome": READ, "payload": msgspec.json.encode(outcome)}


def _differs(row: Row, known: dict[str, Any]) -> bool:
    before = known[row["key"]]
    return any(getattr(before, name) != row[name] for name in ("fingerprint", "outcome", "payload"))


def _forget(connection: Connection, revisions: Sequence[str]) -> None:
    """Take the index rows of older readings away."""
    keys = [{"key": revision} for revision in revisions]
    for table in INDEX_TABLES if keys else ():
        connection.execute(delete(table).where(table.c.revision == bindparam("key")), keys)


def _write(connection: Connection, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(update(schema.reading).where(schema.reading.c.revision == bindparam("key")), rows)


def _index(connection: Connection, readings: dict[str, Reading]) -> None:
    rows: dict[str, list[Row]] = {table.name: [] for table in INDEX_TABLES}
    for revision, reading in readings.items():
        for name, more in index_rows(revision, reading).items():
            rows[name] += more
    for table in reversed(INDEX_TABLES):
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def index_rows(revision: str, reading: Reading) -> dict[str, list[Row]]:
    """Give the rows by which what `reading` holds is found, by table; of two with the same id, the first stands."""
    actors = {name.actor for name in reading.names} | {claim.actor for claim in reading.claims}
    claims: dict[str, Row] = {}
    for ordinal, claim in enumerate(reading.claims):
        row = {name: getattr(claim, name) for name in ("actor", "speaker", "polarity", "kind")}
        row |= {"revision": revision, "ordinal": ordinal, "unverified": int(claim.unverified)}
        claims.setdefault(id := claim_id(revision, claim), {"id": id, **row})
    events: dict[str, Row] = {}
    parts: dict[tuple[str, str, str], Row] = {}
    for ordinal, event in enumerate(reading.events):
        row = {name: getattr(event, name) for name in ("type", "mode", "date", "place", "reality")}
        events.setdefault(id := event_id(revision, event), {"id": id, "revision": revision, "ordinal": ordinal, **row})
        for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
            for actor in (entry.actor for entry in participants if entry.actor is not None):
                actors.add(actor)
                parts[actor, id, role] = {"actor": actor, "event": id, "role": role, "revision": revision}
    return {
        "mention": [{"actor": actor, "revision": revision} for actor in sorted(actors - {None}, key=str)],
        "claim": list(claims.values()),
        "event": list(events.values()),
        "event_actor": list(parts.values()),
    }


def _send_on(connection: Connection, outcomes: Sequence[tuple[str, str, bool]]) -> None:
    """Put articles into the linker's queue, or take them out of the links, as their (revision, is it read) says."""
    states = [
        {"key": article, "revision": revision, "linked_by": "" if is_read else None}
        for article, revision, is_read in outcomes
    ]
    gone = [{"key": article, "revision": revision} for article, revision, is_read in outcomes if not is_read]
    if states:
        column = schema.article.c
        by_id = update(schema.article).where(column.id == bindparam("key"), column.current == bindparam("revision"))
        connection.execute(by_id, states)
    if gone:
        touched = claims.concerned(connection, [row["key"] for row in gone])
        member = schema.membership.c
        of_gone = select(func.count()).where(
            member.article == bindparam("key"), member.revision == bindparam("revision")
        )
        connection.execute(
            delete(schema.relation).where(schema.relation.c.article == bindparam("key"), of_gone.scalar_subquery() > 0),
            gone,
        )
        connection.execute(
            delete(schema.membership).where(
                member.article == bindparam("key"), member.revision == bindparam("revision")
            ),
            gone,
        )
        claims.refresh(connection, touched)
