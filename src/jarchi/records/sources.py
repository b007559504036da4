"""Sources: who publishes, of what class, and how reliable."""

from __future__ import annotations

from typing import Literal

import msgspec

SourceClass = Literal[
    "official", "state media", "independent media", "agency", "ngo", "expert body", "social", "unknown"
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""The Admiralty scale for a source: A completely reliable ... E unreliable, F cannot be judged."""


class Source(msgspec.Struct, frozen=True):
    """An outlet or body that publishes.

    `country` is ISO 3166-1 alpha-2, None where the source has no one country. `reliability` belongs to the
    source alone, never to an item of its; `reason` says why that grade. `owner` names who owns it, so that two
    outlets of one owner can be told from two voices. `feeds` are addresses of RSS, Atom or JSON feeds.
    """

    id: str
    name: str
    kind: SourceClass = "unknown"
    country: str | None = None
    languages: tuple[str, ...] = ()
    reliability: Reliability = "F"
    reason: str = ""
    homepage: str | None = None
    feeds: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    checked: str | None = None
