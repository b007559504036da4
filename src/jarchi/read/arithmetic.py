"""Arithmetic: whether the figures of one text agree with each other; nothing is corrected.

Values are taken with the rounding they are written with: "1.2 million" is from 1.15 to 1.25 million, "3,000" from
2,500 to 3,500, "24 percent" from 23.5 to 24.5. A sum is doubted only where no values inside these bounds bear it out.
Figures that are bounds or ranges ("more than 20", "3 to 5") are not reckoned with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from jarchi.read.figures_grammar import Grammar, grammar_of
from jarchi.read.figures_units import TIMES
from jarchi.read.figures_words import choice
from jarchi.records.readings import Check, CheckKind, Figure
from jarchi.records.spans import Span

PERCENT = "percent"
TELLING = 3
"""Digits, less the noughts at the end, from which two values of one thing are not just two counts."""

MOST_PARTS = 8
CLOSE = 60
"""Code points between figures that belong to one sum."""

Interval = tuple[Fraction, Fraction]
DIGITS = re.compile(r"\d[\d.,\s\u00a0\u202f]*")


def checks_of(
    text: str, sentences: Sequence[Span], figures: Sequence[Figure], language: str | None
) -> tuple[Check, ...]:
    """Give the sums of a text that can be checked, in order of their first figure, those that hold too."""
    grammar = grammar_of(language or "")
    found: list[Check] = []
    index = 0
    for sentence in sentences:
        here = []
        while index < len(figures) and figures[index].span.start < sentence.end:
            here.append(index)
            index += 1
        if len(here) > 1:
            found += shares(text, here, figures, grammar)
            found += changes(text, here, figures)
            found += totals(text, sentence, here, figures, grammar)
    return (*found, *doubles(text, figures))


def shares(text: str, here: Sequence[int], figures: Sequence[Figure], grammar: Grammar) -> Iterator[Check]:
    """Check a per cent told with its part and its whole: "24 percent (3,412) of 14,286"."""
    rules = grammar.lexicon.get("what", {})
    article = rf"(?:\s{choice(rules.get('articles', ()))})?"
    of = rf"\W*{choice(rules.get('of', ()))}{article}\s*" if grammar.counts_money else "(?!)"
    aside = rf"\s*\(|,?\s*{choice(grammar.lexicon.get('or_share', ()))}\s+"
    orders = (
        ((0, 1, 2), aside, rf"\)?,?{of}"),
        ((1, 0, 2), aside, rf"\)?,?{of}"),
        ((2, 0, 1), of, aside),
    )
    for three in zip(here, here[1:], here[2:], strict=False):
        for (share, part, whole), first, second in orders:
            per, some, total = (three[place] for place in (share, part, whole))
            if not is_share(figures[per], figures[some], figures[total]):
                continue
            if not joins(text, three[:2], figures, first) or not joins(text, three[1:], figures, second):
                continue
            low, high = bounds_of(text, figures[some])
            least, most = bounds_of(text, figures[total])
            told = bounds_of(text, figures[per])
            if low < 0 or least <= 0:
                continue
            reckoned = (100 * low / most, 100 * high / least)
            holds = meet(told, reckoned)
            exact = 100 * Fraction(figures[some].value) / Fraction(figures[total].value)
            message = f"{quoted(text, figures[some])} of {quoted(text, figures[total])} is {shown(exact)} percent, "
            yield told_of("share", (per, some, total), holds, message + f"not {quoted(text, figures[per])}")
            break


def is_share(per: Figure, some: Figure, total: Figure) -> bool:
    """Tell whether three figures can be a per cent, a part and a whole."""
    plain = all(figure.bound == "=" and figure.upper is None for figure in (per, some, total))
    units = {figure.unit for figure in (some, total)} - {None, "people"}
    return plain and per.unit == PERCENT and PERCENT not in units and len(units) < 2 and 0 <= some.value < total.value


def joins(text: str, two: Sequence[int], figures: Sequence[Figure], pattern: str) -> bool:
    """Tell whether what stands between two figures, but for what the first counts, is of this form."""
    one, other = figures[two[0]], figures[two[1]]
    start = max(one.span.end, one.what.end) if one.what and one.what.end <= other.span.start else one.span.end
    between = text[start : other.span.start]
    return len(between) <= CLOSE and re.fullmatch(pattern, between, re.IGNORECASE) is not None


def changes(text: str, here: Sequence[int], figures: Sequence[Figure]) -> Iterator[Check]:
    """Check a change against the level it came to and the one before: "rose 5 % to 1,884 from 1,794"."""
    for level in here:
        told = {figures[index].role: index for index in here if figures[index].level == level}
        if "change" not in told or "before" not in told:
            continue
        change, before = told["change"], told["before"]
        three = [figures[index] for index in (change, level, before)]
        same_unit = three[1].unit == three[2].unit or three[2].unit is None
        if not same_unit or any(one.bound != "=" or one.upper is not None for one in three) or three[2].value <= 0:
            continue
        now, was = bounds_of(text, three[1]), bounds_of(text, three[2])
        apart = spread(now, was)
        exact = abs(Fraction(three[1].value) - Fraction(three[2].value))
        if three[0].unit == PERCENT and three[1].unit != PERCENT:
            if was[0] <= 0:
                continue
            apart = (100 * apart[0] / was[1], 100 * apart[1] / was[0])
            exact = 100 * exact / Fraction(three[2].value)
        elif not alike(three[0], three[1]):
            continue
        holds = meet(bounds_of(text, three[0]), apart)
        unit = " percent" if three[0].unit == PERCENT else ""
        message = f"from {quoted(text, three[2])} to {quoted(text, three[1])} is a change of {shown(exact)}{unit}, "
        yield told_of("change", (change, level, before), holds, message + f"not {quoted(text, three[0])}")


def alike(change: Figure, level: Figure) -> bool:
    """Tell whether a change is told in the unit of its level; of per cents in points."""
    points = {"percentage point", "point", "basis point"}
    return change.unit in {level.unit, None} or (level.unit == PERCENT and change.unit in points - {"basis point"})


def totals(
    text: str, sentence: Span, here: Sequence[int], figures: Sequence[Figure], grammar: Grammar
) -> Iterator[Check]:
    """Check a total against the parts that are counted up behind a colon or in brackets: "63: 40 men and 23 women"."""
    links = rf"[^\d.;:()]{{0,{CLOSE}}}"
    for place, total in enumerate(here[:-2]):
        parts = list(here[place + 1 : place + 1 + MOST_PARTS])
        opening = text[end_of(figures[total]) : figures[parts[0]].span.start]
        found = re.fullmatch(r"[^\d.;:()]{0,30}?\s?([:(])\s?", opening)
        if not found:
            continue
        closing = text.find(")", figures[parts[0]].span.end, sentence.end) if found[1] == "(" else sentence.end
        parts = [part for part in parts if figures[part].span.end <= closing]
        gaps = pairwise(parts)
        is_list = all(re.fullmatch(links, text[figures[a].span.end : figures[b].span.start]) for a, b in gaps)
        members = [figures[total], *(figures[part] for part in parts)]
        if len(parts) < 2 or not is_list or not countable(members):
            continue
        bounds = [bounds_of(text, member) for member in members]
        added = (sum((low for low, _ in bounds[1:]), Fraction(0)), sum((high for _, high in bounds[1:]), Fraction(0)))
        exact = sum((Fraction(member.value) for member in members[1:]), Fraction(0))
        counted = " + ".join(member.span.of(text) for member in members[1:])
        message = f"{counted} is {shown(exact)}, not {quoted(text, members[0])}"
        yield told_of("sum", (total, *parts), meet(bounds[0], added), message)


def countable(members: Sequence[Figure]) -> bool:
    """Tell whether figures can be a total and its parts: plain counts of things, or sums in one currency."""
    units = {None if member.unit == "people" else member.unit for member in members}
    is_plain = all(member.bound == "=" and member.upper is None for member in members)
    is_smaller = all(0 < member.value < members[0].value for member in members[1:])
    return is_plain and is_smaller and len(units) == 1 and not units & {PERCENT, *TIMES}


def doubles(text: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """Check two values for one thing that differ by a slip of the pen: a digit, or two that changed places.

    Only values of some digits, of the same unit, that count what is told in the same two or more words.
    """
    known: dict[tuple[str, str | None], list[int]] = {}
    for index, figure in enumerate(figures):
        what = " ".join(figure.what.of(text).lower().split()) if figure.what else ""
        if " " not in what or figure.bound != "=" or figure.upper is not None or figure.unit in TIMES:
            continue
        for before in known.setdefault((what, figure.unit), []):
            if is_slip(figures[before].value, figure.value):
                one, two = quoted(text, figures[before]), quoted(text, figure)
                yield told_of("same", (before, index), False, f"{one} and {two} are told of the same: {what}")
                break
        known[what, figure.unit].append(index)


def is_slip(one: float, two: float) -> bool:
    """Tell whether two values differ in one digit, or in two neighbours that changed places."""
    left, right = f"{one:g}" if one != int(one) else str(int(one)), f"{two:g}" if two != int(two) else str(int(two))
    if len(left) != len(right) or left == right or min(len(side.rstrip("0")) for side in (left, right)) < TELLING:
        return False
    differ = [place for place in range(len(left)) if left[place] != right[place]]
    if len(differ) == 1:
        return len(left) > TELLING and differ[0] < len(left) - 1
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and left[differ[0]] == right[differ[1]]
        and (left[differ[1]] == right[differ[0]])
    )


def bounds_of(text: str, figure: Figure) -> Interval:
    """Give the least and the most that a value, as it is rounded in the text, stands for."""
    value = Fraction(figure.value)
    digits = DIGITS.search(figure.span.of(text))
    if not digits or not value:
        return value, value
    written = re.sub(r"\D", "", digits[0]).lstrip("0") or "0"
    places = Fraction(1)
    while abs(value) / places >= 10 ** len(written):
        places *= 10
    while abs(value) / places < 10 ** (len(written) - 1):
        places /= 10
    is_count = figure.unit != PERCENT and re.search(r"[.,]\d{1,2}\D*\Z", digits[0]) is None
    noughts = len(written) - len(written.rstrip("0")) if is_count else 0
    noughts = noughts if noughts > 1 else 0
    half = places * 10**noughts / 2 if noughts or places != 1 or figure.unit == PERCENT else Fraction(0)
    return value - half, value + half


def spread(one: Interval, two: Interval) -> Interval:
    """Give how little and how much two values can lie apart."""
    least = max(one[0] - two[1], two[0] - one[1], Fraction(0))
    return least, max(one[1] - two[0], two[1] - one[0])


def meet(one: Interval, two: Interval) -> bool:
    """Tell whether two intervals share a value."""
    return one[0] <= two[1] and two[0] <= one[1]


def told_of(kind: CheckKind, figures: tuple[int, ...], holds: bool, message: str) -> Check:
    """Give a check, with its message where it does not hold."""
    return Check(kind, figures, holds, "" if holds else message)


def quoted(text: str, figure: Figure) -> str:
    """Give the words of a figure."""
    return f"“{' '.join(figure.span.of(text).split())}”"


def end_of(figure: Figure) -> int:
    """Give where a figure ends with what it counts."""
    return max(figure.span.end, figure.what.end) if figure.what else figure.span.end


def shown(value: Fraction) -> str:
    """Give a value for a person: whole, or with one or two decimals."""
    return f"{float(value):,.0f}" if value.denominator == 1 or value >= 1000 else f"{float(value):,.1f}"
