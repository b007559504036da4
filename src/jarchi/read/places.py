"""Places: mentions of places and countries, resolved where exactly one fits."""

from __future__ import annotations

from collections import Counter

from jarchi.read.aliases import fold, keys
from jarchi.read.gazetteer import Gazetteer, Sighting
from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.read.words import Words
from jarchi.records.readings import PlaceMention
from jarchi.records.regions import Place, Region
from jarchi.records.spans import Span

OUTWEIGHS = 10
"""A place this many times larger than every namesake is meant where nothing else tells."""

DWARFS = 50
CITY = 1_000_000
"""A city this large, this many times larger than its namesakes, is meant whatever the page is about: Moscow."""

SMALL = 100_000
"""A smaller place whose name is also a person's needs a word like "in" before it, or its country on the page."""


class PlaceReader:
    """Finds the places of a region pack and the countries of the world.

    A namesake is told apart by the countries that the page speaks of, then by size; else it stays unresolved. A
    place inside a person's or organisation's name is not a place. A capital that stands for a government is one.
    """

    def __init__(self, region: Region) -> None:
        self.gazetteer = Gazetteer(region)
        self.core = frozenset(country.code for country in region.countries if country.core)

    def read(self, page: Page) -> tuple[PlaceMention, ...]:
        """Give the place mentions of `page` in order."""
        words = Words(page)
        sightings = self.gazetteer.find(words)
        context = countries_spoken_of(sightings)
        names = inside_names(page)
        mentions = []
        for sighting in sightings:
            span = Span(words.start(sighting.first), words.end(sighting.last - 1))
            if sighting.places and span.start not in names and is_place(words, sighting, context):
                mentions.append(
                    mention_of(span, choose(sighting.places, context, span.of(page.text)), sighting.places, page.text)
                )
        return tuple(mentions)


def inside_names(page: Page) -> set[int]:
    """Give the offsets that lie inside the names of persons and organisations."""
    return {
        offset
        for name in page.names
        if name.kind in ("person", "organization")
        for offset in range(name.span.start, name.span.end)
    }


def countries_spoken_of(sightings: list[Sighting]) -> Counter[str]:
    """Give how often the page names each country, by its name or its people."""
    spoken: Counter[str] = Counter()
    for sighting in sightings:
        spoken.update(set(sighting.demonyms) if len(set(sighting.demonyms)) == 1 else ())
        countries = {place.country for place in sighting.places}
        if len(countries) == 1 and any(place.precision == "country" for place in sighting.places):
            spoken.update(countries)
    return spoken


def is_place(words: Words, sighting: Sighting, context: Counter[str]) -> bool:
    """Tell whether a sighting means a place and not a namesake: "Mary" may be a person, "Turkey" a bird."""
    word = words.bare[sighting.first]
    lexicon = load_lexicon(words.page.language or "", "names")
    single = sighting.last == sighting.first + 1
    if single and word.isupper() and len(word) > 3 and not all(place.name.isupper() for place in sighting.places):
        return any(place.precision == "country" or place.population >= SMALL for place in sighting.places)
    if not single or word.lower() not in lexicon.get("also_people", ()):
        return True
    before = words.lower[sighting.first - 1] if sighting.first else ""
    return before in lexicon.get("locative", ()) or any(context[place.country] for place in sighting.places)


def choose(places: tuple[Place, ...], context: Counter[str], written: str) -> Place | None:
    """Give the one place that fits, None where several do; a place's first name outweighs another's alias."""
    candidates = one_for_each_id(places)
    sizes = [place.population for place in candidates if place.precision != "country"]
    if len(sizes) > 1 and sizes[0] >= CITY and sizes[0] >= DWARFS * max(sizes[1], 1):
        return candidates[0]
    countries = [place for place in candidates if place.precision == "country"]
    if len(countries) == 1:
        return countries[0]
    candidates = [place for place in candidates if fold(place.name) in keys(written)] or candidates
    spoken = [place for place in candidates if context[place.country]]
    for rivals in (candidates, spoken):
        if len(rivals) == 1:
            return rivals[0]
    rivals = sorted(spoken or candidates, key=lambda place: -place.population)
    if len({place.country for place in rivals}) == 1 and rivals[0].precision == "city" and rivals[0].population:
        rest = [place for place in rivals[1:] if place.precision == "city"]
        if not rest or rivals[0].population >= OUTWEIGHS * rest[0].population:
            return rivals[0]
    largest, second = rivals[0].population, rivals[1].population
    return rivals[0] if largest and second and largest >= OUTWEIGHS * second else None


def one_for_each_id(places: tuple[Place, ...]) -> list[Place]:
    """Give the places without those that only repeat another: the same id, or the same name, country and kind."""
    kept: dict[object, Place] = {}
    for place in sorted(places, key=lambda place: -place.population):
        kept.setdefault(place.geonames or (place.name, place.country, place.precision), place)
    return list(kept.values())


def mention_of(span: Span, place: Place | None, places: tuple[Place, ...], text: str) -> PlaceMention:
    """Give the mention of the chosen place; unresolved, it keeps what all candidates share."""
    if place:
        return PlaceMention(
            span, place.geonames, place.name, place.country or None, place.lat, place.lon, place.precision
        )
    countries = {each.country for each in places}
    kinds = {each.precision for each in places}
    country = countries.pop() if len(countries) == 1 else None
    return PlaceMention(
        span, None, span.of(text), country or None, None, None, kinds.pop() if len(kinds) == 1 else None
    )
