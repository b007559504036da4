"""Dates: every expression of time in a text, resolved to an EDTF value where the text and its day allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jarchi.read.dates_calendar import approximate, interval, part_value
from jarchi.read.dates_grammar import START, Grammar, Rule, folded, grammar_of, literal, words_pattern
from jarchi.read.dates_guards import GUARDS
from jarchi.read.dates_numeric import numeric_dates
from jarchi.read.dates_values import Found, value_of
from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

BEFORE = 32
"""Code points before a mention in which a word that changes it can stand."""

FUTURE_BEFORE = 80
FUTURE_AFTER = 40
"""Code points before and behind a mention within which a word of the future turns it to the future."""

OPENING = 16
"""Code points at the opening of a sentence in which a date is of the whole sentence, a comma behind it or not."""

NEXT_DAY = re.compile(
    r"(?:,|,?\s\w{1,3})\s(?:\d{1,2}\s(?P<after>\w{3,12})|(?P<before>\w{3,12})\s\d{1,2},?)\s(?P<year>[12]\d{3})(?!\d)"
)
PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}|\d{3}X")


class DateReader:
    """Finds dates, times of day, durations and what comes again, in the languages that have a lexicon.

    Numeric dates are read in any language. Relative ones need the day of publication. What is not sure is left out:
    bare numbers that may be counts, days that no calendar has, 03/04/2019 where usage differs.
    """

    def read(self, page: Page) -> tuple[DateMention, ...]:
        """Give the mentions in order of the text, none overlapping another, each inside one sentence."""
        grammar = grammar_of(page.language or "")
        mentions: list[DateMention] = []
        for sentence in page.sentences:
            found = [*numeric_dates(page.text, sentence, grammar.lexicon.get("month_first"))]
            found += matches(page, sentence, grammar)
            modified = (modify(page.text, sentence, mention, grammar.language) for mention in longest(found))
            mentions += joined(page.text, list(modified), grammar.language)
        return tuple(mentions)


def matches(page: Page, sentence: Span, grammar: Grammar) -> Iterator[DateMention]:
    """Give all matches of the grammar in `sentence`, overlapping ones too.

    One that cannot be resolved has an empty value: it keeps its parts from being taken for dates of their own.
    """
    for start in START.finditer(page.text, sentence.start, sentence.end):
        for rule in grammar.rules_at(start[0]):
            match = rule.pattern.match(page.text, start.start(), sentence.end)
            if match and fits(page.text, sentence, match, rule):
                is_future = looks_ahead(page.text, sentence, match, grammar.language)
                slots = grammar.slots_of(match) | shared_year(page.text, sentence, match, grammar)
                found = Found(slots, rule.facts, page.published, is_future)
                yield DateMention(Span(*match.span()), *value_of(rule.means, found))


def shared_year(text: str, sentence: Span, match: re.Match[str], grammar: Grammar) -> dict[str, str]:
    """Give the year that a day without one shares with the day right behind it ("30 June and 1 July 2019")."""
    slots = match.groupdict()
    if "year" in slots or not slots.get("month") or not slots.get("day"):
        return {}
    behind = NEXT_DAY.match(text, match.end(), sentence.end)
    is_day = behind and (folded(behind["after"] or behind["before"]) in grammar.meanings["month"])
    return {"year": behind["year"]} if behind and is_day else {}


def fits(text: str, sentence: Span, match: re.Match[str], rule: Rule) -> bool:
    """Tell whether what stands around `match` is what its rule asks for."""
    before = text[max(sentence.start, match.start() - BEFORE) : match.start()]
    if rule.after and not rule.after.search(before):
        return False
    if rule.not_after and rule.not_after.search(before):
        return False
    guard = rule.facts.get("guard")
    return guard is None or GUARDS[guard](match[0], before, text[match.end() : min(sentence.end, match.end() + BEFORE)])


def longest(found: list[DateMention]) -> list[DateMention]:
    """Give the mentions with a value that overlap no longer one, nor one as long that starts before."""
    chosen: list[DateMention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        if mention.span.start not in taken and mention.span.end - 1 not in taken:
            chosen.append(mention)
            taken.update(range(mention.span.start, mention.span.end))
    return sorted((mention for mention in chosen if mention.value), key=lambda mention: mention.span)


def modify(text: str, sentence: Span, mention: DateMention, language: str) -> DateMention:
    """Give `mention` with the word before it that makes it approximate, or early, mid or late, where there is one."""
    before = text[max(sentence.start, mention.span.start - BEFORE) : mention.span.start]
    found = modifiers(language).search(before) if mention.kind == "date" and before else None
    if not found or not found.lastgroup:
        return mention
    part = found.lastgroup
    value = approximate(mention.value) if part == "about" else part_value(mention.value, part)
    if value is None:
        return mention
    return DateMention(Span(mention.span.start - len(before) + found.start(), mention.span.end), value, "date")


def joined(text: str, mentions: list[DateMention], language: str) -> Iterator[DateMention]:
    """Give the mentions of a sentence, two plain dates with "to" or a dash between them made one interval."""
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        if (
            after
            and PLAIN.fullmatch(mention.value)
            and joiner(language).fullmatch(text, mention.span.end, after.span.start)
        ):
            value = interval(mention.value, after.value)
            if value and PLAIN.fullmatch(after.value):
                mention = DateMention(Span(mention.span.start, after.span.end), value, "date")
                index += 1
        yield mention
        index += 1


@cache
def modifiers(language: str) -> re.Pattern[str]:
    """Give the pattern of a text that ends in a word which modifies the date after it; groups say how."""
    lexicon = load_lexicon(language, "dates")
    groups = {**lexicon.get("parts", {}), "about": lexicon.get("approximate", [])}
    choices = (f"(?P<{name}>{'|'.join(map(literal, words)) or '(?!)'})" for name, words in groups.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices) or '(?!)'})\s{{0,2}}\Z", re.IGNORECASE)


@cache
def joiner(language: str) -> re.Pattern[str]:
    """Give the pattern of what stands between the two ends of an interval."""
    words = load_lexicon(language, "dates").get("to", [])
    return re.compile(
        rf"\s{{0,3}}(?:[-‐‑–—~～]{''.join('|' + literal(word) for word in words)})\s{{0,3}}", re.IGNORECASE
    )


@cache
def tense(language: str, name: str) -> re.Pattern[str]:
    """Give the pattern of the words that turn what follows to the "future" or the "past"."""
    words = load_lexicon(language, "dates").get(name, [])
    phrases = (r"\s{1,2}".join(words_pattern(word) for word in phrase.split(" ")) for phrase in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases) or '(?!)'})(?!\w)", re.IGNORECASE)


def looks_ahead(text: str, sentence: Span, match: re.Match[str], language: str) -> bool:
    """Tell whether what is said of the time in `match` is still to come.

    So it is where a word of the future stands before it with none of the past between, or right behind it.
    """
    future, past = tense(language, "future"), tense(language, "past")
    before = text[max(sentence.start, match.start() - FUTURE_BEFORE) : match.start()]
    cues = list(future.finditer(before))
    if cues:
        return not past.search(before, cues[-1].end())
    after = text[match.end() : min(sentence.end, match.end() + FUTURE_AFTER)]
    cue = future.search(after)
    if not cue or past.search(after, 0, cue.start()):
        return False
    return match.start() - sentence.start < OPENING or "," not in after[: cue.start()]
