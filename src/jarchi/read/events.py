"""Events: what happens, typed by PLOVER 2.0, with who did it to whom, when, where, and how real it is told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from msgspec.structs import replace

from jarchi.read.aliases import stem
from jarchi.read.claims_times import day_of, is_day, sayings_on
from jarchi.read.events_clauses import Sides, Surroundings
from jarchi.read.events_lexicon import EventLexicon, Sense, Trigger, event_lexicon, find_triggers
from jarchi.read.events_parties import Party, PartyFinder
from jarchi.read.page import Page
from jarchi.read.words import Words
from jarchi.records.readings import ClaimKind, Event, Participant, PlaceMention, Reality
from jarchi.records.regions import Region
from jarchi.records.spans import Span

SPECIFIC = ("site", "city", "admin2", "admin1", "region", "country")
CLAIMED: dict[ClaimKind, Reality] = {
    "denial": "denied",
    "promise": "planned",
    "forecast": "hypothetical",
    "demand": "hypothetical",
}
"""What a claim makes of an event in its content that its own words tell as happened."""
MERGED_WITHIN = 5
WINDOW = 600
"""Code points around a trigger within which a date or place of the same sentence can be the event's."""
NESTED = 8
"""Claims around a trigger that are looked at; no text nests more."""
Told = tuple[Trigger, Sense, Event]
NEAR = 6
"""Words within which a telling word must stand: "blocked ... sites", "lifted ... sanctions"."""


class EventReader:
    """Finds events by the verbs and nouns of a lexicon, in the languages that have one.

    Participants are the nearest who can act in the clause: an actor before an active verb, a recipient behind it,
    turned round in the passive. A date stands in the same sentence or is None; so is the place. An event that is
    only claimed is an event still; a denial makes it "denied". Nothing is coded that only repeats another's trigger.
    """

    def __init__(self, region: Region) -> None:
        self.finder = PartyFinder(region)

    def read(self, page: Page) -> tuple[Event, ...]:
        """Give the events of `page` in the order of their triggers."""
        lexicon = event_lexicon(page.language or "")
        if lexicon is None:
            return ()
        words = Words(page)
        around = Surroundings(words, lexicon, self.finder.find(words, lexicon))
        scenes = Scenes(page, self.finder.capitals, lexicon)
        named = named_tokens(words)
        found: list[Event] = []
        for first, last in words.stretches:
            events: list[Told] = []
            carried: tuple[Party, ...] = ()
            for trigger in find_triggers(words, lexicon, first, last, named):
                sense = choose(trigger, around)
                if sense is None:
                    continue
                bounds = around.left(trigger, first), around.right(trigger, last)
                sides = around.sides(trigger, sense, bounds, carried)
                carried = sides.subject or carried
                if bool(sides.actors) + bool(sides.recipients) < sense.parties:
                    continue
                event = event_of(words, trigger, sense, sides, around.reality(trigger, sense, bounds))
                add(events, trigger, sense, scenes.placed(event, words.tokens[first].sentence))
            found.extend(event for _, _, event in events)
        return tuple(found)


def named_tokens(words: Words) -> frozenset[int]:
    """Give the tokens that belong to names and places."""
    inside = {
        offset
        for span in (*(name.span for name in words.page.names), *(place.span for place in words.page.meant_places))
        for offset in range(span.start, span.end)
    }
    return frozenset(index for index in range(words.size) if words.start(index) in inside)


def choose(trigger: Trigger, around: Surroundings) -> Sense | None:
    """Give the sense that fits the words around the trigger: noun or verb; None where neither does."""
    lexicon, lower = around.lexicon, around.lower
    fitting = list(trigger.senses)
    if any(sense.near for sense in fitting):
        close = {stem(word) for word in lower[max(0, trigger.first - NEAR) : trigger.last + NEAR]}
        fitting = [sense for sense in fitting if not sense.near or not close.isdisjoint(sense.near)]
        fitting.sort(key=lambda sense: not sense.near)
    verbs = [sense for sense in fitting if sense.shape != "noun"]
    nouns = [sense for sense in fitting if sense.shape == "noun"]
    before = lower[trigger.first - 1] if trigger.first else ""
    after = lower[trigger.last] if trigger.last < len(lower) else ""
    if not verbs or lexicon.is_inflected:
        return next(iter(verbs or nouns), None)
    verb = verbs[0]
    is_after_party = trigger.first - 1 in around.part_of_party and not owned(around, trigger.first - 1)
    if verb.shape == "base":
        can = lexicon.has("infinitive", before) or lexicon.has("modals", before) or lexicon.has("pronouns", before)
        is_verb = can or (is_after_party and not is_preposition(lexicon, after))
    elif verb.shape == "present":
        is_verb = lexicon.has("pronouns", before) or (is_after_party and not is_preposition(lexicon, after))
        is_verb = is_verb or (not nouns and not is_preposition(lexicon, after) and lexicon.has("adverbs", before))
    elif verb.shape == "ing":
        is_verb = not lexicon.has("articles", before)
    else:
        is_verb = not (lexicon.has("articles", before) or owned(around, trigger.first - 1))
    return verb if is_verb else (nouns[0] if nouns else None)


def is_preposition(lexicon: EventLexicon, word: str) -> bool:
    """Tell whether a word is a preposition, behind which a noun is likelier than a verb."""
    return lexicon.has("recipient_prepositions", word) or lexicon.has("place_prepositions", word)


def owned(around: Surroundings, index: int) -> bool:
    """Tell whether the word at `index` has a possessive 's."""
    return index >= 0 and around.words.bare[index] != around.words.written[index]


def event_of(words: Words, trigger: Trigger, sense: Sense, sides: Sides, reality: Reality) -> Event:
    """Give the event without its time and place."""
    span = Span(words.start(trigger.first), words.end(trigger.last - 1))
    return Event((span,), sense.type, sense.mode, sides.actors, sides.recipients, None, None, reality)


def add(events: list[Told], trigger: Trigger, sense: Sense, event: Event) -> None:
    """Add an event to its sentence's; a noun only enriches a verb just before it: "signed a pact"."""
    if events:
        before, verb, same = events[-1]
        is_same = same.type == event.type and same.reality == event.reality
        if is_same and sense.shape == "noun" and verb.shape != "noun" and trigger.first - before.last < MERGED_WITHIN:
            recipients = same.recipients or without(event.recipients, same.actors)
            richer = replace(
                same, mode=same.mode or event.mode, actors=same.actors or event.actors, recipients=recipients
            )
            events[-1] = (before, verb, richer)
            return
    events.append((trigger, sense, event))


def without(participants: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Give the participants that are not among `others`."""
    return tuple(each for each in participants if each not in others)


class Scenes:
    """When and where the sentences of a page play, and which claims hold their words."""

    def __init__(self, page: Page, capitals: Mapping[int | None, str], lexicon: EventLexicon) -> None:
        self.page = page
        self.capitals = capitals
        self.where = lexicon.lists["where"]
        self.origins = lexicon.lists["origins"]
        self.dates = sorted((date for date in page.dates if is_day(date)), key=lambda date: date.span)
        self.places = sorted((place for place in page.meant_places if place.geonames), key=lambda place: place.span)
        self.date_starts = [date.span.start for date in self.dates]
        self.place_starts = [place.span.start for place in self.places]
        self.sayings = sayings_on(page)
        self.claimed = sorted(
            (span, claim.kind) for claim in page.claims if claim.kind in CLAIMED for span in claim.content
        )

    def placed(self, event: Event, sentence: int) -> Event:
        """Give the event with the nearest date and the most specific place of its sentence, and as claims tell it.

        The day on which a claim was made ("said on Tuesday") is not that on which the thing happened.
        """
        trigger, whole = event.trigger[0], self.page.sentences[sentence]
        start, end = max(whole.start, trigger.start - WINDOW), min(whole.end, trigger.end + WINDOW)
        dates = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]
        near = self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]
        dates = [each for each in dates if not self.is_of_saying(each.span, trigger)]
        date = min(dates, key=lambda each: (distance(each.span, trigger), each.span), default=None)
        places = [each for each in near if self.is_where(each, event)]
        place = min(places, key=lambda each: (rank_of(each), distance(each.span, trigger)), default=None)
        return replace(
            event,
            date=day_of(date) if date else None,
            place=place.geonames if place else None,
            reality=self.reality_of(event),
        )

    def is_of_saying(self, date: Span, trigger: Span) -> bool:
        """Tell whether a date is the day on which a claim was made whose cue is not the trigger itself."""
        cue = self.sayings.get(date)
        return cue is not None and not cue.overlaps(trigger)

    def is_where(self, place: PlaceMention, event: Event) -> bool:
        """Tell whether an event may have happened at a place: a country or capital only behind "in", or if visited."""
        before = self.page.text[max(0, place.span.start - 16) : place.span.start].lower().split()
        if before and before[-1] in self.origins:
            return False
        is_visited = event.mode == "visit" and any(each.span == place.span for each in event.recipients)
        if is_visited or (place.precision != "country" and place.geonames not in self.capitals):
            return True
        return bool(before) and before[-1] in self.where

    def reality_of(self, event: Event) -> Reality:
        """Give the event's reality, as the claim that holds it tells it where its own words say nothing else."""
        if event.reality != "happened":
            return event.reality
        trigger = event.trigger[0]
        last = bisect_left(self.claimed, trigger.start + 1, key=lambda each: each[0].start)
        holders = [kind for span, kind in self.claimed[max(0, last - NESTED) : last] if span.covers(trigger)]
        return CLAIMED[holders[-1]] if holders else "happened"


def rank_of(place: PlaceMention) -> int:
    """Give how specific a place is, 0 the most."""
    return SPECIFIC.index(place.precision) if place.precision else len(SPECIFIC)


def distance(span: Span, trigger: Span) -> int:
    """Give the code points between two spans."""
    return max(span.start - trigger.end, trigger.start - span.end, 0)
