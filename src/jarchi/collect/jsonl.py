"""JSON Lines and JSON into articles: the input format of `jarchi read`, a line an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from jarchi.collect.found import Found, clean_language, clean_title, failed, is_storable, noted, set_aside
from jarchi.collect.moments import read_moment
from jarchi.records.issues import Issue

MOST_SKIPPED = 20
"""A line this many times over the limit ends the file: a packed file could go on without end."""


def read_jsonl(stream: IO[bytes], subject: str, limit: int) -> Iterator[Found | Issue]:
    """Give the articles of JSON Lines one by one, and an issue naming file and line for each that is wrong.

    Holds one line at a time, of at most `limit` bytes.
    """
    for number, line in _lines(stream, limit):
        if line is None:
            yield failed(f"{subject}:{number}", "too-large", f"the line is longer than {limit} bytes")
        elif line.strip(b" \t\r\n\x00"):
            yield from read_article(line, f"{subject}:{number}", str(number))


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Give the lines with their numbers, None for one that is too long."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        yield number, None
        for _ in range(MOST_SKIPPED):
            if line.endswith(b"\n") or not (line := stream.readline(limit + 1)):
                break
        else:
            return


def read_json(data: bytes, subject: str) -> Iterator[Found | Issue]:
    """Give the article, or the list of articles, that a JSON file holds."""
    try:
        items = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=msgspec.Raw | list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield failed(subject, "bad-json", f"it is not JSON: {error}")
        return
    many = items if isinstance(items, list) else [items]
    for number, item in enumerate(many, start=1):
        name = f"{subject}:{number}" if len(many) > 1 else subject
        yield from read_article(bytes(item), name, str(number))


def read_article(line: bytes, subject: str, number: str) -> Iterator[Found | Issue]:
    """Give the article of one JSON object, after the notes on it, or the issue why there is none."""
    try:
        item = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield failed(subject, "bad-json", f"it is not JSON in UTF-8: {str(error)[:200]}")
        return
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        yield failed(subject, "bad-article", 'it is no object with a "text" that is a string')
        return
    if not item["text"].strip():
        yield set_aside(subject, "no-text", "its text is empty")
        return
    if not is_storable(item["text"]):
        yield failed(subject, "bad-text", "its text holds a NUL character or a lone surrogate")
        return
    found = _found(item, number)
    if item.get("published") and found.published is None:
        yield noted(subject, "bad-date", f"its date cannot be read: {str(item['published'])[:80]!r}; it stays undated")
    yield found


def _found(item: dict[str, Any], number: str) -> Found:
    ident = item.get("id")
    return Found(
        text=item["text"],
        title=clean_title(_text(item, "title")),
        url=_text(item, "url"),
        source=_text(item, "source"),
        published=read_moment(_text(item, "published")),
        language=clean_language(_text(item, "language")),
        id=str(ident) if isinstance(ident, str | int) and is_storable(str(ident)) and ident != "" else number,
    )


def _text(item: dict[str, Any], field: str) -> str | None:
    value = item.get(field)
    return value.strip() or None if isinstance(value, str) and is_storable(value) else None
