"""Composing: from the stories of a period to a bulletin, line by line from the sources."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from jarchi.publish.coverage import EVERYWHERE, coverage, unread
from jarchi.publish.dots import Events, Find, dots, movers
from jarchi.publish.editions import Edition
from jarchi.publish.importance import Importance, Setting, weigh
from jarchi.publish.items import item_of
from jarchi.publish.judged import Judged, judged
from jarchi.publish.lineages import independent, originals
from jarchi.publish.lines import MOST_LINES
from jarchi.publish.ports import Rank
from jarchi.publish.scope import Scope, admits
from jarchi.publish.threads import Threads
from jarchi.publish.wording import heading
from jarchi.records.bulletins import Bulletin, Item, Pointer, Section
from jarchi.records.dossiers import DatedEvent, Dossier, Piece
from jarchi.records.issues import Issue
from jarchi.records.links import Relation
from jarchi.records.regions import Region
from jarchi.records.review import Verdict
from jarchi.records.sources import Source

FULL = 10
"""Stories of a section that are told in full; the others are told in one line."""

REVIEWED = 40
"""Stories of a section that a review keeps in full until it knows its threads."""

MOST_POINTERS = 8
"""Stories told elsewhere that a section points to, the weightiest first."""

Key = tuple[float, int, str]


class Material(msgspec.Struct, frozen=True):
    """What a bulletin is composed of; every part is read once, in the order it comes.

    `dossiers` and `events` are streams and are not kept. `find` gives the article that tells of an event. `active`
    are the ids of sources that should answer: those that are inputs and those that ever brought an article. `threads`
    tell which earlier story a story goes on from.
    """

    dossiers: Iterable[Dossier]
    relations: Sequence[Relation] = ()
    events: Iterable[DatedEvent] = ()
    rank: Rank = lambda _events, _relations: ()
    find: Find = lambda _id: None
    verdicts: Sequence[Verdict] = ()
    sources: Sequence[Source] = ()
    answered: Mapping[str, int] = {}
    active: Collection[str] = ()
    issues: Iterable[Issue] = ()
    sample: bool = False
    language: str = "en"
    importance: Importance = Importance()
    threads: Threads | None = None


def compose(edition: Edition, region: Region, material: Material) -> Bulletin:
    """Give the bulletin of an edition, unchecked.

    A story stands in one section, that of the country it concerns most; its first ten by weight are told in full, the
    rest in one line, and none is left out. Only reports of the period are used. Holds no text beyond the story at hand.
    """
    rulings = judged(material.verdicts, material.relations)
    sections = _Sections(Scope(region), rulings, material, full=REVIEWED if edition.kind == "review" else FULL)
    for dossier in material.dossiers:
        sections.add(edition, dossier)
    own = [event for event in material.events if event.story in sections.stories]
    events = Events(material.find)
    accepted = [tie for tie in material.relations if tie.id not in rulings.refused]
    return Bulletin(
        id=edition.id,
        title=edition.lens.name,
        lens=edition.lens.id,
        from_=edition.first.isoformat(),
        to=edition.last.isoformat(),
        sections=sections.ordered(region),
        coverage=coverage(region, material.sources, material.answered, material.active),
        dots=dots(accepted, {event.id: event.story for event in own}, events, rulings),
        agents=movers(material.rank(own, accepted), region, events),
        unread=unread(material.issues),
        sample=material.sample,
    )


class _Sections:
    """The sections as they grow: for each country its best stories in full, the others in brief."""

    def __init__(self, scope: Scope, rulings: Judged, material: Material, full: int) -> None:
        self._scope = scope
        self._rulings = rulings
        self._language = material.language
        self._importance = material.importance
        self._threads = material.threads
        self._room = full
        self._full: dict[str | None, list[tuple[Key, Item]]] = {}
        self._brief: dict[str | None, list[tuple[Key, Item]]] = {}
        self.stories: set[str] = set()

    def add(self, edition: Edition, dossier: Dossier) -> None:
        """Take the story in if the lens shows it: in full if it is among its section's first, else in brief."""
        first, last = edition.bounds
        pieces = tuple(piece for piece in dossier.pieces if first <= piece.moment < last)
        weights = self._scope.weigh(pieces)
        countries = self._scope.concerned(weights)
        if not pieces or not admits(edition.lens, pieces, countries):
            return
        self.stories.add(dossier.story)
        told = Dossier(dossier.story, pieces)
        section = self._scope.section(weights)
        full, brief = self._full.setdefault(section, []), self._brief.setdefault(section, [])
        voices = originals(pieces, self._rulings)
        named = self._scope.headlined(pieces, {*edition.lens.countries, *edition.lens.with_countries})
        weight = weigh(
            pieces, voices, independent(pieces, self._rulings), self._setting(told, first, named), self._importance
        )
        key = _key(dossier.story, pieces, weight.score)
        if len(full) == self._room and key > full[-1][0]:
            brief.append((key, self._item(told, countries, weight.why, most=1)))
            return
        insort(
            full,
            (key, self._item(told, countries, weight.why)),
            key=lambda entry: entry[0],
        )
        if len(full) > self._room:
            brief.append((full[-1][0], shortened(full.pop()[1])))

    def _item(self, told: Dossier, countries: tuple[str, ...], why: str, most: int = MOST_LINES) -> Item:
        thread = self._threads.thread(told.story) if self._threads else ()
        root = thread[0].root if len(thread) > 1 else None
        return item_of(told, countries, self._rulings, language=self._language, most=most, why=why, thread=root)

    def _setting(self, told: Dossier, first: str, named: Collection[str]) -> Setting:
        if self._threads is None:
            return Setting(named)
        earlier = next(self._threads.earlier(told.story), None)
        return Setting(named, self._threads.before(told.story, first), earlier is not None)

    def ordered(self, region: Region) -> tuple[Section, ...]:
        """Give the sections: core countries in the pack's order, then the others, then what concerns none."""
        countries = sorted(region.countries, key=lambda country: not country.core)
        names: dict[str | None, str] = {country.code: country.name for country in countries} | {None: EVERYWHERE}
        pointers = self._pointers()
        return tuple(
            Section(code, name, self._items(code), tuple(pointers.get(code, ())))
            for code, name in names.items()
            if code in self._full
        )

    def _items(self, code: str | None) -> tuple[Item, ...]:
        """Give the stories of a section by weight, those in full first."""
        return tuple(item for _, item in self._full[code] + sorted(self._brief[code], key=lambda entry: entry[0]))

    def _pointers(self) -> dict[str | None, list[Pointer]]:
        """Give, by country, the stories told in full elsewhere that concern it too."""
        found: dict[str | None, list[Pointer]] = {}
        for home, entries in self._full.items():
            for _, item in entries:
                head = heading(item.reports, item.headline)
                for code in item.countries:
                    if code != home and len(found.setdefault(code, [])) < MOST_POINTERS:
                        found[code].append(Pointer(item.story, item.headline, home, head.language if head else None))
        return found


def shortened(item: Item) -> Item:
    """Give the item in brief: its headline and its first line."""
    return msgspec.structs.replace(item, lines=item.lines[:1], figures=(), brief=True)


def _key(story: str, pieces: Sequence[Piece], score: float) -> Key:
    """Give the key that orders the stories of a section: the weightiest first, then the newest."""
    newest = max(piece.moment for piece in pieces)
    return -score, -int("".join(filter(str.isdigit, newest)) or 0), story
