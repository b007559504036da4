"""The kinds of feeds: their media types, endings and writers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jarchi.publish.formats.atom import atom
from jarchi.publish.formats.feeds import Feed, root_of
from jarchi.publish.formats.json_feed import json_feed
from jarchi.publish.formats.rss import rss


class FeedKind(NamedTuple):
    """A kind of feed: its name, media type, ending, and what writes one from (feed, root of links, publisher)."""

    label: str
    type: str
    suffix: str
    write: Callable[[Feed, str, str], bytes]


KINDS = (
    FeedKind("Atom", "application/atom+xml", ".xml", atom),
    FeedKind("RSS", "application/rss+xml", ".rss.xml", rss),
    FeedKind("JSON Feed", "application/feed+json", ".json", json_feed),
)


def feed_files(feed: Feed, address: str, by: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of a feed, one a kind, as (path in the site, content)."""
    for kind in KINDS:
        yield feed.base + kind.suffix, kind.write(feed, root_of(feed.base, address), by)
