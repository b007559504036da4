"""Documents gathered into hauls of a bounded size."""

from __future__ import annotations

from jarchi.collect.addresses import is_web, normalise
from jarchi.collect.found import Found
from jarchi.collect.sources import SourceBook
from jarchi.records.articles import Article, Document
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue
from jarchi.records.sources import Source

MOST_TEXT = 8_000_000
"""Characters after which a haul is full even if its documents are few."""


class Batch:
    """A haul in the making. `take` gives it and begins the next."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._begin()

    def _begin(self) -> None:
        self.documents: list[Document] = []
        self.sources: list[Source] = []
        self.visits: list[Visit] = []
        self.issues: list[Issue] = []
        self.unchanged = 0
        self._text = 0

    @property
    def is_full(self) -> bool:
        """Tell whether the haul should be taken before more is added."""
        many = max(len(self.documents), len(self.visits), len(self.issues))
        return many >= self._size or self._text >= MOST_TEXT

    def add(self, document: Document, source: Source | None) -> None:
        """Add a document, and its source if that was made up for it."""
        self.documents.append(document)
        self._text += len(document.text)
        if source is not None:
            self.sources.append(source)

    def take(self) -> Haul | None:
        """Give what was gathered, None where there is nothing, and begin anew."""
        haul = Haul(tuple(self.documents), tuple(self.sources), tuple(self.visits), tuple(self.issues), self.unchanged)
        self._begin()
        return None if haul == Haul() else haul


def document_of(found: Found, name: str, place: str, given: Input, book: SourceBook) -> tuple[Document, Source | None]:
    """Give the document of what was found in a file, and its source if that had to be made up.

    `name` is the article's address where it names no web address of its own. A file says where it is from; it is
    given by the person who runs jarchi, and believed.
    """
    web = normalise(found.url) if found.url and is_web(found.url) else None
    url = web or name
    source, made = (given.source, None) if given.source else book.attribute(found.source, web, place)
    document = Document(
        id=Article.id_of(url),
        text=found.text,
        title=found.title,
        url=url,
        source=source,
        published=found.published,
        language=found.language,
    )
    return document, made
