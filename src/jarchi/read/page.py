"""The page: one text on its way through the readers, and the port that every reader stands behind."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from typing import Literal, Protocol, TypeVar

import msgspec

from jarchi.read.words import Forms
from jarchi.records.readings import Claim, DateMention, Event, Figure, Name, PlaceMention
from jarchi.records.spans import Span

TokenKind = Literal["word", "number", "mark"]
X_co = TypeVar("X_co", covariant=True)


class Token(msgspec.Struct, frozen=True):
    """A word, a number or a single mark; `[start, end)` in code points, `sentence` an index into the sentences."""

    start: int
    end: int
    sentence: int
    kind: TokenKind

    @property
    def span(self) -> Span:
        """Give the span of the token."""
        return Span(self.start, self.end)


class Tag(msgspec.Struct, frozen=True):
    """A mark that a trained network puts on a text: `label` of `task`, "claims" or "names", and how likely it is."""

    span: Span
    task: str
    label: str
    chance: float = 1.0


class Page(msgspec.Struct, frozen=True):
    """A text and what has been read out of it so far; each reader's step gives a new page.

    `title` is context only: no span ever points into it. `published` is the day in the document's own zone. `forms` are
    those of the tokens, None where nobody made them yet; `tags` is None where no network knows the language.
    """

    text: str
    title: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    source: str | None = None
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()
    forms: Forms | None = None
    tags: tuple[Tag, ...] | None = None
    names: tuple[Name, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def meant_places(self) -> tuple[PlaceMention, ...]:
        """Give the places that the text speaks of as such or as governments, not as peoples or in longer names."""
        return tuple(place for place in self.places if place.is_meant)

    def word(self, token: Token) -> str:
        """Give the text of `token`, as it is written."""
        return self.text[token.start : token.end]

    def tagged(self, task: str) -> tuple[Tag, ...]:
        """Give the tags of one task, in order."""
        return tuple(tag for tag in self.tags or () if tag.task == task)

    def tokens_of(self, sentence: int) -> tuple[Token, ...]:
        """Give the tokens of the sentence with this index, in order."""
        first = bisect_left(self.tokens, sentence, key=lambda token: token.sentence)
        last = bisect_left(self.tokens, sentence + 1, lo=first, key=lambda token: token.sentence)
        return self.tokens[first:last]


class Part(Protocol[X_co]):
    """The port of a reader: what it finds on a page, in order of the text. It keeps nothing between two pages."""

    def read(self, page: Page) -> tuple[X_co, ...]:
        """Give what this reader finds on `page`, seeing what the readers before it found."""
        ...
