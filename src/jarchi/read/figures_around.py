"""Around the figures of a sentence: as of when they hold, and where."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile

from jarchi.read.figures_grammar import Grammar
from jarchi.read.page import Page
from jarchi.records.spans import Span

BEFORE = 40
"""Code points before a date in which "as of" can stand."""


def as_of_in(page: Page, sentence: Span, grammar: Grammar) -> str | None:
    """Give the date as of which the figures of a sentence hold, where it says so."""
    first = bisect_left(page.dates, sentence.start, key=lambda date: date.span.start)
    for date in takewhile(lambda date: date.span.start < sentence.end, islice(page.dates, first, None)):
        before = page.text[max(sentence.start, date.span.start - BEFORE) : date.span.start]
        if date.kind == "date" and date.value and "/" not in date.value and grammar.as_of.search(before):
            return date.value
    return None
