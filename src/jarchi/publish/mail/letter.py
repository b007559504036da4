"""The letter: a bulletin's sheet as plain text and as HTML with its styles in place, the same for every recipient."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import msgspec

from jarchi.publish.extras import need
from jarchi.publish.formats.sheet import Note, Paragraph, Sheet, Tied, Told
from jarchi.publish.mail.fitting import Fitted, Kept, fitted
from jarchi.publish.marks import shown
from jarchi.publish.rendering import Templates
from jarchi.publish.settings import PublishSettings
from jarchi.publish.wording import answer, counted

LEAVE = "leave:the-list"
"""Stands in the letter for the address that takes a recipient off the list, until one is written to them."""

WIDTH = 72


class Letter(msgspec.Struct, frozen=True):
    """What a bulletin says by mail. `text` and `html` have `LEAVE` where a recipient's own address belongs."""

    edition: str
    subject: str
    text: str
    html: str


def letter(edition: str, folder: str, sheet: Sheet, settings: PublishSettings, templates: Templates) -> Letter:
    """Give the letter of a bulletin that was checked; `edition` is its id, `folder` its place in the site.

    What does not fit into a mail that readers show whole is told in one line or counted. Raises `UsageError` where the
    extra `mail` is not installed.
    """
    inliner = need("css_inline", "mail", "A bulletin by mail")
    told = fitted(sheet)
    page = f"{settings.address}{folder}/index.html" if settings.address else ""
    html = templates.render("mail.html", sheet=told, browse=page, leave=LEAVE, notes=_linked(told, settings))
    inline = inliner.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True)
    return Letter(
        edition=edition,
        subject=shown(f"{sheet.title}, {sheet.days}"),
        text="\n".join(_text(told, settings, page)) + "\n",
        html=inline.inline(html),
    )


def link_of(note: Note, address: str) -> str:
    """Give where a note leads: to the passage in the site, else to the source; nothing where it has neither."""
    return f"{address}{note.path}" if address else note.url


def _linked(told: Fitted, settings: PublishSettings) -> dict[int, str]:
    return {note.number: link_of(note, settings.address) for note in told.notes}


def _text(told: Fitted, settings: PublishSettings, page: str) -> Iterator[str]:
    yield from _wrapped(f"{told.title}, {told.days}")
    yield "=" * min(len(f"{told.title}, {told.days}"), WIDTH)
    if told.is_sample:
        yield from _wrapped("Sample: the outlets are invented; the facts were publicly reported.")
    yield ""
    yield from _wrapped(told.standfirst)
    if page:
        yield from ("", f"In the browser: {page}")
    for chapter in told.chapters:
        yield from _chapter(chapter)
    for label, ties in told.changes:
        yield from ("", "", f"WHAT CHANGED: {label.upper()}", "")
        for tied in ties:
            yield from _tied(tied)
    if told.open:
        yield from ("", "", "WHAT IS NOT KNOWN", "")
    for label, paragraph in told.open:
        yield f"{label}:"
        yield from _paragraph(paragraph)
        yield ""
    yield from ("", "", "COVERAGE", "")
    for entry in told.coverage:
        yield from _wrapped(f"* {entry.name}: {answer(entry)}, {counted(entry.articles, 'article')}", "  ")
    yield from _wrapped(f"* {counted(told.withheld, 'line')} withheld by the checks", "  ")
    yield from ("", "", "PASSAGES", "")
    for note in told.notes:
        where = link_of(note, settings.address)
        yield from _wrapped(f"[{note.number}] {note.source}, {note.day}", "    ")
        if where:
            yield f"    {where}"
    yield from ("", "-- ", f"{settings.title}: {settings.motto}", f"To leave this list: {LEAVE}")


def _chapter(chapter: Kept) -> Iterator[str]:
    yield from ("", "", chapter.name.upper(), "")
    for story in chapter.full:
        yield from _story(story)
    for story in chapter.brief:
        yield from _wrapped(f"* {story.headline} ({story.meta})", "  ")
    if chapter.left:
        yield from _wrapped(f"* {counted(chapter.left, 'more story', 'more stories')} in the bulletin", "  ")


def _story(story: Told) -> Iterator[str]:
    yield from _wrapped(story.headline)
    yield from _wrapped(f"({story.meta})")
    for paragraph in story.paragraphs:
        yield ""
        yield from _paragraph(paragraph)
    for paragraph in story.background:
        yield from ("", "Background:")
        yield from _paragraph(paragraph)
    if story.facts:
        yield ""
        for fact in story.facts:
            remark = f" ({fact.remark})" if fact.remark else ""
            yield from _wrapped(f"* {f'{fact.bound} {fact.text}'.strip()}{remark} [{fact.note}]", "  ")
    yield from ("", "")


def _tied(tied: Tied) -> Iterator[str]:
    if tied.earlier:
        yield from _paragraph(tied.earlier)
    yield from _wrapped(f"--> {tied.how}")
    yield from _paragraph(tied.later)
    yield ""


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    told = " ".join(f"{one.text} {''.join(f'[{note}]' for note in one.notes)}" for one in paragraph.sentences)
    yield from _wrapped(told)
    yield from _wrapped(f"    {paragraph.told_by}", "    ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Give a text in lines; words longer than a line, addresses above all, stay whole."""
    return textwrap.wrap(
        shown(text), WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]
