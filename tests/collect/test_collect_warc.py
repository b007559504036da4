"""WARC archives, whole, packed, cut short, and hostile."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from collect_site import PARAGRAPHS
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.collect.files import read_file
from jarchi.collect.found import Found
from jarchi.collect.warc import read_warc
from jarchi.records.issues import Issue

PAGE = f"<html><head><title>Talks</title></head><body><article>{PARAGRAPHS}</article></body></html>".encode()
DATED = PAGE.replace(b"<title>", b'<meta property="article:published_time" content="2024-05-06T10:00:00+05:00"><title>')


def record(url: str, payload: bytes, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + payload
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2023-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(data: bytes, limit: int = 1_000_000) -> tuple[list[Found], list[Issue]]:
    items = list(read_warc(io.BytesIO(data), "a.warc", limit))
    return [one for one in items if isinstance(one, Found)], [one for one in items if isinstance(one, Issue)]


def test_pages_are_read_and_the_archive_s_date_is_not_theirs() -> None:
    found, issues = read(record("http://a.example/1", PAGE) + record("http://a.example/2", DATED))
    assert [(one.url, one.title, one.published) for one in found] == [
        ("http://a.example/1", "Talks", None),
        ("http://a.example/2", "Talks", "2024-05-06T10:00:00+05:00"),
    ]
    assert issues == []


def test_what_is_no_page_is_counted() -> None:
    data = record("http://a.example/1", PAGE, status="404 Not Found")
    data += record("http://a.example/2.jpg", b"\xff\xd8", kind="image/jpeg") + record("http://a.example/3", PAGE)
    found, issues = read(data)
    assert (len(found), [issue.code for issue in issues]) == (1, ["no-page"])
    assert issues[0].message.startswith("2 of its answers")


def test_codings_are_undone() -> None:
    chunked = b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"
    data = record("http://a.example/1", gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")
    data += record("http://a.example/2", zlib.compress(PAGE), more="Content-Encoding: deflate\r\n")
    data += record("http://a.example/3", chunked, more="Transfer-Encoding: chunked\r\n")
    found, issues = read(data)
    assert ([one.title for one in found], issues) == (["Talks"] * 3, [])


def test_bombs_and_broken_codings_are_issues() -> None:
    data = record("http://a.example/1", gzip.compress(b"a" * 30_000_000), more="Content-Encoding: gzip\r\n")
    data += record("http://a.example/2", b"a" * 2_000_000)
    data += record("http://a.example/3", b"no gzip", more="Content-Encoding: gzip\r\n")
    data += record("http://a.example/4", PAGE)
    found, issues = read(data)
    assert [one.url for one in found] == ["http://a.example/4"]
    assert {issue.subject[-1]: issue.code for issue in issues} == {"1": "too-large", "2": "too-large", "3": "encoding"}


def test_an_archive_cut_short_keeps_what_was_read() -> None:
    one, two = record("http://a.example/1", PAGE), record("http://a.example/2", PAGE)
    found, issues = read(one + two[: len(two) // 2])
    assert ([page.url for page in found], [issue.code for issue in issues]) == (["http://a.example/1"], ["truncated"])


def test_a_packed_archive_cut_short_keeps_what_was_read() -> None:
    one, two = (gzip.compress(record(f"http://a.example/{n}", PAGE)) for n in (1, 2))
    items = list(read_file(io.BytesIO(one + two[: len(two) // 2]), "a.warc.gz", 1_000_000))
    assert [item.url for item in items if isinstance(item, Found)] == ["http://a.example/1"]
    assert "truncated" in {item.code for item in items if isinstance(item, Issue)}


@pytest.mark.parametrize("data", [b"garbage" * 100, b"WARC/1.1\r\n", b"\x00" * 10_000, b"WARC/1.0\r\n\r\n\r\n"])
def test_what_is_no_archive_is_an_issue(data: bytes) -> None:
    found, issues = read(data)
    assert found == []
    assert issues


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 2000))
def test_damage_never_crashes(noise: bytes, at: int) -> None:
    data = record("http://a.example/1", PAGE) * 2
    read(data[:at] + noise + data[at:])


def test_a_page_without_address_is_named_by_its_place() -> None:
    found, _ = read(record("", PAGE))
    assert (found[0].url, found[0].id) == (None, "0")
