"""What is exported, before the libraries of those who made the formats: FollowTheMoney's own, and Frictionless.

They stand in a group of their own (`uv run --group dev --group formats`), since one of them is built from source.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from running import jarchi

pytestmark = pytest.mark.formats


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    """Give what the sample's ledger exports, and a small one of hostile texts beside it."""
    folder = tmp_path_factory.mktemp("judged")
    for command in (("demo", folder / "demo"), ("export", "-w", folder / "demo", "--into", folder / "data")):
        done = jarchi(*command)
        assert done.returncode == 0, done.stderr.decode()
    return folder / "data"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    from test_publish_exports import write  # noqa: PLC0415  the fixtures of that module are not wanted here

    folder = tmp_path_factory.mktemp("hostile")
    write(folder)
    return folder


@pytest.mark.parametrize("kind", ["exported", "hostile"])
def test_frictionless_takes_the_package(kind, request):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(request.getfixturevalue(kind) / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])[:20]
    assert [task.name for task in report.tasks] == ["stories", "reports", "claims", "figures", "events", "cameo"]


@pytest.mark.parametrize("kind", ["exported", "hostile"])
def test_follow_the_money_takes_every_entity_and_every_value(kind, request):
    ftm = pytest.importorskip("followthemoney")
    counts: Counter[str] = Counter()
    for line in (request.getfixturevalue(kind) / "entities.ftm.json").read_bytes().splitlines():
        entity = json.loads(line)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate({"properties": entity["properties"]})
        for name, values in entity["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), (entity["schema"], name, values, proxy.get(name))
        counts[entity["schema"]] += 1
    assert {"Article", "Note", "Event", "Person", "Documentation"} <= set(counts)
