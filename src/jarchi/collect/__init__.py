"""The outside into documents: feeds, sitemaps, pages, archives and files; polite, bounded, incremental.

`collect` is the door. Parsers are pure (bytes in, articles or faults out); `client`, `guard`, `web` and `files` act.
What fails is an `Issue` in the haul, and the rest goes on.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jarchi.collect.client import Client
from jarchi.collect.files import FileCollector
from jarchi.collect.recognise import recognise
from jarchi.collect.run import Memory, Run
from jarchi.collect.settings import CollectSettings
from jarchi.collect.sources import SourceBook
from jarchi.collect.web import WebRound
from jarchi.records.inputs import Haul, Input

__all__ = ["CollectSettings", "Memory", "collect", "recognise"]


def collect(
    inputs: Iterable[Input],
    memory: Memory,
    settings: CollectSettings | None = None,
    *,
    now: Callable[[], datetime.datetime],
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Haul]:
    """Give what is new or changed at `inputs` since what `memory` knows, in hauls to be stored one by one.

    Files first, each input in the order given; then the web. `now` gives the time with its zone. Stopping between
    two hauls loses nothing: a visit stands in the haul of the last document that it brought. The same answers give
    the same hauls in the same order.
    """
    settings = settings or CollectSettings()
    run = Run(memory, SourceBook(memory.sources()), settings, now, sleep)
    given = list(inputs)
    for one, name in _named(one for one in given if one.kind == "files"):
        yield from map(run.checked, FileCollector(one, name, run).hauls())
    web = [one for one in given if one.kind != "files"]
    if web:
        with Client(settings) as client:
            yield from map(run.checked, WebRound(run, client).hauls(web))


def _named(inputs: Iterable[Input]) -> Iterator[tuple[Input, str]]:
    """Give each input with the name of its file or folder; the second `a.txt` is `a~2.txt`, and so on."""
    taken: dict[str, int] = {}
    for one in inputs:
        path = Path(one.location)
        name = path.name or path.resolve().name or "root"
        taken[name] = taken.get(name, 0) + 1
        stem, dot, ending = name.partition(".")
        yield one, name if taken[name] == 1 else f"{stem}~{taken[name]}{dot}{ending}"
