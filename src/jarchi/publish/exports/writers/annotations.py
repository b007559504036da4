"""W3C Web Annotations (Recommendation of 2017): every claim, figure and event on the exact words it was read from.

The target is the plain text of a revision: its file in the site where the site has an address, else the name that
RFC 6920 gives to its SHA-256. TextPositionSelector and TextQuoteSelector both say where the words stand; the article's
own address is in `via`.
"""

from __future__ import annotations

import base64
from typing import Any

import msgspec

from jarchi.publish.addresses import text_path
from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import ClaimRow, EventRow, Exact, FigureRow, StoryRows
from jarchi.publish.wording import outside

FILE = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class Annotations:
    """Writes one collection with one page, annotation by annotation; the total comes last, when it is known."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._address = ground.address
        self._base = ground.address or "urn:jarchi:"
        self._total = 0
        self._stream = drafts.open(FILE)
        head = {
            "@context": CONTEXT,
            "id": f"{self._base}annotations",
            "type": "AnnotationCollection",
            "label": f"{ground.title}: claims, figures and events",
        }
        page = {"id": f"{self._base}annotations/1", "type": "AnnotationPage", "startIndex": 0}
        self._stream.write(msgspec.json.encode(head)[:-1] + b',"first":')
        self._stream.write(msgspec.json.encode(page)[:-1] + b',"items":[')

    def story(self, rows: StoryRows) -> None:
        """Write the annotations of a story."""
        for exact in rows.exact:
            self._stream.write(b",\n" if self._total else b"\n")
            self._stream.write(msgspec.json.encode(self._annotation(exact)))
            self._total += 1

    def close(self) -> None:
        """End the page and the collection."""
        self._stream.write(b'\n]},"last":' + msgspec.json.encode(f"{self._base}annotations/1"))
        self._stream.write(b',"total":' + str(self._total).encode() + b"}\n")

    def _annotation(self, exact: Exact) -> dict[str, Any]:
        row = exact.row
        return {
            "id": f"{self._base}annotations/{_id(row)}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [
                {"type": "TextualBody", "value": _label(row), "purpose": "tagging", "format": "text/plain"},
                {"type": "TextualBody", "value": _told(row), "purpose": "describing", "format": "text/plain"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": self._source(row.revision),
                "selector": [
                    {"type": "TextPositionSelector", "start": exact.start, "end": exact.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": exact.words,
                        "prefix": exact.before,
                        "suffix": exact.after,
                    },
                ],
                **({"via": address} if (address := outside(row.url)) else {}),
            },
        }

    def _source(self, sha256: str) -> str:
        if self._address:
            return self._address + text_path(sha256)
        return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _id(row: ClaimRow | FigureRow | EventRow) -> str:
    if isinstance(row, ClaimRow):
        return row.claim
    return row.figure if isinstance(row, FigureRow) else row.event


def _label(row: ClaimRow | FigureRow | EventRow) -> str:
    if isinstance(row, ClaimRow):
        return f"claim: {row.kind}"
    if isinstance(row, FigureRow):
        return f"figure: {row.unit}" if row.unit else "figure"
    return f"event: {row.type}" + (f" {row.mode}" if row.mode else "")


def _told(row: ClaimRow | FigureRow | EventRow) -> str:
    """Give what was read there in a few words; who says it stays with what is said."""
    if isinstance(row, ClaimRow):
        parts = [f"said by {row.said_by or 'somebody not named'} ({row.speaker})", row.polarity, row.certainty]
        parts += ["could not be verified"] if row.unverified else []
        parts += [f"stands as: {row.status}"] if row.status else []
        return "; ".join(parts)
    said = [f"said by {row.said_by or 'somebody not named'}"] if row.claim else []
    if isinstance(row, FigureRow):
        value = f"{row.bound} {row.value:g}" + (f" to {row.upper:g}" if row.upper is not None else "")
        return "; ".join([value, *([f"of {row.what}"] if row.what else []), *said])
    sides = [" and ".join(one.name for one in side) for side in (row.actors, row.recipients)]
    parts = [row.reality, *([f"by {sides[0]}"] if sides[0] else []), *([f"upon {sides[1]}"] if sides[1] else [])]
    return "; ".join([*parts, *([row.date] if row.date else []), *said])


FORMAT = Format(
    name="annotations",
    about="claims, figures and events on the words they were read from, W3C Web Annotations",
    files=(FILE,),
    open=Annotations,
)
