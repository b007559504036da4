"""What a language's lexicon says of places, made ready: cue words, short forms, demonyms and their places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from jarchi.read.gazetteer_file import Entry, World, key_of, load_world
from jarchi.read.lexicon import load_lexicon
from jarchi.read.names_runs import word_set
from jarchi.read.tokens import TOKEN

Sort = Literal["short", "code", "people"]


class Listed(msgspec.Struct, frozen=True):
    """A form of the lexicon, token by token, and the place it stands for."""

    tokens: tuple[str, ...]
    sort: Sort
    place: Entry


class PlaceWords(msgspec.Struct, frozen=True):
    """The cue words of a language, all lower case, and its listed forms by their first token."""

    language: str
    locative: frozenset[str]
    of_words: frozenset[str]
    government_verbs: frozenset[str]
    titles: frozenset[str]
    person_verbs: frozenset[str]
    bodies: frozenset[str]
    site_heads: frozenset[str]
    site_first: frozenset[str]
    numbered: frozenset[str]
    shortened: frozenset[str]
    not_site: frozenset[str]
    divisions: frozenset[str]
    never: frozenset[str]
    doubtful: frozenset[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    first_names: frozenset[str]
    not_names: frozenset[str]
    contractions: dict[str, str]
    listed: dict[str, tuple[Listed, ...]]

    @property
    def is_known(self) -> bool:
        """Tell whether the language has a lexicon of places at all."""
        return bool(self.locative)


@cache
def words_of(language: str) -> PlaceWords:
    """Give what is known of places in `language`; nothing for a language without a lexicon."""
    lexicon = {**load_lexicon("any", "places"), **load_lexicon(language, "places")}
    names = load_lexicon(language, "names")
    lists = {
        field: word_set(lexicon.get(field, ()))
        for field in PlaceWords.__struct_fields__
        if field not in ("language", "contractions", "listed", "first_names", "not_names")
    }
    by_first: dict[str, list[Listed]] = {}
    for form in listed_forms(language):
        by_first.setdefault(form.tokens[0], []).append(form)
    return PlaceWords(
        language=language,
        **lists,
        first_names=word_set(names.get("first_names", ())),
        not_names=word_set(names.get("not_names", ())),
        contractions=lexicon.get("contractions", {}),
        listed={first: tuple(sorted(forms, key=lambda form: -len(form.tokens))) for first, forms in by_first.items()},
    )


def listed_forms(language: str) -> Iterator[Listed]:
    """Give the short forms, codes and demonyms of a language; one whose place is not in the gazetteer is left out."""
    lexicon, world = load_lexicon(language, "places"), load_world()
    tables: list[tuple[Sort, str, list[str]]] = [
        *(("short", code, forms) for code, forms in lexicon.get("abbreviations", {}).items()),
        *(
            ("code", f"{code}.{form}", [form])
            for code, forms in lexicon.get("codes", {}).items()
            for form in forms.split()
        ),
        *(("people", code, forms.split()) for code, forms in lexicon.get("demonyms", {}).items()),
        *(("people", code, forms) for code, forms in lexicon.get("peoples", {}).items()),
    ]
    for sort, code, forms in tables:
        place = place_of(world, code)
        if place is not None:
            for form in forms:
                yield Listed(tuple(match.group() for match in TOKEN.finditer(form)), sort, place)


def place_of(world: World, code: str) -> Entry | None:
    """Give the place that a lexicon means by "US", "US.TX", "CA.Ontario", "Scandinavia", a capital "US.*Washington"."""
    found = world.country(code) or world.division(code)
    if found:
        return found
    country, _, name = code.rpartition(".")
    is_seat = name.startswith("*")
    known = [found.place for found in world.find(key_of(name.lstrip("*").split()))]
    fits = [place for place in known if country in ("", place.country) and (place.is_capital or not is_seat)]
    wider = [place for place in fits if place.kind in ("region", "country", "admin1") and not country]
    return next(iter(wider or [place for place in fits if place.kind != "admin2"]), None)
