"""CSV (RFC 4180, UTF-8) with a Data Package 2.0 (datapackage.org) beside it that says what each field holds.

A text that a spreadsheet would take for a formula gets an apostrophe before it; whoever takes one apostrophe away
from every text that has one before =, +, -, @ (or further apostrophes and one of these) has the words again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import Any, BinaryIO

import msgspec

from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.fields import Field, fields_of
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import StoryRows
from jarchi.publish.exports.tables import TABLES, Table
from jarchi.publish.wording import outside

FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets take for a formula where a cell begins with it, full-width too (OWASP, CSV injection)."""

TYPES = {"list": "string", "parties": "array"}


class CsvTables:
    """Writes each table as CSV, and the package at the end."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._drafts = drafts
        self._ground = ground
        self._streams: dict[str, io.TextIOWrapper[BinaryIO]] = {}
        self._writers: dict[str, Any] = {}
        for table in TABLES:
            stream = io.TextIOWrapper(drafts.open(f"{table.name}.csv"), encoding="utf-8", errors="replace", newline="")
            self._streams[table.name] = stream
            self._writers[table.name] = csv.writer(stream, lineterminator="\r\n")
            self._writers[table.name].writerow([field.name for field in fields_of(table.row)])

    def story(self, rows: StoryRows) -> None:
        """Write the rows of a story into each table."""
        for table in TABLES:
            fields = fields_of(table.row)
            self._writers[table.name].writerows(
                [cell(field, getattr(row, field.name)) for field in fields] for row in table.pick(rows)
            )

    def close(self) -> None:
        """Write the package, with the size and hash of each table."""
        for table in self._streams.values():
            table.close()
        package = json.dumps(self._package(), ensure_ascii=False, indent=1)
        with self._drafts.open("datapackage.json") as stream:
            stream.write(package.encode() + b"\n")

    def _package(self) -> dict[str, Any]:
        ground = self._ground
        sources = ({"title": source.name, "path": outside(source.homepage)} for source in ground.sources)
        days = f", {ground.first} to {ground.last}" if ground.first else ""
        return {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "jarchi-export",
            "title": f"{ground.title}: {ground.region.name}{days}",
            "description": "Stories, reports, claims, figures and events, each with the passage it rests on.",
            **({"homepage": ground.address} if ground.address else {}),
            "sources": [{name: value for name, value in source.items() if value} for source in sources],
            "resources": [self._resource(table) for table in TABLES],
        }

    def _resource(self, table: Table) -> dict[str, Any]:
        path = self._drafts.path(f"{table.name}.csv")
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return {
            "name": table.name,
            "type": "table",
            "description": table.about,
            "path": path.name,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest}",
            "schema": {
                "fields": [_described(field) for field in fields_of(table.row)],
                "primaryKey": [table.key],
                "foreignKeys": [
                    {"fields": [field], "reference": {"resource": there, "fields": [key]}}
                    for field, (there, key) in table.refs.items()
                ],
                "missingValues": [""],
            },
        }


def _described(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": TYPES.get(field.kind, field.kind)}
    about = f"{field.about} Several are parted by a space." if field.kind == "list" else field.about
    if field.kind == "parties":
        about += " JSON: a list of objects with name, actor, country, state."
    return told | {"description": about}


def cell(field: Field, value: Any) -> str:
    """Give a value as a cell; nothing for what is not known."""
    if value is None:
        return ""
    if field.kind in {"integer", "number"}:
        return number(value)
    if field.kind == "boolean":
        return "true" if value else "false"
    if field.kind == "parties":
        return msgspec.json.encode(value).decode()
    return safe(" ".join(value) if field.kind == "list" else value)


def number(value: float) -> str:
    """Give a number without an exponent where it is whole, as short as it can be and still be the same."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def safe(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def words_of(cell: str) -> str:
    """Give the text back that `safe` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


FORMAT = Format(
    name="csv",
    about="tables of stories, reports, claims, figures, events, and events coded as CAMEO, with a Data Package",
    files=(*(f"{table.name}.csv" for table in TABLES), "datapackage.json"),
    open=CsvTables,
)
