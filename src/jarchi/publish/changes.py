"""Changes: what was altered between two texts of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

Kind = Literal["same", "gone", "new"]
WORDS = re.compile(r"\s+|\w+|[^\w\s]")

LONGEST_BLOCK = 600
"""Words of a passage that are compared one by one: the comparison takes the square of it. Longer ones change whole."""

CONTEXT = 160
"""Code points of unchanged text shown on each side of a change."""

MOST_SHOWN = 40_000
"""Code points of changed text on a page; what goes beyond is left to the plain texts, and the page says so."""


class Change(msgspec.Struct, frozen=True):
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Give the way from one text to the other: "same" and "gone" make up `old`, "same" and "new" make up `new`."""
    merged: list[Change] = []
    for change in _by_lines(old, new):
        if not change.text:
            continue
        if merged and merged[-1].kind == change.kind:
            merged[-1] = Change(change.kind, merged[-1].text + change.text)
        else:
            merged.append(change)
    return tuple(merged)


def excerpt(found: Sequence[Change]) -> tuple[Change, ...]:
    """Give the changes with the unchanged text between them shortened, at most `MOST_SHOWN` code points in all."""
    shown: list[Change] = []
    room = MOST_SHOWN
    for number, change in enumerate(found):
        text = change.text
        if change.kind == "same" and len(text) > 2 * CONTEXT:
            head = text[:CONTEXT].rsplit(" ", 1)[0] if number else ""
            tail = text[-CONTEXT:].split(" ", 1)[-1] if number < len(found) - 1 else ""
            text = f"{head} … {tail}"
        shown.append(Change(change.kind, text[:room]))
        room -= len(text)
        if room <= 0:
            break
    return tuple(shown)


def _by_lines(old: str, new: str) -> Iterator[Change]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[a:b]))
        else:
            yield from _by_words("".join(before[a:b]), "".join(after[c:d]))


def _by_words(old: str, new: str) -> Iterator[Change]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    if max(len(before), len(after)) > LONGEST_BLOCK:
        yield from (Change("gone", old), Change("new", new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[a:b]))
        else:
            yield from (Change("gone", "".join(before[a:b])), Change("new", "".join(after[c:d])))
