"""The world's places in one file: looked up by name in a memory map, never loaded whole.

The file holds, little-endian: a line of JSON (name, item type and length of each section, padded with blanks to a
multiple of eight bytes), then the sections. Keys are sorted hashes of folded names; each points to a place, the
largest of those that share a name first. `training/build_gazetteer.py` writes it.
"""

from __future__ import annotations

import json
import mmap
import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from anyascii import anyascii

from jarchi.read.aliases import CYRILLIC, stem
from jarchi.records.readings import Precision

FILE = "world.bin"
MAGIC = "jarchi gazetteer 1"
ALIGNED = 8
KINDS: tuple[Precision, ...] = ("country", "admin1", "admin2", "city", "site", "region")
DEGREE = 100
"""Coordinates are whole hundredths of a degree, about a kilometre."""

ALIAS, CAPITAL = 1 << 31, 1 << 7
"""In a key's pointer: the name is a further one. In a place's kind: it is the capital of its country."""

HYPHENS = re.compile(r"[-\u2010\u2011/]")
NOT_PLAIN = re.compile(r"[^a-z0-9]")


class Entry(msgspec.Struct, frozen=True):
    """A place of the world; `division` is its country and GeoNames admin1 code ("US.TX"), `number` its row.

    `lat` and `lon` are None where no point is known, `geonames` where the source has no id.
    """

    number: int
    name: str
    country: str
    division: str
    kind: Precision
    population: int
    geonames: int | None
    lat: float | None
    lon: float | None
    is_capital: bool


class Known(msgspec.Struct, frozen=True):
    """A place that a name may mean, and whether the name is a further one of it."""

    place: Entry
    is_alias: bool


class World:
    """The gazetteer file. Opening it reads one line; a look-up touches a few pages of the map."""

    def __init__(self, raw: mmap.mmap | bytes) -> None:
        header = bytes(raw[: raw.find(b"\n")])
        told: dict[str, Any] = json.loads(header)
        if told.get("magic") != MAGIC:
            raise ValueError(f"expected a file that begins with {MAGIC}")
        view = memoryview(raw)
        start = len(header) + 1
        self.sections: dict[str, Any] = {}
        for name, code, length in told["sections"]:
            self.sections[name] = section(view[start : start + length], code)
            start += length + -length % ALIGNED
        self.hashes, self.checks, self.refs = (self.sections[name] for name in ("hashes", "checks", "refs"))
        self.countries: list[str] = told["countries"]
        self.divisions: list[str] = told["divisions"]
        self.size = len(self.sections["geonames"])
        self.by_country: dict[str, int] = told["by_country"]
        self.by_division: dict[str, int] = told["by_division"]

    @lru_cache(maxsize=1 << 14)  # noqa: B019  # one world lives as long as the program
    @lru_cache(maxsize=1 << 14)  # noqa: B019  # one world lives as long as the program
    def find(self, key: str) -> tuple[Known, ...]:
        """Give the places named by `key` (see `key_of`), the largest first; none where nothing has that name."""
        wanted, check = hashed(key)
        index = bisect_left(self.hashes, wanted)
        found = []
        while index < len(self.hashes) and self.hashes[index] == wanted:
            if self.checks[index] == check:
                ref = self.refs[index]
                found.append(Known(self.place(ref & ~ALIAS), bool(ref & ALIAS)))
            index += 1
        return tuple(found)

    @lru_cache(maxsize=4096)  # noqa: B019  # one world lives as long as the program
    def place(self, number: int) -> Entry:
        """Give the place of row `number`."""
        columns = self.sections
        start, end = columns["starts"][number], columns["starts"][number + 1]
        kind, country = columns["kinds"][number], columns["country"][number]
        lat, lon = columns["lats"][number], columns["lons"][number]
        is_known = (lat, lon) != (0, 0)
        return Entry(
            number,
            bytes(columns["names"][start:end]).decode(),
            self.countries[country],
            self.divisions[columns["division"][number]],
            KINDS[kind & ~CAPITAL],
            columns["population"][number],
            columns["geonames"][number] or None,
            lat / DEGREE if is_known else None,
            lon / DEGREE if is_known else None,
            bool(kind & CAPITAL),
        )

    def country(self, code: str) -> Entry | None:
        """Give the country with this ISO 3166-1 code."""
        number = self.by_country.get(code)
        return None if number is None else self.place(number)

    def division(self, code: str) -> Entry | None:
        """Give the first-level division with this code, "US.TX"."""
        number = self.by_division.get(code)
        return None if number is None else self.place(number)


def section(view: memoryview, code: str) -> Any:
    """Give the bytes of a section as a sequence of numbers, swapped where the machine is big-endian."""
    if sys.byteorder == "little" or code == "B":
        return view.cast("B").cast(code)  # type: ignore[call-overload]
    numbers = array(code, view.tobytes())
    numbers.byteswap()
    return numbers


@cache
def load_world() -> World:
    """Give the world gazetteer that ships with jarchi, mapped into memory where it lies in a folder."""
    entry = files("jarchi.read") / "gazetteers" / FILE
    if isinstance(entry, Path):
        with entry.open("rb") as opened:
            return World(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    return World(entry.read_bytes())


def hashed(key: str) -> tuple[int, int]:
    """Give the 32 and 16 bits that a key is looked up by."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def key_of(words: Iterable[str]) -> str:
    """Give the key of a name: its words without case, accents, marks and Russian endings, blanks between."""
    return " ".join(part for word in words for part in plain(word))


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> tuple[str, ...]:
    """Give the parts of a word as keys have them: in small Latin letters, or the stem of a Cyrillic word."""
    if CYRILLIC.search(word):
        return tuple(stem(part).lower() for part in HYPHENS.split(word) if part)
    parts = (NOT_PLAIN.sub("", anyascii(part).lower()) for part in HYPHENS.split(word))
    return tuple(part for part in parts if part)
