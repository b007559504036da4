"""Foreign XML and HTML, parsed without fetching or expanding anything, and HTML as plain text."""

from __future__ import annotations

import re

from lxml import etree, html

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
})
# fmt: on
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title"})
_SPACES = re.compile(r"[ \t\r\f\v]+")


def parse_xml(data: bytes) -> etree._Element | None:
    """Parse XML as far as it can be read; None where there is no root.

    Entities stay unexpanded, nothing is fetched, depth and sizes are libxml2's (256 levels, 10 MB a text).
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Give the name of an element without its namespace, in lower case; empty for what has no name."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def plain_text(markup: str) -> str:
    """Give the words of an HTML fragment: a line a block, spaces collapsed, scripts and styles left out."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    try:
        root = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return _tidy("".join(_pieces(root)))


def _pieces(root: html.HtmlElement) -> list[str]:
    pieces: list[str] = []
    silent = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        name = local_name(element)
        if name in _BLOCKS:
            pieces.append("\n")
        if action == "start":
            silent += name in _SILENT
            text = element.text
        else:
            silent -= name in _SILENT
            text = element.tail
        if text and not silent:
            pieces.append(text.replace("\n", " "))
    return pieces


def _tidy(text: str) -> str:
    lines = (line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return "\n".join(line for line in lines if line)
