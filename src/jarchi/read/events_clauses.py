"""The clause around an event word: who stands on which side of it, and whether it is told as real."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from jarchi.read.events_lexicon import EventLexicon, Sense, Trigger
from jarchi.read.events_parties import Party
from jarchi.read.words import Words
from jarchi.records.readings import Participant, Reality

REACH = 26
"""Words further than this from the event word are another clause's, whatever marks stand between."""
MODAL_REACH = 7
LIGHT_REACH = 6
BREAKING = frozenset(';:“”«»"()[]—–…!?')

REALITIES: tuple[Reality, ...] = ("denied", "hypothetical", "planned")
"""Which wins where words of several stand before an event: "may not attack" is denied."""

Parties = tuple[Participant, ...]


class Sides(msgspec.Struct, frozen=True):
    """Who acts and who is acted upon."""

    actors: Parties = ()
    recipients: Parties = ()
    subject: tuple[Party, ...] = ()


class Surroundings:
    """The words and parties around the event words of one page."""

    def __init__(self, words: Words, lexicon: EventLexicon, parties: list[Party]) -> None:
        self.words = words
        self.lower = words.lower
        self.lexicon = lexicon
        self.parties = parties
        self.firsts = [party.first for party in parties]
        self.part_of_party = {index for party in parties for index in range(party.first, party.last)}

    def left(self, trigger: Trigger, first: int) -> int:
        """Give where the clause of the trigger starts."""
        for index in range(trigger.first - 1, max(first, trigger.first - REACH) - 1, -1):
            if self.is_break(index):
                return index + 1
        return max(first, trigger.first - REACH)

    def right(self, trigger: Trigger, last: int) -> int:
        """Give where the clause of the trigger ends."""
        for index in range(trigger.last, min(last, trigger.last + REACH)):
            if self.is_break(index):
                return index
        return min(last, trigger.last + REACH)

    def is_break(self, index: int) -> bool:
        """Tell whether a clause ends at token `index`."""
        return index not in self.part_of_party and (
            self.lower[index] in BREAKING or self.lexicon.has("breaks", self.lower[index])
        )

    def between(self, start: int, end: int) -> list[Party]:
        """Give the parties inside tokens `[start, end)`."""
        low, high = bisect_left(self.firsts, start), bisect_left(self.firsts, end)
        return [party for party in self.parties[low:high] if party.last <= end]

    def sides(self, trigger: Trigger, sense: Sense, bounds: tuple[int, int], carried: tuple[Party, ...]) -> Sides:
        """Give actors and recipients of the event; `carried` is the subject of the verb that "and" joins it to."""
        if sense.shape == "noun":
            return self.sides_of_noun(trigger, bounds)
        subject = self.subject(trigger, bounds[0]) or (carried if self.is_joined(trigger, bounds[0]) else ())
        found = self.objects(trigger.last, bounds[1])
        if self.is_passive(trigger, sense):
            agents = tuple(party for party in found if self.lexicon.has("by", party.before))
            return Sides(participants(agents), participants(subject))
        if self.lexicon.is_inflected and is_accusative(subject, self.lower[trigger.last - 1]):
            return Sides((), participants(subject))
        return Sides(participants(subject), participants(found), subject)

    def subject(self, trigger: Trigger, start: int) -> tuple[Party, ...]:
        """Give the subject left of a verb: the last party that no preposition governs, with those joined to it."""
        free = [party for party in self.between(start, trigger.first) if not self.is_governed(party)]
        if not free or self.is_joined(trigger, start):
            return ()
        index = trigger.first - 1
        while index > start and (self.lexicon.has("adverbs", self.lower[index]) or self.is_auxiliary(index)):
            index -= 1
        is_aside = self.lower[index] == "," or self.lower[free[-1].first - 1 : free[-1].first] == [","]
        main = next((party for party in free if party.participant.actor), free[0]) if is_aside else free[-1]
        return self.with_joined(main, free)

    def is_governed(self, party: Party) -> bool:
        """Tell whether a preposition stands before a party, which so is no subject."""
        governed = self.lexicon.has("place_prepositions", party.before) or party.is_owner
        return governed or self.lexicon.has("recipient_prepositions", party.before)

    def with_joined(self, main: Party, free: list[Party]) -> tuple[Party, ...]:
        """Give a party with those that "and" joins to it: "Tokayev and Xi"."""
        chosen = [main]
        for party in reversed([each for each in free if each.first < main.first]):
            if self.are_linked(party, chosen[0]):
                chosen.insert(0, party)
        for party in [each for each in free if each.first > main.first]:
            if self.are_linked(chosen[-1], party):
                chosen.append(party)
        return tuple(chosen)

    def are_linked(self, one: Party, other: Party) -> bool:
        """Tell whether only "and" or a comma stands between two parties, and the second does not describe the first."""
        gap = range(one.last, other.first)
        is_aside = len(gap) > 0 and self.lower[one.last] == "," and not (other.is_place or other.is_named)
        return len(gap) > 0 and all(self.is_linking(index) for index in gap) and not is_aside

    def is_linking(self, index: int) -> bool:
        """Tell whether a token only joins two parties."""
        word = self.lower[index]
        return self.lexicon.has("conjunctions", word) or self.lexicon.has("determiners", word)

    def is_joined(self, trigger: Trigger, start: int) -> bool:
        """Tell whether "and" joins the verb to one before it: "detained five people and blocked roads"."""
        index = trigger.first - 1
        while index > start and (self.lexicon.has("adverbs", self.lower[index]) or self.is_auxiliary(index)):
            index -= 1
        return index >= start and self.lexicon.has("conjunctions", self.lower[index]) and self.lower[index] != ","

    def is_auxiliary(self, index: int) -> bool:
        """Tell whether a word is an auxiliary verb."""
        return self.lexicon.has("auxiliaries", self.lower[index])

    def objects(self, start: int, end: int) -> tuple[Party, ...]:
        """Give the first party right of a verb, with those joined to it; one that says where is passed over."""
        found = self.between(start, end)
        for place, party in enumerate(found):
            if any(self.lower[index] == "," or self.is_auxiliary(index) for index in range(start, party.first)):
                return ()
            if self.lexicon.has("by", party.before) or party.is_owner or not self.is_where(party):
                return self.with_joined(party, found[place:])
        return ()

    def is_where(self, party: Party) -> bool:
        """Tell whether a party only says where: "in Beijing", "near the Russian embassy"."""
        is_recipient = self.lexicon.has("recipient_prepositions", party.before) and not party.is_place
        to_or_from = party.is_place and self.lexicon.has("recipient_prepositions", party.before)
        return self.lexicon.has("place_prepositions", party.before) and not (is_recipient or to_or_from)

    def is_passive(self, trigger: Trigger, sense: Sense) -> bool:
        """Tell whether the verb is passive: "was detained", "detained by", "journalists jailed in Osh"."""
        if sense.shape == "passive":
            return True
        if sense.shape not in ("past", "participle"):
            return False
        if trigger.last < self.words.size and self.lexicon.has("by", self.lower[trigger.last]):
            return True
        index = trigger.first - 1
        while index >= 0 and self.lexicon.has("adverbs", self.lower[index]):
            index -= 1
        return index >= 0 and self.lexicon.has("passive", self.lower[index])

    def sides_of_noun(self, trigger: Trigger, bounds: tuple[int, int]) -> Sides:
        """Give the sides of an event noun: its owner or the subject of "held", and who stands behind "by", "on"."""
        found = self.between(trigger.last, bounds[1])
        near = [party for party in found if party.first - trigger.last <= LIGHT_REACH]
        agents = tuple(party for party in near if self.lexicon.has("by", party.before))
        if near and self.lexicon.has("between", near[0].before):
            pair = self.with_joined(near[0], near)
            return Sides(participants(pair[:1]), participants(pair[1:]))
        targets = tuple(
            party
            for party in [each for each in near if each not in agents][:1]
            if self.lexicon.has("recipient_prepositions", party.before) and not self.is_where(party)
        )
        owner = tuple(
            party
            for party in self.between(bounds[0], trigger.first)
            if party.is_owner and trigger.first - party.last < 3
        )
        light = any(
            self.lexicon.has("light_verbs", self.lower[index])
            for index in range(max(bounds[0], trigger.first - LIGHT_REACH), trigger.first)
        )
        subject = self.subject(trigger, bounds[0]) if light else ()
        with_joined = self.with_joined(targets[0], near) if targets else ()
        return Sides(participants(agents or owner or subject), participants(with_joined), subject)

    def reality(self, trigger: Trigger, sense: Sense, bounds: tuple[int, int]) -> Reality:
        """Give how the event is told: as happened, planned, denied or hypothetical, by the words before it."""
        start = max(bounds[0], trigger.first - MODAL_REACH)
        before = [self.lower[index] for index in range(start, trigger.first) if index not in self.part_of_party]
        after = self.lower[trigger.last : trigger.last + 2] if sense.shape == "noun" else []
        opening = self.lower[bounds[0] - 1 : bounds[0]] if bounds[0] else []
        for name in REALITIES:
            if any(self.lexicon.has(name, word) for word in (*before, *opening)):
                return name
        if any(self.lexicon.has("planned", word) for word in after):
            return "planned"
        is_to_do = (
            sense.shape == "base"
            and trigger.first > 0
            and self.lexicon.has("infinitive", self.lower[trigger.first - 1])
        )
        return "planned" if is_to_do else "happened"


def participants(parties: tuple[Party, ...]) -> Parties:
    """Give the participants of the parties, in order."""
    return tuple(party.participant for party in parties)


def is_accusative(subject: tuple[Party, ...], verb: str) -> bool:
    """Tell whether one name stands before a Russian verb in the plural, and so is its object: "Иванова задержали"."""
    is_one = len(subject) == 1 and subject[0].is_person
    return is_one and verb.endswith(("ли", "ют", "ят", "лись"))
