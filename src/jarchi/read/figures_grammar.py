"""The grammar of figures: a language's number words, bounds, units and money as patterns."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from jarchi.read.dates_grammar import calendar_names, folded, key_of, literal
from jarchi.read.figures_numbers import BLANKS
from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import Bound

BOUNDS: tuple[Bound, ...] = (">", ">=", "<", "<=", "~")
DASH = r"\s?[-‐‑–—~～]\s?"


class Grammar(msgspec.Struct, frozen=True):
    """All that a language's lexicon says of figures, ready to match.

    `digits`, `words` match a number; `before`, `after` a bound that ends or begins there, in one group for each of
    `BOUNDS`; `unit` what follows a number, `symbol` the money sign before it. `units` gives unit or currency code by
    the folded wording. `change` is what before a bound makes it none ("rose to 5"). `time_words` after a number make
    it a time; `keys` are the first letters of number words.
    """

    language: str
    lexicon: dict[str, Any]
    spaced: bool
    values: dict[str, Decimal]
    scales: dict[str, Decimal]
    fractions: dict[str, Decimal]
    digits: re.Pattern[str]
    words: re.Pattern[str]
    scale: re.Pattern[str]
    scale_word: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    symbol: re.Pattern[str]
    units: dict[str, str]
    symbols: dict[str, str]
    time_words: frozenset[str]
    months: frozenset[str]
    as_of: re.Pattern[str]
    change: re.Pattern[str]
    joiner: re.Pattern[str]
    keys: frozenset[str]

    @property
    def counts_money(self) -> bool:
        """Tell whether the language has a word ("of") that shows what a sum of money is a sum of."""
        return bool(self.lexicon.get("what", {}).get("of"))

    def words_of(self, name: str) -> list[str]:
        """Give a list of words of the lexicon, lower case."""
        words: list[str] = self.lexicon.get(name, [])
        return words


@cache
def grammar_of(language: str) -> Grammar:
    """Give the grammar of figures of `language`; where there is no lexicon, digits with universal units remain."""
    lexicon, everywhere = load_lexicon(language, "figures"), load_lexicon("any", "figures")
    spaced = lexicon.get("spaced", True)
    edge = r"(?!\w)" if spaced else ""
    gap = r"[\s\u00ad-]{0,2}" if spaced else r"\s?"
    numbers, scales = lexicon.get("numbers", {}), lexicon.get("scales", {})
    fractions = lexicon.get("fractions", {})
    units = units_of(lexicon) | units_of(everywhere)
    blanks = BLANKS if " " in lexicon.get("grouping", " ") else BLANKS[1:]
    return Grammar(
        language=language,
        lexicon=lexicon,
        spaced=spaced,
        values=decimals(numbers),
        scales=decimals(scales),
        fractions=decimals(fractions),
        digits=re.compile(rf"\d{{1,3}}(?:[{blanks}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,٫٬]\d+)*"),
        words=re.compile(
            number_words(lexicon, choice([*numbers, *scales]), choice(fractions), edge, gap), re.IGNORECASE
        ),
        scale=re.compile(rf"{gap}(?P<scale>{choice(scales)}){edge}", re.IGNORECASE),
        scale_word=re.compile(choice(scales), re.IGNORECASE),
        change=re.compile(lexicon.get("change", "(?!)"), re.IGNORECASE),
        before=bounds(lexicon.get("bounds", {}), r"(?<!\w)(?:" if spaced else "(?:", r")\s{0,2}\Z"),
        after=bounds(lexicon.get("bounds_after", {}), r"\s{0,2}(?:", ")" + edge),
        unit=re.compile(
            rf"(?:{gap}(?P<word>{choice(unit_words(units))}){edge}|\s?(?P<sign>{choice(signs(units))}))", re.IGNORECASE
        ),
        symbol=re.compile(rf"(?<!\w)(?P<symbol>{choice(everywhere['symbols'])})\s?\Z"),
        units=units,
        symbols=everywhere["symbols"],
        time_words=unit_words_of_time(language) | month_names(language),
        months=month_names(language),
        as_of=re.compile(as_of_phrases(lexicon), re.IGNORECASE),
        joiner=joiner(lexicon, spaced),
        keys=frozenset(key_of(word) for word in [*numbers, *scales, *fractions]),
    )


def decimals(table: dict[str, Any]) -> dict[str, Decimal]:
    """Give the values of a table by folded word, exactly as they are written there."""
    return {folded(word): Decimal(str(value)) for word, value in table.items()}


def number_words(lexicon: dict[str, Any], word: str, fraction: str, edge: str, gap: str) -> str:
    """Give the pattern of a number in words, or of a fraction."""
    joint = "".join(rf"(?:{literal(link)}\s{{1,2}})?" for link in lexicon.get("and", ()))
    return rf"(?P<fraction>{fraction}){edge}|{word}{edge}(?:{gap}{joint}{word}{edge})*"


def choice(words: Any) -> str:
    """Give the pattern of a choice of words, the longest first; of none, one that never matches."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(literal(word) for word in ordered) + ")" if ordered else "(?!)"


def units_of(lexicon: dict[str, Any]) -> dict[str, str]:
    """Give unit or currency code by its folded wording."""
    tables = (lexicon.get("money", {}), lexicon.get("units", {}))
    return {folded(word): code for table in tables for code, words in table.items() for word in words}


def unit_words(units: dict[str, str]) -> list[str]:
    """Give the wordings that are words."""
    return [word for word in units if word[-1].isalnum() or word[-1] == "."]


def signs(units: dict[str, str]) -> list[str]:
    """Give the wordings that are signs, which nothing need follow."""
    return [word for word in units if not (word[-1].isalnum() or word[-1] == ".")]


def bounds(table: dict[str, list[str]], head: str, tail: str) -> re.Pattern[str]:
    """Give the pattern of a bound's wording; the number of the group that matched tells which of `BOUNDS` it is."""
    groups = "|".join(f"({choice(table.get(bound, ()))})" for bound in BOUNDS)
    return re.compile(head + groups + tail, re.IGNORECASE)


def unit_words_of_time(language: str) -> frozenset[str]:
    """Give the words for units of time, lower case."""
    units = load_lexicon(language, "dates").get("units", {})
    return frozenset(word.lower().rstrip(".*") for words in units.values() for word in words)


def month_names(language: str) -> frozenset[str]:
    """Give the names of the months, lower case."""
    dates = load_lexicon(language, "dates")
    return frozenset(name.lower().rstrip(".") for name in [*calendar_names(dates, "months"), *dates.get("months", {})])


def as_of_phrases(lexicon: dict[str, Any]) -> str:
    """Give the pattern of a text that ends in "as of", and so says when the figures of a sentence held."""
    anywhere = choice(lexicon.get("as_of", ()))
    first = choice(lexicon.get("as_of_first", ()))
    return rf"(?:(?<!\w){anywhere}|\A\W*{first})\s{{1,2}}\Z"


def joiner(lexicon: dict[str, Any], spaced: bool) -> re.Pattern[str]:
    """Give the pattern of what stands between the ends of a range; groups: dash, to, both ("between"), or."""
    gap = r"\s{1,2}" if spaced else r"\s?"
    named = {"to": "to", "and": "and", "or": "or"}
    words = "|".join(rf"(?P<{name}>{gap}{choice(lexicon.get(key, ()))}{gap})" for name, key in named.items())
    return re.compile(rf"(?P<dash>{DASH})|{words}", re.IGNORECASE)
