"""Building a figure: the number at a place, then its money sign, range, unit, bounds and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from itertools import islice, takewhile

import msgspec
from msgspec.structs import replace

from jarchi.read.dates_grammar import folded, looked_up
from jarchi.read.figures_grammar import BOUNDS, Grammar
from jarchi.read.figures_numbers import as_number, composed, number_of
from jarchi.read.figures_what import counted_phrase
from jarchi.read.page import Page
from jarchi.records.readings import Bound, Figure
from jarchi.records.spans import Span

BEFORE = 40
"""Code points before a number in which a bound or a money sign can stand."""

MOST = 2**53
"""Values from here on are not exact in a double, and nothing that news count is so many."""

WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`][^\W\d_]+)*")


class Number(msgspec.Struct, frozen=True):
    """A number with its scale word: `[start, end)` in the text."""

    start: int
    end: int
    value: Decimal
    in_digits: bool
    scale: Decimal = Decimal(1)
    is_fraction: bool = False


class Draft(msgspec.Struct, frozen=True):
    """A number and what stands around it, before it is judged; `before` is the text of the sentence before it."""

    number: Number
    start: int
    end: int
    upper: Decimal | None = None
    bound: Bound = "="
    unit: str | None = None
    what: Span | None = None
    before: str = ""


def figure_of(draft: Draft) -> Figure:
    """Give the figure that `draft` describes."""
    return Figure(
        span=Span(draft.start, draft.end),
        value=as_number(draft.number.value),
        upper=None if draft.upper is None else as_number(draft.upper),
        bound=draft.bound,
        unit=draft.unit,
        what=draft.what,
    )


def draft_at(page: Page, sentence: Span, start: int, grammar: Grammar) -> tuple[int, Draft | None]:
    """Give where to look on, and the draft of the number that begins at `start`, if its value is sure."""
    end, number = number_at(page.text, start, sentence.end, grammar)
    if number is None or number.value >= MOST:
        return end, None
    draft = Draft(number, number.start, number.end)
    draft = with_symbol(page.text, sentence, draft, grammar)
    draft = with_range(page.text, sentence, draft, grammar)
    draft = with_unit(page.text, sentence, draft, grammar)
    draft = with_bound(page.text, sentence, draft, grammar)
    return max(end, draft.end), draft


def number_at(text: str, start: int, end: int, grammar: Grammar) -> tuple[int, Number | None]:
    """Give where the number at `start` ends, and the number itself where its value is sure."""
    is_digit = text[start].isdigit()
    found = (grammar.digits if is_digit else grammar.words).match(text, start, end)
    if not found:
        return start + 1, None
    if not is_digit:
        return found.end(), words_number(found, grammar)
    value = number_of(found[0], grammar.lexicon.get("grouping", ""), grammar.lexicon.get("decimal", ""))
    scale = grammar.scale.match(text, found.end(), end)
    if value is None or not scale:
        return found.end(), value if value is None else Number(start, found.end(), value, True)
    times = looked_up(scale["scale"], grammar.scales)
    return scale.end(), Number(start, scale.end(), value * times, True, times)


def words_number(found: re.Match[str], grammar: Grammar) -> Number | None:
    """Give the number that `found` says in words, or the fraction."""
    if found.groupdict().get("fraction"):
        value = grammar.fractions[folded(found[0])]
        return Number(*found.span(), value, False, is_fraction=True)
    words = [folded(word) for word in (WORD.findall(found[0]) if grammar.spaced else found[0])]
    values = [
        (grammar.values[word], False) if word in grammar.values else (looked_up(word, grammar.scales), True)
        for word in words
        if word in grammar.values or grammar.scale_word.fullmatch(word)
    ]
    total = composed(values)
    scale = max((value for value, is_scale in values if is_scale), default=Decimal(1))
    return Number(*found.span(), total, False, scale) if total is not None else None


def with_symbol(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with the money sign before it as its unit."""
    found = grammar.symbol.search(text[max(sentence.start, draft.start - 8) : draft.start])
    if not found or not draft.number.in_digits:
        return draft
    return replace(draft, start=draft.start - len(found[0]), unit=grammar.symbols[found["symbol"]])


def with_range(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with its upper end, where a second, larger number follows that is no other figure."""
    joint = grammar.joiner.match(text, draft.end, sentence.end)
    if not joint or draft.number.is_fraction:
        return draft
    place = joint.end()
    sign = next(
        (sign for sign, code in grammar.symbols.items() if code == draft.unit and text.startswith(sign, place)), ""
    )
    place += len(sign)
    begins = place < sentence.end and (text[place].isdigit() or bool(grammar.words.match(text, place, sentence.end)))
    second = number_at(text, place, sentence.end, grammar)[1] if begins else None
    if not second or second.in_digits != draft.number.in_digits:
        return draft
    first = draft.number
    if second.scale > 1 and first.scale == 1 and first.value < 1000:
        first = replace(first, value=first.value * second.scale)
    before = last_word(text[max(sentence.start, draft.start - BEFORE) : draft.start])
    if not first.value < second.value < MOST or not is_range(joint.lastgroup or "", before, first, second, grammar):
        return draft
    return replace(draft, number=first, end=second.end, upper=second.value)


def is_range(joint: str, before: str, first: Number, second: Number, grammar: Grammar) -> bool:
    """Tell whether two numbers joined so are the ends of one range; `before` is the word before the first."""
    if joint == "dash":
        return first.in_digits
    if joint == "or":
        return second.value <= 2 * first.value
    if joint == "and":
        return before in grammar.words_of("between")
    starts = grammar.words_of("range_from")
    return before in starts if starts else before not in grammar.words_of("from")


def with_unit(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with the unit or currency that follows it."""
    found = None if draft.unit or draft.number.is_fraction else grammar.unit.match(text, draft.end, sentence.end)
    if not found:
        return draft
    wording = folded(found[found.lastgroup or 0])
    return replace(draft, end=found.end(), unit=grammar.units[wording])


def with_bound(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with its bound, what it counts, and the text before it."""
    before = text[max(sentence.start, draft.start - BEFORE) : draft.start]
    found, place = grammar.before.search(before), draft.end
    is_change = found is not None and grammar.change.search(before[: found.start()]) is not None
    bound: Bound = BOUNDS[(found.lastindex or 1) - 1] if found and not is_change else "="
    after = grammar.after.match(text, draft.end, sentence.end)
    if after:
        bound, place = BOUNDS[(after.lastindex or 1) - 1], after.end()
    is_share = draft.unit is not None or draft.number.is_fraction
    is_money = draft.unit is not None and draft.unit.isupper() and len(draft.unit) == 3
    is_counting = grammar.counts_money or not is_money
    what = counted_phrase(text, place, sentence.end, grammar.language, is_share) if is_counting else None
    return replace(draft, bound=bound, what=what, before=before[: found.start()] if found else before)


def last_word(before: str) -> str:
    """Give the word, lower case, that ends `before`, or nothing."""
    words = before.split()
    return words[-1].lower().rstrip(".") if words and before[-1:].isspace() else ""


def as_of_in(page: Page, sentence: Span, grammar: Grammar) -> str | None:
    """Give the date as of which the figures of a sentence hold, where it says so."""
    first = bisect_left(page.dates, sentence.start, key=lambda date: date.span.start)
    for date in takewhile(lambda date: date.span.start < sentence.end, islice(page.dates, first, None)):
        before = page.text[max(sentence.start, date.span.start - BEFORE) : date.span.start]
        if date.kind == "date" and "/" not in date.value and grammar.as_of.search(before):
            return date.value
    return None
