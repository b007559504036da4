"""Features of a claim: how certain its words make it, and whether the text says that nobody could verify it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import msgspec

from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import Certainty, ClaimKind, Name, Spans
from jarchi.records.spans import Span

HEDGES: tuple[Certainty, ...] = ("unknown", "possible", "probable")
DOUBT_REACH = 2
ASIDE = 40
"""Tokens on either side of a cue in which a speaker's wish for anonymity is looked for."""
MAIN_CLAUSE = 22
"""A hedge further than this many words into the content mostly belongs to another clause of it."""


class Utterance(msgspec.Struct, frozen=True):
    """Somebody says something: spans of the text, and the half-open ranges of tokens that cue and content stand on."""

    source: Spans
    cue: Span
    content: Spans
    kind: ClaimKind
    cue_tokens: tuple[int, int]
    content_tokens: tuple[tuple[int, int], ...]


@cache
def hedges_of(language: str) -> dict[Certainty, frozenset[str]]:
    """Give the hedging words of `language` by the certainty that they leave."""
    table = load_lexicon(language, "claims").get("certainty", {})
    return {certainty: frozenset(table.get(certainty, ())) for certainty in HEDGES}


def certainty_of(words: Words, utterance: Utterance, language: str) -> Certainty:
    """Give how certain the claim is as it is put; the weakest hedge in cue and main clause counts."""
    first, last = utterance.cue_tokens
    near = words.written[first:last]
    for first, last in utterance.content_tokens[:1]:
        near = near + words.written[first : min(last, first + MAIN_CLAUSE)]
    hedges = hedges_of(language)
    return next((certainty for certainty in HEDGES if not hedges[certainty].isdisjoint(near)), "certain")


class Scene:
    """What a page says around its claims: its names and places by position, the sentences that say "unverified"."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.names = words.page.names
        self.starts = [name.span.start for name in self.names]
        self.places = {place.span: place for place in words.page.meant_places}
        lexicon = load_lexicon(words.page.language or "", "claims")
        phrases = lexicon.get("unverified", {}).get("phrases", ())
        self.doubting = {
            index
            for index, sentence in enumerate(words.page.sentences)
            if phrases and any(phrase in text for text in [sentence.of(words.text).lower()] for phrase in phrases)
        }

    def actor_in(self, source: Spans) -> str | None:
        """Give the one actor whom a source names; a person before the body that he or she speaks for."""
        names = self.names_in(source)
        people = [name for name in names if name.kind == "person"]
        ids = {name.actor for name in people or names if people or name.actor}
        return ids.pop() if len(ids) == 1 else None

    def names_in(self, source: Spans) -> list[Name]:
        """Give the names within a source."""
        return [
            name
            for span in source
            for name in self.names[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            if span.covers(name.span)
        ]

    def people_in(self, source: Spans) -> bool:
        """Tell whether a source names a person."""
        return any(name.kind == "person" for name in self.names_in(source))

    def aside(self, utterance: Utterance) -> str:
        """Give the words near the cue, in its sentence, that are not part of what is said."""
        tokens = self.words.tokens
        first, last = utterance.cue_tokens
        near = range(max(0, first - ASIDE), min(len(tokens), last + ASIDE))
        return " ".join(
            self.words.written[at]
            for at in near
            if tokens[at].sentence == tokens[first].sentence
            and not any(begin <= at < end for begin, end in utterance.content_tokens)
        )

    def is_unverified(self, utterance: Utterance) -> bool:
        """Tell whether the claim's sentence, or one of the two behind it, says that it could not be verified."""
        tokens = self.words.tokens
        ends = (utterance.cue_tokens[1] - 1, utterance.content_tokens[-1][1] - 1)
        near = [tokens[end].sentence for end in ends]
        return any(at in self.doubting for index in near for at in range(index, index + DOUBT_REACH + 1))
