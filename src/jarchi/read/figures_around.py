"""Around the figures of a sentence: as of when they hold, where, and which tells the change of which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import TypeVar

from msgspec.structs import replace

from jarchi.read.figures_grammar import Grammar
from jarchi.read.figures_units import TIMES
from jarchi.read.page import Page
from jarchi.records.readings import DateMention, Figure, FigureRole, PlaceMention
from jarchi.records.spans import Span

Placed = TypeVar("Placed", DateMention, PlaceMention)

BEFORE = 40
"""Code points before a date in which "as of" can stand, and before a figure in which its role is told."""

UNTIMED = frozenset((*TIMES, "times"))
"""Units of which a date behind the figure tells nothing: "seven years in 2019", "twice last year"."""

BEHIND = 30
"""Code points between a figure and a date or place that is its own."""


def placed(page: Page, sentence: Span, figures: Sequence[Figure], grammar: Grammar) -> list[Figure]:
    """Give the figures of a sentence with the date as of which and the place where they hold, as far as it says so.

    A date or place right behind a figure is its own ("9.8 percent in June"); "as of" a date, and a place that opens
    the sentence ("In Osh, ..."), are of all its figures.
    """
    if not figures:
        return []
    dates = [date for date in within(page.dates, sentence) if date.kind == "date" and date.value]
    places = [place for place in within(page.places, sentence) if place.use in ("place", "government")]
    held = next((date.value for date in dates if holds(page, sentence, date, grammar)), None)
    opening = opening_place(page.text, sentence, figures[0], places, grammar)
    found = []
    for figure, end in zip(figures, [*(figure.span.start for figure in figures[1:]), sentence.end], strict=True):
        place = own_place(page.text, figure, end, places, grammar) or opening
        day = held or own_date(page.text, figure, end, dates, grammar)
        is_plain = day is None and place is None
        found.append(figure if is_plain else replace(figure, as_of=day, where=place))
    return found


def within(mentions: Sequence[Placed], sentence: Span) -> list[Placed]:
    """Give the mentions that begin in a sentence."""
    first = bisect_left(mentions, sentence.start, key=lambda mention: mention.span.start)
    return list(takewhile(lambda mention: mention.span.start < sentence.end, islice(mentions, first, None)))


def holds(page: Page, sentence: Span, date: DateMention, grammar: Grammar) -> bool:
    """Tell whether "as of" stands before a date."""
    before = page.text[max(sentence.start, date.span.start - BEFORE) : date.span.start]
    return "/" not in (date.value or "") and grammar.as_of.search(before) is not None


def own_date(text: str, figure: Figure, end: int, dates: Sequence[DateMention], grammar: Grammar) -> str | None:
    """Give the date that follows a figure, or what it counts, with at most a word of time between."""
    start = figure.what.end if figure.what else figure.span.end
    for date in dates:
        if figure.unit not in UNTIMED and start <= date.span.start < min(end, start + BEHIND):
            return date.value if is_joint(text[start : date.span.start], "when", grammar) else None
    return None


def own_place(text: str, figure: Figure, end: int, places: Sequence[PlaceMention], grammar: Grammar) -> Span | None:
    """Give the place that follows a figure, or what it counts, with a word of place between."""
    start = figure.what.end if figure.what else figure.span.end
    for place in places:
        if start <= place.span.start < min(end, start + BEHIND):
            between = text[start : place.span.start]
            return place.span if between.strip() and is_joint(between, "where", grammar) else None
    return None


def opening_place(
    text: str, sentence: Span, first: Figure, places: Sequence[PlaceMention], grammar: Grammar
) -> Span | None:
    """Give the place that opens a sentence behind a word of place."""
    place = places[0] if places and places[0].span.end <= first.span.start else None
    before = text[sentence.start : place.span.start] if place else ""
    return place.span if place and before.strip() and is_joint(before, "where", grammar) else None


def is_joint(between: str, name: str, grammar: Grammar) -> bool:
    """Tell whether all that stands between is one of the lexicon's joints, or nothing."""
    words = " ".join(between.lower().split())
    return not words or words in grammar.words_of(name)


def linked(text: str, sentence: Span, figures: Sequence[Figure], first: int, grammar: Grammar) -> list[Figure]:
    """Give the figures of a sentence with those that tell a change joined to the level it came to.

    "rose 5 % to 1,884 from 1,794": 1,884 is the level, 5 % its change, 1,794 what it was before. `first` is the
    index of the first of them among the figures of the text.
    """
    change = grammar.moves.search(text, sentence.start, sentence.end) if len(figures) > 1 else None
    if not change:
        return list(figures)
    behind = [index for index, figure in enumerate(figures) if figure.span.start >= change.end()]
    roles = {
        index: role_of(text, max(change.end(), figures[index].span.start - BEFORE), figures[index], grammar)
        for index in behind
    }
    levels = [index for index, role in roles.items() if role == "level"]
    if len(levels) != 1:
        return list(figures)
    joined, level = list(figures), levels[0]
    beside = {index for index in (level - 1, level + 1) if roles.get(index)}
    beside |= {index for index in (level - 2, level + 2) if (index + level) // 2 in beside and roles.get(index)}
    for name in ("change", "before"):
        chosen = [index for index in beside if roles[index] == name and is_near(text, figures[index], figures[level])]
        if len(chosen) == 1:
            role: FigureRole = "change" if name == "change" else "before"
            joined[chosen[0]] = replace(joined[chosen[0]], role=role, level=first + level)
    return joined


def is_near(text: str, one: Figure, two: Figure) -> bool:
    """Tell whether nothing but a few words of one clause stands between two figures."""
    left, right = sorted((one.span, two.span), key=lambda span: span.start)
    between = text[left.end : right.start]
    return len(between) <= BEFORE and not any(sign in between for sign in ";:()")


def role_of(text: str, start: int, figure: Figure, grammar: Grammar) -> str | None:
    """Give what the word before a figure makes it: a level ("to"), what was before ("from"), a change ("by", none)."""
    before = text[start : figure.span.start]
    bound = grammar.before.search(before)
    for said in (before, before[: bound.start()] if bound else before):
        words = said.lower().replace(",", " ").split()
        if not words:
            return "change"
        for name, role in (("to", "level"), ("from", "before"), ("change_by", "change")):
            if words[-1] in grammar.words_of(name):
                return role
    return None
