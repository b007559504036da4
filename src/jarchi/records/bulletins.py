"""The bulletin and its parts: the records of `bulletin.json`, version 1."""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.histories import ClaimStatus
from jarchi.records.readings import ClaimKind, Speaker
from jarchi.records.sources import Reliability, SourceClass

OpenKind = Literal["denied", "contradicted", "retracted", "could not be verified", "does not add up"]
TurnKind = Literal["denial", "contradiction", "correction", "edit", "confirmation", "figure"]


class Passage(msgspec.Struct, frozen=True):
    """The words of a source that back a line.

    `quote` equals `text[start:end]`, in code points, of the UTF-8 file at `file`, a path relative to
    `bulletin.json`; `revision` is the SHA-256 of that file.
    """

    article: str
    url: str
    revision: str
    file: str
    start: int
    end: int
    quote: str


class Edit(msgspec.Struct, frozen=True):
    """A marked edit of a line: `now`, in square brackets in the text, for or beside `was`, the words of the passage.

    "who": a name of the passages instead of a pronoun or of a part of that name. "when": the day (`value`, ISO 8601)
    that a word such as "Tuesday" means, beside that word. "cut": an ellipsis where words of the passage were left out.
    """

    kind: Literal["who", "when", "cut"]
    was: str
    now: str
    value: str | None = None


class Line(msgspec.Struct, frozen=True):
    """A sentence of the bulletin with its passages; `said_by` names the source of the claim it holds, if any.

    `language` is that of the words (BCP 47), None where it is not known; `kind` is the claim's. `edits` are the marked
    edits, in the order of the text. `status` tells where the claim stands in the ledger and `claim` is the id of its
    history; both only where others took it up, denied it or could not verify it.
    """

    text: str
    passages: tuple[Passage, ...]
    source: str = ""
    published: str | None = None
    said_by: str | None = None
    speaker: Speaker | None = None
    unverified: bool = False
    kind: ClaimKind | None = None
    language: str | None = None
    edits: tuple[Edit, ...] = ()
    status: ClaimStatus | None = None
    claim: str | None = None


class Report(msgspec.Struct, frozen=True):
    """One article of a story as the bulletin lists it."""

    article: str
    title: str
    url: str
    source: str
    source_name: str
    source_class: SourceClass
    reliability: Reliability
    published: str | None
    first_seen: str
    copy_of: str | None = None
    revisions: int = 1
    language: str | None = None


class Number(msgspec.Struct, frozen=True):
    """A figure of an item in words a person reads, with its passage.

    `checked` tells that a sum it is part of comes out; `doubt` says which does not, `against` are the passages of the
    other figures of that sum. Nothing is corrected.
    """

    text: str
    passage: Passage
    value: int | float
    upper: int | float | None = None
    bound: str = "="
    unit: str | None = None
    as_of: str | None = None
    checked: bool = False
    doubt: str | None = None
    against: tuple[Passage, ...] = ()


class Spot(msgspec.Struct, frozen=True):
    """A place that reports of a story name, with its point (WGS 84) and how many of them do."""

    name: str
    country: str | None
    lat: float
    lon: float
    geonames: int | None = None
    reports: int = 1


class Item(msgspec.Struct, frozen=True):
    """A story in a bulletin. `independent` counts lineages: copies of one report are one independent source.

    `why` tells in one line what gives the story its place. `background` are lines from before the period: of earlier
    stories of the same thread; `thread` is the story that opened it, None where this story is the only one.

    `places` are those that its reports name, `when` is the EDTF date of what its lines tell, None where they do not.
    """

    story: str
    headline: str
    lines: tuple[Line, ...]
    reports: tuple[Report, ...] = ()
    independent: int = 1
    figures: tuple[Number, ...] = ()
    countries: tuple[str, ...] = ()
    brief: bool = False
    why: str = ""
    background: tuple[Line, ...] = ()
    thread: str | None = None
    places: tuple[Spot, ...] = ()
    when: str | None = None


class Pointer(msgspec.Struct, frozen=True):
    """A story that concerns a country and is told under another one, `country`."""

    story: str
    headline: str
    country: str | None
    language: str | None = None


class Section(msgspec.Struct, frozen=True):
    """The items of one country (ISO 3166-1 alpha-2, None for what concerns no country of the region).

    `pointers` name stories that concern it and are told in another section.
    """

    country: str | None
    name: str
    items: tuple[Item, ...]
    pointers: tuple[Pointer, ...] = ()


class Dot(msgspec.Struct, frozen=True):
    """A tie between two events that the period shows, stated with its passage or inferred with its reason."""

    relation: str
    kind: str
    basis: Literal["stated", "inferred"]
    reason: str
    earlier: Line
    later: Line
    passage: Passage | None = None


class Mover(msgspec.Struct, frozen=True):
    """An agent of change of the period and the lines it rests on."""

    actor: str
    name: str
    rank: int
    events: tuple[Line, ...]
    led_to: tuple[Line, ...] = ()


class Withheld(msgspec.Struct, frozen=True):
    """A line that the checks would not let through."""

    story: str
    article: str
    text: str
    reason: str


class Coverage(msgspec.Struct, frozen=True):
    """How many of a country's sources answered in the period; `silent` names those that did not."""

    country: str | None
    name: str
    sources: int
    answered: int
    silent: tuple[str, ...] = ()
    articles: int = 0


class Unread(msgspec.Struct, frozen=True):
    """What could not be read in the period, by reason."""

    code: str
    count: int
    message: str


class Turn(msgspec.Struct, frozen=True):
    """What changed with a claim since the last bulletin: `later` is what was said, `earlier` what it answers.

    An edit has no earlier line: `later` is the first sentence of `article` that its text before did not have.
    `relation` is the tie that says so, `claim` the earlier claim.
    """

    kind: TurnKind
    later: Line
    earlier: Line | None = None
    reason: str = ""
    relation: str = ""
    claim: str = ""
    article: str = ""


class Open(msgspec.Struct, frozen=True):
    """What is not known: a claim that others deny, contradict or could not verify, or a sum that does not come out.

    `line` says it; `claim` is the id of the claim's history, where it has one.
    """

    kind: OpenKind
    story: str
    headline: str
    line: Line
    reason: str = ""
    claim: str | None = None


class Theme(msgspec.Struct, frozen=True):
    """A thread of a review: stories that go on from one another, its turning points in order of time.

    `headline` is that of its weightiest story, `names` are what its stories have in common, `stories` counts all of
    them; `points` are those told. `background` are lines of the thread from before the period.
    """

    id: str
    headline: str
    names: tuple[str, ...]
    stories: int
    points: tuple[Item, ...]
    figures: tuple[Number, ...] = ()
    open: tuple[Open, ...] = ()
    countries: tuple[str, ...] = ()
    background: tuple[Line, ...] = ()
    language: str | None = None


class Bulletin(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An issue made through a lens for a period; `from` and `to` are days, both inside, in UTC.

    A review tells the period's threads as `themes`; its `sections` have the stories that lie in none of them. `open` is
    what is not known.
    """

    id: str
    title: str
    lens: str
    from_: str
    to: str
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    dots: tuple[Dot, ...] = ()
    agents: tuple[Mover, ...] = ()
    unread: tuple[Unread, ...] = ()
    turns: tuple[Turn, ...] = ()
    sample: bool = False
    kind: Literal["bulletin", "review"] = "bulletin"
    themes: tuple[Theme, ...] = ()
    open: tuple[Open, ...] = ()
    version: Literal[1] = 1
