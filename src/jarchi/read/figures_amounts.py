"""Amounts: the number that begins at a place, in digits or words, with its scale, or a share or a vague number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import prod

import msgspec

from jarchi.read.dates_grammar import folded, looked_up
from jarchi.read.figures_grammar import Grammar
from jarchi.read.figures_numbers import composed, number_of
from jarchi.read.figures_words import NumberWords
from jarchi.records.readings import Bound

WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`][^\W\d_]+)*")
MIXED = re.compile(r"\s([1-9])/([2-9])(?![\d/])|\s?([¼½¾⅓⅔⅛⅜⅝⅞])")
HALF = Decimal("0.5")
TENS = (10, 100)
"""Wholes that a share may be told of with a part above one: "four in ten"; of others it is told "1 in 20"."""


class Number(msgspec.Struct, frozen=True):
    """A number with its scale word: `[start, end)` in the text.

    `is_share` tells a part of something ("half"), `is_ratio` one told of a number ("one in three"), `bound` what a
    vague word says by itself ("dozens").
    """

    start: int
    end: int
    value: Decimal
    in_digits: bool
    scale: Decimal = Decimal(1)
    is_share: bool = False
    is_ratio: bool = False
    bound: Bound = "="
    unit: str | None = None


def number_at(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, Number | None]:
    """Give where the number at `start` ends, and the number itself where its value is sure."""
    if found := ratio_at(text, start, end, grammar):
        return found.end, found
    if text[start].isdigit():
        return digits_at(text, start, end, grammar)
    for reader in (multiple_at, fraction_at, vague_at):
        if number := reader(text, start, end, grammar.numbers):
            return number.end, number
    match = grammar.numbers.words.match(text, start, end)
    return (match.end(), words_number(text, match, end, grammar.numbers)) if match else (start + 1, None)


def digits_at(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, Number | None]:
    """Give where the digits at `start` end with their scale, and the number where its value is sure."""
    found = grammar.numbers.digits.match(text, start, end)
    if not found:
        return start + 1, None
    value = number_of(found[0], grammar.lexicon.get("grouping", ""), grammar.lexicon.get("decimal", ""))
    if value is None:
        return found.end(), None
    place = found.end()
    if value == value.to_integral_value() and (mixed := MIXED.match(text, place, end)):
        part = Decimal(mixed[1]) / Decimal(mixed[2]) if mixed[1] else Decimal(str(unicodedata.numeric(mixed[3])))
        value, place = value + part, mixed.end()
    number = scaled(text, Number(start, place, value, True), end, grammar.numbers)
    return number.end, number


def scaled(text: str, number: Number, end: int, words: NumberWords) -> Number:
    """Give a number with what multiplies it: "and a half", a scale word."""
    value, place = number.value, number.end
    if half := words.half.match(text, place, end):
        value, place = value + HALF, half.end()
    times = number.scale
    if scale := words.scale.match(text, place, end):
        times, place = looked_up(scale["scale"], words.scales), scale.end()
        value *= times
    return msgspec.structs.replace(number, value=value, end=place, scale=times)


def words_number(text: str, found: re.Match[str], end: int, words: NumberWords) -> Number | None:
    """Give the number that `found` says in words."""
    spelled = [folded(word) for word in (WORD.findall(found[0]) if words.spaced else found[0])]
    values = [
        (words.values[word], False) if word in words.values else (looked_up(word, words.scales), True)
        for word in spelled
        if word in words.values or words.scale_word.fullmatch(word)
    ]
    total = composed(values)
    if not total:
        return None
    scale = max((value for value, is_scale in values if is_scale), default=Decimal(1))
    number = Number(*found.span(), total, False, scale)
    return scaled(text, number, end, words) if words.half.match(text, found.end(), end) else number


def fraction_at(text: str, start: int, end: int, words: NumberWords) -> Number | None:
    """Give the fraction at `start`; with a scale behind it a number ("half a million")."""
    found = words.fraction.match(text, start, end)
    if not found:
        return None
    value = words.fractions[re.sub(r"\s+", " ", folded(found[0]))]
    number = Number(*found.span(), value, False, is_share=True)
    half = words.half_of.match(text, found.end(), end) if value == HALF else None
    if not half or not half["scale"]:
        return number
    times = looked_up(half["scale"], words.scales)
    return Number(start, half.end(), value * times, False, times)


def vague_at(text: str, start: int, end: int, words: NumberWords) -> Number | None:
    """Give the vague number at `start` by the least it says: "tens of thousands" are more than 10,000.

    A numeral that begins there too and reaches farther goes first.
    """
    found = words.vague.match(text, start, end)
    plain = words.words.match(text, start, end) if found else None
    if not found or (plain and plain.end() > found.end()):
        return None
    values, place = [], found.start()
    while place < found.end():
        longest = max(
            (word for word in words.vagues if folded(text[place : place + len(word)]) == word), key=len, default=""
        )
        if longest:
            values.append(words.vagues[longest])
        place += len(longest) or 1
    value = prod(values, start=Decimal(1))
    bound: Bound = "~" if values and values[0] == 2 else ">"
    return Number(*found.span(), value, False, value, bound=bound)


def multiple_at(text: str, start: int, end: int, words: NumberWords) -> Number | None:
    """Give the number of times that one word says ("twice")."""
    found = words.multiple.match(text, start, end)
    return Number(*found.span(), words.multiples[folded(found[0])], False, unit="times") if found else None


def ratio_at(text: str, start: int, end: int, grammar: Grammar) -> Number | None:
    """Give the share at `start` that is told as some of some ("one in three", "nine out of ten")."""
    words = grammar.numbers
    found = words.ratio.match(text, start, end)
    if not found:
        return None
    part, whole = (counted(found[group], words) for group in ("part", "whole"))
    is_idiom = part == 1 or whole in TENS
    is_said = found["every"] is not None or (found["in"] is not None and is_idiom)
    is_worded = found["out"] is not None and not any(found[group].isdigit() for group in ("part", "whole"))
    if not 0 < part < whole or not (is_said or is_worded):
        return None
    return Number(*found.span(), part / whole, False, is_share=True, is_ratio=True)


def counted(word: str, words: NumberWords) -> Decimal:
    """Give the value of a numeral, in digits or one word."""
    return Decimal(int(word)) if word.isdecimal() else words.values[folded(word)]
