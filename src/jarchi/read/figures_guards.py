"""Guards: which numbers are figures, and which are labels, ordinals, years, times, or tell nothing."""

from __future__ import annotations

import re

from jarchi.read.figures_build import Draft, last_word
from jarchi.read.figures_grammar import Grammar
from jarchi.read.figures_units import PEOPLE, TIMES
from jarchi.read.page import Page
from jarchi.records.spans import Span

STUCK_BEFORE = re.compile(r"(?:\d\s|[\w#№@=_/\\+:$€£¥₽₸]|[\w)][.,\-‐‑–—−]|[-−–])\Z")
STUCK_AFTER = re.compile(r"\w|[:/.]\d|[-‐‑–]\w|['’]\w")
STUCK_BEFORE_UNSPACED = re.compile(r"[A-Za-z\d#@=_/\\+:.第-]\Z")
STUCK_AFTER_UNSPACED = re.compile(r"[A-Za-z\d]|[:/.-]\d")
LIST_NUMBER = re.compile(r"[.)](?:\s|\Z)")
NEXT_WORD = re.compile(r"[\s-]{0,2}([^\W\d_]+)")
LAST_WORD = re.compile(r"([^\W\d_][\w'’-]*|№)\.?\s{1,2}\Z")
TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A count so written is a thousand and more to many, to others one and a bit."""

YEARS = range(1900, 2101)

THOUSAND = 1000
SHARES = ("percent", "percentage point")
"""Units of which one is told on purpose; "one day" and "one kilometer" may be any."""

SMALL = 10
"""Number words up to this one after "the", "these" ... name what is known rather than count it."""


def is_figure(page: Page, sentence: Span, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether `draft` is surely a figure."""
    text = page.text
    if is_stuck(text, draft, grammar) or is_time(page, draft, grammar) or is_label(sentence, draft, grammar):
        return False
    if draft.number.is_share:
        return draft.what is not None or draft.bound != "="
    if draft.number.unit or draft.number.bound != "=":
        return True
    is_year = draft.unit is None and is_year_like(text, draft) and not counts_plainly(text, draft)
    if is_year or is_mere_word(text, draft, grammar) or is_list_number(text, sentence, draft):
        return False
    if draft.unit or draft.what or draft.bound != "=" or draft.number.scale > 1 or is_grouped(text, draft):
        return True
    return is_told(text, sentence, draft, grammar)


def is_told(text: str, sentence: Span, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the words beside a bare number show that it counts: "killing 12", "19 of", "87 voted"."""
    if draft.number.in_digits and draft.number.value != draft.number.value.to_integral_value():
        return True
    following = NEXT_WORD.match(text, draft.end, sentence.end)
    after = following[1].lower() if following else ""
    if after in grammar.words_of("after_bare") or (after and fits(grammar, "after_verbs", after)):
        return True
    before = last_word(draft.before)
    return before in grammar.words_of("before_bare") or (bool(before) and fits(grammar, "before_verbs", before))


def fits(grammar: Grammar, name: str, word: str) -> bool:
    """Tell whether a word has the shape that the lexicon gives under `name`."""
    return re.fullmatch(grammar.lexicon.get(name, "(?!)"), word) is not None


def is_stuck(text: str, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number is a part of something longer: a code, a score, an ordinal, a telephone number."""
    before, after = text[max(0, draft.start - 2) : draft.start], text[draft.end : draft.end + 2]
    if not grammar.spaced:
        return bool(STUCK_BEFORE_UNSPACED.search(before) or STUCK_AFTER_UNSPACED.match(after))
    is_compound = draft.what is not None and draft.what.start == draft.end + 1
    if is_compound or (draft.end == draft.number.end and grammar.after.match(text, draft.end)):
        after = ""
    if draft.unit in TIMES and draft.end > draft.number.end and after[:1] == "-":
        after = ""
    return bool(STUCK_BEFORE.search(before) or STUCK_AFTER.match(after))


def is_time(page: Page, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number is part of a point in time that no date covers ("two years ago", "5 May")."""
    following = NEXT_WORD.match(page.text, draft.end)
    after = following[1].lower() if following else ""
    if draft.unit in TIMES:
        return after in grammar.words_of("after_times") or is_year_like(page.text, draft)
    if draft.unit is None and after in grammar.time_words:
        return True
    return draft.unit is None and page.published is None and last_word(draft.before) in grammar.months


def is_label(sentence: Span, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number names the thing before it ("Article 19", "Boeing 737")."""
    found = LAST_WORD.search(draft.before)
    if not found or draft.bound != "=" or not draft.number.in_digits or draft.start != draft.number.start:
        return False
    if found[1].lower() in grammar.words_of("labels") or draft.before.lower().rstrip().endswith(
        tuple(grammar.words_of("label_phrases"))
    ):
        return True
    is_first = draft.start - len(draft.before) + found.start() <= sentence.start
    return found[1][0].isupper() and not is_first and draft.what is None and draft.unit is None


def is_mere_word(text: str, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether a number is no sure count: an article or pronoun, a scale alone, "the two", "1.234"."""
    if draft.number.in_digits:
        return draft.unit in (None, PEOPLE) and bool(TWO_WAYS.fullmatch(text, draft.start, draft.end))
    word = text[draft.number.start : draft.number.end].lower()
    if word in grammar.words_of("not_alone") and draft.upper is None:
        return draft.unit is None or (draft.unit != PEOPLE and draft.number.value == 1 and draft.unit not in SHARES)
    following = NEXT_WORD.match(text, draft.end)
    if draft.before and text[draft.start].isupper() and following and following[1][0].isupper():
        return True
    return draft.number.value <= SMALL and last_word(draft.before) in grammar.words_of("not_after")


def is_grouped(text: str, draft: Draft) -> bool:
    """Tell whether the digits stand in groups, as those of codes and years do not."""
    return draft.number.in_digits and draft.number.value >= THOUSAND and not text[draft.start : draft.end].isdecimal()


def is_list_number(text: str, sentence: Span, draft: Draft) -> bool:
    """Tell whether the number counts the items of a list or the paragraphs of a text."""
    return draft.start == sentence.start and bool(LIST_NUMBER.match(text, draft.end))


def is_year_like(text: str, draft: Draft) -> bool:
    """Tell whether the number could be a year."""
    digits = text[draft.start : draft.number.end]
    return len(digits) == 4 and digits.isdecimal() and int(digits) in YEARS and draft.bound == "="


def counts_plainly(text: str, draft: Draft) -> bool:
    """Tell whether a noun in lower case follows, which a year would not have."""
    return draft.what is not None and draft.what.of(text).islower()
