"""Sentences: where one ends and the next begins, by rules and the abbreviations of nine languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.records.spans import Span

CLOSERS = "\"'”’»›)\\]}」』】》〉）"
OPENERS = "\"'“‘«‹„([{「『【《〈（"
DASHES = "-–—―"
BULLETS = DASHES + "•·*▪●◦"

STOPS = ".!?…؟۔‼⁇⁈⁉"
STOP = re.compile(
    rf"(?P<wide>[。！？｡]++[{CLOSERS}]*+)"
    rf"|(?<![{STOPS}])(?P<stop>[{STOPS}]++[{CLOSERS}]*+)(?=\s|\Z)"
    r"|(?P<line>[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*+)"
)
"""A place where a sentence may end: an ideographic stop, a stop before white space, the end of a line. Every
repetition is possessive and begins where none of its kind stands before, so that time stays linear."""

NEXT = re.compile(rf"\s*(?P<dash>[{DASHES}]\s+)?[{OPENERS}]*")
LAST_WORDS = re.compile(r"(?:(?<=\s)|(?<![^\W\d_])|\A)((?:\w+[. ]{1,2})?(?:\w+[.])*[\w-]+)\Z")
INITIAL = re.compile(r"(?:\A|[^\w])(?:[^\W\d_]\.\s?|[^\W\d_]-)*[^\W\d_]\Z")
ENUMERATOR = re.compile(r"\s*[(]?(?:\d{1,3}|[^\W\d_])\Z")
TAIL = re.compile(r"[^\W\d_]*\Z")
ITEM = re.compile(rf"[{BULLETS}]|[(]?\d{{1,3}}[.)]\s")
WORD = re.compile(r"[^\W_]+(?:[-‘’'ʻ][^\W_]+)*")

LOOK_BACK = 40
"""Code points before a stop that can matter: the longest abbreviation and the word before it."""

PRINTED_WIDTHS = range(50, 121)
"""A text whose longest line is this long may be broken by a printer; otherwise each line is a paragraph."""


class Stops(msgspec.Struct, frozen=True):
    """What a language's lexicon says of full stops; all words lower case, without their last stop."""

    never_final: frozenset[str]
    maybe_final: frozenset[str]
    after_number: frozenset[str]
    before_number: frozenset[str]
    openers: frozenset[str]


@cache
def stops_of(language: str) -> Stops:
    """Give what is known of full stops in `language`."""
    words = load_lexicon(language, "text")
    return Stops(*(frozenset(words.get(name, ())) for name in Stops.__struct_fields__))


class SentenceReader:
    """Cuts a text into sentences: trimmed, in order, every character that is not white space in exactly one.

    Paragraphs, headings and list items end a sentence even without a stop; a line that was broken only because
    it was full does not. Without a language the rules for initials, numbers and capitals still hold.
    """

    def read(self, page: Page) -> tuple[Span, ...]:
        """Give the sentences of `page`; takes time linear in the length of the text."""
        stops = stops_of(page.language or "en")
        cuts = [*ends(page.text, stops), len(page.text)]
        spans = (trimmed(page.text, start, end) for start, end in zip([0, *cuts], cuts, strict=False))
        return tuple(span for span in spans if span.start < span.end)


def ends(text: str, stops: Stops) -> Iterator[int]:
    """Give the offsets at which a sentence ends, in order."""
    width = longest_line(text)
    begin = 0
    for found in STOP.finditer(text):
        if found["line"] is not None:
            is_end = not is_full_line(text, found, width, begin)
        else:
            is_end = found["wide"] is not None or is_sentence_end(text, found, begin, stops)
        if is_end:
            begin = found.end()
            yield begin


def is_sentence_end(text: str, found: re.Match[str], begin: int, stops: Stops) -> bool:
    """Tell whether a sentence that began at `begin` ends at the stop `found`."""
    following = NEXT.match(text, found.end())
    place = following.end() if following else found.end()
    word = WORD.match(text, place)
    sign = text[place : place + 1]
    if sign.islower():
        return False
    if found["stop"] != ".":
        closes = found["stop"][-1] not in STOPS
        return not (closes and following and following["dash"] and not sign.isupper())
    before = text[max(begin, found.start() - LOOK_BACK) : found.start()]
    if found.start() - begin <= LOOK_BACK and ENUMERATOR.fullmatch(before) and word:
        return False
    return is_end_after(before, word[0].lower() if word else "", stops)


def is_end_after(before: str, next_word: str, stops: Stops) -> bool:
    """Tell whether a full stop between `before` and `next_word` ends a sentence.

    It does not where it belongs to an abbreviation or an initial. `next_word` is lower case, empty at the end.
    """
    is_last = not next_word
    is_opener = next_word in stops.openers
    if INITIAL.search(before) and before[-1:].isupper():
        return is_opener or is_last
    match = LAST_WORDS.search(before)
    if not match:
        return True
    words = match[1].lower()
    tails = {words, words.split(" ")[-1], words.rsplit(". ", 1)[-1], words.split(".")[-1], TAIL.findall(words)[0]}
    if not tails.isdisjoint(stops.after_number):
        return bool(re.search(r"\d[\s-]{0,2}\w{1,3}(?:\.\w)?\Z", before)) and (is_opener or is_last)
    if not tails.isdisjoint(stops.before_number):
        return not next_word[:1].isdigit()
    if not tails.isdisjoint(stops.maybe_final):
        return is_opener or is_last
    return tails.isdisjoint(stops.never_final)


def is_full_line(text: str, found: re.Match[str], width: int, begin: int) -> bool:
    """Tell whether the line before the break `found` ended only because the next word would not fit."""
    gap = found["line"]
    if gap.count("\n") != 1 or width not in PRINTED_WIDTHS or "\u2029" in gap:
        return False
    if ITEM.match(text, found.end()):
        return False
    start = max(text.rfind("\n", max(0, found.start() - width - 1), found.start()) + 1, 0)
    room = text[found.end() : found.end() + width]
    next_word = len(room.split(None, 1)[0]) if room.strip() else width
    return found.start() - start + 1 + next_word > width


def longest_line(text: str) -> int:
    """Give the length of the longest line of `text`."""
    return max(map(len, text.split("\n")))


def trimmed(text: str, start: int, end: int) -> Span:
    """Give `[start, end)` without the white space at its ends."""
    passage = text[start:end]
    bare = passage.lstrip()
    return Span(end - len(bare), end - len(bare) + len(bare.rstrip()))
