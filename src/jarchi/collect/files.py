"""Files and folders that somebody added, into hauls; what has not changed since the last run is not read again."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from jarchi.collect.batch import Batch, document_of
from jarchi.collect.found import Fault, Found, failed, noted, set_aside
from jarchi.collect.jsonl import read_json, read_jsonl
from jarchi.collect.moments import utc
from jarchi.collect.pages import read_page
from jarchi.collect.plain import read_markdown, read_plain
from jarchi.collect.run import Run
from jarchi.collect.unpack import PIECE, GzipStream
from jarchi.collect.warc import read_warc
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue

WHOLE = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".json")
STREAMED = (".jsonl", ".ndjson", ".warc")
CHUNK = 1 << 20
_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Listed(msgspec.Struct, frozen=True):
    """A file of an input: `name` is the input's name and the path below it, with `/`, and nothing of the machine."""

    name: str
    path: str


class FileCollector:
    """Reads one input of files. It follows no symbolic links and keeps no more than one article in memory."""

    def __init__(
        self,
        given: Input,
        name: str,
        run: Run,
    ) -> None:
        self._input = given
        self._name = name
        self._run = run
        self._batch = Batch(run.settings.batch)

    def hauls(self) -> Iterator[Haul]:
        """Give what the input holds, in the order of its names; a file's visit stands in its last haul."""
        for item in walk(self._input.location, self._name):
            if isinstance(item, Issue):
                self._batch.issues.append(item)
            else:
                yield from self._read(item)
            if self._batch.is_full:
                yield from self._take()
        yield from self._take()

    def _take(self) -> Iterator[Haul]:
        haul = self._batch.take()
        if haul is not None:
            yield haul

    def _read(self, listed: Listed) -> Iterator[Haul]:
        url = f"file:{listed.name}"
        last = self._run.memory.visit(url)
        try:
            with open_regular(listed.path) as stream:
                digest = _sha256(stream)
                if last is not None and last.outcome == "ok" and (last.stamp or "").partition(" ")[0] == digest:
                    self._batch.unchanged += max(1, _count(last.stamp))
                    return
                stream.seek(0)
                count = 0
                for item in read_file(stream, listed.name, self._run.settings.max_bytes):
                    count += self._add(item, listed)
                    if self._batch.is_full:
                        yield from self._take()
        except OSError as error:
            reason = f"it cannot be read: {error.strerror or error}"
            self._batch.issues.append(failed(listed.name, "unreadable", reason, source=self._input.source or ""))
            return
        visit = Visit(url=url, at=utc(self._run.now()), stamp=f"{digest} {count}", input=self._input.id)
        self._batch.visits.append(visit)

    def _add(self, item: Found | Issue, listed: Listed) -> int:
        """Add what was found, and give how many documents that was."""
        if isinstance(item, Issue):
            self._batch.issues.append(msgspec.structs.replace(item, source=self._input.source or ""))
            return 0
        name = f"file:{listed.name}" + (f"#{item.id}" if item.id else "")
        self._batch.add(*document_of(item, name, self._name, self._input, self._run.book))
        return 1


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _count(stamp: str | None) -> int:
    number = (stamp or "").partition(" ")[2]
    return int(number) if number.isdigit() else 1


def open_regular(path: str) -> IO[bytes]:
    """Open a regular file for reading, never a link, a pipe or a device; raises `OSError` for those."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    stream = os.fdopen(os.open(path, flags), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError("it is no regular file")
    return stream


def walk(location: str, name: str) -> Iterator[Listed | Issue]:
    """Give the files at and below `location`, sorted by name at each level, and an issue for all else.

    Hidden files and folders, links (which may lead anywhere, or in a circle) and what is no file are set aside.
    """
    root = Path(location)
    if not root.exists():
        yield failed(name, "not-found", "the file or folder is not there any more")
        return
    if not root.is_dir():
        yield from _sort_out(name, os.path.realpath(root), root.name)
        return
    waiting = [(name, str(root))]
    while waiting:
        folder_name, folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield failed(folder_name, "unreadable", f"the folder cannot be read: {error.strerror or error}")
            continue
        below: list[tuple[str, str]] = []
        for entry in entries:
            entry_name = f"{folder_name}/{_shown(entry.name)}"
            fault = _fault(entry)
            if fault is not None:
                yield fault.issue(entry_name)
            elif entry.is_dir(follow_symlinks=False):
                below.append((entry_name, entry.path))
            else:
                yield from _sort_out(entry_name, entry.path, entry.name)
        waiting.extend(reversed(below))


def _fault(entry: os.DirEntry[str]) -> Fault | None:
    if entry.name.startswith("."):
        return Fault("hidden", "it is hidden")
    if entry.is_symlink():
        return Fault("link", "it is a link, and links are not followed")
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return Fault("no-file", "it is neither a file nor a folder")
    return None


def _sort_out(name: str, path: str, filename: str) -> Iterator[Listed | Issue]:
    if _kind(filename):
        yield Listed(name, path)
    else:
        known = ", ".join(ending.lstrip(".") for ending in WHOLE + STREAMED)
        yield set_aside(name, "unknown-type", f"files of this type are not read; known are {known}, jsonl.gz, warc.gz")


def _shown(name: str) -> str:
    """Give a file's name as text; bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _kind(filename: str) -> str:
    """Give the known ending of a file's name, without `.gz`, or nothing."""
    lower = filename.lower()
    if lower.endswith(".gz"):
        return next((ending for ending in STREAMED if lower.endswith(f"{ending}.gz")), "")
    return next((ending for ending in WHOLE + STREAMED if lower.endswith(ending)), "")


def read_file(stream: IO[bytes], name: str, limit: int) -> Iterator[Found | Issue]:
    """Give what one file holds, told by the ending of its name; `limit` bounds one article, not the file."""
    kind = _kind(name)
    if not stream.read(1):
        yield set_aside(name, "empty", "the file is empty")
        return
    stream.seek(0)
    if kind in STREAMED:
        yield from _read_stream(stream, kind, name, limit)
        return
    data = stream.read(limit * 10 + 1 if kind == ".json" else limit + 1)
    if len(data) > limit * (10 if kind == ".json" else 1):
        advice = "; a list this long is read as JSON Lines" if kind == ".json" else ""
        yield failed(name, "too-large", f"the file is too large{advice}")
    elif kind == ".json":
        yield from read_json(data, name)
    else:
        yield from _read_whole(data, kind, name)


def _read_stream(stream: IO[bytes], kind: str, name: str, limit: int) -> Iterator[Found | Issue]:
    if not name.lower().endswith(".gz"):
        yield from (read_warc if kind == ".warc" else read_jsonl)(stream, name, limit)
        return
    unpacked = GzipStream(stream)
    if kind == ".warc":
        yield from read_warc(unpacked, name, limit)
    else:
        yield from read_jsonl(io.BufferedReader(unpacked, PIECE), name, limit)
    if unpacked.broken:
        yield failed(name, "truncated", f"the packed file is broken: {unpacked.broken}")


def _read_whole(data: bytes, kind: str, name: str) -> Iterator[Found | Issue]:
    if b"\x00" in data[:8192] and not data.startswith(_BOMS):
        yield set_aside(name, "binary", "it holds binary data")
        return
    if kind in {".txt", ".text"}:
        found: Found | Fault = read_plain(data)
    elif kind in {".md", ".markdown"}:
        found = read_markdown(data)
    else:
        found = read_page(data)
    if isinstance(found, Found) and not found.text:
        found = Fault("no-text", "there is no text in it")
    if isinstance(found, Fault):
        yield found.issue(name)
        return
    if found.note:
        yield noted(name, "charset", found.note)
    yield msgspec.structs.replace(found, text=found.text.replace("\x00", "\ufffd"))
