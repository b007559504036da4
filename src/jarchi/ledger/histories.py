"""Histories of claims, the pure half: from utterances and the ties between them to statuses, by written rules.

The rules stand in docs/reference/claims.md. Copies are not confirmation: voices count once a speaker, and no more of
them than there are owners of reports that reprint nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from jarchi.records.histories import AGREEING, OPPOSING, ClaimHistory, ClaimStatus, Step, StepKind, Utterance
from jarchi.records.links import Relation

NAMELESS = ("anonymous", "unknown", "private")
MANY = 3
"""From so many independent voices on a claim that nobody opposes is held to be confirmed."""


def groups(claims: Collection[str], ties: Iterable[Relation]) -> list[list[str]]:
    """Give the claims that agree, directly or through others, as sorted groups in a fixed order."""
    heads = {claim: claim for claim in claims}
    for tie in ties:
        if tie.kind in AGREEING and tie.subject in heads and tie.object in heads:
            _join(heads, tie.subject, tie.object)
    found: dict[str, list[str]] = {}
    for claim in sorted(heads):
        found.setdefault(_head(heads, claim), []).append(claim)
    return [found[head] for head in sorted(found)]


def history(utterances: Sequence[Utterance], ties: Sequence[Relation], others: Mapping[str, Utterance]) -> ClaimHistory:
    """Give the history of utterances that agree; `ties` are those at them, `others` the utterances at the other end."""
    own = {one.claim: one for one in sorted(utterances, key=_order)}
    first = next(iter(own.values()))
    inside = [tie for tie in ties if tie.kind in AGREEING and tie.subject in own and tie.object in own]
    against = _against(own, ties, others)
    steps = sorted(
        _said(own, inside, first) + against, key=lambda step: (step.moment, step.kind != "says", step.claim, step.kind)
    )
    since, status = "", None
    for moment in _turning_points(own, against):
        now = _status(own, inside, against, moment)
        if now != status:
            since, status = moment, now
    voices = _independent(own, inside, "~")
    final = status or "one voice"
    return ClaimHistory(
        id=first.claim,
        story=first.story,
        status=final,
        since=since,
        credibility=credibility(final, voices, len({step.claim for step in against}), first.speaker in NAMELESS),
        independent=voices,
        steps=tuple(steps),
        earlier=_earlier(own, ties, others),
    )


def credibility(status: ClaimStatus, voices: int, opponents: int, is_nameless: bool) -> int:
    """Give how credible a claim is by the Admiralty scale, 1 to 6, from what became of it alone."""
    if status == "retracted":
        return 5
    if status in ("denied", "contradicted"):
        return 3 if voices > 1 else 5 if opponents > 1 else 4
    if status == "could not be verified":
        return 6
    if voices > 1:
        return 1 if voices >= MANY else 2
    return 6 if is_nameless else 3


def _said(own: Mapping[str, Utterance], inside: Sequence[Relation], first: Utterance) -> list[Step]:
    """Give a step for each utterance: what ties it to an earlier one, the strongest tie where there are several."""
    told: dict[str, Relation] = {}
    for known in sorted(inside, key=lambda tie: (tie.kind, tie.id)):
        told.setdefault(known.subject, known)
    steps = []
    for one in own.values():
        tie = told.get(one.claim) if one.claim != first.claim else None
        kind: StepKind = "says"
        if tie is not None:
            kind = "reprints" if one.copy_of else "confirms" if tie.kind == "confirms" else "repeats"
        elif one.claim != first.claim:
            kind = "repeats"
        where = (tie.object, tie.id, tie.reason) if tie else ("", "", "")
        steps.append(Step(kind, one.claim, one.article, one.source, one.moment, *where))
    return steps


def _against(own: Mapping[str, Utterance], ties: Sequence[Relation], others: Mapping[str, Utterance]) -> list[Step]:
    """Give the steps of those who oppose: a contradiction counts on both of its sides."""
    found: dict[tuple[str, str], Step] = {}
    for tie in sorted(ties, key=lambda tie: tie.id):
        if tie.kind not in OPPOSING or (tie.subject in own and tie.object in own):
            continue
        mine, other = (tie.object, tie.subject) if tie.object in own else (tie.subject, tie.object)
        is_told = tie.object in own or tie.kind == "contradicts"
        if mine in own and other in others and is_told:
            by = others[other]
            moment = max(by.moment, own[mine].moment)
            step = Step(tie.kind, other, by.article, by.source, moment, mine, tie.id, tie.reason)  # type: ignore[arg-type]
            found.setdefault((tie.kind, other), step)
    return list(found.values())


def _earlier(
    own: Mapping[str, Utterance], ties: Sequence[Relation], others: Mapping[str, Utterance]
) -> tuple[str, ...]:
    """Give the claims whose figure one of these brings up to date."""
    updated = {tie.object for tie in ties if tie.kind == "updates" and tie.subject in own}
    return tuple(sorted(claim for claim in updated if claim in others and claim not in own))


def _turning_points(own: Mapping[str, Utterance], against: Sequence[Step]) -> list[str]:
    moments = {one.moment for one in own.values() if not one.copy_of} | {step.moment for step in against}
    return sorted(moments | {min(one.moment for one in own.values())})


def _status(
    own: Mapping[str, Utterance], inside: Sequence[Relation], against: Sequence[Step], until: str
) -> ClaimStatus:
    """Give where a claim stood at a moment."""
    said = {id: one for id, one in own.items() if one.moment <= until}
    known = {step.kind for step in against if step.moment <= until}
    back = {step.of for step in against if step.kind == "retracts" and step.moment <= until}
    voices = _voices(said, inside)
    if back and all(any(id in back for id in voice) for voice in voices):
        return "retracted"
    if "denies" in known:
        return "denied"
    if "contradicts" in known:
        return "contradicted"
    if all(one.speaker == "official" for one in said.values()) and said:
        return "could not be verified" if any(one.unverified for one in said.values()) else "official only"
    if _independent(said, inside, until) > 1:
        return "several independent voices"
    return "could not be verified" if any(one.unverified for one in said.values()) else "one voice"


def _independent(own: Mapping[str, Utterance], inside: Sequence[Relation], until: str) -> int:
    """Count the voices that owe each other nothing: speakers, but no more than owners of reports that copy nothing."""
    said = {id: one for id, one in own.items() if one.moment <= until}
    by_article = {one.article: one for one in said.values()}
    owners = {_root(one, by_article).owner for one in said.values()}
    return max(min(len(_voices(said, inside)), len(owners)), 1)


def _voices(said: Mapping[str, Utterance], inside: Sequence[Relation]) -> list[list[str]]:
    """Give the claims by speaker: those that repeat one another, and those of one actor."""
    heads = {claim: claim for claim in said}
    for tie in inside:
        if tie.kind == "repeats" and tie.subject in heads and tie.object in heads:
            _join(heads, tie.subject, tie.object)
    by_actor: dict[str, str] = {}
    for claim, one in said.items():
        if one.actor:
            _join(heads, claim, by_actor.setdefault(one.actor, claim))
    found: dict[str, list[str]] = {}
    for claim in heads:
        found.setdefault(_head(heads, claim), []).append(claim)
    return list(found.values())


def _root(one: Utterance, by_article: Mapping[str, Utterance]) -> Utterance:
    seen = {one.article}
    while one.copy_of in by_article and one.copy_of not in seen:
        one = by_article[one.copy_of or ""]
        seen.add(one.article)
    return one


def _join(heads: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def _head(heads: dict[str, str], claim: str) -> str:
    while heads[claim] != claim:
        heads[claim] = heads[heads[claim]]
        claim = heads[claim]
    return claim


def _order(one: Utterance) -> tuple[str, str, int, str]:
    return one.moment, one.article, one.ordinal, one.claim
