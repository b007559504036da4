"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from jarchi.publish.formats.feeds import Entry, Feed, entries_of
from jarchi.publish.marks import shown


def json_feed(feed: Feed, root: str, by: str) -> bytes:
    """Give the feed; links start from `root`, `by` is who publishes it."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shown(feed.title),
        **({"description": shown(feed.subtitle)} if feed.subtitle else {}),
        "home_page_url": f"{root}{feed.home}",
        "feed_url": f"{root}{feed.base}.json",
        "language": "en",
        "authors": [{"name": shown(by)}],
        "items": [_item(entry, html, root) for entry, html in entries_of(feed, root)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, html: str, root: str) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": f"{root}{entry.path}",
        **({"external_url": entry.outside} if entry.outside else {}),
        "title": shown(entry.title),
        "content_html": html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        **({"authors": [{"name": shown(entry.author)}]} if entry.author else {}),
        **({"tags": [shown(term) for term in entry.tags]} if entry.tags else {}),
        **({"language": entry.language} if entry.language else {}),
    }
