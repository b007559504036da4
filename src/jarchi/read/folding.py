"""Folding: spellings of one word brought to one key over scripts, romanisations and case endings."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

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


def small(text: str) -> str:
    """Give a text in lower case, code point by code point, so that every offset stays what it was."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    )


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
    whole, bare = fold(word) or word, fold(stem(word)) or word
    return (bare,) if whole == bare else (bare, whole)
