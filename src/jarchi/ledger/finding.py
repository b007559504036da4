"""Opening one thing by its id, or by the beginning of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, select

from jarchi.ledger import placing, schema
from jarchi.ledger.answers import Found, Kind
from jarchi.ledger.rows import batches
from jarchi.ledger.showing import readings_of, revisions_of
from jarchi.records.articles import Article, Revision
from jarchi.records.dossiers import Told
from jarchi.records.readings import Claim, Event

MOST = 20
"""How many things a prefix may name before the rest is left out: more than a person reads through."""

COLUMNS: dict[Kind, Column[Any]] = {
    "article": schema.article.c.id,
    "revision": schema.revision.c.id,
    "story": schema.membership.c.story,
    "claim": schema.claim.c.id,
    "event": schema.event.c.id,
    "actor": schema.mention.c.actor,
}


def claim(connection: Connection, id: str) -> tuple[Revision, Claim] | None:
    """Give a claim and the revision it was read out of; None where no reading has it any more."""
    place = connection.execute(select(schema.claim).where(schema.claim.c.id == id)).first()
    if place is None:
        return None
    reading = readings_of(connection, [place.revision])[place.revision]
    return revisions_of(connection, [place.revision])[place.revision], reading.claims[place.ordinal]


def event(connection: Connection, id: str) -> tuple[Revision, Event] | None:
    """Give an event and the revision it was read out of; None where no reading has it any more."""
    place = connection.execute(select(schema.event).where(schema.event.c.id == id)).first()
    if place is None:
        return None
    reading = readings_of(connection, [place.revision])[place.revision]
    return revisions_of(connection, [place.revision])[place.revision], reading.events[place.ordinal]


def told(connection: Connection, ids: Iterable[str]) -> dict[str, Told]:
    """Give where claims and events are told, of those that a linked article still tells."""
    member, found = schema.membership.c, {}
    for batch in batches(ids):
        for table in (schema.claim, schema.event):
            query = select(table.c.id, member.article, table.c.revision, table.c.ordinal, member.story, member.moment)
            query = query.join(schema.membership, member.revision == table.c.revision)
            for id, *place in connection.execute(query.where(table.c.id.in_(batch))):
                found[id] = Told(*place)
    return found


def find(connection: Connection, prefix: str) -> tuple[Found, ...]:
    """Give what `prefix` may name: an article's address, or the id of anything, whole or its beginning.

    Whole ids stand alone; else all that begin so are given, by kind and id, at most `MOST` of each kind. The id of a
    story that was merged into another names that one.
    """
    if not prefix:
        return ()
    whole = tuple(_whole(connection, prefix))
    if whole:
        return whole
    found = tuple(
        Found(kind, id) for kind, column in COLUMNS.items() for id in connection.scalars(_beginning(column, prefix))
    )
    return found or tuple(dict.fromkeys(_merged(connection, prefix)))


def _merged(connection: Connection, prefix: str) -> Iterator[Found]:
    gone = set(connection.scalars(_beginning(schema.merger.c.story, prefix)))
    if gone:
        for story, merger in placing.mergers(connection).items():
            if story in gone:
                yield Found("story", merger.into)


def _whole(connection: Connection, id: str) -> Iterator[Found]:
    article = Article.id_of(id)
    if connection.scalar(select(schema.article.c.id).where(schema.article.c.id == article)) is not None:
        yield Found("article", article)
    for kind, column in COLUMNS.items():
        if connection.scalar(select(column).where(column == id).limit(1)) is not None:
            yield Found(kind, id)


def _beginning(column: Column[Any], prefix: str) -> Any:
    last = prefix + "\U0010ffff"
    return select(column).distinct().where(column >= prefix, column < last).order_by(column).limit(MOST)
