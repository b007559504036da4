"""`jarchi export`: the sample's data, a list of formats, and sources that another workspace takes back."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from jarchi.ledger import Ledger
from jarchi.records.inputs import Input
from running import jarchi


@pytest.fixture(scope="module")
def workspace(told, tmp_path_factory) -> Path:
    """Give a workspace of its own that collects from a feed and a page too."""
    folder = tmp_path_factory.mktemp("work") / "one"
    shutil.copytree(told, folder)
    with Ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}") as ledger:
        page, sitemap = Input("page", "https://page.example/"), Input("sitemap", "https://map.example/sitemap.xml")
        ledger.add_inputs([Input("feed", "https://feeds.example/a.xml?x=1&y=2"), page, sitemap])
    return folder


def test_the_data_of_a_workspace(workspace):
    done = jarchi("export", "-w", workspace)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith("export   1 stories, ")
    events = (workspace / "export/events.plover.jsonl").read_text(encoding="utf-8").splitlines()
    assert any(json.loads(line)["event_type"] == "CONSULT" for line in events)


def test_sources_come_back_by_add(workspace, tmp_path):
    assert jarchi("export", "opml", "--into", tmp_path, "-w", workspace).returncode == 0
    assert jarchi("init", tmp_path / "other").returncode == 0
    done = jarchi("add", tmp_path / "sources.opml", "-w", tmp_path / "other")
    assert done.returncode == 0, done.stderr.decode()
    with Ledger.open(f"sqlite:///{tmp_path / 'other/ledger.sqlite'}") as ledger:
        inputs = ledger.inputs()
    found = {entry.location for entry in inputs if entry.kind == "feed"}
    others = {(entry.kind, entry.location) for entry in inputs if entry.kind != "feed"}
    assert others == {("page", "https://page.example/"), ("sitemap", "https://map.example/sitemap.xml")}
    pack = tomllib.loads(pack_file().read_text(encoding="utf-8"))
    assert found == {"https://feeds.example/a.xml?x=1&y=2"} | {
        feed for source in pack["source"] for feed in source.get("feeds", ())
    }


def pack_file() -> Path:
    import jarchi.regions  # noqa: PLC0415

    return Path(jarchi.regions.__file__).parent / "central_asia/sources.toml"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("xls",), "There is no format 'xls'"),
        (("csv", "--lens", "nobody"), "There is no lens 'nobody'"),
        (("csv", "--from", "2024-05-02", "--to", "2024-05-01"), "An export runs forward"),
    ],
)
def test_what_cannot_be_is_one_sentence(workspace, arguments, sentence):
    done = jarchi("export", *arguments, "-w", workspace)
    assert done.returncode == 2
    assert sentence in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_the_list_needs_no_workspace(tmp_path):
    done = jarchi("export", "--list", folder=tmp_path)
    assert done.returncode == 0
    assert "parquet" in done.stdout.decode()
