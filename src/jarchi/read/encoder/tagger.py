"""The tagger: what the network of a page's language marks on it, as spans of the text."""

from __future__ import annotations

import multiprocessing
import os
from functools import cache

import numpy
import onnxruntime
from tokenizers import Tokenizer

from jarchi.errors import ModelError
from jarchi.read.encoder.chain import Floats, best_labels, spans_of
from jarchi.read.encoder.shapes import shapes_of
from jarchi.read.encoder.weights import damaged, has_weights, load_weights
from jarchi.read.encoder.windows import Window, windows_of
from jarchi.read.page import Page, Tag
from jarchi.records.spans import Span

BATCH = 4
"""Windows of equal length that go through the network together; more only take memory."""
MOST_THREADS = min(4, os.cpu_count() or 1)
FRAME = ("[CLS]", "[SEP]")


class Tagger:
    """Marks the spans of every task of a language's network.

    The network is loaded with the first page that needs it and is shared by all taggers of a process.
    """

    def read(self, page: Page) -> tuple[Tag, ...] | None:
        """Give the marks on `page`, task by task, in order, those of a task apart; None for a language without one."""
        return network_of(page.language).tags(page.text) if page.language and has_weights(page.language) else None


class Network:
    """A loaded network: text in, tags out; in a worker process on one thread, so that all share the machine evenly."""

    def __init__(self, language: str) -> None:
        weights = load_weights(language)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1 if multiprocessing.parent_process() else MOST_THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(weights.network, options, providers=["CPUExecutionProvider"])
            self.tokenizer = Tokenizer.from_str(weights.tokenizer)
        except Exception as error:
            raise ModelError(damaged(language, "cannot be loaded"), subject=language) from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.frame = [self.tokenizer.token_to_id(sign) for sign in FRAME]
        self.labels = weights.about.labels
        self.steps = {task: numpy.array(rows, dtype=numpy.float32) for task, rows in weights.about.steps.items()}

    def tags(self, text: str) -> tuple[Tag, ...]:
        """Give the tags of `text` by task."""
        coded = self.tokenizer.encode(text, add_special_tokens=False)
        shapes = shapes_of(text, coded.offsets)
        windows = windows_of(len(coded.ids))
        labels: dict[str, list[str]] = {task: [] for task in self.labels}
        for at in range(0, len(windows), BATCH):
            batch = windows[at : at + BATCH]
            scores = self.scores(coded.ids, shapes, batch)
            for task, names in self.labels.items():
                path = best_labels(scores[task], self.steps[task])
                for row, window in zip(path, batch, strict=True):
                    owned = row[window.first - window.start : window.last - window.start]
                    labels[task].extend(names[label] for label in owned)
        return tuple(
            Tag(whole_words(span, text), task, label)
            for task, found in labels.items()
            for span, label in spans_of(found, coded.offsets)
        )

    def scores(self, ids: list[int], shapes: list[int], windows: tuple[Window, ...]) -> dict[str, Floats]:
        """Give (windows, length, labels) scores by task, without the frame; all windows are of one length."""
        first, last = self.frame
        pieces = numpy.array([[first, *ids[window.start : window.end], last] for window in windows])
        shaped = numpy.array([[0, *shapes[window.start : window.end], 0] for window in windows])
        feed = {"pieces": pieces, "shapes": shaped, "mask": numpy.ones_like(pieces)}
        found = self.session.run(list(self.labels), feed)
        return {task: scores[:, 1:-1] for task, scores in zip(self.labels, found, strict=True)}


@cache
def network_of(language: str) -> Network:
    """Give the network of `language`, loaded once a process."""
    return Network(language)


def whole_words(span: Span, text: str) -> Span:
    """Give the span without blanks at its ends and without cutting a word."""
    start, end = span.start, span.end
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    return Span(start, end)
