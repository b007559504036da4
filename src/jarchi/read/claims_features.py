"""Features of a claim: how certain its words make it, and whether the text says that nobody could verify it."""

from __future__ import annotations

from functools import cache

from jarchi.read.claims_drafts import Draft
from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import Certainty

HEDGES: tuple[Certainty, ...] = ("unknown", "possible", "probable")
MAIN_CLAUSE = 22
"""A hedge further than this many words into the content mostly belongs to another clause of it."""


@cache
def hedges_of(language: str) -> dict[Certainty, frozenset[str]]:
    """Give the hedging words of `language` by the certainty that they leave."""
    table = load_lexicon(language, "claims").get("certainty", {})
    return {certainty: frozenset(table.get(certainty, ())) for certainty in HEDGES}


def certainty_of(words: Words, draft: Draft, language: str) -> Certainty:
    """Give how certain the claim is as it is put; the weakest hedge in cue and main clause counts."""
    near = words.lower[draft.cue.first : draft.cue.last]
    for first, last in draft.content[:1]:
        near = near + words.lower[first : min(last, first + MAIN_CLAUSE)]
    hedges = hedges_of(language)
    return next((certainty for certainty in HEDGES if not hedges[certainty].isdisjoint(near)), "certain")


def is_unverified(words: Words, draft: Draft, language: str) -> bool:
    """Tell whether the claim's sentence or the next one says that what is claimed could not be verified."""
    phrases = load_lexicon(language, "claims").get("unverified", {}).get("phrases", ())
    sentences = words.page.sentences
    index = words.tokens[draft.cue.verb].sentence
    last = words.tokens[draft.content[-1][1] - 1].sentence
    near = {index, index + 1, last, last + 1}
    texts = (sentences[at].of(words.text).lower() for at in sorted(near) if at < len(sentences))
    return any(phrase in text for text in texts for phrase in phrases)
