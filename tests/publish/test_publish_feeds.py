"""Feeds: for everything, each country, lens, actor and story, in three kinds that readers of feeds take."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from publish_shelf import EVERYTHING, REGION, Shelf, contents, everybody, replaced, report, week
from test_publish_site import HOSTILE, busy_shelf

from jarchi.collect.opml import read_opml
from jarchi.publish import PublishSettings, publish
from jarchi.publish.formats.feeds import EVERYTHING as ALL
from jarchi.publish.formats.feeds import MOST, Entry, Newest
from jarchi.records.readings import Name
from jarchi.records.spans import Span

ADDRESS = "https://news.example/crier/"
OTHER = week(replaced(EVERYTHING, id="Other lens!", name="Other"))


def publish_at(site: Path, shelf: Shelf, address: str = ADDRESS) -> Path:
    settings = PublishSettings(title="Crier & co", address=address)
    publish(shelf, REGION, settings, (week(), OTHER), everybody, site)
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return publish_at(tmp_path_factory.mktemp("fed"), busy_shelf())


def bases(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)).removesuffix(".rss.xml") for path in site.rglob("*.rss.xml"))


def test_everything_each_country_lens_actor_and_story_has_a_feed_of_each_kind(site):
    found = bases(site)
    assert {"feed", "countries/aa.feed", "countries/bb.feed", "bulletins/everything/feed"} <= set(found)
    assert sum(base.startswith("bulletins/") for base in found) == 2
    assert [base for base in found if base.startswith("actors/")] == [
        next(base for base in found if base.startswith("actors/two-rivers-minister-"))
    ]
    assert sum(base.startswith("stories/") for base in found) == 5
    for base in found:
        assert (site / f"{base}.xml").is_file()
        assert (site / f"{base}.json").is_file()


def test_readers_of_feeds_take_every_atom_and_rss_feed(site):
    for base in bases(site):
        for suffix, version in ((".xml", "atom10"), (".rss.xml", "rss20")):
            read = feedparser.parse((site / (base + suffix)).read_bytes())
            assert not read.bozo, (base, read.get("bozo_exception"))
            assert read.version == version
            assert read.feed.title.startswith("Crier & co")
            assert read.feed.link.startswith(ADDRESS)
            own = [link.href for link in read.feed.links if link.rel == "self"]
            assert own == [ADDRESS + base + suffix]
            for entry in read.entries:
                assert entry.id.startswith("urn:uuid:")
                assert entry.title
                assert entry.updated_parsed if suffix == ".xml" else entry.published_parsed
                assert (site / urlsplit(entry.link).path.removeprefix("/crier/")).is_file()
            assert len({entry.id for entry in read.entries}) == len(read.entries)


def test_json_feeds_have_what_version_1_1_asks_for(site):
    for base in bases(site):
        feed = json.loads((site / f"{base}.json").read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert (feed["feed_url"], feed["home_page_url"][: len(ADDRESS)]) == (f"{ADDRESS}{base}.json", ADDRESS)
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["date_published"])
            assert all(isinstance(author["name"], str) for author in item.get("authors", []))
            assert (site / urlsplit(item["url"]).path.removeprefix("/crier/")).is_file()


def test_nothing_from_outside_becomes_markup_in_a_feed(site):
    story = json.loads((site / "stories/s2.feed.json").read_bytes())
    (item,) = story["items"]
    assert "<script" not in item["content_html"]
    assert "<img" not in item["content_html"]
    assert "external_url" not in item  # javascript: is no address
    read = feedparser.parse((site / "stories/s2.feed.xml").read_bytes(), sanitize_html=False)
    assert "<script" not in read.entries[0].content[0].value
    assert HOSTILE[:20] in read.entries[0].title.replace("&lt;", "<").replace("&gt;", ">")


def test_links_in_entries_open_the_passage(site):
    feed = json.loads((site / "feed.json").read_bytes())
    links = [link for item in feed["items"] for link in re.findall(r'(?:href|cite)="([^"]+)"', item["content_html"])]
    assert links
    for link in links:
        where = urlsplit(link)
        page = (site / where.path.removeprefix("/crier/")).read_text(encoding="utf-8")
        assert link.startswith(ADDRESS)
        assert not where.fragment or f'id="{where.fragment}"' in page


def test_without_an_address_links_start_from_the_feed_itself(tmp_path):
    publish_at(tmp_path, busy_shelf(), address="")
    for base in bases(tmp_path):
        feed = tmp_path / f"{base}.json"
        for item in json.loads(feed.read_bytes())["items"]:
            for link in [item["url"], *re.findall(r'href="([^"]+)"', item["content_html"])]:
                assert (feed.parent / link.partition("#")[0]).is_file()


def test_pages_name_their_feeds(site):
    for path in site.rglob("*.html"):
        links = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(links) >= 3
        assert {kind for kind, _ in links} == {
            "application/atom+xml",
            "application/rss+xml",
            "application/feed+json",
        }
        for _, href in links:
            assert (path.parent / href).is_file(), (path, href)
    story = (site / "stories/s1.html").read_text(encoding="utf-8")
    assert 'href="../stories/s1.feed.rss.xml"' in story
    (actor,) = [base for base in bases(site) if base.startswith("actors/")]
    assert f'href="../{actor}.xml"' in (site / f"{actor.removesuffix('.feed')}.html").read_text(encoding="utf-8")
    assert 'href="../countries/aa.feed.json"' in (site / "countries/aa.html").read_text(encoding="utf-8")


def test_the_list_of_feeds_can_be_added_to_a_reader(site):
    addresses = read_opml((site / "feeds.opml").read_bytes())
    page = (site / "feeds.html").read_text(encoding="utf-8")
    assert len(addresses) == len([base for base in bases(site) if not base.startswith("stories/")])
    for address in addresses:
        path = address.removeprefix(ADDRESS)
        assert (site / path).is_file()
        assert f'href="{path}"' in page


def test_a_feed_holds_the_newest_alone():
    newest = Newest()
    entries = [Entry(f"e{n:03}", "", "", f"2023-06-{1 + n % 28:02}T00:00:00Z", "", "") for n in range(90)]
    for entry in entries:
        newest.add(ALL, entry)
    ((_, kept),) = newest.shelves()
    assert list(kept) == sorted(entries, key=lambda entry: entry.order, reverse=True)[:MOST]


def test_a_language_of_the_data_stays_a_word(tmp_path):
    text = "A bridge fell in Upland on Monday, killing three people."
    odd = report("odd", text, language='x"><script>', names=[Name(Span(17, 23), "place", "nobody:known")])
    publish_at(tmp_path, Shelf(odd))
    for path in tmp_path.rglob("*.xml"):
        assert b"<script>" not in path.read_bytes()
        assert not feedparser.parse(path.read_bytes()).bozo


def test_two_runs_write_the_same_feeds(site, tmp_path):
    assert contents(publish_at(tmp_path, busy_shelf())) == contents(site)
