"""Editing: composing and checking the bulletins of a ledger, and gathering what other pages must know of them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import msgspec

from jarchi.publish.bulletin_pages import Entry
from jarchi.publish.check import Texts, check
from jarchi.publish.compose import Material, compose
from jarchi.publish.context import Context, Records
from jarchi.publish.editions import Edition
from jarchi.publish.finder import Finder
from jarchi.publish.judged import Judged, judged
from jarchi.publish.ports import ALWAYS, Ledger, Rank
from jarchi.publish.review import review_of
from jarchi.publish.settings import PublishSettings
from jarchi.publish.threads import Threads
from jarchi.publish.turns import turns
from jarchi.publish.wording import span_of_days
from jarchi.records.articles import Revision
from jarchi.records.bulletins import Bulletin, Dot, Item, Line, Passage
from jarchi.records.dossiers import Piece
from jarchi.records.regions import Region

CACHED = 256
"""Articles kept at hand while a bulletin is composed or checked; its lines come story by story."""

MOST_DOTS = 8
"""Connections shown with a story; the bulletin has them all."""


class Edited(msgspec.Struct, frozen=True):
    """What the bulletins of a site say of its other pages.

    `entries` are the bulletins, the newest first; by story, the indexes of those that tell it; by article, the passages
    they cite, the indexes of those that cite it, and the connections that rest on it.
    """

    entries: tuple[Entry, ...] = ()
    telling: dict[str, list[int]] = {}
    cited: dict[str, set[tuple[int, int]]] = {}
    citing: dict[str, list[int]] = {}
    dots: dict[str, list[Dot]] = {}
    judged: Judged = Judged()
    threads: Threads | None = None


class Editing:
    """Composes and checks bulletins from a ledger, and gathers what other pages must know of them."""

    def __init__(self, ledger: Ledger, region: Region, settings: PublishSettings, rank: Rank) -> None:
        self._ledger = ledger
        self._region = region
        self._rank = rank
        self._finder = Finder(ledger)
        self._piece = self._finder.piece
        self._revisions = functools.lru_cache(maxsize=CACHED)(ledger.revisions)
        self._verdicts = tuple(ledger.verdicts())
        self._records = Records(ledger.dossier, self._piece, ledger.told_standings)
        self._sample = settings.sample
        self._importance = settings.importance
        self._active = set(ledger.answered(*ALWAYS)) | {entry.source for entry in ledger.inputs() if entry.source}
        self._edited = Edited(telling={}, cited={}, citing={}, dots={}, judged=judged(self._verdicts, ()))
        self._disputed: set[str] = set()
        self._entries: list[Entry] = []

    def _bulletin(self, edition: Edition) -> Bulletin:
        """Give the checked bulletin of an edition."""
        first, last = edition.bounds
        relations = tuple(self._ledger.relations(first, last))
        self._disputed |= judged(self._verdicts, relations).disputed
        material = Material(
            dossiers=self._ledger.dossiers(first, last),
            relations=relations,
            events=self._ledger.events(first, last),
            rank=self._rank,
            find=self._finder.event,
            verdicts=self._verdicts,
            sources=self._ledger.sources(),
            answered=self._ledger.answered(first, last),
            active=self._active,
            issues=self._ledger.issues(),
            sample=self._sample,
            importance=self._importance,
            threads=self.threads,
        )
        bulletin = compose(edition, self._region, material)
        told = {item.story for section in bulletin.sections for item in section.items}
        rulings = judged(self._verdicts, relations)
        changed = turns(relations, told, self._finder, self._edits(bulletin, edition), rulings)
        bulletin = msgspec.structs.replace(bulletin, turns=changed)
        context = Context(self._records, self.threads, rulings)
        bulletin = context.added(bulletin, first)
        if edition.kind == "review":
            bulletin = review_of(bulletin, self.threads, context, first)
        return check(bulletin, self._texts(bulletin))

    @functools.cached_property
    def threads(self) -> Threads:
        """Give the threads of the ledger's stories, found in one pass over them."""
        return Threads(self._ledger.dossiers(*ALWAYS))

    def _edits(self, bulletin: Bulletin, edition: Edition) -> Iterator[tuple[Piece, Sequence[Revision]]]:
        """Give the reports of a bulletin whose text was changed in its period, with all texts they had."""
        first, last = edition.bounds
        reports = (report for section in bulletin.sections for item in section.items for report in item.reports)
        for report in reports:
            if report.revisions > 1 and (piece := self._piece(report.article)):
                texts = self._revisions(report.article)
                if first <= texts[-1].first_seen < last:
                    yield piece, texts

    def _texts(self, bulletin: Bulletin) -> Texts:
        """Give the texts that a bulletin cites, read anew from the ledger."""
        articles = {passage.revision: passage.article for passage in passages(bulletin)}

        def text(sha256: str) -> str:
            revisions: Sequence[Revision] = self._revisions(articles[sha256])
            for revision in revisions:
                if revision.sha256 == sha256:
                    return revision.text
            raise KeyError(sha256)

        return text

    def edit(self, edition: Edition) -> Bulletin:
        """Give the checked bulletin of an edition, and note what other pages say of it."""
        bulletin = self._bulletin(edition)
        self._note(len(self._entries), bulletin)
        self._entries.append(_entry(edition, bulletin))
        return bulletin

    def _note(self, index: int, bulletin: Bulletin) -> None:
        """Remember what other pages say of this bulletin, `index` being its place among the entries."""
        edited = self._edited
        for passage in passages(bulletin):
            edited.cited.setdefault(passage.article, set()).add((passage.start, passage.end))
            citing = edited.citing.setdefault(passage.article, [])
            if not citing or citing[-1] != index:
                citing.append(index)
        for item in items_of(bulletin):
            edited.telling.setdefault(item.story, []).append(index)
        for dot in bulletin.dots:
            for article in sorted({line.passages[0].article for line in (dot.earlier, dot.later)}):
                known = edited.dots.setdefault(article, [])
                if len(known) < MOST_DOTS and dot.relation not in {other.relation for other in known}:
                    known.append(dot)

    def closed(self) -> Edited:
        """Give what was gathered, with every claim that is disputed somewhere."""
        rulings = msgspec.structs.replace(self._edited.judged, disputed=frozenset(self._disputed))
        return msgspec.structs.replace(self._edited, entries=tuple(self._entries), judged=rulings, threads=self.threads)


def _entry(edition: Edition, bulletin: Bulletin) -> Entry:
    items = list(items_of(bulletin))
    return Entry(
        folder=edition.folder,
        title=bulletin.title,
        lens=bulletin.lens,
        first=bulletin.from_,
        last=bulletin.to,
        days=span_of_days(bulletin.from_, bulletin.to),
        stories=len(items),
        lines=sum(len(item.lines) for item in items),
        withheld=len(bulletin.withheld),
        kind=edition.kind,
    )


def items_of(bulletin: Bulletin) -> Iterator[Item]:
    """Give every story of a bulletin: the turning points of its themes, then those of its sections."""
    for theme in bulletin.themes:
        yield from theme.points
    for section in bulletin.sections:
        yield from section.items


def passages(bulletin: Bulletin) -> Iterator[Passage]:
    """Give every passage that a bulletin cites: of lines, figures, connections and agents."""
    figures = [number for item in items_of(bulletin) for number in item.figures]
    figures += [number for theme in bulletin.themes for number in theme.figures]
    for number in figures:
        yield from (number.passage, *number.against)
    for line in lines(bulletin):
        yield from line.passages
    yield from (dot.passage for dot in bulletin.dots if dot.passage)


def lines(bulletin: Bulletin) -> Iterator[Line]:
    """Give every line of a bulletin: of stories, of what is not known, of connections and agents."""
    for item in items_of(bulletin):
        yield from (*item.lines, *item.background)
    for theme in bulletin.themes:
        yield from (*theme.background, *(one.line for one in theme.open))
    yield from (one.line for one in bulletin.open)
    for dot in bulletin.dots:
        yield from (dot.earlier, dot.later)
    for turn in bulletin.turns:
        yield from (line for line in (turn.earlier, turn.later) if line)
    for mover in bulletin.agents:
        yield from (*mover.events, *mover.led_to)
