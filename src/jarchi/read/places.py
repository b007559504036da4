"""Places: mentions of places and countries, told apart by use, resolved where exactly one fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from jarchi.folding import bases, small, stem
from jarchi.read.gazetteer import Gazetteer
from jarchi.read.gazetteer_file import Entry, World, key_of, load_world
from jarchi.read.lexicon import load_lexicon
from jarchi.read.names_runs import word_set
from jarchi.read.page import Page
from jarchi.read.places_find import Candidate, Option, Unit, find_candidates, units_of
from jarchi.read.places_resolve import Named, container, grouped, resolve
from jarchi.read.places_weigh import Sight, container_of, likelihood, right_of, sight_of, stands_for_government
from jarchi.read.places_words import words_of
from jarchi.read.words import Words
from jarchi.records.readings import PlaceMention, PlaceUse
from jarchi.records.regions import Place, Region
from jarchi.records.spans import Span

LIKELY = 0.36
"""A candidate less likely than this to mean a place is passed over."""

CITY = 300_000
"""In a language whose words for places no lexicon has, only places this large of the world beyond the region count."""

TOWN = 20_000
"""Places of the region's core this large are known by name alone, smaller ones where the page speaks of the country."""

TELLING = frozenset(("> body", "> word", "> person verb"))
"""Cues of what stands behind a name that tell a town ("Lebanon police") from a country."""

SMALL = 100_000
"""Words in capitals alone that name nothing larger are words."""


class PlaceReader:
    """Finds places of the world and of a region pack: what they are called, and what is meant by it.

    A name inside a longer name, an adjective and a people are told apart from a place as such by their `use`. Which
    of several places is meant, the article decides; a near tie stays unresolved. Reads nothing but the page.
    """

    def __init__(self, region: Region, gazetteer: Gazetteer | None = None) -> None:
        self.world = load_world()
        self.gazetteer = gazetteer or Gazetteer(region)
        self.homes = {key: source.country for source in region.sources for key in (source.id, source.name)}
        self.core = frozenset(country.code for country in region.countries if country.core)
        self.entries: dict[int, Entry] = {}

    def read(self, page: Page) -> tuple[PlaceMention, ...]:
        """Give the place mentions of `page` in order; none overlaps another."""
        sight = self.sight(page)
        means_place = self.weighed if sight.cues.is_known else is_plain
        return mentions_of(sight, choose(sight, means_place), self.homes.get(page.source or ""))

    def sight(self, page: Page) -> Sight:
        """Give the page with all that may name a place on it."""
        cues = words_of(page.language or "")
        words = Words(page)
        units = units_of(words)
        found = merged([*self.ours(words, units), *find_candidates(units, cues, self.world)])
        return sight_of(page, units, [*found, *unlisted(page, units, found)], cues)

    def weighed(self, sight: Sight, each: Candidate) -> float:
        """Give how likely a candidate is to mean a place, by the weights learned for languages with a lexicon.

        A place of the region's core is given more credit than its like elsewhere: the weights saw few of them.
        """
        likely = likelihood(sight, each)
        if likely >= LIKELY or not self.is_at_home(sight, each):
            return likely
        return is_plain(sight, each)

    def is_at_home(self, sight: Sight, each: Candidate) -> bool:
        """Tell whether a candidate is a town of the region's core, or any place of it where the page speaks of it."""
        ours = [option.place for option in each.options if option.is_ours and option.place.country in self.core]
        is_spoken = any(place.country in sight.spoken for place in ours)
        return any(place.kind != "country" and (is_spoken or place.population >= TOWN) for place in ours)

    def ours(self, words: Words, units: Sequence[Unit]) -> list[Candidate]:
        """Give the places and peoples of the region pack, and the countries by their names in the page's language."""
        starts = {unit.start: index for index, unit in enumerate(units)}
        ends = {unit.end: index + 1 for index, unit in enumerate(units)}
        found = []
        for sighting in self.gazetteer.find(words):
            start, end = words.start(sighting.first), words.end(sighting.last - 1)
            peoples = [place for code in dict.fromkeys(sighting.demonyms) if (place := self.world.country(code))]
            written = words.text[start:end] if len(sighting.places) > 1 else ""
            options = [
                Option(self.entry(place), is_ours=True, is_respelled=is_respelled(place, written, words.forms.language))
                for place in sighting.places
            ] or [Option(place) for place in peoples if len(peoples) == 1]
            if options and start in starts and end in ends:
                first, last = starts[start], ends[end]
                key = key_of(unit.text for unit in units[first:last])
                found.append(Candidate(first, last, "name" if sighting.places else "people", key, once(options)))
        return found

    def entry(self, place: Place) -> Entry:
        """Give a place of the region pack as one of the world; a country without an id is the world's."""
        if id(place) not in self.entries:
            self.entries[id(place)] = entry_of(place, -len(self.entries) - 1, self.world)
        return self.entries[id(place)]


def entry_of(place: Place, number: int, world: World) -> Entry:
    """Give a place of a pack as an entry; its division is that of the world's place with its id."""
    country = world.country(place.country) if place.precision == "country" else None
    if country is not None and place.geonames in (None, country.geonames):
        return country
    known = (each.place for each in world.find(key_of(place.name.split())))
    same = next((each for each in known if place.geonames and each.geonames == place.geonames), None)
    return Entry(
        number,
        place.name,
        place.country,
        same.division if same else "",
        place.precision,
        place.population,
        place.geonames,
        place.lat,
        place.lon,
        bool(same and same.is_capital),
    )


def is_respelled(place: Place, written: str, language: str) -> bool:
    """Tell whether a place of the pack has no name that is written so, letter case and case endings aside."""
    forms = {stem(small(form)) for form in (written, *bases(written, language))}
    return bool(written) and all(stem(small(name)) not in forms for name in (place.name, *place.aliases))


def once(options: Sequence[Option]) -> tuple[Option, ...]:
    """Give the options without those that only repeat another: the same id, or a country's only division of a name."""
    kept: dict[object, Option] = {}
    for option in options:
        place = option.place
        is_area = place.kind in ("country", "admin1")
        kept.setdefault((place.country, place.kind) if is_area else place.geonames or place.number, option)
    return tuple(kept.values())


def merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give one candidate a stretch: the region's places first, then the world's of the same name."""
    kept: dict[tuple[int, int], Candidate] = {}
    for each in candidates:
        place = each.first, each.last
        before = kept.get(place)
        if before is None or each.form in ("short", "people"):
            kept[place] = each
        elif before.form == each.form == "name":
            kept[place] = replace(before, options=once([*before.options, *each.options]))
    return list(kept.values())


def unlisted(page: Page, units: Sequence[Unit], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the places that the reader of names found and no gazetteer has."""
    known = {(units[each.first].start, units[each.last - 1].end) for each in candidates}
    spans = {name.span for name in page.names if name.kind == "place" and (name.span.start, name.span.end) not in known}
    if not spans:
        return []
    starts = {unit.start: index for index, unit in enumerate(units)}
    ends = {unit.end: index + 1 for index, unit in enumerate(units)}
    return [
        Candidate(starts[span.start], ends[span.end], "site", key_of([span.of(page.text)]))
        for span in sorted(spans)
        if span.start in starts and span.end in ends
    ]


def is_plain(sight: Sight, each: Candidate) -> float:
    """Tell, 1 or 0, whether a candidate means a place in a language without a lexicon of places.

    A place of the region does, unless its word is a person's name and nothing tells otherwise; of the rest of the world
    only large cities do, and of those none that opens a sentence.
    """
    first, last = sight.units[each.first], sight.units[each.last - 1]
    kind, start, end = sight.name_at(first.start)
    is_inside = kind in ("person", "organization") and (start, end) != (first.start, last.end)
    if kind == "person" or (is_inside and each.form == "people") or not each.options:
        return 0.0
    opens = each.first == 0 or sight.units[each.first - 1].sentence != first.sentence
    if opens and each.last == each.first + 1 and each.form == "name" and is_common(sight, first.lower):
        return 0.0
    if not any(option.is_ours for option in each.options) and each.form == "name":
        place = each.options[0].place
        return float(place.kind == "city" and place.population >= CITY and not opens and not is_inside)
    if first.text.isupper() and len(first.text) > 3 and each.last == each.first + 1:
        return float(any(each.place.kind == "country" or each.place.population >= SMALL for each in each.options))
    names = load_lexicon(sight.language, "names")
    if first.lower not in word_set(names.get("also_people", ())) or each.last > each.first + 1:
        return 1.0
    before = sight.units[each.first - 1].lower if each.first else ""
    is_spoken = any(option.place.country in sight.spoken for option in each.options)
    return float(is_spoken or before in word_set(names.get("locative", ())))


def is_common(sight: Sight, word: str) -> bool:
    """Tell whether a word, in lower case, is one of everyday: so written on the page, or in the lexicon of names."""
    names = load_lexicon(sight.language, "names")
    known = word_set(names.get("sentence_openers", ())) | word_set(names.get("not_names", ()))
    return word in sight.lower or word in known


def choose(sight: Sight, means_place: Callable[[Sight, Candidate], float]) -> list[Candidate]:
    """Give the candidates that mean a place; of overlapping ones the longest that is likely."""
    ranked = [(each, means_place(sight, each)) for each in sight.candidates]
    taken: set[int] = set()
    kept = []
    for each, likely in sorted(ranked, key=lambda pair: (pair[0].first - pair[0].last, -pair[1], pair[0].first)):
        if likely >= LIKELY and taken.isdisjoint(range(each.first, each.last)):
            taken.update(range(each.first, each.last))
            kept.append(each)
    return sorted(kept, key=lambda each: each.first)


def mentions_of(sight: Sight, chosen: Sequence[Candidate], home: str | None) -> tuple[PlaceMention, ...]:
    """Give the mentions of the chosen candidates, resolved together."""
    names, keys = senses_of(sight, chosen)
    resolve(names, home)
    return tuple(mention_of(sight, each, names[key]) for each, key in zip(chosen, keys, strict=True))


def senses_of(sight: Sight, chosen: Sequence[Candidate]) -> tuple[dict[str, Named], list[str]]:
    """Give the names of a page with what may be meant by each, and the key of each candidate's name."""
    return grouped(
        [(each, container(each, container_of(sight, each)), set(right_of(sight, each)) & TELLING) for each in chosen]
    )


def mention_of(sight: Sight, each: Candidate, named: Named) -> PlaceMention:
    """Give one mention; unresolved, it keeps what all places of its name share."""
    span = Span(sight.units[each.first].start, sight.units[each.last - 1].end)
    place, use = named.meant, use_of(sight, each, named)
    if place is not None:
        country = place.country or None
        return PlaceMention(span, place.geonames, place.name, country, place.lat, place.lon, place.kind, use)
    countries = {option.place.country for option in each.options}
    kinds = {option.place.kind for option in each.options} or {"site"}
    country = countries.pop() if len(countries) == 1 else None
    kind = kinds.pop() if len(kinds) == 1 else None
    return PlaceMention(span, None, span.of(sight.text), country or None, None, None, kind, use)


def use_of(sight: Sight, each: Candidate, named: Named) -> PlaceUse:
    """Tell what a text means by a place: itself, its government, its people, or only a part of a longer name."""
    if each.form == "people":
        return "people"
    first, last = sight.units[each.first], sight.units[each.last - 1]
    kind, start, end = sight.name_at(first.start)
    if kind in ("person", "organization", "other") and (start < first.start or end > last.end):
        return "name"
    place = named.meant
    governs = place is not None and (place.kind == "country" or place.is_capital)
    return "government" if governs and stands_for_government(sight, each) else "place"
