"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator

from jarchi.publish.formats.feeds import Feed, entries_of
from jarchi.publish.formats.xml import element, opened, tag


def atom(feed: Feed, root: str, by: str) -> bytes:
    """Give the feed; links start from `root`, `by` is who publishes it."""
    return "\n".join(_lines(feed, root, by)).encode()


def _lines(feed: Feed, root: str, by: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    yield element("id", feed.id)
    yield element("title", feed.title)
    if feed.subtitle:
        yield element("subtitle", feed.subtitle)
    yield element("updated", feed.updated)
    yield f"<author>{element('name', by)}</author>"
    yield element("generator", "jarchi")
    yield tag("link", rel="self", type="application/atom+xml", href=f"{root}{feed.base}.xml")
    yield tag("link", rel="alternate", type="text/html", href=f"{root}{feed.home}")
    for entry, html in entries_of(feed, root):
        yield opened("entry", **({"xml:lang": entry.language} if entry.language else {}))
        yield element("id", entry.id)
        yield element("title", entry.title)
        yield element("updated", entry.updated)
        yield element("published", entry.published)
        if entry.author:
            yield f"<author>{element('name', entry.author)}</author>"
        yield tag("link", rel="alternate", type="text/html", href=f"{root}{entry.path}")
        if entry.outside:
            yield tag("link", rel="via", href=entry.outside)
        yield from (tag("category", term=term) for term in entry.tags)
        yield element("content", html, type="html")
        yield "</entry>"
    yield "</feed>\n"
