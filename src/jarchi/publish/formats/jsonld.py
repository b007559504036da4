"""JSON-LD (schema.org) for the pages: reports as NewsArticle, what somebody says as Claim.

The program judges nothing: there is no ClaimReview and no rating, and each claim keeps the words of who says it, in
`creditText` and in its text, which is the whole sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from jarchi.publish.addresses import article_path, story_path
from jarchi.publish.marks import shown
from jarchi.publish.wording import outside, saying, short, stamp
from jarchi.publish.words import plain
from jarchi.records.bulletins import Bulletin, Line, Report

MOST = 20
"""Reports, claims or stories of a page: search engines take the first ones, and a page has its budget."""

UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

PUBLISHERS = {"official": "GovernmentOrganization", "ngo": "NGO", "expert body": "ResearchOrganization"}
"""Types of publishers by class of source; all others are news media."""

NOT_NAMED = {"private", "witness", "anonymous"}
"""Speakers who are not made findable by name."""


def script(nodes: Sequence[dict[str, Any]]) -> Markup:
    """Give an element of data for a page's head; nothing in it can end the element or begin another."""
    text = json.dumps({"@context": "https://schema.org", "@graph": _clean(nodes)}, ensure_ascii=False)
    for unsafe, safe in UNSAFE.items():
        text = text.replace(unsafe, safe)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # every sign that could end it is escaped


def article_node(report: Report, root: str) -> dict[str, Any]:
    """Give a report as NewsArticle: its id is its page here, its `url` the one at its source."""
    publisher = {"@type": PUBLISHERS.get(report.source_class, "NewsMediaOrganization"), "name": report.source_name}
    return _known(
        {
            "@type": "NewsArticle",
            "@id": root + article_path(report.article),
            "headline": short(report.title, 110),
            "url": outside(report.url),
            "datePublished": stamp(report.published),
            "inLanguage": report.language,
            "publisher": publisher,
            "isBasedOn": {"@id": root + article_path(report.copy_of)} if report.copy_of else None,
        }
    )


def claim_node(line: Line, root: str) -> dict[str, Any]:
    """Give a line that somebody says as Claim, in the report that it stands in."""
    passage = line.passages[0]
    is_named = line.speaker not in NOT_NAMED
    return _known(
        {
            "@type": "Claim",
            "text": plain(line.text),
            "creditText": saying(line) if is_named else "",
            "inLanguage": line.language,
            "datePublished": stamp(line.published),
            "appearance": {"@type": "NewsArticle", "@id": root + article_path(passage.article)},
        }
    )


def history_node(url: str, lines: Sequence[Line], root: str) -> dict[str, Any]:
    """Give a claim with its first appearance and the later ones; the first of `lines` is what was said first."""
    first, *later = lines
    node = claim_node(first, root)
    node["@id"] = url
    node["firstAppearance"] = node.pop("appearance")
    articles = dict.fromkeys(root + article_path(line.passages[0].article) for line in later if line.passages)
    appearances = [{"@type": "NewsArticle", "@id": id} for id in articles][:MOST]
    return node | ({"appearance": appearances} if appearances else {})


def claims_of(lines: Iterable[Line], root: str) -> list[dict[str, Any]]:
    """Give the claims among some lines."""
    return [claim_node(line, root) for line in lines if line.passages and (line.said_by or line.speaker)][:MOST]


def bulletin_node(bulletin: Bulletin, page: str, root: str) -> dict[str, Any]:
    """Give a bulletin as a page that gathers its stories."""
    items = [item for section in bulletin.sections for item in section.items][:MOST]
    return {
        "@type": "CollectionPage",
        "@id": page,
        "name": bulletin.title,
        "temporalCoverage": f"{bulletin.from_}/{bulletin.to}",
        "hasPart": [
            {"@type": "WebPage", "@id": root + story_path(item.story), "name": short(item.headline, 110)}
            for item in items
        ],
    }


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value}


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return shown(value) if isinstance(value, str) else value
