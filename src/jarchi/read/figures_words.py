"""The words of numbers: a language's numerals, scales, fractions, shares and vague numbers as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from jarchi.read.dates_grammar import folded, literal
from jarchi.read.figures_numbers import BLANKS
from jarchi.read.lexicon import load_lexicon
from jarchi.read.openings import opening_pattern


class NumberWords(msgspec.Struct, frozen=True):
    """What a language's numbers are written with, ready to match at the beginning of a number.

    `words` matches numerals, `fraction` "two thirds", `ratio` "one in three", `vague` "tens of thousands" and "a few
    hundred", `multiple` "twice"; `scale` and `half` ("and a half") what may follow a number, `half_of` what makes
    "half" a half of the next scale ("half a million"),
    `firsts` and `stems` the first words of numbers, `weak` those that begin one only with what
    `behind_weak` matches ("a", "many"), `openers` both; `opening` finds these in lower case. Tables give
    values by folded word.
    """

    spaced: bool
    values: dict[str, Decimal]
    scales: dict[str, Decimal]
    fractions: dict[str, Decimal]
    multiples: dict[str, Decimal]
    vagues: dict[str, Decimal]
    digits: re.Pattern[str]
    words: re.Pattern[str]
    scale: re.Pattern[str]
    scale_word: re.Pattern[str]
    fraction: re.Pattern[str]
    ratio: re.Pattern[str]
    vague: re.Pattern[str]
    multiple: re.Pattern[str]
    half: re.Pattern[str]
    half_of: re.Pattern[str]
    firsts: frozenset[str]
    stems: tuple[str, ...]
    weak: frozenset[str]
    openers: frozenset[str]
    opening: re.Pattern[str]
    behind_weak: re.Pattern[str]

    def may_begin(self, text: str, start: int, word: str) -> bool:
        """Tell whether a number may begin with this run of letters, lower case, which stands at `start`."""
        if word in self.weak:
            return self.behind_weak.match(text, start) is not None
        return word in self.firsts or bool(self.stems and word.startswith(self.stems))


@cache
def number_words(language: str) -> NumberWords:
    """Give the words of numbers of `language`; where there is no lexicon, digits remain."""
    lexicon = load_lexicon(language, "figures")
    spaced = lexicon.get("spaced", True)
    edge = r"(?!\w)" if spaced else ""
    gap = r"[\s\u00ad-]{0,2}" if spaced else r"\s?"
    numbers, scales = lexicon.get("numbers", {}), lexicon.get("scales", {})
    multiples, few, many = lexicon.get("multiples", {}), lexicon.get("few", {}), lexicon.get("many", {})
    fractions = decimals(lexicon.get("fractions", {})) | parts(lexicon)
    scale = choice(scales)
    articles = choice(name for name, value in numbers.items() if not value)
    later = choice([*(name for name, value in numbers.items() if value), *scales])
    blanks = BLANKS if " " in lexicon.get("grouping", " ") else BLANKS[1:]
    joint = "".join(rf"(?:{literal(link)}\s{{1,2}})?" for link in lexicon.get("and", ()))
    of = rf"\s(?:{choice(lexicon.get('what', {}).get('of', ()))}\s)?"
    weak = first_words([*(name for name, value in numbers.items() if not value), *few], spaced)
    firsts = first_words([*numbers, *scales, *fractions, *multiples, *few, *many], spaced)
    stems = frozenset(word for word in firsts if word.endswith("*"))
    return NumberWords(
        spaced=spaced,
        values=decimals(numbers),
        scales=decimals(scales),
        fractions=fractions,
        multiples=decimals(multiples),
        vagues=decimals(scales) | decimals(few) | decimals(many),
        digits=re.compile(rf"\d{{1,3}}(?:[{blanks}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,٫٬]\d+)*"),
        words=pattern(rf"(?:{articles}{gap}{scale}|{later}){edge}(?:{gap}{joint}{later}{edge})*"),
        scale=pattern(rf"{gap}(?P<scale>{scale}){edge}"),
        scale_word=pattern(scale),
        fraction=pattern(choice(fractions) + edge),
        ratio=ratio_pattern(lexicon, choice(numbers), edge),
        vague=pattern(rf"(?:{choice(many)}(?:{of}{choice(many)})*|{choice(few)}{of}{scale}(?:{of}{scale})*){edge}"),
        multiple=pattern(choice(multiples) + edge),
        half=pattern(rf"\s{{1,2}}{choice(lexicon.get('and_half', ()))}{edge}"),
        half_of=pattern(rf"\s{{1,2}}{choice(lexicon.get('half_of', ()))}(?:\s{{1,2}}(?P<scale>{scale}){edge})?"),
        firsts=firsts - stems - weak,
        stems=tuple(sorted(stem.rstrip("*") for stem in stems)),
        weak=weak,
        openers=firsts | weak,
        opening=opening_pattern(firsts - stems | weak, (stem.rstrip("*") for stem in stems)),
        behind_weak=pattern(rf"(?:{articles}{gap}|{choice(few)}{of}){scale}|{choice(fractions)}"),
    )


def first_words(words: Iterable[str], spaced: bool) -> frozenset[str]:
    """Give the first words, folded, of the wordings of numbers: of a script without blanks the first signs."""
    return frozenset(re.split(r"[\s'-]", folded(word))[0] if spaced else word[0] for word in words)


def ratio_pattern(lexicon: dict[str, Any], number: str, edge: str) -> re.Pattern[str]:
    """Give the pattern of a share told as one of some; groups: part, in or out, every, whole."""
    words = lexicon.get("ratio", {})
    every = rf"(?:\s(?P<every>{choice(words.get('every', ()))}))?"
    links = rf"(?:(?P<in>{choice(words.get('in', ()))})|(?P<out>{choice(words.get('out', ()))}))"
    return pattern(rf"(?P<part>\d{{1,3}}|{number})\s{links}{every}\s(?P<whole>\d{{1,3}}(?![\d.,]\d)|{number}){edge}")


def parts(lexicon: dict[str, Any]) -> dict[str, Decimal]:
    """Give the fractions that numerals and the names of parts make: "a third", "two-thirds"."""
    found: dict[str, Decimal] = {}
    plural = lexicon.get("part_plural", "")
    for name, whole in lexicon.get("parts", {}).items():
        for numeral, count in lexicon.get("numbers", {}).items():
            if count < whole and count < 10:
                ending = plural if count > 1 else ""
                for joint in (" ", "-"):
                    found[f"{numeral}{joint}{name}{ending}"] = Decimal(count or 1) / Decimal(whole)
    return found


def decimals(table: dict[str, Any]) -> dict[str, Decimal]:
    """Give the values of a table by folded word: exactly as they are written there, or as the quotient of "1/3"."""
    return {folded(word): quotient(str(value)) for word, value in table.items()}


def quotient(written: str) -> Decimal:
    """Give the value of "1/3" or "0.5"."""
    over, _, under = written.partition("/")
    return Decimal(over) / Decimal(under or 1)


def pattern(source: str) -> re.Pattern[str]:
    """Give a pattern that does not tell capitals."""
    return re.compile(source, re.IGNORECASE)


def choice(words: Iterable[str]) -> str:
    """Give the pattern of a choice of words, the longest first, sorted by first letter; of none, a failing one."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if not ordered:
        return "(?!)"
    if len(ordered) < 24:
        return "(?:" + "|".join(map(literal, ordered)) + ")"
    heads: dict[str, list[str]] = {}
    for word in ordered:
        heads.setdefault(word[:2] if word[:2].isalpha() else "", []).append(word)
    grouped = (
        "|".join(map(literal, group)) if not head else f"(?={head})(?:{'|'.join(map(literal, group))})"
        for head, group in sorted(heads.items(), reverse=True)
    )
    return "(?:" + "|".join(grouped) + ")"
