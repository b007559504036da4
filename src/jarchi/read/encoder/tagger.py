"""The tagger: what the network of a page's language marks on it, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy
import onnxruntime
from tokenizers import Tokenizer

from jarchi.errors import ModelError
from jarchi.read.encoder.chain import Chances, Floats, candidates_of, likeliest
from jarchi.read.encoder.shapes import shapes_of
from jarchi.read.encoder.weights import damaged, has_weights, load_weights
from jarchi.read.encoder.windows import Window, windows_of
from jarchi.read.page import Page, Tag
from jarchi.records.spans import Span

BARS: dict[str, dict[str, float]] = {
    "claims": {"source": 0.2, "cue": 0.2, "content": 0.2},
    "names": dict.fromkeys(("person", "organization", "place", "other"), 0.35),
}
"""How likely a span must be, at the least, to be marked; claims are chosen once more when they are put together."""
SLOW = "SkipLayerNormFusion"
"""A step of onnxruntime's that would put an operator into the network with which it takes a third more time."""
FRAME = ("[CLS]", "[SEP]")


class Tagger:
    """Marks the spans of every task of a language's network.

    The network is loaded with the first page that needs it and is shared by all taggers of a process.
    """

    def read(self, page: Page) -> tuple[Tag, ...] | None:
        """Give the marks on `page`, task by task, in order, those of a task apart; None for a language without one."""
        return network_of(page.language).tags(page.text) if page.language and has_weights(page.language) else None


class Network:
    """A loaded network: text in, tags out, on one thread and one window at a time.

    Several texts are better read side by side by threads: windows taken together fall out of the cores' caches (a
    fifth slower), and quantised together their scores would depend on each other.
    """

    def __init__(self, language: str) -> None:
        weights = load_weights(language)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(
                weights.network, options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOW]
            )
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
        scores = self.whole_scores(coded.ids, shapes_of(text, coded.offsets))
        return tuple(tag for task in self.labels for tag in self.tags_of(task, scores[task], text, coded.offsets))

    def tags_of(self, task: str, scores: Floats, text: str, offsets: list[tuple[int, int]]) -> Iterator[Tag]:
        """Give the tags of one task from its scores for every token, in order, none over another."""
        if not len(scores):
            return
        bars = BARS[task]
        found = candidates_of(Chances(scores, self.steps[task]), self.labels[task], min(bars.values()))
        end = 0
        for each in likeliest(found, bars):
            span = whole_words(Span(offsets[each.first][0], offsets[each.last - 1][1]), text)
            if span.start >= end:
                yield Tag(span, task, each.label, each.chance)
                end = span.end

    def whole_scores(self, ids: list[int], shapes: list[int]) -> dict[str, Floats]:
        """Give (tokens, labels) scores by task, each token's from the window that owns it."""
        found: dict[str, Floats] = {
            task: numpy.empty((len(ids), len(names)), numpy.float32) for task, names in self.labels.items()
        }
        for window in windows_of(len(ids)):
            for task, scores in self.scores(ids, shapes, window).items():
                owned = scores[window.first - window.start : window.last - window.start]
                found[task][window.first : window.last] = owned
        return found

    def scores(self, ids: list[int], shapes: list[int], window: Window) -> dict[str, Floats]:
        """Give (length, labels) scores by task of what a window sees, without the frame."""
        first, last = self.frame
        pieces = numpy.array([[first, *ids[window.start : window.end], last]])
        shaped = numpy.array([[0, *shapes[window.start : window.end], 0]])
        found = self.session.run(list(self.labels), {"pieces": pieces, "shapes": shaped})
        return {task: scores[0, 1:-1] for task, scores in zip(self.labels, found, strict=True)}


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
