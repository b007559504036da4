"""RSS, Atom and JSON Feed into entries. Fetches nothing: it is given bytes."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import feedparser
import msgspec

from jarchi.collect.addresses import join
from jarchi.collect.found import clean_language, clean_title
from jarchi.collect.listings import ENOUGH_TEXT, Entry, Listing, unique
from jarchi.collect.markup import plain_text
from jarchi.collect.moments import read_moment
from jarchi.records.articles import digest


class _JsonItem(msgspec.Struct):
    """An item of JSON Feed 1.1; other types than it asks for are taken as absent."""

    id: Any = None
    url: Any = None
    title: Any = None
    content_html: Any = None
    content_text: Any = None
    date_published: Any = None
    date_modified: Any = None
    language: Any = None


def read_feed(data: bytes, url: str, content_type: str = "", charset: str | None = None) -> Listing | None:
    """Give the entries of the feed that came from `url`; None where `data` is no feed.

    Broken XML gives the entries that could be read, and says so in `broken`. Relative links are resolved. An
    item without an address but with an article's text is named by the feed's address and its own id.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(data, url)
    # BytesIO, because feedparser would take bare bytes for a file's name first.
    kind = f"{content_type or 'application/xml'}; charset={charset}" if charset else content_type or "application/xml"
    headers = {"content-type": kind, "content-location": url}
    feed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.get("version") and not feed.entries:
        return None
    entries: list[Entry] = []
    nameless = 0
    for item in feed.entries:
        entry = _entry(item, url, clean_language(feed.feed.get("language")))
        if entry is None:
            nameless += 1
        else:
            entries.append(entry)
    return Listing(
        entries=unique(entries),
        title=clean_title(plain_text(feed.feed.get("title") or "")),
        nameless=nameless,
        broken=_fault(feed),
    )


def _fault(feed: Any) -> str:
    """Give what is wrong with the feed in words; a wrong declaration of its charset is no fault of its content."""
    error = feed.get("bozo_exception") if feed.get("bozo") else None
    if error is None or isinstance(error, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        return ""
    return " ".join(str(error).split())[:200]


def _entry(item: Any, base: str, language: str | None) -> Entry | None:
    published = _moment(item, "published") or _moment(item, "created")
    updated = _moment(item, "updated")
    title = clean_title(plain_text(item.get("title") or ""))
    summary = item.get("summary") or ""
    content = _article_text([part.get("value") or "" for part in item.get("content") or ()] + [summary])
    url = _link(item, base, content)
    if url is None:
        return None
    return Entry(
        url=url,
        title=title,
        published=published or updated,
        stamp=updated or published or digest(title or "", summary),
        content=content,
        language=language,
    )


def _link(item: Any, base: str, content: str) -> str | None:
    """Give the page of an item: where a feed proxy hides it, the one it hides, else its link or permanent id."""
    for raw in (item.get("feedburner_origlink"), item.get("link"), item.get("id")):
        if raw and (raw != item.get("id") or "://" in raw) and (url := join(base, raw)):
            return url
    ident = item.get("id")
    return f"{base}#{quote(ident, safe='')[:200]}" if ident and content else None


def _moment(item: Any, field: str) -> str | None:
    if field not in item:  # asked so, because `get` gives "published" for a missing "updated"
        return None
    raw = item.get(field)
    parsed = item.get(f"{field}_parsed")
    # What we cannot read ourselves feedparser may; it gives UTC without telling whether a zone was there.
    return read_moment(raw) or (
        read_moment("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*parsed[:6])) if parsed else None
    )


def _article_text(bodies: list[str]) -> str:
    """Give the longest of the bodies as plain text if it is long enough to be an article, else nothing."""
    longest = max(bodies, key=len, default="")
    text = plain_text(longest) if len(longest) >= ENOUGH_TEXT else ""
    return text if len(text) >= ENOUGH_TEXT else ""


def _read_json(data: bytes, url: str) -> Listing | None:
    """Read JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    if not str(feed.get("version", "")).startswith(("https://jsonfeed.org/", "http://jsonfeed.org/")):
        return None
    base = _text(feed.get("feed_url")) or url
    entries: list[Entry] = []
    nameless = 0
    for raw in feed["items"]:
        item = msgspec.convert(raw, _JsonItem) if isinstance(raw, dict) else _JsonItem()
        entry = _json_entry(item, join(url, base) or url, clean_language(_text(feed.get("language"))))
        if entry is None:
            nameless += 1
        else:
            entries.append(entry)
    return Listing(entries=unique(entries), title=clean_title(_text(feed.get("title"))), nameless=nameless)


def _json_entry(item: _JsonItem, base: str, language: str | None) -> Entry | None:
    published, updated = read_moment(_text(item.date_published)), read_moment(_text(item.date_modified))
    content = _text(item.content_text) or plain_text(_text(item.content_html))
    content = content if len(content) >= ENOUGH_TEXT else ""
    ident = str(item.id) if isinstance(item.id, str | int) else ""
    url = join(base, _text(item.url)) if _text(item.url) else None
    if url is None and "://" in ident:
        url = join(base, ident)
    if url is None and ident and content:
        url = f"{base}#{quote(ident, safe='')[:200]}"
    if url is None:
        return None
    return Entry(
        url=url,
        title=clean_title(_text(item.title)),
        published=published or updated,
        stamp=updated or published or digest(_text(item.title), content),
        content=content,
        language=clean_language(_text(item.language)) or language,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
