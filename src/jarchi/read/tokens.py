"""Tokens: words, numbers and marks of a text, sentence by sentence."""

from __future__ import annotations

import re

from jarchi.read.page import Token, TokenKind
from jarchi.records.spans import Span

IDEOGRAPHS = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without spaces: each character is a word of its own."""

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Signs that combine with the letter before them and so belong to its word."""

LETTER = rf"[^\W\d_{IDEOGRAPHS}]"
JOINERS = "'\u2019\u2018`\u02bb\u02bc\u00ad\u200c\u200d\\-\u2010\u2011"
"""Apostrophes and hyphens that stand inside a word."""

WORD = rf"{LETTER}(?:[^\W_{IDEOGRAPHS}]|[{MARKS}]|[{JOINERS}](?=[^\W_{IDEOGRAPHS}]))*"
NUMBER = r"\d+(?:[.,]\d+)*"
TOKEN = re.compile(rf"(?P<word>{WORD}|[{IDEOGRAPHS}][{MARKS}]*)|(?P<number>{NUMBER})|(?P<mark>\S)")
KINDS: dict[str | None, TokenKind] = {"word": "word", "number": "number", "mark": "mark"}


def tokenise(text: str, sentences: tuple[Span, ...]) -> tuple[Token, ...]:
    """Give the tokens of all `sentences` of `text` in order; every character that is not white space is in one.

    A word keeps inner apostrophes and hyphens ("Kazakhstan's", "cross-border") and digits after its first letter
    ("G7"); a number keeps inner points and commas ("1,200.5"); a mark is one character. An ideograph is a word.
    """
    return tuple(
        Token(match.start(), match.end(), index, KINDS[match.lastgroup])
        for index, sentence in enumerate(sentences)
        for match in TOKEN.finditer(text, sentence.start, sentence.end)
    )
