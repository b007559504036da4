"""Dates: every expression of time in a text, resolved where the text and its day allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import msgspec

from jarchi.folding import small
from jarchi.read.dates_context import Context, looks_ahead
from jarchi.read.dates_found import Found
from jarchi.read.dates_grammar import START, Grammar, Rule, folded, grammar_of, key_of
from jarchi.read.dates_guards import GUARDS
from jarchi.read.dates_modifiers import joined, modified, with_clocks
from jarchi.read.dates_numeric import LIKELY, numeric_dates
from jarchi.read.dates_timex import edtf_of
from jarchi.read.dates_values import value_of
from jarchi.read.page import Page
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

BEFORE = 32
"""Code points before a mention in which a word that changes it can stand."""

NEXT_DAY = re.compile(
    r"(?:,|,?\s\w{1,3})\s(?:\d{1,2}\s(?P<after>\w{3,12})|(?P<before>\w{3,12})\s\d{1,2},?)\s(?P<year>[12]\d{3})(?!\d)"
)


class Match(msgspec.Struct, frozen=True):
    """A form found at a span, not resolved yet; a date in digits is a mention already."""

    span: Span
    rule: Rule | None = None
    found: re.Match[str] | None = None
    mention: DateMention | None = None


class DateReader:
    """Finds dates, times of day, durations and what comes again, in the languages that have a lexicon.

    Numeric dates are read in any language. Relative ones need the day of publication, or a date told before. What is
    not sure is left out: bare numbers that may be counts, days that no calendar has, 03/04/2019 where usage differs.
    """

    def read(self, page: Page) -> tuple[DateMention, ...]:
        """Give the mentions in order of the text, none overlapping another, each inside one sentence."""
        grammar = grammar_of(page.language or "")
        context = Context(page.published)
        mentions: list[DateMention] = []
        lower = page.forms.small if page.forms else small(page.text)
        month_first, has_numeric = grammar.lexicon.get("month_first"), LIKELY.search(page.text) is not None
        for index, sentence in enumerate(page.sentences):
            found = list(matches(page, lower, sentence, grammar))
            if has_numeric:
                found[:0] = (Match(one.span, mention=one) for one in numeric_dates(page.text, sentence, month_first))
            if found:
                found = longest(found) if len(found) > 1 else found
                context = msgspec.structs.replace(context, sentence=index)
                here, context = resolved(page, sentence, found, grammar, context)
                here = with_clocks(page.text, modified(page.text, sentence, here, grammar), context)
                mentions += joined(page.text, here, grammar)
        return tuple(mentions)


def matches(page: Page, lower: str, sentence: Span, grammar: Grammar) -> Iterator[Match]:
    """Give all matches of the grammar in `sentence`, overlapping ones too; `lower` is the text in lower case."""
    for start, key, following in keyed_runs(page.text, lower, sentence, grammar):
        for rule in grammar.rules_at(key, following):
            found = rule.pattern.match(page.text, start, sentence.end)
            if found and fits(page.text, sentence, found, rule):
                yield Match(Span(*found.span()), rule, found)


def keyed_runs(text: str, lower: str, sentence: Span, grammar: Grammar) -> Iterator[tuple[int, str, str]]:
    """Give the starts of runs that a form may begin with, the key of each, and that of the run behind it."""
    if not grammar.heads:
        return
    places = grammar.opening if grammar.spaced else START
    for place in places.finditer(lower, sentence.start, sentence.end):
        run = START.match(text, place.start(), sentence.end)
        if run and (key := key_of(run[0])) in grammar.heads:
            after = START.search(text, run.end(), sentence.end)
            yield run.start(), key, key_of(after[0]) if after else ""


def fits(text: str, sentence: Span, match: re.Match[str], rule: Rule) -> bool:
    """Tell whether what stands around `match` is what its rule asks for."""
    before = text[max(sentence.start, match.start() - BEFORE) : match.start()]
    if rule.after and not rule.after.search(before):
        return False
    if rule.not_after and rule.not_after.search(before):
        return False
    if match[0] in rule.facts.get("never", ()):
        return False
    guard = rule.facts.get("guard")
    return guard is None or GUARDS[guard](match[0], before, text[match.end() : min(sentence.end, match.end() + BEFORE)])


def longest(found: list[Match]) -> list[Match]:
    """Give the matches that overlap no longer one, nor one as long that starts or stands before, in order."""
    chosen: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        if match.span.start not in taken and match.span.end - 1 not in taken:
            chosen.append(match)
            taken.update(range(match.span.start, match.span.end))
    return sorted(chosen, key=lambda match: match.span)


def resolved(
    page: Page, sentence: Span, found: list[Match], grammar: Grammar, context: Context
) -> tuple[list[DateMention], Context]:
    """Give the mentions of a sentence, each reckoned from those before it, and the context behind them.

    What cannot be resolved is left out: it only kept its parts from being taken for dates of their own. But where a
    form is reckoned from a date that the text does not tell ("two days later") the mention stays, without a value.
    """
    mentions: list[DateMention] = []
    for match in found:
        mention = match.mention or reckoned(page, sentence, match, grammar, context)
        if mention:
            mentions.append(mention)
            context = context if is_compared(match) else context.after(mention)
    return mentions, context


def is_compared(match: Match) -> bool:
    """Tell whether a match only looks back from what the text is about ("a year earlier")."""
    return match.rule is not None and match.rule.facts.get("aside", False)


def reckoned(page: Page, sentence: Span, match: Match, grammar: Grammar, context: Context) -> DateMention | None:
    """Give the mention that a match of the grammar stands for."""
    if not match.rule or not match.found:
        return None
    slots = grammar.slots_of(match.found) | shared_year(page.text, sentence, match.found, grammar)
    ahead = partial(looks_ahead, page.text, sentence, match.span, grammar.language)
    timex, kind = value_of(match.rule.means, Found(slots, match.rule.facts, context, ahead))
    if timex is None:
        is_kept = match.rule.means == "anchored" or match.rule.facts.get("strict", False)
        return DateMention(match.span, None, kind) if is_kept else None
    value = edtf_of(timex, kind)
    is_fiscal = match.rule.facts.get("fiscal") and value is not None
    return DateMention(match.span, f"{timex[:4]}~" if is_fiscal else value, kind, timex)


def shared_year(text: str, sentence: Span, match: re.Match[str], grammar: Grammar) -> dict[str, str]:
    """Give the year that a day without one shares with the day right behind it ("30 June and 1 July 2019")."""
    slots = match.groupdict()
    if "year" in slots or not slots.get("month") or not slots.get("day"):
        return {}
    behind = NEXT_DAY.match(text, match.end(), sentence.end)
    is_day = behind and (folded(behind["after"] or behind["before"]) in grammar.meanings["month"])
    return {"year": behind["year"]} if behind and is_day else {}
