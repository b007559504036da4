"""Storing what was collected: inputs, sources, visits, articles and their revisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from jarchi.errors import LedgerError
from jarchi.ledger import reviewing, schema, search
from jarchi.ledger.answers import Tally
from jarchi.ledger.arriving import LONGEST_SOURCE, Arrival, Known, address_of, arrive, sift, source_of
from jarchi.ledger.rows import batches, record_of, row_of, upsert
from jarchi.records.articles import Article, Document, digest
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue
from jarchi.records.sources import Source


def add_inputs(connection: Connection, inputs: Sequence[Input]) -> int:
    """Add the inputs that are not there; gives how many were new. Raises `LedgerError` on a path that is no Unicode."""
    for entry in inputs:
        if schema.NOT_STORABLE.search(entry.location):
            raise LedgerError(f"The ledger cannot keep {entry.location!r}: its name is not valid Unicode; rename it.")
    known = set(connection.scalars(select(schema.input_.c.id)))
    new = {entry.id: row_of(entry, id=entry.id) for entry in inputs if entry.id not in known}
    upsert(connection, schema.input_, list(new.values()), keep=True)
    return len(new)


def inputs(connection: Connection) -> tuple[Input, ...]:
    """Give all inputs, by location and kind."""
    query = select(schema.input_).order_by(schema.input_.c.location, schema.input_.c.kind)
    return tuple(record_of(Input, row) for row in connection.execute(query).mappings())


def remove_input(connection: Connection, id: str) -> bool:
    """Forget an input, not what came from it; tells whether it was there."""
    return connection.execute(delete(schema.input_).where(schema.input_.c.id == id)).rowcount > 0


def save_sources(connection: Connection, sources: Iterable[Source], *, keep: bool = False) -> None:
    """Write sources, replacing those of the same id, or with `keep` leaving them."""
    upsert(connection, schema.source, [row_of(source) for source in sources], keep=keep)


def sources(connection: Connection) -> tuple[Source, ...]:
    """Give all sources, by id."""
    query = select(schema.source).order_by(schema.source.c.id)
    return tuple(record_of(Source, row) for row in connection.execute(query).mappings())


def sources_of(connection: Connection, ids: Iterable[str]) -> dict[str, Source]:
    """Give sources by their ids."""
    found: dict[str, Source] = {}
    for batch in batches(sorted(ids)):
        rows = connection.execute(select(schema.source).where(schema.source.c.id.in_(batch))).mappings()
        found |= {row["id"]: record_of(Source, row) for row in rows}
    return found


def visit(connection: Connection, url: str) -> Visit | None:
    """Give what is remembered of an address; None where it was never asked."""
    row = connection.execute(select(schema.visit).where(schema.visit.c.key == digest(url))).mappings().first()
    return None if row is None else record_of(Visit, row)


def store(connection: Connection, haul: Haul, seen: str) -> Tally:
    """Store a haul, seen at `seen` (ISO 8601, UTC), and count what became of each item.

    A document that no database can hold becomes an `Issue`. What succeeds clears the issues of collecting on the
    same subject. A source that stands nowhere yet gets an entry with nothing but its name.
    """
    documents, refused = sift(haul.documents)
    named = {source.id: source for source in haul.sources if len(source.id) <= LONGEST_SOURCE}
    for document in documents:
        named.setdefault(source_of(document), Source(source_of(document), source_of(document)))
    save_sources(connection, named.values(), keep=True)
    upsert(connection, schema.visit, [row_of(visit, key=digest(visit.url)) for visit in haul.visits])
    arrival = arrive(documents, _known(connection, documents), seen)
    _carry_out(connection, arrival)
    answered = [visit.url for visit in haul.visits if visit.outcome in {"ok", "unchanged"}]
    reviewing.clear_issues(connection, "collect", [*map(address_of, documents), *answered])
    issues = [*haul.issues, *refused]
    reviewing.add_issues(connection, issues, seen)
    return msgspec.structs.replace(
        arrival.tally,
        unchanged=arrival.tally.unchanged + haul.unchanged,
        set_aside=_count(issues, "set aside"),
        failed=_count(issues, "failed"),
        reasons=tuple(sorted(Counter(issue.code for issue in issues if issue.outcome != "note").items())),
    )


def _count(issues: Iterable[Issue], outcome: str) -> int:
    return sum(issue.outcome == outcome for issue in issues)


def _known(connection: Connection, documents: Iterable[Document]) -> dict[str, Known]:
    known: dict[str, Known] = {}
    article, revision, reading = schema.article.c, schema.revision.c, schema.reading.c
    query = (
        select(
            article.id,
            article.first_seen,
            article.last_seen,
            article.current,
            revision.id,
            revision.moment,
            reading.payload.is_not(None),
        )
        .join(schema.revision, revision.article == article.id)
        .join(schema.reading, reading.revision == revision.id)
        .where(article.id.in_(bindparam("ids", expanding=True)))
        .order_by(article.id, revision.number)
    )
    for ids in batches(Article.id_of(address_of(document)) for document in documents):
        for id, first_seen, last_seen, current, revision_id, moment, is_read in connection.execute(query, {"ids": ids}):
            entry = known.setdefault(id, Known(first_seen, last_seen, current, {}))
            entry.revisions[revision_id] = (moment, bool(is_read))
    return known


def _carry_out(connection: Connection, arrival: Arrival) -> None:
    search.forget(connection, list(arrival.moved))
    if arrival.articles:
        connection.execute(insert(schema.article), list(arrival.articles.values()))
    if arrival.revisions:
        connection.execute(insert(schema.revision), arrival.revisions)
        connection.execute(insert(schema.reading), [_unread(row["id"], row["moment"]) for row in arrival.revisions])
    by_id = update(schema.article).where(schema.article.c.id == bindparam("key"))
    for rows in (arrival.moved, arrival.seen):
        if rows:
            connection.execute(by_id, list(rows.values()))
    search.learn(connection, [*arrival.articles, *arrival.moved])


def _unread(revision: str, moment: str) -> dict[str, str | None]:
    return {"revision": revision, "fingerprint": "", "moment": moment, "outcome": "", "payload": None}
