"""WARC archives (ISO 28500, WARC 1.0 and 1.1) into articles: the pages that answered 200."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

import msgspec
from fastwarc import stream_io
from fastwarc.warc import ArchiveIterator, WarcRecordType

from jarchi.collect.addresses import is_web
from jarchi.collect.found import Fault, Found, failed, is_storable, noted, set_aside
from jarchi.collect.pages import read_page
from jarchi.collect.plain import read_plain
from jarchi.records.issues import Issue

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


def read_warc(stream: IO[bytes] | io.RawIOBase, subject: str, limit: int) -> Iterator[Found | Issue]:
    """Give the articles of an archive one by one, with an issue for each page that gives none.

    Only responses with status 200 and HTML or plain text are pages; how many others there were is one issue at the
    end. WARC-Date says when a page was fetched, not when it was published, and is not used. Holds one record at a
    time, of at most `limit` bytes unpacked; an archive that breaks off gives what came before.
    """
    others = pages = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, strict_mode=False):
            if not _is_page(record):
                others += 1
                continue
            pages += 1
            yield from _read_record(record, subject, limit)
    except OSError as error:
        yield failed(subject, "truncated", f"the archive is broken after {pages + others} answers: {error}")
    if others:
        yield set_aside(subject, "no-page", f"{others} of its answers are no page with status 200")
    elif not pages:
        yield set_aside(subject, "empty", "there is no answer of a server in it")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    return headers is not None and headers.status_code == 200 and kind in PAGES


def _read_record(record: Any, subject: str, limit: int) -> Iterator[Found | Issue]:
    url = str(record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    name = url if is_web(url) else f"{subject}@{record.stream_pos}"
    body = _body(record, limit)
    if isinstance(body, Fault):
        yield body.issue(name)
        return
    plain = (record.http_content_type or "").startswith("text/plain")
    found = read_plain(body, record.http_charset) if plain else read_page(body, url, record.http_charset)
    if isinstance(found, Fault):
        yield found.issue(name)
    elif not found.text or not is_storable(found.text):
        yield set_aside(name, "no-text", "there is no text in it")
    else:
        if found.note:
            yield noted(name, "charset", found.note)
        yield msgspec.structs.replace(found, url=url or None, id=str(record.stream_pos))


def _body(record: Any, limit: int) -> bytes | Fault:
    """Give the payload of a record as the server meant it: transfer and content coding undone."""
    length = int(record.content_length)
    raw: bytes = record.reader.read(limit + 1)
    if len(raw) < min(length, limit + 1):
        return Fault("truncated", f"the record ends after {len(raw)} of {length} bytes", "failed")
    headers = record.http_headers
    reader: Any = io.BytesIO(raw)
    try:
        if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
            reader = stream_io.ChunkedReader(reader)
        coding = (headers.get("Content-Encoding") or "").strip().lower()
        if coding in {"gzip", "x-gzip", "deflate"}:
            reader = stream_io.GzipReader(reader, zlib=coding == "deflate")
        elif coding == "br":
            reader = stream_io.BrotliReader(reader)
        body = bytes(reader.read(limit + 1))
    except (OSError, EOFError, ValueError) as error:
        return Fault("encoding", f"its body cannot be unpacked: {error}", "failed")
    if len(body) > limit:
        return Fault("too-large", f"it is longer than {limit} bytes", "failed")
    return body
