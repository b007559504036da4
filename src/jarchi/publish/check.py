"""Checking: a line that its cited passages do not bear out is withheld, with the reason, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from jarchi.publish.edits import edits_fault, unedited
from jarchi.publish.words import NUMBER, WORD, plain
from jarchi.records.articles import sha256_of
from jarchi.records.bulletins import (
    Bulletin,
    Dot,
    Item,
    Line,
    Mover,
    Number,
    Open,
    Passage,
    Section,
    Theme,
    Turn,
    Withheld,
)

Texts = Callable[[str], str]
"""Gives the text of a revision by its SHA-256; raises `KeyError` where the ledger has no such text."""

BRACKETS = re.compile(r"\[[^\[\]]*\]")
EDITS = re.compile(r"\s*(?:\[[^\[\]]*\]|…|\[…\])\s*")
"""Marked edits: an ellipsis where something was left out, square brackets around what was put in."""


def check(bulletin: Bulletin, texts: Texts) -> Bulletin:
    """Give the bulletin without what its passages do not bear out; every withheld line is listed with its reason.

    A headline must be the title of one of the item's reports, or the whole item is withheld. A dot falls with either
    of its lines, an agent with the last of its lines.
    """
    checking = _Checking(texts)
    sections = tuple(checking.section(section) for section in bulletin.sections)
    return msgspec.structs.replace(
        bulletin,
        sections=tuple(section for section in sections if section.items or section.pointers),
        themes=tuple(theme for theme in map(checking.theme, bulletin.themes) if theme.points),
        open=tuple(one for one in bulletin.open if checking.stands(one)),
        dots=tuple(dot for dot in bulletin.dots if checking.passes(dot)),
        agents=tuple(mover for mover in map(checking.mover, bulletin.agents) if mover.events),
        turns=tuple(turn for turn in bulletin.turns if checking.holds(turn)),
        withheld=(*bulletin.withheld, *checking.withheld),
    )


def check_item(item: Item, texts: Texts) -> tuple[Item | None, tuple[Withheld, ...]]:
    """Give the item without what does not hold, None where its headline does not, and what was withheld."""
    checking = _Checking(texts)
    section = checking.section(Section(None, "", (item,)))
    return section.items[0] if section.items else None, tuple(checking.withheld)


class _Checking:
    """One run of the checks, and what it withheld."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.withheld: list[Withheld] = []

    def section(self, section: Section) -> Section:
        """Give the section with the items whose headline holds, without lines and figures that do not."""
        return msgspec.structs.replace(section, items=self._items(section.items))

    def _items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(self._item(item) for item in items if self._heads(item))

    def theme(self, theme: Theme) -> Theme:
        """Give the theme with the turning points, figures and open claims that hold."""
        return msgspec.structs.replace(
            theme,
            points=self._items(theme.points),
            figures=tuple(number for number in theme.figures if self._number(number, theme.id)),
            open=tuple(one for one in theme.open if self.stands(one)),
            background=tuple(line for line in theme.background if self._line(line, theme.id)),
        )

    def stands(self, one: Open) -> bool:
        """Tell whether the line that is said to be open holds."""
        return self._line(one.line, one.story)

    def _heads(self, item: Item) -> bool:
        if item.headline in {report.title for report in item.reports}:
            return True
        article = item.reports[0].article if item.reports else ""
        reason = "the headline is the title of none of the reports"
        self.withheld.append(Withheld(item.story, article, item.headline, reason))
        self.withheld += [Withheld(item.story, article, line.text, reason) for line in item.lines]
        return False

    def _item(self, item: Item) -> Item:
        lines = tuple(line for line in item.lines if self._line(line, item.story))
        figures = tuple(number for number in item.figures if self._number(number, item.story))
        background = tuple(line for line in item.background if self._line(line, item.story))
        return msgspec.structs.replace(item, lines=lines, figures=figures, background=background)

    def _line(self, line: Line, story: str) -> bool:
        return self._judge(fault_of(line, self._texts), line.text, line.passages, story)

    def _number(self, number: Number, story: str) -> bool:
        passages = (number.passage, *number.against)
        fault = next(filter(None, (passage_fault(passage, self._texts) for passage in passages)), None)
        if not fault and plain(number.text) not in plain(number.passage.quote):
            fault = "the figure's words are not in the cited passage"
        return self._judge(fault, number.text, passages, story)

    def _judge(self, fault: str | None, text: str, passages: Sequence[Passage], story: str) -> bool:
        if fault:
            self.withheld.append(Withheld(story, passages[0].article if passages else "", text, fault))
        return fault is None

    def passes(self, dot: Dot) -> bool:
        """Tell whether both lines of a dot, and the passage that states it, hold."""
        lines = [self._line(line, "") for line in (dot.earlier, dot.later)]
        fault = passage_fault(dot.passage, self._texts) if dot.passage else None
        if dot.basis == "stated" and dot.passage is None:
            fault = "a stated tie without the passage that states it"
        return self._judge(fault, dot.reason, (dot.passage,) if dot.passage else (), "") and all(lines)

    def holds(self, turn: Turn) -> bool:
        """Tell whether the lines of a turn hold."""
        lines = [self._line(line, "") for line in (turn.earlier, turn.later) if line]
        return all(lines)

    def mover(self, mover: Mover) -> Mover:
        """Give the agent with the lines that hold."""
        return msgspec.structs.replace(
            mover,
            events=tuple(line for line in mover.events if self._line(line, "")),
            led_to=tuple(line for line in mover.led_to if self._line(line, "")),
        )


def fault_of(line: Line, texts: Texts) -> str | None:
    """Give why a line may not be printed, None where its passages bear it out.

    Each quote must equal its text at its offsets; every number, date and name of the line must stand in the quotes;
    and the line must be verbatim but for marked edits.
    """
    if not line.passages:
        return "no passage is cited"
    for passage in line.passages:
        if fault := passage_fault(passage, texts):
            return fault
    return wording_fault(line, plain(" ".join(passage.quote for passage in line.passages)))


def wording_fault(line: Line, quotes: str) -> str | None:
    """Give what in the words of a line the quotes do not bear out, None where they bear out all of it."""
    if fault := edits_fault(line.text, line.edits, quotes, line.published, line.language):
        return fault
    if stranger := _stranger(text := unedited(line.text, line.edits), quotes):
        return stranger
    if not is_verbatim(text, quotes):
        return "the words are not those of the cited passage"
    if line.said_by and not is_verbatim(line.said_by, quotes):
        return "the speaker is not named in the cited passage"
    return None


def _stranger(text: str, quotes: str) -> str | None:
    """Give the number, name or edit of a text that the quotes do not have."""
    if strangers := [number for number in NUMBER.findall(text) if number not in NUMBER.findall(quotes)]:
        return f"the number {strangers[0]} is not in the cited passage"
    if strangers := [name for name in _names(text) if name not in WORD.findall(quotes)]:
        return f"the name or date {strangers[0]!r} is not in the cited passage"
    if strangers := [words for words in BRACKETS.findall(text) if words not in quotes]:
        return f"the edit {strangers[0]} is not accounted for"
    return None


def passage_fault(passage: Passage, texts: Texts) -> str | None:
    """Give why a passage does not hold, None where its quote is its text at its offsets."""
    try:
        text = texts(passage.revision)
    except KeyError:
        return "the cited text is not in the ledger"
    if sha256_of(text) != passage.revision:
        return "the cited text is not the one that the hash names"
    if not 0 <= passage.start < passage.end <= len(text):
        return "the passage lies outside the cited text"
    return (
        None
        if text[passage.start : passage.end] == passage.quote
        else "the quote is not what stands at the cited place"
    )


def is_verbatim(words: str, quotes: str) -> bool:
    """Tell whether the words, but for marked edits, stand in the quotes in this order."""
    position = 0
    if plain(words) in quotes:
        return True
    fragments = [fragment for fragment in EDITS.split(plain(words)) if fragment]
    for fragment in fragments:
        found = quotes.find(fragment, position)
        if found < 0:
            return False
        position = found + len(fragment)
    return bool(fragments)


def _names(text: str) -> Iterable[str]:
    """Give the words written like names (a capital first), which takes in months and days where they are."""
    return [word for word in WORD.findall(text) if word[0].isupper()]
