"""The walk: the stories of a period, one by one, as rows with their passages; whatever format is written, once."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jarchi.publish.addresses import story_path
from jarchi.publish.check import check_item
from jarchi.publish.exports.reports import Rows
from jarchi.publish.exports.rows import ReportRow, StoryRow, StoryRows
from jarchi.publish.exports.stands import Stands
from jarchi.publish.finder import Finder
from jarchi.publish.items import item_of
from jarchi.publish.judged import Judged, judged
from jarchi.publish.ports import Ledger
from jarchi.publish.scope import Scope, admits
from jarchi.publish.settings import PublishSettings
from jarchi.records.bulletins import Item
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.regions import Lens, Region

OPPOSED = ("denied", "contradicted", "retracted")


def walk(
    ledger: Ledger, region: Region, settings: PublishSettings, bounds: tuple[str, str], lens: Lens | None = None
) -> Iterator[tuple[StoryRows, dict[str, str]]]:
    """Give the rows of each story with reports at moments in `bounds`, by story id, and the texts they cite.

    The texts go by the hash that the ledger has for them. Holds one story at a time.

    Only reports of the period count. A lens leaves out the stories that it does not show.
    """
    rulings = judged(ledger.verdicts(), ())
    scope = Scope(region)
    finder = Finder(ledger)
    public = frozenset(actor.id for actor in region.actors)
    for dossier in ledger.dossiers(*bounds):
        countries = scope.concerned(scope.weigh(dossier.pieces))
        if lens is None or admits(lens, dossier.pieces, countries):
            standings = ledger.standings([piece.revision.article for piece in dossier.pieces])
            disputed = frozenset(one.claim for one in standings.values() if one.status in OPPOSED)
            ruled = msgspec.structs.replace(rulings, disputed=disputed)
            rows = Rows(standings, Stands(ledger, finder, settings.figure_rule, standings))
            for piece in dossier.pieces:
                rows.add(piece)
            told = StoryRows(
                story=_story(dossier, countries, ruled, rows, settings.address),
                reports=tuple(_report(piece, rulings) for piece in dossier.pieces),
                claims=tuple(rows.claims),
                figures=tuple(rows.figures),
                events=tuple(rows.events),
                exact=tuple(rows.exact),
                named={piece.revision.article: _named(piece, public) for piece in dossier.pieces},
            )
            yield told, {piece.revision.sha256: piece.revision.text for piece in dossier.pieces}


def _named(piece: Piece, public: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({name.actor for name in piece.reading.names if name.actor in public and name.actor}))


def _story(dossier: Dossier, countries: tuple[str, ...], rulings: Judged, rows: Rows, address: str) -> StoryRow:
    item = _checked(dossier, countries, rulings)
    line = item.lines[0] if item.lines else None
    passage = line.passages[0] if line else None
    moments = [piece.moment for piece in dossier.pieces]
    return StoryRow(
        story=dossier.story,
        headline=item.headline,
        lead=line.text if line else None,
        said_by=line.said_by if line else None,
        status=rows.status_at(passage) if passage else None,
        countries=countries,
        first=min(moments),
        last=max(moments),
        reports=len(item.reports),
        independent=item.independent,
        reprints=sum(report.copy_of is not None for report in item.reports),
        sources=tuple(sorted({report.source for report in item.reports})),
        page=address + story_path(dossier.story),
        article=passage.article if passage else None,
        quote=passage.quote if passage else None,
        start=passage.start if passage else None,
        end=passage.end if passage else None,
        revision=passage.revision if passage else None,
        url=passage.url if passage else None,
    )


def _checked(dossier: Dossier, countries: tuple[str, ...], rulings: Judged) -> Item:
    """Give the story in brief, without a lead that the checks would not let through."""
    item = item_of(dossier, countries, rulings, most=1)
    texts = {piece.revision.sha256: piece.revision.text for piece in dossier.pieces}
    checked, _ = check_item(item, texts.__getitem__)
    if checked is None:  # the headline is a report's title by construction
        raise AssertionError(dossier.story)
    return checked


def _report(piece: Piece, rulings: Judged) -> ReportRow:
    revision, source = piece.revision, piece.source
    return ReportRow(
        article=revision.article,
        story=piece.membership.story,
        title=revision.title,
        url=revision.url,
        source=source.id,
        source_name=source.name,
        source_class=source.kind,
        reliability=source.reliability,
        source_country=source.country,
        owner=source.owner,
        language=piece.reading.language or revision.language,
        published=piece.published,
        first_seen=piece.first_seen,
        moment=piece.moment,
        copy_of=rulings.copy_of(piece),
        texts=piece.revisions,
        revision=revision.sha256,
    )
