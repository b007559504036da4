"""The timeline of a bulletin: where on the days of its period each story lies, as numbers for the drawing."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from jarchi.publish.whereabouts import bounds
from jarchi.publish.wording import MONTHS, stamp
from jarchi.records.articles import instant
from jarchi.records.bulletins import Bulletin, Item

MOST_TICKS = 6
FEWEST_REPORTS, MOST_LANES, SHORTEST = 3, 10, timedelta(hours=2)
SMALLEST, LARGEST = 4, 10
"""Radii in pixels: that of one source, and the one that no number of sources exceeds."""


class Point(msgspec.Struct, frozen=True):
    """A story on the timeline: x in percent of the period, the radius in pixels.

    `known` tells what is drawn: the "day" on which it happened, the "span" in which it did (`left` and `wide` in
    percent), or only the day of the first "report".
    """

    x: float
    radius: int
    headline: str
    sources: int
    known: Literal["day", "span", "report"] = "report"
    left: float = 0.0
    wide: float = 0.0


class Row(msgspec.Struct, frozen=True):
    """A country's lane."""

    name: str
    points: tuple[Point, ...]


class Timeline(msgspec.Struct, frozen=True):
    """The rows, the ticks (percent of the period, and label), and how many stories are shown."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    stories: int


def timeline(bulletin: Bulletin) -> Timeline | None:
    """Give the timeline of the stories told in full; None for one day or under two stories."""
    first, last = date.fromisoformat(bulletin.from_), date.fromisoformat(bulletin.to)
    days = last.toordinal() - first.toordinal() + 1
    sections = [(section.name, [item for item in section.items if not item.brief]) for section in bulletin.sections]
    stories = sum(len(items) for _, items in sections)
    if days < 2 or stories < 2:
        return None
    rows = tuple(Row(name, tuple(_points(items, first, days))) for name, items in sections if items)
    ticks = tuple((_percent(day.toordinal() - first.toordinal(), days), label) for day, label in scale(first, last))
    return Timeline(rows, ticks, stories)


def story_timeline(item: Item) -> Timeline | None:
    """Give the timeline of a story: a lane for each source, a disc for each report at its moment.

    None for fewer than three reports or less than two hours; the lanes beyond the first ten sources share the last.
    """
    told = [(found, report) for report in item.reports if (found := instant(report.published or report.first_seen))]
    if len(told) < FEWEST_REPORTS:
        return None
    start, end = min(moment for moment, _ in told), max(moment for moment, _ in told)
    if end - start < SHORTEST:
        return None
    wide = end - start
    lanes: dict[str, list[Point]] = {}
    for moment, report in sorted(told, key=lambda entry: (entry[0], entry[1].article)):
        name = report.source_name if report.source_name in lanes or len(lanes) < MOST_LANES else "others"
        x = round(3 + 94 * ((moment - start) / wide), 2)
        lanes.setdefault(name, []).append(Point(x, SMALLEST if report.copy_of else SMALLEST + 2, report.title, 1))
    ticks = tuple((round(3 + 94 * share, 2), _tick(start + wide * share, wide)) for share in (0, 0.25, 0.5, 0.75, 1))
    return Timeline(tuple(Row(name, tuple(points)) for name, points in lanes.items()), ticks, len(told))


def _tick(moment: datetime, wide: timedelta) -> str:
    day = f"{moment.day} {MONTHS[moment.month - 1][:3]}"
    return f"{day}, {moment:%H:%M}" if wide < timedelta(days=4) else day


def scale(first: date, last: date) -> list[tuple[date, str]]:
    """Give at most six days to write under the timeline: days, the first days of months, or those of years."""
    every = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    if len(every) <= 92:
        return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in _thinned(every)]
    months = [day for day in every if day.day == 1]
    if len(months) <= 30:
        return [(day, f"{MONTHS[day.month - 1][:3]} {day.year}") for day in _thinned(months)]
    return [(day, str(day.year)) for day in _thinned([day for day in months if day.month == 1])]


def _thinned(days: list[date]) -> list[date]:
    return days[:: max(-(-len(days) // MOST_TICKS), 1)]


def _points(items: list[Item], first: date, days: int) -> list[Point]:
    """Give a country's points; stories of one day stand beside each other within the day."""
    by_day: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        start, end, _ = told_days(item, first, days)
        by_day[(start + end) // 2].append(item)
    return [
        _point(item, (offset + (place + 1) / (len(found) + 1)), first, days)
        for offset, found in sorted(by_day.items())
        for place, item in enumerate(found)
    ]


def told_days(item: Item, first: date, days: int) -> tuple[int, int, Literal["day", "span", "report"]]:
    """Give the first and last day of the period, from 0, on which a story happened, and what of it is known.

    Where its lines do not tell, or tell of other times, it is the day of its first report.
    """
    told = bounds(item.when) if item.when else None
    if told:
        start, end = (each.toordinal() - first.toordinal() for each in told)
        if end >= 0 and start < days:
            is_sure = start == end and item.when is not None and item.when[-1] not in "~?%"
            return max(start, 0), min(end, days - 1), "day" if is_sure else "span"
    moments = sorted(filter(None, (stamp(report.published or report.first_seen) for report in item.reports)))
    offset = date.fromisoformat(moments[0][:10]).toordinal() - first.toordinal() if moments else 0
    offset = min(max(offset, 0), days - 1)
    return offset, offset, "report"


def _point(item: Item, offset: float, first: date, days: int) -> Point:
    start, end, known = told_days(item, first, days)
    return Point(
        _percent(offset, days),
        min(SMALLEST + 2 * (item.independent - 1), LARGEST),
        item.headline,
        item.independent,
        known,
        _percent(start, days),
        _percent(end + 1 - start, days),
    )


def _percent(offset: float, days: int) -> float:
    return round(100 * offset / days, 2)
