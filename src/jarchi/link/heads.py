"""Heads: which of the events in a clause is the one that the clause is about."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from jarchi.records.readings import Event, Spans
from jarchi.records.spans import Span, hull

GOVERNED_WITHIN = 3
"""Words looked back from an event word for one that governs it: "after the long attack"."""
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


class Clauses(msgspec.Struct, frozen=True):
    """The small words of a language, as clauses.toml describes them."""

    under: frozenset[str] = frozenset()
    governing: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset({",", ";"})


@cache
def _clauses() -> dict[str, Clauses]:
    tables = tomllib.loads(files("jarchi.link").joinpath("clauses.toml").read_text("utf-8"))
    return {
        language: Clauses(**{name: frozenset(words.split()) for name, words in table.items()})
        for language, table in tables.items()
    }


def head_of(text: str, spans: Spans, events: tuple[Event, ...], language: str | None) -> Event | None:
    """Give the event that the clause at `spans` is about, None where there is none or it cannot be told.

    An event with just these spans as its trigger comes before all others. Of several inside, those in a clause under
    another and those that a preposition governs give way ("police detained riders who had fled after the attack");
    one that names nobody gives way to one that does ("the rally was dispersed by police"). Of verbs that are joined the
    first stands for all; of others it is not known which is meant.
    """
    exact = [event for event in events if event.trigger == spans]
    if len(exact) == 1:
        return exact[0]
    inside = [(span, event) for event in events for span in spans if span.covers(hull(event.trigger)) and event.trigger]
    inside.sort(key=lambda pair: hull(pair[1].trigger).start)
    words = _clauses().get(language or "", Clauses())
    free = [pair for pair in inside if not _words(text, pair) & words.under] or inside
    free = [pair for pair in free if not set(_before(text, pair)[-GOVERNED_WITHIN:]) & words.governing] or free
    taking = [pair for pair in free if pair[1].actors or pair[1].recipients] or free
    if not taking or not all(_are_joined(text, taking[at], taking[at + 1], words) for at in range(len(taking) - 1)):
        return None
    return taking[0][1]


def _before(text: str, pair: tuple[Span, Event]) -> list[str]:
    """Give the words of a clause ahead of an event word, lower case."""
    span, event = pair
    return [word.lower() for word in TOKEN.findall(text[span.start : hull(event.trigger).start])]


def _words(text: str, pair: tuple[Span, Event]) -> set[str]:
    return set(_before(text, pair)[1:])


def _are_joined(text: str, one: tuple[Span, Event], other: tuple[Span, Event], words: Clauses) -> bool:
    between = text[hull(one[1].trigger).end : hull(other[1].trigger).start]
    return not words.joining.isdisjoint(word.lower() for word in TOKEN.findall(between))
