"""Sitemaps (sitemaps.org 0.9), their indexes, and news sitemaps into entries. Fetches nothing."""

from __future__ import annotations

from lxml import etree

from jarchi.collect.addresses import join
from jarchi.collect.found import clean_language, clean_title
from jarchi.collect.listings import Entry, Listing, unique
from jarchi.collect.markup import local_name, parse_xml
from jarchi.collect.moments import read_moment


def read_sitemap(data: bytes, url: str) -> Listing | None:
    """Give the pages, or the further sitemaps, that the sitemap at `url` names; None where `data` is none.

    `data` is XML, or text with an address a line; packed data is unpacked before. The newest come first, what
    has no date last, else in the sitemap's order.
    """
    root = parse_xml(data)
    kind = local_name(root) if root is not None else ""
    if root is not None and kind == "urlset":
        entries = [entry for child in root if local_name(child) == "url" and (entry := _entry(child, url))]
        return Listing(entries=_newest_first(entries), nameless=_count(root, "url") - len(entries))
    if root is not None and kind == "sitemapindex":
        lists = [entry for child in root if local_name(child) == "sitemap" and (entry := _entry(child, url))]
        return Listing(lists=_newest_first(lists), nameless=_count(root, "sitemap") - len(lists))
    return _read_lines(data, url)


def _entry(element: etree._Element, base: str) -> Entry | None:
    """Read one `url` or `sitemap`, with what a `news:news` inside it says."""
    fields: dict[str, str] = {}
    for part in element.iter():
        name = local_name(part)
        if name and part.text and name not in fields:
            fields[name] = part.text.strip()
    url = join(base, fields["loc"]) if fields.get("loc") else None
    if url is None:
        return None
    published = read_moment(fields.get("publication_date"))
    return Entry(
        url=url,
        title=clean_title(fields.get("title")),
        published=published,
        stamp=read_moment(fields.get("lastmod")) or published,
        language=clean_language(fields.get("language")),
    )


def _newest_first(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(unique(entries), key=lambda entry: entry.published or entry.stamp or "", reverse=True))


def _count(root: etree._Element, name: str) -> int:
    return sum(local_name(child) == name for child in root)


def _read_lines(data: bytes, url: str) -> Listing | None:
    lines = data[:10_000_000].decode("utf-8", "replace").removeprefix("\ufeff").split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    return Listing(entries=unique([Entry(found) for line in lines if (found := join(url, line))]))
