"""Chains: from scores for every token to the best sequence of labels, and from labels to spans.

Viterbi decoding of a linear-chain CRF (Lafferty, McCallum and Pereira 2001), many windows at a time.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from jarchi.records.spans import Span

Floats = NDArray[numpy.float32]


def best_labels(scores: Floats, steps: Floats) -> NDArray[numpy.intp]:
    """Give the best label of every token: `scores` is (windows, length, labels), `steps` (before, after).

    The answer is (windows, length). A window may begin in the midst of a span, so any label may come first.
    """
    count, length, size = scores.shape
    back = numpy.empty((length, count, size), dtype=numpy.intp)
    best = scores[:, 0]
    for at in range(1, length):
        total = best[:, :, None] + steps
        back[at] = total.argmax(1)
        best = total.max(1) + scores[:, at]
    path = numpy.empty((count, length), dtype=numpy.intp)
    path[:, -1] = best.argmax(1)
    rows = numpy.arange(count)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at, rows, path[:, at]]
    return path


def spans_of(labels: list[str], offsets: list[tuple[int, int]]) -> list[tuple[Span, str]]:
    """Give the labelled spans that B-, I- and O labels mark; an I- without its beginning begins a span."""
    found: list[tuple[Span, str]] = []
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != "I-" + kind:
            found.append((Span(offsets[start][0], offsets[at - 1][1]), kind))
            kind = ""
        if not kind and label != "O":
            start, kind = at, label[2:]
    return found
