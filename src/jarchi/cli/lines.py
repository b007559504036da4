"""The machine interface: articles in, readings or links out, one JSON object a line.

Version 1 of the format in docs/reference/json.md. Texts are never altered: every span counts code points of `text`
as it came in. A line that cannot be read gives `{"id", "error": {"code", "message"}}` and the run goes on.
"""

from __future__ import annotations

import codecs
import functools
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import BinaryIO

import msgspec

from jarchi.engines import Processes, engine_for
from jarchi.errors import JarchiError, ReadError, UsageError
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.stateless import link_documents, read_document

ALWAYS = ("version", "id", "reader", "language", "published")
FIELDS = tuple(name for name in Reading.__struct_fields__ if name not in ALWAYS)

Answer = tuple[bytes, str | None]
"""An output line and, where the input line gave nothing, the sentence that says why."""


def read_lines(file: str, *, only: str | None = None, region: str = "central_asia", workers: int = 0) -> int:
    """Write a reading for each line of `file` ("-" is standard input); gives the exit code, 1 if any line failed."""
    answer = functools.partial(read_line, region, fields_of(only))
    engine = engine_for(workers)
    with _lines(file) as lines, closing(engine) if isinstance(engine, Processes) else nullcontext():
        return _write(engine.map(answer, lines))


def link_lines(file: str, *, region: str = "central_asia", at_once: bool = False) -> int:
    """Write story and copy for each line of `file`, given in order of publication; gives the exit code.

    Lines are written when nothing can change their stories any more, with `at_once` as they come.
    """
    with _lines(file) as lines:
        return _write(_links(lines, region, at_once))


def read_line(region: str, fields: tuple[str, ...] | None, line: bytes) -> Answer:
    """Give the output line for one input line of `jarchi read`, with all fields of a reading or only some."""
    outcome = read_document(region, parse_line(line), fields)
    if isinstance(outcome, ReadError):
        return _refusal(outcome)
    if fields is None:
        return msgspec.json.encode(outcome), None
    return msgspec.json.encode({name: getattr(outcome, name) for name in (*ALWAYS, *fields)}), None


def parse_line(line: bytes) -> Document | ReadError:
    """Give the document of one input line, or what is wrong with the line; the error's subject is the line's id."""
    try:
        return msgspec.json.decode(line, type=Document)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return ReadError(f"The line is not an article: {error}.", subject=_id_of(line), code="line")


def fields_of(only: str | None) -> tuple[str, ...] | None:
    """Give the fields of a reading that `--only` names; raises `UsageError` where there is no such field."""
    if only is None:
        return None
    wanted = {name.strip() for name in only.split(",") if name.strip()}
    if unknown := sorted(wanted - set(FIELDS)):
        raise UsageError(f"There is no field {unknown[0]!r} in a reading; --only takes {', '.join(FIELDS)}.")
    return tuple(name for name in FIELDS if name in wanted)


def _links(lines: Iterator[bytes], region: str, at_once: bool) -> Iterator[Answer]:
    for outcome in link_documents(map(parse_line, lines), region=region, marks_only=True, at_once=at_once):
        if isinstance(outcome, JarchiError):
            yield _refusal(outcome)
        else:
            found = outcome.membership
            line = {"version": 1, "id": found.article, "story": found.story, "copy_of": found.copy_of}
            yield msgspec.json.encode(line), None


def _refusal(error: JarchiError) -> Answer:
    told = {"code": error.kind, "message": error.message}
    return msgspec.json.encode({"id": error.subject or None, "error": told}), error.message


def _write(answers: Iterator[Answer]) -> int:
    failed = False
    for line, problem in answers:
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
        if problem is not None:
            failed = True
            sys.stderr.write(f"jarchi: {problem}\n")
    return int(failed)


@contextmanager
def _lines(file: str) -> Iterator[Iterator[bytes]]:
    if file == "-":
        yield _not_blank(sys.stdin.buffer)
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115 - closed below; an error in the body is not one of opening
    except OSError as error:
        raise UsageError(f"{file} cannot be opened: {error.strerror}.", subject=file) from error
    with stream:
        yield _not_blank(stream)


def _not_blank(stream: BinaryIO) -> Iterator[bytes]:
    for number, line in enumerate(iter(stream.readline, b"")):
        kept = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        if kept.strip():
            yield kept


def _id_of(line: bytes) -> str:
    try:
        id = msgspec.json.decode(line).get("id")
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError):
        return ""
    return id if isinstance(id, str) else ""
