"""The rows of one report: its claims, figures and events, each with the sentences it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from jarchi.publish.exports.bridge import quad
from jarchi.publish.exports.rows import ClaimRow, EventRow, Exact, FigureRow, Party
from jarchi.publish.exports.stands import Stands, figure_id
from jarchi.publish.words import plain
from jarchi.records.bulletins import Passage
from jarchi.records.dossiers import Piece
from jarchi.records.histories import Standing
from jarchi.records.readings import Claim, Event, Figure, Participant, Spans, claim_id, event_id
from jarchi.records.spans import Span, hull

DOUBT = (
    *("retracted", "denied", "contradicted", "could not be verified"),
    *("official only", "one voice", "several independent voices"),
)
"""Where claims stand, from the most doubtful."""

AROUND = 32
"""Code points before and after the exact words, as annotations carry them to be found again in a changed text."""


class Rows:
    """The rows of a story, report by report. What two readings share by id is told once, by the first."""

    def __init__(self, standings: Mapping[str, Standing], stands: Stands) -> None:
        self._standings = standings
        self._stands = stands
        self.claims: list[ClaimRow] = []
        self.figures: list[FigureRow] = []
        self.events: list[EventRow] = []
        self.exact: list[Exact] = []

    def add(self, piece: Piece) -> None:
        """Take in what was read out of a report, in the order of the text."""
        report = _Report(piece, self._standings, self._stands)
        seen: set[str] = set()
        for claim in piece.reading.claims:
            row = report.claim(claim)
            if row and row.claim not in seen:
                seen.add(row.claim)
                self.claims.append(row)
                self.exact.append(report.exact(row, hull(claim.source + claim.cue + claim.content)))
        for index, figure in enumerate(piece.reading.figures):
            self.figures.append(told := report.figure(index, figure))
            self.exact.append(report.exact(told, figure.span))
        for event in piece.reading.events:
            if event.trigger and event_id(piece.revision.id, event) not in seen:
                seen.add(event_id(piece.revision.id, event))
                self.events.append(happened := report.event(event))
                self.exact.append(report.exact(happened, hull(event.trigger)))

    def status_at(self, passage: Passage) -> str | None:
        """Give where the claims of a passage stand, the one most in doubt first; None where it holds none."""
        found = {
            row.status
            for row in self.claims
            if row.article == passage.article and row.start < passage.end and passage.start < row.end
        }
        return next((status for status in DOUBT if status in found), None)


class _Report:
    """One report: where its sentences stand, and which claims lie over a place in its text."""

    def __init__(self, piece: Piece, standings: Mapping[str, Standing], stands: Stands) -> None:
        self._piece = piece
        self._stands = stands
        self._text = piece.revision.text
        self._standings = standings
        self._starts = [span.start for span in piece.reading.sentences]
        self._ends = [span.end for span in piece.reading.sentences]
        self._places = {place.geonames: place for place in reversed(piece.reading.places) if place.geonames}

    def _passage(self, span: Span) -> dict[str, object]:
        """Give the fields that every row ends with, for the sentences around a span."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_left(self._ends, span.end)
        start = min(self._starts[first], span.start) if first >= 0 else span.start
        end = max(self._ends[last], span.end) if last < len(self._ends) and self._starts[last] < span.end else span.end
        revision = self._piece.revision
        return {
            "article": revision.article,
            "source": self._piece.source.id,
            "moment": self._piece.moment,
            "quote": self._text[start:end],
            "start": start,
            "end": end,
            "revision": revision.sha256,
            "url": revision.url,
        }

    def exact(self, row: ClaimRow | FigureRow | EventRow, span: Span) -> Exact:
        """Give the words of a row with what stands around them."""
        text = self._text
        before, after = text[max(span.start - AROUND, 0) : span.start], text[span.end : span.end + AROUND]
        return Exact(row, span.start, span.end, span.of(text), before, after)

    def _words(self, spans: Spans) -> str:
        return plain(" … ".join(span.of(self._text) for span in spans))

    def claim(self, claim: Claim) -> ClaimRow | None:
        """Give the row of a claim; None for one without content."""
        if not claim.content:
            return None
        id = self._id(claim)
        standing = self._standings.get(id)
        outer = self._piece.reading.claims[claim.inside] if claim.inside is not None else None
        return ClaimRow(
            claim=id,
            story=self._piece.membership.story,
            said_by=self._words(claim.source),
            who=claim.who.of(self._text) if claim.who else None,
            speaker=claim.speaker,
            actor=claim.actor,
            cue=self._words(claim.cue),
            content=self._words(claim.content),
            kind=claim.kind,
            polarity=claim.polarity,
            certainty=claim.certainty,
            unverified=claim.unverified,
            inside=self._id(outer) if outer else None,
            status=standing.status if standing else None,
            since=standing.since if standing else None,
            credibility=standing.credibility if standing else None,
            independent=standing.independent if standing else None,
            history=standing.head if standing else None,
            spans="; ".join(
                f"{name} {_places(spans)}"
                for name, spans in (("source", claim.source), ("cue", claim.cue), ("content", claim.content))
                if spans
            ),
            **self._passage(hull(claim.source + claim.cue + claim.content)),  # type: ignore[arg-type]
        )

    def _id(self, claim: Claim) -> str:
        return claim_id(self._piece.revision.id, claim)

    def _said(self, span: Span) -> tuple[str | None, str | None]:
        """Give the innermost claim whose content holds a place, and its speaker."""
        over = [
            claim
            for claim in self._piece.reading.claims
            if any(part.start <= span.start < part.end for part in claim.content)
        ]
        if not over:
            return None, None
        inner = min(over, key=lambda claim: (hull(claim.content).end - hull(claim.content).start, claim.inside is None))
        return self._id(inner), self._words(inner.source) or None

    def figure(self, index: int, figure: Figure) -> FigureRow:
        """Give the row of a figure, `index` being its place in the reading."""
        checks = [check for check in self._piece.reading.checks if index in check.figures]
        doubts = [check.message for check in checks if not check.holds]
        claim, said_by = self._said(figure.span)
        level = self._piece.reading.figures[figure.level] if figure.level is not None else None
        stand = self._stands.of(self._piece.revision.article, figure.span.start)
        return FigureRow(
            figure=self._figure_id(figure),
            story=self._piece.membership.story,
            words=plain(figure.span.of(self._text)),
            value=figure.value,
            upper=figure.upper,
            bound=figure.bound,
            unit=figure.unit,
            what=plain(figure.what.of(self._text)) if figure.what else None,
            as_of=figure.as_of,
            where=plain(figure.where.of(self._text)) if figure.where else None,
            role=figure.role,
            level=self._figure_id(level) if level else None,
            sums="fails" if doubts else "holds" if checks else None,
            doubt="; ".join(doubts) or None,
            row=stand.row if stand else None,
            rules=stand.rules if stand else (),
            leads=stand.leads if stand else None,
            claim=claim,
            said_by=said_by,
            span=_places((figure.span,)),
            **self._passage(hull((figure.span, figure.what)) if figure.what else figure.span),  # type: ignore[arg-type]
        )

    def _figure_id(self, figure: Figure) -> str:
        return figure_id(self._piece.revision.id, figure.span.start, figure.span.end)

    def event(self, event: Event) -> EventRow:
        """Give the row of an event."""
        claim, said_by = self._said(event.trigger[0])
        place = self._places.get(event.place) if event.place is not None else None
        return EventRow(
            event=event_id(self._piece.revision.id, event),
            story=self._piece.membership.story,
            type=event.type,
            mode=event.mode,
            quad=quad(event.type),
            trigger=self._words(event.trigger),
            reality=event.reality,
            date=event.date,
            actors=tuple(map(self._party, event.actors)),
            recipients=tuple(map(self._party, event.recipients)),
            place=place.name if place else None,
            geonames=event.place,
            latitude=place.lat if place else None,
            longitude=place.lon if place else None,
            country=place.country if place else None,
            precision=place.precision if place else None,
            claim=claim,
            said_by=said_by,
            span=_places(event.trigger),
            **self._passage(hull((*event.trigger, *(one.span for one in (*event.actors, *event.recipients))))),  # type: ignore[arg-type]
        )

    def _party(self, one: Participant) -> Party:
        return Party(name=plain(one.span.of(self._text)), actor=one.actor, country=one.country, state=one.state)


def _places(spans: Spans) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)
