"""The grammar of figures: a language's bounds, ranges, units and money as patterns around its numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from jarchi.read.dates_grammar import calendar_names, folded
from jarchi.read.figures_units import money_signs, unit_wordings, units_of_time
from jarchi.read.figures_words import NumberWords, choice, number_words
from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import Bound

BOUNDS: tuple[Bound, ...] = (">", ">=", "<", "<=", "~")
DASH = r"\s?[-‐‑–—~～]\s?"


class Grammar(msgspec.Struct, frozen=True):
    """All that a language's lexicon says of figures, ready to match.

    `before`, `after` match a bound that ends or begins there, in one group for each of `BOUNDS`; `unit` what follows
    a number, `symbol` the money sign before it, `minus` what makes it negative. `units` gives unit or currency code by
    the folded wording. `change` is what before a bound makes it none ("rose to 5"), `moves` the words of
    change anywhere.
    """

    language: str
    lexicon: dict[str, Any]
    spaced: bool
    numbers: NumberWords
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    of: re.Pattern[str]
    symbol: re.Pattern[str]
    minus: re.Pattern[str]
    units: dict[str, str]
    symbols: dict[str, str]
    time_words: frozenset[str]
    months: frozenset[str]
    as_of: re.Pattern[str]
    change: re.Pattern[str]
    moves: re.Pattern[str]
    joiner: re.Pattern[str]
    persons: frozenset[str]

    @property
    def counts_money(self) -> bool:
        """Tell whether the language has a word ("of") that shows what a sum of money is a sum of."""
        return bool(self.lexicon.get("what", {}).get("of"))

    def words_of(self, name: str) -> frozenset[str]:
        """Give a list of words of the lexicon, lower case."""
        return listed(self.language, name)


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """Give a list of words of a language's lexicon of figures."""
    return frozenset(load_lexicon(language, "figures").get(name, ()))


@cache
def grammar_of(language: str) -> Grammar:
    """Give the grammar of figures of `language`; where there is no lexicon, digits with universal units remain."""
    lexicon = load_lexicon(language, "figures")
    spaced = lexicon.get("spaced", True)
    gap = r"[\s\u00ad-]{0,2}" if spaced else r"\s?"
    edge = r"(?!\w)" if spaced else ""
    units, symbols = unit_wordings(language), money_signs()
    words = [word for word in units if word[-1].isalnum() or word[-1] in ".*"]
    signs = [word for word in units if not (word[-1].isalnum() or word[-1] in ".*")]
    codes = [code for code in symbols if code.isalpha()]
    return Grammar(
        language=language,
        lexicon=lexicon,
        spaced=spaced,
        numbers=number_words(language),
        change=re.compile(lexicon.get("change", "(?!)"), re.IGNORECASE),
        moves=re.compile(lexicon.get("moves", lexicon.get("change", "(?!)")), re.IGNORECASE),
        before=bounds(lexicon.get("bounds", {}), r"(?<!\w)(?:" if spaced else "(?:", r")\s{0,2}\Z"),
        after=bounds(lexicon.get("bounds_after", {}), r"\s{0,2}(?:", ")" + edge),
        unit=re.compile(
            rf"{gap}(?P<word>{choice(words)}){edge}|\s?(?P<sign>{choice(signs)})(?!\d)"
            rf"|\s?(?P<code>(?-i:{choice(codes)}))(?!\w)",
            re.IGNORECASE,
        ),
        of=re.compile(rf"\s{{1,2}}{choice(lexicon.get('what', {}).get('of', ()))}(?!\w)", re.IGNORECASE),
        symbol=re.compile(rf"(?<!\w)(?P<symbol>{choice(symbols)})\s?\Z"),
        minus=re.compile(rf"(?:(?<![^\s(\[,;])[-−–]|(?<!\w){choice(lexicon.get('minus', ()))}\s)\Z", re.IGNORECASE),
        units=units,
        symbols=symbols,
        time_words=frozenset(units_of_time(language)) | month_names(language) | frozenset(lexicon.get("of_month", ())),
        months=month_names(language),
        as_of=re.compile(as_of_phrases(lexicon), re.IGNORECASE),
        joiner=joiner(lexicon, spaced),
        persons=frozenset(map(folded, lexicon.get("persons", ()))),
    )


def bounds(table: dict[str, list[str]], head: str, tail: str) -> re.Pattern[str]:
    """Give the pattern of a bound's wording; the number of the group that matched tells which of `BOUNDS` it is."""
    groups = "|".join(f"({choice(table.get(bound, ()))})" for bound in BOUNDS)
    return re.compile(head + groups + tail, re.IGNORECASE)


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
