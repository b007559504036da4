"""A bulletin as Markdown (CommonMark with footnotes): every sentence has a footnote with its passage.

Every word from outside is escaped, so that it stays words: no link, heading, list or HTML can come of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jarchi.publish.formats.sheet import Doer, Fact, Note, Paragraph, Sheet, Tied, Told
from jarchi.publish.marks import shown
from jarchi.publish.wording import answer, counted
from jarchi.publish.words import plain

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^&$@]")
OPENING = re.compile(r"^(?:[+=-]|\d{1,9}(?=[.)]))")
"""What begins a list, a rule or a heading where it stands first in a line."""


def escaped(text: str) -> str:
    """Give words from outside on one line, so that Markdown shows them as they are."""
    line = SPECIAL.sub(r"\\\g<0>", plain(shown(text)))
    found = OPENING.match(line)
    if not found:
        return line
    head, rest = found.group(), line[found.end() :]
    return f"{head}\\{rest}" if head[0].isdigit() else f"\\{head}{rest}"


def markdown(sheet: Sheet, address: str) -> str:
    """Give the document; links lead into the site at `address`, or to the sources where that is empty."""
    return "\n".join(_lines(sheet, address))


def _lines(sheet: Sheet, address: str) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}, {sheet.days}\n"
    if sheet.is_sample:
        yield "**Sample.** The outlets are invented; the facts were publicly reported.\n"
    yield f"{escaped(sheet.standfirst)}\n"
    for chapter in sheet.chapters:
        yield f"## {escaped(chapter.name)}\n"
        yield from _background(chapter.background)
        yield from (line for told in chapter.stories if not told.is_brief for line in _full(told, address))
        brief = [told for told in chapter.stories if told.is_brief]
        if brief:
            yield "### In brief\n"
            yield from (_brief(told, address) for told in brief)
            yield ""
        yield from _facts(chapter.facts)
        yield from _open("### Still open", chapter.open)
        if chapter.pointers:
            yield f"Told elsewhere: {'; '.join(map(escaped, chapter.pointers))}\n"
    if sheet.changes:
        yield "## What changed\n"
        for label, ties in sheet.changes:
            yield f"### {label}\n"
            yield from _ties(ties)
    if sheet.stated or sheet.inferred:
        yield "## Connections\n"
        for label, ties in (("Stated by a source", sheet.stated), ("Inferred by the program", sheet.inferred)):
            if ties:
                yield f"### {label}\n"
                yield from _ties(ties)
    yield from _doers(sheet.doers)
    yield from _unknown(sheet)
    yield from (_note(note, address) for note in sheet.notes)


def _linked(told: Told, address: str) -> str:
    return f"[{escaped(told.headline)}](<{address}{told.path}>)" if address else escaped(told.headline)


def _full(told: Told, address: str) -> Iterator[str]:
    yield f"### {_linked(told, address)}\n"
    yield f"*{escaped(told.meta)}*\n"
    yield from (f"{_paragraph(one)}\n" for one in told.paragraphs)
    yield from _background(told.background)
    yield from _facts(told.facts)


def _brief(told: Told, address: str) -> str:
    lead = f": {_paragraph(told.paragraphs[0])}" if told.paragraphs else ""
    return f"- **{_linked(told, address)}**{lead} *{escaped(told.meta)}*"


def _paragraph(paragraph: Paragraph) -> str:
    words = " ".join(f"{escaped(one.text)}{cites(one.notes)}" for one in paragraph.sentences)
    return f"{words} — {escaped(paragraph.told_by)}"


def cites(numbers: Iterable[int]) -> str:
    """Give the marks of footnotes."""
    return "".join(f"[^{number}]" for number in numbers)


def _background(found: Iterable[Paragraph]) -> Iterator[str]:
    return (f"> **Background.** {_paragraph(one)}\n" for one in found)


def _open(heading: str, found: Sequence[tuple[str, Paragraph]]) -> Iterator[str]:
    if found:
        yield f"{heading}\n"
        yield from (f"- **{label}.** {_paragraph(one)}" for label, one in found)
        yield ""


def _facts(found: Sequence[Fact]) -> Iterator[str]:
    if found:
        yield from (f"- {_fact(fact)}" for fact in found)
        yield ""


def _fact(fact: Fact) -> str:
    words = f"{fact.bound} {escaped(fact.text)}".strip()
    remark = f" ({escaped(fact.remark)})" if fact.remark else ""
    return f"{words}{remark}{cites((fact.note, *fact.against))}"


def _ties(ties: Iterable[Tied]) -> Iterator[str]:
    for tied in ties:
        how = f"**{escaped(tied.how)}**{cites((tied.note,) if tied.note else ())}"
        if tied.earlier:
            yield f"- {_paragraph(tied.earlier)}\n\n  {how}\n\n  {_paragraph(tied.later)}\n"
        else:
            yield f"- {how}\n\n  {_paragraph(tied.later)}\n"


def _doers(doers: Iterable[Doer]) -> Iterator[str]:
    for index, doer in enumerate(doers):
        if not index:
            yield "## Agents of change\n"
        yield f"### {doer.rank}. {escaped(doer.name)}\n"
        yield from (f"- {_paragraph(one)}" for one in doer.deeds)
        yield from (f"- led to: {_paragraph(one)}" for one in doer.led_to)
        yield ""


def _unknown(sheet: Sheet) -> Iterator[str]:
    yield from _open("## What is not known", sheet.open)
    yield "## Coverage\n"
    for entry in sheet.coverage:
        silent = f" Silent: {escaped(', '.join(entry.silent))}." if entry.silent else ""
        yield f"- {escaped(entry.name)}: {answer(entry)}, {counted(entry.articles, 'article')}.{silent}"
    for count, code, message in sheet.unread:
        yield f"- Not read, {counted(count, 'item')}, {escaped(code)}: {escaped(message)}"
    yield f"- {counted(sheet.withheld, 'line')} withheld by the checks.\n"


def _note(note: Note, address: str) -> str:
    where = [f"[at the source](<{note.url}>)"] if note.url else []
    where += [f"[the passage](<{address}{note.path}>)"] if address else []
    place = f"characters {note.start} to {note.end} of the text with SHA-256 {note.revision}"
    told = "; ".join([f"{escaped(note.source)}, {note.day}", *where, place])
    return f"[^{note.number}]: “{escaped(note.quote)}” {told}.\n"
