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
SLIGHT = (None, "people", "times", "day", "week", "month", "year", "decade", "hour", "minute", "second")
"""Units of which a number written out tells too little to stand by itself ("two people", "three days")."""

LONGEST_PHRASE = 70
"""Code points of the phrase that tells what a figure counts; beyond it the figure stands by itself."""


def numbers(pieces: Sequence[Piece], lines: Sequence[Line], most: int = MOST) -> tuple[Number, ...]:
    """Give the figures of independent reports: those of sums that do not come out first, then those in printed lines.

    None that says not what it counts, but for one in doubt.

    The same value of the same unit comes once, from the report that gave it first.
    """
    printed = {(passage.article, passage.start) for line in lines for passage in line.passages}
    found = [number for piece in pieces for number in _of(piece)]
    found.sort(key=lambda number: (not number.doubt, (number.passage.article, number.passage.start) not in printed))
    once: dict[tuple[int | float, int | float | None, str | None], Number] = {}
    for number in found:
        once.setdefault((number.value, number.upper, number.unit), number)
    return tuple(once.values())[:most]


def _of(piece: Piece) -> list[Number]:
    claims = Claims(piece)
    checked = {index for check in piece.reading.checks if check.holds for index in check.figures}
    doubted = {index: check for check in piece.reading.checks if not check.holds for index in check.figures}
    found = []
    for index, figure in enumerate(piece.reading.figures):
        doubt = doubted.get(index)
        text = phrase(piece, figure, claims, is_bare_allowed=doubt is not None)
        if not text or not (figure.what or figure.unit or doubt):
            continue
        passage = passage_of(piece, claims.sentence_at(figure.span.start))
        others = [piece.reading.figures[other] for other in doubt.figures] if doubt else []
        against = {passage_of(piece, claims.sentence_at(other.span.start)): None for other in others}
        found.append(
            Number(
                text=text,
                passage=passage,
                value=figure.value,
                upper=figure.upper,
                bound=figure.bound,
                unit=figure.unit,
                as_of=figure.as_of,
                checked=index in checked and doubt is None,
                doubt=doubt.message if doubt else None,
                against=tuple(other for other in against if other != passage),
            )
        )
    return found


def phrase(piece: Piece, figure: Figure, claims: Claims, *, is_bare_allowed: bool = False) -> str | None:
    """Give the words that tell the figure: itself with what it counts where both stand close in one sentence.

    None for what says too little alone, unless that is allowed: a bare number, a small one written out ("two makers").
    """
    if not piece.reading.sentences:
        return None
    sentence = piece.reading.sentences[claims.sentence_at(figure.span.start)]
    whole = hull((figure.span, figure.what)) if figure.what else figure.span
    if whole.end - whole.start > LONGEST_PHRASE or not sentence.covers(whole):
        whole = figure.span
    words = plain(whole.of(piece.revision.text))
    is_bare = whole == figure.span and not figure.unit
    is_slight = figure.unit in SLIGHT and not any(letter.isdigit() for letter in words)
    is_told = is_bare_allowed or not (is_bare or is_slight)
    return words if is_told and sentence.covers(whole) else None
