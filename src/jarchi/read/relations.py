"""Relations: what the text itself says led to, answered or came before what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

import msgspec

from jarchi.read.events_lexicon import event_lexicon
from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.read.words import Words
from jarchi.records.readings import Event, Tie, TieKind
from jarchi.records.spans import Span

Order = Literal["later_first", "earlier_first", "near", "opening"]
TABLES: dict[str, TieKind] = {"causes": "causes", "responds": "responds to", "before": "before"}
NEAR = 4
"""A word like "over" ties only when it stands at most this many tokens behind an event: "protests over the law"."""
SHORTEST_WORD = 4
"""A side needs a word of this many letters: "because of it" ties nothing that a reader could open."""
NESTED = 12
"""Contents before a word that are looked at for the one that holds it; no text nests more."""
LIST_ITEM = 3
"""Commas this close together only list names or set off a date."""
MARKS = frozenset(",;:.!?…—–-")


class Signal(msgspec.Struct, frozen=True):
    """A wording that ties: its kind, which side is the earlier, and whether both sides must hold an event."""

    words: tuple[str, ...]
    kind: TieKind
    order: Order
    is_loose: bool


class TieLexicon(msgspec.Struct, frozen=True):
    """The tying words of a language by their first word, the longest first, and the words that bound a clause."""

    signals: dict[str, tuple[Signal, ...]]
    asking: frozenset[str]
    cuts: frozenset[str]
    not_behind: tuple[tuple[str, ...], ...]
    not_verbs: frozenset[tuple[str, ...]]


@cache
def tie_lexicon(language: str) -> TieLexicon | None:
    """Give the tying words of `language`, None where it has no lexicon of relations."""
    table = load_lexicon(language, "relations")
    if not table:
        return None
    by_first: dict[str, list[Signal]] = {}
    for name, kind in TABLES.items():
        loose = set(table[name]["loose"])
        for order in get_args(Order):
            for phrase in table[name][order]:
                parts = tuple(phrase.replace(",", " ,").split())
                by_first.setdefault(parts[0], []).append(Signal(parts, kind, order, phrase in loose))
    words = table["words"]
    return TieLexicon(
        signals={
            first: tuple(sorted(signals, key=lambda each: (-len(each.words), each.order != "opening")))
            for first, signals in by_first.items()
        },
        asking=frozenset(words["asking"]),
        cuts=frozenset(words["cuts"]),
        not_behind=tuple(tuple(phrase.split()) for phrase in words["not_behind"]),
        not_verbs=frozenset(tuple(phrase.split()) for phrase in words["not_verbs"]),
    )


class TieReader:
    """Finds ties that a sentence states in so many words, in the languages that have a lexicon; it infers none.

    `cause` is the side that comes first, in time or as the reason; both sides are clauses without the signal and
    without who said so. Words that only order events ("after") need an event on both sides.
    """

    def read(self, page: Page) -> tuple[Tie, ...]:
        """Give the ties of `page` in the order of their signals."""
        lexicon = tie_lexicon(page.language or "")
        if lexicon is None:
            return ()
        words = Words(page)
        scene = Scene(words, lexicon)
        found: list[Tie] = []
        for first, last in words.stretches:
            index = first
            while index < last:
                if words.lower[index] not in lexicon.signals:
                    index += 1
                    continue
                signal = signal_at(words, lexicon, index, first, last)
                tie = scene.tie(signal, index, (first, last)) if signal else None
                if tie:
                    found.append(tie)
                index += len(signal.words) if signal and tie else 1
        return tuple(found)


def signal_at(words: Words, lexicon: TieLexicon, index: int, first: int, last: int) -> Signal | None:
    """Give the longest signal at token `index`; one that opens a sentence only there."""
    for signal in lexicon.signals.get(words.lower[index], ()):
        end = index + len(signal.words)
        if end > last or tuple(words.lower[index:end]) != signal.words:
            continue
        if signal.order != "opening" or index == first:
            return signal
    return None


class Scene:
    """The clauses of a page with the event words in them."""

    def __init__(self, words: Words, lexicon: TieLexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.events = {event.trigger[0].start: event for event in words.page.events}
        self.contents = sorted({span for claim in words.page.claims for span in claim.content})

    def tie(self, signal: Signal, index: int, sentence: tuple[int, int]) -> Tie | None:
        """Give the tie that the signal at token `index` states, None where a side is missing."""
        end = index + len(signal.words)
        if signal.order == "opening":
            sides = self.across(end, sentence)
        elif index == sentence[0]:
            sides = self.opened(end, sentence)
        else:
            sides = self.inside(index, end, sentence)
        if sides is None or not self.holds(signal, sides, index, end):
            return None
        left, right = sides
        is_earlier_left = signal.order in ("earlier_first", "opening")
        cause, effect = (left, right) if is_earlier_left else (right, left)
        span = Span(self.words.start(index), self.words.tokens[end - 1].end)
        return Tie(self.kind(signal, cause), (self.span(cause),), (self.span(effect),), (span,))

    def near(self, offset: int) -> list[Span]:
        """Give the last contents of claims that start at or before `offset`."""
        last = bisect_right(self.contents, offset, key=lambda span: span.start)
        return self.contents[max(0, last - NESTED) : last]

    def kind(self, signal: Signal, cause: tuple[int, int]) -> TieKind:
        """Give the kind of tie; what comes after a demand or threat answers it."""
        if signal.kind == "before" and any(event.type in self.lexicon.asking for event in self.events_in(cause)):
            return "responds to"
        return signal.kind

    def span(self, side: tuple[int, int]) -> Span:
        """Give a side as a span of the text."""
        return Span(self.words.start(side[0]), self.words.tokens[side[1] - 1].end)

    def events_in(self, side: tuple[int, int]) -> Iterator[Event]:
        """Give the events whose trigger starts inside a side."""
        for index in range(*side):
            event = self.events.get(self.words.start(index))
            if event:
                yield event

    def holds(self, signal: Signal, sides: tuple[tuple[int, int], tuple[int, int]], index: int, end: int) -> bool:
        """Tell whether both sides are there, with events where the signal needs them."""
        lower = self.words.lower
        if not all(self.says_something(*side) for side in sides):
            return False
        if any(tuple(lower[end : end + len(phrase)]) == phrase for phrase in self.lexicon.not_behind):
            return False
        if signal.words in self.lexicon.not_verbs and end < len(lower) and self.is_bare_verb(end):
            return False
        if signal.order == "near":
            is_amount = self.words.tokens[end].kind == "number"
            near = range(max(sides[0][0], index - NEAR), index)
            return not is_amount and any(self.words.start(at) in self.events for at in near)
        return not signal.is_loose or all(any(self.events_in(side)) for side in sides)

    def says_something(self, first: int, last: int) -> bool:
        """Tell whether a side holds more than a pronoun or a lone mark."""
        return any(len(self.words.lower[index]) >= SHORTEST_WORD for index in range(first, last)) and (
            last - first > 1 or self.words.is_word(first)
        )

    def is_bare_verb(self, index: int) -> bool:
        """Tell whether a verb follows: "due to meet" says when, not why."""
        events = event_lexicon(self.words.page.language or "")
        senses = events.senses.get(self.words.lower[index], ()) if events else ()
        return any(sense.shape == "base" for _, each in senses for sense in each)

    def across(self, end: int, sentence: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Give the sentence before and the rest of this one: "As a result, ..."."""
        before = self.words.stretch_before.get(sentence[0])
        if before is None:
            return None
        return self.trimmed(*before), self.trimmed(end, sentence[1])

    def opened(self, end: int, sentence: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Give main clause and opening clause of "After A, B": the side left of the signal is B."""
        lower = self.words.lower
        commas = [index for index in range(end, sentence[1] - 1) if lower[index] == ","]
        if not commas:
            return self.opened_without_comma(end, sentence)
        for comma in commas:
            is_split = any(self.events_in((comma, sentence[1])))
            is_split = is_split and (comma == commas[-1] or not self.is_list(comma, sentence))
            if is_split or comma == commas[-1]:
                main = self.within_claim(comma + 1, sentence)
                return self.trimmed(*main), self.trimmed(end, comma)
        return None

    def opened_without_comma(
        self, end: int, sentence: tuple[int, int]
    ) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Give the two clauses where the second opens with who acts: "После нападения власти закрыли границу"."""
        starts = {
            party.span.start
            for index in range(end + 1, sentence[1])
            if self.words.start(index) in self.events
            for party in self.events[self.words.start(index)].actors
            if party.span.start < self.words.start(index)
        }
        splits = [index for index in range(end + 1, sentence[1]) if self.words.start(index) in starts]
        return (self.trimmed(splits[0], sentence[1]), self.trimmed(end, splits[0])) if splits else None

    def is_list(self, comma: int, sentence: tuple[int, int]) -> bool:
        """Tell whether a comma only lists names or dates: a short stretch to the next comma."""
        following = [index for index in range(comma + 1, sentence[1]) if self.words.lower[index] == ","]
        return bool(following) and following[0] - comma <= LIST_ITEM

    def within_claim(self, start: int, sentence: tuple[int, int]) -> tuple[int, int]:
        """Give the main clause from token `start` on, only what was said where a claim holds its end."""
        end = self.cut(start, sentence[1])
        for content in self.near(self.words.tokens[end - 1].start):
            if content.start >= self.words.start(start) and content.end >= self.words.tokens[end - 1].start:
                inside = [index for index in range(start, end) if self.words.start(index) >= content.start]
                return (inside[0], end) if inside else (start, end)
        return start, end

    def inside(self, index: int, end: int, sentence: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Give the clauses left and right of a signal inside a sentence, within what one speaker says."""
        start, stop = self.speech_around(index, sentence)
        for at in range(index - 1, start - 1, -1):
            if self.words.lower[at] == ";":
                start = at + 1
                break
        return self.trimmed(start, index), self.trimmed(end, self.cut(end, stop))

    def speech_around(self, index: int, sentence: tuple[int, int]) -> tuple[int, int]:
        """Give the tokens of the smallest claim content that holds token `index`, else of the sentence."""
        offset = self.words.start(index)
        holding = [span for span in self.near(offset) if span.start <= offset < span.end]
        if not holding:
            return sentence
        span = min(holding, key=lambda each: each.end - each.start)
        inside = [at for at in range(*sentence) if span.start <= self.words.start(at) < span.end]
        start = inside[0] + (self.words.lower[inside[0]] in ("that", "что"))
        return start, inside[-1] + 1

    def cut(self, start: int, stop: int) -> int:
        """Give where the clause from `start` on ends: at a comma before "which", "but", "according to"."""
        lower = self.words.lower
        for index in range(start, stop - 1):
            if lower[index] == ";" or (lower[index] in ",—–" and lower[index + 1] in self.lexicon.cuts):
                return index
        return stop

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Give a side without marks at its ends."""
        while first < last and self.words.lower[first] in MARKS:
            first += 1
        while last > first and self.words.lower[last - 1] in MARKS:
            last -= 1
        return first, last
