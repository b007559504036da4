"""Turns: what changed since the last bulletin: denials, corrections, confirmations, figures, silent edits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from jarchi.publish.attribution import NOBODY, Claims
from jarchi.publish.finder import Finder
from jarchi.publish.judged import Judged
from jarchi.publish.lines import line_of
from jarchi.publish.words import plain
from jarchi.records.articles import Revision, instant
from jarchi.records.bulletins import Line, Turn, TurnKind
from jarchi.records.dossiers import Piece
from jarchi.records.links import Relation, RelationKind
from jarchi.records.readings import Claim

KINDS: dict[RelationKind, TurnKind] = {
    "denies": "denial",
    "contradicts": "contradiction",
    "retracts": "correction",
    "confirms": "confirmation",
    "updates": "figure",
}
ORDER: tuple[TurnKind, ...] = ("denial", "contradiction", "correction", "edit", "confirmation", "figure")
MOST = 12
"""Turns of a kind in a bulletin; the claim pages have them all."""

FindClaim = Callable[[str], tuple[Piece, Claim] | None]
"""Gives the article that a claim stands in now, None where its newest text has it no more."""


def turns(
    relations: Iterable[Relation],
    stories: Collection[str],
    finder: Finder,
    edits: Iterable[tuple[Piece, Sequence[Revision]]],
    judged: Judged,
) -> tuple[Turn, ...]:
    """Give what changed in `stories`, by kind and time, at most twelve of a kind; what a person refused is no change.

    `relations` are those of the period, `edits` articles with their texts, the newest of which came in the period.
    """
    found: dict[TurnKind, dict[tuple[str, str], Turn]] = {kind: {} for kind in ORDER}
    for tie in _in_time(relations, stories, finder, judged):
        told_so = found[KINDS[tie.kind]]
        if len(told_so) < MOST and (turn := _turn(tie, finder.claim)):
            told_so.setdefault((turn.earlier.text if turn.earlier else "", turn.later.text), turn)
    told = [turn for told_so in found.values() for turn in told_so.values()]
    told += [turn for piece, texts in edits if (turn := _edit(piece, texts))]
    told.sort(key=lambda turn: (ORDER.index(turn.kind), _when(turn.later), turn.later.text))
    return tuple(turn for kind in ORDER for turn in [one for one in told if one.kind == kind][:MOST])


def line_for(piece: Piece, claim: Claim) -> Line | None:
    """Give the sentence that a claim's content begins in, None where the text has no sentences."""
    if not piece.reading.sentences or not claim.content:
        return None
    claims = Claims(piece)
    index = claims.sentence_at(claim.content[0].start)
    return line_of(piece, index, claims.attribution(index) or NOBODY)


def _in_time(relations: Iterable[Relation], stories: Collection[str], finder: Finder, judged: Judged) -> list[Relation]:
    """Give the ties whose later claim is told in `stories`, by the moment of that, and both of which still stand."""
    ties = [tie for tie in relations if tie.kind in KINDS and tie.id not in judged.refused]
    places = finder.places(end for tie in ties for end in (tie.subject, tie.object))
    kept = [
        tie for tie in ties if tie.object in places and tie.subject in places and places[tie.subject].story in stories
    ]
    return sorted(kept, key=lambda tie: (places[tie.subject].moment, tie.id))


def _turn(tie: Relation, find: FindClaim) -> Turn | None:
    later, earlier = find(tie.subject), find(tie.object)
    if later is None or earlier is None:
        return None
    one, other = line_for(*earlier), line_for(*later)
    if one is None or other is None or one.text == other.text:
        return None
    return Turn(KINDS[tie.kind], other, one, tie.reason, tie.id, tie.object)


def _edit(piece: Piece, texts: Sequence[Revision]) -> Turn | None:
    """Give the first sentence of an article's newest text that the one before did not have."""
    if len(texts) < 2 or texts[-1].id != piece.revision.id:
        return None
    before = plain(texts[-2].text)
    for index, span in enumerate(piece.reading.sentences):
        if plain(span.of(piece.revision.text)) not in before:
            return Turn("edit", line_of(piece, index), article=piece.revision.article)
    return None


def _when(line: Line) -> str:
    moment = instant(line.published)
    return moment.isoformat() if moment else ""
