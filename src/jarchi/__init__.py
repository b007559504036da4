"""jarchi reads a region's news and publishes a bulletin in which every line can be checked.

    import jarchi

    document = jarchi.Document(id="a1", text="...", published="2023-07-07T10:00:00+06:00")
    for reading in jarchi.read_documents([document]): ...
    for linked in jarchi.link_documents([document]): ...

The names below are the public interface; each is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jarchi.errors import JarchiError, ReadError
    from jarchi.records.articles import Document
    from jarchi.records.links import Linked, Membership, Relation
    from jarchi.records.readings import Claim, DateMention, Event, Figure, Name, PlaceMention, Reading, Tie
    from jarchi.records.spans import Span
    from jarchi.regions import load_region
    from jarchi.stateless import link_documents, read_documents

__version__ = "0.1.0"

_HOMES = {
    "jarchi.errors": ("JarchiError", "ReadError"),
    "jarchi.records.articles": ("Document",),
    "jarchi.records.links": ("Linked", "Membership", "Relation"),
    "jarchi.records.readings": (
        "Claim", "DateMention", "Event", "Figure", "Name", "PlaceMention", "Reading", "Tie",
    ),
    "jarchi.records.spans": ("Span",),
    "jarchi.regions": ("load_region",),
    "jarchi.stateless": ("link_documents", "read_documents"),
}  # fmt: skip

__all__ = [
    "Claim", "DateMention", "Document", "Event", "Figure", "JarchiError", "Linked", "Membership", "Name",
    "PlaceMention", "ReadError", "Reading", "Relation", "Span", "Tie", "link_documents", "load_region",
    "read_documents",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module 'jarchi' has no attribute {name!r}")
