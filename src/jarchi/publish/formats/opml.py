"""OPML 2.0: a list of feeds that feed readers, and `jarchi add`, take in."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import msgspec

from jarchi.publish.formats.xml import element, opened, tag


class Outline(msgspec.Struct, frozen=True):
    """A line of the list: a feed, or where `feed` is empty a page or sitemap (`kind`) that is collected from."""

    name: str
    feed: str = ""
    page: str = ""
    group: str = ""
    language: str = ""
    about: str = ""
    kind: str = "page"


def opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """Give the list, its lines in groups as they follow each other."""
    return "\n".join(_lines(title, outlines)).encode()


def _lines(title: str, outlines: Iterable[Outline]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<opml version="2.0">'
    yield f"<head>{element('title', title)}</head>"
    yield "<body>"
    for group, members in itertools.groupby(outlines, key=lambda outline: outline.group):
        if group:
            yield opened("outline", text=group)
        yield from map(_line, members)
        if group:
            yield "</outline>"
    yield "</body>"
    yield "</opml>\n"


def _line(outline: Outline) -> str:
    if not outline.feed:
        told = {"text": outline.name, "title": outline.name, "url": outline.page, "category": outline.kind}
        return tag("outline", type="link", **told)
    more = {"htmlUrl": outline.page, "language": outline.language, "description": outline.about}
    kept = {name: value for name, value in more.items() if value}
    return tag("outline", type="rss", text=outline.name, title=outline.name, xmlUrl=outline.feed, **kept)
