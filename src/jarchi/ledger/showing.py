"""What publishing and showing ask of the ledger: articles, stories and what was read out of them, in a fixed order.

An article is shown as it was last linked: its text, reading, story and relations belong together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, select

from jarchi.ledger import schema, storing
from jarchi.ledger.answers import Counts, StoryOutline
from jarchi.ledger.rows import batches, pairs, record_of, stream
from jarchi.records.articles import Revision
from jarchi.records.dossiers import DatedEvent, Dossier, Piece
from jarchi.records.links import Membership, Relation
from jarchi.records.readings import Reading, event_id
from jarchi.records.sources import Source

PIECES = 100
"""Articles held at once while streaming; each with its text and reading, so fewer than other rows."""

_member, _revision, _article = schema.membership.c, schema.revision.c, schema.article.c
_decode = msgspec.json.Decoder(Reading).decode


def revisions_query() -> Select[Any]:
    """Give the query whose rows have the fields of `Revision`, in their order."""
    return select(
        _revision.id,
        _revision.article,
        _article.url,
        _article.source,
        _revision.text,
        _revision.sha256,
        _revision.first_seen,
        _revision.title,
        _revision.published,
        _revision.language,
    ).join(schema.article, _article.id == _revision.article)


def revisions_of(connection: Connection, ids: Iterable[str]) -> dict[str, Revision]:
    """Give revisions by their ids."""
    found = {}
    for batch in batches(ids):
        for row in connection.execute(revisions_query().where(_revision.id.in_(batch))):
            found[row.id] = Revision(*row)
    return found


def readings_of(connection: Connection, revisions: Iterable[str]) -> dict[str, Reading]:
    """Give the readings of revisions, by revision id, of those that have one."""
    found = {}
    column = schema.reading.c
    for batch in batches(revisions):
        query = select(column.revision, column.payload).where(column.revision.in_(batch), column.payload.is_not(None))
        for revision, payload in connection.execute(query):
            found[revision] = _decode(payload)
    return found


def pieces(connection: Connection) -> Iterator[Piece]:
    """Give all linked articles, by moment and id, one by one."""
    query = select(_member.article).order_by(_member.moment, _member.article)
    yield from _pieces(connection, (row.article for row in stream(connection, query)))


def piece(connection: Connection, article: str) -> Piece | None:
    """Give one article as it was last linked; None where it is not linked."""
    return next(_pieces(connection, [article]), None)


def mentioning(connection: Connection, actor: str) -> Iterator[Piece]:
    """Give the linked articles that mention an actor, the newest first."""
    mention = schema.mention.c
    query = select(_member.article).join(schema.mention, mention.revision == _member.revision)
    query = query.where(mention.actor == actor).order_by(_member.moment.desc(), _member.article)
    yield from _pieces(connection, (row.article for row in stream(connection, query)))


def dossiers(connection: Connection, first: str, last: str) -> Iterator[Dossier]:
    """Give the stories with articles at moments in `[first, last)`, by id, each with those articles alone."""
    query = select(_member.article).where(_within(_member.moment, first, last))
    query = query.order_by(_member.story, _member.moment, _member.article)
    told = _pieces(connection, (row.article for row in stream(connection, query)))
    for story, group in itertools.groupby(told, key=lambda piece: piece.membership.story):
        yield Dossier(story, tuple(group))


def dossier(connection: Connection, story: str) -> Dossier | None:
    """Give a story with all its articles; None where there is no such story."""
    query = select(_member.article).where(_member.story == story).order_by(_member.moment, _member.article)
    told = tuple(_pieces(connection, connection.scalars(query).all()))
    return Dossier(story, told) if told else None


def stories(connection: Connection) -> Iterator[StoryOutline]:
    """Give the outline of every story, by id."""
    moment = _member.moment
    query = select(_member.story, func.count(), func.min(moment), func.max(moment)).group_by(_member.story)
    for row in stream(connection, query.order_by(_member.story)):
        yield StoryOutline(*row)


def recent_stories(connection: Connection, limit: int, offset: int) -> list[StoryOutline]:
    """Give the outlines of stories, the one with the newest article first; `offset` of them are left out first."""
    moment = _member.moment
    query = select(_member.story, func.count(), func.min(moment), func.max(moment)).group_by(_member.story)
    query = query.order_by(func.max(moment).desc(), _member.story).limit(limit).offset(offset)
    return [StoryOutline(*row) for row in connection.execute(query)]


def revisions(connection: Connection, article: str) -> tuple[Revision, ...]:
    """Give all texts that an article had, the first one first."""
    query = revisions_query().where(_revision.article == article).order_by(_revision.number)
    return tuple(Revision(*row) for row in connection.execute(query))


def relations(connection: Connection, first: str, last: str) -> tuple[Relation, ...]:
    """Give the relations found with the articles at moments in `[first, last)`, by id, each once."""
    query = select(schema.relation).join(schema.membership, _member.article == schema.relation.c.article)
    query = query.where(_within(_member.moment, first, last))
    query = query.order_by(schema.relation.c.id, _member.moment, _member.article)
    return _relations(connection, query)


def inferred(connection: Connection, limit: int, offset: int) -> list[Relation]:
    """Give inferred relations, by id, for a person to judge; `offset` of them are left out first."""
    one, other = schema.relation.c, schema.relation.alias().c
    earlier = select(other.id).where(other.id == one.id, other.article < one.article).exists()
    query = select(schema.relation).where(one.basis == "inferred", ~earlier)
    return list(_relations(connection, query.order_by(one.id).limit(limit).offset(offset)))


def copies(connection: Connection, limit: int, offset: int) -> list[Membership]:
    """Give memberships that say an article is a copy, newest first; `offset` of them are left out first."""
    query = select(schema.membership).where(_member.copy_of.is_not(None))
    query = query.order_by(_member.moment.desc(), _member.article).limit(limit).offset(offset)
    return [record_of(Membership, row) for row in connection.execute(query).mappings()]


def events(connection: Connection, first: str, last: str) -> Iterator[DatedEvent]:
    """Give the events told at moments in `[first, last)`, by moment, article and place in the text."""
    query = select(_member.moment, _member.story, _member.revision).where(_within(_member.moment, first, last))
    rows = stream(connection, query.order_by(_member.moment, _member.article))
    for batch in batches(rows, PIECES):
        readings = readings_of(connection, (row.revision for row in batch))
        for moment, story, revision in batch:
            told = {event_id(revision, event): event for event in reversed(readings[revision].events)}
            for id, event in reversed(told.items()):
                yield DatedEvent(id, story, moment, event)


def answered(connection: Connection, first: str, last: str) -> dict[str, int]:
    """Count the articles of each source at moments in `[first, last)`, read or not; sources without any are absent."""
    query = select(_article.source, func.count()).where(_within(_article.moment, first, last))
    rows = connection.execute(query.group_by(_article.source).order_by(_article.source))
    return pairs(rows)


def span_of_moments(connection: Connection) -> tuple[str, str] | None:
    """Give the first and the last moment of linked articles; None where there are none."""
    first = connection.scalar(select(func.min(_member.moment)))
    last = connection.scalar(select(func.max(_member.moment)))
    return None if first is None or last is None else (first, last)


def days(connection: Connection) -> tuple[str, ...]:
    """Give the days (`YYYY-MM-DD`, UTC) that have linked articles, in order."""
    found: list[str] = []
    moment = connection.scalar(select(func.min(_member.moment)))
    while moment is not None:
        found.append(moment[:10])
        moment = connection.scalar(select(func.min(_member.moment)).where(_member.moment > moment[:10] + "Z"))
    return tuple(found)


def counts(connection: Connection) -> Counts:
    """Count what the ledger holds."""

    def count(*columns: Column[Any], where: ColumnElement[bool] | None = None) -> int:
        query = select(func.count(*columns))
        return connection.scalar(query if where is None else query.where(where)) or 0

    def by(column: Column[str]) -> dict[str, int]:
        return pairs(connection.execute(select(column, func.count()).group_by(column).order_by(column)))

    return Counts(
        sources=count(schema.source.c.id),
        inputs=by(schema.input_.c.kind),
        articles=count(_article.id),
        revisions=count(_revision.id),
        readings=count(schema.reading.c.payload),
        stories=connection.scalar(select(func.count(_member.story.distinct()))) or 0,
        copies=count(_member.copy_of),
        issues=by(schema.issue.c.outcome),
        collected=connection.scalar(select(func.max(schema.visit.c.at))),
    )


def _within(moment: Column[str], first: str, last: str) -> ColumnElement[bool]:
    return and_(moment >= first, moment < last)


def _relations(connection: Connection, query: Select[Any]) -> tuple[Relation, ...]:
    """Give the relations of `query`, the first of those that several articles led to."""
    found: dict[str, Relation] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["id"], record_of(Relation, row))
    return tuple(found.values())


def _pieces(connection: Connection, articles: Iterable[str]) -> Iterator[Piece]:
    """Give the pieces of `articles` in their order, holding few at once; what is not linked is left out."""
    sources: dict[str, Source] = {}
    for batch in batches(articles, PIECES):
        found = _batch_of_pieces(connection, batch, sources)
        yield from (found[article] for article in batch if article in found)


def _batch_of_pieces(connection: Connection, articles: list[str], sources: dict[str, Source]) -> dict[str, Piece]:
    rows: Any = connection.execute(select(schema.membership).where(_member.article.in_(articles)))
    memberships = [record_of(Membership, row) for row in rows.mappings()]
    texts = revisions_of(connection, (entry.revision for entry in memberships))
    readings = readings_of(connection, texts)
    sources |= storing.sources_of(connection, {text.source for text in texts.values()} - set(sources))
    newest = select(func.max(_revision.number)).where(_revision.article == _article.id).scalar_subquery()
    query = select(_article.id, _article.first_seen, newest).where(_article.id.in_(articles))
    seen = {id: (first_seen, number) for id, first_seen, number in connection.execute(query)}
    return {
        entry.article: Piece(
            texts[entry.revision],
            readings[entry.revision],
            entry,
            sources[texts[entry.revision].source],
            *seen[entry.article],
        )
        for entry in memberships
    }
