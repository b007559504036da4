"""The bridge from PLOVER types and modes to CAMEO root codes, and what both call their four quads."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

import msgspec
from babel.core import get_global

UNASSIGNED = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
"""Codes that ISO 3166-1 leaves to its users."""


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From a type, or one mode of it, to a root code; `is_close` tells that both schemes mean the same by it."""

    type: str
    root: str
    mode: str | None = None
    is_close: bool = True
    note: str = ""


class Bridge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The written bridge: names of CAMEO's roots, PLOVER's quads, and the ways between."""

    sources: tuple[str, ...]
    roots: dict[str, str]
    quads: dict[str, tuple[str, ...]]
    ways: tuple[Way, ...]


@functools.cache
def bridge() -> Bridge:
    """Read the bridge."""
    data = files("jarchi.publish.exports").joinpath("bridge.toml").read_bytes()
    return msgspec.toml.decode(data, type=Bridge)


@functools.cache
def quad(type: str) -> str:
    """Give PLOVER's quad category of a type."""
    return next(name for name, types in bridge().quads.items() if type in types)


@functools.cache
def way(type: str, mode: str | None) -> Way:
    """Give the way of a type and mode: that of the mode where the bridge has one, else that of the type."""
    ways = {(one.type, one.mode): one for one in bridge().ways}
    return ways.get((type, mode)) or ways[type, None]


def quad_class(root: str) -> int:
    """Give the class of a CAMEO root: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material."""
    return 1 + sum(int(root) > last for last in (5, 8, 13))


@functools.cache
def alpha3(country: str) -> str:
    """Give the ISO 3166-1 alpha-3 code, which CAMEO's countries go by, of an alpha-2 one (from CLDR); else nothing."""
    if UNASSIGNED.fullmatch(country):
        return ""
    aliases = get_global("territory_aliases")
    found = [code for code, now in aliases.items() if len(code) == 3 and code.isalpha() and now == [country]]
    return min(found, key=lambda code: (code[0] != country[0], code), default="")
