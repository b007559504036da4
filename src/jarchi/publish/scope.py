"""Scope: which countries a story concerns, in which section it stands, and whether a lens shows it.

Only what the articles say counts, never where their publisher sits: a Russian agency on a Tajik matter is Tajik news.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from jarchi.publish.standing import is_furniture
from jarchi.publish.words import plain, words
from jarchi.records.dossiers import Piece
from jarchi.records.regions import Country, Lens, Region
from jarchi.records.spans import Span

TITLE_WEIGHT = 4
"""A country in the title counts for four in the text: headlines name what a report is about."""

LEAD = 600
LEAD_WEIGHT = 2
"""Mentions in the first 600 code points count twice: reports put the matter first and the background last."""

SHARE = 0.2
"""A country concerns a story if it has a fifth of the weight of the foremost one; less is background."""

CORE_SHARE = 0.3
"""A core country takes the story into its section if it has three tenths of the foremost country's weight."""

LEAST = 2
"""A country named once, and not in the lead, is not what a story concerns."""

SHOWN = 4_000
"""Code points of a text that are searched for demonyms and themes: the matter of a report stands there."""

LARGE = 50_000
"""People of a place from which on its name alone tells the country. The name of a smaller one may be a word of any
language ("Now", "Back", "For" are villages of the region), so it counts only where something else names its country:
of 40 reports on an American election 31 concerned a country of Central Asia without this, none with it."""

KNOWN = 20_000
"""Words whose country is remembered: the same words fill most of any text."""

CASES = 3
"""Letters that a case ending adds to or takes from a Cyrillic word: "казахстанский", "казахстанскими"."""


PLAIN = {"country", "admin1"}
"""Kinds of places whose name tells the country by itself."""


class Scope:
    """Tells which countries of a region a story concerns; holds the region's words and nothing of any story."""

    def __init__(self, region: Region) -> None:
        self._order = [country.code for country in region.countries]
        self._core = {country.code for country in region.countries if country.core}
        self._actors = {actor.id: actor.country for actor in region.actors}
        capitals = {country.capital for country in region.countries}
        self._large = {
            place.geonames
            for place in region.places
            if place.geonames and (place.population >= LARGE or place.geonames in capitals)
        }
        self._demonyms = _unambiguous((country.code, country.demonyms.values()) for country in region.countries)
        self._names = self._demonyms | _unambiguous((country.code, _names(country)) for country in region.countries)
        self._named = functools.lru_cache(KNOWN)(functools.partial(self._found, known=self._names))
        self._people = functools.lru_cache(KNOWN)(functools.partial(self._found, known=self._demonyms))
        self._stems = {word[:-2]: code for word, code in self._names.items() if _is_cyrillic(word) and len(word) > 6}

    def weigh(self, pieces: Sequence[Piece]) -> Counter[str]:
        """Give the weight of each country of the region in these articles."""
        weights: Counter[str] = Counter()
        weak: Counter[str] = Counter()
        for piece in pieces:
            named, hinted = self._mentioned(piece)
            weights.update(named)
            weak.update(hinted)
            for word in words(piece.revision.title or ""):
                if code := self._named(word):
                    weights[code] += TITLE_WEIGHT
        return Counter({code: weights[code] + weak[code] for code in self._order if weights[code] >= LEAST})

    def headlined(self, pieces: Sequence[Piece], wanted: Collection[str]) -> set[str]:
        """Give the countries among `wanted` that the titles of these articles name."""
        found = {self._named(word) for piece in pieces for word in words(piece.revision.title or "")}
        return {code for code in found if code and code in wanted}

    def _mentioned(self, piece: Piece) -> tuple[Counter[str], Counter[str]]:
        """Give what the text says of each country outright, and what small places in it hint at."""
        reading, text, aside = piece.reading, piece.revision.text, _furniture(piece)
        named: Counter[str] = Counter()
        hinted: Counter[str] = Counter()
        for place in reading.meant_places:
            if place.country and not any(span.covers(place.span) for span in aside):
                is_plain = place.precision in PLAIN or place.geonames in self._large
                (named if is_plain else hinted)[place.country] += _weight(place.span.start)
        for name in reading.names:
            is_told = name.actor and not any(span.covers(name.span) for span in aside)
            if is_told and (country := self._actors.get(name.actor or "")):
                named[country] += _weight(name.span.start)
        for span in aside:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        for opening in (text[:LEAD], text[:SHOWN]):
            named.update(code for word in words(opening) if (code := self._people(word)))
        return named, hinted

    def _found(self, word: str, known: dict[str, str]) -> str | None:
        if word in known:
            return known[word]
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in known or not _is_cyrillic(word):
            return known.get(bare)
        cuts = range(len(word), max(len(word) - CASES - 1, 4), -1)
        return next((self._stems[word[:cut]] for cut in cuts if word[:cut] in self._stems), None)

    def concerned(self, weights: Counter[str]) -> tuple[str, ...]:
        """Give the countries that a story with these weights concerns, the foremost first."""
        least = SHARE * max(weights.values(), default=0)
        known = [code for code in self._order if weights[code] and weights[code] >= least]
        return tuple(sorted(known, key=lambda code: -weights[code]))

    def section(self, weights: Counter[str]) -> str | None:
        """Give the country in whose section the story stands: a core one where it matters, None where there is none."""
        foremost = self.concerned(weights)
        if not foremost:
            return None
        least = CORE_SHARE * weights[foremost[0]]
        return next((code for code in foremost if code in self._core and weights[code] >= least), foremost[0])


def _furniture(piece: Piece) -> list[Span]:
    """Give the sentences that only point to other reports ("See also: ..."): this one tells not of what they name."""
    return [span for span in piece.reading.sentences if is_furniture(span.of(piece.revision.text))]


def _weight(start: int) -> int:
    return LEAD_WEIGHT if start < LEAD else 1


def admits(lens: Lens, pieces: Sequence[Piece], countries: Sequence[str]) -> bool:
    """Tell whether a story that concerns `countries` meets each list of the lens that is not empty."""
    if lens.countries and not set(lens.countries) & set(countries):
        return False
    if lens.with_countries and not set(lens.with_countries) & set(countries):
        return False
    if lens.actors and not set(lens.actors) & {name.actor for piece in pieces for name in piece.reading.names}:
        return False
    if lens.events and not set(lens.events) & {event.type for piece in pieces for event in piece.reading.events}:
        return False
    return not lens.themes or any(_touches(lens.themes, piece) for piece in pieces)


def _touches(themes: Sequence[str], piece: Piece) -> bool:
    text = f"{piece.revision.title or ''} {piece.revision.text[:SHOWN]}"
    found = set(words(text))
    return any(
        theme in found or (" " in theme and theme in plain(text).casefold()) for theme in map(str.casefold, themes)
    )


def _names(country: Country) -> Iterable[tuple[str, ...]]:
    return [(country.name,), *country.names.values()]


def _unambiguous(known: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> dict[str, str]:
    """Give single words to country codes; a word of two countries stands for neither."""
    found: dict[str, set[str]] = {}
    for code, groups in known:
        for word in (word for group in groups for word in group):
            found.setdefault(word.casefold(), set()).add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _is_cyrillic(word: str) -> bool:
    return bool(word) and "\u0400" <= word[0] <= "\u04ff"
