"""Building a figure: the number at a place, then its money sign, range, unit, bounds and what it counts."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from jarchi.read.dates_grammar import folded, looked_up
from jarchi.read.figures_amounts import Number, number_at
from jarchi.read.figures_grammar import BOUNDS, Grammar
from jarchi.read.figures_numbers import as_number
from jarchi.read.figures_units import PEOPLE, is_currency
from jarchi.read.figures_what import counted_phrase
from jarchi.read.page import Page
from jarchi.records.readings import Bound, Figure
from jarchi.records.spans import Span

BEFORE = 40
"""Code points before a number in which a bound or a money sign can stand."""

CHANGE = 80
"""Code points before "from" in which a word of change makes two numbers a before and an after."""

MOST = 2**53
"""Values from here on are not exact in a double, and nothing that news count is so many."""

SIGN = 8
"""Code points that a money sign or a minus takes up."""

WIDEST = 3
"""How many times the lower end the upper end of "by 10 to 15" may be; beyond it the two are a change and a level."""

COMPOUND = re.compile(r"[-‐‑]([^\W\d_]{3,})(?=\s[^\W\d_])")


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
    is_negative: bool = False


def figure_of(draft: Draft) -> Figure:
    """Give the figure that `draft` describes."""
    value = as_number(draft.number.value)
    return Figure(
        span=Span(draft.start, draft.end),
        value=-value if draft.is_negative else value,
        upper=None if draft.upper is None else as_number(draft.upper),
        bound=draft.bound,
        unit=draft.unit,
        what=draft.what,
    )


def draft_at(page: Page, sentence: Span, start: int, taken: int, grammar: Grammar) -> tuple[int, Draft | None]:
    """Give where to look on, and the draft of the number that begins at `start`, if its value is sure.

    What lies before `taken` belongs to an earlier number: no money sign and no minus is looked for there.
    """
    end, number = number_at(page.text, start, sentence.end, grammar)
    if number is None or not number.value < MOST:
        return end, None
    free = Span(taken, sentence.end)
    draft = Draft(number, number.start, number.end, unit=number.unit)
    draft = with_symbol(page.text, free, draft, grammar)
    draft = with_range(page.text, sentence, draft, grammar)
    draft = with_unit(page.text, sentence, draft, grammar)
    draft = with_minus(page.text, free, draft, grammar)
    draft = with_bound(page.text, sentence, draft, grammar)
    draft = with_what(page.text, sentence, draft, grammar)
    return max(end, draft.end), draft


def with_symbol(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with the money sign before it as its unit, and the short scale that only sums have ("$5m")."""
    found = grammar.symbol.search(text[max(sentence.start, draft.start - SIGN) : draft.start])
    if not found or not draft.number.in_digits:
        return draft
    number = draft.number
    scale = grammar.lexicon.get("money_scales", {}).get(text[number.end : number.end + 1].lower())
    if scale and number.scale == 1 and not text[number.end + 1 : number.end + 2].isalnum():
        number = replace(number, value=number.value * scale, scale=Decimal(scale), end=number.end + 1)
    start, unit = draft.start - len(found[0]), grammar.symbols[found["symbol"]]
    return replace(draft, number=number, start=start, end=number.end, unit=unit)


def with_range(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with its upper end, where a second, larger number follows that is no other figure."""
    joint = grammar.joiner.match(text, draft.end, sentence.end)
    if not joint or draft.number.is_share or draft.number.bound != "=":
        return draft
    place = joint.end()
    sign = next(
        (sign for sign, code in grammar.symbols.items() if code == draft.unit and text.startswith(sign, place)), ""
    )
    place += len(sign)
    begins = place < sentence.end and (text[place].isdigit() or bool(grammar.numbers.words.match(text, place)))
    second = number_at(text, place, sentence.end, grammar)[1] if begins else None
    if not second or second.in_digits != draft.number.in_digits or second.is_share:
        return draft
    if sign:
        second = with_symbol(text, sentence, Draft(second, second.start, second.end), grammar).number
    first = draft.number
    if second.scale > 1 and first.scale == 1 and first.value < 1000:
        first = replace(first, value=first.value * second.scale)
    before = text[max(sentence.start, draft.start - CHANGE) : draft.start]
    if not first.value < second.value < MOST or not is_range(joint.lastgroup or "", before, first, second, grammar):
        return draft
    return replace(draft, number=first, end=second.end, upper=second.value)


def is_range(joint: str, before: str, first: Number, second: Number, grammar: Grammar) -> bool:
    """Tell whether two numbers joined so are the ends of one range; `before` is the text before the first."""
    word = last_word(before)
    if joint == "dash":
        return first.in_digits
    if joint == "or":
        return second.value <= 2 * first.value
    if joint == "and":
        return word in grammar.words_of("between")
    if grammar.words_of("range_from"):
        return word in grammar.words_of("range_from")
    if word in grammar.words_of("by"):
        return second.value <= WIDEST * first.value
    return word not in grammar.words_of("from") or not grammar.change.search(before)


def with_unit(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with the unit or currency that follows it; behind a vague number an "of" may stand between."""
    if draft.unit:
        return draft
    number, place = draft.number, draft.end
    if number.is_share:
        joint = grammar.numbers.half_of.match(text, place, sentence.end)
        place = joint.end() if joint else sentence.end
    found = grammar.unit.match(text, place, sentence.end)
    if not found and number.bound != "=" and (joint := grammar.of.match(text, place, sentence.end)):
        found = grammar.unit.match(text, joint.end(), sentence.end)
    if not found or not is_unit(text, draft.end, found, draft):
        return draft
    unit = (
        grammar.symbols[found["code"]]
        if found["code"]
        else looked_up(folded(found[found.lastgroup or 0]), grammar.units)
    )
    return replace(draft, number=replace(number, is_share=False), end=found.end(), unit=unit)


def is_unit(text: str, place: int, found: re.Match[str], draft: Draft) -> bool:
    """Tell whether a wording is the unit it looks like: a symbol of one letter stands apart and is not capital."""
    wording = found["word"] or ""
    is_symbol = len(wording) == 1 and wording.upper() != wording.lower()
    return not is_symbol or (wording.islower() and text[place : place + 1].isspace() and draft.number.in_digits)


def with_minus(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` as less than nothing, where a minus stands before it and a unit behind."""
    found = grammar.minus.search(text[max(sentence.start, draft.start - SIGN) : draft.start])
    if not found or not draft.unit or draft.upper is not None or not draft.number.value or not draft.number.in_digits:
        return draft
    return replace(draft, start=draft.start - len(found[0]), is_negative=True)


def with_bound(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with its bound and the text before it; a firm bound goes above "about" beside it."""
    before = text[max(sentence.start, draft.start - BEFORE) : draft.start]
    bound: Bound = draft.number.bound
    found = grammar.before.search(before)
    if found:
        firmer = grammar.before.search(before[: found.start()]) if said(found) == "~" else None
        found = firmer or found
        earlier = text[max(sentence.start, draft.start - CHANGE) : draft.start - len(before) + found.start()]
        is_change = found[0].strip().lower() in grammar.words_of("to") and grammar.change.search(earlier) is not None
        bound = bound if is_change else said(found)
        before = before[: found.start()]
    after = grammar.after.match(text, draft.end, sentence.end)
    return replace(draft, bound=said(after) if after else bound, before=before)


def said(found: re.Match[str]) -> Bound:
    """Give the bound that a wording stands for."""
    return BOUNDS[(found.lastindex or 1) - 1]


def with_what(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> Draft:
    """Give `draft` with what it counts: the phrase behind it, or the noun of a compound ("12-member")."""
    after = grammar.after.match(text, draft.end, sentence.end)
    rules = grammar.lexicon.get("what", {})
    compound = COMPOUND.match(text, draft.end, sentence.end) if rules.get("compound") else None
    if (
        compound
        and not draft.unit
        and not draft.number.is_share
        and compound[1].islower()
        and compound[1] not in rules["no_compound"]
    ):
        return replace(draft, what=Span(*compound.span(1)))
    is_share = draft.unit is not None or draft.number.is_share
    if is_currency(draft.unit) and not grammar.counts_money:
        return draft
    place = after.end() if after else draft.end
    what = counted_phrase(text, place, sentence.end, grammar.language, is_share and not draft.number.is_ratio)
    if not what and draft.number.is_share and (article := grammar.numbers.half_of.match(text, place, sentence.end)):
        what = counted_phrase(text, article.end(), sentence.end, grammar.language, has_unit=False)
    is_person = draft.unit is None and what is not None and folded(what.of(text)) in grammar.persons
    return replace(draft, what=what, unit=PEOPLE if is_person and not draft.number.is_share else draft.unit)


def last_word(before: str) -> str:
    """Give the word, lower case, that ends `before`, or nothing."""
    words = before.split()
    return words[-1].lower().rstrip(".") if words and before[-1:].isspace() else ""
