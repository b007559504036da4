"""Aliases: spellings folded to one key over scripts, romanisations and endings, and a trie that finds them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec
from anyascii import anyascii

from jarchi.read.tokens import TOKEN
from jarchi.read.words import Words

X = TypeVar("X")

FOLDS = (
    ("alex", "aleks"),
    ("shch", "sh"),
    ("dzh", "j"),
    ("tch", "ch"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "h"),
    ("y", "i"),
)
"""Romanisations that stand for one letter; with the vowel rules below all spellings of Tokayev meet in one key."""

DOUBLED = re.compile(r"(.)\1+")
SOFT = re.compile(r"i(?:oi?)?(?=e)")
NOT_KEY = re.compile(r"[^a-z0-9]+")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
UNFOLDED = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Ideographs stay as they are: romanised, far too many would sound the same."""

ENDINGS = tuple(
    sorted(
        [
            *("а", "я", "у", "ю", "е", "и", "ы", "о", "ь", "й", "ой", "ою", "ею", "ом", "ем", "ём", "ым", "им", "ам"),
            *("ям", "ами", "ями", "ах", "ях", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие", "ого", "его", "ому"),
            *("ему", "ых", "их", "ыми", "ими", "ия", "ии", "ию", "ией", "ий", "ый", "ье", "ья", "ью"),
        ],
        key=len,
        reverse=True,
    )
)
"""Case endings of Russian; "ов" and "ев" stay, for they end surnames."""

SHORTEST_STEM = 2
ACRONYM_LENGTH = 6


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Give the key of a word: Latin letters and digits that all its usual romanisations share.

    Two words with one key are likely one name; a key is for comparing, never an offset into a text.
    """
    if UNFOLDED.search(word):
        return word
    key = NOT_KEY.sub("", anyascii(word).lower())
    for written, read in FOLDS:
        key = key.replace(written, read)
    return DOUBLED.sub(r"\1", SOFT.sub("", DOUBLED.sub(r"\1", key)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Give a Cyrillic word without its case ending, any other word and any acronym as it is."""
    if not CYRILLIC.search(word) or word.isupper():
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> tuple[str, ...]:
    """Give the keys under which a word of a text may be found: of its stem, and of itself where that differs."""
    whole, bare = fold(word), fold(stem(word))
    return (bare,) if whole == bare else (bare, whole)


class Match(msgspec.Struct, Generic[X], frozen=True):
    """An alias found at tokens `[first, last)`, and all that it may stand for, in the order they were added."""

    first: int
    last: int
    values: tuple[X, ...]


class Trie(Generic[X]):
    """Aliases by the keys of their words; finds the longest at each place of a page, whatever its spelling.

    A capital in an alias asks for a capital in the text, an acronym for an acronym ("CIS" is not "cis").
    """

    def __init__(self) -> None:
        self.root: dict[str, object] = {}

    def add(self, alias: str, value: X) -> None:
        """Let `alias` stand for `value` too; an alias without words is passed over."""
        words = [match.group() for match in TOKEN.finditer(alias)]
        node = self.root
        for word in words:
            node = node.setdefault(fold(stem(word)) or word, {})  # type: ignore[assignment]
        if words:
            ends: list[tuple[tuple[str, ...], X]] = node.setdefault("", [])  # type: ignore[assignment]
            ends.append((tuple(words), value))

    def find(self, words: Words) -> list[Match[X]]:
        """Give the longest match at each token of a page, in order; one may overlap the next."""
        found = (self.longest(words, index) for index in range(words.size))
        return [match for match in found if match]

    def longest(self, words: Words, first: int) -> Match[X] | None:
        """Give the longest match that starts at token `first`."""
        best: Match[X] | None = None
        paths = [self.root]
        index = first
        while paths and index < words.size and words.tokens[index].sentence == words.tokens[first].sentence:
            word = words.bare[index]
            tried = keys(word) if words.is_word(index) else (word,)
            paths = [path[key] for path in paths for key in tried if key in path]  # type: ignore[misc]
            index += 1
            values = [
                value
                for path in paths
                for alias, value in path.get("", ())  # type: ignore[attr-defined]
                if is_cased_alike(alias, words.bare[first:index])
            ]
            if values:
                best = Match(first, index, tuple({id(value): value for value in values}.values()))
            if word is not words.written[index - 1]:
                break
        return best


def is_cased_alike(alias: tuple[str, ...], written: list[str]) -> bool:
    """Tell whether each word that the alias writes with capitals has them in the text too."""
    return all(
        not expected[:1].isupper() or (word[:2].isupper() if is_acronym(expected) else not word[:1].islower())
        for expected, word in zip(alias, written, strict=True)
    )


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals alone and short enough for an acronym."""
    return 1 < len(word) <= ACRONYM_LENGTH and word.isupper()
