"""PLOVER 2.0 events as JSON lines: type, mode, actor and recipient, with the sentence each was read from."""

from __future__ import annotations

from typing import Any

import msgspec

from jarchi.publish.exports.bridge import alpha3
from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import EventRow, Party, StoryRows

FILE = "events.plover.jsonl"


class Plover:
    """Writes a line an event."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._stream = drafts.open(FILE)

    def story(self, rows: StoryRows) -> None:
        """Write the events of a story."""
        for event in rows.events:
            self._stream.write(msgspec.json.encode(_record(event)) + b"\n")

    def close(self) -> None:
        """Leave the file as it is."""


def _record(event: EventRow) -> dict[str, Any]:
    return {
        "id": event.event,
        "date": event.date,
        "event_type": event.type,
        "event_mode": event.mode,
        "quad": event.quad,
        "actor": [_party(one) for one in event.actors],
        "recipient": [_party(one) for one in event.recipients],
        "reality": event.reality,
        "location": {
            "name": event.place,
            "geonames": event.geonames,
            "latitude": event.latitude,
            "longitude": event.longitude,
            "country": event.country,
            "feature": event.precision,
        }
        if event.geonames
        else None,
        "trigger": event.trigger,
        "story": event.story,
        "claim": event.claim,
        "said_by": event.said_by,
        "publisher": event.source,
        "published": event.moment,
        "text": event.quote,
        "start": event.start,
        "end": event.end,
        "revision": event.revision,
        "url": event.url,
    }


def _party(one: Party) -> dict[str, Any]:
    code = alpha3(one.country) if one.country else ""
    return {"name": one.name, "id": one.actor, "country": code or one.country, "state": one.state}


FORMAT = Format(name="plover", about="events by PLOVER 2.0, JSON lines", files=(FILE,), open=Plover)
