"""Relations between claims inside a story: who repeats, confirms, denies or updates what was said before.

Precision comes first: claims are compared in one language by the stems of their content, copies are left out, and a
claim gets at most one relation of a kind. All are inferred and say from what.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jarchi.link.signatures import ClaimKey, FigureKey, Signature
from jarchi.link.words import stems_of, words_of
from jarchi.records.links import Relation, RelationKind
from jarchi.records.readings import Claim, Reading, Spans, claim_id

MOST_CLAIMS = 24
MOST_WORDS = 24
MOST_ARTICLES = 12
"""A claim is compared with those of this many articles before it in its story."""
NAMELESS = ("anonymous", "private", "unknown")
ALIKE = 0.5
FEWEST_ALIKE = 4
"""Contents are the same when they share half of all their stems, and four of them."""
FEWEST_SHARED = 3
ABOUT = 0.5
"""A denial is about a claim when it shares half of the shorter content's stems, and three of them."""


class Said(msgspec.Struct, frozen=True):
    """A claim and the article that it stands in."""

    claim: ClaimKey
    article: str
    moment: int
    words: frozenset[str]


def claim_keys(text: str, reading: Reading, revision: str) -> tuple[ClaimKey, ...]:
    """Give what is needed to compare the first 24 claims of a reading later, in order of the text."""
    return tuple(_key(text, reading, revision, claim) for claim in reading.claims[:MOST_CLAIMS])


def _key(text: str, reading: Reading, revision: str, claim: Claim) -> ClaimKey:
    inside = [name.actor for name in reading.names if name.actor and _holds(claim.content, name.span.start)]
    figures = [figure for figure in reading.figures if _holds(claim.content, figure.span.start)]
    return ClaimKey(
        id=claim_id(revision, claim),
        voice=claim.actor or " ".join(_stems(text, claim.source)),
        by_actor=claim.actor is not None,
        speaker=claim.speaker,
        kind=claim.kind,
        polarity=claim.polarity,
        words=tuple(sorted(dict.fromkeys(_stems(text, claim.content)[:MOST_WORDS]))),
        actors=tuple(sorted(set(inside))),
        figures=tuple(
            FigureKey(float(figure.value), figure.unit or "", tuple(_stems(text, (figure.what,))))
            for figure in figures
            if figure.what is not None and figure.upper is None
        ),
    )


def _holds(spans: Spans, at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _stems(text: str, spans: Spans) -> list[str]:
    return stems_of([word for span in spans for word in words_of(span.of(text))])


def relate_claims(signature: Signature, others: Iterable[Signature]) -> tuple[Relation, ...]:
    """Give the relations of an article's claims to those of `others`, in order of the claims.

    `others` are articles of its story that came before it and are no copies. A copy says nothing of its own.
    """
    if signature.copy_of is not None:
        return ()
    earlier = [said for other in others if other.language == signature.language for said in _said(other)]
    own = _said(signature)
    relations: list[Relation] = []
    for at, said in enumerate(own):
        relations += _relations_of(said, earlier, own[:at])
    return tuple(relations)


def _said(signature: Signature) -> list[Said]:
    return [Said(claim, signature.article, signature.moment, frozenset(claim.words)) for claim in signature.claims]


def _relations_of(said: Said, earlier: list[Said], before_it: list[Said]) -> list[Relation]:
    """Give the best relation of each kind between a claim and others; within its article it can only deny."""
    best: dict[RelationKind, tuple[float, int, str, Relation]] = {}
    for other in earlier + before_it:
        if other.article == said.article and not _is_denial(said.claim):
            continue
        found = _relation(said, other)
        if found is None:
            continue
        likeness, relation = found
        rank = (-likeness, other.moment, relation.object, relation)
        if relation.kind not in best or rank[:3] < best[relation.kind][:3]:
            best[relation.kind] = rank
    return [best[kind][3] for kind in sorted(best)]


def _relation(later: Said, earlier: Said) -> tuple[float, Relation] | None:
    """Give the relation of a claim to an earlier one, if any, and how alike their contents are."""
    shared = later.words & earlier.words
    if len(shared) < FEWEST_SHARED and earlier.claim.kind != "accusation":
        return None
    likeness = len(shared) / (len(later.words | earlier.words) or 1)
    told = _denial(later.claim, earlier.claim, shared) or _update(later, earlier, shared, likeness)
    if told is None and likeness >= ALIKE and len(shared) >= FEWEST_ALIKE:
        told = _agreement(later.claim, earlier.claim, sorted(shared))
    if told is None:
        return None
    kind, reason = told
    return likeness, Relation(kind, later.claim.id, earlier.claim.id, "inferred", reason)


def _is_denial(claim: ClaimKey) -> bool:
    return claim.kind == "denial" or claim.polarity == "denied"


def _denial(later: ClaimKey, earlier: ClaimKey, shared: frozenset[str]) -> tuple[RelationKind, str] | None:
    if not _is_denial(later) or _is_denial(earlier) or not later.voice or later.voice == earlier.voice:
        return None
    if earlier.kind == "accusation" and earlier.voice in later.actors and later.voice in earlier.actors:
        return "denies", "a denial by the accused that names the accuser"
    shorter = min(len(later.words), len(earlier.words))
    if len(shared) >= FEWEST_SHARED and len(shared) >= ABOUT * shorter:
        return "denies", f"a denial that shares: {', '.join(sorted(shared))}"
    return None


def _update(later: Said, earlier: Said, shared: frozenset[str], likeness: float) -> tuple[RelationKind, str] | None:
    if later.moment == earlier.moment or len(shared) < FEWEST_SHARED or likeness < ALIKE / 2:
        return None
    for before in earlier.claim.figures:
        now = [figure for figure in later.claim.figures if _count_the_same(figure, before)]
        if len(now) == 1 and now[0].value != before.value:
            return "updates", f"{before.value:.12g} becomes {now[0].value:.12g} for: {', '.join(before.what)}"
    return None


def _count_the_same(figure: FigureKey, before: FigureKey) -> bool:
    return bool(before.what) and figure.unit == before.unit and set(before.what) <= set(figure.what)


def _agreement(later: ClaimKey, earlier: ClaimKey, shared: list[str]) -> tuple[RelationKind, str] | None:
    if _is_denial(later) != _is_denial(earlier) or not later.voice or not earlier.voice:
        return None
    if {figure.value for figure in later.figures} != {figure.value for figure in earlier.figures}:
        return None
    if later.voice == earlier.voice and later.speaker != "anonymous":
        return "repeats", f"the same speaker again, sharing: {', '.join(shared)}"
    if _are_two_voices(later, earlier):
        return "confirms", f"another speaker in an article that is no copy, sharing: {', '.join(shared)}"
    return None


def _are_two_voices(one: ClaimKey, other: ClaimKey) -> bool:
    """Tell whether the speakers are surely two: both are known by id, or named by words of which none is shared."""
    if one.by_actor and other.by_actor:
        return one.voice != other.voice
    if one.by_actor or other.by_actor or one.speaker in NAMELESS or other.speaker in NAMELESS:
        return False
    return not set(one.voice.split()) & set(other.voice.split())
