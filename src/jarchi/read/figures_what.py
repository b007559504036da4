"""What a figure counts: the noun phrase that stands right after it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jarchi.read.lexicon import load_lexicon
from jarchi.read.tokens import IDEOGRAPHS, WORD
from jarchi.records.spans import Span

NEXT_WORD = re.compile(rf"[^\S\n]{{1,2}}({WORD})")
MOST_WORDS = 4


def counted_phrase(text: str, start: int, end: int, language: str, has_unit: bool) -> Span | None:
    """Give the phrase that begins at `start`, before `end`, and names what is counted, or nothing.

    A word that only helps to count ("нафар") stands for the phrase where no noun follows it. `has_unit` says that
    the figure has a unit: then only what it measures out is taken ("tons of wheat").
    """
    rules = load_lexicon(language, "figures").get("what")
    if not rules:
        return None
    if not load_lexicon(language, "figures").get("spaced", True):
        return unspaced_phrase(text, start, end, language)
    words = words_after(text, start, end, rules.get("most_words", MOST_WORDS) + 2)
    lead = 0
    if words and lowered(text, words[0]) in rules.get("of", ()):
        lead = 2 if len(words) > 1 and lowered(text, words[1]) in rules["articles"] else 1
    elif has_unit and "of" in rules:
        return None
    measure = None
    if len(words) > lead and lowered(text, words[lead]) in rules.get("skip", ()):
        measure = words[lead]
        lead += 1
    words = before_stop(text, words[lead:], language)
    count = phrase_length([text[word.start : word.end] for word in words], language, lead > 0)
    if count:
        return Span(words[0].start, words[count - 1].end)
    return measure


def words_after(text: str, start: int, end: int, most: int) -> list[Span]:
    """Give up to `most` words that follow `start` with nothing but blanks between."""
    words: list[Span] = []
    while len(words) < most and (found := NEXT_WORD.match(text, start, end)):
        words.append(Span(*found.span(1)))
        start = found.end()
    return words


def before_stop(text: str, words: list[Span], language: str) -> list[Span]:
    """Give the words before the first that cannot belong to a noun phrase.

    What looks like a verb may be an adjective right after the number ("3,210 shooting victims"), where a plural tells.
    """
    rules = load_lexicon(language, "figures")["what"]
    stops = stop_words(language)
    for index, word in enumerate(words):
        spelled = lowered(text, word)
        is_verb = pattern(rules.get("verbs", "(?!)")).fullmatch(spelled) and (index > 0 or "head" not in rules)
        if spelled in stops or is_verb:
            return words[:index]
    return words


def phrase_length(words: list[str], language: str, is_measured: bool) -> int:
    """Give how many of `words` make up the phrase: 0 where none surely does."""
    rules = load_lexicon(language, "figures")["what"]
    if "head" in rules:
        return headed_length(words[: rules["most_words"]], rules, is_measured)
    modifier, word = pattern(rules.get("modifier", "(?!)")), pattern(rules["word"])
    for index, spelled in enumerate(words[: rules.get("most_words", MOST_WORDS)]):
        if not modifier.fullmatch(spelled.lower()):
            return index + 1 if word.fullmatch(spelled) else 0
    return len(words) if len(words) < rules.get("most_words", MOST_WORDS) else 0


def headed_length(words: list[str], rules: dict[str, Any], is_measured: bool) -> int:
    """Give the length up to the first plural, or where something is measured out, of all words."""
    head = pattern(rules["head"])
    heads = [index for index, word in enumerate(words) if head.fullmatch(word)]
    if not heads:
        return min(len(words), 3) if is_measured else 0
    last = heads[0]
    while last + 1 in heads:
        last += 1
    return last + 1


def unspaced_phrase(text: str, start: int, end: int, language: str) -> Span | None:
    """Give the noun after the measure word, in a script without blanks; only nouns of the lexicon are known."""
    rules = load_lexicon(language, "figures")["what"]
    found = unspaced_pattern(language).match(text, start, end)
    return Span(*found.span("noun")) if found and rules else None


@cache
def unspaced_pattern(language: str) -> re.Pattern[str]:
    """Give the pattern of a measure word, an adjective of at most four ideographs, and a known noun."""
    rules = load_lexicon(language, "figures")["what"]
    return re.compile(rf"(?:{'|'.join(rules['skip'])})?(?P<noun>[{IDEOGRAPHS}]{{0,4}}?{rules['word']})")


@cache
def stop_words(language: str) -> frozenset[str]:
    """Give the words that end a noun phrase."""
    return frozenset(load_lexicon(language, "figures")["what"].get("stops", ()))


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Give the pattern of a lexicon entry."""
    return re.compile(source)


def lowered(text: str, word: Span) -> str:
    """Give the word in lower case."""
    return text[word.start : word.end].lower()
