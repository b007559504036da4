"""Parquet: the same tables as the CSV, typed, with lists as lists; written a group of rows at a time.

By pyarrow and not by polars: its writer takes rows as they come, where polars would hold a table whole.
"""

from __future__ import annotations

from typing import Any

import msgspec

from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.fields import Field, fields_of
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import StoryRows
from jarchi.publish.exports.tables import TABLES, Table
from jarchi.publish.extras import need
from jarchi.records.articles import instant

GROUP = 5_000
"""Rows held until they are written, some megabytes."""


class ParquetTables:
    """Writes each table; a table without rows is a file with its columns."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._arrow = need("pyarrow", "parquet", "The format parquet")
        self._parquet = need("pyarrow.parquet", "parquet", "The format parquet")
        self._waiting: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
        self._schemas = {table.name: self._schema(table) for table in TABLES}
        self._writers = {
            table.name: self._parquet.ParquetWriter(
                drafts.new(f"{table.name}.parquet"), self._schemas[table.name], compression="zstd"
            )
            for table in TABLES
        }

    def _schema(self, table: Table) -> Any:
        return self._arrow.schema(
            [
                self._arrow.field(field.name, self._type(field), metadata={"description": field.about})
                for field in fields_of(table.row)
            ],
            metadata={"description": table.about},
        )

    def _type(self, field: Field) -> Any:
        arrow = self._arrow
        if field.kind == "parties":
            words = [(name, arrow.string()) for name in ("name", "actor", "country")]
            return arrow.list_(arrow.struct([*words, ("state", arrow.bool_())]))
        return {
            "string": arrow.string(),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "boolean": arrow.bool_(),
            "datetime": arrow.timestamp("s", tz="UTC"),
            "list": arrow.list_(arrow.string()),
        }[field.kind]

    def story(self, rows: StoryRows) -> None:
        """Take in the rows of a story."""
        for table in TABLES:
            waiting = self._waiting[table.name]
            waiting += [_plain(table, row) for row in table.pick(rows)]
            if len(waiting) >= GROUP:
                self._write(table.name)

    def _write(self, name: str) -> None:
        schema = self._schemas[name]
        self._writers[name].write_table(self._arrow.Table.from_pylist(self._waiting[name], schema=schema))
        self._waiting[name].clear()

    def close(self) -> None:
        """Write what is left."""
        for name, writer in self._writers.items():
            self._write(name)
            writer.close()


def _plain(table: Table, row: msgspec.Struct) -> dict[str, Any]:
    """Give a row as Arrow takes it: numbers as floats where the column has them, moments as times."""
    values: dict[str, Any] = msgspec.to_builtins(row)
    for field in fields_of(table.row):
        value = values[field.name]
        if field.kind == "number" and value is not None:
            values[field.name] = float(value)
        elif field.kind == "datetime":
            values[field.name] = instant(value)
    return values


FORMAT = Format(
    name="parquet",
    about="the tables of csv, typed, for notebooks and databases",
    files=tuple(f"{table.name}.parquet" for table in TABLES),
    open=ParquetTables,
    extra="parquet",
    module="pyarrow",
)
