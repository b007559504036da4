"""Reads a pack's TOML files into records; every key must be known and every value of its type."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from jarchi.errors import RegionError
from jarchi.regions.faults import fault

Record = TypeVar("Record", bound=msgspec.Struct)
Table = dict[str, Any]


def read_table(raw: bytes, file: str) -> Table:
    """Give the top table of the TOML file `file` with the bytes `raw`."""
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as cause:
        raise RegionError(f"{file}: expected UTF-8, but byte {cause.start} is not.", subject=file) from cause
    except tomllib.TOMLDecodeError as cause:
        raise RegionError(f"{file}: expected TOML, but: {cause}.", subject=file) from cause


def read_entries(raw: bytes, file: str, table: str, record: type[Record], key: str) -> tuple[Record, ...]:
    """Give a record for each `[[table]]` of the file, in its order; `key` is the field that names an entry."""
    top = read_table(raw, file)
    for other in top:
        if other != table:
            raise fault(file, "", other, f"only [[{table}]] entries")
    entries = top.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise fault(file, "", table, f"each entry under [[{table}]]")
    return tuple(
        read_entry(entry, file, f'{table} "{entry[key]}"' if key in entry else f"{table} {number}", record)
        for number, entry in enumerate(entries, 1)
    )


def read_entry(entry: Table, file: str, label: str, record: type[Record]) -> Record:
    """Give `entry` as a `record`; `label` names the entry in an error."""
    _refuse_unknown(entry, file, label, record)
    try:
        return msgspec.convert(entry, record)
    except msgspec.ValidationError as cause:
        raise _told(str(cause), entry, file, label, record) from cause


@cache
def _hints(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Give the fields of `record` and their types; kept, because resolving them took two thirds of loading."""
    return get_type_hints(record)


def _refuse_unknown(entry: Table, file: str, label: str, record: type[msgspec.Struct], path: str = "") -> None:
    """Refuse a key that the record, or a record in one of its lists, does not have: it is a slip of the pen."""
    hints = _hints(record)
    for key, value in entry.items():
        if key not in hints:
            raise fault(file, label, path + key, f"one of the fields {', '.join(hints)}")
        inner = get_args(hints[key])
        if isinstance(value, list) and inner and isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    _refuse_unknown(item, file, label, inner[0], f"{path}{key}[{number}].")


def _told(message: str, entry: Table, file: str, label: str, record: type[msgspec.Struct]) -> RegionError:
    """Turn msgspec's message into the house's form: what was expected, and at which field."""
    what, _, place = message.partition(" - at `$")
    path = place.rstrip("`").lstrip(".")
    if what.startswith("Object missing required field"):
        missing = what.split("`")[1]
        return fault(file, label, f"{path}.{missing}".lstrip("."), "a value, got none")
    hint = _hints(record).get(path)
    if get_origin(hint) is Literal:
        return fault(file, label, path, f"one of {', '.join(get_args(hint))}", entry[path])
    return fault(file, label, path, what.removeprefix("Expected ").replace("`", ""))
