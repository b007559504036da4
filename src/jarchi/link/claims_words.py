"""Words of claims: stems that let two ways of saying one thing meet, and the small words that turn its meaning."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from jarchi.link.words import APOSTROPHES, REMEMBERED, STOP_WORDS

CYRILLIC = range(0x400, 0x530)
ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")
SHORTEST_STEM = 4
LATIN_STEM, CYRILLIC_STEM = 7, 5
"""Letters that a stem keeps: Russian endings are longer, and so are its words."""


class ClaimWords(msgspec.Struct, frozen=True):
    """The words of one language, as claims.toml describes them."""

    negations: frozenset[str] = frozenset()
    goings_on: frozenset[str] = frozenset()
    onlys: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    delays: frozenset[str] = frozenset()
    ceased: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    suppositions: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()
    fates: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    retractions: frozenset[str] = frozenset()
    withdrawals: frozenset[str] = frozenset()
    sayings: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    ministries: str = ""
    heads: frozenset[str] = frozenset()
    alike: tuple[tuple[str, ...], ...] = ()


@cache
def claim_words(language: str) -> ClaimWords:
    """Give the words of a language; of one that claims.toml does not know, none."""
    return _tables().get(language, ClaimWords())


@cache
def fates_of(language: str) -> frozenset[str]:
    """Give the stems that tell what became of those who are counted."""
    return frozenset(stem_of(word) for word in claim_words(language).fates)


@cache
def _tables() -> dict[str, ClaimWords]:
    table = tomllib.loads(files("jarchi.link").joinpath("claims.toml").read_text("utf-8"))
    return msgspec.convert(table, dict[str, ClaimWords])


@cache
def _stands_for() -> dict[str, str]:
    """Give, for each word that others are alike to, the stem that stands for all."""
    found: dict[str, str] = {}
    for words in _tables().values():
        for group in words.alike:
            for word in group:
                found.setdefault(word, _cut(group[0]))
    return found


@lru_cache(maxsize=REMEMBERED)
def stem_of(word: str) -> str:
    """Give the stem of a folded word."""
    bare = word.translate(APOSTROPHES).removesuffix("'s").removesuffix("'")
    return _stands_for().get(bare) or _cut(bare)


def speaker_stem(word: str, language: str) -> str:
    """Give the stem of a word that names a speaker; a ministry's short name gives that of what it is in charge of."""
    short = claim_words(language).ministries
    bare = word.removeprefix(short) if short else word
    is_short = bare != word and len(bare) >= SHORTEST_STEM and word not in claim_words(language).heads
    return stem_of(bare if is_short else word)


def _cut(word: str) -> str:
    if ord(word[:1] or " ") in CYRILLIC:
        return word[:CYRILLIC_STEM]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")[:LATIN_STEM] if len(word) > SHORTEST_STEM else word


def content_stems(words: list[str], language: str) -> list[str]:
    """Give the stems of the words that carry what is said: no stop words, numbers, negations or words of movement."""
    own, alike = claim_words(language), _stands_for()
    return [
        stem_of(word)
        for word in words
        if len(word) > 1
        and not word.isdigit()
        and word not in own.negations
        and (word in alike or (word not in STOP_WORDS and word not in own.moves))
    ]
