"""Attribution: who says what a sentence says, and the sentence that names the speaker where this one does not."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from jarchi.publish.words import plain
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Claim, ClaimKind, Speaker, claim_id
from jarchi.records.spans import Span

PRONOUNS = {
    *("he", "she", "it", "they", "i", "we", "you", "who", "him", "her", "them", "his", "their"),
    *("он", "она", "оно", "они", "я", "мы", "ему", "ей", "им", "него", "неё", "нее"),
}
LONGEST_NAME = 140
"""Code points of a speaker as the sources describe them; a longer one is cut in the label, not in the line."""


class Attribution(msgspec.Struct, frozen=True):
    """How a sentence's claims are attributed.

    `partner` is the index of the sentence that names the speaker, None where this one does. `said_by` is the text of
    the source's spans, in that sentence.
    """

    said_by: str | None = None
    speaker: Speaker | None = None
    kind: ClaimKind | None = None
    unverified: bool = False
    is_denial: bool = False
    partner: int | None = None


NOBODY = Attribution()


class Claims:
    """The claims of one article, laid over its sentences."""

    def __init__(self, piece: Piece, disputed: frozenset[str] = frozenset()) -> None:
        self._revision = piece.revision.id
        self._disputed = disputed
        self._text = piece.revision.text
        self._sentences = piece.reading.sentences
        self._starts = [span.start for span in self._sentences]
        self._names = [name.span for name in piece.reading.names]
        self._over: dict[int, list[Claim]] = {}
        for claim in piece.reading.claims:
            for index in sorted(
                {index for span in (*claim.content, *claim.cue, *claim.source) for index in self._spanned(span)}
            ):
                self._over.setdefault(index, []).append(claim)

    def sentence_at(self, position: int) -> int:
        """Give the index of the sentence at a position: the last that starts there or before."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def _spanned(self, span: Span) -> range:
        return range(self.sentence_at(span.start), self.sentence_at(max(span.end - 1, span.start)) + 1)

    def of(self, index: int) -> tuple[Claim, ...]:
        """Give the claims that a sentence holds a part of, the outermost first."""
        over = self._over.get(index, [])
        return tuple(sorted(over, key=lambda claim: claim.inside is not None))

    def ids(self, index: int) -> frozenset[str]:
        """Give the ids of the claims that a sentence holds a part of."""
        return frozenset(claim_id(self._revision, claim) for claim in self._over.get(index, ()))

    def attribution(self, index: int) -> Attribution | None:
        """Tell who says what the sentence says; None where its speaker cannot be shown with it."""
        claims = self.of(index)
        if not claims:
            return NOBODY
        spoken = next((claim for claim in claims if claim.source), claims[0])
        home = self._home(spoken, index)
        partner = None if home == index else home
        label = self._label(spoken, home)
        if partner is None and label.casefold() in PRONOUNS and not self._has_name(index):
            partner = index - 1
            if partner < 0 or not self._has_name(partner):
                return None
        return Attribution(
            said_by=label[:LONGEST_NAME] if label and label.casefold() not in PRONOUNS else None,
            speaker=spoken.speaker,
            kind=spoken.kind,
            unverified=any(claim.unverified for claim in claims),
            is_denial=any(self._is_denial(claim) for claim in claims),
            partner=partner,
        )

    def _is_denial(self, claim: Claim) -> bool:
        """Tell whether the claim denies something, or another report denies or contradicts it."""
        if claim.polarity == "denied" or claim.kind == "denial":
            return True
        return bool(self._disputed) and claim_id(self._revision, claim) in self._disputed

    def _home(self, claim: Claim, index: int) -> int:
        """Give the sentence that carries the claim's speaker: this one where it has any of source or cue."""
        marks = claim.source or claim.cue
        homes = [self.sentence_at(span.start) for span in marks]
        return index if not homes or index in homes else homes[0]

    def _label(self, claim: Claim, home: int) -> str:
        """Give the words for the speaker that stand in the sentence that carries them."""
        spans = [span for span in claim.source if self._sentences[home].covers(span)]
        return plain(" … ".join(span.of(self._text) for span in spans)).strip(" ,;:")

    def _has_name(self, index: int) -> bool:
        sentence = self._sentences[index]
        return any(sentence.covers(span) for span in self._names)
