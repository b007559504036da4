"""The dots and what ties them: memberships, stories, storylines, relations, agents of change."""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.articles import digest
from jarchi.records.readings import Spans

Basis = Literal["stated", "inferred"]
RelationKind = Literal[
    "repeats",
    "confirms",
    "denies",
    "contradicts",
    "updates",
    "retracts",
    "same",
    "part of",
    "before",
    "causes",
    "responds to",
]


class Membership(msgspec.Struct, frozen=True):
    """Which story an article belongs to, and which earlier article it reprints, with the reason in one line."""

    article: str
    revision: str
    story: str
    copy_of: str | None = None
    why: str = ""


class Relation(msgspec.Struct, frozen=True):
    """A directed tie from one claim or event to another: `subject` `kind` `object`.

    `subject` and `object` are claim ids or event ids. For "before", "causes": the subject is the earlier one or
    the cause; for "responds to", "repeats", "denies" ... the subject is the later one. A stated relation has its
    passage (`revision`, `spans`); an inferred one has none and says in `reason` what it was inferred from.
    """

    kind: RelationKind
    subject: str
    object: str
    basis: Basis
    reason: str
    revision: str | None = None
    spans: Spans = ()

    @property
    def id(self) -> str:
        """Give the id of the relation; the same tie between the same two has the same id in every run."""
        return "r" + digest(self.kind, self.subject, self.object, self.basis)


class Turn(msgspec.Struct, frozen=True):
    """What became of a story on the evidence of its articles: `articles` went from `story` into the story `into`.

    Of a "split" story something stays, of a "merged" one nothing does. `articles` are sorted and name no reprints:
    these go where their original goes. `relations` are what is inferred now that the story is another one, by the
    article that they belong to.
    """

    kind: Literal["split", "merged"]
    story: str
    into: str
    articles: tuple[str, ...]
    why: str
    relations: dict[str, tuple[Relation, ...]] = {}


class Linked(msgspec.Struct, frozen=True):
    """All that linking found for one article, and the turn that its story took once it was in."""

    membership: Membership
    relations: tuple[Relation, ...] = ()
    turn: Turn | None = None


class Merger(msgspec.Struct, frozen=True):
    """A story that is no more: its articles are in the story `into`, for the reason `why`."""

    story: str
    into: str
    why: str


class Story(msgspec.Struct, frozen=True):
    """The articles about one happening; `articles` are ids in order of publication."""

    id: str
    articles: tuple[str, ...]
    copies: dict[str, str] = {}


class Storyline(msgspec.Struct, frozen=True):
    """Stories joined by relations over time."""

    id: str
    stories: tuple[str, ...]
    relations: tuple[str, ...] = ()


class Agent(msgspec.Struct, frozen=True):
    """An actor ranked by what it set in motion in a period; `events` are the event ids the rank rests on.

    `score` is the number of distinct stories in which it acted plus the events those acts led to; it orders
    agents of one period and means nothing beyond it.
    """

    actor: str
    rank: int
    score: int
    events: tuple[str, ...]
    led_to: tuple[str, ...] = ()
