"""What somebody asks jarchi to collect from: an address, a list of feeds, a file or a folder."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from jarchi.collect.addresses import is_web, join, normalise
from jarchi.collect.charsets import decode
from jarchi.collect.client import Client, Response
from jarchi.collect.feeds import read_feed
from jarchi.collect.opml import read_links, read_opml
from jarchi.collect.settings import CollectSettings
from jarchi.collect.sitemaps import read_sitemap
from jarchi.collect.unpack import gunzip
from jarchi.errors import CollectError, FetchError, UsageError
from jarchi.records.inputs import Input

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
FEED_START = re.compile(
    rb"\A[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
LARGEST_OPML = 5_000_000

ADVICE = {
    "private-address": "; for an intranet set allow_private_addresses = true under [collect] in jarchi.toml",
    "dns": "; is the name right, and is this machine on the net?",
}


def recognise(location: str, settings: CollectSettings | None = None, *, source: str | None = None) -> list[Input]:
    """Give the inputs that `location` stands for: one, or those that an OPML file lists.

    An address is asked for once and looked at: a feed, a sitemap, an OPML list, or a page; the front page of a
    site that names a feed of its own stands for that feed. A path is kept as an absolute one. `source` is the id of
    the source that the inputs belong to. Raises `UsageError` for what is neither, and `CollectError` for an
    address that cannot be had. robots.txt is not asked: a person names this one address.
    """
    settings = settings or CollectSettings()
    if "://" in location:
        return _recognise_address(location, settings, source)
    path = Path(location).expanduser()
    if not path.exists():
        raise UsageError(
            f"{location} is neither a web address, nor a file or folder here, nor a source of the pack.",
            subject=location,
        )
    if path.is_file() and path.suffix.lower() in {".opml", ".xml"}:
        with path.open("rb") as stream:
            listed = _listed(stream.read(LARGEST_OPML), location, source)
        if listed is None:
            raise UsageError(f"{location} is no OPML file: a list of feeds was expected.", subject=location)
        return listed
    return [Input("files", str(path.absolute()), source)]


def _listed(content: bytes, location: str, source: str | None) -> list[Input] | None:
    """Give what an OPML list names; None where the content is none. Raises `UsageError` for one that names nothing."""
    feeds = read_opml(content)
    if feeds is None:
        return None
    found = [Input("feed", address, source) for address in feeds]
    found += [Input(kind, address, source) for kind, address in read_links(content)]
    if not found:
        raise UsageError(f"{location} lists no feeds.", subject=location)
    return found


def _recognise_address(location: str, settings: CollectSettings, source: str | None) -> list[Input]:
    if not is_web(location):
        raise UsageError(f"{location} is no http or https address.", subject=location)
    url = normalise(location)
    try:
        with Client(settings) as client:
            response = client.get(url, "listing")
        content = gunzip(response.content, settings.max_listing_bytes)
    except CollectError as error:
        error.message = f"{location} cannot be added: {error.message.rstrip('.')}{ADVICE.get(error.kind, '')}."
        raise
    return _inputs_in(content, response, url, location, source)


def _inputs_in(content: bytes, response: Response, url: str, location: str, source: str | None) -> list[Input]:
    """Give the inputs that the answer to a request for an address stands for."""
    if (listed := _listed(content, location, source)) is not None:
        return listed
    if read_sitemap(content, response.url) is not None:
        return [Input("sitemap", url, source)]
    named = _named_feed(content, response)
    if named is not None:
        return [Input("feed", named, source)]
    # Many a feed is sent as text/html: what it begins with says more.
    is_list = FEED_START.search(content[:2000]) is not None
    is_page = b"<html" in content[:2000].lower() or response.content_type in {"text/html", "application/xhtml+xml"}
    if (is_list or not is_page) and read_feed(
        content, response.url, response.content_type, response.charset
    ) is not None:
        return [Input("feed", url, source)]
    if response.content_type and not response.content_type.startswith(("text/", "application/xhtml")):
        raise FetchError(
            f"{location} is of type {response.content_type}, not a page.", subject=url, code="content-type"
        )
    return [Input("page", url, source)]


def _named_feed(content: bytes, response: Response) -> str | None:
    """Give the first feed that the front page of a site names; None for other pages and for what is no page."""
    front = join(response.url, "/")
    if front is None or normalise(response.url) != front:
        return None
    try:
        tree = html.fromstring(decode(content, response.charset).text.encode("utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for link in tree.iter("link"):
        is_feed = (link.get("type") or "").lower() in FEED_TYPES
        if is_feed and "alternate" in (link.get("rel") or "").lower().split():
            return join(response.url, link.get("href") or "")
    return None
