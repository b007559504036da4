"""Suggestions: what the program thinks and a person may accept or reject, with the passages to judge it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

import msgspec

from jarchi.records.articles import Revision
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.links import Membership, Relation
from jarchi.records.readings import Claim, Event
from jarchi.records.review import Verdict
from jarchi.records.spans import hull

MOST_PIECES = 50
AROUND = 200
"""Code points shown on each side of a passage: about one sentence."""


class Evidence(msgspec.Struct, frozen=True):
    """A passage with what stands around it, and where it comes from."""

    title: str
    source: str
    published: str | None
    before: str
    quote: str
    after: str
    language: str | None = None


class Suggestion(msgspec.Struct, frozen=True):
    """One thing to judge. `subject` and `value` are those of the verdict that answers it."""

    subject: str
    value: str
    kind: Literal["copy", "relation"]
    statement: str
    reason: str
    evidence: tuple[Evidence, ...]
    verdict: Verdict | None = None


class Suggesting(Protocol):
    """What the desk asks of the ledger."""

    def copies(self, limit: int, offset: int) -> list[Membership]:
        """Give the memberships that say an article is a copy."""
        ...

    def inferred(self, limit: int, offset: int) -> list[Relation]:
        """Give the relations that were inferred."""
        ...

    def piece(self, article: str) -> Piece | None:
        """Give an article with its reading."""
        ...

    def claim(self, id: str) -> tuple[Revision, Claim] | None:
        """Give a claim and the revision it stands in."""
        ...

    def event(self, id: str) -> tuple[Revision, Event] | None:
        """Give an event and the revision it stands in."""
        ...

    def verdicts(self) -> tuple[Verdict, ...]:
        """Give the newest verdict on each subject."""
        ...


class Placing(Protocol):
    """What the desk asks of the ledger about stories."""

    def recent_stories(self, limit: int, offset: int) -> list[Any]:
        """Give the outlines of stories, the newest first."""
        ...

    def dossier(self, story: str) -> Dossier | None:
        """Give a story with its articles."""
        ...

    def place(self, articles: Sequence[str], story: str, verdict: Verdict) -> int:
        """Put articles into a story."""
        ...

    def split(self, articles: Sequence[str], story: str, verdict: Verdict) -> tuple[str, int]:
        """Put articles of a story into one of their own."""
        ...


class Standing(msgspec.Struct, frozen=True):
    """A story as the desk shows it: its articles in order of time, some of them where there are many."""

    id: str
    title: str
    count: int
    pieces: tuple[Piece, ...]


def stories(ledger: Placing, limit: int, offset: int) -> Iterator[Standing]:
    """Give stories, the newest first, each with at most 50 articles."""
    for outline in ledger.recent_stories(limit, offset):
        if dossier := ledger.dossier(outline.story):
            first = dossier.pieces[0].revision
            yield Standing(outline.story, first.title or first.url, len(dossier.pieces), dossier.pieces[:MOST_PIECES])


def suggest(ledger: Suggesting, kind: str, limit: int, offset: int) -> Iterator[Suggestion]:
    """Give the suggestions of a kind ("copy" or "relation"), each with its verdict where it has one."""
    judged = {(verdict.subject, verdict.value): verdict for verdict in ledger.verdicts()}
    found = _copies(ledger, limit, offset) if kind == "copy" else _relations(ledger, limit, offset)
    for suggestion in found:
        yield msgspec.structs.replace(suggestion, verdict=judged.get((suggestion.subject, suggestion.value)))


def _copies(ledger: Suggesting, limit: int, offset: int) -> Iterator[Suggestion]:
    for membership in ledger.copies(limit, offset):
        pair = [ledger.piece(membership.copy_of or ""), ledger.piece(membership.article)]
        evidence = tuple(_opening(piece) for piece in pair if piece is not None)
        yield Suggestion(
            f"copy:{membership.article}",
            membership.copy_of or "",
            "copy",
            "The second article reprints the first.",
            membership.why,
            evidence,
        )


def _relations(ledger: Suggesting, limit: int, offset: int) -> Iterator[Suggestion]:
    for relation in ledger.inferred(limit, offset):
        ends = [_end(ledger, id) for id in (relation.subject, relation.object)]
        evidence = tuple(end for end in ends if end is not None)
        statement = f"The first {relation.kind} the second."
        yield Suggestion(relation.id, relation.object, "relation", statement, relation.reason, evidence)


def _end(ledger: Suggesting, id: str) -> Evidence | None:
    if (found := ledger.event(id)) is not None:
        revision, spans = found[0], found[1].trigger
    elif (told := ledger.claim(id)) is not None:
        revision, spans = told[0], told[1].source + told[1].content
    else:
        return None
    place, text = hull(spans), revision.text
    return Evidence(
        revision.title or revision.url,
        revision.source,
        revision.published,
        text[max(0, place.start - AROUND) : place.start],
        place.of(text),
        text[place.end : place.end + AROUND],
        revision.language,
    )


def _opening(piece: Piece) -> Evidence:
    revision = piece.revision
    return Evidence(
        revision.title or revision.url,
        piece.source.name,
        revision.published,
        "",
        revision.text[: 3 * AROUND],
        "",
        piece.reading.language,
    )
