"""The whole ledger as lines of text, to prove two of them equal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, select

from jarchi.ledger import schema
from jarchi.ledger.rows import stream

COUNTED_BY_THE_DATABASE = {schema.article.c.number, schema.verdict.c.id}
"""Numbers that the database gives out, and that PostgreSQL also spends on what it takes back."""


def dump(connection: Connection) -> Iterator[str]:
    """Give a line for every row of every table, `table<TAB>JSON`, in an order that the content alone decides.

    Left out are the numbers that the database gives out, and the search index.
    """
    for table in schema.metadata.sorted_tables:
        columns = [column for column in table.columns if column not in COUNTED_BY_THE_DATABASE]
        for row in stream(connection, select(*columns).order_by(*_order(table))):
            named = {column.name: _shown(value) for column, value in zip(columns, row, strict=True)}
            yield f"{table.name}\t{msgspec.json.encode(named).decode()}"


def _order(table: Table) -> list[Column[Any]]:
    return [schema.article.c.id] if table is schema.article else list(table.primary_key)


def _shown(value: Any) -> Any:
    return bytes(value).decode("utf-8", "backslashreplace") if isinstance(value, (bytes, memoryview)) else value
