"""Claims: who says what, with the words that say so."""

from __future__ import annotations

import msgspec

from jarchi.read.claims_clauses import Clauses
from jarchi.read.claims_cues import cue_lexicon, find_cues
from jarchi.read.claims_drafts import Draft, Drafter, parted
from jarchi.read.claims_features import Scene, certainty_of
from jarchi.read.page import Page
from jarchi.read.speakers import speaker_of
from jarchi.read.words import Words
from jarchi.records.readings import Claim, Spans
from jarchi.records.regions import Region
from jarchi.records.spans import Span, hull


class ClaimReader:
    """Finds claims by cue words, quotation marks and the order of clauses, in the languages that have a lexicon.

    Spans follow the usage of the PolNeAR corpus: a source with its titles and asides, a cue with its auxiliaries,
    a content with its "that" and with the quotations that go on. Where subject or content is not clear there is no
    claim: precision goes before recall. Words inside a quotation are not searched for further speakers.
    """

    def __init__(self, region: Region) -> None:
        self.actors = {actor.id: actor for actor in region.actors}
        self.capitals = frozenset(country.capital for country in region.countries if country.capital)

    def read(self, page: Page) -> tuple[Claim, ...]:
        """Give the claims of `page` in the order of their cues; `inside` points into the same tuple."""
        lexicon = cue_lexicon(page.language or "")
        if lexicon is None:
            return ()
        words = Words(page)
        drafter = Drafter(Clauses(words, lexicon))
        scene = Scene(words)
        drafts: list[Draft] = []
        for first, last in words.stretches:
            found: list[Draft] = []
            for cue in find_cues(words, lexicon, first, last):
                draft = drafter.draft(cue, first, last, found)
                if draft:
                    found = [*parted(found, draft, drafter.clauses), draft]
            drafts.extend(drafter.with_quotes_after(draft, last) for draft in found)
        return nested([self.claim_of(scene, draft) for draft in drafts])

    def claim_of(self, scene: Scene, draft: Draft) -> Claim:
        """Give the claim that a draft stands for, with all that its words tell of it."""
        words = scene.words
        source = spans_of(words, draft.source)
        content = spans_of(words, draft.content)
        actor = self.actors.get(scene.actor_in(source) or "")
        language = words.page.language or ""
        text = " ".join(span.of(words.text) for span in source)
        kind = draft.kind
        return Claim(
            source=source,
            cue=(Span(words.start(draft.cue.first), words.tokens[draft.cue.last - 1].end),),
            content=content,
            actor=actor.id if actor else None,
            speaker="official" if self.is_government(scene, source) else speaker_of(text, language, actor),
            polarity="denied" if kind == "denial" else "affirmed",
            certainty=certainty_of(words, draft, language),
            kind=kind,
            unverified=scene.is_unverified(draft),
        )

    def is_government(self, scene: Scene, source: Spans) -> bool:
        """Tell whether the source is a country or its capital alone, which stand for the government."""
        place = scene.places.get(source[0]) if len(source) == 1 else None
        return place is not None and (place.precision == "country" or place.geonames in self.capitals)


def spans_of(words: Words, ranges: tuple[tuple[int, int], ...]) -> Spans:
    """Give token ranges as spans of the text; a quotation's marks belong to it."""
    return tuple(Span(words.start(first), words.tokens[last - 1].end) for first, last in ranges if last > first)


def nested(claims: list[Claim]) -> tuple[Claim, ...]:
    """Give the claims with `inside` set to the claim whose content closest holds their cue."""
    found = []
    for index, claim in enumerate(claims):
        near = range(max(0, index - 6), min(len(claims), index + 6))
        holders = [at for at in near if at != index and holds(claims[at], claim)]
        inside = min(
            holders, key=lambda at: hull(claims[at].content).end - hull(claims[at].content).start, default=None
        )
        found.append(msgspec.structs.replace(claim, inside=inside))
    return tuple(found)


def holds(outer: Claim, inner: Claim) -> bool:
    """Tell whether one claim's content holds another's cue and content."""
    parts = (*inner.cue, *inner.content)
    return all(any(span.covers(part) for span in outer.content) for part in parts)
