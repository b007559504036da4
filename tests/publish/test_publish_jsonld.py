"""JSON-LD in the pages: reports as NewsArticle, claims as Claim with who says them, nothing that ends the script."""

import json
import re
from pathlib import Path

import pytest
from publish_shelf import publish_to
from test_publish_site import HOSTILE, busy_shelf

from jarchi.publish.formats.jsonld import claim_node, script
from jarchi.records.bulletins import Line, Passage

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
ADDRESS = "https://news.example/"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    publish_to(folder, busy_shelf(), address=ADDRESS)
    return folder


def nodes(page: Path) -> list[dict]:
    (data,) = DATA.findall(page.read_text(encoding="utf-8"))
    found = json.loads(data)
    assert found["@context"] == "https://schema.org"
    return found["@graph"]


def test_stories_have_their_reports_and_claims(site):
    graph = nodes(site / "stories/s1.html")
    reports = [node for node in graph if node["@type"] == "NewsArticle"]
    assert len(reports) == 3
    for node in reports:
        assert (site / node["@id"].removeprefix(ADDRESS)).is_file()
        assert node["url"].startswith("https://")
        assert node["publisher"]["name"]
        assert node["headline"]
    assert [node["isBasedOn"]["@id"] for node in reports if "isBasedOn" in node] == [
        next(node["@id"] for node in reports if node["url"] == "https://wire.example/one")
    ]
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert claims
    for node in claims:
        assert node["creditText"].startswith(("said by", "denied by"))
        assert node["appearance"]["@id"] in {report["@id"] for report in reports}


def test_articles_stories_and_bulletins_have_data_and_no_page_judges(site):
    for name in ("articles/*.html", "stories/s?.html", "bulletins/*/*/index.html", "index.html"):
        pages = [page for page in site.glob(name) if "changes" not in page.name]
        assert pages
        assert all(map(nodes, pages))
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "ClaimReview" not in text
        assert "reviewRating" not in text


def test_nothing_in_the_data_ends_the_script(site):
    for page in site.rglob("*.html"):
        for data in DATA.findall(page.read_text(encoding="utf-8")):
            assert not set("<>&\u2028\u2029") & set(data)
    hostile = str(script([{"name": f"</script><!--{HOSTILE}\u2028"}]))
    assert hostile.count("</script>") == 1
    assert "<!--" not in hostile
    (data,) = DATA.findall(hostile)
    assert json.loads(data)["@graph"][0]["name"].startswith("</script><!--<script>")


def test_who_is_no_public_speaker_is_not_made_findable():
    passage = Passage("a", "https://x.example/", "0" * 64, "f", 0, 5, "quote")
    line = Line("She saw it, a neighbour said.", (passage,), said_by="a neighbour", speaker="witness")
    assert "creditText" not in claim_node(line, "")


def test_a_front_page_gathers_its_stories(site):
    collection, *claims = nodes(site / "index.html")
    assert collection["@type"] == "CollectionPage"
    assert collection["temporalCoverage"] == "2023-06-19/2023-06-25"
    assert all((site / part["@id"].removeprefix(ADDRESS)).is_file() for part in collection["hasPart"])
    assert {node["@type"] for node in claims} <= {"Claim"}
