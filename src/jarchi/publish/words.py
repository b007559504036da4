"""Words of a text as publishing compares them: folded, without punctuation."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[’'ʻʼ-][^\W_]+)*")
OWNED = re.compile(r"['’]s$")
NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*")


def words(text: str) -> list[str]:
    """Give the words of a text in order, case-folded."""
    return [word.casefold() for word in WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """Give the words that carry a text's content: those of four letters or more, and everything with a digit.

    Scripts written without spaces give pairs of characters instead, so that two sentences can still be compared.
    """
    found = [OWNED.sub("", word) for word in words(text)]
    if len(found) <= 1 + len(text) // 25:
        run = "".join(found)
        return frozenset(run[index : index + 2] for index in range(len(run) - 1))
    return frozenset(word for word in found if len(word) >= 4 or any(letter.isdigit() for letter in word))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how much of the smaller set of words lies in the larger: 0 nothing, 1 all of it."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def plain(text: str) -> str:
    """Give a text with every run of white space made one space."""
    return " ".join(text.split())
