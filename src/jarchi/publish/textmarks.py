"""The marks of an article's page: paragraphs, sentences that can be linked to, and what was read in the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jarchi.publish.addresses import PART, anchor
from jarchi.publish.marks import MOST_MARKS, Mark, attribute
from jarchi.publish.words import plain
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Claim
from jarchi.records.spans import Span

PARAGRAPH, GAP, CITED, SENTENCE, CONTENT, SPEAKER, MENTION = range(7)
BREAK = re.compile(r"\n[ \t\r]*\n\s*")
LINE_BREAK = re.compile(r"\n\s*")
LONGEST_TITLE = 160

HEADINGS = {
    "person": "Persons",
    "organization": "Bodies",
    "place": "Places",
    **dict.fromkeys(("date", "time", "duration", "set"), "Dates"),
    "figure": "Figures",
}
"""The kinds of mentions, in the order of the list below a text, and how the list calls them."""

MOST_LISTED = 40
"""Mentions of a kind that the list below a text names; all are marked in the text."""


def part_bounds(piece: Piece) -> list[tuple[int, int]]:
    """Give the ranges of the text that its pages show, one after the other.

    A page ends before the first sentence that starts in the next stretch of `PART` code points, so that the page of a
    passage follows from its start; a sentence longer than a page is cut.
    """
    text, starts = piece.revision.text, [span.start for span in piece.reading.sentences]
    cuts = [0]
    for floor in range(PART, len(text), PART):
        cuts.append(next((start for start in starts if floor <= start < floor + PART), floor))
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def marks_of(piece: Piece, cited: Iterable[tuple[int, int]], start: int, end: int) -> list[Mark]:
    """Give the marks for one page of an article, that of `[start, end)`.

    `cited` are the ranges that bulletins cite; those that are whole sentences make the sentence stand out, others
    have an element of their own.
    """
    text, reading = piece.revision.text, piece.reading
    wanted = set(cited)
    sentences = {(span.start, span.end) for span in reading.sentences}
    page = Span(start, end)
    marks = [Mark(*bounds, PARAGRAPH, "p", attribute("dir", "auto")) for bounds in paragraphs(text, start, end)]
    marks += [mark for mark in map(functools.partial(_gap, text), marks) if mark]
    for span in reading.sentences:
        if span.overlaps(page):
            kind = "s cited" if (span.start, span.end) in wanted else "s"
            marks.append(_anchored(span.start, span.end, SENTENCE, kind))
    marks += [
        _anchored(*bounds, CITED, "s cited") for bounds in sorted(wanted - sentences) if Span(*bounds).overlaps(page)
    ]
    found = [mark for mark in _found(piece) if mark.start < end and start < mark.end]
    return marks + found[:MOST_MARKS]


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the paragraphs of a range, each with the white space after it: parted by blank lines, or else by lines."""
    stretch = text[start:end]
    pattern = BREAK if BREAK.search(stretch) else LINE_BREAK
    begun = start
    for found in pattern.finditer(stretch):
        yield begun, start + found.end()
        begun = start + found.end()
    if begun < end:
        yield begun, end


def _gap(text: str, paragraph: Mark) -> Mark | None:
    """Give the mark for the white space that ends a paragraph: it stays in the text and takes no room on the page."""
    end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    return Mark(end, paragraph.end, GAP, "span", attribute("class", "gap")) if end < paragraph.end else None


def _anchored(start: int, end: int, layer: int, kind: str) -> Mark:
    return Mark(start, end, layer, "span", attribute("class", kind), anchor(start, end))


def _found(piece: Piece) -> Iterator[Mark]:
    """Give the marks for what was read: claims with their speakers, names, places, dates, figures."""
    reading, text = piece.reading, piece.revision.text
    for claim in reading.claims:
        told = attribute("class", "c") + attribute("title", told_by(claim, text))
        yield from (Mark(span.start, span.end, CONTENT, "span", told) for span in claim.content)
        yield from (Mark(span.start, span.end, SPEAKER, "span", attribute("class", "w")) for span in claim.source)
    for mention in sorted(_mentions(piece)):
        title = attribute("title", ": ".join(filter(None, (mention.kind, mention.meaning))))
        yield Mark(mention.span.start, mention.span.end, MENTION, "span", attribute("class", "m") + title)


def mentions_of(piece: Piece, start: int, end: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give, by kind, what `[start, end)` of a text mentions: (words, meaning) in its order, without repeats."""
    found: dict[str, dict[tuple[str, str], None]] = {heading: {} for heading in dict.fromkeys(HEADINGS.values())}
    for mention in sorted(_mentions(piece)):
        if start <= mention.span.start < end:
            kept = found[HEADINGS[mention.kind]]
            if len(kept) < MOST_LISTED:
                said = plain(mention.span.of(piece.revision.text))
                kept[said, "" if _bare(said) == _bare(mention.meaning) else mention.meaning] = None
    return [(heading, list(kept)) for heading, kept in found.items() if kept]


def _bare(text: str) -> str:
    """Give the letters and digits of a text alone, so that "14,286" is the same as 14286."""
    return "".join(filter(str.isalnum, text)).casefold()


class _Mention(NamedTuple):
    """A span with what kind of thing it names and what it means, in words."""

    span: Span
    kind: str
    meaning: str = ""


def _mentions(piece: Piece) -> Iterator[_Mention]:
    reading = piece.reading
    for place in reading.meant_places:
        country = f", {place.country}" if place.country and place.precision != "country" else ""
        yield _Mention(place.span, "place", f"{place.name}{country}")
    placed = {place.span for place in reading.meant_places}
    for name in reading.names:
        if name.kind != "other" and name.span not in placed:
            yield _Mention(name.span, name.kind)
    yield from (_Mention(day.span, day.kind, day.value) for day in reading.dates if day.value)
    for figure in reading.figures:
        upper = f" to {figure.upper}" if figure.upper is not None else ""
        yield _Mention(figure.span, "figure", f"{figure.value}{upper} {figure.unit or ''}".strip())


def told_by(claim: Claim, text: str) -> str:
    """Give who says a claim, in words."""
    speaker = plain(" … ".join(span.of(text) for span in claim.source)) or "not named"
    doubt = "; could not be verified" if claim.unverified else ""
    kind = "denial" if claim.polarity == "denied" else claim.kind
    return f"{kind} by {speaker[:LONGEST_TITLE]} ({claim.speaker}){doubt}"
