"""Names: mentions of persons, organisations and places, tied to the region's actors where exactly one fits."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import cast

import msgspec

from jarchi.read.aliases import CYRILLIC, Match, Trie
from jarchi.read.gazetteer import Gazetteer, Sighting
from jarchi.read.names_runs import Known, Run, cues_of, find_runs
from jarchi.read.page import Page
from jarchi.read.words import Words, tokens_of
from jarchi.records.readings import Name, NameKind
from jarchi.records.regions import Actor, Region
from jarchi.records.spans import Span


class Candidate(msgspec.Struct, frozen=True):
    """A name at tokens `[first, last)` and the actors it may mean; `span` where a network marked it."""

    first: int
    last: int
    kind: NameKind
    actors: tuple[Actor, ...] = ()
    span: Span | None = None


class NameReader:
    """Finds names: the region's actors by every spelling, others by a trained network or, without one, by capitals.

    A name has an actor only where exactly one fits; a surname alone, the one actor that the page named in full
    before. Titles, possessive endings and marks are outside the span. It does not name adjectives of countries.
    """

    def __init__(self, region: Region, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer(region)
        self.trie: Trie[Actor] = Trie()
        for actor in region.actors:
            for alias in (actor.name, *(alias for aliases in actor.aliases.values() for alias in aliases)):
                is_common = actor.kind == "state body" or (actor.kind != "person" and CYRILLIC.search(alias))
                self.trie.add(with_small_head(alias) if is_common else alias, actor)

    def read(self, page: Page) -> tuple[Name, ...]:
        """Give the names on `page` in order; none overlaps another."""
        words = Words(page)
        listed = [listed_name(words, match, page.published) for match in self.trie.find(words)]
        sightings = self.gazetteer.find(words)
        if page.tags is not None:
            return name_all(words, choose([*listed, *tagged_names(words, sightings)]))
        places = [Candidate(each.first, each.last, "place") for each in sightings if each.places]
        known = Known(
            frozenset(index for each in sightings if each.demonyms for index in range(each.first, each.last)),
            frozenset(index for each in places for index in range(each.first, each.last)),
            frozenset(each.last - 1 for each in places),
            frozenset(index for each in (*listed, *places) for index in range(each.first, each.last)),
        )
        runs = find_runs(words, known)
        people = people_by_surname(words, runs)
        found = [with_kind_of_person(words, Candidate(run.first, run.last, run.kind), people) for run in runs]
        return name_all(words, choose([*listed, *places, *found]))


def tagged_names(words: Words, sightings: list[Sighting]) -> list[Candidate]:
    """Give the names that the network marked, but for adjectives of countries that stand alone.

    A place that the region pack knows is one, whatever the network took it for, unless people bear its name too.
    """
    starts = [token.start for token in words.tokens]
    demonyms = frozenset(index for each in sightings if each.demonyms for index in range(each.first, each.last))
    places = {(each.first, each.last) for each in sightings if each.places}
    people = cues_of(words.page.language or "").also_people
    found = []
    for tag in words.page.tagged("names"):
        first, last = tokens_of(tag.span, starts)
        if tag.label == "other" and demonyms.issuperset(range(first, last)):
            continue
        is_place = tag.label in ("person", "other") and (first, last) in places and words.lower[first] not in people
        found.append(Candidate(first, last, "place" if is_place else cast(NameKind, tag.label), span=tag.span))
    return found


def with_small_head(alias: str) -> str:
    """Give a body's name as it may stand inside a sentence, its common words small.

    In Cyrillic only the first word: "министерство внутренних дел"; in Latin script those that head or describe a body,
    where another has a capital: "Kyrgyzstan's interior ministry".
    """
    words = alias.split(" ")
    if len(words) == 1:
        return alias
    if CYRILLIC.search(words[0]):
        return alias if words[0].isupper() else alias[0].lower() + alias[1:]
    cues = cues_of("en")
    common = [word.lower() if word.lower() in cues.organization_heads | cues.field_words else word for word in words]
    return " ".join(common) if any(word[:1].isupper() for word in common) else alias


def kind_of(actor: Actor) -> NameKind:
    """Give the kind of name that an actor bears."""
    return "person" if actor.kind == "person" else "organization"


def listed_name(words: Words, match: Match[Actor], published: datetime.date | None) -> Candidate:
    """Give the name that an alias of the region pack marks, without a person's title.

    Several actors are narrowed by their roles' dates.
    """
    actors = match.values
    if len(actors) > 1 and published:
        in_office = tuple(actor for actor in actors if is_in_role(actor, published))
        actors = in_office or actors
    kind = kind_of(actors[0])
    first = match.first
    titles = cues_of(words.page.language or "").titles
    while kind == "person" and first < match.last - 1 and words.bare[first].lower() in titles:
        first += 1
    return Candidate(first, match.last, kind, actors)


def is_in_role(actor: Actor, day: datetime.date) -> bool:
    """Tell whether one of the actor's roles holds on `day`; dates are EDTF and compared as far as they are known."""
    date = day.isoformat()
    return any(
        (role.start or "")[: len(date)] <= date and (not role.end or date[: len(role.end)] <= role.end)
        for role in actor.roles
    )


def is_acronym_of(words: Words, name: Span, token: int) -> bool:
    """Tell whether a token stands in brackets right behind a name and is written in capitals."""
    start, end = words.start(token), words.end(token)
    return words.text[name.end : start] == " (" and words.text[end : end + 1] == ")" and words.text[start:end].isupper()


def people_by_surname(words: Words, runs: list[Run]) -> frozenset[str]:
    """Give the keys of the last words of all persons named with more than one word."""
    return frozenset(
        key for run in runs if run.kind == "person" and run.last - run.first > 1 for key in words.keys[run.last - 1]
    )


def with_kind_of_person(words: Words, candidate: Candidate, people: frozenset[str]) -> Candidate:
    """Give the candidate as a person where it is the surname of one named elsewhere on the page."""
    is_single = candidate.last - candidate.first == 1
    if candidate.kind == "other" and is_single and not people.isdisjoint(words.keys[candidate.first]):
        return msgspec.structs.replace(candidate, kind="person")
    return candidate


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """Give the candidates that stay: of overlapping ones the longest, an actor before a place before a run."""
    order = sorted(candidates, key=lambda each: (each.first - each.last, not each.actors, each.kind != "place"))
    kept: dict[int, Candidate] = {}
    for candidate in order:
        span = range(candidate.first, candidate.last)
        if all(index not in kept for index in span):
            kept.update(dict.fromkeys(span, candidate))
        elif candidate.actors:
            inherit(kept, candidate)
    return [each for _, each in sorted({each.first: each for each in kept.values()}.items())]


def inherit(kept: dict[int, Candidate], actor: Candidate) -> None:
    """Let the name that covers the end of a shorter alias of its kind have its actor: "Kassym-Jomart K. Tokayev"."""
    cover = kept.get(actor.last - 1)
    is_alike = cover and cover.kind == actor.kind and (cover.kind == "person" or cover.span is not None)
    fits = is_alike and cover and cover.last == actor.last and cover.first < actor.first
    if cover and fits and not cover.actors:
        richer = msgspec.structs.replace(cover, actors=actor.actors)
        kept.update(dict.fromkeys(range(cover.first, cover.last), richer))


def name_all(words: Words, candidates: list[Candidate]) -> tuple[Name, ...]:
    """Give the names in order; a short form takes the actor that one fuller form before it had.

    So does an acronym that stands in brackets behind a name: "the National Bank of Kazakhstan (NBK)".
    """
    spoken: defaultdict[str, set[str]] = defaultdict(set)
    acronyms: dict[str, str] = {}
    names: list[Name] = []
    for each in candidates:
        actors = {actor.id for actor in each.actors}
        if each.last - each.first == 1 and each.kind == "organization" and not actors:
            written = words.bare[each.first]
            if names and names[-1].actor and is_acronym_of(words, names[-1].span, each.first):
                acronyms[written] = names[-1].actor
            actors = {acronyms[written]} if written in acronyms else actors
        if each.last - each.first > 1 and len(actors) == 1:
            for key in words.keys[each.last - 1]:
                spoken[key] |= actors
        elif each.last - each.first == 1 and each.kind == "person":
            before = set().union(*(spoken.get(key, set()) for key in words.keys[each.first]))
            actors = (actors & before or before) if before else actors
        actor = actors.pop() if len(actors) == 1 else None
        span = each.span or Span(words.start(each.first), words.end(each.last - 1))
        names.append(Name(span, each.kind, actor))
    return tuple(names)
