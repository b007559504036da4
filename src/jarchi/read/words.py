"""Words: the tokens of a page with the forms that the readers compare, made once for a reader's pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from jarchi.read.page import Page
from jarchi.records.spans import Span

APOSTROPHES = "'’ʼ"
LONGEST_STRETCH = 250
"""Tokens of a sentence that are looked at together. Longer ones are lists or broken text; the bound keeps every
reader linear in the length of the text."""


class Words:
    """A page's tokens by index: as written, in lower case, and where a word ends without its possessive 's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self.tokens = page.tokens
        self.written = [page.text[token.start : token.end] for token in page.tokens]
        self.lower = [word.lower() for word in self.written]
        self.size = len(self.written)

    @cached_property
    def bare(self) -> list[str]:
        """Give the words as written, without a possessive 's."""
        return [word[:-2] if is_possessive(word) else word for word in self.written]

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """Give the half-open ranges of tokens to search: the sentences, an endless one in parts of fixed length."""
        found: list[tuple[int, int]] = []
        first = 0
        for index in range(1, self.size + 1):
            is_end = index == self.size or self.tokens[index].sentence != self.tokens[first].sentence
            if is_end or index - first == LONGEST_STRETCH:
                found.append((first, index))
                first = index
        return found

    @cached_property
    def stretch_before(self) -> dict[int, tuple[int, int]]:
        """Give, for the first token of a stretch, the stretch before it."""
        return {two[0]: one for one, two in zip(self.stretches, self.stretches[1:], strict=False)}

    def start(self, index: int) -> int:
        """Give the offset where token `index` starts."""
        return self.tokens[index].start

    def end(self, index: int) -> int:
        """Give the offset where token `index` ends, a possessive 's left out."""
        return self.tokens[index].start + len(self.bare[index])

    def is_word(self, index: int) -> bool:
        """Tell whether token `index` is a word."""
        return self.tokens[index].kind == "word"

    def are_joined(self, index: int) -> bool:
        """Tell whether only blanks, not a line's end, stand between token `index` and the one before it."""
        gap = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return len(gap) < 3 and "\n" not in gap and self.bare[index - 1] == self.written[index - 1]


def tokens_of(span: Span, starts: list[int]) -> tuple[int, int]:
    """Give the half-open range of the tokens that a span touches, at least one."""
    first = max(0, bisect_right(starts, span.start) - 1)
    return first, max(first + 1, bisect_left(starts, span.end))


def is_possessive(word: str) -> bool:
    """Tell whether an English word ends in a possessive 's."""
    return len(word) > 2 and word[-1] == "s" and word[-2] in APOSTROPHES
