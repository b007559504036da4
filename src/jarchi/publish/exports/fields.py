"""Fields: what the columns of a row type are called, hold and mean, read from the record itself."""

from __future__ import annotations

import functools
import types
import typing
from typing import Literal, NamedTuple, get_args, get_origin

import msgspec

from jarchi.publish.exports.rows import Cited, Party

FieldKind = Literal["string", "integer", "number", "boolean", "datetime", "list", "parties"]
PLAIN: dict[object, FieldKind] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Field(NamedTuple):
    """A column: its name, kind and meaning; `is_required` where no row lacks it."""

    name: str
    kind: FieldKind
    about: str
    is_required: bool


@functools.cache
def fields_of(row: type[msgspec.Struct]) -> tuple[Field, ...]:
    """Give the columns of a row type, those of its own before those that every row ends with."""
    hints = typing.get_type_hints(row, include_extras=True)
    ends = Cited.__struct_fields__ if issubclass(row, Cited) else ()
    own = (name for name in row.__struct_fields__ if name not in ends)
    return tuple(_field(name, hints[name]) for name in (*own, *ends))


def _field(name: str, hint: object) -> Field:
    kind, meta = get_args(hint)[0], get_args(hint)[1]
    options = get_args(kind) if get_origin(kind) in {types.UnionType, typing.Union} else (kind,)
    inner = next(option for option in options if option is not types.NoneType)
    told = (meta.extra or {}).get("kind") or _kind(inner)
    return Field(name, told, meta.description, types.NoneType not in options)


def _kind(inner: object) -> FieldKind:
    if get_origin(inner) is tuple:
        return "parties" if get_args(inner)[0] is Party else "list"
    return PLAIN[inner]
