"""The pages of a story: what its reports say, who says what, and the reports themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from jarchi.publish.addresses import numbered, story_path
from jarchi.publish.bulletin_pages import Entry
from jarchi.publish.claim_rows import claim_rows
from jarchi.publish.formats.feeds import story_base
from jarchi.publish.formats.jsonld import MOST, article_node, claims_of, script
from jarchi.publish.lists import Row
from jarchi.publish.maps import Map
from jarchi.publish.rendering import Templates
from jarchi.publish.timeline import Timeline
from jarchi.records.bulletins import Dot, Item
from jarchi.records.dossiers import Piece
from jarchi.records.regions import Actor, Place

MOST_CLAIMS = 30
"""Claims on a story's page; the others are marked in the articles, and the page says how many they are."""

REPORTS = 100
MOST_NAMED = 24
"""Actors, and places, that a story's page names."""


class Telling(msgspec.Struct, frozen=True):
    """A story as its page tells it: the item, its independent reports, its connections and map, who else has it."""

    item: Item
    voices: Sequence[Piece]
    dots: Sequence[Dot] = ()
    within: Sequence[Entry] = ()
    map: Map | None = None
    timeline: Timeline | None = None
    thread: Sequence[Row] = ()
    named: tuple[Sequence[Actor], Sequence[Place]] = ((), ())


def story_pages(templates: Templates, telling: Telling) -> Iterator[tuple[str, str]]:
    """Give the pages of a story as (path, page): more than one only where it has more reports than fit."""
    item = telling.item
    claims = [row for piece in telling.voices for row in claim_rows(piece)]
    titles = {report.article: report.title for report in item.reports}
    path = story_path(item.story)
    yield (
        path,
        templates.render(
            "story.html",
            path,
            item=item,
            claims=claims[:MOST_CLAIMS],
            claims_left=max(len(claims) - MOST_CLAIMS, 0),
            dots=telling.dots,
            map=telling.map,
            timeline=telling.timeline,
            thread=telling.thread,
            actors=telling.named[0][:MOST_NAMED],
            places=telling.named[1][:MOST_NAMED],
            titles=titles,
            within=telling.within,
            feed=story_base(item.story),
            data=_data(item, templates.root(path)),
        ),
    )
    yield from _more_reports(templates, item, titles)


def _data(item: Item, root: str) -> Markup:
    reports = [article_node(report, root) for report in item.reports[:MOST]]
    return script([*reports, *claims_of((*item.lines, *item.background), root)])


def _more_reports(templates: Templates, item: Item, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    path = story_path(item.story)
    last = (len(item.reports) - 1) // REPORTS
    for number in range(1, last + 1):
        there = numbered(path, number)
        reports = item.reports[number * REPORTS : (number + 1) * REPORTS]
        turning = {"number": number, "last": last}
        yield there, templates.render("reports.html", there, item=item, reports=reports, titles=titles, **turning)
