"""What a workspace collects from, and what is remembered of each visit."""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.articles import Document, digest
from jarchi.records.issues import Issue
from jarchi.records.sources import Source

InputKind = Literal["feed", "page", "sitemap", "files"]


class Input(msgspec.Struct, frozen=True):
    """Something a person added: the address of a feed, page or sitemap, or a path to a file or folder.

    `source` is the id of the source it belongs to, None where that is told from each item (its `source` field,
    the host of its URL).
    """

    kind: InputKind
    location: str
    source: str | None = None

    @property
    def id(self) -> str:
        """Give the id of the input: the same kind and location are the same input."""
        return "i" + digest(self.kind, self.location)


class Visit(msgspec.Struct, frozen=True):
    """What is remembered of the last request for an address, or the last look at a file; times ISO 8601 UTC.

    `stamp` stands for what was there: the updated time a feed gave for the item, or a file's hash. `due` is when
    to ask again, at the earliest; `outcome` is "ok", "unchanged" or the code of what went wrong.
    """

    url: str
    at: str
    outcome: str = "ok"
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None
    due: str | None = None
    failures: int = 0
    input: str | None = None


class Haul(msgspec.Struct, frozen=True):
    """What belongs together in one transaction: documents, the visits that brought them, and what went wrong.

    `unchanged` counts items that were seen again and needed no fetch. A visit stands in the haul of the last
    document it brought, so that a collector stopped before it asks again.
    """

    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()
    visits: tuple[Visit, ...] = ()
    issues: tuple[Issue, ...] = ()
    unchanged: int = 0
