"""OPML 2.0 of the sources: what the workspace collects from, and the feeds that the region pack knows.

`jarchi add` reads it back: feeds, and the pages and sitemaps that stand in it as links. Files and folders of this
machine are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import StoryRows
from jarchi.publish.formats.opml import Outline, opml
from jarchi.publish.wording import outside
from jarchi.records.inputs import InputKind
from jarchi.records.sources import Source

FILE = "sources.opml"
ELSEWHERE = "Elsewhere"


class SourceList:
    """Writes the list at the end; it has nothing of the stories."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._drafts = drafts
        self._ground = ground

    def story(self, rows: StoryRows) -> None:
        """Take nothing."""

    def close(self) -> None:
        """Write the list: a group a country of the region, its sources by name."""
        countries = {country.code: country.name for country in self._ground.region.countries}
        order = [*countries.values(), ELSEWHERE]
        lines = sorted(
            self._outlines(countries), key=lambda line: (order.index(line.group), line.name.casefold(), line.feed)
        )
        with self._drafts.open(FILE) as stream:
            stream.write(opml(f"{self._ground.title}: sources", lines))

    def _outlines(self, countries: dict[str, str]) -> Iterator[Outline]:
        sources = {source.id: source for source in self._ground.sources}
        told: set[str] = set()
        for entry in self._ground.inputs:
            if entry.kind != "files" and entry.location not in told:
                told.add(entry.location)
                source = sources.get(entry.source or "") or Source("", entry.location)
                yield _outline(source, entry.location, countries, entry.kind)
        for source in self._ground.sources:
            for feed in source.feeds:
                if feed not in told:
                    told.add(feed)
                    yield _outline(source, feed, countries, "feed")


def _outline(source: Source, location: str, countries: dict[str, str], kind: InputKind) -> Outline:
    is_feed = kind == "feed"
    return Outline(
        name=source.name,
        feed=location if is_feed else "",
        page=outside(source.homepage) if is_feed else location,
        group=countries.get(source.country or "", ELSEWHERE),
        language=source.languages[0] if len(source.languages) == 1 else "",
        kind=kind,
        about=f"{source.kind}, reliability {source.reliability}" if source.id else "",
    )


FORMAT = Format(name="opml", about="the sources, for feed readers and `jarchi add`", files=(FILE,), open=SourceList)
