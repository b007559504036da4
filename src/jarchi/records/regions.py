"""What is known of a region: countries, places, actors with dated roles, lenses, sources."""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.readings import Precision
from jarchi.records.sources import Source

ActorKind = Literal["person", "organization", "state body", "armed group"]
Period = Literal["day", "week", "month", "quarter", "year"]


class Country(msgspec.Struct, frozen=True):
    """A country of or around the region.

    `code` is ISO 3166-1 alpha-2. `core` countries have a section in the bulletin. `names` are further names and
    `demonyms` adjectives and words for its people, by language. `capital` is a GeoNames id.
    """

    code: str
    name: str
    core: bool = False
    capital: int | None = None
    names: dict[str, tuple[str, ...]] = {}
    demonyms: dict[str, tuple[str, ...]] = {}


class Place(msgspec.Struct, frozen=True):
    """A place by its GeoNames id; WGS 84 degrees; `aliases` are all other spellings, in any language."""

    name: str
    country: str
    precision: Precision
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    aliases: tuple[str, ...] = ()
    source: str = "GeoNames"


class Role(msgspec.Struct, frozen=True):
    """What an actor is or was, from `start` to `end` (EDTF dates, None open), and the source of the fact."""

    title: str
    source: str
    start: str | None = None
    end: str | None = None
    body: str | None = None
    country: str | None = None
    checked: str | None = None


class Actor(msgspec.Struct, frozen=True):
    """A public person, organisation, state body or armed group behind mentions.

    `aliases` are spellings by language ("en", "ru", "kk" ...); `source` says where the facts were checked.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    aliases: dict[str, tuple[str, ...]] = {}
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    opensanctions: str | None = None
    source: str = ""


class Lens(msgspec.Struct, frozen=True):
    """A saved question: what of the region's news a bulletin shows. An empty tuple asks for everything.

    A story passes if it meets each list that is not empty: a country of `countries`, and one of `with_countries`
    too where given; one of `actors`; an event type of `events`; a word of `themes` (lower case, any language).
    """

    id: str
    name: str
    description: str = ""
    countries: tuple[str, ...] = ()
    with_countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    period: Period = "week"


class Region(msgspec.Struct, frozen=True):
    """A whole region pack. `fingerprint` stands for the bytes it was loaded from."""

    id: str
    name: str
    fingerprint: str
    languages: tuple[str, ...]
    countries: tuple[Country, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    sources: tuple[Source, ...]
    lenses: tuple[Lens, ...]
    description: str = ""
