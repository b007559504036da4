"""Credits: which agency a report says it has its news from, so that a translation is not taken for another voice."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.records.spans import Span

LEAD = 600
"""Code points in which a report credits what all of it rests on; further down a credit is for one sentence."""


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What agencies are called, and with which words a language credits them."""

    agencies: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]


@cache
def _credits() -> Credits:
    return msgspec.convert(tomllib.loads(files("jarchi.link").joinpath("credits.toml").read_text("utf-8")), Credits)


@cache
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give an expression for any of `words`, whole; Chinese words stand among others."""
    return re.compile(
        "|".join(re.escape(word) if word > "\u3000" else rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    )


def agency_of(source: str | None) -> str:
    """Give the agency that a source is, "" where it is none that is known. `source` is its id or its name."""
    name = (source or "").casefold()
    return next((key for key, names in _credits().agencies.items() if name == key or name in names), "")


def credited(document: Document, reading: Reading) -> tuple[str, ...]:
    """Give the agencies that the first sentences of a report credit, in order of name; not that which published it."""
    language = (reading.language or document.language or "").casefold().partition("-")[0]
    phrases = _credits().phrases.get(language)
    if not phrases:
        return ()
    found: set[str] = set()
    for span in _lead(document.text, reading):
        sentence = span.of(document.text).casefold()
        if any(phrase in sentence for phrase in phrases) and _expression(phrases).search(sentence):
            found.update(key for key, names in _credits().agencies.items() if _expression(names).search(sentence))
    return tuple(sorted(found - {agency_of(document.source)}))


def _lead(text: str, reading: Reading) -> list[Span]:
    spans = [span for span in reading.sentences if span.start < LEAD]
    return spans or [Span(0, min(LEAD, len(text)))]
