"""Relations between claims inside a story: who says again, confirms, denies, contradicts, updates or takes back.

Precision comes first: claims are compared in one language by the stems of their content, and a claim gets at most one
relation of a kind. All are inferred and say from what.
"""

from __future__ import annotations

from collections.abc import Iterable

from jarchi.link.claims_keys import claim_keys, lands_of
from jarchi.link.claims_pairs import Said, Told, is_denial, judged
from jarchi.link.signatures import ClaimKey, Signature
from jarchi.records.links import Relation, RelationKind

__all__ = ["MOST_ARTICLES", "claim_keys", "lands_of", "relate_claims"]

MOST_ARTICLES = 12
"""A claim is compared with those of this many articles before it in its story."""


def relate_claims(signature: Signature, others: Iterable[Signature]) -> tuple[Relation, ...]:
    """Give the relations of an article's claims to those of `others`, in order of the claims.

    `others` are articles of its story that came before it, and the text that the article had before. The claims that a
    copy has from the article that it reprints repeat those, whoever says them; its other claims confirm nothing.
    """
    earlier = [said for other in others for said in _said(other)]
    own = _said(signature)
    origin = [said for said in earlier if signature.copy_of is not None and said.article == signature.copy_of]
    relations: list[Relation] = []
    for at, said in enumerate(own):
        copied = _copied(said, origin)
        told = copied or _relations_of(said, earlier, own[:at])
        relations += [one for one in told if signature.copy_of is None or one.kind != "confirms"]
    return tuple(relations)


def _said(signature: Signature) -> list[Said]:
    return [Said.of(claim, signature.article, signature.moment, signature.language) for claim in signature.claims]


def _copied(said: Said, origin: list[Said]) -> list[Relation]:
    same = [other for other in origin if _says_the_very_same(said.claim, other.claim)]
    return [
        Relation("repeats", said.claim.id, other.claim.id, "inferred", "a reprint of that report says it again")
        for other in same[:1]
    ]


def _says_the_very_same(one: ClaimKey, other: ClaimKey) -> bool:
    return bool(one.words) and all(
        getattr(one, name) == getattr(other, name) for name in ("words", "voice", "figures", "denied", "polarity")
    )


def _relations_of(said: Said, earlier: list[Said], before_it: list[Said]) -> list[Relation]:
    """Give the best relation of each kind between a claim and others; within its article it can only deny."""
    best: dict[RelationKind, tuple[float, int, str, Told]] = {}
    inside = before_it if is_denial(said.claim) else []
    for other in earlier + inside:
        told = judged(said, other)
        if told is None or (other in inside and told.kind != "denies"):
            continue
        rank = (-told.likeness, -other.moment, other.claim.id, told)
        if told.kind not in best or rank[:3] < best[told.kind][:3]:
            best[told.kind] = rank
    return [Relation(kind, said.claim.id, best[kind][2], "inferred", best[kind][3].reason) for kind in sorted(best)]
