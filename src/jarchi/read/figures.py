"""Figures: the numbers of a text with bound, unit, range, what they count, as of when and where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from jarchi.folding import small
from jarchi.read.dates_grammar import START
from jarchi.read.figures_around import linked, placed
from jarchi.read.figures_build import Draft, draft_at, figure_of
from jarchi.read.figures_grammar import Grammar, grammar_of
from jarchi.read.figures_guards import is_figure
from jarchi.read.page import Page
from jarchi.records.readings import Figure
from jarchi.records.spans import Span


class FigureReader:
    """Finds numbers that count or measure, in digits and in the number words of the languages with a lexicon.

    Dates, times, ordinals, labels ("Line 2"), scores, telephone numbers and list numbers are no figures. A number
    that nothing tells the meaning of is left out, and so is one that can be read two ways.
    """

    def read(self, page: Page) -> tuple[Figure, ...]:
        """Give the figures of `page` in order, none overlapping another; names, places and dates must have been read.

        A figure's span covers the number with its scale and unit ("$5 million", "12 percent"), not its bound.
        """
        grammar = grammar_of(page.language or "")
        barred = Barred(page)
        lower = page.forms.small if page.forms else small(page.text)
        figures: list[Figure] = []
        for sentence in page.sentences:
            drafts = [draft for draft in drafts_in(page, lower, sentence, grammar) if not barred.meets(draft)]
            if not drafts:
                continue
            found = [figure_of(draft) for draft in drafts if is_figure(page, sentence, draft, grammar)]
            found = placed(page, sentence, found, grammar)
            figures += linked(page.text, sentence, found, len(figures), grammar)
        return tuple(figures)


class Barred:
    """The places of a page that are no figures because they are dates, or numbers inside names."""

    def __init__(self, page: Page) -> None:
        self.dates = [date.span for date in page.dates if date.kind != "duration"]
        self.names = [name.span for name in page.names]

    def meets(self, draft: Draft) -> bool:
        """Tell whether `draft` is part of a date, or in digits and inside a name."""
        number = Span(draft.number.start, draft.number.end)
        if any(span.overlaps(number) for span in near(self.dates, number)):
            return True
        return draft.number.in_digits and any(span.covers(number) for span in near(self.names, number))


def near(spans: list[Span], place: Span) -> list[Span]:
    """Give those of some spans, in order and apart from each other, that may share a code point with `place`."""
    first = bisect_right(spans, place.start, key=lambda span: span.end)
    last = bisect_left(spans, place.end, lo=first, key=lambda span: span.start)
    return spans[first:last]


def drafts_in(page: Page, lower: str, sentence: Span, grammar: Grammar) -> Iterator[Draft]:
    """Give all numbers of a sentence with what stands around them, one after the other; `lower` is the text in lower
    case."""
    position = taken = sentence.start
    words = grammar.numbers
    places = words.opening if words.spaced else START
    for place in places.finditer(lower, sentence.start, sentence.end):
        run = START.match(lower, place.start(), sentence.end)
        if not run or run.start() < position:
            continue
        if not (run[0][0].isdigit() or words.may_begin(page.text, run.start(), run[0])):
            continue
        position, draft = draft_at(page, sentence, run.start(), taken, grammar)
        if draft:
            taken = position
            yield draft
