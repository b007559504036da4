"""Dates, charsets, addresses, markup, feeds, sitemaps, OPML, robots, sources: bytes and words in, values out."""

from __future__ import annotations

import gzip
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.collect.addresses import host_of, is_web, join, normalise, same_page
from jarchi.collect.charsets import decode
from jarchi.collect.feeds import read_feed
from jarchi.collect.markup import plain_text
from jarchi.collect.moments import has_zone, read_moment
from jarchi.collect.opml import read_opml
from jarchi.collect.robots import read_robots, robots_url
from jarchi.collect.sitemaps import read_sitemap
from jarchi.collect.sources import SourceBook
from jarchi.collect.unpack import GzipStream, gunzip
from jarchi.errors import FetchError, TooLargeError
from jarchi.records.sources import Source

BASE = "https://daily.example/feed"

MOMENTS = {
    "RFC 5322": ("Mon, 06 May 2024 10:00:00 +0500", "2024-05-06T10:00:00+05:00"),
    "GMT": ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06T10:00:00+00:00"),
    "minus zero": ("Mon, 06 May 2024 10:00:00 -0000", "2024-05-06T10:00:00+00:00"),
    "Moscow": ("Mon, 06 May 2024 10:00:00 MSK", "2024-05-06T10:00:00+03:00"),
    "a zone that changed its meaning stays out": ("Mon, 06 May 2024 10:00:00 ALMT", "2024-05-06T10:00:00"),
    "no zone": ("Mon, 06 May 2024 10:00:00", "2024-05-06T10:00:00"),
    "ISO": ("2024-05-06T10:00:00+06:00", "2024-05-06T10:00:00+06:00"),
    "ISO, Z": ("2024-05-06T10:00:00Z", "2024-05-06T10:00:00+00:00"),
    "ISO with fractions": ("2024-05-06T10:00:00.250Z", "2024-05-06T10:00:00.250000+00:00"),
    "ISO with spaces": ("2024-05-06 10:00:00 +0500", "2024-05-06T10:00:00+05:00"),
    "ISO and UTC": ("2024-05-06 10:00:00 UTC", "2024-05-06T10:00:00+00:00"),
    "a day": ("2024-05-06", "2024-05-06"),
    "dotted": ("06.05.2024 14:30", "2024-05-06T14:30:00"),
    "dotted day": ("6.5.2024", "2024-05-06"),
    "not a month": ("2024-05", None),
    "not a year": ("2024", None),
    "not .NET's zero": ("0001-01-01T00:00:00", None),
    "not Unix's zero": ("1970-01-01T00:00:00Z", None),
    "not the far future": ("9999-12-31", None),
    "no such day": ("2024-02-30", None),
    "words": ("yesterday", None),
    "nothing": ("", None),
    "very long": ("2024-05-06" + " " * 100 + "x", None),
}


@pytest.mark.parametrize(("raw", "expected"), MOMENTS.values(), ids=MOMENTS.keys())
def test_moments(raw: str, expected: str | None) -> None:
    assert read_moment(raw) == expected


@given(st.text(max_size=80))
def test_any_words_give_a_moment_or_none(raw: str) -> None:
    moment = read_moment(raw)
    assert moment is None or (read_moment(moment) == moment and has_zone(moment) in {True, False})


RUSSIAN = "Министры встретились в столице и говорили о воде."
CHARSETS = {
    "UTF-8 whatever is said": (RUSSIAN.encode(), "iso-8859-1", RUSSIAN, False),
    "as declared": (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, False),
    "KOI8 as declared": (RUSSIAN.encode("koi8-r"), "KOI8-R", RUSSIAN, False),
    "Latin-1 is no declaration": (RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN, True),
    "nothing declared": (RUSSIAN.encode("cp1251"), None, RUSSIAN, True),
    "KOI8 and nothing declared": (RUSSIAN.encode("koi8-r"), None, RUSSIAN, True),
    "an unknown one": (RUSSIAN.encode("cp1251"), "x-unknown", RUSSIAN, True),
    "the page knows better than a blanket Latin-1": (
        b'<meta charset="koi8-r">' + RUSSIAN.encode("koi8-r"),
        "latin1",
        '<meta charset="koi8-r">' + RUSSIAN,
        False,
    ),
    "a mark wins": (b"\xef\xbb\xbf" + RUSSIAN.encode(), "cp1251", RUSSIAN, False),
    "UTF-16 with a mark": (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), None, RUSSIAN, False),
    "one broken byte": ((RUSSIAN * 3).encode()[:-3] + b"\xff.", "utf-8", None, True),
    "French": ("Le président a été élu à Genève.".encode("latin-1"), None, "Le président a été élu à Genève.", True),
    "Chinese": ("外交部长会见了代表团。".encode("gb18030"), "gb2312", "外交部长会见了代表团。", False),
    "a codec that is no charset": (b"abc", "zlib", "abc", False),
}


@pytest.mark.parametrize(("data", "declared", "text", "noted"), CHARSETS.values(), ids=CHARSETS.keys())
def test_charsets(data: bytes, declared: str | None, text: str | None, noted: bool) -> None:
    decoded = decode(data, declared)
    assert bool(decoded.note) is noted
    if text is not None:
        assert decoded.text == text


@given(st.binary(max_size=300), st.text(max_size=20) | st.none())
def test_any_bytes_are_decoded(data: bytes, declared: str | None) -> None:
    decode(data, declared).text.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Daily.Example/A?b=C#d", "https://daily.example/A?b=C"),
        ("http://user:secret@daily.example:8080", "http://daily.example:8080/"),
        ("http://пример.рф/Путь", "http://пример.рф/Путь"),
    ],
)
def test_addresses_are_changed_as_little_as_can_be(url: str, expected: str) -> None:
    assert normalise(url) == expected


def test_links_are_resolved_or_refused() -> None:
    assert join(BASE, " /1#x ") == "https://daily.example/1"
    assert join(BASE, "//other.example/1") == "https://other.example/1"
    for link in (
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "http://[bad",
        "http://x/" + "a" * 3000,
    ):
        assert join(BASE, link) is None


@given(st.text(max_size=60))
def test_any_words_are_an_address_or_not(words: str) -> None:
    if is_web(words):
        assert normalise(normalise(words)) == normalise(words)
    host_of(words)
    join(BASE, words)


@pytest.mark.parametrize(
    ("url", "canonical", "same"),
    [
        ("http://www.a.example/1/?utm_source=x&id=3", "https://a.example/1?id=3", True),
        ("https://a.example/1?id=3", "https://a.example/1", False),
        ("https://a.example/1", "https://b.example/1", False),
        ("https://a.example/1/amp", "https://a.example/1", False),
    ],
)
def test_which_canonical_address_is_believed(url: str, canonical: str, same: bool) -> None:
    assert same_page(url, canonical) is same


def test_plain_text_keeps_words_and_breaks_blocks() -> None:
    markup = "<p>One &amp; <b>two</b>,<script>x()</script>\n three</p><ul><li>four<li>five</ul>six<br>seven"
    assert plain_text(markup) == "One & two, three\nfour\nfive\nsix\nseven"
    assert plain_text("a  < b") != ""
    assert plain_text("") == ""


def test_unpacking_is_bounded() -> None:
    packed = gzip.compress(b"a" * 1_000_000)
    assert len(gunzip(packed + packed, 3_000_000)) == 2_000_000
    with pytest.raises(TooLargeError):
        gunzip(packed + packed, 1_500_000)
    with pytest.raises(FetchError):
        gunzip(packed[:-20], 3_000_000)
    assert gunzip(b"plain", 10) == b"plain"


@given(st.binary(max_size=3000), st.integers(1, 5), st.integers(0, 200), st.integers(1, 500))
def test_streams_unpack_as_the_library_does_and_keep_what_came_before_a_cut(
    data: bytes, members: int, cut: int, size: int
) -> None:
    packed = gzip.compress(data) * members
    for end in (len(packed), max(0, len(packed) - cut)):
        stream = GzipStream(io.BytesIO(packed[:end]))
        whole = b"".join(iter(lambda: stream.read(size), b""))  # noqa: B023 - used at once
        assert (data * members).startswith(whole)
        assert bool(stream.broken) is (end % (len(packed) // members) != 0)
    assert whole == data * members or cut


def test_streams_that_are_not_packed_say_so() -> None:
    stream = GzipStream(io.BytesIO(b"plain text"))
    assert (stream.read(), bool(stream.broken)) == (b"", True)
    assert GzipStream(io.BytesIO(gzip.compress(b"a") + b"\0" * 5000)).read() == b"a"


# ---- feeds

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Daily</title>
<entry><id>urn:1</id><title type="html">A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; step</title>
<link rel="alternate" href="n/1"/><published>2024-05-06T10:00:00+05:00</published>
<updated>2024-05-06T12:00:00+05:00</updated><author><name>Somebody</name></author></entry></feed>"""


def test_atom_with_relative_links_and_both_dates() -> None:
    listing = read_feed(ATOM.encode(), BASE)
    assert listing is not None
    (entry,) = listing.entries
    assert (entry.url, entry.published) == ("https://daily.example/n/1", "2024-05-06T10:00:00+05:00")
    assert (entry.stamp, entry.title) == ("2024-05-06T12:00:00+05:00", "A <b>bold</b> step")
    assert "Somebody" not in repr(entry)


def rss(items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>D</title>{items}</channel></rss>'.encode()


def test_undated_stays_undated_but_has_a_stamp() -> None:
    one, two = (read_feed(rss(f"<item><title>{t}</title><link>/1</link></item>"), BASE) for t in ("A", "B"))
    assert one is not None
    assert two is not None
    assert one.entries[0].published is None
    assert one.entries[0].stamp != two.entries[0].stamp


def test_permanent_ids_and_proxied_links() -> None:
    listing = read_feed(
        rss(
            '<item><guid isPermaLink="true">https://daily.example/2</guid></item>'
            '<item xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><link>https://proxy.example/x</link>'
            "<feedburner:origLink>https://daily.example/3</feedburner:origLink></item>"
            "<item><guid>tag:4</guid></item>"
        ),
        BASE,
    )
    assert listing is not None
    assert [entry.url for entry in listing.entries] == ["https://daily.example/2", "https://daily.example/3"]
    assert listing.nameless == 1


def test_entity_bombs_and_outside_entities_are_not_expanded(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret"
    secret.write_text("hidden treasure")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}<!ENTITY e SYSTEM "file://{secret}">]>'
    item = "<item><title>&l9;&e;</title><link>/1</link></item>"
    begun = time.process_time()
    listing = read_feed(rss(item).replace(b"<rss", bomb.encode() + b"<rss"), BASE)
    assert time.process_time() - begun < 5
    assert "lollol" not in repr(listing)
    assert "treasure" not in repr(listing)


def test_a_feed_that_is_a_file_s_name_opens_no_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feed.xml"
    path.write_bytes(rss("<item><link>/1</link></item>"))
    assert read_feed(str(path).encode(), BASE) is None


HOSTILE = {
    "angle brackets": b"<" * 80_000,
    "items": b"<rss><channel>" + b"<item>" * 5_000,
    "nested": b"<rss>" + b"<a>" * 8_000,
    "nested in an item": b"<rss><channel><item><description>" + b"<b>" * 4_000,
    "unclosed CDATA": b"<rss><channel><item><title><![CDATA[" + b"x" * 100_000,
    "comments": b"<rss><channel><item><title>" + b"<!--" * 50_000,
    "ampersands": b"<rss><channel><item><title>" + b"&" * 60_000,
    "an endless attribute": b"<rss><channel><item><title a='" + b"x" * 500_000,
    "all bytes": bytes(range(256)) * 500,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_feeds_made_to_hurt(data: bytes) -> None:
    begun = time.process_time()
    read_feed(data, BASE)
    read_sitemap(data, BASE)
    read_opml(data)
    assert time.process_time() - begun < 4


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_listing_or_none(noise: bytes) -> None:
    for data in (
        noise,
        rss("<item><link>/1</link></item>")[:60] + noise,
        b'{"version":"https://jsonfeed.org/version/1"' + noise,
    ):
        read_feed(data, BASE)
        read_sitemap(data, BASE)
        read_opml(data)


@pytest.mark.parametrize("value", ["1", "null", "[]", '{"a": 1}', '"\\ud800"', '""', "true", '"http://[x"'])
def test_json_feeds_with_wrong_types(value: str) -> None:
    names = ("id", "url", "title", "content_html", "content_text", "date_published", "language")
    item = ",".join(f'"{name}": {value}' for name in names)
    body = f'{{"version": "https://jsonfeed.org/version/1", "title": {value}, "items": [{{{item}}}, {value}]}}'
    read_feed(body.encode(), BASE)


# ---- sitemaps and OPML

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> /old </loc><lastmod>2024-05-01</lastmod></url>
<url><loc>https://daily.example/new</loc><news:news><news:publication><news:name>Daily</news:name>
<news:language>kk</news:language></news:publication><news:publication_date>2024-05-06T10:00:00+05:00</news:publication_date>
<news:title>Talks</news:title></news:news></url><url><loc>mailto:x</loc></url></urlset>"""


def test_news_sitemaps() -> None:
    listing = read_sitemap(SITEMAP.encode(), BASE)
    assert listing is not None
    new, old = listing.entries
    assert (new.title, new.published, new.language) == ("Talks", "2024-05-06T10:00:00+05:00", "kk")
    assert (old.url, old.published, old.stamp) == ("https://daily.example/old", None, "2024-05-01")
    assert listing.nameless == 1


def test_broken_and_bombed_sitemaps() -> None:
    assert len(read_sitemap(SITEMAP.encode()[:-60], BASE).entries) == 2  # type: ignore[union-attr]
    bomb = b'<!DOCTYPE x [<!ENTITY a "https://daily.example/1"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    listing = read_sitemap(bomb + b"<urlset><url><loc>&a;</loc></url><url><loc>&f;</loc></url></urlset>", BASE)
    assert listing is not None
    assert (listing.entries, listing.nameless) == ((), 2)


def test_text_sitemaps() -> None:
    listing = read_sitemap(b"\xef\xbb\xbfhttps://daily.example/1\r\nhttps://daily.example/2\n", BASE)
    assert listing is not None
    assert len(listing.entries) == 2
    assert read_sitemap(b"just words", BASE) is None


def test_opml_gives_each_feed_once() -> None:
    outline = '<outline text="x" xmlUrl="https://a.example/feed"/>'
    data = f'<opml version="2.0"><body><outline text="Folder">{outline}</outline>{outline}'
    data += '<outline xmlurl="http://b.example/"/><outline xmlUrl="file:///etc/passwd"/><outline/></body></opml>'
    assert read_opml(data.encode()) == ["https://a.example/feed", "http://b.example/"]
    assert read_opml(b"<rss/>") is None


# ---- robots and sources

AGENT = "jarchi/0.1 (+https://jarchi.example)"


@pytest.mark.parametrize(
    ("robots", "allowed", "delay"),
    [
        (b"", True, 0.0),
        (b"User-agent: *\nDisallow: /", False, 0.0),
        (b"User-agent: *\nDisallow: /private\nCrawl-delay: 2.5", True, 2.5),
        (b"User-agent: *\nRequest-rate: 1/30", True, 30.0),
        (b"User-agent: jarchi\nDisallow:\n\nUser-agent: *\nDisallow: /", True, 0.0),
        (b"User-agent: *\nDisallow: /*?page=\nDisallow: /n/*/print$", True, 0.0),
        (b"User-agent: *\nCrawl-delay: many\nDisallow", True, 0.0),
        (b"User-agent: *\nCrawl-delay: -1\nCrawl-delay: inf", True, 0.0),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /n/", False, 0.0),
        (b"<html>not found</html>", True, 0.0),
        (b"\x00\xff" * 1000, True, 0.0),
    ],
)
def test_robots(robots: bytes, allowed: bool, delay: float) -> None:
    rules = read_robots(robots, AGENT)
    assert (rules.allow("https://daily.example/n/1"), rules.delay) == (allowed, delay)


@settings(deadline=None)
@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_robots_give_rules(noise: bytes, path: str) -> None:
    rules = read_robots(b"User-agent: *\nDisallow: " + noise, AGENT)
    rules.allow(f"https://daily.example/{path}")
    assert rules.delay >= 0


def test_hostile_robots_are_quick() -> None:
    data = b"User-agent: *\n" + b"Disallow: /" + b"a*" * 5_000 + b"\n" + b"Disallow: /x*y$\n" * 5_000
    begun = time.process_time()
    read_robots(data, AGENT).allow("https://daily.example/" + "a" * 1900)
    assert time.process_time() - begun < 2


def test_where_robots_are() -> None:
    assert robots_url("https://u:p@daily.example:8443/a/b?c") == "https://daily.example:8443/robots.txt"


KNOWN = (
    Source("x:daily", "The Daily", domains=("daily.example",)),
    Source("x:uz", "The Daily in Uzbek", domains=("uz.daily.example",)),
    Source("x:one", "Twin", domains=("twin.example",)),
    Source("x:two", "twin", domains=("twin.example",)),
)
ATTRIBUTIONS = {
    "by id": ("x:daily", None, "x:daily"),
    "by name, any case": ("THE DAILY", None, "x:daily"),
    "by domain": ("www.daily.example", None, "x:daily"),
    "by address": ("https://daily.example/about", None, "x:daily"),
    "by host": (None, "https://www.daily.example/1", "x:daily"),
    "by a part of a host": (None, "https://ru.daily.example/1", "x:daily"),
    "by the longest part": (None, "https://uz.daily.example/1", "x:uz"),
    "not by a host that only ends alike": (None, "https://notdaily.example/1", "host:notdaily.example"),
    "an unknown name on a known host": ("Our desk", "https://daily.example/1", "x:daily"),
    "an unknown name": ("Вечерние Новости!", "https://new.example/1", "named:вечерние-новости"),
    "an unknown host": (None, "https://www.New.example:8080/1", "host:new.example"),
    "two of one name": ("Twin", None, "named:twin"),
    "two of one host": (None, "https://twin.example/1", "host:twin.example"),
    "a file": (None, None, "local:news"),
}


@pytest.mark.parametrize(("name", "url", "expected"), ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
def test_attribution(name: str | None, url: str | None, expected: str) -> None:
    book = SourceBook(KNOWN)
    ident, made = book.attribute(name, url, "news")
    assert ident == expected
    assert (made is None) is expected.startswith("x:")
    if made is not None:
        assert (made.reliability, made.kind, made.reason) == ("F", "unknown", "not graded yet")
    assert book.attribute(name, url, "news") == (expected, None)


@given(st.text(max_size=300))
def test_any_name_makes_a_source(name: str) -> None:
    ident, _ = SourceBook().attribute(name, None, "news")
    assert len(ident) < 100
