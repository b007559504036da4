"""Units and currencies of a language by their wordings: CLDR's names, the lexicon's, symbols and ISO 4217 codes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from jarchi.read.dates_grammar import folded
from jarchi.read.lexicon import load_lexicon

TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
"""Units of time, under these names; the words for them are those of the lexicon of dates."""

PEOPLE = "people"
"""The unit of a number that counts persons and says no more of them than that."""


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is a currency code."""
    return unit is not None and len(unit) == 3 and unit.isupper() and unit in currency_codes()


@cache
def currency_codes() -> frozenset[str]:
    """Give the codes of ISO 4217, those of money no longer in use too."""
    return frozenset(list_currencies())


@cache
def money_signs() -> dict[str, str]:
    """Give the currency by what stands before or behind a sum: signs, and codes that are no word of their own."""
    everywhere = load_lexicon("any", "figures")
    codes = {code: code for code in currency_codes() if code not in everywhere["words_not_codes"]}
    signs: dict[str, str] = everywhere["symbols"]
    return codes | signs


@cache
def unit_wordings(language: str) -> dict[str, str]:
    """Give the unit or currency by its folded wording; the lexicon's words go above CLDR's."""
    lexicon, everywhere = load_lexicon(language, "figures"), load_lexicon("any", "figures")
    found: dict[str, str] = {}
    if lexicon and lexicon.get("spaced", True):
        found |= dict(cldr_units(language, everywhere["cldr"])) | dict(cldr_money(language)) | units_of_time(language)
    for table in (everywhere["units"], lexicon.get("units", {}), lexicon.get("money", {})):
        found |= {folded(word): unit for unit, words in table.items() for word in words}
    return {wording: unit for wording, unit in found.items() if wording not in lexicon.get("no_units", ())}


def units_of_time(language: str) -> dict[str, str]:
    """Give the units of time by word."""
    units = load_lexicon(language, "dates").get("units", {})
    return {folded(word).rstrip("."): unit for unit in TIMES for word in units.get(unit, ())}


def cldr_units(language: str, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give CLDR's long names of the units in `ids` ("length-kilometer"), in every plural form."""
    patterns = locale_data(language).get("unit_patterns", {})
    for id, unit in ids.items():
        forms = (patterns.get(id) or {}).get("long") or {}
        for form in forms.values():
            if isinstance(form, str) and form.startswith("{0}"):
                yield folded(form.removeprefix("{0}").strip()), unit


def cldr_money(language: str) -> Iterator[tuple[str, str]]:
    """Give CLDR's names of currencies, in every plural form."""
    plurals = locale_data(language).get("currency_names_plural", {})
    for code in sorted(currency_codes()):
        forms = plurals.get(code) or {}
        for name in forms.values():
            yield folded(name), code


def locale_data(language: str) -> dict[str, Any]:
    """Give what CLDR has for a language, nothing where it does not know it."""
    try:
        return dict(Locale.parse(language)._data)
    except (UnknownLocaleError, ValueError):
        return {}
