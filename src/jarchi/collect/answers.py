"""What came from the web, put together: the page, what its feed says of it, and the address it is kept under."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from jarchi.collect.addresses import normalise, same_page
from jarchi.collect.client import Response
from jarchi.collect.found import Fault, Found, is_storable
from jarchi.collect.listings import Entry
from jarchi.collect.moments import has_zone
from jarchi.collect.pages import read_page
from jarchi.collect.plain import read_plain


def read_answer(asked: str, response: Response) -> Found | Fault:
    """Give the article that answers the request for `asked`, its `url` the address that it is to be kept under.

    That is the canonical address where the page names itself by it, else where the redirects led. A redirect to
    the front page is no answer: sites send there what they have deleted.
    """
    if urlsplit(response.url).path in {"", "/"} and urlsplit(asked).path not in {"", "/"}:
        return Fault("redirected-home", "the server redirects to its front page")
    if response.content_type == "text/plain":
        found: Found | Fault = read_plain(response.content, response.charset)
    else:
        found = read_page(response.content, response.url, response.charset)
    if isinstance(found, Fault):
        return found
    if not found.text or not is_storable(found.text):
        return Fault("no-text", "there is no text in it")
    is_itself = found.url is not None and same_page(response.url, found.url)
    return msgspec.structs.replace(found, url=found.url if is_itself else normalise(response.url))


def with_entry(found: Found, entry: Entry | None) -> Found:
    """Fill in what the page does not say from its feed; of two dates one with a zone wins, else the page's."""
    if entry is None:
        return found
    dates = [one for one in (found.published, entry.published) if one]
    zoned = [one for one in dates if has_zone(one)]
    return msgspec.structs.replace(
        found,
        title=found.title or entry.title,
        published=next(iter(zoned + dates), None),
        language=found.language or entry.language,
    )
