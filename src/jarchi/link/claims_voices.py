"""Voices: whether two claims are said by one, by two who are surely different, or nobody can tell."""

from __future__ import annotations

from typing import Literal

from jarchi.link.claims_words import claim_words, stem_of
from jarchi.link.signatures import ClaimKey
from jarchi.link.words import STOP_WORDS

Voices = Literal["one", "two", "unsure"]
NAMELESS = ("anonymous", "unknown")


def voices(one: ClaimKey, other: ClaimKey, language: str) -> Voices:
    """Tell whether two claims have one voice.

    Those known by id are compared by it. Else the words that name them are: two of different countries are two, one
    whose own words (not the kind of body it is) are half in the other's is the same, and two that share no word are
    two. Where only the kind of body is left to compare, the same kind is one voice and another kind nobody can tell.
    """
    if one.by_actor and other.by_actor and one.voice == other.voice:
        return "one"
    if not one.named or not other.named:
        return "unsure"
    if one.lands and other.lands and not set(one.lands) & set(other.lands):
        return "two"
    own, others = _own(one, language), _own(other, language)
    shared = own & others
    if own and others:
        if 2 * len(shared) >= min(len(own), len(others)):
            return "one"
        return "unsure" if shared else "two"
    heads = _heads(one, language) & _heads(other, language)
    if heads and (not own) == (not others):
        return "one"
    if heads:
        return "one" if _heads(one, language) == _heads(other, language) else "unsure"
    return "two"


def _own(claim: ClaimKey, language: str) -> frozenset[str]:
    heads = {stem_of(word) for word in claim_words(language).heads}
    small = claim_words(language).negations
    return frozenset(
        word for word in claim.named if word not in heads and word not in STOP_WORDS and word not in small
    )


def _heads(claim: ClaimKey, language: str) -> frozenset[str]:
    heads = {stem_of(word) for word in claim_words(language).heads}
    return frozenset(word for word in claim.named if word in heads)
