"""Marking: spans of a text as nested, well-formed HTML, also where they overlap or come in several parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup, escape

UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff]"
)
PLAIN = re.compile("[\t\n -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*")
"""What nearly every text is made of, and needs no change."""

BLANKS = {ord("\r"): " ", ord("\f"): " ", 0x85: " "}

MOST_MARKS = 1_500
"""Marks of one page beyond its sentences: no report has as many, a page of numbers may."""


class Mark(msgspec.Struct, frozen=True):
    """A stretch of text to mark: `[start, end)`, the layer it lies in (outer ones are lower), its element.

    `attributes` is markup that is already escaped. `anchor` is the id of the element; it is set once, where the mark
    begins, while the element itself is closed and opened again wherever an outer one ends inside it.
    """

    start: int
    end: int
    layer: int
    element: str = "span"
    attributes: str = ""
    anchor: str = ""


def shown(text: str) -> str:
    """Give a text as HTML can carry it: a code point for each, those that HTML forbids replaced by U+FFFD."""
    return text if PLAIN.fullmatch(text) else UNSHOWABLE.sub("\ufffd", text.translate(BLANKS))


def marked(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Give `text[start:end]` with the marks as nested elements; their text content is `shown(text[start:end])`.

    Marks are cut to the range; empty ones are left out. Takes time in the number of marks times the depth in which
    they lie over each other.
    """
    end = len(text) if end is None else end
    kept = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    opening: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(max(mark.start, start), []).append(mark)
    points = sorted({start, end, *opening, *(mark.end for mark in kept if mark.end < end)})
    out: list[str] = []
    stack: list[Mark] = []
    for point, following in itertools.pairwise(points):
        stack = _turn(out, stack, [mark for mark in stack if mark.end > point] + opening.get(point, []), point)
        out.append(str(escape(shown(text[point:following]))))
    _turn(out, stack, [], end)
    return Markup("".join(out))  # every piece is escaped above, attributes where they are made


def _turn(out: list[str], stack: Sequence[Mark], wanted: Iterable[Mark], point: int) -> list[Mark]:
    """Close what does not go on in its place, then open what is missing; gives the elements now open."""
    order = sorted(wanted, key=lambda mark: (mark.layer, mark.start, -mark.end))
    same = 0
    while same < min(len(stack), len(order)) and stack[same] is order[same]:
        same += 1
    out.extend(f"</{mark.element}>" for mark in reversed(stack[same:]))
    for mark in order[same:]:
        anchor = f' id="{mark.anchor}"' if mark.anchor and mark.start == point else ""
        out.append(f"<{mark.element}{anchor}{mark.attributes}>")
    return order


def attribute(name: str, value: str) -> str:
    """Give an attribute, escaped, with a space before it."""
    return f' {name}="{escape(shown(value))}"'
