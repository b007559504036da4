"""Reads a pack's places.csv into places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import get_args

from jarchi.errors import RegionError
from jarchi.records.readings import Precision
from jarchi.records.regions import Place
from jarchi.regions.faults import fault

FILE = "places.csv"
COLUMNS = ("geonames", "name", "country", "lat", "lon", "precision", "population", "aliases", "source")
_PRECISIONS = frozenset(get_args(Precision))


def read_places(raw: bytes) -> tuple[Place, ...]:
    """Give the places of the CSV bytes `raw`, in their order.

    The first line names the columns. `geonames`, `lat` and `lon` may be empty where they are not known; `lat` and
    `lon` are WGS 84 degrees, given both or neither; `aliases` are parted by `|`. A place of more than one country,
    such as a sea, has an empty `country` and the precision "region".
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise RegionError(f"{FILE}: expected UTF-8, but byte {cause.start} is not.", subject=FILE) from cause
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise fault(FILE, "line 1", "", f"the columns {','.join(COLUMNS)}")
        return tuple(_places(rows))
    except csv.Error as cause:
        raise RegionError(f"{FILE}, line {rows.line_num}: expected CSV, but: {cause}.", subject=FILE) from cause


def _places(rows: Iterator[list[str]]) -> Iterator[Place]:
    for line, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS):
            raise fault(FILE, f"line {line}", "", f"{len(COLUMNS)} columns", len(row))
        geonames, name, country, lat, lon, precision, population, aliases, source = row
        entry = f'line {line} "{name}"'
        if not name.strip():
            raise fault(FILE, entry, "name", "a name", name)
        if precision not in _PRECISIONS:
            raise fault(FILE, entry, "precision", f"one of {', '.join(get_args(Precision))}", precision)
        if bool(lat) != bool(lon):
            raise fault(FILE, entry, "lat and lon", "both or neither")
        yield Place(
            name=name,
            country=country,
            precision=precision,  # type: ignore[arg-type]  # checked just above
            geonames=_whole(entry, "geonames", geonames) if geonames else None,
            lat=_degrees(entry, "lat", lat, 90) if lat else None,
            lon=_degrees(entry, "lon", lon, 180) if lon else None,
            population=_whole(entry, "population", population) if population else 0,
            aliases=tuple(aliases.split("|")) if aliases else (),
            source=source,
        )


def _whole(entry: str, field: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise fault(FILE, entry, field, "a whole number", value)
    return int(value)


def _degrees(entry: str, field: str, value: str, limit: int) -> float:
    try:
        degrees = float(value)
    except ValueError:
        degrees = limit + 1.0
    if not -limit <= degrees <= limit:  # also refuses "nan"
        raise fault(FILE, entry, field, f"degrees from -{limit} to {limit}", value)
    return degrees
