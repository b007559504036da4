"""Figures: the numbers of a story, each with a short phrase of its source and its passage."""

from __future__ import annotations

from collections.abc import Sequence

from jarchi.publish.attribution import Claims
from jarchi.publish.lines import passage_of
from jarchi.publish.words import plain
from jarchi.records.bulletins import Line, Number
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Figure
from jarchi.records.spans import hull

MOST = 6
LONGEST_PHRASE = 70
"""Code points of the phrase that tells what a figure counts; beyond it the figure stands by itself."""


def numbers(pieces: Sequence[Piece], lines: Sequence[Line], most: int = MOST) -> tuple[Number, ...]:
    """Give the figures of independent reports, those in printed lines first; none that says not what it counts.

    The same value of the same unit comes once, from the report that gave it first.
    """
    printed = {(passage.article, passage.start) for line in lines for passage in line.passages}
    found = [number for piece in pieces for number in _of(piece)]
    found.sort(key=lambda number: (number.passage.article, number.passage.start) not in printed)
    once: dict[tuple[int | float, int | float | None, str | None], Number] = {}
    for number in found:
        once.setdefault((number.value, number.upper, number.unit), number)
    return tuple(once.values())[:most]


def _of(piece: Piece) -> list[Number]:
    claims = Claims(piece)
    return [
        Number(
            text=text,
            passage=passage_of(piece, claims.sentence_at(figure.span.start)),
            value=figure.value,
            upper=figure.upper,
            bound=figure.bound,
            unit=figure.unit,
            as_of=figure.as_of,
        )
        for figure in piece.reading.figures
        if (figure.what or figure.unit) and (text := phrase(piece, figure, claims))
    ]


def phrase(piece: Piece, figure: Figure, claims: Claims) -> str | None:
    """Give the words that tell the figure: itself with what it counts where both stand close in one sentence.

    None for what says too little alone: a bare number, a small one written out ("two makers").
    """
    if not piece.reading.sentences:
        return None
    sentence = piece.reading.sentences[claims.sentence_at(figure.span.start)]
    whole = hull((figure.span, figure.what)) if figure.what else figure.span
    if whole.end - whole.start > LONGEST_PHRASE or not sentence.covers(whole):
        whole = figure.span
    words = plain(whole.of(piece.revision.text))
    is_bare = whole == figure.span and not figure.unit
    is_slight = not figure.unit and not any(letter.isdigit() for letter in words)
    return None if is_bare or is_slight or not sentence.covers(whole) else words
