"""The pages of an article: its text with what was read in it, and what was changed since it was first met."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from jarchi.publish.addresses import article_path, changes_path
from jarchi.publish.bulletin_pages import Entry
from jarchi.publish.changes import MOST_SHOWN, changes, excerpt
from jarchi.publish.claim_rows import claim_rows
from jarchi.publish.formats.jsonld import article_node, script
from jarchi.publish.items import report_of, title_of
from jarchi.publish.judged import Judged
from jarchi.publish.marks import marked
from jarchi.publish.rendering import Templates
from jarchi.publish.textmarks import marks_of, mentions_of, part_bounds
from jarchi.records.articles import Revision
from jarchi.records.dossiers import Piece

MOST_CLAIMS = 30
"""Claims listed below a text; the others are marked in it, and the page says how many they are."""


def article_pages(
    templates: Templates,
    piece: Piece,
    copy_of: dict[str, str] | None,
    cited: Iterable[tuple[int, int]],
    within: Sequence[Entry],
) -> Iterator[tuple[str, str]]:
    """Give the pages of an article's newest text as (path, page).

    `copy_of` has path and title of the report that it reprints; `cited` are the passages that bulletins cite, `within`
    those bulletins.
    """
    article, text = piece.revision.article, piece.revision.text
    bounds = part_bounds(piece)
    ranges, rows = tuple(cited), list(claim_rows(piece))
    for number, (start, end) in enumerate(bounds):
        path = article_path(article, number)
        claims = [row for row in rows if start <= row.start < end]
        yield (
            path,
            templates.render(
                "article.html",
                path,
                piece=piece,
                title=title_of(piece),
                language=piece.reading.language or piece.revision.language,
                text=marked(text, marks_of(piece, ranges, start, end), start, end),
                claims=claims[:MOST_CLAIMS],
                data=script([_node(piece, copy_of is not None, templates.root(path))]),
                claims_left=max(len(claims) - MOST_CLAIMS, 0),
                mentions=mentions_of(piece, start, end),
                copy_of=copy_of,
                within=within,
                number=number,
                last=len(bounds) - 1,
            ),
        )


def _node(piece: Piece, is_copy: bool, root: str) -> dict[str, object]:
    report = report_of(piece, Judged())
    return article_node(report if is_copy else msgspec.structs.replace(report, copy_of=None), root)


def changes_page(templates: Templates, piece: Piece, revisions: Sequence[Revision]) -> tuple[str, str]:
    """Give the page that shows, between each two texts in a row, what went and what came."""
    path = changes_path(piece.revision.article)
    steps = [_step(number, old, new) for number, (old, new) in enumerate(itertools.pairwise(revisions), 2)]
    return path, templates.render(
        "changes.html",
        path,
        article=piece.revision.article,
        title=title_of(piece),
        language=piece.reading.language or piece.revision.language,
        revisions=revisions,
        steps=steps[-20:],
    )


def _step(number: int, old: Revision, new: Revision) -> dict[str, object]:
    titles = changes(old.title or "", new.title or "")
    texts = changes(old.text, new.text)
    return {
        "number": number,
        "first_seen": new.first_seen,
        "before": old.sha256,
        "after": new.sha256,
        "title": titles if any(change.kind != "same" for change in titles) else (),
        "text": excerpt(texts) if any(change.kind != "same" for change in texts) else (),
        "is_cut": sum(len(change.text) for change in texts if change.kind != "same") > MOST_SHOWN,
    }
