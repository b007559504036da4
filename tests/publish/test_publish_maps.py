"""Maps: spots lie where their places do, labels lie in nobody's way, and a region without places has none."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_shelf import REGION, Shelf, publish_to, report

from jarchi.publish.maps import LETTER, LINE, WIDTH, Atlas, outlines
from jarchi.records.readings import PlaceMention
from jarchi.records.regions import Place
from jarchi.records.spans import Span
from jarchi.regions import load_region


def place(name, lon, lat, country="AA"):
    return Place(name, country, "city", lat=lat, lon=lon)


CORNERS = (place("Northwest", 60.0, 50.0), place("Southeast", 80.0, 40.0), place("Middle", 70.0, 45.0))
ATLAS = Atlas(msgspec.structs.replace(REGION, places=CORNERS))


def piece(*named, precision="city"):
    told = report("one", "A bridge fell in Upland on Monday.")
    mentions = tuple(PlaceMention(Span(0, 1), None, name, "AA", lat, lon, precision) for name, lon, lat in named)
    return msgspec.structs.replace(told, reading=msgspec.structs.replace(told.reading, places=mentions))


def test_a_spot_lies_where_its_place_does():
    drawn = ATLAS.map_of([piece(("Middle", 70.0, 45.0), ("Northwest", 60.0, 50.0), ("Faraway", 2.0, 48.0))])
    middle, corner = drawn.spots
    assert middle.x == pytest.approx(WIDTH / 2)
    assert middle.y == pytest.approx(drawn.height / 2, abs=1)
    assert (corner.x < middle.x / 4, corner.y < middle.y / 2) == (True, True)
    assert (drawn.inside, drawn.outside) == (("Middle", "Northwest"), ("Faraway",))


def test_a_place_that_more_reports_name_is_larger():
    one, two = piece(("Middle", 70.0, 45.0)), piece(("Middle", 70.0, 45.0), ("Southeast", 80.0, 40.0))
    assert [spot.radius for spot in ATLAS.map_of([one, two]).spots] == [5, 4]


@pytest.mark.parametrize(
    ("atlas", "pieces"),
    [
        (ATLAS, []),
        (ATLAS, [piece()]),
        (ATLAS, [piece(("Upland", 70.0, 45.0), precision="country")]),
        (ATLAS, [piece(("Faraway", 2.0, 48.0))]),
        (ATLAS, [piece(("Nowhere", None, None))]),
        (Atlas(REGION), [piece(("Middle", 70.0, 45.0))]),
    ],
    ids=["no report", "no place", "a country only", "all outside", "no coordinates", "a region without places"],
)
def test_without_a_spot_there_is_no_map(atlas, pieces):
    assert atlas.map_of(pieces) is None


@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=12), st.floats(60, 80), st.floats(40, 50)), min_size=1))
def test_labels_meet_no_label_and_no_other_spot(named):
    drawn = ATLAS.map_of([piece(*named)])
    boxes = []
    for spot in drawn.spots:
        assert 0 <= spot.x <= WIDTH
        assert 0 <= spot.y <= drawn.height
        if spot.label:
            long = len(spot.label.text) * LETTER
            left = spot.label.x - {"start": 0, "middle": long / 2, "end": long}[spot.label.anchor]
            top = spot.label.y - LINE * 0.72
            boxes.append((left, top, left + long, top + LINE))
    for number, one in enumerate(boxes):
        assert one[0] >= -0.1
        assert one[2] <= WIDTH + 0.1
        for other in boxes[:number]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert min(across, down) <= 0.2, (one, other)


def test_what_lies_below_stays_in_its_frame_and_closes():
    for atlas in (ATLAS, Atlas(load_region("central_asia"))):
        ground = atlas.ground()
        assert 3 < len(ground.paths) < 60
        assert sum(map(len, ground.paths)) < 60_000
        for path in ground.paths:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
            assert path.endswith("Z")
            assert all(-5 <= x <= WIDTH + 5 for x in numbers[::2])
            assert all(-5 <= y <= ground.height + 5 for y in numbers[1::2])


def test_the_names_of_the_flagship_region_stand_on_its_map():
    names = {label.text for label in Atlas(load_region("central_asia")).ground().labels}
    assert {"Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan", "China"} <= names


def test_outlines_are_on_the_globe():
    assert len(outlines()) > 500
    for ring in outlines():
        assert ring[0] == ring[-1]
        assert all(-180.1 <= lon <= 180.1 and -90.1 <= lat <= 90.1 for lon, lat in ring)


def test_a_place_cannot_break_out_of_the_page(tmp_path):
    hostile = '"><script>alert(1)</script>'
    region = msgspec.structs.replace(REGION, places=CORNERS)
    publish_to(tmp_path, Shelf(piece((hostile, 70.0, 45.0))), region=region)
    page = (tmp_path / "stories/s1.html").read_text()
    assert 'href="../static/map.svg"' in page
    assert "&#34;&gt;&lt;script&gt;" in page
    assert (tmp_path / "static/map.svg").read_text().startswith("<svg")
