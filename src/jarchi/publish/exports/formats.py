"""The formats that there are: each module of `writers` has one, and adding a module there adds it."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from jarchi.publish.exports import writers
from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.rows import StoryRows
from jarchi.records.inputs import Input
from jarchi.records.regions import Region
from jarchi.records.sources import Source


class Ground(msgspec.Struct, frozen=True):
    """What writers may know beside the stories: the title of it all, where the site stands, region, sources, inputs.

    `first` and `last` are days, both inside; empty where the export is of everything.
    """

    title: str
    address: str
    region: Region
    sources: Sequence[Source]
    inputs: Sequence[Input] = ()
    first: str = ""
    last: str = ""


class Writer(Protocol):
    """Writes a format: takes the stories one by one and keeps none of them."""

    def story(self, rows: StoryRows) -> None:
        """Write what the format has of a story."""
        ...

    def close(self) -> None:
        """Write what comes last."""
        ...


class Format(msgspec.Struct, frozen=True):
    """A format: its name, what it is in a line, its files, how to begin one; `extra` is what must be installed."""

    name: str
    about: str
    files: tuple[str, ...]
    open: Callable[[Drafts, Ground], Writer]
    extra: str = ""
    module: str = ""


@functools.cache
def formats() -> dict[str, Format]:
    """Find the formats, by name in the order of names."""
    names = sorted(module.name for module in pkgutil.iter_modules(writers.__path__))
    found = [importlib.import_module(f"{writers.__name__}.{name}").FORMAT for name in names]
    return {format.name: format for format in found}
