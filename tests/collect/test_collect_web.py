"""Feeds, sitemaps and pages through the door, against a real server: what comes, what is asked, what is remembered."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from collect_site import PARAGRAPHS, Handler, Ledger, Site

from jarchi.records.inputs import Input
from jarchi.records.sources import Source

LONG = "The envoys agreed on a new bridge over the river and on its cost. " * 8


@pytest.fixture
def other() -> Iterator[Site]:
    """Give a second site; its address by name is another host than the first one's by number."""
    site = Site()
    yield site
    site.close()


def feed(url: str, source: str | None = None) -> Input:
    return Input("feed", url, source)


def test_a_feed_brings_its_pages(site: Site, ledger: Ledger) -> None:
    """A haul a page, in the feed's order, then the feed's own visit; the source is made up from the host."""
    site.article("/1", "First talks")
    site.article("/2", "Second talks")
    url = site.feed("/feed", ["/1", "/2"], ETag='"f1"')
    hauls = ledger.run(feed(url))
    assert [len(haul.documents) for haul in hauls] == [1, 1, 0]
    first = ledger.documents[0]
    assert (first.title, first.url, first.published) == ("First talks", site.url + "/1", "2024-05-06T10:00:00+05:00")
    assert first.text.startswith("Delegation number 1 met the minister")
    assert first.source == "host:127.0.0.1"
    assert [source.reason for haul in hauls for source in haul.sources] == ["not graded yet"]
    assert (hauls[-1].visits[0].url, hauls[-1].visits[0].etag) == (url, '"f1"')
    assert all(visit.input == feed(url).id for haul in hauls for visit in haul.visits)


def test_a_feed_of_a_known_source_keeps_it(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    ledger.run(feed(site.feed("/feed", ["/1"]), "central-asia:daily"))
    assert ledger.documents[0].source == "central-asia:daily"
    assert not any(haul.sources for haul in ledger.hauls)


def test_known_pages_are_not_asked_again(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url))
    site.requests.clear()
    ledger.run(feed(url))
    assert (site.asked(), ledger.documents, ledger.unchanged) == (["/feed"], [], 1)


def test_an_unchanged_feed_answers_304(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    url = site.feed("/feed", ["/1"], ETag='"f1"')
    ledger.run(feed(url))
    site.on("/feed", status=304)
    ledger.run(feed(url))
    assert site.headers[-1]["if-none-match"] == '"f1"'
    assert (ledger.documents, ledger.unchanged, ledger.codes) == ([], 1, [])
    assert ledger.visits[url].etag == '"f1"'


def test_a_page_is_looked_at_a_second_time_once(site: Site, ledger: Ledger) -> None:
    """A day later the feed is asked in full, so that it names the page, and the page conditionally, once."""
    site.when("/1", lambda handler: handler.give(f"<article>{PARAGRAPHS}</article>", ETag='"p1"'))
    url = site.feed("/feed", ["/1"], ETag='"f1"')
    ledger.run(feed(url))
    ledger.later(days=1, minutes=1)
    site.on("/1", status=304)
    site.requests.clear()
    ledger.run(feed(url))
    assert site.asked() == ["/feed", "/1"]
    assert "if-none-match" not in site.headers[-2]
    assert site.headers[-1]["if-none-match"] == '"p1"'
    assert ledger.unchanged == 1
    ledger.later(days=1, minutes=1)
    site.requests.clear()
    ledger.run(feed(url))
    assert site.asked() == ["/feed"]
    assert site.headers[-1]["if-none-match"] == '"f1"'


def test_a_silent_edit_is_found(site: Site, ledger: Ledger) -> None:
    site.article("/1", "Before")
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url))
    ledger.later(days=1, minutes=1)
    site.article("/1", "After")
    ledger.run(feed(url))
    assert [document.title for document in ledger.documents] == ["After"]


def test_a_page_whose_stamp_changed_is_asked_again(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url))
    site.feed("/feed", ["/1"], "Mon, 06 May 2024 11:30:00 +0500")
    ledger.run(feed(url))
    assert len(ledger.documents) == 1


def test_a_page_that_fails_is_an_issue_and_the_rest_goes_on(site: Site, ledger: Ledger) -> None:
    site.article("/2")
    url = site.feed("/feed", ["/1", "/2"])
    ledger.run(feed(url))
    assert (len(ledger.documents), ledger.codes) == (1, ["http-404"])
    assert (ledger.issues[0].subject, ledger.issues[0].outcome) == (site.url + "/1", "failed")
    visit = ledger.visits[site.url + "/1"]
    assert (visit.failures, visit.due) == (1, "2024-05-06T12:15:00Z")
    site.requests.clear()
    ledger.run(feed(url))
    assert site.asked() == ["/feed"], "it is left alone until it is due"
    ledger.later(minutes=16)
    site.article("/1")
    ledger.run(feed(url))
    assert (len(ledger.documents), ledger.visits[site.url + "/1"].failures) == (1, 0)


def test_a_server_error_is_tried_once_more_at_the_end(site: Site, ledger: Ledger) -> None:
    tries: list[int] = []

    def second_time(handler: Handler) -> None:
        tries.append(1)
        handler.give(f"<article>{PARAGRAPHS}</article>" if len(tries) == 2 else "oh", 200 if len(tries) == 2 else 500)

    site.when("/1", second_time)
    site.article("/2")
    ledger.run(feed(site.feed("/feed", ["/1", "/2"])))
    assert site.asked() == ["/feed", "/1", "/2", "/1"]
    assert (len(ledger.documents), ledger.codes) == (2, [])


def test_a_feed_in_full_stands_in_for_its_page(site: Site, ledger: Ledger) -> None:
    """The page is gone, the feed carries the article; a summary of a line does not do."""
    items = "".join(
        f"<item><title>Bridge</title><link>/{n}</link><description>{text}</description></item>"
        for n, text in ((1, f"&lt;p&gt;{LONG}&lt;/p&gt;"), (2, "Only a line."))
    )
    url = site.on("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', kind="application/rss+xml")
    ledger.run(feed(url))
    assert [document.text for document in ledger.documents] == [LONG.strip()]
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("feed-text", "note"), ("http-404", "failed")]


def test_a_page_without_article_is_set_aside(site: Site, ledger: Ledger) -> None:
    site.on("/1", "<html><body><p>Menu</p></body></html>")
    ledger.run(feed(site.feed("/feed", ["/1"])))
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("no-text", "set aside")]
    assert ledger.visits[site.url + "/1"].outcome == "ok"


def test_robots_are_asked_once_and_kept_to(site: Site, ledger: Ledger) -> None:
    site.on("/robots.txt", "User-agent: *\nDisallow: /secret\n", kind="text/plain")
    site.article("/secret/1")
    site.article("/2")
    ledger.run(feed(site.feed("/feed", ["/secret/1", "/2"])))
    assert site.requests == ["/robots.txt", "/feed", "/2"]
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("robots", "set aside")]


def test_robots_for_us_by_name_win(site: Site, ledger: Ledger) -> None:
    site.on("/robots.txt", "User-agent: jarchi\nDisallow: /\n\nUser-agent: *\nAllow: /\n", kind="text/plain")
    ledger.run(feed(site.feed("/feed", ["/1"])))
    assert (site.requests, ledger.codes) == (["/robots.txt"], ["robots"])


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_without_robots_for_now_is_left_alone(site: Site, ledger: Ledger, status: int) -> None:
    site.on("/robots.txt", "later", status=status, Retry_After="3600")
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url))
    assert (site.asked(), ledger.codes) == ([], ["robots-unavailable"])
    due = "2024-05-06T12:15:00Z" if status == 500 else "2024-05-06T13:00:00Z"
    assert ledger.visits[url].due == due


def test_a_redirect_into_what_robots_forbid_is_refused(site: Site, ledger: Ledger) -> None:
    site.on("/robots.txt", "User-agent: *\nDisallow: /secret\n", kind="text/plain")
    site.on("/1", status=302, Location="/secret")
    ledger.run(feed(site.feed("/feed", ["/1"])))
    assert (ledger.codes, "/secret" in site.requests) == (["robots"], False)


def test_the_pause_between_requests_is_kept(site: Site, ledger: Ledger) -> None:
    """Our own pause, or a longer Crawl-delay."""
    site.article("/1")
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url), delay=2.0)
    assert ledger.slept == [2.0]
    site.on("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", kind="text/plain")
    ledger.visits.clear()
    ledger.run(feed(url), delay=2.0)
    assert ledger.slept == [2.0, 7.0]


def test_a_host_that_wants_very_long_pauses_is_asked_once_a_run(site: Site, ledger: Ledger) -> None:
    site.on("/robots.txt", "User-agent: *\nCrawl-delay: 600\n", kind="text/plain")
    for number in (1, 2):
        site.article(f"/{number}")
    url = site.feed("/feed", ["/1", "/2"])
    ledger.run(feed(url))
    assert (site.asked(), ledger.codes) == (["/feed"], ["postponed"])
    ledger.later(minutes=11)
    site.feed("/feed", ["/1", "/2"])
    ledger.run(Input("page", site.url + "/1"))
    assert len(ledger.documents) == 1


def test_429_leaves_the_host_for_the_next_run(site: Site, ledger: Ledger) -> None:
    """The page that met it is an issue; the others are counted in one, and are asked when the time has come."""
    site.on("/1", "slow down", status=429, Retry_After="600")
    for number in (2, 3):
        site.article(f"/{number}")
    url = site.feed("/feed", ["/1", "/2", "/3"], ETag='"f1"')
    hauls = ledger.run(feed(url))
    assert site.asked() == ["/feed", "/1"]
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("http-429", "failed"), ("postponed", "note")]
    assert hauls[-1].visits[0].url == url
    assert {ledger.visits[f"{site.url}/{n}"].due for n in (1, 2, 3)} == {"2024-05-06T12:10:00Z"}
    ledger.run(feed(url))
    assert site.asked() == ["/feed", "/1", "/feed"]
    ledger.later(minutes=11)
    site.article("/1")
    site.requests.clear()
    ledger.run(feed(url))
    assert "if-none-match" not in site.headers[-4]
    assert (site.asked(), len(ledger.documents)) == (["/feed", "/1", "/2", "/3"], 3)


def test_retry_after_may_be_a_date(site: Site, ledger: Ledger) -> None:
    url = site.on("/feed", "later", status=503, Retry_After="Mon, 06 May 2024 13:30:00 GMT")
    ledger.run(feed(url))
    assert ledger.visits[url].due == "2024-05-06T13:30:00Z"
    ledger.run(feed(url))
    assert (site.asked(), ledger.codes) == (["/feed"], ["waiting"])


def test_a_failing_host_is_left_alone_after_a_while(site: Site, ledger: Ledger) -> None:
    paths = [f"/{number}" for number in range(10)]
    for path in paths:
        site.when(path, lambda handler: handler.raw(b""))
    ledger.run(feed(site.feed("/feed", paths)))
    assert len(site.asked()) == 1 + 3
    assert ledger.codes == ["connection", "postponed"]


def test_hosts_take_turns(site: Site, other: Site, ledger: Ledger) -> None:
    """A long feed of one host does not hold another's back, and the order depends on the answers alone."""
    order: list[str] = []
    for one, mark in ((site, "a"), (other, "b")):
        for number in range(3):
            text = f"<article>{PARAGRAPHS}</article>"
            one.when(f"/{number}", lambda h, m=f"{mark}{number}", t=text: (order.append(m), h.give(t)))  # type: ignore[misc]
    urls = [site.feed("/feed", ["/0", "/1", "/2"]), other.feed("/feed", [f"{other.other}/{n}" for n in range(3)])]
    ledger.run(feed(urls[0]), feed(urls[1].replace("127.0.0.1", "localhost")), delay=1.0)
    assert order == ["a0", "b0", "a1", "b1", "a2", "b2"]


def test_a_slow_host_does_not_stop_the_others(site: Site, other: Site, ledger: Ledger) -> None:
    import time  # noqa: PLC0415

    site.when("/feed", lambda handler: time.sleep(1.0))
    other.article("/1")
    good = other.feed("/feed", ["/1"]).replace("127.0.0.1", "localhost")
    ledger.run(feed(site.url + "/feed"), feed(good), read_timeout=0.2)
    assert (len(ledger.documents), ledger.codes) == (1, ["timeout"])


def test_a_redirect_gives_the_article_its_last_address(site: Site, ledger: Ledger) -> None:
    site.on("/out?id=1", status=302, Location="/news/1?utm_source=feed")
    canonical = f'<link rel="canonical" href="{site.url}/news/1">'
    site.article("/news/1?utm_source=feed", head=canonical)
    ledger.run(feed(site.feed("/feed", ["/out?id=1"])))
    assert ledger.documents[0].url == site.url + "/news/1"


@pytest.mark.parametrize("canonical", ["https://trusted.example/news/1", "/", "/other", "javascript:alert(1)"])
def test_a_page_cannot_pose_as_another(site: Site, ledger: Ledger, canonical: str) -> None:
    site.article("/news/1", head=f'<link rel="canonical" href="{canonical}">')
    ledger.run(Input("page", site.url + "/news/1"))
    assert ledger.documents[0].url == site.url + "/news/1"


def test_a_page_that_leads_to_the_front_page_is_gone(site: Site, ledger: Ledger) -> None:
    site.on("/old", status=301, Location="/")
    site.article("/")
    ledger.run(Input("page", site.url + "/old"))
    assert (ledger.documents, ledger.codes) == ([], ["redirected-home"])


def test_a_page_is_asked_conditionally_each_run(site: Site, ledger: Ledger) -> None:
    url = site.on("/news", f"<article>{PARAGRAPHS}</article>", Last_Modified="Mon, 06 May 2024 09:00:00 GMT")
    ledger.run(Input("page", url))
    site.on("/news", status=304)
    ledger.run(Input("page", url))
    assert site.headers[-1]["if-modified-since"] == "Mon, 06 May 2024 09:00:00 GMT"
    assert (ledger.documents, ledger.unchanged) == ([], 1)


def test_plain_text_pages_are_read(site: Site, ledger: Ledger) -> None:
    url = site.on("/news.txt", "A bridge opens\n\n" + LONG, kind="text/plain; charset=utf-8")
    ledger.run(Input("page", url))
    assert (ledger.documents[0].title, ledger.documents[0].text) == ("A bridge opens", LONG.strip())


def test_a_wrong_charset_is_survived(site: Site, ledger: Ledger) -> None:
    """The server claims Latin-1; the page is in Windows-1251."""
    text = "".join(f"<p>Делегация номер {n} встретилась с министром и говорила о торговле.</p>" for n in range(5))
    url = site.on("/1", f"<article>{text}</article>".encode("cp1251"), kind="text/html; charset=iso-8859-1")
    ledger.run(Input("page", url))
    assert ledger.documents[0].text.startswith("Делегация номер 0 встретилась")
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("charset", "note")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html><body>please log in</body></html>", "not-a-feed"),
        (b"", "not-a-feed"),
        (b"\x00\x01\x02" * 1000, "not-a-feed"),
        (b'{"items": "no"}', "not-a-feed"),
        (b"{" * 100_000, "not-a-feed"),
    ],
)
def test_what_is_no_feed_is_an_issue(site: Site, ledger: Ledger, body: bytes, code: str) -> None:
    url = site.on("/feed", body, kind="application/rss+xml")
    ledger.run(feed(url))
    assert (ledger.codes, ledger.visits[url].failures) == ([code], 1)


def test_a_broken_feed_gives_what_could_be_read(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    body = "<rss version='2.0'><channel><item><title>A & B</title><link>/1</link></item><item><title>cut"
    ledger.run(feed(site.on("/feed", body, kind="application/rss+xml")))
    assert len(ledger.documents) == 1
    assert set(ledger.codes) == {"broken", "no-address"}


def test_a_feed_of_a_thousand_entries(site: Site, ledger: Ledger) -> None:
    """All are taken account of: asked, or left for the next run, which then asks the feed in full."""
    page = f"<article>{PARAGRAPHS}</article>"
    for number in range(1000):
        site.on(f"/{number}", page)
    url = site.feed("/feed", [f"/{number}" for number in range(1000)], ETag='"f1"')
    ledger.run(feed(url), max_items=60)
    assert (len(ledger.documents), ledger.codes) == (60, ["too-many"])
    ledger.run(feed(url), max_items=60)
    assert (len(ledger.documents), ledger.unchanged) == (60, 60)


def test_a_page_named_twice_is_asked_once(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    one, two = site.feed("/feed", ["/1", "/1#top"]), site.feed("/other", ["/1"])
    ledger.run(feed(one), feed(two), feed(one))
    assert (sorted(site.asked()), ledger.unchanged) == (["/1", "/feed", "/other"], 1)


def test_json_feeds_with_and_without_pages(site: Site, ledger: Ledger) -> None:
    site.article("/1", "Talks")
    items = [{"id": "1", "url": "/1"}, {"id": "note 2", "title": "Bridge", "content_text": LONG}, {"id": "3"}, "junk"]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "D", "items": items})
    url = site.on("/feed.json", body, kind="application/feed+json")
    ledger.run(feed(url))
    assert {document.title: document.url for document in ledger.documents} == {
        "Talks": site.url + "/1",
        "Bridge": f"{url}#note%202",
    }
    assert ledger.codes == ["no-address"]
    ledger.run(feed(url))
    assert (ledger.documents, ledger.unchanged) == ([], 2)


def test_sitemaps_indexes_and_packed_ones(site: Site, ledger: Ledger) -> None:
    site.article("/1")
    site.article("/2")
    start = '<?xml version="1.0"?>'
    urls = "".join(
        f"<url><loc>{site.url}/{n}</loc><lastmod>2024-05-0{n}T10:00:00+06:00</lastmod></url>" for n in (1, 2)
    )
    site.on("/news.xml.gz", gzip.compress(f"{start}<urlset>{urls}</urlset>".encode()), kind="application/gzip")
    index = f"{start}<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap></sitemapindex>"
    url = site.on("/index.xml", index, kind="application/xml", ETag='"i1"')
    hauls = ledger.run(Input("sitemap", url))
    assert [document.url for document in ledger.documents] == [site.url + "/2", site.url + "/1"], "newest first"
    assert [visit.url for haul in hauls[-2:] for visit in haul.visits] == [site.url + "/news.xml.gz", url]
    ledger.run(Input("sitemap", url))
    assert (ledger.documents, ledger.unchanged) == ([], 2)


def test_a_sitemap_bomb_or_circle_ends(site: Site, ledger: Ledger) -> None:
    bomb = site.on("/bomb.xml.gz", gzip.compress(b"<urlset>" + b" " * 20_000_000), kind="application/gzip")
    circle = site.on("/circle.xml", f"<sitemapindex><sitemap><loc>{site.url}/circle.xml</loc></sitemap></sitemapindex>")
    ledger.run(Input("sitemap", bomb), Input("sitemap", circle), max_listing_bytes=1_000_000)
    assert ledger.codes == ["too-large"]
    assert site.asked() == ["/bomb.xml.gz", "/circle.xml"]


def test_private_addresses_in_a_feed_are_refused(site: Site, ledger: Ledger) -> None:
    """With the guard on, even the feed itself is refused here, for it is on this machine."""
    url = site.feed("/feed", ["/1"])
    ledger.run(feed(url), allow_private_addresses=False)
    assert (site.requests, ledger.codes) == ([], ["private-address"])


def test_an_input_that_is_no_address_is_an_issue(ledger: Ledger) -> None:
    ledger.run(feed("file:///etc/passwd"), Input("page", "news"))
    assert ledger.codes == ["bad-address", "bad-address"]


def test_known_sources_are_found_by_host(site: Site) -> None:
    ledger = Ledger(Source("x:local", "Local", domains=("127.0.0.1",)))
    site.article("/1")
    ledger.run(Input("page", site.url + "/1"))
    assert ledger.documents[0].source == "x:local"


def test_the_same_answers_give_the_same_hauls(site: Site) -> None:
    for number in range(3):
        site.article(f"/{number}")
    url = site.feed("/feed", ["/0", "/1", "/9", "/2"])
    one, two = Ledger(), Ledger()
    assert one.run(feed(url), delay=1.0) == two.run(feed(url), delay=1.0)


def test_stopping_between_two_hauls_loses_nothing(site: Site) -> None:
    """Whatever was stored, the next run brings the rest: the feed's visit comes last."""
    for number in range(4):
        site.article(f"/{number}", f"Talks {number}")
    url = site.feed("/feed", [f"/{number}" for number in range(4)], ETag='"f1"')
    whole = {document.id for haul in Ledger().run(feed(url)) for document in haul.documents}
    for stop in range(5):
        ledger = Ledger()
        ledger.run(feed(url))
        kept = ledger.hauls[:stop]
        again = Ledger()
        again.visits = {visit.url: visit for haul in kept for visit in haul.visits}
        again.run(feed(url))
        ids = {document.id for haul in kept for document in haul.documents}
        assert ids | {document.id for document in again.documents} == whole
