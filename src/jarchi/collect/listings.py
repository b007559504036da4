"""What feeds and sitemaps have in common: a list of entries, each the address of a page."""

from __future__ import annotations

import msgspec

ENOUGH_TEXT = 400
"""Characters from which a feed's own content counts as the whole article; summaries seen were under 350."""


class Entry(msgspec.Struct, frozen=True):
    """A page as a feed or sitemap names it, without its author.

    `published` is ISO 8601 with the zone it was given in, None where none was. `stamp` changes when the page is
    said to have changed. `content` is plain text, empty where the list carries less than an article.
    """

    url: str
    title: str | None = None
    published: str | None = None
    stamp: str | None = None
    content: str = ""
    language: str | None = None


class Listing(msgspec.Struct, frozen=True):
    """What a feed or sitemap holds: entries in its order, further lists, and how many items had no address."""

    entries: tuple[Entry, ...] = ()
    lists: tuple[Entry, ...] = ()
    title: str | None = None
    nameless: int = 0
    broken: str = ""


def unique(entries: list[Entry]) -> tuple[Entry, ...]:
    """Give the entries with each address once, as first named."""
    return tuple({entry.url: entry for entry in reversed(entries)}.values())[::-1]
