"""OPML 1.0 and 2.0: a list of feeds, as feed readers write it. Fetches nothing."""

from __future__ import annotations

from typing import Literal

from jarchi.collect.addresses import is_web, normalise
from jarchi.collect.markup import local_name, parse_xml


def read_opml(data: bytes) -> list[str] | None:
    """Give the addresses of the feeds that an OPML file names, each once, in its order; None where it is no OPML.

    Names and folders are not kept: what a source is called and how good it is belongs to the region pack.
    """
    outlines = _outlines(data)
    if outlines is None:
        return None
    found = [normalise(line["xmlurl"]) for line in outlines if is_web(line.get("xmlurl", ""))]
    return list(dict.fromkeys(found))


def read_links(data: bytes) -> list[tuple[Literal["page", "sitemap"], str]]:
    """Give the pages and sitemaps that an OPML file of jarchi's own names: links whose category says which they are."""
    found: dict[tuple[Literal["page", "sitemap"], str], None] = {}
    for line in _outlines(data) or ():
        kind, address = line.get("category", ""), line.get("url", "")
        if line.get("type", "").lower() == "link" and kind in ("page", "sitemap") and is_web(address):
            found["page" if kind == "page" else "sitemap", normalise(address)] = None
    return list(found)


def _outlines(data: bytes) -> list[dict[str, str]] | None:
    """Give the attributes of every outline, their names in lower case; None where the data is no OPML."""
    root = parse_xml(data)
    if root is None or local_name(root) != "opml":
        return None
    return [
        {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        for element in root.iter()
        if local_name(element) == "outline"
    ]
