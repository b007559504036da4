"""Wording: dates, counts and labels as people read them; the site speaks English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import quote

from jarchi.publish.words import plain
from jarchi.records.articles import instant
from jarchi.records.bulletins import Coverage, Item, Line, OpenKind, Report, TurnKind

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
TIES = {
    "causes": "led to",
    "responds to": "was answered by",
    "before": "came before",
    "part of": "took in",
}
BOUNDS = {">": "over", ">=": "at least", "<": "under", "<=": "up to", "~": "about"}
SAYING: dict[str, str] = {
    "denial": "denied by",
    "accusation": "accusation by",
    "demand": "demanded by",
    "promise": "promised by",
    "forecast": "forecast by",
    "belief": "believed by",
}
TURNS: dict[TurnKind, str] = {
    "denial": "Denied",
    "contradiction": "Contradicted",
    "correction": "Taken back",
    "edit": "Edited in silence",
    "confirmation": "Newly confirmed",
    "figure": "Figures that moved",
}
DEEDS: dict[TurnKind, str] = {
    "denial": "denied",
    "contradiction": "contradicted",
    "correction": "taken back",
    "edit": "the text was changed after it was first met, and now says",
    "confirmation": "confirmed",
    "figure": "a later figure",
}
STANDING: dict[str, str] = {
    "several independent voices": "several independent voices say so",
    "official only": "officials alone say so",
    "denied": "denied by others",
    "contradicted": "contradicted by others",
    "retracted": "taken back",
    "could not be verified": "could not be verified",
}
OPEN: dict[OpenKind, str] = {
    "contradicted": "Reports seem to contradict each other",
    "denied": "Said by some, denied by others",
    "retracted": "Taken back by who said it",
    "does not add up": "Figures that do not add up",
    "could not be verified": "Nobody could verify it",
}
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
LONGEST_ADDRESS = 2_000
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


def day(moment: str | None) -> str:
    """Give the day in UTC, "20 June 2023"; "undated" where there is none."""
    found = instant(moment)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}" if found else "undated"


def short_day(moment: str | None) -> str:
    """Give the day in UTC without its year, "20 June"; "undated" where there is none."""
    found = instant(moment)
    return f"{found.day} {MONTHS[found.month - 1]}" if found else "undated"


def as_of(value: str) -> str:
    """Give the day that a figure holds for; what is no plain day (an interval, a month) as it is written in EDTF."""
    return day(value) if len(value) == 10 and instant(value) else value


def full_moment(moment: str | None) -> str:
    """Give day and time, "20 June 2023, 14:05 UTC"; the day alone where the source gives no more."""
    found = instant(moment)
    if not found:
        return "undated"
    return day(moment) if moment and len(moment) <= 10 else f"{day(moment)}, {found:%H:%M} UTC"


def stamp(moment: str | None) -> str:
    """Give the moment as HTML's `datetime` and Atom want it, in UTC; empty where there is none."""
    found = instant(moment)
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if found else ""


def span_of_days(first: str, last: str) -> str:
    """Give a period in words, as short as it can be: "19–25 June 2023", "29 May – 4 June 2023", "June 2023", "2023"."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    closes = datetime.fromordinal(other.toordinal() + 1).day == 1 if other < date.max else True
    if one == other:
        return day(first)
    if one.year != other.year:
        return f"{day(first)} – {day(last)}"
    if one.day == 1 and closes and one.month == other.month:
        return f"{MONTHS[one.month - 1]} {one.year}"
    if one.day == 1 and closes and (one.month, other.month) == (1, 12):
        return str(one.year)
    if one.month == other.month:
        return f"{one.day}–{day(last)}"
    return f"{short_day(first)} – {day(last)}"


def counted(number: int, noun: str, several: str | None = None) -> str:
    """Give a count with its noun: "1 story", "12,000 stories"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def voices(item: Item) -> str:
    """Give how many stand behind a story: "3 independent sources, 2 reprints"."""
    reprints = sum(report.copy_of is not None for report in item.reports)
    more = len(item.reports) - reprints - item.independent
    parts = [counted(item.independent, "independent source") if item.independent != 1 else "one source"]
    if more > 0:
        owners = "the same owner" if item.independent == 1 else "the same owners"
        parts.append(f"{counted(more, 'more report')} of {owners}")
    if reprints:
        parts.append(counted(reprints, "reprint"))
    return ", ".join(parts)


def saying(line: Line) -> str:
    """Give who says what a line says, "denied by “the ministry”, official"; empty where nobody is named or meant."""
    if not (line.said_by or line.speaker):
        return ""
    role = f", {line.speaker.replace('-', ' ')}" if line.speaker and line.speaker != "unknown" else ""
    return f"{SAYING.get(line.kind or '', 'said by')} “{short(line.said_by or 'a source not named', 140)}”{role}"


def days_of(item: Item) -> str:
    """Give the days on which a story was reported, the first to the last."""
    moments = sorted(stamp(report.published or report.first_seen) for report in item.reports)
    moments = [moment for moment in moments if moment]
    return span_of_days(moments[0][:10], moments[-1][:10]) if moments else "undated"


def answer(entry: Coverage) -> str:
    """Give how many of a country's sources answered: "2 of 9 sources answered"."""
    if not entry.sources:
        return "no source is followed"
    return f"{entry.answered} of {counted(entry.sources, 'source')} answered"


def short(text: str, most: int) -> str:
    """Give a text in one line, cut at a word to at most `most` code points and an ellipsis."""
    line = plain(text)
    if len(line) <= most:
        return line
    head = line[:most].rsplit(" ", 1)[0]
    return (head if len(head) > most // 2 else line[:most]).rstrip(" ,;:–—-") + " …"


def outside(url: str | None) -> str:
    """Give the address if it may stand in a link: http or https, of a sane length; else nothing."""
    if not url or len(url) > LONGEST_ADDRESS or not ADDRESS.fullmatch(url.strip()):
        return ""
    return quote(url.strip(), safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")


def heading(reports: Sequence[Report], title: str) -> Report | None:
    """Give the report that a headline is the title of."""
    return next((report for report in reports if report.title == title), None)


class Group(NamedTuple):
    """Lines of one report in a row that are said by the same; `first` numbers the first citation."""

    lines: tuple[Line, ...]
    first: int

    @property
    def head(self) -> Line:
        """Give the first line: source, time and speaker are those of all."""
        return self.lines[0]


def groups(lines: Iterable[Line]) -> list[Group]:
    """Give the lines of an item grouped for reading, citations numbered through the item."""
    found: list[Group] = []
    number = 1
    for line in lines:
        if found and _voice(found[-1].head) == _voice(line):
            found[-1] = Group((*found[-1].lines, line), found[-1].first)
        else:
            found.append(Group((line,), number))
        number += len(line.passages)
    return found


def _voice(line: Line) -> tuple[object, ...]:
    article = line.passages[0].article if line.passages else ""
    return article, line.said_by, line.speaker, line.unverified, line.kind
