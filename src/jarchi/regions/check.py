"""Checks that the parts of a pack fit each other, before anything uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from jarchi.records.readings import EventType
from jarchi.records.regions import Actor, Lens, Place, Region, Role
from jarchi.records.sources import Source
from jarchi.regions.dates import EXPECTED, in_order, is_date
from jarchi.regions.faults import fault

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", re.ASCII)
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_EVENTS = frozenset(get_args(EventType))
_ID_EXPECTED = "lower-case letters and digits parted by single hyphens"


def check(region: Region) -> None:
    """Raise `RegionError` for the first thing in `region` that does not fit the rest, in the order of the files.

    Ids are as the pack's author wrote them, without the region's prefix. Two actors may share an alias
    (`alias_clashes` lists them); two entries may not share an id.
    """
    _check_region(region)
    codes = {country.code for country in region.countries}
    _check_countries(region)
    _check_places(region.places, codes)
    _check_actors(region, codes)
    for source in region.sources:
        _check_source(source, codes, region)
    _refuse_twins("sources.toml", "source", (source.id for source in region.sources))
    for lens in region.lenses:
        _check_lens(lens, codes, {actor.id for actor in region.actors})
    _refuse_twins("lenses.toml", "lens", (lens.id for lens in region.lenses))


def _check_region(region: Region) -> None:
    if not _ID.fullmatch(region.id):
        raise fault("region.toml", "", "id", _ID_EXPECTED, region.id)
    for language in region.languages:
        if not _LANGUAGE.fullmatch(language):
            raise fault("region.toml", "", "languages", 'codes such as "ru" or "uz-Cyrl"', language)


def _check_countries(region: Region) -> None:
    capitals = {place.geonames for place in region.places}
    for country in region.countries:
        entry = f'country "{country.code}"'
        if not _COUNTRY.fullmatch(country.code):
            raise fault("countries.toml", entry, "code", "two capital letters (ISO 3166-1)", country.code)
        if country.capital is not None and country.capital not in capitals:
            raise fault("countries.toml", entry, "capital", "the GeoNames id of a place in places.csv", country.capital)
        _check_words("countries.toml", entry, "names", country.names, region.languages)
        _check_words("countries.toml", entry, "demonyms", country.demonyms, region.languages)
    _refuse_twins("countries.toml", "country", (country.code for country in region.countries))
    if not any(country.core for country in region.countries):
        raise fault("countries.toml", "", "core", "at least one country with core = true")


def _check_places(places: Iterable[Place], codes: set[str]) -> None:
    seen: set[int] = set()
    for line, place in enumerate(places, 2):
        entry = f'line {line} "{place.name}"'
        if place.country not in codes and not (place.country == "" and place.precision == "region"):
            raise fault("places.csv", entry, "country", "the code of a country in countries.toml", place.country)
        if place.geonames in seen:
            raise fault("places.csv", entry, "geonames", "an id that no other line has", place.geonames)
        if place.geonames is not None:
            seen.add(place.geonames)
        if not all(map(str.strip, place.aliases)):
            raise fault("places.csv", entry, "aliases", "names parted by single |")


def _check_actors(region: Region, codes: set[str]) -> None:
    ids = {actor.id for actor in region.actors}
    for actor in region.actors:
        _check_actor(actor, codes, region)
        for number, role in enumerate(actor.roles):
            _check_role(role, f'actor "{actor.id}"', f"roles[{number}]", codes, ids)
    _refuse_twins("actors.toml", "actor", (actor.id for actor in region.actors))


def _check_actor(actor: Actor, codes: set[str], region: Region) -> None:
    entry = f'actor "{actor.id}"'
    if not _ID.fullmatch(actor.id):
        raise fault("actors.toml", entry, "id", _ID_EXPECTED, actor.id)
    if not actor.name.strip():
        raise fault("actors.toml", entry, "name", "a name", actor.name)
    _check_country("actors.toml", entry, "country", actor.country, codes)
    _check_words("actors.toml", entry, "aliases", actor.aliases, region.languages)
    if actor.wikidata is not None and not _WIKIDATA.fullmatch(actor.wikidata):
        raise fault("actors.toml", entry, "wikidata", 'an id such as "Q232"', actor.wikidata)


def _check_role(role: Role, entry: str, path: str, codes: set[str], ids: set[str]) -> None:
    for field, value in (("title", role.title), ("source", role.source)):
        if not value.strip():
            raise fault("actors.toml", entry, f"{path}.{field}", "a value", value)
    for field, date in (("start", role.start), ("end", role.end), ("checked", role.checked)):
        if date is not None and not is_date(date):
            raise fault("actors.toml", entry, f"{path}.{field}", EXPECTED, date)
    if role.start and role.end and not in_order(role.start, role.end):
        raise fault("actors.toml", entry, f"{path}.end", f"a date not before {role.start}", role.end)
    _check_country("actors.toml", entry, f"{path}.country", role.country, codes)
    if role.body is not None and role.body not in ids:
        raise fault("actors.toml", entry, f"{path}.body", "the id of an actor in actors.toml", role.body)


def _check_source(source: Source, codes: set[str], region: Region) -> None:
    entry = f'source "{source.id}"'
    if not _ID.fullmatch(source.id):
        raise fault("sources.toml", entry, "id", _ID_EXPECTED, source.id)
    _check_country("sources.toml", entry, "country", source.country, codes)
    if not source.reason.strip():
        raise fault("sources.toml", entry, "reason", "a sentence that says why that reliability")
    for language in source.languages:
        if language not in region.languages:
            raise fault("sources.toml", entry, "languages", "languages named in region.toml", language)
    for url in (*source.feeds, *filter(None, [source.homepage])):
        if not url.startswith(("https://", "http://")):
            raise fault("sources.toml", entry, "feeds and homepage", "addresses with http:// or https://", url)
    for domain in source.domains:
        if not _DOMAIN.fullmatch(domain):
            raise fault("sources.toml", entry, "domains", 'hosts such as "news.example"', domain)
    if source.checked is not None and not is_date(source.checked):
        raise fault("sources.toml", entry, "checked", EXPECTED, source.checked)


def _check_lens(lens: Lens, codes: set[str], actors: set[str]) -> None:
    entry = f'lens "{lens.id}"'
    if not _ID.fullmatch(lens.id):
        raise fault("lenses.toml", entry, "id", _ID_EXPECTED, lens.id)
    for field, values in (("countries", lens.countries), ("with_countries", lens.with_countries)):
        for code in values:
            _check_country("lenses.toml", entry, field, code, codes)
    for actor in lens.actors:
        if actor not in actors:
            raise fault("lenses.toml", entry, "actors", "the id of an actor in actors.toml", actor)
    for event in lens.events:
        if event not in _EVENTS:
            raise fault("lenses.toml", entry, "events", f"one of {', '.join(get_args(EventType))}", event)
    for theme in lens.themes:
        if theme != theme.lower() or not theme.strip():
            raise fault("lenses.toml", entry, "themes", "words in lower case", theme)


def _check_country(file: str, entry: str, field: str, code: str | None, codes: set[str]) -> None:
    if code is not None and code not in codes:
        raise fault(file, entry, field, "the code of a country in countries.toml", code)


def _check_words(
    file: str, entry: str, field: str, words: dict[str, tuple[str, ...]], languages: tuple[str, ...]
) -> None:
    for language, spellings in words.items():
        if language not in languages:
            raise fault(file, entry, f"{field}.{language}", "a language named in region.toml")
        if not all(map(str.strip, spellings)):
            raise fault(file, entry, f"{field}.{language}", "words that are not empty")


def _refuse_twins(file: str, table: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for identity in ids:
        if identity in seen:
            raise fault(file, f'{table} "{identity}"', "", "an id that no other entry has")
        seen.add(identity)
