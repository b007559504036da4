"""Histories of claims, the pure half: from utterances and the ties between them to statuses, by written rules.

The rules stand in docs/reference/claims.md. Copies are not confirmation: voices count once a speaker, and no more of
them than there are owners of reports that reprint nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence

from jarchi.ledger.voices import Voices, head_of, join
from jarchi.records.histories import AGREEING, OPPOSING, ClaimHistory, ClaimStatus, Step, StepKind, Tie, Utterance

NAMELESS = ("anonymous", "unknown", "private")
MANY = 3
"""From so many independent voices on a claim that nobody opposes is held to be confirmed."""


def groups(claims: Collection[str], ties: Iterable[Tie]) -> list[list[str]]:
    """Give the claims that agree, directly or through others, as sorted groups in a fixed order."""
    heads = {claim: claim for claim in claims}
    for tie in ties:
        if tie.kind in AGREEING and tie.subject in heads and tie.object in heads:
            join(heads, tie.subject, tie.object)
    found: dict[str, list[str]] = {}
    for claim in sorted(heads):
        found.setdefault(head_of(heads, claim), []).append(claim)
    return [found[head] for head in sorted(found)]


def history(utterances: Sequence[Utterance], ties: Sequence[Tie], others: Mapping[str, Utterance]) -> ClaimHistory:
    """Give the history of utterances that agree; `ties` are those at them, `others` the utterances at the other end."""
    own = {one.claim: one for one in sorted(utterances, key=in_order)}
    first = next(iter(own.values()))
    inside = [tie for tie in ties if tie.kind in AGREEING and tie.subject in own and tie.object in own]
    against = _against(own, ties, others)
    steps = sorted(
        _said(own, inside, first) + against, key=lambda step: (step.moment, step.kind != "says", step.claim, step.kind)
    )
    since, final, voices = _course(own, inside, against)
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


def _said(own: Mapping[str, Utterance], inside: Sequence[Tie], first: Utterance) -> list[Step]:
    """Give a step for each utterance: what ties it to an earlier one, the strongest tie where there are several."""
    told: dict[str, Tie] = {}
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


def _against(own: Mapping[str, Utterance], ties: Sequence[Tie], others: Mapping[str, Utterance]) -> list[Step]:
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


def _earlier(own: Mapping[str, Utterance], ties: Sequence[Tie], others: Mapping[str, Utterance]) -> tuple[str, ...]:
    """Give the claims whose figure one of these brings up to date."""
    updated = {tie.object for tie in ties if tie.kind == "updates" and tie.subject in own}
    return tuple(sorted(claim for claim in updated if claim in others and claim not in own))


def _course(
    own: Mapping[str, Utterance], inside: Sequence[Tie], against: Sequence[Step]
) -> tuple[str, ClaimStatus, int]:
    """Give since when the claim stands as it does, how that is, and its independent voices; `own` is in order of time.

    It is followed from one moment at which something new happens to the next, so that a history takes time with its
    length alone.
    """
    waiting, opposed = deque(own.values()), deque(sorted(against, key=lambda step: step.moment))
    said, known = Voices(inside), _Known()
    since, status = "", None
    for moment in _turning_points(own, against):
        while waiting and waiting[0].moment <= moment:
            known.hear(one := waiting.popleft())
            said.add(one)
        while opposed and opposed[0].moment <= moment:
            known.oppose(opposed.popleft())
        now = _status(own, inside, known, said, moment)
        if now != status:
            since, status = moment, now
    for one in waiting:
        said.add(one)
    return since, status or "one voice", said.independent


class _Known:
    """What is known of a claim at a moment: whether officials alone say it, if it is doubted, how it is opposed."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.back: set[str] = set()
        self.is_official = True
        self.is_unverified = False

    def hear(self, one: Utterance) -> None:
        self.is_official = self.is_official and one.speaker == "official"
        self.is_unverified = self.is_unverified or one.unverified

    def oppose(self, step: Step) -> None:
        self.kinds.add(step.kind)
        if step.kind == "retracts":
            self.back.add(step.of)


def _turning_points(own: Mapping[str, Utterance], against: Sequence[Step]) -> list[str]:
    moments = {one.moment for one in own.values() if not one.copy_of} | {step.moment for step in against}
    return sorted(moments | {min(one.moment for one in own.values())})


def _status(
    own: Mapping[str, Utterance], inside: Sequence[Tie], known: _Known, said: Voices, moment: str
) -> ClaimStatus:
    """Give where a claim stands at a moment."""
    if known.back and _are_all_taken_back(own, inside, known.back, moment):
        return "retracted"
    if "denies" in known.kinds:
        return "denied"
    if "contradicts" in known.kinds:
        return "contradicted"
    if known.is_official:
        return "could not be verified" if known.is_unverified else "official only"
    if said.independent > 1:
        return "several independent voices"
    return "could not be verified" if known.is_unverified else "one voice"


def _are_all_taken_back(own: Mapping[str, Utterance], inside: Sequence[Tie], back: set[str], moment: str) -> bool:
    """Tell whether every voice took back what it said until then."""
    voices = Voices(inside)
    for one in own.values():
        if one.moment <= moment:
            voices.add(one)
    return all(not back.isdisjoint(voice) for voice in voices.all)


def in_order(one: Utterance) -> tuple[str, str, int, str]:
    """Give what puts utterances in order of time."""
    return one.moment, one.article, one.ordinal, one.claim
