"""What people and other reports have said of the suggestions: refused ties, refused copies, disputed claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from jarchi.records.dossiers import Piece
from jarchi.records.links import Relation
from jarchi.records.review import Verdict

DISPUTES = {"denies", "contradicts"}


class Judged(msgspec.Struct, frozen=True):
    """Verdicts and disputes as composing needs them.

    `refused` are ids of relations a person rejected; `apart` pairs an article with the origin it is no copy of;
    `disputed` are ids of claims that deny or contradict another, or are denied or contradicted, `against` the pairs.
    """

    refused: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    disputed: frozenset[str] = frozenset()
    against: tuple[tuple[str, str], ...] = ()

    def copy_of(self, piece: Piece) -> str | None:
        """Give the article that this one reprints, None where there is none or a person said that it does not."""
        membership = piece.membership
        if membership.copy_of is None or (membership.article, membership.copy_of) in self.apart:
            return None
        return membership.copy_of


def judged(verdicts: Iterable[Verdict], relations: Sequence[Relation]) -> Judged:
    """Gather the verdicts that hold now (a later one on the same subject supersedes) and the disputed claims."""
    holding = {verdict.subject: verdict for verdict in sorted(verdicts, key=lambda verdict: verdict.at)}
    rejected = [verdict for verdict in holding.values() if verdict.decision == "rejected"]
    refused = frozenset(verdict.subject for verdict in rejected)
    disputes = [tie for tie in relations if tie.kind in DISPUTES and tie.id not in refused]
    return Judged(
        refused=refused,
        apart=frozenset(
            (verdict.subject.removeprefix("copy:"), verdict.value)
            for verdict in rejected
            if verdict.subject.startswith("copy:")
        ),
        disputed=frozenset(id for tie in disputes for id in (tie.subject, tie.object)),
        against=tuple((tie.subject, tie.object) for tie in disputes),
    )
