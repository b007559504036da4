"""Items: a story as the bulletin tells it."""

from __future__ import annotations

from collections.abc import Sequence

from jarchi.publish.figures import numbers
from jarchi.publish.judged import Judged
from jarchi.publish.lineages import independent, originals
from jarchi.publish.lines import MOST_LINES, choose
from jarchi.publish.words import plain
from jarchi.records.bulletins import Item, Report
from jarchi.records.dossiers import Dossier, Piece

UNTITLED = 110
"""Code points of the text that stand for the title of a report without one."""


def item_of(
    dossier: Dossier, countries: tuple[str, ...], judged: Judged, *, language: str = "en", most: int = MOST_LINES
) -> Item:
    """Give a story in full: headline, up to `most` lines, its reports with copies marked, its figures.

    The dossier has its reports of the period in order of time, at least one; `most` 1 gives a story in brief.
    """
    pieces = dossier.pieces
    voices = originals(pieces, judged)
    best = foremost(voices, language)
    lines = choose(voices, best, judged, language=language, most=most)
    return Item(
        story=dossier.story,
        headline=title_of(voices[best]),
        lines=lines,
        reports=tuple(report_of(piece, judged) for piece in pieces),
        independent=independent(pieces, judged),
        figures=numbers(voices, lines) if most > 1 else (),
        countries=countries,
        brief=most == 1,
    )


def foremost(voices: Sequence[Piece], language: str) -> int:
    """Give the index of the report that heads the story: titled, in the bulletin's language, and then the earliest."""

    def rank(index: int) -> tuple[bool, bool, int]:
        piece = voices[index]
        tongue = piece.reading.language or piece.revision.language
        return not (piece.revision.title or "").strip(), tongue != language, index

    return min(range(len(voices)), key=rank)


def title_of(piece: Piece) -> str:
    """Give the title of a report; of one without, the opening words of its text and an ellipsis."""
    title = plain(piece.revision.title or "")
    if title:
        return title
    opening = plain(piece.revision.text[: 4 * UNTITLED])
    if len(opening) <= UNTITLED:
        return opening or "…"
    return opening[:UNTITLED].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def report_of(piece: Piece, judged: Judged) -> Report:
    """Give the report as the bulletin lists it."""
    revision, source = piece.revision, piece.source
    return Report(
        article=revision.article,
        title=title_of(piece),
        url=revision.url,
        source=source.id,
        source_name=source.name,
        source_class=source.kind,
        reliability=source.reliability,
        published=piece.published,
        first_seen=piece.first_seen,
        copy_of=judged.copy_of(piece),
        revisions=piece.revisions,
        language=piece.reading.language or revision.language,
    )
