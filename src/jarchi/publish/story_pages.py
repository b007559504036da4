"""The pages of a story: what its reports say, who says what, and the reports themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from jarchi.publish.addresses import PART, anchor, article_path, numbered, story_path
from jarchi.publish.attribution import Claims
from jarchi.publish.bulletin_pages import Entry
from jarchi.publish.rendering import Templates
from jarchi.publish.words import plain
from jarchi.records.bulletins import Dot, Item
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Claim

MOST_CLAIMS = 30
"""Claims on a story's page; the others are marked in the articles, and the page says how many they are."""

REPORTS = 100


class Telling(msgspec.Struct, frozen=True):
    """A story as its page tells it: the item, its independent reports, its connections, the bulletins that have it."""

    item: Item
    voices: Sequence[Piece]
    dots: Sequence[Dot] = ()
    within: Sequence[Entry] = ()


def story_pages(templates: Templates, telling: Telling) -> Iterator[tuple[str, str]]:
    """Give the pages of a story as (path, page): more than one only where it has more reports than fit."""
    item = telling.item
    claims = [row for piece in telling.voices for row in _claims(piece)]
    titles = {report.article: report.title for report in item.reports}
    path = story_path(item.story)
    yield (
        path,
        templates.render(
            "story.html",
            path,
            item=item,
            claims=claims[:MOST_CLAIMS],
            claims_left=max(len(claims) - MOST_CLAIMS, 0),
            dots=telling.dots,
            titles=titles,
            within=telling.within,
        ),
    )
    last = (len(item.reports) - 1) // REPORTS
    for number in range(1, last + 1):
        there = numbered(path, number)
        reports = item.reports[number * REPORTS : (number + 1) * REPORTS]
        turning = {"number": number, "last": last}
        yield there, templates.render("reports.html", there, item=item, reports=reports, titles=titles, **turning)


def _claims(piece: Piece) -> Iterator[dict[str, object]]:
    """Give the claims of a report with a named speaker, in the order of the text, without those inside others."""
    claims = Claims(piece)
    for claim in piece.reading.claims:
        if claim.source and claim.content and claim.inside is None:
            yield _row(piece, claim, claims)


def _row(piece: Piece, claim: Claim, claims: Claims) -> dict[str, object]:
    text = piece.revision.text
    sentence = piece.reading.sentences[claims.sentence_at(claim.content[0].start)] if piece.reading.sentences else None
    page = article_path(piece.revision.article, sentence.start // PART if sentence else 0)
    return {
        "speaker": plain(" … ".join(span.of(text) for span in claim.source)),
        "role": claim.speaker,
        "kind": "denial" if claim.polarity == "denied" else claim.kind,
        "denied": claim.polarity == "denied" or claim.kind == "denial",
        "unverified": claim.unverified,
        "content": plain(" … ".join(span.of(text) for span in claim.content)),
        "path": f"{page}#{anchor(sentence.start, sentence.end)}" if sentence else page,
        "source": piece.source.name,
        "language": piece.reading.language or piece.revision.language,
    }
