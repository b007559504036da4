"""Open data: one walk, many formats, every row with a passage that opens, and nothing in its place before all hold."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_shelf import EVERYTHING, REGION, Shelf, claim, contents, replaced, report, spans
from test_publish_site import HOSTILE, busy_shelf

from jarchi.collect.opml import read_opml
from jarchi.errors import PublishError, UsageError
from jarchi.publish import PublishSettings
from jarchi.publish.exports import Wanted, export, formats
from jarchi.publish.exports.bridge import alpha3, bridge, quad, quad_class, way
from jarchi.publish.exports.drafts import ASIDE, Drafts
from jarchi.publish.exports.fields import fields_of
from jarchi.publish.exports.tables import TABLES
from jarchi.publish.exports.walk import walk
from jarchi.publish.exports.writers.csv_tables import safe, words_of
from jarchi.publish.extras import need
from jarchi.publish.ports import ALWAYS
from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import Event, EventType, Figure, Participant, PlaceMention
from jarchi.records.sources import Source

TEXT = (
    "Upland sent 40 divers \U0001f30a to Rivertown on Monday, and -2 is the depth. "
    "Minister Ada Brook said that Lowland had attacked a village. =1+1 is what the builders denied."
)


def shelf() -> Shelf:
    """Give a few stories: one with all that can be read, those of the busy site, and a text with a hostile name."""
    claims = [
        claim(TEXT, "Minister Ada Brook", "said", "Lowland had attacked a village", speaker="official"),
        claim(TEXT, "the builders", "denied", "=1+1 is what", polarity="denied"),
    ]
    upland, lowland = (spans(TEXT, name)[0] for name in ("Upland", "Lowland"))
    events = [
        Event(
            spans(TEXT, "sent"),
            "AID",
            actors=(Participant(upland, None, "KZ", state=True),),
            recipients=(Participant(lowland, "two-rivers:minister", "CN"),),
            date="2023-06-19/2023-06-20",
            place=77,
        ),
        Event(spans(TEXT, "attacked"), "ASSAULT", "firearms", actors=(Participant(lowland),)),
    ]
    figures = [
        Figure(spans(TEXT, "40")[0], 40, what=spans(TEXT, "divers")[0], unit="people"),
        Figure(spans(TEXT, "-2")[0], -2.5, bound="~"),
    ]
    piece = report("main", TEXT, claims=claims, events=events, figures=figures, title="=HYPERLINK(1)", story="s0")
    place = PlaceMention(spans(TEXT, "Rivertown")[0], 77, "Rivertown", "AA", 41.123456789, 69.5, "city")
    piece = replaced(piece, reading=replaced(piece.reading, places=(*piece.reading.places, place)))
    return Shelf(piece, *busy_shelf().pieces())


def write(folder: Path, *names: str, address: str = "", of: Shelf | None = None, **wanted: object):
    settings = PublishSettings(title="Crier", address=address)
    return export(of or shelf(), REGION, settings, Wanted(names=names, **wanted), folder)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {piece.revision.sha256: piece.revision.text for piece in shelf().pieces()}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_every_format_writes_the_files_it_names(data):
    named = {name for format in formats().values() for name in format.files}
    assert {path.name for path in data.iterdir()} == named
    assert list(formats()) == sorted(formats())


def test_every_row_that_states_something_carries_its_passage(data, texts):
    for name in ("stories", "claims", "figures", "events", "cameo"):
        rows = [row for row in table(data, name) if name != "stories" or row["quote"]]
        assert rows
        for row in rows:
            text = texts[row["revision"]]
            assert hashlib.sha256(text.encode()).hexdigest() == row["revision"]
            assert text[int(row["start"]) : int(row["end"])] == words_of(row["quote"])
            assert row["url"] or row["article"]


def test_what_is_said_stays_with_who_says_it(data):
    (attack,) = [row for row in table(data, "events") if row["type"] == "ASSAULT" and row["mode"]]
    assert attack["said_by"] == "Minister Ada Brook"
    assert attack["claim"] in {row["claim"] for row in table(data, "claims")}
    (denied,) = [row for row in table(data, "claims") if row["polarity"] == "denied" and row["story"] == "s0"]
    assert (denied["said_by"], words_of(denied["content"])) == ("the builders", "=1+1 is what")
    assert denied["content"].startswith("'=")
    at = TEXT.index("the builders")
    assert denied["spans"] == f"source {at}-{at + 12}; cue {at + 13}-{at + 19}; content {at - 13}-{at - 1}"


def test_a_lead_that_is_denied_says_so(tmp_path):
    text = "Upland closed the bridge, the ministry said."
    told = report("one", text, claims=[claim(text, "the ministry", "said", "Upland closed the bridge")])

    class Denied(Shelf):
        def standings(self, articles):
            return {id: replaced(one, status="denied") for id, one in super().standings(articles).items()}

    write(tmp_path, "csv", "timeline", of=Denied(told))
    (row,) = table(tmp_path, "stories")
    assert (row["said_by"], row["status"]) == ("the ministry", "denied")
    assert "denied by others" in (tmp_path / "timeline.json").read_text(encoding="utf-8")


def test_csv_is_rfc_4180(data):
    for one in TABLES:
        raw = (data / f"{one.name}.csv").read_bytes().decode("utf-8")
        assert raw.endswith("\r\n")
        rows = list(csv.reader(io.StringIO(raw, newline=""), strict=True))
        assert rows[0] == [field.name for field in fields_of(one.row)]
        assert {len(row) for row in rows} == {len(rows[0])}
        keys = [row[rows[0].index(one.key)] for row in rows[1:]]
        assert len(keys) == len(set(keys))


def test_no_cell_is_a_formula(data):
    for one in TABLES:
        numbers = {field.name for field in fields_of(one.row) if field.kind in {"integer", "number"}}
        for row in table(data, one.name):
            for name, value in row.items():
                assert name in numbers or not value.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert {row["value"] for row in table(data, "figures")} >= {"40", "-2.5"}


@given(st.text())
def test_words_come_back_from_their_cells(text):
    assert words_of(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


def test_the_package_says_what_lies_beside_it(data):
    package = json.loads((data / "datapackage.json").read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    known = {resource["name"]: resource for resource in package["resources"]}
    assert list(known) == [one.name for one in TABLES]
    for resource in known.values():
        raw = (data / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        rows = table(data, resource["name"])
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert fields == list(rows[0])
        for key in resource["schema"]["foreignKeys"]:
            there = {row[key["reference"]["fields"][0]] for row in table(data, key["reference"]["resource"])}
            assert {row[key["fields"][0]] for row in rows} <= there


def test_parquet_holds_what_csv_holds(data):
    parquet = pytest.importorskip("pyarrow.parquet")
    for one in TABLES:
        found = parquet.read_table(data / f"{one.name}.parquet")
        rows = table(data, one.name)
        assert found.num_rows == len(rows)
        assert found.column_names == list(rows[0])
        assert found.column(one.key).to_pylist() == [row[one.key] for row in rows]
    events = parquet.read_table(data / "events.parquet").to_pylist()
    (aid,) = [row for row in events if row["story"] == "s0" and row["type"] == "AID"]
    assert aid["actors"] == [{"name": "Upland", "actor": None, "country": "KZ", "state": True}]
    assert aid["moment"].isoformat() == "2023-06-20T08:00:00+00:00"


def test_plover_has_a_line_an_event(data):
    records = [json.loads(line) for line in (data / "events.plover.jsonl").read_bytes().splitlines()]
    assert {record["id"] for record in records} == {row["event"] for row in table(data, "events")}
    (aid,) = [record for record in records if record["story"] == "s0" and record["event_type"] == "AID"]
    assert aid["quad"] == "material cooperation"
    assert aid["actor"] == [{"name": "Upland", "id": None, "country": "KAZ", "state": True}]
    assert aid["recipient"][0]["id"] == "two-rivers:minister"
    assert (aid["location"]["name"], aid["location"]["feature"]) == ("Rivertown", "city")


def test_cameo_has_a_row_for_each_pair(data):
    (aid,) = [row for row in table(data, "cameo") if row["type"] == "AID" and row["source_code"]]
    assert (aid["source_code"], aid["target_code"], aid["root_code"], aid["quad_class"]) == ("KAZ", "CHN", "07", "2")
    (attack,) = [row for row in table(data, "cameo") if row["mode"] == "firearms"]
    assert (attack["root_code"], attack["is_close"], attack["target_name"]) == ("19", "false", "")


def test_the_bridge_knows_every_type_and_mode_that_is_read():
    for type in EventType.__args__:
        assert way(type, None).root in bridge().roots
        assert quad(type)
    modes = {(one.type, one.mode) for one in bridge().ways if one.mode}
    read = {(entry["type"], entry.get("mode")) for entry in load_lexicon("en", "events")["entry"]}
    assert modes <= read
    assert [quad_class(root) for root in ("01", "05", "06", "08", "09", "13", "14", "20")] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert [alpha3(code) for code in ("KZ", "KG", "TJ", "TM", "UZ", "CN", "RU", "AF", "??")] == [
        *("KAZ", "KGZ", "TJK", "TKM", "UZB", "CHN", "RUS", "AFG", "")
    ]


def test_geojson_puts_longitude_first(data):
    collection = json.loads((data / "events.geojson").read_bytes())
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [69.5, 41.123457]}
    assert feature["properties"]["precision"] == "city"
    assert feature["properties"]["quote"].startswith("Upland sent")


def test_the_timeline_has_a_slide_a_story_and_no_markup_from_outside(data):
    timeline = json.loads((data / "timeline.json").read_bytes())
    assert len(timeline["events"]) == len(table(data, "stories"))
    for slide in timeline["events"]:
        assert {"year", "month", "day"} == set(slide["start_date"])
        assert "<script" not in slide["text"]["text"] + slide["text"]["headline"]
    assert timeline["title"]["text"]["headline"] == "Crier: Two Rivers"


def test_annotations_select_the_exact_words(data, texts):
    collection = json.loads((data / "annotations.jsonld").read_bytes())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert (collection["total"], collection["type"]) == (len(items), "AnnotationCollection")
    rows = sum(len(table(data, name)) for name in ("claims", "figures", "events"))
    assert len({item["id"] for item in items}) == len(items) == rows
    for item in items:
        assert item["type"] == "Annotation"
        position, quote = item["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert item["target"]["source"].startswith("ni:///sha-256;")
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        found = [text for text in texts.values() if text[position["start"] : position["end"]] == quote["exact"]]
        assert any(around in text for text in found)


def test_annotations_of_a_site_point_into_it(tmp_path):
    write(tmp_path, "annotations", address="https://news.example/")
    item = json.loads((tmp_path / "annotations.jsonld").read_bytes())["first"]["items"][0]
    assert item["target"]["source"].startswith("https://news.example/texts/")
    assert item["id"].startswith("https://news.example/annotations/")


def test_entities_name_public_actors_alone(data):
    lines = [json.loads(line) for line in (data / "entities.ftm.json").read_bytes().splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    people = [line for line in lines if line["schema"] == "Person"]
    assert [person["properties"]["name"] for person in people] == [["Ada Brook"]]
    ids = {line["id"] for line in lines}
    for line in lines:
        for name in ("proof", "document", "entity", "involved"):
            assert set(line["properties"].get(name, [])) <= ids
    notes = [line["properties"]["name"][0] for line in lines if line["schema"] == "Note"]
    assert any(note.startswith("statement, affirmed, by Minister Ada Brook: ") for note in notes)


def test_opml_lists_what_can_be_added_again(tmp_path):
    feeds = ("https://wire.example/feed.xml?a=1&b=2", "https://wire.example/ru.rss")
    source = Source("wire", HOSTILE, "agency", "AA", languages=("en",), feeds=feeds, homepage="https://wire.example/")
    write(tmp_path, "opml", of=Shelf(report("one", "A bridge fell in Upland.", source=source)))
    assert read_opml((tmp_path / "sources.opml").read_bytes()) == list(feeds)


def test_a_period_and_a_lens_leave_the_rest_out(tmp_path):
    write(tmp_path / "none", "csv", bounds=("2024", "2025"), first="2024-01-01", last="2024-12-31")
    assert table(tmp_path / "none", "stories") == []
    write(tmp_path / "some", "csv", lens=replaced(EVERYTHING, events=("AID",)))
    assert {row["story"] for row in table(tmp_path / "some", "stories")} == {"s0", "s1"}


def test_two_runs_write_the_same_bytes_and_the_second_nothing(data, tmp_path):
    assert write(tmp_path).changed == len(contents(data))
    assert contents(tmp_path) == contents(data)
    assert write(tmp_path).changed == 0


def test_rows_whose_text_is_not_the_hashed_one_are_withheld(tmp_path):
    (good,) = [piece for piece in shelf().pieces() if piece.membership.story == "s0"]
    bad = replaced(good, revision=replaced(good.revision, sha256="0" * 64))
    summary = write(tmp_path, "csv", of=Shelf(bad))
    assert summary.withheld == 6
    assert table(tmp_path, "claims") == table(tmp_path, "events") == []


def test_nothing_is_in_its_place_before_everything_is_whole(tmp_path, data):
    class Broken(Shelf):
        def dossiers(self, first, last):
            yield from list(super().dossiers(first, last))[:2]
            raise KeyboardInterrupt

    write(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, of=Broken(*busy_shelf().pieces()))
    assert contents(tmp_path) == before == contents(data)


def test_what_a_kill_left_aside_is_swept(tmp_path):
    (tmp_path / ASIDE).mkdir()
    (tmp_path / ASIDE / "old").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    with Drafts(tmp_path) as drafts:
        drafts.open("a.txt").write(b"a")
    assert contents(tmp_path) == {"a.txt": b"a", "mine.txt": b"mine"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(PublishError, match="data cannot be written"):
        write(tmp_path / "data")


def test_stories_are_walked_one_by_one():
    asked = []

    class Watched(Shelf):
        def dossiers(self, first, last):
            for dossier in super().dossiers(first, last):
                asked.append(dossier.story)
                yield dossier

    rows = walk(Watched(*shelf().pieces()), REGION, PublishSettings(), ALWAYS)
    next(rows)
    assert asked == ["s0"]


def test_a_format_that_there_is_not_and_an_extra_that_is_missing_are_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="There is no format 'xls'; there are annotations, csv"):
        write(tmp_path, "xls")
    with pytest.raises(UsageError, match=r"needs no_such; install it with: pip install 'jarchi\[parquet\]'"):
        need("no_such", "parquet", "The format parquet")
    monkeypatch.setitem(formats(), "parquet", replaced(formats()["parquet"], module="no_such"))
    with pytest.raises(UsageError, match="pip install"):
        write(tmp_path, "parquet")
    assert write(tmp_path).lacking == ("parquet",)
