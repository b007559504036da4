"""When a page says that it was published, and what it calls itself: its metadata, not its prose."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

import htmldate
from lxml import etree, html

from jarchi.collect.moments import has_zone, read_moment

MOST_NODES = 5000
LATEST_DATE = "2100-01-01"
"""Given to htmldate, which else asks the clock and would read a page differently from day to day."""

_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "date",
    "mediator_published_time",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified")
_ARTICLES = frozenset({"Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting"})


def read_linked_data(tree: html.HtmlElement) -> dict[str, Any]:
    """Give the first node of the page's JSON-LD that is an article (schema.org), an empty one where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and (name.endswith("Article") or name in _ARTICLES) for name in names):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting: deque[Any] = deque([data])
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(node[:MOST_NODES])


def read_meta(tree: html.HtmlElement) -> dict[str, str]:
    """Give the page's `meta` elements by lower-case name, property or itemprop; the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def read_published(tree: html.HtmlElement, linked: dict[str, Any], meta: dict[str, str], url: str | None) -> str | None:
    """Give when the page was published, with its zone where it gives one; None where it does not say.

    Order: JSON-LD, `meta`, `itemprop`, of which one with a zone wins; `time` elements; and htmldate's look at the
    rest of the markup and the address, which gives a day. The text itself is not searched.
    """
    raw = linked.get("datePublished")
    candidates = [read_moment(raw if isinstance(raw, str) else None)]
    candidates += [read_moment(meta.get(name)) for name in _META_NAMES]
    candidates += [read_moment(one.get("datetime") or one.get("content")) for one in _marked(tree)]
    stated = [one for one in candidates if one]
    times = [one for element in tree.iter("time") if (one := read_moment(element.get("datetime")))]
    for one in stated:
        if has_zone(one):
            return one
    if stated:
        same_day = [one for one in times if has_zone(one) and one[:10] == stated[0][:10]]
        return (same_day + stated)[0]
    zoned = [one for one in times if has_zone(one)]
    return next(iter(zoned + times), None) or _day(tree, meta, url)


def _marked(tree: html.HtmlElement) -> list[html.HtmlElement]:
    return [element for element in tree.iter("time", "span", "div", "p") if element.get("itemprop") == "datePublished"]


def _day(tree: html.HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    try:
        found = htmldate.find_date(
            tree, extensive_search=False, original_date=True, url=url, max_date=LATEST_DATE, min_date="1990-01-01"
        )
    except (ValueError, TypeError, etree.LxmlError):
        return None
    # Where there is nothing better htmldate gives the day of the last change, which is no publication.
    changed = {(read_moment(meta.get(name)) or "")[:10] for name in _MODIFIED}
    return None if found in changed else read_moment(found)
