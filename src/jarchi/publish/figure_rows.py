"""Figure rows: what different reports give for one thing, side by side, and the value under a named rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from jarchi.publish.turns import FindClaim
from jarchi.publish.words import plain, words
from jarchi.records.dossiers import Piece
from jarchi.records.histories import ClaimHistory, Step
from jarchi.records.readings import Claim, Figure

FigureRule = Literal["lowest", "highest", "official", "latest"]
"""The named rules; where no official gave a value, "official" falls back on "latest"."""

MOST_HISTORIES = 12
"""Histories that are followed from one value of a figure to the next."""
MOST_STEPS = 50
"""Utterances of a history that are asked for values, at its beginning and at its end."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")

FindHistory = Callable[[str], ClaimHistory | None]
Counted = tuple[Figure, frozenset[str]]
"""A figure with the words of what it counts."""


class Value(msgspec.Struct, frozen=True):
    """One value of a figure: its words and where they stand, `[start, end)` of the article's text, who gave it when.

    `day` is the day it holds for: as the text says, else that of the report. `official` tells whether an official is
    quoted with it.
    """

    value: int | float
    upper: int | float | None
    bound: str
    words: str
    source: str
    moment: str
    day: str
    official: bool
    claim: str
    article: str
    start: int
    end: int


class FigureRow(msgspec.Struct, frozen=True):
    """The values given for one thing, in order of time, and the one that each named rule picks.

    `rule` is the one that was asked for, `by` the one that `chosen` was found by: another where no official gave one.
    """

    what: str
    unit: str | None
    rule: FigureRule
    by: FigureRule
    chosen: Value
    values: tuple[Value, ...]
    lowest: Value
    highest: Value
    latest: Value
    official: Value | None

    def rules_of(self, value: Value) -> tuple[FigureRule, ...]:
        """Give the rules that pick a value."""
        return tuple(rule for rule in get_args(FigureRule) if getattr(self, rule) == value)


def figure_rows(
    history: ClaimHistory, find: FindClaim, find_history: FindHistory, rule: FigureRule
) -> tuple[FigureRow, ...]:
    """Give the rows of what a claim's figures were said to be: one for each thing with two different values or more.

    A value counts where a claim of the history, or of one that updates or contradicts it, or that it updates, has one
    figure that counts the same. Reprints add none, nor does what was taken back, nor the change of a figure or what it
    was before that.
    """
    return tuple(_rows(kindred(history, find_history), find, rule))


def kindred(history: ClaimHistory, find_history: FindHistory) -> list[ClaimHistory]:
    """Give a history with those that hold other values of its figures, in order of time: twelve at most."""
    found = {history.id: history}
    waiting = [history]
    while waiting and len(found) < MOST_HISTORIES:
        one = waiting.pop(0)
        moved = [step.claim for step in one.steps if step.kind in ("updates", "contradicts")]
        for claim in dict.fromkeys((*moved, *one.earlier)):
            other = find_history(claim)
            if other is not None and other.id not in found and len(found) < MOST_HISTORIES:
                found[other.id] = other
                waiting.append(other)
    return sorted(found.values(), key=lambda one: (one.steps[0].moment, one.id))


def _rows(histories: Sequence[ClaimHistory], find: FindClaim, rule: FigureRule) -> Iterator[FigureRow]:
    things: list[Counted] = []
    values: list[list[Value]] = []
    named: list[str] = []
    for step in _steps(histories):
        if (found := find(step.claim)) is None:
            continue
        figures = counted(*found)
        for one in figures:
            place = next((at for at, thing in enumerate(things) if counts_alike(one, thing)), len(things))
            if place == len(things):
                things.append(one)
                values.append([])
                named.append(plain(one[0].what.of(found[0].revision.text)) if one[0].what else "")
            if sum(counts_alike(other, things[place]) for other in figures) == 1:
                values[place].append(_value(found[0], found[1], one[0], step))
    for (figure, _), given, what in zip(things, values, named, strict=True):
        if len({(value.value, value.upper) for value in given}) > 1:
            yield _row(what, figure.unit, sorted(given, key=_time), rule)


def _steps(histories: Iterable[ClaimHistory]) -> Iterator[Step]:
    """Give who said it, of each history that was not taken back: the first and the last where they are many."""
    for history in histories:
        said = [step for step in history.steps if step.kind in ("says", "repeats", "confirms")]
        if history.status != "retracted":
            yield from said if len(said) <= 2 * MOST_STEPS else (*said[:MOST_STEPS], *said[-MOST_STEPS:])


def counts_alike(one: Counted, other: Counted) -> bool:
    """Tell whether two figures have one unit and count the same, by a word they share or by neither having any."""
    if one[0].unit != other[0].unit:
        return False
    return bool(one[1] & other[1]) or not (one[1] or other[1])


def counted(piece: Piece, claim: Claim) -> list[Counted]:
    """Give the figures in a claim's content that tell a level, each with the words of what it counts."""
    return [
        (figure, _words(figure.what.of(piece.revision.text)) if figure.what else frozenset())
        for figure in piece.reading.figures
        if figure.role is None and any(span.start <= figure.span.start < span.end for span in claim.content)
    ]


def _words(what: str) -> frozenset[str]:
    """Give the words that tell what is counted: those of four letters or more, where there are any."""
    found = words(what)
    return frozenset(word for word in found if len(word) > 3) or frozenset(found)


def _value(piece: Piece, claim: Claim, figure: Figure, step: Step) -> Value:
    whole = figure.what if figure.what and figure.what.start >= figure.span.end else figure.span
    told = plain(piece.revision.text[figure.span.start : max(whole.end, figure.span.end)])
    today = step.moment[:10]
    days = [day for day in (figure.as_of, claim.said) if day and DAY.fullmatch(day) and day < today]
    return Value(
        value=figure.value,
        upper=figure.upper,
        bound=figure.bound,
        words=told,
        source=piece.source.id,
        moment=step.moment,
        day=days[0] if days else today,
        official=claim.speaker == "official",
        claim=step.claim,
        article=piece.revision.article,
        start=figure.span.start,
        end=figure.span.end,
    )


def _row(what: str, unit: str | None, values: Sequence[Value], rule: FigureRule) -> FigureRow:
    official = [value for value in values if value.official]
    picked: dict[FigureRule, Value | None] = {
        "lowest": min(values, key=lambda value: value.value),
        "highest": max(values, key=lambda value: value.value if value.upper is None else value.upper),
        "latest": values[-1],
        "official": official[-1] if official else None,
    }
    by: FigureRule = rule if picked[rule] else "latest"
    return FigureRow(what, unit, rule, by, picked[by] or values[-1], tuple(values), **picked)  # type: ignore[arg-type]


def _time(value: Value) -> tuple[str, str, str, int]:
    return value.day, value.moment, value.source, value.start
