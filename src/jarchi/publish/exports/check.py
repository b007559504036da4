"""Checking rows before they are written: a row whose passage does not bear it out is left out and counted."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jarchi.publish.check import is_verbatim
from jarchi.publish.exports.rows import ClaimRow, EventRow, FigureRow, StoryRows
from jarchi.publish.words import plain
from jarchi.records.articles import sha256_of

Row = ClaimRow | FigureRow | EventRow


def checked(rows: StoryRows, texts: Mapping[str, str]) -> tuple[StoryRows, int]:
    """Give the rows that hold, and how many do not; `texts` are the texts of the ledger by the hash they go under."""
    sound = {sha256: text for sha256, text in texts.items() if sha256_of(text) == sha256}
    kept = [_kept(group, sound) for group in (rows.claims, rows.figures, rows.events)]
    dropped = len(rows.claims) + len(rows.figures) + len(rows.events) - sum(map(len, kept))
    if not dropped:
        return rows, 0
    claims, figures, events = kept
    standing = {id(row) for group in kept for row in group}
    exact = tuple(one for one in rows.exact if id(one.row) in standing)
    return msgspec.structs.replace(rows, claims=claims, figures=figures, events=events, exact=exact), dropped


def _kept(rows: tuple[Row, ...], texts: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(row for row in rows if holds(row, texts))


def holds(row: Row, texts: Mapping[str, str]) -> bool:
    """Tell whether a row's quote stands at its place in its text, and the row's own words stand in the quote."""
    text = texts.get(row.revision)
    if text is None or text[row.start : row.end] != row.quote:
        return False
    quote = plain(row.quote)
    return all(is_verbatim(words, quote) for words in _words(row) if words)


def _words(row: Row) -> tuple[str, ...]:
    """Give what of a row must stand in its passage."""
    if isinstance(row, ClaimRow):
        return row.said_by, row.cue, row.content
    if isinstance(row, FigureRow):
        return row.words, row.what or ""
    return row.trigger, *(party.name for party in (*row.actors, *row.recipients))
