"""GeoJSON (RFC 7946): the events that have a place with coordinates, a point each."""

from __future__ import annotations

from typing import Any

import msgspec

from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import EventRow, StoryRows

FILE = "events.geojson"


class GeoJson:
    """Writes the collection as the events come; one without coordinates is in the other formats alone."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._stream = drafts.open(FILE)
        self._stream.write(b'{"type":"FeatureCollection","features":[')
        self._before = b"\n"

    def story(self, rows: StoryRows) -> None:
        """Write the events of a story."""
        for event in rows.events:
            if event.latitude is not None and event.longitude is not None:
                self._stream.write(self._before + msgspec.json.encode(_feature(event, rows)))
                self._before = b",\n"

    def close(self) -> None:
        """End the collection."""
        self._stream.write(b"\n]}\n")


def _feature(event: EventRow, rows: StoryRows) -> dict[str, Any]:
    """Give a point with longitude first; `precision` says of what it is, for a country's is its middle."""
    place = [round(event.longitude or 0.0, 6), round(event.latitude or 0.0, 6)]
    properties = msgspec.to_builtins(event)
    for name in ("event", "latitude", "longitude"):
        del properties[name]
    properties |= {
        "headline": rows.story.headline,
        "page": rows.story.page,
        "actors": "; ".join(one.name for one in event.actors),
        "recipients": "; ".join(one.name for one in event.recipients),
    }
    return {
        "type": "Feature",
        "id": event.event,
        "geometry": {"type": "Point", "coordinates": place},
        "properties": properties,
    }


FORMAT = Format(name="geojson", about="events on the map, GeoJSON", files=(FILE,), open=GeoJson)
