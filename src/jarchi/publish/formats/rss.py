"""A feed as RSS 2.0, with the parts of Atom that its best practices ask for."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from jarchi.publish.formats.feeds import NEVER, Feed, entries_of
from jarchi.publish.formats.xml import element, tag
from jarchi.records.articles import instant


def rss(feed: Feed, root: str, by: str) -> bytes:
    """Give the feed; links start from `root`, `by` is who publishes it. RSS asks for full addresses."""
    return "\n".join(_lines(feed, root, by)).encode()


def _lines(feed: Feed, root: str, by: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    )
    yield element("title", feed.title)
    yield element("link", f"{root}{feed.home}")
    yield element("description", feed.subtitle or feed.title)
    yield element("language", "en")
    yield element("lastBuildDate", _date(feed.updated))
    yield element("generator", "jarchi")
    yield tag("atom:link", rel="self", type="application/rss+xml", href=f"{root}{feed.base}.rss.xml")
    for entry, html in entries_of(feed, root):
        yield "<item>"
        yield element("title", entry.title)
        yield element("link", f"{root}{entry.path}")
        yield element("guid", entry.id, isPermaLink="false")
        yield element("pubDate", _date(entry.updated))
        yield element("dc:creator", entry.author or by)
        yield from (element("category", term) for term in entry.tags)
        yield element("description", html)
        yield "</item>"
    yield "</channel></rss>\n"


def _date(moment: str) -> str:
    """Give a moment as RFC 822 writes it."""
    found = instant(moment) or instant(NEVER)
    assert found is not None
    return format_datetime(found, usegmt=True)
