"""Reading: a document in, a reading out; every span exact, nothing guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from jarchi.errors import ReadError
from jarchi.read.arithmetic import checks_of
from jarchi.read.claims_times import timed, with_sayings
from jarchi.read.fingerprint import fingerprint_of
from jarchi.read.page import Page
from jarchi.read.parts import Parts, parts
from jarchi.read.tokens import tokenise
from jarchi.read.words import Forms
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.records.regions import Region
from jarchi.records.spans import Span

__all__ = ["Reader"]

X = TypeVar("X")
SURROGATE = re.compile("[\ud800-\udfff]")
LETTER = re.compile(r"[^\W\d_]")


NEEDS: dict[str, tuple[str, ...]] = {
    "names": ("tags",),
    "places": ("names",),
    "figures": ("names", "places", "dates"),
    "claims": ("tags", "names", "places", "dates", "figures"),
    "events": ("names", "places", "dates", "figures", "claims"),
    "relations": ("events",),
    "checks": ("figures",),
}
"""What each field of a reading is read from; the language, the sentences and the tokens are always read."""

ALL = frozenset((*NEEDS, "tags", "dates"))
MARKS = frozenset(("names", "places", "dates", "figures"))
"""What stories and copies are found by, without the tags of the network."""


class Reader:
    """Reads documents one by one, with the parts that `parts.py` names; it keeps nothing between two documents.

    The same document always gives the same reading under the same `fingerprint`. It never alters the text, takes no
    clock and no network, and links nothing across documents.
    """

    def __init__(self, region: Region) -> None:
        self.parts: Parts = parts(region)
        self.fingerprint: str = fingerprint_of(region.fingerprint)

    def read(self, document: Document, only: Collection[str] | None = None) -> Reading:
        """Give all that can be read out of `document`; spans are code points of its text.

        `only` names the fields of a reading that are wanted: what neither they nor what they are read from needs stays
        unread and empty, the wanted ones are the same as in a whole reading.

        Raises `ReadError` with code "empty" for a text without a letter, "surrogate" for one with half a character
        pair. A language that is not known is no error: only what needs no language is read then.
        """
        return self._reading(document, needed_for(only))

    def read_marks(self, document: Document) -> Reading:
        """Give only what stories and copies are found by: names, places, dates and figures, by rules alone.

        No network runs, so that it takes about a tenth of the time; of English names it finds fewer than `read`. Raises
        `ReadError` as `read` does.
        """
        return self._reading(document, MARKS)

    def _reading(self, document: Document, wanted: Collection[str]) -> Reading:
        refuse_unreadable(document)
        page = self.read_page(document, wanted)
        ties = self.parts.relations.read(page) if "relations" in wanted else ()
        return Reading(
            id=document.id,
            reader=self.fingerprint,
            language=page.language,
            published=page.published.isoformat() if page.published else None,
            sentences=page.sentences,
            names=page.names,
            places=page.places,
            dates=page.dates,
            figures=page.figures,
            claims=page.claims,
            events=page.events,
            relations=checked("relations", ties, page.text),
            checks=checks_of(page.text, page.sentences, page.figures, page.language) if "checks" in wanted else (),
        )

    def read_page(self, document: Document, wanted: Collection[str] = ALL) -> Page:
        """Give the page of `document` after the wanted parts but the last; each sees what those before it found."""
        page = Page(
            text=document.text,
            title=document.title,
            published=day_of(document.published),
            language=document.language,
            source=document.source,
        )
        page = replace(page, language=next(iter(self.parts.language.read(page)), None))
        page = replace(page, sentences=checked("sentences", self.parts.sentences.read(page), page.text))
        tokens = tokenise(page.text, page.sentences)
        page = replace(page, tokens=tokens, forms=Forms(page.text, tokens, page.language or ""))
        page = replace(page, tags=self.parts.tags.read(page) if "tags" in wanted else None)
        for name in ("names", "places", "dates", "figures", "claims", "events"):
            if name not in wanted:
                continue
            page = replace(page, **{name: checked(name, getattr(self.parts, name).read(page), page.text)})
            if name == "claims":
                page = replace(page, claims=timed(page, page.claims))
        return replace(page, events=with_sayings(page.events, page.claims))


def needed_for(fields: Collection[str] | None) -> frozenset[str]:
    """Give all that must be read for some fields of a reading; for None all that can be."""
    if fields is None:
        return ALL
    found, left = set(), list(fields)
    while left:
        field = left.pop()
        if field not in found:
            found.add(field)
            left.extend(NEEDS.get(field, ()))
    return frozenset(found)


def refuse_unreadable(document: Document) -> None:
    """Raise `ReadError` for a text that holds nothing to read, or half of a character pair."""
    half = SURROGATE.search(document.text)
    if half:
        message = (
            f"the text holds half of a character pair at offset {half.start()}; "
            "decode it as the encoding it was written in, or drop the half"
        )
        raise ReadError(message, subject=document.id, code="surrogate")
    if not LETTER.search(document.text):
        raise ReadError("the text holds no letter, so there is nothing to read", subject=document.id, code="empty")


def day_of(published: str | None) -> datetime.date | None:
    """Give the day that an ISO 8601 date or time names in its own zone, nothing where it names none."""
    try:
        return datetime.datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def checked(name: str, found: tuple[X, ...], text: str) -> tuple[X, ...]:
    """Give `found`; a span outside the text is a bug of the part `name` and raises `AssertionError`."""
    size = len(text)
    for span in spans_in(found):
        if span.end > size:
            raise AssertionError(f"{name} gave a span {span} outside of a text of {len(text)} code points")
    return found


def spans_in(found: object) -> Iterable[Span]:
    """Give all spans inside a record, however deep, in no fixed order."""
    left = [found]
    while left:
        item = left.pop()
        if isinstance(item, Span):
            yield item
        elif isinstance(item, tuple):
            left.extend(item)
        elif isinstance(item, msgspec.Struct):
            left.extend(msgspec.structs.astuple(item))
