"""What became of a claim: who said it when, who took it up, who denied it, and where that leaves it now."""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.records.links import RelationKind
from jarchi.records.readings import Speaker

ClaimStatus = Literal[
    "one voice",
    "several independent voices",
    "official only",
    "denied",
    "contradicted",
    "retracted",
    "could not be verified",
]
StepKind = Literal["says", "repeats", "reprints", "confirms", "denies", "contradicts", "updates", "retracts"]

AGREEING: tuple[RelationKind, ...] = ("repeats", "confirms")
"""The relations that join claims into one history; the others tie one history to another."""
OPPOSING: tuple[RelationKind, ...] = ("denies", "contradicts", "updates", "retracts")
BETWEEN_CLAIMS = AGREEING + OPPOSING


class Tie(msgspec.Struct, frozen=True):
    """A relation between two claims as histories need it."""

    id: str
    kind: RelationKind
    subject: str
    object: str
    reason: str


class Utterance(msgspec.Struct, frozen=True):
    """A claim where it stands: in which article, when, by whom, published by whom.

    `owner` answers for the source; `copy_of` is the article that this one reprints, unless a person said it does not.
    """

    claim: str
    article: str
    story: str
    source: str
    owner: str
    moment: str
    ordinal: int
    speaker: Speaker
    actor: str | None = None
    unverified: bool = False
    copy_of: str | None = None


class Step(msgspec.Struct, frozen=True):
    """One thing that happened to a claim: an utterance of it, or one that opposes it.

    `of` is the claim of the history that it answers, `relation` the tie that says so; the first step has neither.
    """

    kind: StepKind
    claim: str
    article: str
    source: str
    moment: str
    of: str = ""
    relation: str = ""
    reason: str = ""


class ClaimHistory(msgspec.Struct, frozen=True):
    """What became of a claim. `id` is the claim that said it first; `steps` are in order of time.

    `since` is when the status became what it is; `independent` counts voices that owe each other nothing;
    `credibility` is the second half of the Admiralty scale, 1 confirmed ... 5 improbable, 6 cannot be judged, by the
    rules of docs/reference/claims.md. It says nothing of how reliable a source is. `earlier` are claims whose figure
    this one brings up to date.
    """

    id: str
    story: str
    status: ClaimStatus
    since: str
    credibility: int
    independent: int
    steps: tuple[Step, ...]
    earlier: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True):
    """Where a claim stands: the status of the history that it belongs to, which goes by the claim `head`."""

    claim: str
    head: str
    status: ClaimStatus
    since: str
    credibility: int
    independent: int


class ClaimOutline(msgspec.Struct, frozen=True):
    """A claim's history in one line: its first words, who said them, and where they leave it.

    `countries` (ISO 3166-1 alpha-2) are those of the places in the claim; `steps` counts what happened to it.
    """

    id: str
    status: ClaimStatus
    since: str
    credibility: int
    independent: int
    steps: int
    first: str
    story: str
    article: str
    source: str
    speaker: str
    content: str
    actor: str | None = None
    countries: tuple[str, ...] = ()
