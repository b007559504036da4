"""Fitting: what of a bulletin a mail takes, so that no reader cuts it short; what is left out is named or counted."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import msgspec

from jarchi.publish.formats.sheet import Note, Paragraph, Sheet, Tied, Told
from jarchi.records.bulletins import Coverage

ROOM = 74_000
"""Bytes of stories and changes: with its frame and styles in place the HTML stays under 102 KB, where Gmail cuts."""

STORY, SENTENCE, NOTE, BRIEF = 750, 420, 330, 420
"""Bytes that a story, a paragraph, a note and a headline take beside their words, measured on the sample."""

MOST_CHANGES = 4
MOST_OPEN = 8
MOST_BRIEF = 8


class Kept(msgspec.Struct, frozen=True):
    """A section: stories in full, those of which the headline is told, and how many are left to the bulletin."""

    name: str
    full: tuple[Told, ...]
    brief: tuple[Told, ...]
    left: int


class Fitted(msgspec.Struct, frozen=True):
    """A sheet that fits a mail; its notes are those that are cited, by the numbers they have in the sheet."""

    title: str
    days: str
    standfirst: str
    chapters: tuple[Kept, ...]
    changes: tuple[tuple[str, tuple[Tied, ...]], ...]
    open: tuple[tuple[str, Paragraph], ...]
    coverage: tuple[Coverage, ...]
    withheld: int
    notes: tuple[Note, ...]
    is_sample: bool


def fitted(sheet: Sheet) -> Fitted:
    """Give what of a sheet fits: changes first, then the first story of each section, then the second of each ..."""
    changes = tuple((label, ties[:MOST_CHANGES]) for label, ties in sheet.changes)
    left_open = sheet.open[:MOST_OPEN]
    room = ROOM - sum(_tied(tied) for _, ties in changes for tied in ties)
    room -= sum(_paragraph(one) for _, one in left_open)
    full: list[list[Told]] = [[] for _ in sheet.chapters]
    is_open = [True for _ in sheet.chapters]
    rows = itertools.zip_longest(*(chapter.stories for chapter in sheet.chapters))
    for row in rows:
        for number, told in enumerate(row):
            if told is None or not is_open[number]:
                continue
            size = weight(told)
            is_open[number] = not told.is_brief and (size <= room or not any(full))
            if is_open[number]:
                full[number].append(told)
                room -= size
    chapters = tuple(
        _kept(chapter.name, chapter.stories, tuple(kept)) for chapter, kept in zip(sheet.chapters, full, strict=True)
    )
    cited = {number for chapter in chapters for told in chapter.full for number in _notes(told)}
    cited |= {number for _, ties in changes for tied in ties for number in _notes_of_tie(tied)}
    cited |= {number for _, paragraph in left_open for number in _cited((paragraph,))}
    return Fitted(
        title=sheet.title,
        days=sheet.days,
        standfirst=sheet.standfirst,
        chapters=chapters,
        changes=changes,
        open=left_open,
        coverage=sheet.coverage,
        withheld=sheet.withheld,
        notes=tuple(note for note in sheet.notes if note.number in cited),
        is_sample=sheet.is_sample,
    )


def _kept(name: str, stories: tuple[Told, ...], full: tuple[Told, ...]) -> Kept:
    told_in_full = {told.path for told in full}
    others = [told for told in stories if told.path not in told_in_full]
    return Kept(name, full, tuple(others[:MOST_BRIEF]), len(others[MOST_BRIEF:]))


def weight(told: Told) -> int:
    """Give about how many bytes a story takes in the HTML."""
    facts = sum(BRIEF // 2 + _bytes(fact.text) + _bytes(fact.remark) for fact in told.facts)
    return STORY + 2 * _bytes(told.headline) + sum(map(_paragraph, (*told.paragraphs, *told.background))) + facts


def _paragraph(paragraph: Paragraph) -> int:
    sentences = sum(_bytes(one.text) + NOTE * len(one.notes) for one in paragraph.sentences)
    return SENTENCE + sentences + _bytes(paragraph.told_by)


def _tied(tied: Tied) -> int:
    return _paragraph(tied.later) + (_paragraph(tied.earlier) if tied.earlier else 0) + _bytes(tied.how)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _notes(told: Told) -> list[int]:
    cited = _cited((*told.paragraphs, *told.background))
    return cited + [number for fact in told.facts for number in (fact.note, *fact.against)]


def _notes_of_tie(tied: Tied) -> list[int]:
    return _cited([paragraph for paragraph in (tied.earlier, tied.later) if paragraph])


def _cited(paragraphs: Iterable[Paragraph]) -> list[int]:
    return [number for paragraph in paragraphs for one in paragraph.sentences for number in one.notes]
