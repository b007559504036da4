"""Builders for the tests of linking: a small region, documents, and readings with spans found by their words."""

from __future__ import annotations

from jarchi.records.articles import Document
from jarchi.records.readings import Claim, Event, Figure, Name, Participant, PlaceMention, Reading
from jarchi.records.regions import Actor, Place, Region
from jarchi.records.spans import Span

REGION = Region(
    id="test",
    name="Test region",
    fingerprint="0" * 12,
    languages=("en", "ru"),
    countries=(),
    places=(Place("Kerki", "TM", "city", geonames=7), Place("Osh", "KG", "city", geonames=8)),
    actors=(
        Actor("test:north", "state body", "Northern Ministry"),
        Actor("test:south", "state body", "Southern Ministry"),
        Actor("test:east", "organization", "Eastern Company"),
    ),
    sources=(),
    lenses=(),
)


def document(name: str, text: str, day: int = 1, title: str | None = None, hour: int = 0) -> Document:
    return Document(name, text, title=title, source="wire", published=f"2024-03-{day:02}T{hour:02}:00:00Z")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def claim(text: str, source: str, content: str, **more: object) -> Claim:
    return Claim((span(text, source),), (), (span(text, content),), **more)  # type: ignore[arg-type]


def event(text: str, trigger: str, kind: str, actor: str | None, recipient: str | None, **more: object) -> Event:
    where = span(text, trigger)
    actors = (Participant(where, actor),) if actor else ()
    recipients = (Participant(where, recipient),) if recipient else ()
    return Event((where,), kind, actors=actors, recipients=recipients, **more)  # type: ignore[arg-type]


def name(text: str, words: str, actor: str | None = None) -> Name:
    return Name(span(text, words), "organization", actor)


def place(text: str, words: str, geonames: int) -> PlaceMention:
    return PlaceMention(span(text, words), geonames, words, None, None, None, "city")


def figure(text: str, words: str, value: float, what: str | None = None, unit: str | None = None) -> Figure:
    return Figure(span(text, words), value, unit=unit, what=span(text, what) if what else None)


def reading(identity: str, language: str | None = "en", **parts: object) -> Reading:
    return Reading(identity, "reader", language, **parts)  # type: ignore[arg-type]
