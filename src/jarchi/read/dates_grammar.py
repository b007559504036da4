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
from jarchi.read.openings import LETTER_MARKS, opening_pattern
from jarchi.read.tokens import IDEOGRAPHS

X = TypeVar("X")

START = re.compile(rf"[^\W\d_{IDEOGRAPHS}{LETTER_MARKS}]+|[{IDEOGRAPHS}]|\d+")
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
    "clock": r"[0-2]\d[0-5]\d",
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
PERIODS = ("week", "weekend", "month", "quarter", "year", "decade", "century")
"""Units that a period can be: "last week"."""

Key = tuple[str, str | None]
"""What the first run and the one after it begin with; nothing where it may be anything."""


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
    """The rules of a language by what the first two runs they match may begin with, and the words of their slots.

    `heads` are the first halves of all keys, `opening` finds them in a text in lower case.

    `words` are spelled as in the lexicon, `meanings` give by folded word what it stands for.
    """

    language: str
    rules: dict[Key, tuple[Rule, ...]]
    heads: frozenset[str]
    opening: re.Pattern[str]
    words: dict[str, dict[str, Any]]
    meanings: dict[str, dict[str, Any]]
    lexicon: dict[str, Any]
    spaced: bool

    def rules_at(self, key: str, following: str) -> tuple[Rule, ...]:
        """Give the rules that may begin with runs of these two keys, the second empty at the end of a text."""
        return self.rules.get((key, following), ()) + self.rules.get((key, None), ())

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
        return str(int(text)) if text.isdigit() else "".join(str(int(sign)) if sign.isdigit() else "." for sign in text)
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
    nothing = opening_pattern(())
    grammar = Grammar(language, {}, frozenset(), nothing, words, meanings, lexicon, lexicon.get("spaced", True))
    keyed: dict[Key, list[Rule]] = defaultdict(list)
    for entry in lexicon.get("rules", ()):
        for form in entry["forms"]:
            rule = compiled(form, entry, grammar)
            for key in keys_of(elements_of(form)[1], grammar):
                keyed[key].append(rule)
    rules = {key: tuple(found) for key, found in keyed.items()}
    heads = frozenset(first for first, _ in rules)
    whole = {head for head in heads if len(head) < KEY_LENGTH}
    return msgspec.structs.replace(
        grammar, rules=rules, heads=heads, opening=opening_pattern(whole - {DIGITS}, heads - whole)
    )


def slot_words(language: str, lexicon: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give for each slot of words (month, weekday, unit, count, those of the lexicon) what each word stands for."""
    units: dict[str, list[str]] = lexicon.get("units", {})
    counts = {**load_lexicon(language, "figures").get("numbers", {}), **lexicon.get("counts", {})}
    periods = lexicon.get("periods") or {unit: units[unit][:1] for unit in PERIODS if unit in units}
    return {
        "month": {**calendar_names(lexicon, "months"), **lexicon.get("months", {})},
        "weekday": {**calendar_names(lexicon, "days"), **lexicon.get("weekdays", {})},
        "unit": by_word(units),
        "period": by_word(periods),
        "count": {word: number for word, number in counts.items() if number > 0},
        "season": by_word(lexicon.get("seasons", {})),
        "rank": by_word(lexicon.get("ranks", {})),
        **{name: by_word(table) for name, table in lexicon.get("slots", {}).items()},
    }


def by_word(table: dict[str, list[str]]) -> dict[str, str]:
    """Give what each word of a table by meanings stands for."""
    return {word: meaning for meaning, words in table.items() for word in words}


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
                if width == "abbreviated" and name not in table["format"]["wide"].values():
                    names[f"{name.rstrip('.')}."] = names[name.rstrip(".")] = names[name]
    return names


def compiled(form: str, entry: dict[str, Any], grammar: Grammar) -> Rule:
    """Give the rule that `form` stands for."""
    gap = r"\s{1,3}" if grammar.spaced else r"\s{0,2}"
    source, is_open = "", True
    context, elements = elements_of(form)
    for element in elements:
        inner = element_pattern(element.removesuffix("?"), grammar)
        joint = "" if is_open else r"\s{0,2}" if element[0] in ",.(" else gap
        if is_open and element.endswith("?"):
            source += f"(?:{inner}{gap})?"
            continue
        source += f"(?:{joint}{inner})?" if element.endswith("?") else f"{joint}{inner}"
        is_open = False
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
    """Give the condition that none of the rule's `not_before` phrases follows, and one of its `only_before` does."""
    banned = "|".join(literal(phrase) for phrase in entry.get("not_before", ()))
    wanted = "|".join(literal(phrase) for phrase in entry.get("only_before", ()))
    source = rf"(?!(?:{gap}|{HYPHENS})(?:{banned})(?!\w))" if banned else ""
    return source + (rf"(?={gap}(?:{wanted})(?!\w))" if wanted else "")


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
        return rf"(?P<{name}>\d{{1,4}}(?:[.,]\d{{1,2}})?(?![.,]?\d)|{words}(?:[-\s]{words})?)"
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


def keys_of(elements: list[str], grammar: Grammar) -> set[Key]:
    """Give the keys of all that a mention of this form may begin with."""
    keys: set[Key] = set()
    behind = first_keys(elements[1:], grammar)
    for first, *second in openings(elements[0].removesuffix("?"), grammar):
        keys |= {(first, run) for run in (second or behind)}
    if elements[0].endswith("?"):
        keys |= keys_of(elements[1:], grammar)
    return {key for key in keys if key[1] is None or (key[0], None) not in keys}


def first_keys(elements: list[str], grammar: Grammar) -> set[str | None]:
    """Give the keys of the first run of what `elements` match; None stands for any run, or for the end."""
    if not elements:
        return {None}
    keys: set[str | None] = {runs[0] for runs in openings(elements[0].removesuffix("?"), grammar)}
    return keys | first_keys(elements[1:], grammar) if elements[0].endswith("?") or not keys else keys


def openings(body: str, grammar: Grammar) -> list[tuple[str, *tuple[str | None, ...]]]:
    """Give, for each way an element may begin, the key of its first run, and that of the second where it has one."""
    if "{" not in body:
        return [keys_in(word) for word in alternatives_of(body)]
    found = SLOT.search(body)
    if found is None or found.start():
        return [(keys_in(word)[0], None) for word in alternatives_of(body[: found.start() if found else 0])]
    kind = found[1].rstrip("2")
    runs = [keys_in(word) for word in grammar.words.get(kind, ())]
    runs += [(DIGITS,)] if kind not in grammar.words or kind == "count" else []
    seconds = further(kind, grammar)
    if found.end() < len(body):
        seconds |= keys_behind(body[found.end() :], grammar)
        return [(first, second) for first, *_ in runs for second in seconds]
    return runs + [(first, second) for first, *_ in runs for second in seconds]


def keys_behind(rest: str, grammar: Grammar) -> set[str | None]:
    """Give the keys of the first run of what is left of an element behind its first slot."""
    slot = SLOT.search(rest)
    words = rest[: slot.start()] if slot else rest
    if START.search(words):
        return {None if "|" in words or "*" in words else key_of(START.findall(words)[0])}
    if slot is None:
        return {None}
    kind = slot[1].rstrip("2")
    if kind in SIGN_SLOTS:
        return keys_behind(rest[slot.end() :], grammar)
    if kind == "to":
        return {first for word in grammar.lexicon["to"] for first, *_ in [keys_in(word)]} or {None}
    return {DIGITS} if kind in DIGIT_SLOTS else {None}


def further(kind: str, grammar: Grammar) -> set[str | None]:
    """Give the keys of the runs that may stand inside a slot of this kind behind its first one."""
    if kind == "count":
        return {DIGITS, *(keys_in(word)[0] for word in grammar.words["count"])}
    if kind in {"month", "weekday"}:
        return {None} if grammar.lexicon.get("endings") else set()
    if kind in {"day", "century"}:
        ordinals = grammar.lexicon.get("ordinals", ())
        return {keys_in(word)[0] if START.search(word) else None for word in ordinals}
    return set()


def alternatives_of(body: str) -> list[str]:
    """Give the words of a choice, without the marks before the first."""
    marks = NO_LETTERS.match(body)
    return [word for word in body[marks.end() if marks else 0 :].split("|") if START.search(word)]


def keys_in(word: str) -> tuple[str, *tuple[str | None, ...]]:
    """Give the keys of the first two runs of a word or phrase; the second is any where it may be cut otherwise."""
    first, *rest = START.findall(word)
    if re.search(APOSTROPHES, word):
        return (key_of(first), None)
    return (key_of(first), *map(key_of, rest[:1]))
