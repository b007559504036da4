"""A ledger in memory, and reports made by hand, for the tests of publishing."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from jarchi.publish import Edition, PublishSettings, PublishSummary, publish
from jarchi.records.articles import Article, Revision, sha256_of
from jarchi.records.dossiers import DatedEvent, Dossier, Piece, Told
from jarchi.records.histories import ClaimHistory, Standing
from jarchi.records.inputs import Input
from jarchi.records.issues import Issue
from jarchi.records.links import Agent, Membership, Merger, Relation
from jarchi.records.readings import Claim, DateMention, Event, Figure, Name, PlaceMention, Reading, claim_id, event_id
from jarchi.records.regions import Actor, Country, Lens, Region
from jarchi.records.review import Verdict
from jarchi.records.sources import Source
from jarchi.records.spans import Span

EVERYTHING = Lens("everything", "Two rivers")

REGION = Region(
    id="two-rivers",
    name="Two Rivers",
    fingerprint="0" * 12,
    languages=("en", "ru"),
    countries=(
        Country("AA", "Upland", core=True, names={"ru": ("Нагорье",)}, demonyms={"en": ("Uplander", "Uplanders")}),
        Country("BB", "Lowland", core=True, demonyms={"en": ("Lowlander",)}),
        Country("CC", "Farland", demonyms={"en": ("Farlander",)}),
    ),
    places=(),
    actors=(Actor("two-rivers:minister", "person", "Ada Brook", country="AA"),),
    sources=(),
    lenses=(EVERYTHING,),
)

WIRE = Source("wire", "River Wire", "agency", "AA", reliability="B", reason="corrects itself", owner="Wire Ltd")
POST = Source("post", "Valley Post", kind="independent media", country="BB", reliability="C", owner="Post Ltd")
HERALD = Source("herald", "Valley Herald", kind="state media", country="BB", reliability="D", owner="Post Ltd")
SOURCES = {source.id: source for source in (WIRE, POST, HERALD)}
PLACES = {"Upland": "AA", "Lowland": "BB", "Farland": "CC"}
SENTENCE = re.compile(r"[^\s][^.!?\n]*[.!?]*[\"”]?")


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Give the spans of some words where they first stand in a text."""
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)


def claim(text: str, source: str, cue: str, content: str, **more: object) -> Claim:
    """Give a claim by the words of its parts."""
    return Claim(spans(text, source) if source else (), spans(text, cue), spans(text, content), **more)


def weekdays(text: str, published: str | None) -> Iterator[DateMention]:
    """Give the days of the week that a text names, each the last such day before publication, as readers take them."""
    day = date.fromisoformat(published[:10]) if published else None
    for found in re.finditer("|".join(calendar.day_name), text):
        if day:
            back = (day.weekday() - list(calendar.day_name).index(found.group())) % 7
            value = date.fromordinal(day.toordinal() - back).isoformat()
            yield DateMention(Span(*found.span()), value, "date")


def report(
    name: str,
    text: str,
    *,
    title: str | None = "A bridge falls in Upland",
    source: Source = WIRE,
    published: str | None = "2023-06-20T08:00:00+00:00",
    story: str = "s1",
    copy_of: str | None = None,
    language: str = "en",
    claims: Sequence[Claim] = (),
    events: Sequence[Event] = (),
    figures: Sequence[Figure] = (),
    names: Sequence[Name] = (),
    dates: Sequence[DateMention] = (),
    first_seen: str = "2023-06-20T09:00:00Z",
    revisions: int = 1,
    url: str | None = None,
) -> Piece:
    """Give a report as the ledger would, with sentences and countries found by the plainest of rules."""
    address = url or f"https://{source.id}.example/{name}"
    article = Article.id_of(address)
    sha = sha256_of(text)
    revision = Revision(
        id=Revision.id_of(article, title, sha),
        article=article,
        url=address,
        source=source.id,
        text=text,
        sha256=sha,
        first_seen=first_seen,
        title=title,
        published=published,
        language=language,
    )
    reading = Reading(
        id=article,
        reader="0" * 12,
        language=language,
        published=published[:10] if published else None,
        sentences=tuple(Span(*found.span()) for found in SENTENCE.finditer(text)),
        places=tuple(
            PlaceMention(Span(*found.span()), None, word, code, None, None, "country")
            for word, code in PLACES.items()
            for found in re.finditer(word, text)
        ),
        names=tuple(names),
        dates=(*dates, *weekdays(text, published)),
        figures=tuple(figures),
        claims=tuple(claims),
        events=tuple(events),
    )
    membership = Membership(article, revision.id, story, Article.id_of(copy_of) if copy_of else None)
    return Piece(revision, reading, membership, source, first_seen, revisions)


class Shelf:
    """The ledger's queries over a list of pieces."""

    def __init__(
        self,
        *pieces: Piece,
        relations: Sequence[Relation] = (),
        verdicts: Sequence[Verdict] = (),
        issues: Sequence[Issue] = (),
        older: Sequence[Revision] = (),
    ) -> None:
        self._pieces = sorted(pieces, key=lambda piece: (piece.moment, piece.revision.article))
        self._relations = tuple(relations)
        self._verdicts = tuple(verdicts)
        self._issues = tuple(issues)
        self._older = tuple(older)

    def _within(self, first: str, last: str) -> list[Piece]:
        return [piece for piece in self._pieces if first <= piece.moment < last]

    def dossiers(self, first: str, last: str) -> Iterator[Dossier]:
        told = self._within(first, last)
        for story in sorted({piece.membership.story for piece in told}):
            yield Dossier(story, tuple(piece for piece in told if piece.membership.story == story))

    def dossier(self, story: str) -> Dossier | None:
        return next((found for found in self.dossiers("", "~") if found.story == story), None)

    def told_standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        return {
            step.claim: Standing(step.claim, one.id, one.status, one.since, one.credibility, one.independent)
            for one in self.told_claims()
            for step in one.steps
            if step.claim in ids
        }

    def pieces(self) -> Iterator[Piece]:
        yield from self._pieces

    def piece(self, article: str) -> Piece | None:
        return next((piece for piece in self._pieces if piece.revision.article == article), None)

    def revisions(self, article: str) -> Sequence[Revision]:
        found = self.piece(article)
        return [*(text for text in self._older if text.article == article), *([found.revision] if found else [])]

    def relations(self, first: str, last: str) -> tuple[Relation, ...]:
        return self._relations

    def _events(self) -> Iterator[tuple[str, Piece, Event]]:
        for piece in self._pieces:
            for event in piece.reading.events:
                yield event_id(piece.revision.id, event), piece, event

    def claim(self, id: str) -> tuple[Revision, Claim] | None:
        for piece in self.pieces():
            for claim in piece.reading.claims:
                if claim_id(piece.revision.id, claim) == id:
                    return piece.revision, claim
        return None

    def told(self, ids: Sequence[str]) -> dict[str, Told]:
        found = {}
        for piece in self._pieces:
            where = piece.revision.article, piece.revision.id
            for ordinal, one in enumerate(piece.reading.claims):
                found[claim_id(piece.revision.id, one)] = Told(*where, ordinal, piece.membership.story, piece.moment)
            for ordinal, one in enumerate(piece.reading.events):
                found[event_id(piece.revision.id, one)] = Told(*where, ordinal, piece.membership.story, piece.moment)
        return {id: found[id] for id in ids if id in found}

    def claim_history(self, id: str) -> ClaimHistory | None:
        return next((one for one in self.told_claims() if one.id == id), None)

    def standings(self, articles: Sequence[str]) -> dict[str, Standing]:
        told = (piece for piece in self._pieces if piece.revision.article in articles)
        ids = [claim_id(piece.revision.id, found) for piece in told for found in piece.reading.claims]
        return {id: Standing(id, id, "one voice", "2023-06-20T08:00:00Z", 3, 1) for id in ids}

    def mergers(self) -> dict[str, Merger]:
        return {}

    def told_claims(self) -> tuple[ClaimHistory, ...]:
        return ()

    def event(self, id: str) -> tuple[Revision, Event] | None:
        return next(((piece.revision, event) for found, piece, event in self._events() if found == id), None)

    def events(self, first: str, last: str) -> Iterator[DatedEvent]:
        for id, piece, event in self._events():
            if first <= piece.moment < last:
                yield DatedEvent(id, piece.membership.story, piece.moment, event)

    def answered(self, first: str, last: str) -> dict[str, int]:
        return dict(Counter(piece.source.id for piece in self._within(first, last)))

    def inputs(self) -> tuple[Input, ...]:
        return ()

    def counts(self) -> Shelf:
        return self

    @property
    def articles(self) -> int:
        return len(self._pieces)

    @property
    def stories(self) -> int:
        return len({piece.membership.story for piece in self._pieces})

    def sources(self) -> tuple[Source, ...]:
        return tuple(sorted({piece.source.id: piece.source for piece in self._pieces}.values(), key=lambda one: one.id))

    def issues(self) -> tuple[Issue, ...]:
        return self._issues

    def verdicts(self) -> tuple[Verdict, ...]:
        return self._verdicts


def week(lens: Lens = EVERYTHING) -> Edition:
    """Give the edition of the week that the reports lie in."""
    return Edition(lens, date(2023, 6, 19), date(2023, 6, 25))


def everybody(events: Sequence[DatedEvent], relations: Sequence[Relation]) -> tuple[Agent, ...]:
    """Rank the minister first for every event there is."""
    ids = tuple(event.id for event in events)
    return (Agent("two-rivers:minister", 1, len(ids), ids),) if ids else ()


def publish_to(
    site: Path, shelf: Shelf, *editions: Edition, region: Region = REGION, **settings_of: object
) -> PublishSummary:
    """Publish a shelf into a folder."""
    settings = PublishSettings(title="Crier", **settings_of)
    return publish(shelf, region, settings, editions or (week(),), everybody, site)


def contents(site: Path) -> dict[str, bytes]:
    """Give every file of a site with its bytes."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def replaced(record: msgspec.Struct, **changes: object) -> msgspec.Struct:
    """Give a record with some fields changed."""
    return msgspec.structs.replace(record, **changes)
