"""What stands beside a date and belongs to it: "early", "about", a clock before its day, "to" a second date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, partial

import msgspec

from jarchi.read.dates_calendar import approximate, part_value
from jarchi.read.dates_context import Context
from jarchi.read.dates_grammar import Grammar, folded, literal
from jarchi.read.dates_timex import DAY, edtf_of, interval
from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

BEFORE = 32
"""Code points before a mention in which a word that changes it can stand."""

MOST = 3
"""Modifiers that one mention may have: "at least the next two weeks"."""

PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}|\d{3}")
CLOCK = re.compile(r"T\d\d:\d\d")
HYPHEN = re.compile(r"\w[-‐‑–]\w")
BESIDE = re.compile(r"\s{0,2},?\s{0,2}")


def modified(text: str, sentence: Span, mentions: list[DateMention], grammar: Grammar) -> list[DateMention]:
    """Give the mentions with the words before each that modify it; none grows into the one before."""
    grown: list[DateMention] = []
    floor = sentence.start
    for bare in mentions:
        mention, longer = bare, modify(text, floor, bare, grammar, is_bare=True)
        for _ in range(MOST):
            if longer is None:
                break
            mention, longer = longer, modify(text, floor, longer, grammar)
        grown.append(mention)
        floor = mention.span.end
    return grown


def modify(text: str, floor: int, mention: DateMention, grammar: Grammar, is_bare: bool = False) -> DateMention | None:
    """Give `mention` with the word before it that makes it approximate, a bound, early, mid or late, if any is."""
    if mention.kind not in {"date", "duration"} or not mention.timex or mention.timex.endswith("REF"):
        return None
    before = text[max(floor, mention.span.start - BEFORE) : mention.span.start]
    pattern, ends = modifiers(grammar.language, mention.kind)
    words = before.split()
    if not words or (grammar.spaced and folded(words[-1]) not in ends):
        return None
    found = pattern.search(before)
    if not found or not found.lastgroup:
        return None
    part, value = found.lastgroup, mention.value
    is_whole = HYPHEN.search(text, mention.span.start, mention.span.end) is not None
    if (part == "bound" and not is_bare) or (part == "of" and is_whole):
        return None
    if part in {"early", "mid", "late"}:
        third = part_value(mention.timex, part)
        if third is None and DAY.fullmatch(mention.timex):
            return None
        value = third or value
    elif part == "about" and value is not None:
        value = approximate(value) or value
    span = Span(mention.span.start - len(before) + found.start(), mention.span.end)
    return msgspec.structs.replace(mention, span=span, value=value)


@cache
def modifiers(language: str, kind: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Give the pattern of a text that ends in a word which modifies what follows, and the last words of them all."""
    lexicon = load_lexicon(language, "dates")
    groups: dict[str, list[str]] = {"about": lexicon.get("approximate", [])}
    if kind == "date":
        groups |= {**lexicon.get("parts", {}), "within": lexicon.get("within", [])}
    else:
        groups |= {"bound": lexicon.get("bounds", []), "of": lexicon.get("stretches", [])}
    choices = (f"(?P<{name}>{'|'.join(map(literal, words)) or '(?!)'})" for name, words in groups.items())
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(choices) or '(?!)'})\s{{0,2}}\Z", re.IGNORECASE)
    return pattern, frozenset(folded(word.split(" ")[-1]) for words in groups.values() for word in words)


def with_clocks(text: str, mentions: list[DateMention], context: Context) -> list[DateMention]:
    """Give the mentions, a time of day made one with the day that stands beside it ("9 a.m. Tuesday").

    Any other time of day gets the day of its sentence, else the last one told, else that of publication in `timex`.
    """
    if not any(mention.kind == "time" and CLOCK.fullmatch(mention.timex or "") for mention in mentions):
        return mentions
    days = [mention for mention in mentions if DAY.fullmatch(mention.timex or "")]
    last = context.last if context.last and DAY.fullmatch(context.last) else context.day and context.day.isoformat()
    starts = [day.span.start for day in days]
    given: list[DateMention] = []
    used: set[int] = set()
    for mention in mentions:
        if mention.span.start in used:
            continue
        if not CLOCK.fullmatch(mention.timex or ""):
            given.append(mention)
            continue
        at = bisect_left(starts, mention.span.start)
        near = min(days[max(0, at - 1) : at + 1], key=partial(gap, mention), default=None)
        timex = f"{(near.timex if near else last) or ''}{mention.timex}"
        if near and stands_beside(text, mention.span, near.span):
            used.add(near.span.start)
            given.append(DateMention(Span(mention.span.start, near.span.end), edtf_of(timex, "time"), "time", timex))
        else:
            given.append(msgspec.structs.replace(mention, timex=timex))
    return given


def gap(mention: DateMention, day: DateMention) -> int:
    """Give the code points from the start of one mention to that of another."""
    return abs(day.span.start - mention.span.start)


def stands_beside(text: str, clock: Span, day: Span) -> bool:
    """Tell whether a day stands right behind a time of day."""
    return clock.end <= day.start and BESIDE.fullmatch(text, clock.end, day.start) is not None


def joined(text: str, mentions: list[DateMention], grammar: Grammar) -> Iterator[DateMention]:
    """Give the mentions of a sentence, two plain dates with "to" or a dash between them made one interval."""
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        if (
            after
            and are_ends(mention, after)
            and joiner(grammar.language).fullmatch(text, mention.span.end, after.span.start)
        ):
            timex = interval(mention.timex, after.timex)
            if timex:
                value = interval(edtf_of(mention.timex, "date"), edtf_of(after.timex, "date"))
                mention = DateMention(Span(mention.span.start, after.span.end), value, "date", timex)
                index += 1
        yield mention
        index += 1


def are_ends(mention: DateMention, after: DateMention) -> bool:
    """Tell whether both are dates that nothing modifies, so that they may be the ends of an interval."""
    return all(
        PLAIN.fullmatch(one.timex or "") and one.value == edtf_of(one.timex, one.kind) and one.kind == "date"
        for one in (mention, after)
    )


@cache
def joiner(language: str) -> re.Pattern[str]:
    """Give the pattern of what stands between the two ends of an interval."""
    words = load_lexicon(language, "dates").get("to", [])
    return re.compile(
        rf"\s{{0,3}}(?:[-‐‑–—~～]{''.join('|' + literal(word) for word in words)})\s{{0,3}}", re.IGNORECASE
    )
