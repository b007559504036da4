"""The pages of claims: who said it, who took it up, who denied it, in order of time, and the figures side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from jarchi.publish.addresses import article_path, claim_path, passage_path
from jarchi.publish.formats.jsonld import history_node, script
from jarchi.publish.rendering import Templates
from jarchi.publish.turns import FindClaim, line_for
from jarchi.publish.words import plain, words
from jarchi.records.articles import Revision
from jarchi.records.bulletins import Line
from jarchi.records.dossiers import Piece
from jarchi.records.histories import ClaimHistory, Step
from jarchi.records.readings import Claim, Figure

MOST_STEPS = 100
MOST_MOVES = 12
"""Histories that are followed from one value of a figure to the next."""

JOINT = re.compile(r"^(?:that|что) ", re.IGNORECASE)
"""What joins a content to its cue and heads no page."""

STATUS = {
    "one voice": "One voice: nobody independent has said the same.",
    "several independent voices": "Several independent voices say so.",
    "official only": "Officials alone say so.",
    "denied": "Denied.",
    "contradicted": "Contradicted: what others say cannot hold beside it.",
    "retracted": "Taken back by who said it.",
    "could not be verified": "Could not be verified, as the reports themselves say.",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtfully true",
    5: "improbable",
    6: "cannot be judged",
}
DEEDS = {
    "says": "said first",
    "repeats": "said again",
    "reprints": "reprinted",
    "confirms": "confirmed",
    "denies": "denied",
    "contradicts": "contradicted",
    "updates": "a later figure",
    "retracts": "taken back",
}
Find = Callable[[str], ClaimHistory | None]
FindText = Callable[[str], tuple[Revision, Claim] | None]


class Entry(msgspec.Struct, frozen=True):
    """A step as the page tells it: its line, or the words of an older text that the article has no more."""

    step: Step
    deed: str
    line: Line | None
    gone: str


class Value(msgspec.Struct, frozen=True):
    """One value of a figure: its words, who published it when, and where it stands."""

    value: int | float
    words: str
    source: str
    moment: str
    is_official: bool
    path: str


class FigureRow(msgspec.Struct, frozen=True):
    """The values given for one thing, in order of time, and the one that each named rule picks."""

    values: tuple[Value, ...]
    picked: tuple[tuple[str, Value], ...]


def claim_page(
    templates: Templates, history: ClaimHistory, find: FindClaim, find_text: FindText, find_history: Find
) -> tuple[str, str]:
    """Give the page of a claim as (path, page)."""
    path = claim_path(history.id)
    entries = [_entry(step, find, find_text) for step in history.steps[:MOST_STEPS]]
    lines = [entry.line for entry in entries if entry.line and entry.line.passages]
    root = templates.root(path)
    return path, templates.render(
        "claim.html",
        path,
        data=script([history_node(root + path, lines, root)]) if lines else None,
        history=history,
        title=title_of(history, find_text),
        status=STATUS[history.status],
        credibility=CREDIBILITY[history.credibility],
        entries=[entry for entry in entries if entry.line or entry.gone],
        left=max(len(history.steps) - MOST_STEPS, 0),
        figures=figure_row(history, find, find_history),
    )


def title_of(history: ClaimHistory, find_text: FindText) -> str:
    """Give the words of the claim as they were first said."""
    found = find_text(history.id)
    told = JOINT.sub("", words_of(*found)) if found else "…"
    return told[:1].upper() + told[1:]


def words_of(revision: Revision, claim: Claim) -> str:
    """Give the content of a claim in one line."""
    return plain(" … ".join(span.of(revision.text) for span in claim.content)) or "…"


def _entry(step: Step, find: FindClaim, find_text: FindText) -> Entry:
    found = find(step.claim)
    line = line_for(*found) if found else None
    older = find_text(step.claim) if line is None else None
    return Entry(step, DEEDS[step.kind], line, words_of(*older) if older else "")


def figure_row(history: ClaimHistory, find: FindClaim, find_history: Find) -> FigureRow | None:
    """Give the row of what a claim's figure was said to be; None where fewer than two values were given.

    The first figure of the first claim that has any is the one. A value counts where a claim of the history, or one
    that updates or contradicts it, has one figure that counts the same. Reprints add none. The rules pick the lowest,
    the highest, the latest, and the latest of an official.
    """
    first: tuple[Figure, frozenset[str]] | None = None
    values: list[Value] = []
    for step in _moves(history, find_history):
        found = find(step.claim)
        figures = _figures(*found) if found else []
        first = first or next(iter(figures), None)
        same = [figure for figure, what in figures if first and _counts_alike((figure, what), first)]
        if found and len(same) == 1:
            values.append(_value(found[0], found[1], same[0], step))
    values.sort(key=lambda value: (value.moment, value.source, value.value))
    if len({value.value for value in values}) < 2:
        return None
    official = [value for value in values if value.is_official]
    picked = [("lowest", min(values, key=_amount)), ("highest", max(values, key=_amount)), ("latest", values[-1])]
    return FigureRow(tuple(values), (*picked, *([("official", official[-1])] if official else [])))


def _counts_alike(one: tuple[Figure, frozenset[str]], other: tuple[Figure, frozenset[str]]) -> bool:
    """Tell whether two figures have one unit and count the same, by a word they share or by neither having any."""
    if one[0].unit != other[0].unit:
        return False
    return bool(one[1] & other[1]) or not (one[1] or other[1])


def _moves(history: ClaimHistory, find_history: Find) -> Iterable[Step]:
    """Give the steps that bring values: those of the history, and of the histories of later values."""
    seen = {history.id}
    waiting = [history]
    told: dict[str, Step] = {}
    while waiting and len(seen) <= MOST_MOVES:
        one = waiting.pop(0)
        for step in one.steps:
            if step.kind in ("reprints", "denies", "retracts") or step.claim in told:
                continue
            told[step.claim] = step
            if step.kind == "updates" and (later := find_history(step.claim)) and later.id not in seen:
                seen.add(later.id)
                waiting.append(later)
    return told.values()


def _figures(piece: Piece, claim: Claim) -> list[tuple[Figure, frozenset[str]]]:
    """Give the figures in a claim's content, each with the words of what it counts."""
    return [
        (figure, frozenset(words(figure.what.of(piece.revision.text))) if figure.what else frozenset())
        for figure in piece.reading.figures
        if any(span.start <= figure.span.start < span.end for span in claim.content)
    ]


def _value(piece: Piece, claim: Claim, figure: Figure, step: Step) -> Value:
    line = line_for(piece, claim)
    path = passage_path(line.passages[-1]) if line else article_path(piece.revision.article)
    whole = figure.what if figure.what and figure.what.start >= figure.span.end else figure.span
    told = plain(piece.revision.text[figure.span.start : max(whole.end, figure.span.end)])
    return Value(figure.value, told, piece.source.id, step.moment, claim.speaker == "official", path)


def _amount(value: Value) -> float:
    return float(value.value)
