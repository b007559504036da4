"""The world gazetteer: whole, fast to open, found by plain and by written names."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.read.gazetteer_file import KINDS, World, key_of, load_world
from jarchi.read.places_words import words_of

FOUND = [
    ("Almaty", "KZ", "city"),
    ("Alma-Ata", "KZ", "city"),
    ("Алматы", "KZ", "city"),
    ("Ташкенте", "UZ", "city"),
    ("Лондон", "GB", "city"),
    ("Kyiv", "UA", "city"),
    ("Kiev", "UA", "city"),
    ("New York City", "US", "city"),
    ("Ontario", "CA", "admin1"),
    ("Tamil Nadu", "IN", "admin1"),
    ("Xinjiang", "CN", "admin1"),
    ("Laurel County", "US", "admin2"),
    ("Oxfordshire", "GB", "admin2"),
    ("Black Sea", "", "region"),
    ("Asia", "", "region"),
    ("Kazakhstan", "KZ", "country"),
]


@pytest.mark.parametrize(("name", "country", "kind"), FOUND)
def test_the_foremost_of_a_name(name, country, kind):
    known = load_world().find(key_of(name.split()))
    assert known, name
    assert (known[0].place.country, known[0].place.kind) == (country, kind)


def test_namesakes_come_with_the_largest_first():
    cities = [known.place.population for known in load_world().find("springfield")]
    assert len(cities) > 10
    assert cities == sorted(cities, reverse=True)


def test_an_unknown_name_has_no_places():
    assert load_world().find("nosuchplace anywhere") == ()
    assert load_world().find("") == ()


def test_every_row_is_sound():
    world = load_world()
    assert world.size > 220_000
    for number in range(0, world.size, 997):
        place = world.place(number)
        assert place.name.strip()
        assert place.kind in KINDS
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or -90 <= place.lat <= 90
        assert place.lon is None or -180 <= place.lon <= 180


def test_every_country_of_the_list_has_an_entry():
    world = load_world()
    for code in ("KZ", "KG", "TJ", "TM", "UZ", "US", "GB", "CN", "RU", "AF", "GE", "TR", "TD", "JO"):
        country = world.country(code)
        assert country is not None
        assert country.kind == "country"
        assert country.lat is not None
    assert world.country("ZZ") is None
    assert world.division("US.TX").name == "Texas"
    assert world.division("US.ZZ") is None


def test_the_file_is_small_enough_to_ship():
    assert len((files("jarchi.read") / "gazetteers" / "world.bin").read_bytes()) < 12_000_000


def test_another_file_is_refused():
    with pytest.raises(ValueError, match="jarchi gazetteer"):
        World(b'{"magic":"other"}\n')


def test_the_file_opens_at_once():
    """A new process opens the gazetteer and finds a place in under 0.3 s beside its imports."""
    code = (
        "import time; from jarchi.read.gazetteer_file import load_world; begun = time.process_time();"
        " load_world().find('almaty'); print(time.process_time() - begun)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.3


def test_every_form_of_the_lexicon_has_its_place():
    """A form whose place is not in the gazetteer is left out in silence, so a list of none would pass unseen."""
    forms = [form for forms in words_of("en").listed.values() for form in forms]
    written = {form.tokens[0] for form in forms if len(form.tokens) == 1}
    assert {"Kazakh", "American", "Scottish", "Chechen", "Ohioan", "Londoner", "UK", "BC"} <= written
    assert len(forms) > 500
    assert not words_of("xx").is_known


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_key_or_none(text):
    load_world().find(key_of(text.split()))
