"""Shapes: what an uncased network is told of the letters of a token.

One of 18: six of letter case of the word it belongs to (none, lower, capitalised, all capitals, mixed, digits) times
three of what stands before the token (nothing, a blank, a line's end).
"""

from __future__ import annotations

import re
from functools import lru_cache

SHAPES = 18
WORD = re.compile(r"[^\W_]+")


def shapes_of(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """Give the shape of each token `[start, end)` of `text`.

    A token's word is all letters and digits that it touches, on both sides: an apostrophe inside "don't" is in it.
    """
    begin, end_of = list(range(len(text) + 1)), list(range(len(text) + 1))
    for word in WORD.finditer(text):
        start, end = word.span()
        begin[start + 1 : end + 1] = [start] * (end - start)
        end_of[start:end] = [end] * (end - start)
    return [case_of(text[begin[start] : end_of[end]]) * 3 + gap_of(text, start) for start, end in offsets]


@lru_cache(maxsize=1 << 15)
def case_of(word: str) -> int:
    """Give the letter case of a word, 0 to 5."""
    if word.isdigit():
        return 5
    if not any(letter.isalpha() for letter in word):
        return 0
    if word.islower():
        return 1
    if len(word) > 1 and word[0].isupper() and word[1:].islower():
        return 2
    return 3 if word.isupper() else 4


def gap_of(text: str, start: int) -> int:
    """Give what stands before a token: 0 nothing, 1 a blank, 2 a line's end or the beginning of the text."""
    if not start:
        return 2
    if not text[start - 1].isspace():
        return 2 if start > 1 and text[start - 2] == "\n" else 0
    return 2 if "\n" in text[max(0, start - 2) : start] else 1
