"""Features of a claim: how certain its words make it, and whether the text says that nobody could verify it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from jarchi.read.claims_drafts import Draft
from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import Certainty, Spans

HEDGES: tuple[Certainty, ...] = ("unknown", "possible", "probable")
DOUBT_REACH = 2
MAIN_CLAUSE = 22
"""A hedge further than this many words into the content mostly belongs to another clause of it."""


@cache
def hedges_of(language: str) -> dict[Certainty, frozenset[str]]:
    """Give the hedging words of `language` by the certainty that they leave."""
    table = load_lexicon(language, "claims").get("certainty", {})
    return {certainty: frozenset(table.get(certainty, ())) for certainty in HEDGES}


def certainty_of(words: Words, draft: Draft, language: str) -> Certainty:
    """Give how certain the claim is as it is put; the weakest hedge in cue and main clause counts."""
    near = words.written[draft.cue.first : draft.cue.last]
    for first, last in draft.content[:1]:
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
        names = [
            name
            for span in source
            for name in self.names[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            if span.covers(name.span)
        ]
        people = [name for name in names if name.kind == "person"]
        ids = {name.actor for name in people or names if people or name.actor}
        return ids.pop() if len(ids) == 1 else None

    def is_unverified(self, draft: Draft) -> bool:
        """Tell whether the claim's sentence, or one of the two behind it, says that it could not be verified."""
        tokens = self.words.tokens
        near = (tokens[draft.cue.verb].sentence, tokens[draft.content[-1][1] - 1].sentence)
        return any(at in self.doubting for index in near for at in range(index, index + DOUBT_REACH + 1))
