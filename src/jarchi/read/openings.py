"""Openings: one quick look over a text for the places where something that a grammar knows may begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from jarchi.read.tokens import IDEOGRAPHS

LETTER_MARKS = "\u02bb\u02bc"
"""Apostrophes that Unicode counts as letters ("o\u02bbtgan"): here they part runs as the others do."""

LETTER = rf"[^\W\d_{IDEOGRAPHS}{LETTER_MARKS}]"


def opening_pattern(words: Iterable[str], stems: Iterable[str] = ()) -> re.Pattern[str]:
    """Give the pattern of runs of letters that are one of `words` or begin with one of `stems`, and of runs of digits.

    It is for texts in lower case. It is a tree of letters, so a word that is none costs a sign or two.
    """
    endings = {**dict.fromkeys(words, rf"(?!{LETTER})"), **dict.fromkeys(stems, "")}
    return re.compile(rf"(?<!{LETTER})(?:{tree(endings) or '(?!)'})|(?<!\d)\d")


def tree(endings: dict[str, str]) -> str:
    """Give the pattern of some words, each with the pattern that must follow it, shared beginnings told once."""
    by_sign: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word, ending in sorted(endings.items()):
        if word:
            by_sign[word[0]][word[1:]] = ending
    choices = []
    for sign, rest in by_sign.items():
        inner = tree(rest)
        whole = rest.get("")
        if whole is not None:
            inner = f"(?:{inner}|{whole})" if inner and whole else f"(?:{inner})?" if inner else whole
        elif "|" in inner:
            inner = f"(?:{inner})"
        choices.append(re.escape(sign) + inner)
    return "|".join(choices)
