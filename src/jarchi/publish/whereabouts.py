"""Where and when a story plays: the places that its reports name, and the day that its lines tell."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from jarchi.publish.wording import span_of_days
from jarchi.records.bulletins import Line, Spot
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Reading

SHOWN = {"admin1", "admin2", "city", "site"}
"""Precisions that are a spot on a map; a country or a wider stretch of land is none."""

DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}
HALVES = {40: 1, 41: 7}
"""EDTF's codes of parts of a year, and the month in which each begins."""


def spots_of(pieces: Sequence[Piece]) -> tuple[Spot, ...]:
    """Give the places with a point that reports name, with how many do, those of most reports first."""
    found: dict[tuple[str, str, float, float], tuple[int | None, int]] = {}
    for piece in pieces:
        named = {
            (place.name, place.country or "", place.lat, place.lon): place.geonames
            for place in piece.reading.meant_places
            if place.precision in SHOWN and place.lat is not None and place.lon is not None
        }
        for key, geonames in named.items():
            found[key] = geonames, found.get(key, (None, 0))[1] + 1
    spots = (
        Spot(name, country or None, lat, lon, geonames, reports)
        for (name, country, lat, lon), (geonames, reports) in found.items()
    )
    return tuple(sorted(spots, key=lambda spot: (-spot.reports, spot.name, spot.lat, spot.lon)))


def when_of(pieces: Sequence[Piece], lines: Sequence[Line]) -> str | None:
    """Give the EDTF date of what the first printed line that is dated tells; None where no line is.

    It is that of an event in the line, else the only date there; neither the day of publication nor that of saying.
    """
    by_article = {piece.revision.article: piece for piece in pieces}
    for line in lines:
        for passage in line.passages:
            piece = by_article.get(passage.article)
            told = told_within(piece.reading, passage.start, passage.end) if piece else None
            if told:
                return told
    return None


def told_within(reading: Reading, start: int, end: int) -> str | None:
    """Give the date of the first dated event that begins in a stretch of the text, else the only date told there."""
    for event in reading.events:
        if event.date and start <= event.trigger[0].start < end:
            return event.date
    said = {claim.said for claim in reading.claims if claim.cue and start <= claim.cue[0].start < end}
    days = {
        date.value.split("T")[0]
        for date in reading.dates
        if date.value and date.kind in ("date", "time") and start <= date.span.start < end
    } - said
    return days.pop() if len(days) == 1 else None


def bounds(value: str) -> tuple[date, date] | None:
    """Give the first and the last day that an EDTF value may mean; None for a decade, an open end, a bare time."""
    first, stroke, last = value.partition("/")
    one, other = _whole(first), _whole(last) if stroke else _whole(first)
    return (one[0], other[1]) if one and other and one[0] <= other[1] else None


def in_words(value: str | None) -> str:
    """Give an EDTF date as people say it: "9 May 2019", "about May 2019"; "not told" where there is none."""
    told = bounds(value) if value else None
    if not told or not value:
        return value or "not told"
    days = span_of_days(*(day.isoformat() for day in told))
    return f"about {days}" if any(sign in value for sign in "~?%") else days


def _whole(value: str) -> tuple[date, date] | None:
    found = DAY.fullmatch(value)
    if not found or not 1 <= int(found[1]) <= 9999:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        for codes, months in ((SEASONS, 3), (QUARTERS, 3), (HALVES, 6)):
            if month in codes:
                return _months(year, codes[month], months)
        return _months(year, month or 1, 1 if month else 12)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Give the first day of a month and the last of the one so many months on; a winter reaches into the next year."""
    over, last = divmod(month + count - 2, 12)
    return date(year, month, 1), date(year + over, last + 1, monthrange(year + over, last + 1)[1])
