"""The feeds of the site, and the page that lists them: filled as stories and bulletins pass, written at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jarchi.publish.addresses import country_path
from jarchi.publish.formats.feeds import (
    EVERYTHING,
    Feed,
    Newest,
    Shelf,
    actor_shelf,
    country_shelf,
    lens_feed,
    story_entry,
    story_feed,
)
from jarchi.publish.formats.kinds import feed_files
from jarchi.publish.formats.opml import Outline, opml
from jarchi.publish.rendering import Templates
from jarchi.publish.settings import PublishSettings
from jarchi.records.bulletins import Bulletin, Item
from jarchi.records.dossiers import Dossier
from jarchi.records.regions import Region

Write = Callable[[str, str | bytes], None]


class Feeds:
    """The feeds of one publishing: holds the newest entries of each and nothing more."""

    def __init__(self, templates: Templates, region: Region, settings: PublishSettings) -> None:
        self._templates = templates
        self._settings = settings
        self._countries = {country.code: country.name for country in region.countries}
        self._actors = {actor.id: actor.name for actor in region.actors}
        self._newest = Newest()
        self._lenses: dict[str, Feed] = {}

    def story(self, write: Write, dossier: Dossier, item: Item) -> None:
        """Write the feed of a story, and enter it into the feeds of its countries, its actors and of everything."""
        entry = story_entry(self._templates, item, tuple(self._countries[code] for code in item.countries))
        named = {name.actor for piece in dossier.pieces for name in piece.reading.names}
        shelves = [EVERYTHING]
        shelves += [country_shelf(country_path(code), self._countries[code]) for code in item.countries]
        shelves += [actor_shelf(id, self._actors[id]) for id in sorted(named & set(self._actors), key=str) if id]
        for shelf in shelves:
            self._newest.add(shelf, entry)
        self._write(write, story_feed(self._templates, item))

    def bulletin(self, write: Write, bulletin: Bulletin) -> None:
        """Write the feed of a lens from its newest bulletin, which is the first that comes."""
        if bulletin.kind == "bulletin" and bulletin.lens not in self._lenses:
            self._lenses[bulletin.lens] = feed = lens_feed(self._templates, bulletin)
            self._write(write, feed)

    def close(self, write: Write) -> None:
        """Write what was gathered, and the list of feeds for people and, as OPML, for feed readers."""
        shelves: list[Shelf] = []
        for shelf, entries in self._newest.shelves():
            subtitle = "" if shelf.title else self._settings.motto
            self._write(write, Feed(shelf.base, shelf.title, subtitle, shelf.home, entries))
            shelves.append(shelf)
        lenses = [Shelf(feed.base, feed.title, feed.home) for feed in self._lenses.values()]
        groups = [
            ("Everything", [shelf for shelf in shelves if shelf == EVERYTHING]),
            ("Lenses", lenses),
            ("Countries", [shelf for shelf in shelves if shelf.base.startswith("countries/")]),
            ("Actors", [shelf for shelf in shelves if shelf.base.startswith("actors/")]),
        ]
        write("feeds.html", self._templates.render("feeds.html", "feeds.html", groups=groups))
        write("feeds.opml", opml(self._settings.title, self._outlines(groups)))

    def _outlines(self, groups: Sequence[tuple[str, Sequence[Shelf]]]) -> list[Outline]:
        address = self._settings.address
        return [
            Outline(name, feed=f"{address}{shelf.base}.xml", page=f"{address}{shelf.home}", group=group)
            for group, shelves in groups
            for shelf in shelves
            for name in [shelf.title or self._settings.title]
        ]

    def _write(self, write: Write, feed: Feed) -> None:
        """Write a feed under the site's name and its own."""
        title = f"{self._settings.title}: {feed.title}" if feed.title else self._settings.title
        named = Feed(feed.base, title, feed.subtitle, feed.home, feed.entries, feed.since)
        for path, content in feed_files(named, self._settings.address, self._settings.title):
            write(path, content)
