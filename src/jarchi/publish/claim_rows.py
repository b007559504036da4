"""Claim rows: the claims of a report as lists show them, each with its speaker and the address of its passage."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jarchi.publish.addresses import PART, anchor, article_path
from jarchi.publish.attribution import Claims
from jarchi.publish.words import plain
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Claim


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim in a list; `start` is where its content begins in the text, `path` opens the sentence it stands in."""

    speaker: str
    role: str
    kind: str
    denied: bool
    unverified: bool
    content: str
    start: int
    path: str
    source: str
    language: str | None


def claim_rows(piece: Piece) -> Iterator[ClaimRow]:
    """Give the claims of a report with a named speaker, in the order of the text, without those inside others."""
    claims = Claims(piece)
    for claim in piece.reading.claims:
        if claim.source and claim.content and claim.inside is None:
            yield _row(piece, claim, claims)


def _row(piece: Piece, claim: Claim, claims: Claims) -> ClaimRow:
    text, start = piece.revision.text, claim.content[0].start
    sentence = piece.reading.sentences[claims.sentence_at(start)] if piece.reading.sentences else None
    page = article_path(piece.revision.article, sentence.start // PART if sentence else 0)
    return ClaimRow(
        speaker=plain(" … ".join(span.of(text) for span in claim.source)).strip(" ,;:"),
        role=claim.speaker,
        kind="denial" if claim.polarity == "denied" else claim.kind,
        denied=claim.polarity == "denied" or claim.kind == "denial",
        unverified=claim.unverified,
        content=plain(" … ".join(span.of(text) for span in claim.content)),
        start=start,
        path=f"{page}#{anchor(sentence.start, sentence.end)}" if sentence else page,
        source=piece.source.name,
        language=piece.reading.language or piece.revision.language,
    )
