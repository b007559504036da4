"""Marked edits: what a line needs to be read alone, put in square brackets, and the check that knows each of them.

"He said" becomes "[Ada Brook] said", with the sentence that names her cited too; "on Tuesday" gets its day, "on Tuesday
[20 June]"; an opening such as "But " and the end of an overlong sentence are cut, with an ellipsis in their place. All
else of a line is verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from jarchi.publish.attribution import PRONOUNS, Claims
from jarchi.publish.standing import LONGEST, QUOTED, cut_opening, has_day, is_balanced, is_nowadays, opens_with_pronoun
from jarchi.publish.words import WORD, plain
from jarchi.records.articles import instant
from jarchi.records.bulletins import Edit
from jarchi.records.dossiers import Piece
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

NEAR = timedelta(days=8)
"""How far from its report a day may lie that a report calls by a name alone."""

SUBJECT = 80
"""Code points within which a sentence names its subject; a name further on may be somebody else's."""

BESIDE = 45
"""Code points after a last name within which another name tells that the first one only describes it."""

ELLIPSIS = "…"
SHORTEST_KEPT, LONGEST_KEPT = 120, 400
"""Code points that are left of a sentence over the longest that is printed whole."""

BREAK = re.compile(r"[,;:] |\s[—–-]\s")
TITLED = re.compile(r"['’]s$")
POSSESSIVE = re.compile(r"['’]s\b")
DATELINE = re.compile(
    r"\s*(?:"
    r"(?:\([^()]{2,40}\)\s*)?[A-ZА-ЯЁІҢҒҮҰҚӨҺ][A-ZА-ЯЁІҢҒҮҰҚӨҺ.'’/ -]{2,40}(?:,\s*[^—–:/()!?]{1,40})?"
    r"\s*(?:\([^()]{2,30}\)|/[^/]{2,30}/\.?)?\s*(?:[—–:]|--|\s-)\s+"
    r"|[^.!?()]{2,60}\((?:[A-Z][\w&. ]{1,20})\)\s*(?:[—–]|--|\s-)\s+"
    r"|[A-ZА-ЯЁІҢҒҮҰҚӨҺ][A-ZА-ЯЁІҢҒҮҰҚӨҺ'’ -]{2,40}(?:,[^—–:/()!?]{1,40})?/[^/]{2,30}/\.?\s+"
    r"|/[A-ZА-ЯЁ][^/]{1,30}/\.?\s+"
    r"|(?:BY|By) [A-Z][^.!?—–]{3,80}?\s(?:[—–]|--)\s+"
    r"|(?:[—–]|--|-)\s+"
    r")(?=\S)"
)
"""The place and agency before a report's first words ("ASTANA, June 3 (Wire) — "), or a dash that opens a paragraph."""


class Marked(NamedTuple):
    """A sentence as it is printed; `cited` are the sentences that bear it out, `named` who stands for its pronoun."""

    text: str
    edits: tuple[Edit, ...]
    cited: tuple[int, ...]
    named: str | None = None

    @property
    def whole(self) -> str:
        """Give the text as if nothing had been cut from it, to be judged as a sentence."""
        text = self.text
        if any(edit.kind == "cut" for edit in self.edits):
            bare = text.removeprefix(f"{ELLIPSIS} ")
            text = bare[:1].upper() + bare[1:] if bare != text else text
            text = text.removesuffix(f" {ELLIPSIS}") + "." if text.endswith(ELLIPSIS) else text
        return text


class _Change(NamedTuple):
    start: int
    end: int
    new: str
    edit: Edit
    witness: int


def body(piece: Piece, index: int) -> Span:
    """Give the span of a sentence without a dateline before it."""
    span = piece.reading.sentences[index]
    found = DATELINE.match(span.of(piece.revision.text))
    return Span(span.start + found.end(), span.end) if found else span


def marked(piece: Piece, index: int, claims: Claims, told: str = "") -> Marked:
    """Give a sentence with the edits that it needs and that can be backed; none completes a name that `told` has."""
    span, text = body(piece, index), piece.revision.text
    opening = _cut_opening(piece, index, span)
    rest = Span(opening.end if opening else span.start, span.end)
    who = _who(piece, index, rest, claims)
    is_told = who is not None and who.edit.was.casefold() not in PRONOUNS and who.edit.now[1:-1] in told
    named = who.edit.now[1:-1] if who else None
    ending = _cut_ending(piece, index, rest, claims)
    kept = Span(rest.start, ending.start if ending else rest.end)
    found = [change for change in (opening, None if is_told else who, *_when(piece, index, kept), ending) if change]
    changes = sorted(found, key=lambda change: (change.start, change.end))
    words, at = [], span.start
    for change in changes:
        words += [text[at : change.start], change.new]
        at = change.end
    words.append(text[at : span.end])
    cited = tuple(sorted({index, *(change.witness for change in (*changes, who) if change)}))
    return Marked(plain("".join(words)), tuple(change.edit for change in changes), cited, named)


def _cut_opening(piece: Piece, index: int, span: Span) -> _Change | None:
    """Give the cut of an opening that answers the sentence before ("But ", "Meanwhile, "); none from the first one."""
    language = piece.reading.language or piece.revision.language
    long = cut_opening(span.of(piece.revision.text), language) if index else 0
    if not long:
        return None
    was = span.of(piece.revision.text)[:long].strip()
    return _Change(span.start, span.start + long, f"{ELLIPSIS} ", Edit("cut", was, ELLIPSIS), index)


def _cut_ending(piece: Piece, index: int, span: Span, claims: Claims) -> _Change | None:
    """Give the cut of what makes a sentence too long, behind a comma or dash and all that tells who says it."""
    text = piece.revision.text
    if span.end - span.start <= LONGEST:
        return None
    sayers = [part for claim in claims.of(index) for part in (*claim.source, *claim.cue) if part.overlaps(span)]
    least = max([span.start + SHORTEST_KEPT, *(part.end for part in sayers)])
    breaks = [found.start() for found in BREAK.finditer(text, least, span.start + LONGEST_KEPT)]
    place = next((at for at in reversed(breaks) if is_balanced(text[span.start : at])), None)
    if place is None or any(part.start > place for part in sayers):
        return None
    return _Change(place, span.end, f" {ELLIPSIS}", Edit("cut", plain(text[place : span.end]), ELLIPSIS), index)


def _who(piece: Piece, index: int, span: Span, claims: Claims) -> _Change | None:
    sentence = span.of(piece.revision.text)
    language = piece.reading.language or piece.revision.language
    if pronoun := opens_with_pronoun(sentence, language):
        return _antecedent(piece, index, Span(span.start, span.start + len(pronoun)), claims)
    return _full_name(piece, index, span, claims)


def _antecedent(piece: Piece, index: int, pronoun: Span, claims: Claims) -> _Change | None:
    """Give the one person whom the sentence before is about; nobody where it names several or names somebody late."""
    if index == 0:
        return None
    before, text = body(piece, index - 1), piece.revision.text
    people = [name for name in piece.reading.names if name.kind == "person" and before.covers(name.span)]
    if not people or len({name.span.of(text).split()[-1] for name in people}) > 1:
        return None
    name = people[0].span
    speaks = any(source.covers(name) for claim in claims.of(index - 1) for source in claim.source)
    acts = any(
        party.span.covers(name) for event in piece.reading.events for party in event.actors if before.covers(party.span)
    )
    if name.start - before.start > SUBJECT or not (speaks or acts):
        return None
    return _named(text, pronoun, name, index - 1)


def _full_name(piece: Piece, index: int, span: Span, claims: Claims) -> _Change | None:
    """Give the whole name of a speaker or subject called by the last one, from where the report first names them.

    Not where the headline names them, and not before another name ("Reed spokesman Tom Hill").
    """
    text, title = piece.revision.text, [TITLED.sub("", word) for word in WORD.findall(piece.revision.title or "")]
    people = [name for name in piece.reading.names if name.kind == "person"]
    short = _speaker(index, span, claims, [name.span for name in people if not name.actor])
    last = short.of(text) if short else ""
    if short is None or " " in last or last in title or _is_titled(text, short, span):
        return None
    if any(0 < name.span.start - short.end < BESIDE for name in people):
        return None
    longer = [
        name.span
        for name in people
        if name.span.end <= span.start and " " in name.span.of(text) and name.span.of(text).split()[-1] == last
    ]
    if len({plain(found.of(text)) for found in longer}) != 1:
        return None
    witness = claims.sentence_at(longer[0].start)
    return _named(text, short, longer[0], witness) if body(piece, witness).covers(longer[0]) else None


def _speaker(index: int, span: Span, claims: Claims, people: Sequence[Span]) -> Span | None:
    """Give the person with whom a sentence begins, else the one to whom it attributes what it says."""
    sources = {source for claim in claims.of(index) for source in claim.source}
    inside = [name for name in people if span.covers(name)]
    return next((name for name in inside if name.start == span.start or name in sources), None)


def _is_titled(text: str, name: Span, sentence: Span) -> bool:
    """Tell whether a word with a capital stands right before the name: a title, or a part that the reader missed."""
    before = text[max(name.start - 30, sentence.start) : name.start].split()
    return bool(before) and before[-1][0].isupper() and not before[-1].endswith((",", ":", "”", '"'))


def _named(text: str, place: Span, name: Span, witness: int) -> _Change:
    now = f"[{plain(name.of(text))}]"
    return _Change(place.start, place.end, now, Edit("who", place.of(text), now), witness)


def _when(piece: Piece, index: int, span: Span) -> list[_Change]:
    """Give the days that the sentence calls by a name alone, each once."""
    published, text = instant(piece.published), piece.revision.text
    language = piece.reading.language or piece.revision.language
    changes: list[_Change] = []
    told = {_day(day.value) for day in _written_out(piece, span)}
    for mention in _named_days(piece, span):
        value = _day(mention.value)
        if published is None or value is None or value in told:
            continue
        if now := day_in_words(value, published.date(), language):
            told.add(value)
            owner = POSSESSIVE.match(text, mention.span.end)
            end = owner.end() if owner else mention.span.end
            edit = Edit("when", plain(mention.span.of(text)), f"[{now}]", value.isoformat())
            changes.append(_Change(end, end, f" [{now}]", edit, index))
    return changes


def _named_days(piece: Piece, span: Span) -> list[DateMention]:
    """Give the mentions in a sentence that call a day near publication by a name alone ("Tuesday night")."""
    published, text = instant(piece.published), piece.revision.text
    language = piece.reading.language or piece.revision.language
    names = [name.span for name in piece.reading.names if span.covers(name.span)]
    return [
        mention
        for mention in piece.reading.dates
        if published
        and span.covers(mention.span)
        and _is_near(mention.value, published.date())
        and has_day(mention.span.of(text), language)
        and not is_nowadays(span.of(text), mention.span.start - span.start, language)
        and not _is_quoted(text, mention.span, span)
        and not _is_written_out(mention, text)
        and not any(name.start < mention.span.end and mention.span.start < name.end for name in names)
    ]


def _is_quoted(text: str, mention: Span, sentence: Span) -> bool:
    """Tell whether a mention stands in a quotation, which is left as it was said."""
    return any(
        found.start() < mention.start - sentence.start < found.end() for found in QUOTED.finditer(sentence.of(text))
    )


def _written_out(piece: Piece, span: Span) -> list[DateMention]:
    text = piece.revision.text
    return [day for day in piece.reading.dates if span.covers(day.span) and _is_written_out(day, text)]


def _is_written_out(mention: DateMention, text: str) -> bool:
    """Tell whether a mention gives the number of its day, so that nothing need be added."""
    value = _day(mention.value)
    return value is not None and re.search(rf"(?<!\d){value.day}(?![\d:.])|\d{{4}}", mention.span.of(text)) is not None


def unplaced_day(piece: Piece, index: int) -> bool:
    """Tell whether the sentence calls a day by a name alone and nothing tells which day that is."""
    span = body(piece, index)
    language = piece.reading.language or piece.revision.language
    sentence = QUOTED.sub(lambda found: " " * len(found.group()), span.of(piece.revision.text))
    known = [day.span for day in (*_named_days(piece, span), *_written_out(piece, span))]
    return any(
        not is_nowadays(sentence, start, language)
        and not any(day.start < span.start + end and span.start + start < day.end for day in known)
        for start, end in has_day(sentence, language)
    )


def day_in_words(day: date, published: date, language: str | None) -> str:
    """Give a day as a line in `language` says it: "20 June", with its year where that is not the report's."""
    try:
        locale = Locale.parse((language or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    if locale.language == "en":
        locale = Locale.parse("en_GB")
    return format_date(day, "d MMMM" if day.year == published.year else "d MMMM y", locale)


def edits_fault(text: str, edits: Sequence[Edit], quotes: str, published: str | None, language: str | None) -> str:
    """Give what is wrong with the marked edits of a line, nothing where each of them holds."""
    for edit in edits:
        if edit.now not in text:
            return f"the edit {edit.now} is not in the line"
        if edit.kind == "cut" and (edit.now != ELLIPSIS or edit.was not in quotes):
            return f"the passages do not have {edit.was!r}, which was cut"
        if edit.kind == "who" and not _is_name_for(edit, quotes):
            return f"the passages do not bear out {edit.now} for {edit.was!r}"
        if edit.kind == "when" and not _is_day_of(edit, published, language):
            return f"{edit.now} is not the day that {edit.was!r} means"
    return ""


def unedited(text: str, edits: Sequence[Edit]) -> str:
    """Give the line as it was before its edits."""
    at = 0
    for edit in edits:
        if edit.kind == "cut":
            continue
        found = text.find(edit.now, at)
        if found < 0:
            return text
        if edit.kind == "who":
            text = text[:found] + edit.was + text[found + len(edit.now) :]
            at = found + len(edit.was)
        else:
            before = text[:found].removesuffix(" ")
            text = before + text[found + len(edit.now) :]
            at = len(before)
    return text


def _is_name_for(edit: Edit, quotes: str) -> bool:
    name = edit.now[1:-1]
    stands_for = edit.was.casefold() in PRONOUNS or name.split()[-1:] == [edit.was]
    return edit.now == f"[{name}]" and bool(name) and name in quotes and stands_for


def _is_day_of(edit: Edit, published: str | None, language: str | None) -> bool:
    """Tell whether the day lies near the report's, is said as it is, and falls on the weekday that was named."""
    moment, value = instant(published), _day(edit.value)
    if moment is None or value is None or not _is_near(edit.value, moment.date()):
        return False
    if edit.now != f"[{day_in_words(value, moment.date(), language)}]":
        return False
    weekdays = Locale.parse((language or "en").replace("-", "_")).days["format"]["wide"]
    named = [number for number, name in weekdays.items() if name.casefold() in edit.was.casefold()]
    return not named or value.weekday() in named


def _is_near(value: str | None, published: date) -> bool:
    day = _day(value)
    return day is not None and abs(day - published) <= NEAR


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value.partition("T")[0]) if value and len(value.partition("T")[0]) == 10 else None
    except ValueError:
        return None
