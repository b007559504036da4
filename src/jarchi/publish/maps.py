"""Maps: where the places that a story names lie in the region, as numbers for the drawing.

One drawing of the region serves all pages; each page only adds its own places. Longitude and latitude become places on
a plane with one scale for both in the middle of the region (equirectangular projection, Snyder 1987, chapter 12).
Outlines: Natural Earth, 1:50 million, by `training/build_outlines.py`; they are no statement on any border.
"""

from __future__ import annotations

import functools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

import msgspec

from jarchi.publish.whereabouts import SHOWN
from jarchi.records.bulletins import Item
from jarchi.records.dossiers import Piece
from jarchi.records.regions import Place, Region

WIDTH = 640
"""Units across: about the pixels that a map takes beside the margin of a wide page."""

AROUND = 0.06
"""Share of the width added on each side of the outermost places."""

NARROWEST = 4.0
"""Degrees that a map shows at least, however few places the region has."""

MOST_SPOTS = 14
MOST_OF_PERIOD = 40
"""Places that the map of a story and that of a bulletin show at most; the table behind the latter has the others."""

LETTER, LINE = 7.6, 17
"""Units that a letter of a label takes across and a line down, at the size that phones show."""

TOLD = 3
"""Places inside the map that a country must have for its name to stand there: their middle is then inside it."""

Point = tuple[float, float]


class Label(msgspec.Struct, frozen=True):
    """A name on the map, at the point where its line begins, ends or has its middle, as `anchor` says."""

    text: str
    x: float
    y: float
    anchor: str = "middle"


class Spot(msgspec.Struct, frozen=True):
    """A place on the map, the larger the more reports name it; None for a label that found no room."""

    x: float
    y: float
    radius: int
    label: Label | None


class Map(msgspec.Struct, frozen=True):
    """The map of a story: its spots, all names it shows, and those of places that lie outside."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    inside: tuple[str, ...]
    outside: tuple[str, ...]


class StorySpot(msgspec.Struct, frozen=True):
    """A place of a bulletin's map, with the stories whose reports name it."""

    spot: Spot
    name: str
    country: str | None
    items: tuple[Item, ...]


class PeriodMap(msgspec.Struct, frozen=True):
    """The map of a bulletin: its spots, and the places beyond it or beyond their number, each with its stories."""

    width: int
    height: int
    spots: tuple[StorySpot, ...]
    rest: tuple[tuple[str, str | None, tuple[Item, ...]], ...]


class Ground(msgspec.Struct, frozen=True):
    """The drawing below all maps: outlines as SVG paths, and the names of the countries."""

    width: int
    height: int
    paths: tuple[str, ...]
    labels: tuple[Label, ...]


class Atlas:
    """Draws maps of a region: its frame holds every place of the countries that the region consists of."""

    def __init__(self, region: Region) -> None:
        self._region = region
        core = {country.code for country in region.countries if country.core}
        points = [
            (place.lon, place.lat)
            for place in region.places
            if place.country in core and place.lon is not None and place.lat is not None
        ]
        self._frame = _Frame.around(points) if points else None

    def ground(self) -> Ground | None:
        """Give what lies below every map; None where the region has no places."""
        frame = self._frame
        if frame is None:
            return None
        rings = (frame.clipped([frame.point(lon, lat) for lon, lat in ring]) for ring in outlines())
        paths = tuple(_path(ring) for ring in rings if len(ring) > 2)
        return Ground(WIDTH, frame.height, paths, tuple(self._names(frame)))

    def _names(self, frame: _Frame) -> Iterator[Label]:
        found: dict[str, list[Point]] = defaultdict(list)
        for place in self._region.places:
            if (
                place.lon is not None
                and place.lat is not None
                and frame.holds(point := frame.point(place.lon, place.lat))
            ):
                found[place.country].append(point)
        for country in self._region.countries:
            points = found.get(country.code, [])
            if len(points) >= TOLD:
                x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
                yield Label(country.name, round(x, 1), round(y, 1))

    def map_of(self, pieces: Sequence[Piece]) -> Map | None:
        """Give the map of the places that some reports name; None where the map would show nothing."""
        frame = self._frame
        if frame is None:
            return None
        named = _named(pieces)
        spots: list[tuple[Point, int, str]] = []
        outside = []
        for (name, lon, lat), reports in named:
            point = frame.point(lon, lat)
            if frame.holds(point):
                spots.append((point, min(3 + reports, 7), name))
            else:
                outside.append(name)
        if not spots:
            return None
        spots = spots[:MOST_SPOTS]
        inside = tuple(dict.fromkeys(name for _, _, name in spots))
        return Map(WIDTH, frame.height, tuple(_labelled(spots, frame)), inside, tuple(dict.fromkeys(outside)))

    def map_of_stories(self, items: Sequence[Item]) -> PeriodMap | None:
        """Give the map of the places that the stories of a bulletin name; None where it would show nothing."""
        frame = self._frame
        if frame is None:
            return None
        told: dict[tuple[str, str | None, float, float], list[Item]] = defaultdict(list)
        for item in items:
            for place in item.places:
                told[place.name, place.country, place.lat, place.lon].append(item)
        ranked = sorted(told.items(), key=lambda entry: (-len(entry[1]), entry[0][0], entry[0][2:]))
        shown = [(key, found, point) for key, found in ranked if frame.holds(point := frame.point(key[3], key[2]))][
            :MOST_OF_PERIOD
        ]
        if not shown:
            return None
        sizes = [(point, min(3 + 2 * len(found), 11), key[0]) for key, found, point in shown]
        spots = list(_labelled(sizes, frame))
        inside = {key for key, _, _ in shown}
        return PeriodMap(
            WIDTH,
            frame.height,
            tuple(
                StorySpot(spot, key[0], key[1], tuple(found))
                for spot, (key, found, _) in zip(spots, shown, strict=True)
            ),
            tuple((key[0], key[1], tuple(found)) for key, found in ranked if key not in inside),
        )

    def map_of_place(self, place: Place) -> Map | None:
        """Give the map that shows one place; None where it lies outside."""
        frame = self._frame
        if frame is None or place.lon is None or place.lat is None:
            return None
        point = frame.point(place.lon, place.lat)
        if not frame.holds(point):
            return None
        return Map(WIDTH, frame.height, tuple(_labelled([(point, 6, place.name)], frame)), (place.name,), ())


class _Frame(msgspec.Struct, frozen=True):
    """What of the world a map shows: longitude and latitude of its upper left corner, and units to a degree."""

    left: float
    top: float
    across: float
    down: float
    height: int

    @classmethod
    def around(cls, points: Sequence[Point]) -> _Frame:
        west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
        south, north = min(lat for _, lat in points), max(lat for _, lat in points)
        narrow = math.cos(math.radians((south + north) / 2)) or 1.0
        wide = max(east - west, (north - south) / 2 / narrow, NARROWEST) * (1 + 2 * AROUND)
        high = max(north - south, NARROWEST / 2) + wide * narrow * 2 * AROUND
        across = WIDTH / wide
        down = across / narrow
        return cls((west + east - wide) / 2, (south + north + high) / 2, across, down, round(high * down))

    def point(self, lon: float, lat: float) -> Point:
        return (lon - self.left) * self.across, (self.top - lat) * self.down

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height

    def clipped(self, ring: list[Point]) -> list[Point]:
        """Give the part of a ring inside the frame and a little around it (Sutherland and Hodgman 1974)."""
        for axis, bound, sign in ((0, -4.0, 1), (0, WIDTH + 4.0, -1), (1, -4.0, 1), (1, self.height + 4.0, -1)):
            kept: list[Point] = []
            for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
                first, second = (one[axis] - bound) * sign, (other[axis] - bound) * sign
                if first >= 0:
                    kept.append(one)
                if (first < 0) != (second < 0):
                    share = first / (first - second)
                    kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
            ring = kept
        return ring


@functools.cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """Give the rings of the world's countries, in degrees."""
    found = []
    for steps in json.loads(files("jarchi.publish").joinpath("outlines.json").read_bytes()):
        x = y = 0
        ring = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / 100, y / 100))
        found.append(tuple(ring))
    return tuple(found)


def _path(ring: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _named(pieces: Sequence[Piece]) -> list[tuple[tuple[str, float, float], int]]:
    """Give the places that reports name, with how many do, those of most reports first."""
    found: dict[tuple[str, float, float], int] = defaultdict(int)
    for piece in pieces:
        places = {
            (place.name, place.lon, place.lat)
            for place in piece.reading.meant_places
            if place.precision in SHOWN and place.lon is not None and place.lat is not None
        }
        for place in places:
            found[place] += 1
    return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))


def _labelled(spots: Sequence[tuple[Point, int, str]], frame: _Frame) -> Iterator[Spot]:
    """Give the spots with their names to the right, the left, above or below, where nothing is in the way."""
    taken = [(x - size, y - size, x + size, y + size) for (x, y), size, _ in spots]
    for (x, y), size, name in spots:
        long, near = len(name) * LETTER, size + 4
        chosen = None
        for left, top, anchor, at in (
            (x + near, y - LINE / 2, "start", x + near),
            (x - near - long, y - LINE / 2, "end", x - near),
            (x - long / 2, y - near - LINE, "middle", x),
            (x - long / 2, y + near, "middle", x),
        ):
            box = (left, top, left + long, top + LINE)
            fits = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= frame.height
            if fits and not any(_meet(box, other) for other in taken):
                taken.append(box)
                chosen = Label(name, round(at, 1), round(top + LINE * 0.72, 1), anchor)
                break
        yield Spot(round(x, 1), round(y, 1), size, chosen)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
