"""Quotes: where the text gives somebody's own words."""

from __future__ import annotations

import re
from bisect import bisect_right

from jarchi.records.spans import Span

MARKS = re.compile(r"[“”„«»\"]|''|\n")
CLOSERS = {"“": "”", "„": "“”", "«": "»"}
LONGEST = 6000
"""A quotation longer than this, in code points, is a mark that was never closed."""


def find_quotes(text: str) -> tuple[Span, ...]:
    """Give the quotations of `text` in order, marks included; of nested ones the outer.

    A quotation ends with its paragraph at the latest, for the next one opens it again. Single marks are left
    alone: they are apostrophes far more often.
    """
    found: list[Span] = []
    start, closer, depth = -1, "", 0
    for mark in MARKS.finditer(text):
        sign = mark.group()
        if start >= 0 and (sign == "\n" or mark.end() - start > LONGEST):
            if sign == "\n" and reopens(text, mark.end(), text[start]):
                found.append(Span(start, start + len(text[start : mark.start()].rstrip())))
            start = -1
        elif start < 0 and sign != "\n":
            closer, depth = CLOSERS.get(sign, sign), 0
            start = mark.start() if sign not in "”»" else -1
        elif start >= 0 and sign in closer:
            if depth == 0:
                found.append(Span(start, mark.end()))
                start = -1
            else:
                depth -= 1
        elif start >= 0 and sign == text[start]:
            depth += 1
    return tuple(span for span in found if span.end - span.start > 2)


def reopens(text: str, after: int, opener: str) -> bool:
    """Tell whether the next paragraph opens with the same mark, as it does where a quotation goes on."""
    window = text[after : after + 20].lstrip()
    return window.startswith(opener)


def quote_at(quotes: tuple[Span, ...], offset: int) -> Span | None:
    """Give the quotation that holds `offset`, None where there is none."""
    index = bisect_right(quotes, offset, key=lambda quote: quote.start) - 1
    return quotes[index] if index >= 0 and offset < quotes[index].end else None
