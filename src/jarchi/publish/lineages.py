"""Lineages: which reports of a story go back to one origin, and how many independent voices there are."""

from __future__ import annotations

from collections.abc import Sequence

from jarchi.publish.judged import Judged
from jarchi.records.dossiers import Piece
from jarchi.records.sources import Source


def originals(pieces: Sequence[Piece], judged: Judged) -> list[Piece]:
    """Give the pieces that reprint none of the others, in their order.

    Of reports whose common origin is not among the pieces the earliest stands for it.
    """
    roots = lineages(pieces, judged)
    heads: dict[str, Piece] = {}
    for piece in pieces:
        article = piece.membership.article
        if roots[article] == article or roots[article] not in heads:
            heads[roots[article]] = piece
    kept = {piece.membership.article for piece in heads.values()}
    return [piece for piece in pieces if piece.membership.article in kept]


def lineages(pieces: Sequence[Piece], judged: Judged) -> dict[str, str]:
    """Give, for each article, the article at the head of its lineage; that one may be missing from `pieces`."""
    parents = {piece.membership.article: judged.copy_of(piece) for piece in pieces}
    return {article: _root(article, parents) for article in parents}


def independent(pieces: Sequence[Piece], judged: Judged) -> int:
    """Count the independent sources: lineages, where two that belong to one owner count once.

    Copies are not confirmation, nor is a second outlet of the same house.
    """
    return len({owner(piece.source) for piece in originals(pieces, judged)})


def owner(source: Source) -> str:
    """Give who answers for a source: its owner where one is known, else the source itself."""
    return source.owner.casefold().strip() if source.owner else source.id


def _root(article: str, parents: dict[str, str | None]) -> str:
    seen = {article}
    while (parent := parents.get(article)) and parent not in seen:
        seen.add(parent)
        article = parent
    return article
