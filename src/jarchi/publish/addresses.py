"""Addresses: where each page of the site stands, and which page and place in it shows a passage.

All are relative to the site's root. A name never contains a dot of its own, so that `kz.2.html`, the second page of
a list, can never be taken for the page of something called `kz.2`.
"""

from __future__ import annotations

import re

from jarchi.records.articles import digest
from jarchi.records.bulletins import Passage

PART = 16_000
"""Code points of an article to a page: with its marks such a page stays under 150 KB, also in three-byte scripts."""

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def slug(id: str) -> str:
    """Give a file name for an id: itself where it is plain, else its plain part and a digest; lower case throughout."""
    if SAFE.fullmatch(id):
        return id
    return f"{re.sub(r'[^a-z0-9]+', '-', id.casefold())[:40].strip('-')}-{digest(id)}".lstrip("-")


def numbered(path: str, number: int) -> str:
    """Give the address of a page of something that has several; number 0 is the one that readers open first."""
    return f"{path.removesuffix('.html')}.{number + 1}.html" if number else path


def article_path(article: str, part: int = 0) -> str:
    """Give the page of an article's text; long texts have several parts, numbered from 0."""
    return numbered(f"articles/{slug(article)}.html", part)


def changes_path(article: str) -> str:
    """Give the page that shows what was changed in an article."""
    return f"articles/{slug(article)}.changes.html"


def story_path(story: str) -> str:
    """Give the page of a story."""
    return f"stories/{slug(story)}.html"


def claim_path(claim: str) -> str:
    """Give the page of a claim to which something happened."""
    return f"claims/{slug(claim)}.html"


def source_path(source: str) -> str:
    """Give the page of a source."""
    return f"sources/{slug(source)}.html"


def country_path(country: str | None) -> str:
    """Give the page of a country; None stands for what concerns no country of the region."""
    return f"countries/{slug((country or 'elsewhere').lower())}.html"


def actor_path(actor: str) -> str:
    """Give the page of an actor of the region pack."""
    return f"actors/{slug(actor)}.html"


def place_path(geonames: int) -> str:
    """Give the page of a place, by its GeoNames id."""
    return f"places/{geonames}.html"


def text_path(sha256: str) -> str:
    """Give the file of a revision's plain text."""
    return f"texts/{sha256}.txt"


def anchor(start: int, end: int) -> str:
    """Give the id, inside an article's page, of a passage."""
    return f"p{start}-{end}"


def passage_path(passage: Passage) -> str:
    """Give the address that opens an article at a passage."""
    return f"{article_path(passage.article, passage.start // PART)}#{anchor(passage.start, passage.end)}"
