"""Voices: whether two claims are said by one, by two who are surely different, or nobody can tell."""

from __future__ import annotations

from functools import cache
from typing import Literal

from jarchi.link.claims_words import claim_words, stem_of
from jarchi.link.signatures import ClaimKey
from jarchi.link.words import STOP_WORDS

Voices = Literal["one", "two", "unsure"]


def voices(one: ClaimKey, other: ClaimKey, language: str) -> Voices:
    """Tell whether two claims have one voice.

    Those known by one id are one, by two ids and no word in common two; two whom nobody names may be either. Else the
    words that name them are compared: two of different countries are two voices, and one whose own words (not those
    for the kind of body it is) are half in the other's is the same. Where only the kind of body is left, the same kind
    is one voice; where nothing is shared they are two.
    """
    if one.by_actor and other.by_actor and one.voice == other.voice:
        return "one"
    if not one.named or not other.named or (one.speaker == other.speaker == "anonymous"):
        return "unsure"
    if one.lands and other.lands and not set(one.lands) & set(other.lands):
        return "two"
    own, others = _own(one, language), _own(other, language)
    if one.by_actor and other.by_actor and not own & others:
        return "two"
    return _by_names(own, others) if own and others else _by_kinds(one, other, language)


def _by_names(own: frozenset[str], others: frozenset[str]) -> Voices:
    shared = own & others
    if 2 * len(shared) >= min(len(own), len(others)):
        return "one"
    return "unsure" if shared else "two"


def _by_kinds(one: ClaimKey, other: ClaimKey, language: str) -> Voices:
    """Tell it by the kinds of bodies, where at least one claim has no other words for its speaker."""
    kinds, others = _heads(one, language), _heads(other, language)
    if kinds & others:
        return "one" if kinds == others or _own(one, language) == _own(other, language) else "unsure"
    is_named = (kinds or _own(one, language)) and (others or _own(other, language))
    return "two" if is_named else "unsure"


@cache
def _stems_of_heads(language: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in claim_words(language).heads)


def _own(claim: ClaimKey, language: str) -> frozenset[str]:
    return frozenset(claim.named) - _shared_by_many(language)


def _heads(claim: ClaimKey, language: str) -> frozenset[str]:
    return heads_of(language).intersection(claim.named)


@cache
def heads_of(language: str) -> frozenset[str]:
    """Give the stems of the kinds of bodies and roles."""
    return frozenset(stem_of(word) for word in claim_words(language).heads)


@cache
def _shared_by_many(language: str) -> frozenset[str]:
    """Give the stems that tell no speaker from another: kinds of bodies, grammar, negations."""
    return heads_of(language) | STOP_WORDS | claim_words(language).negations
