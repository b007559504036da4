"""Candidates: stretches of a page that may name a place, and the places they may name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from jarchi.folding import bases
from jarchi.read.gazetteer_file import Entry, Known, World, key_of
from jarchi.read.page import Token
from jarchi.read.places_words import Listed, PlaceWords
from jarchi.read.words import Words

LONGEST = 6
"""Words of the longest names that are looked up."""

LONGEST_SITE = 4
HYPHEN = re.compile("[-\u2010\u2011]")
Form = Literal["name", "short", "code", "people", "site"]


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A word or mark, hyphened words in parts: "London-based" is two. `is_joined`: only a blank or hyphen before."""

    start: int
    end: int
    text: str
    lower: str
    sentence: int
    is_word: bool
    is_capital: bool
    is_joined: bool
    is_owner: bool


class Option(msgspec.Struct, frozen=True, gc=False):
    """A place that a candidate may mean; `is_alias`: by a further name, `is_ours`: the region pack has it.

    `is_respelled`: the text spells it as no list does, and only the fold of both is the same: "Jalal-Abad" is in
    Kyrgyzstan, and another spelling of Jalalabad in Afghanistan.
    """

    place: Entry
    is_alias: bool = False
    is_ours: bool = False
    is_respelled: bool = False


class Candidate(msgspec.Struct, frozen=True):
    """Units `[first, last)` that may name one of `options`; a site of no gazetteer has none. `key` is its name's."""

    first: int
    last: int
    form: Form
    key: str
    options: tuple[Option, ...] = ()


def units_of(words: Words) -> list[Unit]:
    """Give the units of a page, in order; a possessive 's is no part of one."""
    units: list[Unit] = []
    text, before, add = words.text, 0, units.append
    for token, bare, written in zip(words.tokens, words.bare, words.written, strict=True):
        start, sentence = token.start, token.sentence
        gap = start - before
        is_joined = gap == 0 or (gap < 3 and "\n" not in text[before:start])
        before = token.end
        if token.kind != "word":
            add(Unit(start, before, bare, bare, sentence, False, False, is_joined, False))
            continue
        is_owner = bare is not written
        lower, is_capital, is_whole = shape_of(bare)
        if is_whole:
            add(Unit(start, start + len(bare), bare, lower, sentence, True, is_capital, is_joined, is_owner))
        else:
            units += parts_of(token, bare, is_joined, is_owner)
    return units


@lru_cache(maxsize=1 << 15)
def shape_of(word: str) -> tuple[str, bool, bool]:
    """Give a word in lower case, and tell whether it has a capital first and whether it is without a hyphen."""
    return word.lower(), word[0].isupper(), HYPHEN.search(word) is None


def parts_of(token: Token, bare: str, is_joined: bool, is_owner: bool) -> Iterator[Unit]:
    """Give the parts of a word with hyphens as units."""
    start, end = token.start, token.start + len(bare)
    for part in HYPHEN.split(bare):
        is_last = start + len(part) == end
        is_owned, is_capital = is_owner and is_last, part[:1].isupper()
        yield Unit(start, start + len(part), part, part.lower(), token.sentence, True, is_capital, is_joined, is_owned)
        start, is_joined = start + len(part) + 1, True


def find_candidates(units: list[Unit], cues: PlaceWords, world: World) -> list[Candidate]:
    """Give all candidates of a page; they may overlap."""
    found: list[Candidate] = []
    for first, unit in enumerate(units):
        if unit.is_capital:
            found.extend(listed_at(units, first, cues))
            found.extend(named_at(units, first, cues, world))
            found.extend(sites_at(units, first, cues))
    return with_short_counties(units, found, cues)


def with_short_counties(units: list[Unit], found: list[Candidate], cues: PlaceWords) -> list[Candidate]:
    """Give the candidates and those that the page elsewhere calls a county: "DeKalb" beside "DeKalb County"."""
    counties = {
        each.key.rpartition(" ")[0]: each.options
        for each in found
        if each.options and each.options[0].place.kind == "admin2" and each.key.rpartition(" ")[2] in cues.divisions
    }
    if not counties:
        return found
    widened = [
        msgspec.structs.replace(each, options=each.options + counties[each.key])
        if each.form == "name" and each.key in counties and each.options[0].place.kind == "city"
        else each
        for each in found
    ]
    begun = {each.first for each in found if each.form == "name"}
    for first, unit in enumerate(units):
        if unit.is_capital and first not in begun and key_of((unit.text,)) in counties:
            key = key_of((unit.text,))
            widened.append(Candidate(first, first + 1, "name", key, counties[key]))
    return widened


def listed_at(units: list[Unit], first: int, cues: PlaceWords) -> Iterator[Candidate]:
    """Give the longest form of the lexicon that starts at a unit."""
    for form in cues.listed.get(units[first].text, ()):
        last = end_of_form(units, first, form)
        if last and (form.sort != "code" or is_behind_comma(units, first)):
            yield Candidate(first, last, form.sort, f"#{form.place.number}", (Option(form.place),))
            return


def end_of_form(units: list[Unit], first: int, form: Listed) -> int:
    """Give the end of a listed form at unit `first`, 0 where it does not stand there."""
    last = first + len(form.tokens)
    if last > len(units) or any(units[first + n].text != token for n, token in enumerate(form.tokens)):
        return 0
    return last if all(unit.is_joined for unit in units[first + 1 : last]) else 0


def is_behind_comma(units: list[Unit], first: int) -> bool:
    """Tell whether a comma and a capitalised word stand before a unit, as before "IL" in "Springfield, IL"."""
    return first > 1 and units[first - 1].text == "," and units[first - 2].is_capital


def named_at(units: list[Unit], first: int, cues: PlaceWords, world: World) -> Iterator[Candidate]:
    """Give the names of the gazetteer that start at a unit, of every length."""
    parts: list[str] = []
    for last in range(first + 1, min(first + LONGEST, len(units)) + 1):
        unit = units[last - 1]
        if last > first + 1 and (
            not unit.is_joined or units[last - 2].is_owner or unit.sentence != units[first].sentence
        ):
            return
        is_dot = (
            unit.text == "." and len(units[last - 2].text) <= 3 and units[last - 2].lower in cues.contractions.values()
        )
        if not is_dot and not unit.is_capital and unit.lower not in cues.connectors:
            return
        if is_dot:
            continue
        parts.append(cues.contractions.get(unit.lower, unit.text))
        if unit.is_capital and not (last == first + 1 and (len(unit.text) < 2 or unit.lower in cues.never)):
            key, known = named(parts, cues.language, world)
            if known:
                yield Candidate(first, last, "name", key, tuple(Option(each.place, each.is_alias) for each in known))


def named(parts: list[str], language: str, world: World) -> tuple[str, tuple[Known, ...]]:
    """Give the key of a name, as written or else without its case ending, and the places that it may mean."""
    for last in (parts[-1], *bases(parts[-1], language)):
        key = key_of((*parts[:-1], last))
        known = world.find(key) if key else ()
        if known:
            return key, known
    return "", ()


def sites_at(units: list[Unit], first: int, cues: PlaceWords) -> Iterator[Candidate]:
    """Give the sites that start at a unit: "Neches River", "Lake Lanier", "Highway 19"; none for "the River"."""
    unit = units[first]
    if unit.lower in cues.site_first and first + 1 < len(units) and units[first + 1].is_joined:
        last = first + 1 + (units[first + 1].text == ".")
        if last < len(units) and (
            units[last].is_capital or (unit.lower in cues.numbered and units[last].text.isdigit())
        ):
            yield site(units, first, last + 1)
    if unit.lower in cues.not_site or (first and is_inside_run(units, first, cues)):
        return
    for last in range(first + 1, min(first + 1 + LONGEST_SITE, len(units))):
        head = units[last]
        if not head.is_joined or units[last - 1].is_owner or not (head.is_capital or head.text[:1].isdigit()):
            break
        follows = last + 1 < len(units) and units[last + 1].is_capital and units[last + 1].is_joined
        if head.lower in cues.site_heads and not (follows and units[last + 1].lower in cues.site_heads):
            yield site(units, first, last + 1 + is_shortened(units, last, cues))
            return
    if last_before_container := before_container(units, first):
        yield site(units, first, last_before_container)


def is_shortened(units: list[Unit], head: int, cues: PlaceWords) -> bool:
    """Tell whether a site's head is a short form with its point: "Main St."."""
    dot = units[head + 1] if head + 1 < len(units) else None
    return dot is not None and dot.text == "." and dot.start == units[head].end and units[head].lower in cues.shortened


def before_container(units: list[Unit], first: int) -> int:
    """Give the end of a run of one to three capitalised words before a comma and another one, 0 where there is none."""
    for last in range(first + 1, min(first + 4, len(units) - 1)):
        if units[last].text == "," and units[last + 1].is_capital:
            return last
        if not (units[last].is_capital and units[last].is_joined):
            return 0
    return 0


def is_inside_run(units: list[Unit], first: int, cues: PlaceWords) -> bool:
    """Tell whether a capitalised word that may belong to a site's name stands right before a unit."""
    before = units[first - 1]
    return before.is_capital and units[first].is_joined and before.lower not in cues.not_site and not before.is_owner


def site(units: list[Unit], first: int, last: int) -> Candidate:
    """Give a site by its name alone."""
    return Candidate(first, last, "site", key_of(unit.text for unit in units[first:last]))
