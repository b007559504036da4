"""The gazetteer: places, countries and demonyms by every spelling known of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Generic, TypeVar

import msgspec
from babel import Locale, UnknownLocaleError

from jarchi.read.aliases import CYRILLIC, Match, Trie, keys, stem
from jarchi.read.words import Words
from jarchi.records.regions import Country, Place, Region

X = TypeVar("X")
Demonym = str
"""A country's code, where a word means its people or what is theirs."""

ALPHA_2 = re.compile(r"[A-Z]{2}\Z")
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AQ"})


class Sighting(msgspec.Struct, frozen=True):
    """A word of the gazetteer at tokens `[first, last)`: the places it may name, or the country it belongs to."""

    first: int
    last: int
    places: tuple[Place, ...] = ()
    demonyms: tuple[Demonym, ...] = ()


class Gazetteer:
    """Finds the region's places, every country by its name in the page's language, and demonyms.

    It does not decide which of several places a name means.
    """

    def __init__(self, region: Region) -> None:
        self.trie: Trie[Place] = Trie()
        self.countries = {place.country: place for place in region.places if place.precision == "country"}
        for country in region.countries:
            self.countries.setdefault(country.code, Place(country.name, country.code, "country"))
        for place in region.places:
            for alias in (place.name, *place.aliases):
                self.trie.add(alias, place)
        for country in region.countries:
            for alias in country_names(country):
                self.trie.add(alias, self.countries[country.code])
        self.named, self.peoples = Finder(self.trie), Finder(demonym_trie(region))

    def find(self, words: Words) -> list[Sighting]:
        """Give the sightings on a page, in order; none overlaps another, the longest of several stays.

        What was found among the words of a text once is remembered with them.
        """
        key = (id(self), words.page.language or "")
        if key not in words.forms.sightings:
            words.forms.sightings[key] = self._find(words)
        return words.forms.sightings[key]

    def _find(self, words: Words) -> list[Sighting]:
        places = self.named.find(words)
        countries = [
            Match(match.first, match.last, tuple(self.countries.get(place.country, place) for place in match.values))
            for match in world(words.page.language or "").find(words)
        ]
        seen = [Sighting(match.first, match.last, places=match.values) for match in (*places, *countries)]
        seen += [Sighting(match.first, match.last, demonyms=match.values) for match in self.peoples.find(words)]
        seen.sort(key=lambda sighting: preference(sighting, words))
        taken: set[int] = set()
        kept: list[Sighting] = []
        for sighting in seen:
            if taken.isdisjoint(range(sighting.first, sighting.last)):
                taken.update(range(sighting.first, sighting.last))
                kept.append(sighting)
        return sorted(kept, key=lambda sighting: sighting.first)


class Finder(Generic[X]):
    """Finds the aliases of a trie on pages; which words can begin one is remembered from page to page."""

    def __init__(self, trie: Trie[X]) -> None:
        self.trie = trie
        self.begins = lru_cache(maxsize=1 << 16)(self._begins)

    def _begins(self, word: str, language: str) -> bool:
        root = self.trie.root
        return word in root or any(key in root for key in keys(word, language))

    def find(self, words: Words) -> list[Match[X]]:
        """Give the longest match at each token of a page, in order; one may overlap the next."""
        begins, longest, language = self.begins, self.trie.longest, words.forms.language
        found = [longest(words, index) for index, word in enumerate(words.bare) if begins(word, language)]
        return [match for match in found if match]


def preference(sighting: Sighting, words: Words) -> tuple[int, int, bool]:
    """Give the order in which sightings are kept: the longest, then the leftmost; a word that may be both names a
    people in English ("Turkmen") and a country elsewhere, where adjectives have small letters."""
    is_english = words.forms.language in ("en", "") and words.bare[sighting.first].isascii()
    return sighting.first - sighting.last, sighting.first, bool(sighting.places) is is_english


def country_names(country: Country) -> list[str]:
    """Give all names of a country, in a steady order."""
    return list(dict.fromkeys([country.name, *(name for names in country.names.values() for name in names)]))


def demonym_trie(region: Region) -> Trie[Demonym]:
    """Give the demonyms of the region's countries; Russian ones also in the genitive plural and in oblique "-ец"."""
    trie: Trie[Demonym] = Trie()
    for country in region.countries:
        for words in country.demonyms.values():
            for word in words:
                trie.add(word, country.code)
                if CYRILLIC.search(word):
                    trie.add(stem(word) + "ов", country.code)
                if word.endswith("ец"):
                    trie.add(word[:-2] + "ц", country.code)
                    trie.add(word[:-2] + "цев", country.code)
    return trie


@cache
def world(language: str) -> Finder[Place]:
    """Give the countries of the world by their CLDR names in `language`; none for a language CLDR lacks."""
    trie: Trie[Place] = Trie()
    try:
        territories = Locale.parse(language).territories if language else {}
    except (UnknownLocaleError, ValueError):
        territories = {}
    for code, name in sorted(territories.items()):
        if ALPHA_2.match(code) and code not in NOT_COUNTRIES:
            trie.add(name.split(" (")[0], Place(name, code, "country"))
    return Finder(trie)
