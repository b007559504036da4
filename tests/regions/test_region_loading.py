"""Loading a pack: what comes out, and the sentence for each kind of fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jarchi.errors import RegionError
from jarchi.regions import alias_clashes, built_in_regions, load_region

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "make-a-region-pack.md"
EXAMPLE = dict(re.findall(r"`([\w.]+)`:\n\n```\w+\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small pack that the how-to page shows, in a folder."""
    for name, text in EXAMPLE.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_pack_of_the_how_to_page_loads(pack: Path) -> None:
    region = load_region(pack)
    assert (region.id, region.languages) == ("iceland", ("en", "is"))
    assert [country.code for country in region.countries if country.core] == ["IS"]
    assert region.places[1].aliases == ("Reykjavík", "Рейкьявик")
    assert region.places[2].lat is None
    assert region.actors[1].roles[0].end == "1996-08-01"
    assert region.sources[0].reliability == "B"


def test_ids_of_actors_and_sources_carry_the_region(pack: Path) -> None:
    actors = (pack / "actors.toml").read_text("utf-8")
    (pack / "actors.toml").write_text(actors.replace("{ title", '{ body = "althing", title'), "utf-8")
    (pack / "lenses.toml").write_text('[[lens]]\nid = "one"\nname = "One"\nactors = ["althing"]\n', "utf-8")
    region = load_region(pack)
    assert [actor.id for actor in region.actors] == ["iceland:althing", "iceland:vigdis-finnbogadottir"]
    assert region.actors[1].roles[0].body == "iceland:althing"
    assert region.sources[0].id == "iceland:ruv"
    assert (region.lenses[0].id, region.lenses[0].actors) == ("one", ("iceland:althing",))


def test_the_fingerprint_changes_with_a_byte_and_only_then(pack: Path) -> None:
    before = load_region(pack).fingerprint
    (pack / "notes.txt").write_text("not part of the pack")
    assert load_region(pack).fingerprint == before
    with (pack / "region.toml").open("a") as file:
        file.write("\n")
    assert load_region(pack).fingerprint != before
    assert re.fullmatch("[0-9a-f]{12}", before)


def test_an_alias_that_two_actors_share_is_listed_not_refused(pack: Path) -> None:
    with (pack / "actors.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[actor]]\nid = "old-althing"\nkind = "organization"\nname = "Old"\naliases.is = ["ALÞINGI"]\n')
    assert alias_clashes(load_region(pack)) == (("alþingi", ("iceland:althing", "iceland:old-althing")),)


def test_a_built_in_pack_loads_by_name() -> None:
    assert built_in_regions() == ("central_asia",)
    assert load_region("central_asia").id == "central-asia"


# Each case: what is wrong, the file, the words replaced, their replacement, the sentence.
WIKI = 'source = "https://en.wikipedia.org/wiki/Vigdís_Finnbogadóttir", ch'
FAULTS = [
    ("a misspelt key", "countries.toml", "capital =", "captial =",
     'countries.toml, country "IS", captial: expected one of the fields code, name, core, capital, names, demonyms.'),
    ("a misspelt key in a role", "actors.toml", "start =", "begin =",
     'actors.toml, actor "vigdis-finnbogadottir", roles[0].begin: expected one of the fields title, source, start, '
     "end, body, country, checked."),
    ("a missing name", "actors.toml", 'name = "Althing"\n', "",
     'actors.toml, actor "althing", name: expected a value, got none.'),
    ("a role without its source", "actors.toml", WIKI, "ch",
     'actors.toml, actor "vigdis-finnbogadottir", roles[0].source: expected a value, got none.'),
    ("an empty source of a role", "actors.toml", WIKI,
     'source = " ", ch', 'actors.toml, actor "vigdis-finnbogadottir", roles[0].source: expected a value, got " ".'),
    ("a wrong type", "countries.toml", "core = true", 'core = "yes"',
     'countries.toml, country "IS", core: expected bool, got str.'),
    ("a kind that there is not", "actors.toml", '"state body"', '"parliament"',
     'actors.toml, actor "althing", kind: expected one of person, organization, state body, armed group, got '
     '"parliament".'),
    ("a grade that there is not", "sources.toml", 'reliability = "B"', 'reliability = "G"',
     'sources.toml, source "ruv", reliability: expected one of A, B, C, D, E, F, got "G".'),
    ("a table of another file", "lenses.toml", "[[lens]]", "[[lense]]",
     "lenses.toml, lense: expected only [[lens]] entries."),
    ("one table for many", "lenses.toml", "[[lens]]", "[lens]",
     "lenses.toml, lens: expected each entry under [[lens]]."),
    ("two actors of one id", "actors.toml", 'id = "vigdis-finnbogadottir"', 'id = "althing"',
     'actors.toml, actor "althing": expected an id that no other entry has.'),
    ("two countries of one code", "countries.toml", 'code = "DK"', 'code = "IS"',
     'countries.toml, country "IS": expected an id that no other entry has.'),
    ("an id with a blank", "actors.toml", '"althing"', '"the althing"',
     'actors.toml, actor "the althing", id: expected lower-case letters and digits parted by single hyphens, got '
     '"the althing".'),
    ("an unknown country of an actor", "actors.toml", 'country = "IS"', 'country = "IX"',
     'actors.toml, actor "althing", country: expected the code of a country in countries.toml, got "IX".'),
    ("an unknown country of a source", "sources.toml", '"IS"', '"IX"',
     'sources.toml, source "ruv", country: expected the code of a country in countries.toml, got "IX".'),
    ("an unknown country of a lens", "lenses.toml", '["IS"]', '["IX"]',
     'lenses.toml, lens "iceland", countries: expected the code of a country in countries.toml, got "IX".'),
    ("an unknown body", "actors.toml", "{ title", '{ body = "senate", title',
     'actors.toml, actor "vigdis-finnbogadottir", roles[0].body: expected the id of an actor in actors.toml, got '
     '"senate".'),
    ("an unknown actor of a lens", "lenses.toml", "countries", 'actors = ["senate"]\ncountries',
     'lenses.toml, lens "iceland", actors: expected the id of an actor in actors.toml, got "senate".'),
    ("an event type that there is not", "lenses.toml", "countries", 'events = ["WAR"]\ncountries',
     'lenses.toml, lens "iceland", events: expected one of AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, '
     'REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT, got "WAR".'),
    ("a day of no calendar", "actors.toml", "1996-08-01", "1996-02-30",
     'actors.toml, actor "vigdis-finnbogadottir", roles[0].end: expected a date as YYYY, YYYY-MM or YYYY-MM-DD, got '
     '"1996-02-30".'),
    ("an end before the start", "actors.toml", "1996-08-01", "1979",
     'actors.toml, actor "vigdis-finnbogadottir", roles[0].end: expected a date not before 1980-08-01, got "1979".'),
    ("a language nobody declared", "actors.toml", "aliases.is", "aliases.isl",
     'actors.toml, actor "althing", aliases.isl: expected a language named in region.toml.'),
    ("an empty alias", "actors.toml", '"Alþingi"', '""',
     'actors.toml, actor "althing", aliases.is: expected words that are not empty.'),
    ("a capital that is no place", "countries.toml", "3413829", "1",
     'countries.toml, country "IS", capital: expected the GeoNames id of a place in places.csv, got 1.'),
    ("no core country", "countries.toml", "core = true", "core = false",
     "countries.toml, core: expected at least one country with core = true."),
    ("a code in small letters", "countries.toml", '"DK"', '"dk"',
     'countries.toml, country "dk", code: expected two capital letters (ISO 3166-1), got "dk".'),
    ("a wikidata id without Q", "actors.toml", 'name = "Althing"', 'name = "Althing"\nwikidata = "232"',
     'actors.toml, actor "althing", wikidata: expected an id such as "Q232", got "232".'),
    ("a grade without its reason", "sources.toml", re.search("reason.*", EXAMPLE["sources.toml"])[0], "",  # type: ignore[index]
     'sources.toml, source "ruv", reason: expected a sentence that says why that reliability.'),
    ("a domain with its scheme", "sources.toml", '["ruv.is"]', '["https://ruv.is"]',
     'sources.toml, source "ruv", domains: expected hosts such as "news.example", got "https://ruv.is".'),
    ("a feed without its scheme", "sources.toml", "domains", 'feeds = ["ruv.is/rss"]\ndomains',
     'sources.toml, source "ruv", feeds and homepage: expected addresses with http:// or https://, got "ruv.is/rss".'),
    ("a theme with a capital", "lenses.toml", "countries", 'themes = ["Fish"]\ncountries',
     'lenses.toml, lens "iceland", themes: expected words in lower case, got "Fish".'),
    ("a period that there is not", "lenses.toml", "countries", 'period = "fortnight"\ncountries',
     'lenses.toml, lens "iceland", period: expected one of day, week, month, quarter, year, got "fortnight".'),
    ("no header", "places.csv", "geonames,name", "id,name",
     "places.csv, line 1: expected the columns geonames,name,country,lat,lon,precision,population,aliases,source."),
    ("a comma too many", "places.csv", "Vatnajokull,Glacier", "Vatnajokull,Big, white glacier",
     "places.csv, line 4: expected 9 columns, got 10."),
    ("a latitude beyond the pole", "places.csv", "64.14", "164.14",
     'places.csv, line 3 "Reykjavik", lat: expected degrees from -90 to 90, got "164.14".'),
    ("a longitude that is no number", "places.csv", "-21.90", "nan",
     'places.csv, line 3 "Reykjavik", lon: expected degrees from -180 to 180, got "nan".'),
    ("half a point", "places.csv", "-21.90", "",
     'places.csv, line 3 "Reykjavik", lat and lon: expected both or neither.'),
    ("a precision that there is not", "places.csv", ",city,", ",town,",
     'places.csv, line 3 "Reykjavik", precision: expected one of country, admin1, admin2, city, site, region, got '
     '"town".'),
    ("a population that is no number", "places.csv", "118918", "118,918",
     "places.csv, line 3: expected 9 columns, got 10."),
    ("a population below zero", "places.csv", "118918", "-1",
     'places.csv, line 3 "Reykjavik", population: expected a whole number, got "-1".'),
    ("a place without a country", "places.csv", "Reykjavik,IS", "Reykjavik,",
     'places.csv, line 3 "Reykjavik", country: expected the code of a country in countries.toml, got "".'),
    ("two places of one id", "places.csv", "2629691", "3413829",
     'places.csv, line 3 "Reykjavik", geonames: expected an id that no other line has, got 3413829.'),
    ("a place without a name", "places.csv", "Vatnajökull", "",
     'places.csv, line 4 "", name: expected a name, got "".'),
    ("a stray stroke", "places.csv", "Reykjavík|", "Reykjavík||",
     'places.csv, line 3 "Reykjavik", aliases: expected names parted by single |.'),
    ("an open quote", "places.csv", "Glacier", '"Glacier',
     "places.csv, line 5: expected CSV, but: unexpected end of data."),
    ("no id of the region", "region.toml", 'id = "iceland"', "", "region.toml, id: expected a value, got none."),
    ("an unknown key of the region", "region.toml", "description", "about",
     "region.toml, about: expected one of the fields id, name, languages, description."),
    ("a language that is none", "region.toml", '"is"', '"Icelandic"',
     'region.toml, languages: expected codes such as "ru" or "uz-Cyrl", got "Icelandic".'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "words", "instead", "sentence"), [case[1:] for case in FAULTS], ids=[c[0] for c in FAULTS]
)
def test_a_fault_is_told_in_one_sentence(pack: Path, file: str, words: str, instead: str, sentence: str) -> None:
    text = (pack / file).read_text("utf-8")
    assert words in text
    (pack / file).write_text(text.replace(words, instead, 1), "utf-8")
    with pytest.raises(RegionError) as caught:
        load_region(pack)
    assert str(caught.value) == sentence


def test_a_missing_file_is_named(pack: Path) -> None:
    (pack / "lenses.toml").unlink()
    with pytest.raises(RegionError, match=r"has no readable file lenses\.toml"):
        load_region(pack)


def test_an_unknown_name_says_which_packs_there_are() -> None:
    with pytest.raises(RegionError, match=r'"atlantis" has no readable file .*central_asia'):
        load_region("atlantis")


@pytest.mark.parametrize("file", ["actors.toml", "places.csv"])
def test_bytes_that_are_not_utf8_are_told(pack: Path, file: str) -> None:
    (pack / file).write_bytes((pack / file).read_bytes() + b"\xff")
    with pytest.raises(RegionError, match=rf"^{re.escape(file)}: expected UTF-8, but byte \d+ is not\.$"):
        load_region(pack)


def test_broken_toml_names_the_line(pack: Path) -> None:
    (pack / "sources.toml").write_text('[[source]]\nid = "ruv\n', "utf-8")
    with pytest.raises(RegionError, match=r"^sources\.toml: expected TOML, but: .*line 2"):
        load_region(pack)
