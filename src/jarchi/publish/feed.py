"""The Atom feed (RFC 4287) of the newest bulletin; its times come from the reports, never from the clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from jarchi.publish.addresses import story_path
from jarchi.publish.rendering import Templates
from jarchi.publish.wording import short, span_of_days, stamp
from jarchi.records.bulletins import Bulletin, Item

MOST = 30
"""Entries of the feed: readers ask often, and the bulletin has the rest."""

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://jarchi.example/feeds")


def feed(templates: Templates, bulletin: Bulletin | None, title: str) -> str:
    """Give the feed: an entry for each story that the bulletin tells in full, the last reported first.

    An entry's id is that of lens and story, so that a story told again a week later updates its entry. Its time is that
    of the story's last report; the feed's own is the newest of these, or the start of the period.
    """
    if bulletin is None:
        return templates.render("feed.xml", id=_urn(title), title=title, updated="1970-01-01T00:00:00Z", entries=[])
    entries = sorted(_entries(templates, bulletin), key=lambda entry: (entry["updated"], entry["id"]), reverse=True)
    return templates.render(
        "feed.xml",
        id=_urn(title, bulletin.lens),
        title=f"{title}: {bulletin.title}, {span_of_days(bulletin.from_, bulletin.to)}",
        updated=entries[0]["updated"] if entries else f"{bulletin.from_}T00:00:00Z",
        entries=entries[:MOST],
    )


def _entries(templates: Templates, bulletin: Bulletin) -> Iterator[dict[str, str]]:
    for section in bulletin.sections:
        for item in section.items:
            if not item.brief:
                yield {
                    "id": _urn(bulletin.lens, item.story),
                    "title": short(item.headline, 200),
                    "updated": _updated(item) or f"{bulletin.from_}T00:00:00Z",
                    "path": story_path(item.story),
                    "section": section.name,
                    "content": str(templates.render("entry.html", item=item)),
                }


def _updated(item: Item) -> str:
    return max((stamp(report.published or report.first_seen) for report in item.reports), default="")


def _urn(*names: str) -> str:
    return uuid.uuid5(SPACE, "\x1f".join(names)).urn
