"""Reading and linking without a workspace: documents in, records out, nothing remembered."""

from __future__ import annotations

import functools
import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from jarchi.engines import Engine
from jarchi.errors import JarchiError, ReadError
from jarchi.link import Linker
from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.links import Linked
from jarchi.records.readings import Reading
from jarchi.records.regions import Region
from jarchi.regions import load_region


@functools.cache
def region_at(where: str) -> Region:
    """Give the region pack at `where`, loaded once a process."""
    return load_region(where)


@functools.cache
def reader_for(where: str) -> Reader:
    """Give the reader for the region pack at `where`, made once a process."""
    return Reader(region_at(where))


def read_document(
    where: str, document: Document | ReadError, only: Collection[str] | None = None, *, marks_only: bool = False
) -> Reading | ReadError:
    """Read one document, or `only` some fields of it; what cannot be read gives the error as a value.

    An error in place of a document is passed on, so that a run goes on. `marks_only` reads no more than stories and
    copies are found by.
    """
    if isinstance(document, ReadError):
        return document
    try:
        reader = reader_for(where)
        return reader.read_marks(document) if marks_only else reader.read(document, only)
    except ReadError as error:
        error.subject = document.id
        return error
    except Exception as error:  # one text must not stop a run of thousands; the fault is told and listed
        if os.environ.get("JARCHI_DEBUG"):
            raise
        told = f"A fault in the reader stopped it on this text ({type(error).__name__}); please report it."
        return ReadError(told, subject=document.id, code="reader-fault")


def read_documents(
    documents: Iterable[Document | ReadError], *, region: str = "central_asia", engine: Engine | None = None
) -> Iterator[Reading | ReadError]:
    """Give a reading for each document, in order; a document that cannot be read gives its `ReadError`.

    Needs no workspace and remembers nothing. Without an engine it all happens in this process.
    """
    task = functools.partial(read_document, region)
    return engine.map(task, documents) if engine else map(task, documents)


def link_documents(
    documents: Iterable[Document | ReadError],
    *,
    region: str = "central_asia",
    marks_only: bool = False,
    at_once: bool = False,
) -> Iterator[Linked | JarchiError]:
    """Link documents given in order of publication: for each its story and, for a copy, the article it reprints.

    Needs no workspace and remembers nothing beyond the run. A document that cannot be read gives its error. Later
    articles may show that two stories are one or that one is two, so each answer is held back until nothing can
    change its story any more: until the input ends, or has gone on for 30 days or 30,000 articles. With `at_once` each
    is given as the document comes in, and `Linked.turn` tells of changes to earlier ones. With `marks_only` stories and
    copies alone are found, about ten times as fast, and no relations of claims and events.
    """
    linker = Linker(region_at(region))
    found = _linked(linker, documents, region, marks_only)
    return found if at_once else _settled(linker, found)


def _linked(
    linker: Linker, documents: Iterable[Document | ReadError], region: str, marks_only: bool
) -> Iterator[Linked | JarchiError]:
    for document in documents:
        if isinstance(document, ReadError):
            yield document
            continue
        reading = read_document(region, document, marks_only=marks_only)
        yield reading if isinstance(reading, ReadError) else linker.link(document, reading, document.id)[0]


def _settled(linker: Linker, found: Iterable[Linked | JarchiError]) -> Iterator[Linked | JarchiError]:
    """Give what was found with its last story, once its article is not in the linker's memory any more."""
    waiting: deque[Linked | JarchiError] = deque()
    stories: dict[str, str] = {}
    for one in found:
        waiting.append(one)
        if isinstance(one, Linked):
            stories[one.membership.article] = one.membership.story
            moved = linker.moved_by(one.turn) if one.turn is not None else []
            stories |= {signature.article: signature.story for signature in moved}
        while waiting and not _is_remembered(linker, waiting[0]):
            yield _with_story(waiting.popleft(), stories)
    while waiting:
        yield _with_story(waiting.popleft(), stories)


def _is_remembered(linker: Linker, one: Linked | JarchiError) -> bool:
    return isinstance(one, Linked) and one.membership.article in linker.window.signatures


def _with_story(one: Linked | JarchiError, stories: dict[str, str]) -> Linked | JarchiError:
    if not isinstance(one, Linked):
        return one
    return replace(one, membership=replace(one.membership, story=stories[one.membership.article]))
