"""Cues: the words that bring in what somebody says, by the lexicon of a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, cast

import msgspec

from jarchi.read.forms import Shape, english_verb, russian
from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import ClaimKind

Frame = Literal["speech", "clause", "object", "to", "noun", "according", "passive"]
KINDS: tuple[ClaimKind, ...] = ("statement", "accusation", "denial", "promise", "forecast", "demand", "belief")
VERB_FRAMES: tuple[Frame, ...] = ("speech", "clause", "object", "to")
LISTS = (
    *("auxiliaries", "negations", "modals", "barriers", "relatives", "determiners", "pronouns", "openers"),
    *("prepositions", "times", "occasions", "listeners", "stops", "verbish", "ambiguous", "that", "asides"),
    *(
        "joiners_of_sources",
        "inverted_stops",
        "group_pronouns",
        "infinitive",
        "modifier_verbs",
        "gerund_sources",
        "tellers",
    ),
    *(
        "third_persons",
        "definite",
        "articles",
        "subordinators",
        "passive",
        "addressing",
        "possessives",
        "locative_sources",
        "bodies",
        "conditions",
    ),
)


class Entry(msgspec.Struct):
    """What a form can be: for each frame the kind of claim it makes."""

    shape: Shape
    frames: dict[Frame, ClaimKind]
    lemma: str


class Cue(msgspec.Struct, frozen=True):
    """A cue at tokens `[first, last)`, its auxiliaries included; `verb` is the token of the verb itself."""

    first: int
    verb: int
    last: int
    shape: Shape
    frames: Mapping[Frame, ClaimKind]
    lemma: str
    is_negated: bool = False
    is_unsaid: bool = False
    is_passive: bool = False


class CueLexicon(msgspec.Struct, frozen=True):
    """The cues of a language by their first word, and its lists of small words."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    lists: Mapping[str, frozenset[str]]
    according: tuple[tuple[str, ...], ...]
    passives: tuple[tuple[str, ...], ...]
    impersonal: frozenset[str]
    doubts: tuple[str, ...]
    refusals: tuple[tuple[str, ...], ...]
    backward: tuple[tuple[str, ...], ...]
    media: tuple[tuple[str, ...], ...]
    verb_forms: frozenset[str]
    verb_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    has_bare_clauses: bool
    comma_before_that: bool
    objects_with_prepositions: bool
    firsts: frozenset[str]
    """The words that open a cue."""

    def has(self, name: str, word: str) -> bool:
        """Tell whether `word`, lower case, is in the list of this name."""
        return word in self.lists[name]


@cache
def cue_lexicon(language: str) -> CueLexicon | None:
    """Give the cues of `language`, None where it has no lexicon of claims."""
    table = load_lexicon(language, "claims")
    if not table:
        return None
    words = table["words"]
    phrases = {name: tuple(tuple(each.split()) for each in words.get(name, ())) for name in PHRASES}
    entries = entries_of(table)
    return CueLexicon(
        entries=entries,
        verb_forms=frozenset(
            first for first, each in entries.items() if any(entry.shape != "noun" for _, entry in each)
        ).difference(words["ambiguous"]),
        verb_endings=tuple(words["verb_endings"]),
        infinitive_endings=tuple(words["infinitive_endings"]),
        has_bare_clauses=words["has_bare_clauses"],
        comma_before_that=words["comma_before_that"],
        objects_with_prepositions=words["objects_with_prepositions"],
        lists={name: frozenset(words.get(name, ())) for name in LISTS},
        impersonal=frozenset(words.get("impersonal", ())),
        doubts=tuple(table.get("unverified", {}).get("phrases", ())),
        firsts=frozenset((*entries, *(phrase[0] for name in ("according", "passives") for phrase in phrases[name]))),
        **phrases,
    )


MOST_AUXILIARIES = 6
PHRASES = ("according", "passives", "refusals", "backward", "media")


def entries_of(table: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Give all forms of all cues: by first word, the words of the phrase and what it can be, the longest first."""
    forms: dict[tuple[str, ...], Entry] = {}
    irregular = table.get("irregular", {})
    for kind in KINDS:
        for frame in VERB_FRAMES:
            for lemma in table.get(kind, {}).get(frame, ()):
                inflected = russian_phrase(lemma) if "=" in lemma else english_verb(lemma, irregular)
                for form, shape in inflected.items():
                    entry = forms.setdefault(tuple(form.split()), Entry(shape, {}, lemma))
                    entry.frames.setdefault(frame, kind)
    for noun, kind in table["words"].get("nouns", {}).items():
        forms.setdefault((noun,), Entry("noun", {}, noun)).frames["noun"] = cast(ClaimKind, kind)
    for word in table["words"].get("impersonal", ()):
        forms.setdefault((word,), Entry("passive", {"speech": "statement"}, word))
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for form_words in sorted(forms, key=lambda each: (-len(each), each)):
        by_first.setdefault(form_words[0], []).append((form_words, forms[form_words]))
    return {first: tuple(entries) for first, entries in by_first.items()}


def russian_phrase(pattern: str) -> dict[str, Shape]:
    """Give the forms of a Russian verb; of a phrase, the first word changes."""
    head, _, tail = pattern.partition(" ")
    return {f"{form} {tail}".strip(): shape for form, shape in russian(head).items()}


def find_cues(words: Words, lexicon: CueLexicon, first: int, last: int) -> list[Cue]:
    """Give the cues among tokens `[first, last)` in order; refusals to speak are none."""
    found: list[Cue] = []
    index = first
    while index < last:
        if words.lower[index] not in lexicon.firsts:
            index += 1
            continue
        cue = cue_at(words, lexicon, index, first, last)
        if cue:
            found.append(cue)
        index = cue.last if cue else index + 1
    return found


def cue_at(words: Words, lexicon: CueLexicon, index: int, first: int, last: int) -> Cue | None:
    """Give the cue that starts at token `index`, its auxiliaries before it included."""
    lower = words.lower
    for phrase in lexicon.according:
        if tuple(lower[index : index + len(phrase)]) == phrase:
            return Cue(index, index, index + len(phrase), "noun", {"according": "statement"}, "according")
    for phrase in lexicon.passives:
        if tuple(lower[index : index + len(phrase)]) == phrase and index > first:
            start = auxiliaries_before(words, lexicon, index, first)
            return Cue(start, index, index + len(phrase), "past", {"speech": "statement"}, "passive")
    for phrase, entry in lexicon.entries.get(lower[index], ()):
        end = index + len(phrase)
        if end <= last and tuple(lower[index:end]) == phrase:
            start = auxiliaries_before(words, lexicon, index, first)
            return (
                None
                if is_refusal(words, lexicon, (start, index))
                else verb_cue(lower, lexicon, start, index, (end, entry))
            )
    return None


def is_refusal(words: Words, lexicon: CueLexicon, starts: tuple[int, int]) -> bool:
    """Tell whether somebody declines to speak: "declined to comment"."""
    return any(tuple(words.lower[at : at + len(phrase)]) == phrase for phrase in lexicon.refusals for at in starts)


def verb_cue(lower: list[str], lexicon: CueLexicon, start: int, index: int, found: tuple[int, Entry]) -> Cue:
    """Give the cue whose auxiliaries start at `start` and whose verb at `index`; `found` is its end and entry."""
    end, entry = found
    group = lower[start:index]
    is_negated = any(word in lexicon.lists["negations"] for word in group)
    is_unsaid = any(word in lexicon.lists["modals"] for word in group)
    is_passive = entry.shape in ("past", "participle") and any(word in lexicon.lists["passive"] for word in group)
    return Cue(start, index, end, entry.shape, entry.frames, entry.lemma, is_negated, is_unsaid, is_passive)


def auxiliaries_before(words: Words, lexicon: CueLexicon, index: int, first: int) -> int:
    """Give the token where the auxiliaries and adverbs before the verb at `index` start."""
    first = max(first, index - MOST_AUXILIARIES)
    while index > first and (
        words.lower[index - 1] in lexicon.lists["auxiliaries"]
        or (words.lower[index - 1].endswith("ly") and words.is_word(index - 1) and len(words.lower[index - 1]) > 4)
    ):
        index -= 1
    return index
