"""HTML pages: title, text, date with its zone, language; and pages made to hurt."""

from __future__ import annotations

import json
import time

import pytest
from collect_site import PARAGRAPHS
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.collect.found import Fault, Found
from jarchi.collect.pages import read_page


def page(head: str = "", body: str = "", root: str = "<html>") -> Found:
    found = read_page(f"{root}<head>{head}</head><body><article>{body}{PARAGRAPHS}</article></body></html>".encode())
    assert isinstance(found, Found)
    return found


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


DATES = {
    "JSON-LD": (linked(datePublished="2024-05-06T10:00:00+05:00"), "2024-05-06T10:00:00+05:00"),
    "JSON-LD in a graph": (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
        '{"@type": ["Thing", "NewsArticle"], "datePublished": "2024-05-06T10:00:00Z"}]}</script>',
        "2024-05-06T10:00:00+00:00",
    ),
    "Open Graph": (meta("article:published_time", "2024-05-06T10:00:00+0500"), "2024-05-06T10:00:00+05:00"),
    "a zone wins over none": (
        linked(datePublished="2024-05-06") + meta("article:published_time", "2024-05-06T10:00:00+06:00"),
        "2024-05-06T10:00:00+06:00",
    ),
    "modified is not published": (meta("article:modified_time", "2024-05-07T10:00:00+05:00"), None),
    "no zone stays without": (meta("article:published_time", "2024-05-06 10:00"), "2024-05-06T10:00:00"),
    "broken JSON-LD is passed over": (
        '<script type="application/ld+json">{oops</script>' + meta("date", "2024-05-06"),
        "2024-05-06",
    ),
    "a JSON-LD too deep": ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
    "a stamp that stands for none": (meta("article:published_time", "1970-01-01T00:00:00Z"), None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("head", "expected"), DATES.values(), ids=DATES.keys())
def test_dates(head: str, expected: str | None) -> None:
    assert page(head).published == expected


def test_a_time_element_dates_a_page_that_says_nothing_else() -> None:
    assert page(body='<time datetime="2024-05-06T10:00:00+05:00">today</time>').published == "2024-05-06T10:00:00+05:00"


def test_a_time_element_lends_its_zone_to_the_same_day_only() -> None:
    head = meta("article:published_time", "2024-05-06")
    assert page(head, '<time datetime="2024-05-06T10:00:00+05:00">').published == "2024-05-06T10:00:00+05:00"
    assert page(head, '<time datetime="2019-01-01T10:00:00+05:00">').published == "2024-05-06"


def test_a_day_in_the_address_dates_a_page() -> None:
    data = f"<html><body><article>{PARAGRAPHS}</article></body></html>".encode()
    found = read_page(data, "https://daily.example/2024/05/06/talks.html")
    assert isinstance(found, Found)
    assert found.published == "2024-05-06"


TITLES = {
    "headline first": (linked(headline="From JSON-LD") + meta("og:title", "From Open Graph"), "", "From JSON-LD"),
    "then Open Graph": (meta("og:title", "From Open Graph") + "<title>Plain</title>", "", "From Open Graph"),
    "then the only heading": ("<title>Plain | Daily</title>", "<h1>The heading</h1>", "The heading"),
    "then the title": ("<title> Plain \n title </title>", "<h1>One</h1><h1>Two</h1>", "Plain title"),
    "none": ("", "", None),
}


@pytest.mark.parametrize(("head", "body", "expected"), TITLES.values(), ids=TITLES.keys())
def test_titles(head: str, body: str, expected: str | None) -> None:
    assert page(head, body).title == expected


def test_the_title_is_not_read_twice() -> None:
    found = page("<title>Talks in the capital</title>", "<h1>Talks in the capital</h1>")
    assert found.text.startswith("Delegation number 1")


@pytest.mark.parametrize(
    ("root", "head", "expected"),
    [
        ('<html lang="ru-RU">', "", "ru"),
        ('<html lang="uz-Cyrl-UZ">', "", "uz-Cyrl"),
        ("<html>", meta("og:locale", "kk_KZ"), "kk"),
        ('<html lang="">', "", None),
        ('<html lang="what is this">', "", None),
    ],
)
def test_declared_languages(root: str, head: str, expected: str | None) -> None:
    assert page(head, root=root).language == expected


def test_a_canonical_address_is_resolved() -> None:
    data = f'<html><head><link rel="canonical" href="/n/1#x"></head><body><article>{PARAGRAPHS}</article></body></html>'
    found = read_page(data.encode(), "https://Daily.example/n/1?utm_source=x")
    assert isinstance(found, Found)
    assert found.url == "https://daily.example/n/1"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_declared_charsets(charset: str) -> None:
    text = "<p>Министры встретились в столице и долго говорили о воде, торговле и границах.</p>"
    data = f'<html><head><meta charset="{charset}"></head><body><article>{text}</article></body></html>'.encode(charset)
    found = read_page(data)
    assert isinstance(found, Found)
    assert found.text.startswith("Министры встретились")


NO_ARTICLE = {
    "nothing": (b"", "empty"),
    "spaces": (b"  \n ", "empty"),
    "a menu": (b"<html><body><ul><li>Home</li></ul></body></html>", "no-text"),
    "a script": (b"<html><body><script>var a = 1;</script></body></html>", "no-text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "no-text"),
    "an entity bomb": (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body>&b;</body></html>',
        "no-text",
    ),
    "too many tags": (b"<html><body>" + b"<p>x" * 70_000, "too-complex"),
}


@pytest.mark.parametrize(("data", "code"), NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_what_holds_no_article(data: bytes, code: str) -> None:
    found = read_page(data)
    assert isinstance(found, Fault)
    assert found.code == code


HOSTILE = {
    "deep": "<div>" * 50_000 + PARAGRAPHS,
    "deep inline": "<p>" + "<b><i>" * 20_000 + "x",
    "one huge word": "<p>" + "w" * 1_000_000,
    "angle brackets": "<" * 50_000,
    "ampersands": "&" * 500_000,
    "lists": "<ul><li>x</ul>" * 3_000,
    "spaces": "<p>" + " " * 500_000 + "\u00a0" * 500_000 + "x",
    "unclosed comment": "<!--" + PARAGRAPHS,
    "controls": f"<p>{''.join(map(chr, range(32)))}</p>{PARAGRAPHS}",
    "right to left": f"<p>\u202e\u2067{PARAGRAPHS}</p>",
    "astral": "<p>" + "\U0001f30d " * 1000,
    "huge title": f"<title>{'- ' * 100_000}</title>{PARAGRAPHS}",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_pages_made_to_hurt(body: str) -> None:
    begun = time.process_time()
    read_page(f"<html><body><article>{body}</article></body></html>".encode())
    assert time.process_time() - begun < 4


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1251", "nonsense", "utf-7", "zlib", "idna"]))
def test_any_bytes_give_an_article_or_a_fault(noise: bytes, charset: str | None) -> None:
    read_page(noise, "http://a.example/", charset)
    read_page(b"<html><head>" + noise + f"</head><body>{PARAGRAPHS}".encode() + noise, "http://a.example/", charset)
