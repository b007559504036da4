"""Articles, their revisions, and the document that carries a text from outside into the house."""

from __future__ import annotations

import datetime
import hashlib

import msgspec

SLACK = datetime.timedelta(days=1)
"""How far ahead of the clock a publication may be dated: a day without a zone has begun elsewhere already."""


def digest(*parts: str) -> str:
    """Give 16 hexadecimal digits that stand for `parts`; the same parts always give the same digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sha256_of(text: str) -> str:
    """Give the SHA-256 of the UTF-8 form of `text`, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def instant(published: str | None) -> datetime.datetime | None:
    """Give the moment in UTC that an ISO 8601 date or time names.

    A time without a zone, or a date alone, is taken as UTC. What cannot be read gives None.
    """
    if not published:
        return None
    try:
        moment = datetime.datetime.fromisoformat(published)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def believed(published: str | None, first_seen: str) -> str | None:
    """Give the time of publication where it can be true, None where it lies after the text was seen."""
    stated, seen = instant(published), instant(first_seen)
    return None if stated and seen and stated > seen + SLACK else published


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article's text as it comes in: a line of `jarchi read` and `jarchi link`, or what a collector found.

    `text` is plain text and never altered afterwards; `title` stands apart from it. `published` is ISO 8601
    with its zone, None where the source gives none. `source` is a source's id or, from outside, its name.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None


class Article(msgspec.Struct, frozen=True):
    """A URL that carried one or more texts; times are ISO 8601 in UTC."""

    id: str
    url: str
    source: str
    first_seen: str
    last_seen: str

    @staticmethod
    def id_of(url: str) -> str:
        """Give the id of the article at `url`."""
        return digest(url)


class Revision(msgspec.Struct, frozen=True):
    """One text that an article had. `sha256` is that of `text`; the id also covers title and article."""

    id: str
    article: str
    url: str
    source: str
    text: str
    sha256: str
    first_seen: str
    title: str | None = None
    published: str | None = None
    language: str | None = None

    @staticmethod
    def id_of(article: str, title: str | None, sha256: str) -> str:
        """Give the id of the revision of `article` with this title and text."""
        return digest(article, title or "", sha256)

    def document(self) -> Document:
        """Give the text as readers and linkers take it; its id is the article's."""
        return Document(
            id=self.article,
            text=self.text,
            title=self.title,
            url=self.url,
            source=self.source,
            published=self.published,
            language=self.language,
        )
