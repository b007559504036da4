"""Words: the tokens of a page with the forms that the readers compare, made once for all readers of a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jarchi.folding import keys, small
from jarchi.records.spans import Span

if TYPE_CHECKING:
    from jarchi.read.page import Page, Token

APOSTROPHES = "'’ʼ"
LONGEST_STRETCH = 250
"""Tokens of a sentence that are looked at together. Longer ones are lists or broken text; the bound keeps every
reader linear in the length of the text."""


class Forms:
    """The forms of a text's tokens by index. They hold for every page made of this text and these tokens.

    `language` says which endings its names may have. `sightings` is where a gazetteer keeps what it found here, by its
    own number and the language.
    """

    def __init__(self, text: str, tokens: tuple[Token, ...], language: str = "") -> None:
        self.text = text
        self.tokens = tokens
        self.language = language
        self.sightings: dict[tuple[int, str], list[Any]] = {}
        self.written = [text[token.start : token.end] for token in tokens]

    @cached_property
    def small(self) -> str:
        """Give the text in lower case, every offset as it was."""
        return small(self.text)

    @cached_property
    def lower(self) -> list[str]:
        """Give the words in lower case."""
        return [word.lower() for word in self.written]

    @cached_property
    def bare(self) -> list[str]:
        """Give the words as written, without a possessive 's."""
        return [word[:-2] if is_possessive(word) else word for word in self.written]

    @cached_property
    def are_words(self) -> list[bool]:
        """Tell of each token whether it is a word."""
        return [token.kind == "word" for token in self.tokens]

    @cached_property
    def capitals(self) -> list[int]:
        """Give the tokens that are words with a capital first letter, in order."""
        return [index for index, is_word in enumerate(self.are_words) if is_word and self.written[index][0].isupper()]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Give the tokens by the offset where they start."""
        return {token.start: index for index, token in enumerate(self.tokens)}

    @cached_property
    def bare_ends(self) -> dict[int, int]:
        """Give, by the offset where a token ends without its possessive 's, the token after it."""
        return {
            token.start + len(bare): index
            for index, (token, bare) in enumerate(zip(self.tokens, self.bare, strict=True), 1)
        }

    @cached_property
    def ends(self) -> dict[int, int]:
        """Give, by the offset where a token ends, with or without its possessive 's, the token after it."""
        return self.bare_ends | {token.end: index for index, token in enumerate(self.tokens, 1)}

    @cached_property
    def keys(self) -> list[tuple[str, ...]]:
        """Give the keys under which each token may be found in a trie of aliases; a mark is its own."""
        language = self.language
        return [
            keys(word, language) if is_word else (word,)
            for word, is_word in zip(self.bare, self.are_words, strict=True)
        ]

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """Give the half-open ranges of tokens to search: the sentences, an endless one in parts of fixed length."""
        found: list[tuple[int, int]] = []
        first, size = 0, len(self.tokens)
        sentences = [token.sentence for token in self.tokens]
        while first < size:
            last = bisect_right(sentences, sentences[first], lo=first)
            found += ((at, min(at + LONGEST_STRETCH, last)) for at in range(first, last, LONGEST_STRETCH))
            first = last
        return found


class Words:
    """A page's tokens by index: as written, in lower case, and where a word ends without its possessive 's."""

    def __init__(self, page: Page) -> None:
        forms = page.forms or Forms(page.text, page.tokens, page.language or "")
        self.page = page
        self.text = page.text
        self.tokens = page.tokens
        self.forms = forms
        self.written = forms.written
        self.lower = forms.lower
        self.bare = forms.bare
        self.are_words = forms.are_words
        self.stretches = forms.stretches
        self.size = len(forms.written)

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """Give the keys under which each token may be found in a trie of aliases; a mark is its own."""
        return self.forms.keys

    @property
    def capitals(self) -> list[int]:
        """Give the tokens that are words with a capital first letter, in order."""
        return self.forms.capitals

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
        return self.are_words[index]

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
