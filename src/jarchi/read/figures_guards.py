"""Guards: which numbers are figures, and which are labels, ordinals, years, times, or tell nothing."""

from __future__ import annotations

import re

from jarchi.read.figures_build import Draft, last_word
from jarchi.read.figures_grammar import Grammar
from jarchi.read.page import Page
from jarchi.records.spans import Span

STUCK_BEFORE = re.compile(r"(?:[\w#№@=_/\\+:$€£¥₽₸]|[\w)][.,\-‐‑–—−]|[-−–])\Z")
STUCK_AFTER = re.compile(r"\w|[:/.]\d|[-‐‑–]\w|['’]\w")
STUCK_BEFORE_UNSPACED = re.compile(r"[A-Za-z\d#@=_/\\+:.第-]\Z")
STUCK_AFTER_UNSPACED = re.compile(r"[A-Za-z\d]|[:/.-]\d")
LIST_NUMBER = re.compile(r"[.)](?:\s|\Z)")
NEXT_WORD = re.compile(r"[\s-]{0,2}([^\W\d_]+)")
LAST_WORD = re.compile(r"([^\W\d_][\w'’-]*|№)\.?\s{1,2}\Z")
YEARS = range(1900, 2101)

THOUSAND = 1000
SMALL = 10
"""Number words up to this one after "the", "these" ... name what is known rather than count it."""


def is_figure(page: Page, sentence: Span, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether `draft` is surely a figure."""
    text = page.text
    if is_stuck(text, draft, grammar) or is_time(page, draft, grammar) or is_label(sentence, draft, grammar):
        return False
    if draft.number.is_fraction:
        return draft.what is not None or draft.bound != "="
    if not draft.number.in_digits and is_mere_word(text, draft, grammar):
        return False
    if is_list_number(text, sentence, draft) or (is_year_like(text, draft) and not counts_plainly(text, draft)):
        return False
    if draft.unit or draft.what or draft.bound != "=" or draft.number.scale > 1 or is_grouped(text, draft):
        return True
    following = NEXT_WORD.match(text, draft.end, sentence.end)
    is_before_verb = following is not None and following[1].lower() in grammar.words_of("after_bare")
    return is_before_verb or last_word(draft.before) in grammar.words_of("before_bare")


def is_stuck(text: str, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number is a part of something longer: a code, a score, an ordinal, a telephone number."""
    before, after = text[max(0, draft.start - 2) : draft.start], text[draft.end : draft.end + 2]
    if not grammar.spaced:
        return bool(STUCK_BEFORE_UNSPACED.search(before) or STUCK_AFTER_UNSPACED.match(after))
    if draft.end == draft.number.end and grammar.after.match(text, draft.end):
        after = ""
    return bool(STUCK_BEFORE.search(before) or STUCK_AFTER.match(after))


def is_time(page: Page, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number belongs to a time that no date covers: beside a unit of time, or a month without year."""
    if draft.unit is not None:
        return False
    following = NEXT_WORD.match(page.text, draft.end)
    if following and following[1].lower() in grammar.time_words:
        return True
    return page.published is None and last_word(draft.before) in grammar.months


def is_label(sentence: Span, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether the number names the thing before it ("Article 19", "Boeing 737")."""
    found = LAST_WORD.search(draft.before)
    if not found or draft.bound != "=" or not draft.number.in_digits or draft.start != draft.number.start:
        return False
    if found[1].lower() in grammar.words_of("labels"):
        return True
    is_first = draft.start - len(draft.before) + found.start() <= sentence.start
    return found[1][0].isupper() and not is_first and draft.what is None and draft.unit is None


def is_mere_word(text: str, draft: Draft, grammar: Grammar) -> bool:
    """Tell whether a number word is no count: an article or pronoun, a scale alone, "the two"."""
    word = text[draft.number.start : draft.number.end].lower()
    if word in grammar.words_of("not_alone") and draft.upper is None:
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
    digits = text[draft.start : draft.end]
    return len(digits) == 4 and digits.isdecimal() and int(digits) in YEARS and draft.bound == "="


def counts_plainly(text: str, draft: Draft) -> bool:
    """Tell whether a noun in lower case follows, which a year would not have."""
    return draft.what is not None and draft.what.of(text).islower()
