"""Feeds: the newest stories of everything, of a country, a lens, an actor, and the newest reports of a story.

Times come from the reports, never from the clock. An entry keeps its id when it is told again, so that readers update
it. Links start from the site's address; where the site has none, from the feed itself, which works from a folder.
"""

from __future__ import annotations

import uuid
from bisect import insort
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jarchi.publish.addresses import actor_path, article_path, slug, story_path
from jarchi.publish.wording import outside, short, stamp
from jarchi.publish.words import plain
from jarchi.records.bulletins import Bulletin, Item, Report

if TYPE_CHECKING:
    from jarchi.publish.rendering import Templates  # which names the kinds of feeds to the pages

MOST = 30
"""Entries of a feed: readers ask often, and the pages have the rest."""

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://jarchi.example/feeds")
NEVER = "1970-01-01T00:00:00Z"

HERE = 'href="root:'
CITED = 'cite="root:'
"""What links in an entry begin with, until it is known where their feed stands; outside a tag no quote is unescaped."""


class Entry(msgspec.Struct, frozen=True):
    """An entry: moments in UTC (RFC 3339), `path` in the site, `html` with links that still lack their beginning.

    `outside` is the address at the source, empty where the entry is no single report.
    """

    id: str
    title: str
    path: str
    updated: str
    published: str
    html: str
    tags: tuple[str, ...] = ()
    language: str | None = None
    author: str = ""
    outside: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """Give what entries are sorted by."""
        return self.updated, self.id


class Feed(msgspec.Struct, frozen=True):
    """A feed: `base` is its file in the site without the ending, `home` the page that it belongs to."""

    base: str
    title: str
    subtitle: str
    home: str
    entries: tuple[Entry, ...]
    since: str = NEVER

    @property
    def id(self) -> str:
        """Give the id of the feed, the same in every run."""
        return urn("feed", self.base)

    @property
    def updated(self) -> str:
        """Give when its newest entry was updated."""
        return self.entries[0].updated if self.entries else self.since


def urn(*names: str) -> str:
    """Give the URN that stands for some names."""
    return uuid.uuid5(SPACE, "\x1f".join(names)).urn


def placed(html: str, root: str) -> str:
    """Give an entry's HTML with links that start from `root`."""
    return html.replace(HERE, f'href="{root}').replace(CITED, f'cite="{root}')


class Shelf(NamedTuple):
    """A feed that is being filled: its base and title, and the page it belongs to."""

    base: str
    title: str
    home: str


EVERYTHING = Shelf("feed", "", "index.html")


def country_shelf(path: str, name: str) -> Shelf:
    """Give the feed of a country whose page is `path`."""
    return Shelf(f"{path.removesuffix('.html')}.feed", name, path)


def actor_shelf(actor: str, name: str) -> Shelf:
    """Give the feed of an actor."""
    return Shelf(f"{actor_path(actor).removesuffix('.html')}.feed", name, actor_path(actor))


def story_base(story: str) -> str:
    """Give the feed of a story's reports."""
    return f"{story_path(story).removesuffix('.html')}.feed"


def lens_base(lens: str) -> str:
    """Give the feed of a lens."""
    return f"bulletins/{slug(lens)}/feed"


class Newest:
    """The newest entries of each feed, kept while the stories pass by; an entry of several feeds is held once."""

    def __init__(self) -> None:
        self._kept: dict[Shelf, list[Entry]] = {EVERYTHING: []}

    def add(self, shelf: Shelf, entry: Entry) -> None:
        """Take an entry into a feed if it is among its newest."""
        kept = self._kept.setdefault(shelf, [])
        if len(kept) == MOST and entry.order <= kept[0].order:
            return
        insort(kept, entry, key=lambda one: one.order)
        del kept[:-MOST]

    def shelves(self) -> list[tuple[Shelf, tuple[Entry, ...]]]:
        """Give the feeds by their bases, the entries of each with the newest first."""
        return [(shelf, tuple(reversed(self._kept[shelf]))) for shelf in sorted(self._kept)]


def story_entry(templates: Templates, item: Item, tags: tuple[str, ...], lens: str = "") -> Entry:
    """Give the entry of a story; through a lens it is an entry of its own."""
    moments = sorted(filter(None, (_moment(report) for report in item.reports)))
    return Entry(
        id=urn("story", lens, item.story),
        title=short(item.headline, 200),
        path=story_path(item.story),
        updated=moments[-1] if moments else NEVER,
        published=moments[0] if moments else NEVER,
        html=templates.render("entry.html", lines=item.lines, item=item),
        tags=tags,
        language=next((one.language for one in item.reports if one.title == item.headline), None),
    )


def lens_feed(templates: Templates, bulletin: Bulletin) -> Feed:
    """Give the feed of a lens: the stories that its newest bulletin tells in full."""
    entries = [
        story_entry(templates, item, (section.name,), bulletin.lens)
        for section in bulletin.sections
        for item in section.items
        if not item.brief
    ]
    newest = sorted(entries, key=lambda entry: entry.order, reverse=True)[:MOST]
    base = lens_base(bulletin.lens)
    return Feed(base, bulletin.title, "", "bulletins/index.html", tuple(newest), f"{bulletin.from_}T00:00:00Z")


def story_feed(templates: Templates, item: Item) -> Feed:
    """Give the feed of a story: its newest reports, reprints too, each as one."""
    dated = sorted(item.reports, key=lambda report: (_moment(report), report.article), reverse=True)
    entries = tuple(_report_entry(templates, item, report) for report in dated[:MOST])
    return Feed(story_base(item.story), short(item.headline, 200), "", story_path(item.story), entries)


def _report_entry(templates: Templates, item: Item, report: Report) -> Entry:
    lines = [line for line in item.lines if line.passages and line.passages[0].article == report.article]
    moment = _moment(report) or NEVER
    return Entry(
        id=urn("article", report.article),
        title=short(report.title, 200),
        path=article_path(report.article),
        updated=moment,
        published=moment,
        html=templates.render("entry.html", lines=lines, item=None, report=report),
        language=report.language,
        author=plain(report.source_name),
        outside=outside(report.url),
    )


def _moment(report: Report) -> str:
    return stamp(report.published or report.first_seen)


def root_of(base: str, address: str) -> str:
    """Give what the links of a feed start from."""
    return address or "../" * base.count("/")


def entries_of(feed: Feed, root: str) -> Iterator[tuple[Entry, str]]:
    """Give the entries of a feed, each with its HTML in place."""
    return ((entry, placed(entry.html, root)) for entry in feed.entries)
