"""Builds the outlines of the world's countries that the site's maps are drawn from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/build_outlines.py package/countries-50m.json

Natural Earth (public domain, 1:50 million) is packed there as TopoJSON: arcs of whole numbers, shared by neighbours.
Arcs are thinned with the Douglas-Peucker algorithm to `TOLERANCE` before rings are put together, so that borders stay
shared, and written as hundredths of a degree: first point, then steps.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src/jarchi/publish/outlines.json"

TOLERANCE = 4.0
"""Hundredths of a degree: a third of a pixel on a map as wide as Central Asia, and a file of about 200 KB."""

SMALLEST = 30
"""Islands whose box is smaller than this on both sides, in hundredths of a degree, are left out."""

Point = tuple[int, int]


def main() -> None:
    """Read the TopoJSON named on the command line and write the outlines."""
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [thinned(arc) for arc in decoded(world)]
    rings: list[list[int]] = []
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            ring = joined(arcs, polygon[0])
            if len(ring) > 3 and any(max(side) - min(side) >= SMALLEST for side in zip(*ring, strict=True)):
                rings.append(steps(ring))
    TARGET.write_text(json.dumps(rings, separators=(",", ":")).replace("],[", "],\n[") + "\n", encoding="ascii")


def decoded(world: dict[str, Any]) -> list[list[Point]]:
    """Give the arcs as (longitude, latitude) in hundredths of a degree."""
    (wide, high), (left, low) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(100 * (x * wide + left)), round(100 * (y * high + low))))
        found.append(points)
    return found


def thinned(arc: list[Point]) -> list[Point]:
    """Give the arc without the points that lie within the tolerance of the line drawn without them."""
    if len(arc) < 3:
        return arc
    (x1, y1), (x2, y2) = arc[0], arc[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5

    def off(point: Point) -> float:
        x, y = point
        if not length:
            return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    far = max(range(1, len(arc) - 1), key=lambda index: off(arc[index]))
    if off(arc[far]) <= TOLERANCE:
        return [arc[0], arc[-1]]
    return thinned(arc[: far + 1])[:-1] + thinned(arc[far:])


def joined(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """Give the ring that some arcs make; a negative number means the arc backwards, as TopoJSON has it."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def steps(ring: list[Point]) -> list[int]:
    """Give a ring as its first point and the steps to each next one."""
    flat = [*ring[0]]
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        flat += [x2 - x1, y2 - y1]
    return flat


if __name__ == "__main__":
    main()
