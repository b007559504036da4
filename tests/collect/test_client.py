"""The HTTP client against a server that misbehaves."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib

import brotli
import pytest
from collect_site import Handler, Site

from jarchi.collect import CollectSettings
from jarchi.collect.client import BusyError, Client, Response
from jarchi.errors import CollectError, FetchError, RefusedError, TooLargeError
from jarchi.records.inputs import Visit

SETTINGS = CollectSettings(
    allow_private_addresses=True, connect_timeout=0.5, read_timeout=0.3, total_timeout=0.5, max_bytes=100_000
)


def get(url: str, settings: CollectSettings = SETTINGS, visit: Visit | None = None) -> Response:
    with Client(settings) as client:
        return client.get(url, "page", visit=visit)


def code_of(url: str, kind: type[CollectError] = CollectError) -> str:
    with pytest.raises(kind) as caught:
        get(url)
    assert caught.value.subject == url
    return caught.value.kind


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("identity", bytes)],
)
def test_compressed_answers_are_unpacked(site: Site, coding: str, pack) -> None:  # type: ignore[no-untyped-def]
    url = site.on("/", pack(b"<p>hello</p>"), Content_Encoding=coding)
    assert get(url).content == b"<p>hello</p>"


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_stopped_at_the_limit(site: Site, coding: str, pack) -> None:  # type: ignore[no-untyped-def]
    """20 MB that travel as a few kilobytes."""
    url = site.on("/", pack(b"a" * 20_000_000), Content_Encoding=coding)
    assert code_of(url, TooLargeError) == "too-large"


def test_an_unknown_or_broken_coding_is_an_error(site: Site) -> None:
    assert code_of(site.on("/zstd", b"x", Content_Encoding="zstd")) == "encoding"
    assert code_of(site.on("/lies", b"no gzip at all", Content_Encoding="gzip")) == "encoding"
    assert code_of(site.on("/tower", b"x", Content_Encoding=", ".join(["gzip"] * 9))) == "encoding"


def test_large_answers_are_stopped(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"a" * 65536)

    assert code_of(site.on("/declared", b"a" * 100_001), TooLargeError) == "too-large"
    assert code_of(site.when("/endless", endless), TooLargeError) == "too-large"


def test_a_silent_server_times_out(site: Site) -> None:
    begun = time.monotonic()
    assert code_of(site.when("/", lambda handler: time.sleep(1.0)), FetchError) == "timeout"
    assert time.monotonic() - begun < 0.8


def test_a_dripping_server_meets_the_deadline(site: Site) -> None:
    """A byte now and then renews the read timeout; the deadline counts."""

    def drip(handler: Handler, start: bytes) -> None:
        handler.raw(start)
        for _ in range(30):
            handler.raw(b"a")
            time.sleep(0.1)

    body, head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "
    for path, start in (("/body", body), ("/head", head)):
        begun = time.monotonic()
        assert code_of(site.when(path, lambda handler, start=start: drip(handler, start))) == "timeout"
        assert time.monotonic() - begun < 1.2


def test_a_truncated_body_is_an_error(site: Site) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    short = start + b"Content-Length: 1000\r\n\r\n<p>hel"
    chunked = start + b"Transfer-Encoding: chunked\r\n\r\n64\r\n<p>hel"
    assert code_of(site.when("/short", lambda handler: handler.raw(short))) == "truncated"
    assert code_of(site.when("/chunked", lambda handler: handler.raw(chunked))) == "truncated"


def test_a_reset_or_closed_connection_is_an_error(site: Site) -> None:
    def reset(handler: Handler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
        handler.connection.close()

    assert code_of(site.when("/reset", reset)) == "connection"
    assert code_of(site.when("/closed", lambda handler: handler.raw(b""))) == "connection"


def test_a_server_that_is_not_there_or_does_not_speak_tls(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert code_of(f"http://127.0.0.1:{port}/") == "connection"
    assert code_of(site.url.replace("http:", "https:") + "/") == "tls"


def test_nonsense_is_a_protocol_error(site: Site) -> None:
    assert code_of(site.when("/", lambda handler: handler.raw(b"\x00\xff rubbish\r\n\r\n"))) == "protocol"


def test_huge_headers_are_refused(site: Site) -> None:
    many = {f"X-{number}": "a" * 1000 for number in range(80)}
    assert code_of(site.on("/many", "x", **many), TooLargeError) == "too-large"
    long = b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000
    assert code_of(site.when("/long", lambda handler: handler.raw(long)), TooLargeError) == "too-large"


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.article("/end")
    url = site.on("/start", status=301, Location="/middle")
    site.on("/middle", status=307, Location="end")
    assert get(url).url == site.url + "/end"


def test_redirect_loops_end(site: Site) -> None:
    site.on("/a", status=302, Location="/b")
    site.on("/b", status=302, Location="/a")
    assert code_of(site.url + "/a") == "redirect-loop"
    assert len(site.requests) == 2
    for number in range(20):
        site.on(f"/{number}", status=302, Location=f"/{number + 1}")
    assert code_of(site.url + "/0") == "redirect-loop"
    assert len(site.requests) == 2 + 1 + SETTINGS.max_redirects


def test_each_redirect_is_checked_before_it_is_asked(site: Site) -> None:
    url = site.on("/start", status=302, Location="/secret")
    seen: list[str] = []

    def check(target: str) -> None:
        seen.append(target)
        if target.endswith("/secret"):
            raise RefusedError("no", code="robots")

    with Client(SETTINGS) as client, pytest.raises(RefusedError) as caught:
        client.get(url, "page", check=check)
    assert (caught.value.kind, caught.value.subject, site.requests) == ("robots", url, ["/start"])
    assert seen == [url, site.url + "/secret"]


def test_conditional_requests_carry_validators(site: Site) -> None:
    url = site.on("/", status=304, ETag='"v1"')
    visit = Visit(url, "2024-05-06T00:00:00Z", etag='"v1"', last_modified="Mon, 06 May 2024 00:00:00 GMT")
    answer = get(url, visit=visit)
    assert (answer.status, answer.content) == (304, b"")
    assert site.headers[0]["if-none-match"] == '"v1"'
    assert site.headers[0]["if-modified-since"] == "Mon, 06 May 2024 00:00:00 GMT"
    assert answer.visit(url, "2024-05-07T00:00:00Z", last=visit).last_modified == visit.last_modified


def test_a_304_that_nobody_asked_for_is_an_error(site: Site) -> None:
    assert code_of(site.on("/", status=304)) == "http-304"


def test_validators_that_cannot_be_sent_back_are_forgotten(site: Site) -> None:
    answer = b'HTTP/1.1 200 OK\r\nETag: "' + b"a" * 300 + b'"\r\nLast-Modified: \xcf\xed\r\n\r\nx'
    url = site.when("/", lambda handler: handler.raw(answer))
    assert (get(url).etag, get(url).last_modified) == (None, None)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 500, 502])
def test_other_answers_are_errors_by_number(site: Site, status: int) -> None:
    assert code_of(site.on("/", "no", status=status), FetchError) == f"http-{status}"


@pytest.mark.parametrize("status", [429, 503])
def test_busy_servers_say_when_to_come_back(site: Site, status: int) -> None:
    url = site.on("/", "later", status=status, Retry_After="120")
    with pytest.raises(BusyError) as caught:
        get(url)
    assert (caught.value.kind, caught.value.after) == (f"http-{status}", "120")


def test_only_pages_are_taken_for_pages(site: Site) -> None:
    assert code_of(site.on("/a.pdf", b"%PDF", kind="application/pdf")) == "content-type"
    assert code_of(site.on("/a.jpg", b"\xff\xd8", kind="image/jpeg")) == "content-type"
    assert get(site.on("/none", "<p>hello</p>", kind="")).content == b"<p>hello</p>"


def test_we_say_who_we_are_and_keep_no_cookies(site: Site) -> None:
    url = site.on("/", "x", Set_Cookie="id=1")
    with Client(SETTINGS) as client:
        client.get(url, "page")
        client.get(url, "page")
    assert site.headers[1]["user-agent"] == SETTINGS.user_agent
    assert "cookie" not in site.headers[1]


@pytest.mark.parametrize(
    "url", ["", "news", "http://", "http://[bad", "http://a b/", "http://x:99999/", "http://\ud800/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert code_of(url, RefusedError) == "bad-address"


def test_charset_and_type_are_read_leniently(site: Site) -> None:
    url = site.on("/", "x", kind='TEXT/HTML;Charset="Windows-1251";;')
    answer = get(url)
    assert (answer.content_type, answer.charset) == ("text/html", "Windows-1251")
