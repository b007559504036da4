"""The event words of a language: which forms may trigger which PLOVER type and mode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from jarchi.read.aliases import stem
from jarchi.read.forms import Shape, english_noun, english_verb, russian
from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import EventType

LISTS = (
    *("auxiliaries", "passive", "by", "recipient_prepositions", "place_prepositions", "breaks", "denied", "planned"),
    *("hypothetical", "adverbs", "light_verbs", "infinitive", "pronouns", "determiners", "titles", "conjunctions"),
    *("between", "modals", "articles", "where", "compounds", "origins", "organs"),
)


class Sense(msgspec.Struct, frozen=True):
    """What a form may mean: a type and mode, and what form it is.

    It counts only with `parties` sides known at least, and, where `near` is not empty, with one of its words close.
    """

    type: EventType
    mode: str | None
    shape: Shape
    parties: int = 0
    near: frozenset[str] = frozenset()


class EventLexicon(msgspec.Struct, frozen=True):
    """The event words of a language by their first word, the longest first, and its lists of small words."""

    senses: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Sense, ...]], ...]]
    lists: Mapping[str, frozenset[str]]
    groups: frozenset[str]
    not_events: Mapping[str, tuple[tuple[str, ...], ...]]
    is_inflected: bool
    firsts: frozenset[str]
    """The words that open an event word or a phrase that is no event."""

    def has(self, name: str, word: str) -> bool:
        """Tell whether `word`, lower case, is in the list of this name."""
        return word in self.lists[name]

    def is_group(self, word: str) -> bool:
        """Tell whether a word names a group or office that can act: "police", "residents"."""
        return stem(word) in self.groups


class Trigger(msgspec.Struct, frozen=True):
    """A form of an event word at tokens `[first, last)` and the senses it may have."""

    first: int
    last: int
    senses: tuple[Sense, ...]


@cache
def event_lexicon(language: str) -> EventLexicon | None:
    """Give the event words of `language`, None where it has no lexicon of events."""
    table = load_lexicon(language, "events")
    if not table:
        return None
    words = table["words"]
    senses = senses_of(table)
    not_events = by_first_word(words.get("not_events", ()))
    return EventLexicon(
        senses=senses,
        lists={name: frozenset(words.get(name, ())) for name in LISTS},
        groups=frozenset(stem(word) for word in words["groups"].split()),
        not_events=not_events,
        firsts=frozenset((*senses, *not_events)),
        is_inflected=words.get("is_inflected", False),
    )


def by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give phrases as tuples of words by their first word, in the order given."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def senses_of(table: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Sense, ...]], ...]]:
    """Give all forms of all event words by first word, each with its senses in the order of the lexicon."""
    forms: dict[tuple[str, ...], dict[Sense, None]] = {}
    irregular = table.get("irregular", {})
    for entry in table["entry"]:
        for kind in ("verbs", "nouns"):
            for lemma in filter(None, (word.strip() for word in entry.get(kind, "").replace("\n", " ").split(","))):
                for form, shape in forms_of(lemma, kind == "verbs", irregular).items():
                    parties = entry.get("parties", int(entry.get("weak", False)))
                    near = frozenset(stem(word) for word in entry.get("near", "").split())
                    sense = Sense(entry["type"], entry.get("mode"), shape, parties, near)
                    forms.setdefault(tuple(form.split()), {})[sense] = None
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]] = {}
    for form_words in sorted(forms, key=lambda each: (-len(each), each)):
        by_first.setdefault(form_words[0], []).append((form_words, tuple(forms[form_words])))
    return {first: tuple(entries) for first, entries in by_first.items()}


def forms_of(lemma: str, is_verb: bool, irregular: Mapping[str, str]) -> dict[str, Shape]:
    """Give the forms of a lemma or of a Russian pattern; of a Russian phrase each word with "=" changes."""
    if "=" not in lemma:
        return english_verb(lemma, irregular) if is_verb else english_noun(lemma)
    found: dict[str, Shape] = {"": "noun"}
    for pattern in lemma.split():
        forms = russian(pattern)
        found = {
            f"{before} {form}".strip(): shape if "=" in pattern else found[before]
            for before in found
            for form, shape in forms.items()
        }
    return found


def find_triggers(words: Words, lexicon: EventLexicon, first: int, last: int, named: frozenset[int]) -> list[Trigger]:
    """Give the event words among tokens `[first, last)`, none inside a name or a phrase that is no event."""
    found: list[Trigger] = []
    index = first
    while index < last:
        if words.lower[index] not in lexicon.firsts and words.bare[index].lower() not in lexicon.firsts:
            index += 1
            continue
        end = no_event_end(words, lexicon, index)
        trigger = None if end or index in named else trigger_at(words, lexicon, index, first, last)
        if trigger:
            found.append(trigger)
        index = trigger.last if trigger else max(end, index + 1)
    return found


def no_event_end(words: Words, lexicon: EventLexicon, index: int) -> int:
    """Give the end of a phrase at `index` that only looks like an event ("heart attack"), 0 where there is none."""
    for phrase in lexicon.not_events.get(words.lower[index], ()):
        if tuple(words.lower[index : index + len(phrase)]) == phrase:
            return index + len(phrase)
    return 0


def trigger_at(words: Words, lexicon: EventLexicon, index: int, first: int, last: int) -> Trigger | None:
    """Give the event word at token `index`; one with a capital inside a sentence belongs to a name."""
    if index > first and words.written[index][0].isupper() and not words.written[index].isupper():
        return None
    for phrase, senses in lexicon.senses.get(words.bare[index].lower(), ()):
        end = index + len(phrase)
        if end <= last and tuple(words.lower[index + 1 : end]) == phrase[1:]:
            return Trigger(index, end, senses)
    return None
