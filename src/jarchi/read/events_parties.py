"""Parties: who on a page can act or be acted upon, with the country they stand for."""

from __future__ import annotations

import msgspec

from jarchi.read.aliases import Trie
from jarchi.read.events_lexicon import EventLexicon
from jarchi.read.gazetteer import demonym_trie
from jarchi.read.words import Words
from jarchi.records.readings import Participant
from jarchi.records.regions import Region
from jarchi.records.spans import Span

ADJECTIVE = "ск"
"""Russian adjectives of countries have it ("китайские"), the words for their people mostly not ("китайцы")."""
FURTHEST = 8
"""Words looked back for the preposition that governs a party."""
OF_AMOUNT = frozenset({"of"})
"""In "hundreds of residents" the residents act."""


class Party(msgspec.Struct, frozen=True):
    """A participant at tokens `[first, last)`; `before` is the word ahead of it, articles skipped."""

    first: int
    last: int
    participant: Participant
    before: str
    is_place: bool = False
    is_owner: bool = False
    is_person: bool = False
    is_named: bool = False


class PartyFinder:
    """Finds persons, organisations, governments named by country or capital, and groups ("Kyrgyz border guards")."""

    def __init__(self, region: Region) -> None:
        self.countries = {actor.id: actor.country for actor in region.actors}
        self.capitals: dict[int | None, str] = {
            country.capital: country.code for country in region.countries if country.capital
        }
        self.demonyms: Trie[str] = demonym_trie(region)

    def find(self, words: Words, lexicon: EventLexicon) -> list[Party]:
        """Give the parties of a page in order; none overlaps another."""
        demonyms = {
            match.last - 1: match.values[0] for match in self.demonyms.find(words) if len(set(match.values)) == 1
        }
        starts, ends = words.forms.starts, words.forms.bare_ends
        found = self.named(words, lexicon, demonyms, starts, ends)
        unnamed = groups(words, lexicon, demonyms, found)
        extended = {index for party in unnamed for index in range(party.first, party.last)}
        return sorted([*(party for party in found if party.first not in extended), *unnamed], key=by_first)

    def named(
        self,
        words: Words,
        lexicon: EventLexicon,
        demonyms: dict[int, str],
        starts: dict[int, int],
        ends: dict[int, int],
    ) -> list[Party]:
        """Give the parties that have a name: people, bodies, countries and capitals."""
        found = []
        governments = {place.span: place.country for place in words.page.meant_places if place.country}
        countries = {
            place.span: self.capitals.get(place.geonames, place.country if place.precision == "country" else None)
            for place in words.page.meant_places
        }
        people = {name.span for name in words.page.names if name.kind == "person"}
        spans = [(name.span, name.actor) for name in words.page.names if name.kind in ("person", "organization")]
        spans += [(span, None) for span, country in countries.items() if country]
        for span, actor in sorted(set(spans), key=lambda each: each[0]):
            if span.start not in starts or span.end not in ends:
                continue
            first, last = starts[span.start], ends[span.end]
            is_place = span in countries
            country = self.countries.get(actor or "") or (countries if is_place else governments).get(span)
            country = (
                country or country_inside(words, demonyms, span) or country_before(words, lexicon, demonyms, first)
            )
            is_owner = words.bare[last - 1] != words.written[last - 1]
            participant = Participant(span, actor, country, is_place)
            before = word_before(words, lexicon, first)
            found.append(Party(first, last, participant, before, is_place, is_owner, span in people, is_named=True))
        return found


def by_first(party: Party) -> int:
    """Give the key that puts parties in order of the text."""
    return party.first


def groups(words: Words, lexicon: EventLexicon, demonyms: dict[int, str], named: list[Party]) -> list[Party]:
    """Give the groups and offices without a name, with the adjective or owner that tells their country."""
    found: list[Party] = []
    people = {party.first for party in named if party.is_person}
    taken = {index for party in named for index in range(party.first, party.last)}
    bodies = {party.first: party for party in named if not party.is_person}
    owners = {party.last: party for party in named if party.is_owner}
    can_act = [lexicon.is_group(word) for word in words.lower]
    for index in range(words.size):
        if not can_act[index] and index not in demonyms:
            continue
        is_group = can_act[index] and index not in taken
        is_people = (
            index in demonyms
            and ADJECTIVE not in words.lower[index]
            and words.lower[index].endswith(("s", "ы", "и", "ов", "цев", "цы"))
        )
        next_is_group = not lexicon.is_inflected and index + 1 < words.size and can_act[index + 1]
        if (
            index in taken
            or next_is_group
            or not (is_group or (is_people and lexicon.is_inflected is is_lower(words, index)))
        ):
            continue
        first = first_of_group(words, lexicon, index, taken)
        country = demonyms.get(index)
        for back in (first - 1, first - 2):
            if back >= 0 and back in demonyms and country is None:
                first, country = back, demonyms[back]
        owner = owners.get(first)
        actor = owner.participant.actor if owner and not owner.is_person else None
        if owner:
            first, country = owner.first, owner.participant.country
        if index + 1 in people:
            continue
        body = body_behind(words, lexicon, index + 1, bodies, people)
        if body:
            actor, country = body.participant.actor, country or body.participant.country
        last = body.last if body else index + 1
        span = Span(words.start(first), words.end(last - 1))
        is_state = country is not None and lexicon.has("organs", words.lower[index])
        participant = Participant(span, actor, country, is_state)
        found.append(Party(first, last, participant, word_before(words, lexicon, first)))
    return found


def body_behind(
    words: Words, lexicon: EventLexicon, index: int, bodies: dict[int, Party], people: set[int]
) -> Party | None:
    """Give the body that a group belongs to: "guards of the CIS", "работников Газпрома"; a name behind it ends it."""
    if lexicon.is_inflected:
        return bodies.get(index)
    if index >= words.size or words.lower[index] not in OF_AMOUNT:
        return None
    index += 2 if index + 1 < words.size and lexicon.has("articles", words.lower[index + 1]) else 1
    body = bodies.get(index)
    return None if body is None or body.is_owner or body.last in people else body


def first_of_group(words: Words, lexicon: EventLexicon, index: int, taken: set[int]) -> int:
    """Give where a compound like "border guards" starts; an inflected language has none."""
    first = index
    while not lexicon.is_inflected and index - 3 < first and first > 0 and first - 1 not in taken:
        if not (lexicon.is_group(words.lower[first - 1]) or lexicon.has("compounds", words.lower[first - 1])):
            break
        first -= 1
    return first


def is_lower(words: Words, index: int) -> bool:
    """Tell whether a word is written without a capital."""
    return words.written[index][0].islower()


def country_inside(words: Words, demonyms: dict[int, str], span: Span) -> str | None:
    """Give the country that a body's own name tells: "Kyrgyz Interior Ministry"."""
    inside = [index for index in demonyms if span.start <= words.start(index) < span.end]
    return demonyms[min(inside)] if inside else None


def country_before(words: Words, lexicon: EventLexicon, demonyms: dict[int, str], first: int) -> str | None:
    """Give the country of the office before a person's name: "Kazakh Foreign Minister X"."""
    for index in range(first - 1, max(-1, first - 6), -1):
        if index in demonyms:
            return demonyms[index]
        is_title = words.is_word(index) and (words.written[index][0].isupper() or lexicon.is_group(words.lower[index]))
        if not is_title or words.tokens[index].sentence != words.tokens[first].sentence:
            return None
    return None


def word_before(words: Words, lexicon: EventLexicon, first: int) -> str:
    """Give the word ahead of token `first`, articles, numbers and titles skipped; empty at a sentence's start."""
    for index in range(first - 1, max(-1, first - 1 - FURTHEST), -1):
        if words.tokens[index].sentence != words.tokens[first].sentence:
            return ""
        word = words.lower[index]
        is_skipped = lexicon.has("determiners", word) or words.tokens[index].kind == "number"
        is_title = words.is_word(index) and (lexicon.is_group(word) or lexicon.has("titles", word))
        is_amount = word in OF_AMOUNT and index > 0 and lexicon.has("determiners", words.lower[index - 1])
        if not (is_skipped or is_title or is_amount):
            return word
    return ""
