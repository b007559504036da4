"""The grammar of time expressions: forms of a lexicon made into patterns that start at known words.

A form is elements one blank apart: `a|b` is one of two words, `x?` may be missing, `x*` is any ending, `<x>` must
stand before and is not part of the mention, `{slot}` is a part of the value. {to} and {dash} bring their own blanks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any, TypeVar

import msgspec
from babel import Locale

from jarchi.read.lexicon import load_lexicon
from jarchi.read.tokens import IDEOGRAPHS

X = TypeVar("X")

START = re.compile(rf"[^\W\d_{IDEOGRAPHS}]+|[{IDEOGRAPHS}]|\d+")
"""Where a mention may begin: a run of letters, an ideograph, or of digits."""

KEY_LENGTH = 3
DIGITS = "#"
APOSTROPHES = "['’‘ʻʼ`]"
HYPHENS = "[-‐‑–]"
HEAD_UNSPACED = r"(?<!\d)(?<!\d[.,:/])"
HEAD = r"(?<![\w$€£¥#№+])(?<!\d[.,:/–-])"
TAIL = r"(?![\w%]|[.,:/]\d|-\w|[-–]\d)"
TAIL_UNSPACED = r"(?![\d%]|[.,:/]\d)"
SLOT = re.compile(r"\{(\w+)\}")
NO_LETTERS = re.compile(r"[^\w|]*")
DIGIT_SLOTS = {
    "century": r"\d{1,2}",
    "day": r"\d{1,2}",
    "decade": r"\d{3}0",
    "digit": r"\d",
    "hour": r"\d{1,2}",
    "minute": r"\d\d",
    "monthnumber": r"\d{1,2}",
    "shortdecade": r"[3-9]0",
    "year": r"\d{4}",
    "yy": r"\d\d",
}
SIGN_SLOTS = {"dash": r"\s{0,2}[-‐‑–—~～]\s{0,2}", "hyphen": rf"\s?{HYPHENS}\s?"}
UNIT_NAMES = ("day", "week", "month", "quarter", "year", "decade", "hour", "minute")


class Rule(msgspec.Struct, frozen=True):
    """A form made into a pattern, the way its value is worked out, and the facts beside it.

    `after` is what the text before the mention must end in, `not_after` what it must not.
    """

    pattern: re.Pattern[str]
    means: str
    facts: dict[str, Any]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


class Grammar(msgspec.Struct, frozen=True):
    """The rules of a language by the first letters they may begin with, and the words of their slots.

    `words` are spelled as in the lexicon, `meanings` give by folded word what it stands for.
    """

    language: str
    rules: dict[str, tuple[Rule, ...]]
    words: dict[str, dict[str, Any]]
    meanings: dict[str, dict[str, Any]]
    lexicon: dict[str, Any]
    spaced: bool

    def rules_at(self, start: str) -> tuple[Rule, ...]:
        """Give the rules that may begin with the run `start` (see `START`)."""
        return self.rules.get(key_of(start), ())

    def slots_of(self, match: re.Match[str]) -> dict[str, Any]:
        """Give what the filled slots of `match` stand for; slots of digits as they are written."""
        return {name: self.meaning(name.rstrip("2"), text) for name, text in match.groupdict().items() if text}

    def meaning(self, kind: str, text: str) -> Any:
        """Give what `text` stands for in a slot of this kind."""
        table = self.meanings.get(kind)
        if table is None:
            return text
        return counted(text, table) if kind == "count" else looked_up(text, table)


def looked_up(word: str, table: dict[str, X]) -> X:
    """Give what `word` stands for in a table of folded words, of which a final `*` stands for any ending."""
    spelled = folded(word)
    if spelled in table:
        return table[spelled]
    return next(value for known, value in table.items() if known[-1] == "*" and spelled.startswith(known[:-1]))


def counted(text: str, numbers: dict[str, Any]) -> str:
    """Give a count in digits with a decimal point: of digits, or of one or two number words ("twenty-five").

    Words that make no number together give an empty string.
    """
    if text[0].isdigit():
        return str(int(text)) if text.isdigit() else text.replace(",", ".")
    values = [int(numbers[word]) for word in re.split(r"[-\s]+", folded(text)) if word in numbers]
    if len(values) == 1:
        return str(values[0])
    if len(values) != 2:
        return ""
    first, second = values
    if second in {100, 1000}:
        return str(first * second)
    return str(first + second) if first >= 20 and first % 10 == 0 and 0 < second < 10 else ""


def folded(word: str) -> str:
    """Give `word` for looking up: lower case, one form of blank, hyphen and apostrophe; never for offsets."""
    return re.sub(HYPHENS, "-", re.sub(APOSTROPHES, "'", re.sub(r"\s+", " ", word.lower())))


def key_of(start: str) -> str:
    """Give the key under which rules beginning with this run are kept."""
    return DIGITS if start[0].isdigit() else start[:KEY_LENGTH].lower()


@cache
def grammar_of(language: str) -> Grammar:
    """Give the grammar of `language`; one without rules where there is no lexicon."""
    lexicon = load_lexicon(language, "dates")
    words = slot_words(language, lexicon)
    meanings = {kind: {folded(word): value for word, value in table.items()} for kind, table in words.items()}
    grammar = Grammar(language, {}, words, meanings, lexicon, lexicon.get("spaced", True))
    keyed: dict[str, list[Rule]] = defaultdict(list)
    for entry in lexicon.get("rules", ()):
        for form in entry["forms"]:
            rule = compiled(form, entry, grammar)
            for key in sorted(first_keys(elements_of(form)[1], grammar)):
                keyed[key].append(rule)
    return msgspec.structs.replace(grammar, rules={key: tuple(rules) for key, rules in keyed.items()})


def slot_words(language: str, lexicon: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give for each slot of words (month, weekday, unit, count ...) what each of its words stands for."""
    units = {word: unit for unit, words in lexicon.get("units", {}).items() for word in words}
    periods = {lexicon["units"][unit][0]: unit for unit in UNIT_NAMES[1:5] if unit in lexicon.get("units", {})}
    return {
        "month": {**calendar_names(lexicon, "months"), **lexicon.get("months", {})},
        "weekday": {**calendar_names(lexicon, "days"), **lexicon.get("weekdays", {})},
        "unit": units,
        "period": periods,
        "count": {word: n for word, n in load_lexicon(language, "figures").get("numbers", {}).items() if n > 0},
        "season": {word: int(code) for code, words in lexicon.get("seasons", {}).items() for word in words},
        "rank": {word: int(rank) for rank, words in lexicon.get("ranks", {}).items() for word in words},
    }


def calendar_names(lexicon: dict[str, Any], kind: str) -> dict[str, int]:
    """Give CLDR's names of the months (1 to 12) or weekdays (1 is Monday) in the locales of `lexicon`."""
    names: dict[str, int] = {}
    for tag in lexicon.get("locales", ()):
        locale = Locale.parse(tag)
        table = locale.months if kind == "months" else locale.days
        widths = ("wide", "abbreviated") if kind == "months" and lexicon.get("abbreviated") else ("wide",)
        for context, width in [("stand-alone", "wide"), *(("format", width) for width in widths)]:
            for number, name in table[context][width].items():
                names[name] = number if kind == "months" else number + 1
                if width == "abbreviated":
                    names[f"{name.rstrip('.')}."] = names[name.rstrip(".")] = names[name]
    return names


def compiled(form: str, entry: dict[str, Any], grammar: Grammar) -> Rule:
    """Give the rule that `form` stands for."""
    gap = r"\s{1,3}" if grammar.spaced else r"\s{0,2}"
    source, joint = "", ""
    context, elements = elements_of(form)
    for element in elements:
        inner = element_pattern(element.removesuffix("?"), grammar)
        joint = (r"\s{0,2}" if element[0] in ",.(" else gap) if source else ""
        source += f"(?:{joint}{inner})?" if element.endswith("?") else f"{joint}{inner}"
    head, tail = (HEAD, TAIL) if grammar.spaced else (HEAD_UNSPACED, TAIL_UNSPACED)
    pattern = re.compile(head + source + banned_after(entry, gap) + tail, re.IGNORECASE)
    return Rule(pattern, entry["means"], entry, context_pattern(context), context_pattern(entry.get("not_after", [])))


def elements_of(form: str) -> tuple[list[str], list[str]]:
    """Give the words that must stand before a form, and its elements."""
    elements = form.split(" ")
    if elements[0][0] == "<":
        return elements[0].strip("<>").split("|"), elements[1:]
    return [], elements


def context_pattern(words: list[str]) -> re.Pattern[str] | None:
    """Give the pattern of a text that ends in one of `words`; nothing where there are none."""
    choice = "|".join((r"(?<!\w)" if word[0].isalpha() else "") + literal(word) for word in words)
    return re.compile(rf"(?:{choice})\s{{0,3}}\Z", re.IGNORECASE) if words else None


def banned_after(entry: dict[str, Any], gap: str) -> str:
    """Give the condition that none of the rule's `not_before` phrases follows."""
    phrases = "|".join(literal(phrase) for phrase in entry.get("not_before", ()))
    return rf"(?!(?:{gap}|{HYPHENS})(?:{phrases})(?!\w))" if phrases else ""


def element_pattern(body: str, grammar: Grammar) -> str:
    """Give the pattern of one element: words to choose from, or slots with words between them."""
    if "{" not in body:
        return words_pattern(body)
    pieces = SLOT.split(body)
    patterns = (words_pattern(piece) if index % 2 == 0 else slot(piece, grammar) for index, piece in enumerate(pieces))
    return ("" if grammar.spaced else r"\s?").join(patterns)


def words_pattern(words: str) -> str:
    """Give the pattern of a choice of words; marks before the first belong to all ("-nji|njy")."""
    marks = NO_LETTERS.match(words)
    head = marks[0] if marks and "|" in words else ""
    return literal(head) + "(?:" + "|".join(literal(word) for word in words[len(head) :].split("|")) + ")"


def literal(word: str) -> str:
    """Give the pattern of a word; a final `*` stands for any ending, hyphens and apostrophes for any like them."""
    stem = word.removesuffix("*")
    quoted = re.sub(r"['’‘ʻʼ`]", lambda _: APOSTROPHES, re.escape(stem)).replace(r"\-", HYPHENS)
    return quoted.replace(r"\ ", r"\s{1,3}") + (r"\w{0,8}" if word.endswith("*") else "")


def slot(name: str, grammar: Grammar) -> str:
    """Give the pattern of a slot; digits are checked when the value is worked out."""
    kind = name.rstrip("2")
    if kind in SIGN_SLOTS:
        return SIGN_SLOTS[kind]
    if kind == "to":
        gap = r"\s{1,3}" if grammar.spaced else r"\s{0,2}"
        return rf"{gap}(?:{'|'.join(literal(word) for word in grammar.lexicon['to']) or '(?!)'}){gap}"
    if kind in DIGIT_SLOTS:
        ordinals = "|".join(literal(ending) for ending in grammar.lexicon.get("ordinals", ()))
        ending = f"(?:{ordinals})?" if ordinals and kind in {"day", "century"} else ""
        return rf"(?P<{name}>{DIGIT_SLOTS[kind]})(?!\d){ending}"
    if kind in {"month", "weekday"}:
        return calendar_slot(name, kind, grammar)
    words = alternatives(grammar.words[kind])
    if kind == "count":
        return rf"(?P<count>\d{{1,4}}(?:[.,]\d{{1,2}})?(?![.,]?\d)|{words}(?:[-\s]{words})?)"
    return f"(?P<{name}>{words})"


def calendar_slot(name: str, kind: str, grammar: Grammar) -> str:
    """Give the pattern of a month's or weekday's name with the endings it may carry."""
    endings = "|".join(re.escape(ending) for ending in grammar.lexicon.get("endings", ()))
    ending = rf"(?:{HYPHENS}?(?:{endings}))?" if endings else ""
    case = "(?-i:" if grammar.lexicon.get("capitalised") else "(?:"
    return rf"(?P<{name}>{case}{alternatives(grammar.words[kind])})){ending}(?!\w)"


def alternatives(words: dict[str, Any]) -> str:
    """Give the choice between `words`, longest first, as written and in capitals."""
    spelled = {spelling for word in words for spelling in (word, word.upper())}
    ordered = sorted(spelled, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(literal(word) for word in ordered) + ")" if ordered else r"(?!)"


def first_keys(elements: list[str], grammar: Grammar) -> set[str]:
    """Give the keys of all runs that a mention of this form may begin with."""
    body = elements[0].removesuffix("?")
    keys: set[str] = set()
    for word in [body] if "{" in body else body.split("|"):
        found = SLOT.match(word)
        if found:
            kind = found[1].rstrip("2")
            keys |= {key_of(start[0]) for name in grammar.words.get(kind, ()) if (start := START.match(name))}
            keys |= set() if kind in {"month", "weekday", "unit", "period", "season"} else {DIGITS}
        elif first := START.search(word):
            keys.add(key_of(first[0]))
    if elements[0].endswith("?"):
        keys |= first_keys(elements[1:], grammar)
    return keys
