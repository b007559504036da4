"""Context: what a bulletin says of its stories beyond their reports of the period.

Background comes from earlier stories of the same thread, the standing of claims from the ledger of claims; what is
denied, contradicted, not verified or does not add up is listed as not known.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from jarchi.publish.items import lead_of
from jarchi.publish.judged import Judged
from jarchi.publish.threads import Threads
from jarchi.records.bulletins import Bulletin, Item, Line, Open, OpenKind, Section
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.histories import ClaimStatus, Standing
from jarchi.records.readings import claim_id

MOST_BACKGROUND = 1
"""Background lines of a story: one reminds, more would tell the old story again."""

MOST_OPEN = 12
CACHED = 512

UNSURE: tuple[ClaimStatus, ...] = ("denied", "contradicted", "retracted", "could not be verified")
ORDER: tuple[OpenKind, ...] = ("contradicted", "denied", "retracted", "does not add up", "could not be verified")


class Records(msgspec.Struct, frozen=True):
    """What of a ledger context is made of: stories, articles and where claims stand, by their ids.

    `standings` gives it for those of some claims to which something happened.
    """

    dossier: Callable[[str], Dossier | None]
    piece: Callable[[str], Piece | None]
    standings: Callable[[Sequence[str]], Mapping[str, Standing]]


class Context:
    """Adds context to bulletins; keeps what it looked up last."""

    def __init__(self, records: Records, threads: Threads, judged: Judged, language: str = "en") -> None:
        self._records = records
        self._threads = threads
        self._judged = judged
        self._language = language
        self._lead = functools.lru_cache(CACHED)(self._lead_before)

    def added(self, bulletin: Bulletin, first: str) -> Bulletin:
        """Give a bulletin with background from before the moment `first`, with standings and what is not known."""
        sections = tuple(self._section(section, first) for section in bulletin.sections)
        items = [item for section in sections for item in section.items]
        return msgspec.structs.replace(bulletin, sections=sections, open=open_of(items))

    def _section(self, section: Section, first: str) -> Section:
        return msgspec.structs.replace(section, items=tuple(self.item(item, first) for item in section.items))

    def item(self, item: Item, first: str) -> Item:
        """Give an item with the standing of its claims, and with background where it is told in full."""
        lines = tuple(self._stood(line) for line in item.lines)
        told = {line.text for line in lines}
        background = (
            () if item.brief else tuple(line for line in self.background(item.story, first) if line.text not in told)
        )
        return msgspec.structs.replace(item, lines=lines, background=background)

    def background(self, story: str, first: str) -> tuple[Line, ...]:
        """Give lines from before the moment `first`: of the story itself, else of those that it goes on from."""
        found: list[Line] = []
        for earlier in (story, *self._threads.earlier(story)):
            if len(found) < MOST_BACKGROUND and (line := self._lead(earlier, first)):
                found.append(line)
        return tuple(found)

    def _lead_before(self, story: str, first: str) -> Line | None:
        if not self._threads.before(story, first):
            return None
        dossier = self._records.dossier(story)
        pieces = tuple(piece for piece in dossier.pieces if piece.moment < first) if dossier else ()
        line = lead_of(pieces, self._judged, self._language) if pieces else None
        return self._stood(line) if line else None

    def _stood(self, line: Line) -> Line:
        """Give a line with where its claim stands."""
        piece = self._records.piece(line.passages[0].article) if line.passages else None
        if piece is None:
            return line
        ids = list(
            dict.fromkeys(id for passage in line.passages for id in _claims_in(piece, passage.start, passage.end))
        )
        standings = self._records.standings(ids) if ids else {}
        found = [standings[id] for id in ids if id in standings]
        chosen = next((one for one in found if one.status in UNSURE), found[0] if found else None)
        if chosen is None or chosen.status == "one voice":
            return line
        return msgspec.structs.replace(line, status=chosen.status, claim=chosen.head)


def _claims_in(piece: Piece, start: int, end: int) -> Iterator[str]:
    for claim in piece.reading.claims:
        if claim.content and start <= claim.content[0].start < end:
            yield claim_id(piece.revision.id, claim)


def open_of(items: Sequence[Item], most: int = MOST_OPEN) -> tuple[Open, ...]:
    """Give what the items leave open, each claim once: what is in dispute first, what nobody could verify last."""
    found = [one for item in items for one in _open(item)]
    once: dict[tuple[str, str], Open] = {}
    for one in sorted(found, key=lambda one: ORDER.index(one.kind)):
        once.setdefault((one.kind, one.claim or one.line.text), one)
    return tuple(once.values())[:most]


def _open(item: Item) -> Iterator[Open]:
    for line in item.lines:
        if line.status in UNSURE:
            yield Open(line.status, item.story, item.headline, line, claim=line.claim)  # type: ignore[arg-type]
        elif line.unverified:
            yield Open("could not be verified", item.story, item.headline, line)
    for number in item.figures:
        if number.doubt:
            line = Line(number.passage.quote, (number.passage,), *_report(item, number.passage.article))
            yield Open("does not add up", item.story, item.headline, line, reason=number.doubt)


def _report(item: Item, article: str) -> tuple[str, str | None]:
    report = next((one for one in item.reports if one.article == article), None)
    return (report.source, report.published) if report else ("", None)
