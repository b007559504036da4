"""Reviews: a month or a year told by its threads, each with its turning points in order, its figures, what is open.

A review is composed as any bulletin is, of the same items with the same checks; what goes on from one another is then
told together, and what stands alone stays in its section, in brief.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from jarchi.publish.compose import shortened
from jarchi.publish.context import Context, open_of
from jarchi.publish.threads import Strand, Threads
from jarchi.publish.wording import heading, stamp
from jarchi.records.bulletins import Bulletin, Item, Number, Section, Theme

MOST_THEMES = 12
MOST_POINTS = 7
"""Turning points of a theme: the first, the last, and the weightiest between them."""

POINT_LINES = 2
MOST_FIGURES = 6
MOST_NAMES = 3
MOST_OPEN = 4


def review_of(bulletin: Bulletin, threads: Threads, context: Context, first: str) -> Bulletin:
    """Give a bulletin of a long period as a review; `first` is the moment in which the period begins."""
    items = {item.story: item for section in bulletin.sections for item in section.items}
    groups = _groups(items, threads)
    themes = tuple(_theme(root, strands, items, context, first) for root, strands in groups)
    told = {strand.story for _, strands in groups for strand in strands}
    sections = (_without(section, told) for section in bulletin.sections)
    return msgspec.structs.replace(
        bulletin,
        kind="review",
        themes=themes,
        sections=tuple(section for section in sections if section.items),
    )


def _groups(items: dict[str, Item], threads: Threads) -> list[tuple[str, list[Strand]]]:
    """Give the threads that have two stories of the period or more, the weightiest first, their stories in order."""
    found: dict[str, list[Strand]] = {}
    for story in items:
        thread = threads.thread(story)
        if len(thread) > 1:
            found.setdefault(thread[0].root, [strand for strand in thread if strand.story in items])
    several = [(root, strands) for root, strands in found.items() if len(strands) > 1]
    several.sort(key=lambda entry: (-sum(_weight(items[strand.story]) for strand in entry[1]), entry[0]))
    return several[:MOST_THEMES]


def _weight(item: Item) -> int:
    """Give how much a story counts among those of its thread."""
    return 2 * item.independent + len(item.reports) + sum(line.status is not None for line in item.lines)


def _theme(root: str, strands: Sequence[Strand], items: dict[str, Item], context: Context, first: str) -> Theme:
    told = sorted((items[strand.story] for strand in strands), key=_opened)
    weightiest = max(told, key=lambda item: (_weight(item), item.story))
    points = [_point(item) for item in _turning_points(told)]
    head = heading(weightiest.reports, weightiest.headline)
    shared = Counter(name for strand in strands for name in strand.shared)
    countries = Counter(country for item in told for country in item.countries)
    return Theme(
        id=root,
        headline=weightiest.headline,
        names=tuple(name for name, _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_NAMES]),
        stories=len(told),
        points=tuple(points),
        figures=_figures(told),
        open=open_of(told, MOST_OPEN),
        countries=tuple(country for country, _ in countries.most_common()),
        background=context.background(told[0].story, first),
        language=head.language if head else None,
    )


def _opened(item: Item) -> tuple[str, str]:
    return min((stamp(report.published or report.first_seen) for report in item.reports), default=""), item.story


def _turning_points(told: Sequence[Item]) -> list[Item]:
    """Give the first, the last and the weightiest stories between them, in order of time."""
    between = sorted(told[1:-1], key=lambda item: (-_weight(item), _opened(item)))[: MOST_POINTS - 2]
    return sorted([told[0], *between, told[-1]], key=_opened)


def _point(item: Item) -> Item:
    return msgspec.structs.replace(item, lines=item.lines[:POINT_LINES], figures=(), background=(), brief=False)


def _figures(told: Sequence[Item]) -> tuple[Number, ...]:
    """Give the figures of a theme, no value of a unit twice: those that say as of when or were checked first."""
    found = [number for item in told for number in item.figures]
    found.sort(key=lambda number: not (number.as_of or number.checked or number.doubt))
    once = {(number.value, number.unit): number for number in reversed(found)}
    kept = [number for number in found if once[number.value, number.unit] is number]
    return tuple(kept[:MOST_FIGURES])


def _without(section: Section, told: set[str]) -> Section:
    """Give a section without the stories that a theme tells, the others in brief."""
    return msgspec.structs.replace(
        section,
        items=tuple(shortened(item) for item in section.items if item.story not in told),
        pointers=tuple(pointer for pointer in section.pointers if pointer.story not in told),
    )
