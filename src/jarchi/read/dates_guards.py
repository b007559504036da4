"""Guards: what must hold around a bare year, month or weekday before it is taken for a date."""

from __future__ import annotations

import re
from collections.abc import Callable

BARE_YEARS = range(1800, 2101)
"""Years that stand for themselves; before and after, a four-digit number needs more than a preposition."""

DIGITS = re.compile(r"\d{4}")
NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_]+)")
YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?:,|,?\s\w{1,3})\s{1,3}\Z")
LAST_WORD = re.compile(r"([^\W\d_]+)\s{1,3}\Z")

HYPHENS = tuple("-‐‑–")

Guard = Callable[[str, str, str], bool]
"""Judges a mention by its text, the text before it and the text after it, both cut to the same sentence."""

CLOSED_WORDS = 3
"""Letters up to which a word after a year is taken for a function word, never a counted noun."""


def is_bare_year(mention: str) -> bool:
    """Tell whether the year in `mention` is one that stands for itself."""
    year = DIGITS.search(mention)
    return bool(year) and int(year[0]) in BARE_YEARS if year else False


def next_word(after: str) -> str:
    """Give the word that follows without a mark between, or nothing."""
    found = NEXT_WORD.match(after)
    return found[1] if found else ""


def year(mention: str, _: str, after: str) -> bool:
    """A year after a preposition of time: no round number that counts what follows ("in 2000 villages")."""
    is_round = mention.endswith("00") or mention.endswith("50")
    return is_bare_year(mention) and not (is_round and is_counted(next_word(after)))


def strict_year(mention: str, _: str, after: str) -> bool:
    """A year after a word that goes before counts too: nothing may follow that it could count."""
    return is_bare_year(mention) and not is_counted(next_word(after))


def attributive_year(mention: str, _: str, after: str) -> bool:
    """A year before a noun ("the 2019 election"): no round number, unless before a name ("the 2000 Olympics")."""
    word = next_word(after)
    return is_bare_year(mention) and word != "" and (int(mention[-2:]) % 50 != 0 or word[0].isupper())


def listed_year(mention: str, before: str, after: str) -> bool:
    """A year behind another one, a comma or a short word between."""
    return bool(YEAR_BEFORE.search(before)) and strict_year(mention, before, after)


def is_counted(word: str) -> bool:
    """Tell whether a number before `word` may be counting it: a word in lower case, longer than function words."""
    return len(word) > CLOSED_WORDS and word.islower()


def bare_month(_: str, __: str, after: str) -> bool:
    """A month without a day: no first name, so no name may follow."""
    return not next_word(after)[:1].isupper()


def plain_weekday(_: str, __: str, after: str) -> bool:
    """A weekday without a preposition: no capitalised word behind it, which would make it part of a name."""
    return not next_word(after)[:1].isupper()


def plain_month(_: str, before: str, after: str) -> bool:
    """A month that nothing announces: neither side a capitalised word, which would make it part of a name."""
    last = LAST_WORD.search(before)
    return not next_word(after)[:1].isupper() and not (last and last[1][0].isupper())


def uncounted(_: str, before: str, __: str) -> bool:
    """A unit of time without a number: none right before it either that was not understood."""
    return not before.rstrip()[-1:].isdigit()


def attributive(_: str, __: str, after: str) -> bool:
    """A word before a noun: something in lower case follows."""
    return next_word(after).islower()


def period(_: str, __: str, after: str) -> bool:
    """A period that the text speaks of: no name, so no capitalised word or hyphen behind it."""
    return not next_word(after)[:1].isupper() and after[:1] not in HYPHENS


def rate(_: str, before: str, __: str) -> bool:
    """A unit of time that something is told per: behind a noun or a number, not a preposition."""
    last = LAST_WORD.search(before)
    word = last[1] if last else ""
    return bool(before.rstrip()[-1:].isdigit() or (len(word) > CLOSED_WORDS and word.islower()))


def at_end(_: str, __: str, after: str) -> bool:
    """A length of time behind which its part of the sentence ends."""
    return not next_word(after) and not after.lstrip()[:1].isdigit()


def untitled(mention: str, before: str, _: str) -> bool:
    """Words for a day that stand in lower case: with a capital behind a name they end a title ("CBS This Morning")."""
    last = LAST_WORD.search(before)
    return not (mention[:1].isupper() and last and last[1][0].isupper())


GUARDS: dict[str, Guard] = {
    "at end": at_end,
    "attributive": attributive,
    "attributive year": attributive_year,
    "bare month": bare_month,
    "period": period,
    "listed year": listed_year,
    "plain": plain_weekday,
    "plain month": plain_month,
    "rate": rate,
    "strict year": strict_year,
    "uncounted": uncounted,
    "untitled": untitled,
    "year": year,
}
"""What the word after `guard` in a lexicon stands for."""
