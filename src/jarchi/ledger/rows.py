"""Between records and rows: a record's fields are its table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Result, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

Record = TypeVar("Record", bound=msgspec.Struct)
Thing = TypeVar("Thing")
Row = dict[str, Any]

BATCH = 500
"""How many rows are held at once while streaming; SQLite takes at most 32,766 values in a statement."""


def row_of(record: msgspec.Struct, **more: Any) -> Row:
    """Give the fields of `record`, and `more`, as a row; tuples stay lists of plain values."""
    return {**msgspec.structs.asdict(record), **more}


def record_of(kind: type[Record], row: Mapping[Any, Any]) -> Record:
    """Give the record that was written into `row`; further columns are left out."""
    return msgspec.convert({str(name): value for name, value in row.items()}, kind)


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, keep: bool = False) -> int:
    """Insert `rows`, or where their primary keys are there, replace those; with `keep`, leave those as they are.

    Gives how many rows were inserted or replaced, as far as the driver tells.
    """
    if not rows:
        return 0
    # The two classes share these methods, but no base that has them.
    insert: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name](table)
    keys = [column.name for column in table.primary_key]
    others = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    if keep or not others:
        insert = insert.on_conflict_do_nothing(index_elements=keys)
    else:
        insert = insert.on_conflict_do_update(index_elements=keys, set_=others)
    return connection.execute(insert, rows).rowcount


def stream(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """Give the rows of `query` one by one, holding one batch of them in memory."""
    yield from connection.execute(query.execution_options(yield_per=BATCH))


def pairs(result: Result[Any]) -> dict[str, Any]:
    """Give the rows of a result that has two columns, the first as key of the second."""
    return dict(tuple(row) for row in result)


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """Give `things` in lists of at most `size`."""
    batch: list[Thing] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
