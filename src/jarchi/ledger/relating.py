"""Relations between claims and between events: each belongs to the article whose linking found it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from jarchi.ledger import claims, schema
from jarchi.ledger.rows import Row, batches, row_of, upsert
from jarchi.records.links import Relation

Found = Mapping[str, Sequence[Relation]]
"""Relations by the article that they belong to."""


def replace_relations(connection: Connection, fingerprint: str, found: Found) -> None:
    """Write the relations of articles in place of what was there, but for those that a person accepted."""
    rows = _accepted(connection, found) | _rows(fingerprint, found)
    for batch in batches(found):
        connection.execute(delete(schema.relation).where(schema.relation.c.article.in_(batch)))
    if rows:
        connection.execute(insert(schema.relation), list(rows.values()))


def add_relations(connection: Connection, fingerprint: str, found: Found) -> None:
    """Write relations of articles beside what is there."""
    upsert(connection, schema.relation, list(_rows(fingerprint, found).values()), keep=True)


def _rows(fingerprint: str, found: Found) -> dict[tuple[str, str], Row]:
    return {
        (article, relation.id): row_of(
            relation,
            id=relation.id,
            article=article,
            fingerprint=fingerprint,
            spans=msgspec.to_builtins(relation.spans),
        )
        for article, relations in found.items()
        for relation in relations
    }


def _accepted(connection: Connection, articles: Iterable[str]) -> dict[tuple[str, str], Row]:
    """Give the relations of articles that a person accepted: they stay, whatever is found now."""
    rows: dict[tuple[str, str], Row] = {}
    for batch in batches(articles):
        query: Any = connection.execute(select(schema.relation).where(schema.relation.c.article.in_(batch)))
        rows |= {(row["article"], row["id"]): dict(row) for row in query.mappings()}
    stay = claims.accepted(connection, {id for _, id in rows})
    return {key: row for key, row in rows.items() if key[1] in stay}
