"""Aliases: a trie that finds names in a text by every spelling, romanisation and case ending."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from jarchi.folding import CYRILLIC, fold, keys, stem
from jarchi.read.tokens import TOKEN
from jarchi.read.words import Words, is_possessive

__all__ = ["CYRILLIC", "Match", "Trie", "fold", "keys", "stem"]

X = TypeVar("X")
ACRONYM_LENGTH = 6
POSSESSIVE = "'s"


class Match(msgspec.Struct, Generic[X], frozen=True):
    """An alias found at tokens `[first, last)`, and all that it may stand for, in the order they were added."""

    first: int
    last: int
    values: tuple[X, ...]


class Trie(Generic[X]):
    """Aliases by the keys of their words; finds the longest at each place of a page, whatever its spelling.

    A capital in an alias asks for a capital in the text, an acronym for an acronym ("CIS" is not "cis"). Behind a
    possessive a name goes on only where the alias has one there too ("Kyrgyzstan's Interior Ministry").
    """

    def __init__(self) -> None:
        self.root: dict[str, object] = {}

    def add(self, alias: str, value: X) -> None:
        """Let `alias` stand for `value` too; an alias without words is passed over."""
        words = [match.group() for match in TOKEN.finditer(alias)]
        node = self.root
        for word in words:
            bare = word[:-2] if is_possessive(word) else word
            node = node.setdefault(fold(stem(bare)) or bare, {})  # type: ignore[assignment]
            if bare is not word:
                node = node.setdefault(POSSESSIVE, {})  # type: ignore[assignment]
        if words:
            ends: list[tuple[tuple[str, ...], X]] = node.setdefault("", [])  # type: ignore[assignment]
            ends.append((tuple(words), value))

    def find(self, words: Words) -> list[Match[X]]:
        """Give the longest match at each token of a page, in order; one may overlap the next."""
        root = self.root
        begins = [index for index, tried in enumerate(words.keys) if not root.keys().isdisjoint(tried)]
        found = (self.longest(words, index) for index in begins)
        return [match for match in found if match]

    def longest(self, words: Words, first: int) -> Match[X] | None:
        """Give the longest match that starts at token `first`."""
        best: Match[X] | None = None
        paths = [self.root]
        index = first
        while paths and index < words.size and words.tokens[index].sentence == words.tokens[first].sentence:
            word = words.bare[index]
            paths = [path[key] for path in paths for key in words.keys[index] if key in path]  # type: ignore[misc]
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
                paths = [path[POSSESSIVE] for path in paths if POSSESSIVE in path]  # type: ignore[misc]
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
