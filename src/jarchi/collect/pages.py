"""An HTML page into an article: title, main text, date of publication, language, canonical address."""

from __future__ import annotations

import logging

from lxml import etree, html

from jarchi.collect.addresses import join
from jarchi.collect.charsets import decode
from jarchi.collect.dating import read_linked_data, read_meta, read_published
from jarchi.collect.found import Fault, Found, clean_language, clean_title

SHORTEST_TEXT = 60
"""Characters below which what was found is a caption or a menu; the shortest news briefs seen had 90."""

MANY_TAGS = 20_000
MOST_TAGS = 60_000
"""Trafilatura's time is quadratic in the number of elements: 8,000 lists took 27 s, with `fast` 2 s; 40,000
paragraphs with `fast` 3 s. News pages have under 5,000 tags."""

# Trafilatura logs each page without text as a warning, which Python prints where no logging is set up.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read_page(data: bytes, url: str | None = None, charset: str | None = None) -> Found | Fault:
    """Give the article of an HTML page that came from `url`; `charset` is what the server declared.

    `url` of the result is the canonical address that the page names, as it stands there, resolved; whether it is
    to be believed the caller decides. Undated stays undated. A page without an article gives a `Fault` ("empty",
    "no-text", "too-complex").
    """
    decoded = decode(data, charset)
    tags = decoded.text.count("<")
    if not decoded.text.strip():
        return Fault("empty", "it is empty")
    if tags > MOST_TAGS:
        return Fault("too-complex", f"it has {tags} tags; {MOST_TAGS} are read at most")
    tree = _parse(decoded.text)
    if tree is None:
        return Fault("no-text", "it is no HTML page")
    linked, meta = read_linked_data(tree), read_meta(tree)
    title = _title(tree, linked.get("headline"), meta)
    text = _text(tree, title, fast=tags > MANY_TAGS)
    if len(text) < SHORTEST_TEXT:
        return Fault("no-text", "no article text was found in it")
    return Found(
        text=text,
        title=title,
        url=_canonical(tree, url),
        published=read_published(tree, linked, meta, url),
        language=_language(tree, meta),
        note=decoded.note,
    )


def _parse(text: str) -> html.HtmlElement | None:
    from trafilatura.utils import load_html  # noqa: PLC0415 - half a second to load, and few commands need it

    # A declaration of another charset inside would be believed by the parser, though the text is decoded already.
    try:
        tree = load_html(text.replace("\x00", ""))
    except (ValueError, etree.LxmlError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _text(tree: html.HtmlElement, title: str | None, *, fast: bool) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(tree, fast=fast, include_comments=False, with_metadata=False)
    text = (getattr(found, "text", None) or "").strip()
    first, _, rest = text.partition("\n")
    # The title stands apart from the text, so that nothing is read twice.
    return rest.lstrip() if title and clean_title(first) == title else text


def _title(tree: html.HtmlElement, headline: object, meta: dict[str, str]) -> str | None:
    given = headline if isinstance(headline, str) else None
    headings = [clean_title(one.text_content()) for one in tree.iter("h1")]
    named = [one for one in headings if one]
    return (
        clean_title(given)
        or clean_title(meta.get("og:title") or meta.get("twitter:title"))
        or (named[0] if len(named) == 1 else None)
        or next((title for one in tree.iter("title") if (title := clean_title(one.text_content()))), None)
    )


def _canonical(tree: html.HtmlElement, url: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return join(url or "", link.get("href") or "")
    return None


def _language(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return clean_language(declared or meta.get("content-language") or meta.get("og:locale"))
