"""What the ledger answers with, beyond the nouns of the house."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Kind = Literal["article", "revision", "story", "claim", "event", "actor"]


class Tally(msgspec.Struct, frozen=True):
    """What became of the items of one haul: each is counted once. `reasons` tell why items were set aside or failed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0
    failed: int = 0
    reasons: tuple[tuple[str, int], ...] = ()


class Counts(msgspec.Struct, frozen=True):
    """How much the ledger holds; `issues` by outcome, `inputs` by kind, `collected` the last visit."""

    sources: int
    inputs: dict[str, int]
    articles: int
    revisions: int
    readings: int
    stories: int
    copies: int
    issues: dict[str, int]
    collected: str | None = None


class StoryOutline(NamedTuple):
    """A story's id, how many articles it has, and the moments (ISO 8601, UTC) of its first and last."""

    story: str
    articles: int
    first: str
    last: str


class Found(NamedTuple):
    """Something whose id a person may have meant."""

    kind: Kind
    id: str


class Hit(NamedTuple):
    """An article that has the words looked for; `snippet` is a passage of its text or title with one of them."""

    article: str
    title: str
    snippet: str
