"""The sheet: a checked bulletin walked once, in the order and words of a single document, its passages as notes.

What prints a bulletin on one sheet (Markdown, PDF, mail) takes this and decides nothing but how it looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from jarchi.publish.addresses import passage_path, story_path
from jarchi.publish.bulletin_pages import standfirst
from jarchi.publish.rendering import Sources
from jarchi.publish.wording import (
    BOUNDS,
    DEEDS,
    OPEN,
    STANDING,
    TIES,
    TURNS,
    as_of,
    day,
    days_of,
    groups,
    heading,
    outside,
    saying,
    short,
    span_of_days,
    voices,
)
from jarchi.publish.words import plain
from jarchi.records.bulletins import (
    Bulletin,
    Coverage,
    Dot,
    Item,
    Line,
    Mover,
    Number,
    Open,
    Passage,
    Report,
    Section,
    Theme,
    Turn,
    TurnKind,
)


class Note(msgspec.Struct, frozen=True):
    """A passage as a note tells it: `quote` is `[start, end)` of the text whose SHA-256 is `revision`.

    `url` is the article's address at its source, empty where it has none to link to; `path` opens the passage in the
    site.
    """

    number: int
    quote: str
    source: str
    day: str
    url: str
    path: str
    start: int
    end: int
    revision: str
    language: str | None


class Sentence(msgspec.Struct, frozen=True):
    """A line of the bulletin with the numbers of its notes."""

    text: str
    notes: tuple[int, ...]
    language: str | None


class Paragraph(msgspec.Struct, frozen=True):
    """Sentences of one report in a row: who published them when, and who says what they say."""

    sentences: tuple[Sentence, ...]
    source: str
    day: str
    said: str = ""
    is_unverified: bool = False
    standing: str = ""

    @property
    def told_by(self) -> str:
        """Give the line under the words: source and day, who says it, and where the claim stands."""
        doubt = "could not be verified" if self.is_unverified else ""
        return "; ".join(filter(None, (f"{self.source}, {self.day}", self.said, doubt, self.standing)))


class Fact(msgspec.Struct, frozen=True):
    """A figure in words with its note, what bounds it, and what must be known of it."""

    text: str
    note: int
    bound: str = ""
    remark: str = ""
    against: tuple[int, ...] = ()


class Told(msgspec.Struct, frozen=True):
    """A story: in full, or in brief with its first sentence alone."""

    headline: str
    language: str | None
    path: str
    meta: str
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[Fact, ...] = ()
    is_brief: bool = False
    background: tuple[Paragraph, ...] = ()


class Chapter(msgspec.Struct, frozen=True):
    """The stories of a section, or the turning points of a thread with what came before, its figures, what is open.

    `pointers` name stories that concern the section's country and are told under another.
    """

    name: str
    stories: tuple[Told, ...]
    language: str | None = None
    background: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()
    open: tuple[tuple[str, Paragraph], ...] = ()
    pointers: tuple[str, ...] = ()


class Tied(msgspec.Struct, frozen=True):
    """Two lines and how they hang together; `note` is the passage that says so, where one does."""

    how: str
    later: Paragraph
    earlier: Paragraph | None = None
    note: int | None = None


class Doer(msgspec.Struct, frozen=True):
    """An agent of change: its rank, its deeds, and what these led to."""

    rank: int
    name: str
    deeds: tuple[Paragraph, ...]
    led_to: tuple[Paragraph, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A bulletin on one sheet. `changes` are groups of turns under their headings; notes are numbered from 1."""

    title: str
    days: str
    standfirst: str
    chapters: tuple[Chapter, ...]
    changes: tuple[tuple[str, tuple[Tied, ...]], ...]
    stated: tuple[Tied, ...]
    inferred: tuple[Tied, ...]
    doers: tuple[Doer, ...]
    coverage: tuple[Coverage, ...]
    unread: tuple[tuple[int, str, str], ...]
    withheld: int
    notes: tuple[Note, ...]
    is_sample: bool
    open: tuple[tuple[str, Paragraph], ...] = ()


def sheet_of(bulletin: Bulletin, sources: Sources) -> Sheet:
    """Give the sheet of a bulletin that has been checked; nothing of it is left out, `brief` stories stay brief."""
    walk = _Walk(sources)
    return Sheet(
        title=bulletin.title,
        days=span_of_days(bulletin.from_, bulletin.to),
        standfirst=standfirst(bulletin),
        chapters=(*map(walk.theme, bulletin.themes), *map(walk.section, bulletin.sections)),
        changes=tuple(walk.changes(bulletin.turns)),
        stated=tuple(walk.tie(dot) for dot in bulletin.dots if dot.basis == "stated"),
        inferred=tuple(walk.tie(dot) for dot in bulletin.dots if dot.basis == "inferred"),
        doers=tuple(walk.doer(mover) for mover in bulletin.agents),
        coverage=bulletin.coverage,
        unread=tuple((entry.count, entry.code, entry.message) for entry in bulletin.unread),
        withheld=len(bulletin.withheld),
        open=walk.open(bulletin.open),
        notes=tuple(walk.notes.values()),
        is_sample=bulletin.sample,
    )


class _Walk:
    """One walk over a bulletin: numbers each passage where it is first cited."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.notes: dict[tuple[str, int, int], Note] = {}

    def section(self, section: Section) -> Chapter:
        return Chapter(
            name=section.name,
            stories=tuple(map(self.story, section.items)),
            pointers=tuple(plain(pointer.headline) for pointer in section.pointers),
        )

    def theme(self, theme: Theme) -> Chapter:
        reports = [report for item in theme.points for report in item.reports]
        return Chapter(
            name=plain(theme.headline),
            stories=tuple(map(self.story, theme.points)),
            language=theme.language,
            background=self.paragraphs(theme.background),
            facts=tuple(self.fact(number, reports) for number in theme.figures),
            open=self.open(theme.open),
        )

    def open(self, found: Iterable[Open]) -> tuple[tuple[str, Paragraph], ...]:
        return tuple((OPEN[one.kind], self.paragraph((one.line,))) for one in found)

    def story(self, item: Item) -> Told:
        head = heading(item.reports, item.headline)
        return Told(
            headline=plain(item.headline),
            language=head.language if head else None,
            path=story_path(item.story),
            meta=f"{voices(item)} · {days_of(item)}",
            paragraphs=self.paragraphs(item.lines[:1] if item.brief else item.lines),
            facts=() if item.brief else tuple(self.fact(number, item.reports) for number in item.figures),
            is_brief=item.brief,
            background=self.paragraphs(item.background),
        )

    def paragraphs(self, lines: Iterable[Line]) -> tuple[Paragraph, ...]:
        return tuple(self.paragraph(group.lines) for group in groups(lines))

    def paragraph(self, lines: tuple[Line, ...]) -> Paragraph:
        head = lines[0]
        return Paragraph(
            sentences=tuple(self.sentence(line) for line in lines),
            source=self._sources.name(head.source),
            day=day(head.published),
            said=saying(head),
            is_unverified=head.unverified and head.status != "could not be verified",
            standing=STANDING.get(head.status or "", ""),
        )

    def sentence(self, line: Line) -> Sentence:
        notes = tuple(self.note(passage, line.source, line.published, line.language) for passage in line.passages)
        return Sentence(plain(line.text), notes, line.language)

    def note(self, passage: Passage, source: str, published: str | None, language: str | None) -> int:
        """Give the number of a passage's note."""
        key = passage.revision, passage.start, passage.end
        found = self.notes.get(key) or Note(
            number=len(self.notes) + 1,
            quote=passage.quote,
            source=self._sources.name(source),
            day=day(published),
            url=outside(passage.url),
            path=passage_path(passage),
            start=passage.start,
            end=passage.end,
            revision=passage.revision,
            language=language,
        )
        return self.notes.setdefault(key, found).number

    def fact(self, number: Number, reports: Sequence[Report]) -> Fact:
        def cite(passage: Passage) -> int:
            report = next((one for one in reports if one.article == passage.article), None)
            told = (report.source, report.published, report.language) if report else ("", None, None)
            return self.note(passage, *told)

        parts = [f"as of {as_of(number.as_of)}"] if number.as_of else []
        if number.doubt:
            parts.append(f"does not add up: {short(number.doubt, 240)}")
        elif number.checked:
            parts.append("adds up")
        return Fact(
            text=plain(number.text),
            note=cite(number.passage),
            bound=BOUNDS.get(number.bound, ""),
            remark="; ".join(parts),
            against=tuple(cite(passage) for passage in number.against),
        )

    def changes(self, turns: Iterable[Turn]) -> Iterable[tuple[str, tuple[Tied, ...]]]:
        found: dict[TurnKind, list[Tied]] = {kind: [] for kind in TURNS}
        for turn in turns:
            found[turn.kind].append(
                Tied(
                    how=_because(DEEDS[turn.kind], turn.reason),
                    later=self.paragraph((turn.later,)),
                    earlier=self.paragraph((turn.earlier,)) if turn.earlier else None,
                )
            )
        return ((TURNS[kind], tuple(tied)) for kind, tied in found.items() if tied)

    def tie(self, dot: Dot) -> Tied:
        passage, later = dot.passage, dot.later
        note = self.note(passage, later.source, later.published, later.language) if passage else None
        if dot.earlier.text == later.text:
            how = _because(f"one event {TIES[dot.kind]} another, in one sentence", dot.reason)
            return Tied(how, self.paragraph((later,)), note=note)
        how = _because(TIES[dot.kind], dot.reason)
        return Tied(how, self.paragraph((later,)), self.paragraph((dot.earlier,)), note)

    def doer(self, mover: Mover) -> Doer:
        return Doer(mover.rank, mover.name, self.paragraphs(mover.events), self.paragraphs(mover.led_to))


def _because(deed: str, reason: str) -> str:
    return f"{deed} — {short(reason, 200)}" if reason else deed
