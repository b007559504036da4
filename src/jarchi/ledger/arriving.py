"""What an arriving document changes: decided here, without a database, and carried out by storing.py."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jarchi.ledger.answers import Tally
from jarchi.ledger.rows import Row
from jarchi.ledger.schema import NOT_STORABLE
from jarchi.records.articles import Article, Document, Revision, believed, instant, sha256_of
from jarchi.records.issues import Issue

LONGEST_SOURCE = 500
"""The longest id of a source: PostgreSQL's index takes about 2,700 bytes, of up to four a code point."""


class Known(msgspec.Struct):
    """What the ledger knows of an article: its current revision, and of each revision its moment and if it is read."""

    first_seen: str
    last_seen: str
    current: str
    revisions: dict[str, tuple[str, bool]]


class Arrival(msgspec.Struct):
    """What to write: rows of new articles, new revisions, and for known articles what is now true of them."""

    articles: dict[str, Row] = msgspec.field(default_factory=dict)
    revisions: list[Row] = msgspec.field(default_factory=list)
    moved: dict[str, Row] = msgspec.field(default_factory=dict)
    seen: dict[str, Row] = msgspec.field(default_factory=dict)
    tally: Tally = Tally()


def address_of(document: Document) -> str:
    """Give the address an article is known by: its URL, else the id it came with."""
    return document.url or document.id


def source_of(document: Document) -> str:
    """Give the id of the source that a document names; "unknown" where it names none."""
    return document.source or "unknown"


def sift(documents: Iterable[Document]) -> tuple[list[Document], list[Issue]]:
    """Part the documents that can be stored from those that cannot, with an `Issue` for each of the latter."""
    kept, refused = [], []
    for document in documents:
        fault = _fault(document)
        if fault is None:
            kept.append(document)
        else:
            refused.append(Issue("collect", source_of(document), address_of(document), *fault, "failed"))
    return kept, refused


def _fault(document: Document) -> tuple[str, str] | None:
    fields = (document.text, document.title, document.url, document.id, document.source, document.published)
    for field in (*fields, document.language):
        # ASCII cannot hold a surrogate, and looking for U+0000 alone is quick.
        if field and (not field.isascii() or "\0" in field) and (bad := NOT_STORABLE.search(field)):
            if bad.group() == "\0":
                return "nul-character", "The text holds the character U+0000, which no text should; it is not stored."
            return "lone-surrogate", "The text holds half of a surrogate pair, which is no character; it is not stored."
    if len(source_of(document)) > LONGEST_SOURCE:
        return "source-too-long", f"The name of the source is longer than {LONGEST_SOURCE} characters."
    return None


def moment_of(published: str | None, first_seen: str) -> str:
    """Give the moment that places a text in time: its publication, else when its article was first seen.

    A publication dated more than a day after the article was seen cannot be, and counts as when it was seen.
    """
    moment = instant(believed(published, first_seen)) or instant(first_seen)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z" if moment else ""


def arrive(documents: Iterable[Document], known: dict[str, Known], seen: str) -> Arrival:
    """Decide what storing `documents`, seen at `seen`, means for the articles in `known`, which is brought up to date.

    The same document again changes nothing but when its article was last seen; a text that returns to an earlier
    revision makes that one current again.
    """
    arrival, new, changed, unchanged = Arrival(), 0, 0, 0
    for document in documents:
        address = address_of(document)
        id, sha256 = Article.id_of(address), sha256_of(document.text)
        revision = Revision.id_of(id, document.title, sha256)
        article = known.get(id)
        if article is None:
            new += 1
            article = known[id] = Known(seen, seen, "", {})
            arrival.articles[id] = {"id": id, "url": address, "source": source_of(document), "first_seen": seen}
        elif article.current == revision:
            unchanged += 1
            arrival.seen[id] = {"key": id, "last_seen": max(seen, article.last_seen)}
            continue
        else:
            changed += 1
        if revision not in article.revisions:
            moment = moment_of(document.published, article.first_seen)
            article.revisions[revision] = (moment, False)
            row = {"id": revision, "article": id, "number": len(article.revisions), "sha256": sha256}
            arrival.revisions.append({**row, **_given(document), "first_seen": seen, "moment": moment})
        article.current, article.last_seen = revision, max(seen, article.last_seen)
        _move(arrival, id, article)
    arrival.tally = Tally(new, changed, unchanged)
    return arrival


def _move(arrival: Arrival, id: str, article: Known) -> None:
    moment, is_read = article.revisions[article.current]
    state: Row = {"current": article.current, "moment": moment, "last_seen": article.last_seen}
    state["linked_by"] = "" if is_read else None
    if id in arrival.articles:
        arrival.articles[id] |= state
    else:
        arrival.moved[id] = {"key": id, **state}
        arrival.seen.pop(id, None)


def _given(document: Document) -> Row:
    return {name: getattr(document, name) for name in ("title", "text", "published", "language")}
