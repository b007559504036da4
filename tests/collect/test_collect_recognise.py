"""What somebody asks to collect from, told by looking."""

from __future__ import annotations

from pathlib import Path

import pytest
from collect_site import Site

from jarchi.collect import CollectSettings, recognise
from jarchi.errors import FetchError, RefusedError, UsageError
from jarchi.records.inputs import Input

SETTINGS = CollectSettings(allow_private_addresses=True)
OPML = '<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/><outline xmlUrl="https://b.example/f"/></body></opml>'


def test_addresses_are_looked_at(site: Site) -> None:
    feed = site.feed("/feed", ["/1"])
    page = site.article("/1")
    sitemap = site.on("/map.xml", f"<urlset><url><loc>{page}</loc></url></urlset>", kind="text/xml")
    json_feed = site.on(
        "/f.json", '{"version": "https://jsonfeed.org/version/1", "items": []}', kind="application/json"
    )
    listed = site.on("/list", OPML, kind="text/xml")
    assert recognise(feed, SETTINGS, source="x:daily") == [Input("feed", feed, "x:daily")]
    assert recognise(json_feed, SETTINGS) == [Input("feed", json_feed)]
    assert recognise(page, SETTINGS) == [Input("page", page)]
    assert recognise(sitemap, SETTINGS) == [Input("sitemap", sitemap)]
    assert recognise(listed, SETTINGS) == [Input("feed", "https://a.example/f"), Input("feed", "https://b.example/f")]


@pytest.mark.parametrize(
    "start",
    [
        b"<rss>",
        b'\xef\xbb\xbf\n<?xml version="1.0"?>\n<?xml-stylesheet href="/s.xsl"?><!-- by\nhand --><rss version="2.0">',
        b'<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/">',
    ],
    ids=["bare", "with a style and a comment", "RDF"],
)
def test_a_feed_that_is_sent_as_a_page_is_a_feed(site: Site, start: bytes) -> None:
    item = b"<channel><item><title>One</title><link>/1</link></item></channel>"
    feed = site.on("/odd", start + item, kind="text/html; charset=utf-8")
    assert recognise(feed, SETTINGS) == [Input("feed", feed)]


def test_a_page_about_feeds_is_a_page(site: Site) -> None:
    page = site.on("/about", "<html><body><p>A feed begins with &lt;rss&gt;: <rss></body></html>", kind="text/html")
    assert recognise(page, SETTINGS) == [Input("page", page)]


def test_a_front_page_stands_for_the_feed_that_it_names(site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.article("/", head=link)
    page = site.article("/1", head=link)
    assert recognise(site.url, SETTINGS) == [Input("feed", site.url + "/feed")]
    assert recognise(page, SETTINGS) == [Input("page", page)]


def test_files_folders_and_lists(tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(OPML)
    assert recognise(str(tmp_path)) == [Input("files", str(tmp_path))]
    assert [one.location for one in recognise(str(tmp_path / "list.opml"))] == [
        "https://a.example/f",
        "https://b.example/f",
    ]


@pytest.mark.parametrize("location", ["/no/such/file", "ftp://a.example/", "file:///etc/passwd", "http://"])
def test_what_is_neither_is_refused(location: str) -> None:
    with pytest.raises(UsageError):
        recognise(location)


def test_what_cannot_be_had_says_so(site: Site) -> None:
    with pytest.raises(FetchError) as caught:
        recognise(site.url + "/gone", SETTINGS)
    assert caught.value.kind == "http-404"
    with pytest.raises(RefusedError):
        recognise(site.url + "/")
    with pytest.raises(FetchError):
        recognise(site.on("/a.pdf", b"%PDF", kind="application/pdf"), SETTINGS)


def test_bad_opml_files_are_refused(tmp_path: Path) -> None:
    for body in ("<opml/>", "<rss/>", ""):
        (tmp_path / "x.opml").write_text(body)
        with pytest.raises(UsageError):
            recognise(str(tmp_path / "x.opml"))
