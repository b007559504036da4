"""Claims: who says what, with the words that say so."""

from __future__ import annotations

import msgspec

from jarchi.read.claims_antecedents import Antecedents
from jarchi.read.claims_clauses import Clauses
from jarchi.read.claims_cues import CueLexicon, cue_lexicon, find_cues
from jarchi.read.claims_drafts import Draft, Drafter, parted, utterance_of_draft
from jarchi.read.claims_features import Scene, Utterance, certainty_of
from jarchi.read.claims_tagged import tagged_utterances
from jarchi.read.page import Page
from jarchi.read.speakers import is_anonymous, speaker_of
from jarchi.read.words import Words
from jarchi.records.readings import Claim, Spans, Speaker
from jarchi.records.regions import Actor, Region
from jarchi.records.spans import hull


class ClaimReader:
    """Finds claims: by the tags of a trained network where there is one, else by cue words, quotes and clauses.

    Spans follow the usage of the PolNeAR corpus: a source with its titles and asides, a cue with its auxiliaries,
    a content with its "that" and with the quotations that go on. Rules give no claim where subject or content is not
    clear: precision goes before recall. Words inside a quotation are not searched for further speakers.
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
        if page.tags is None:
            utterances = [utterance_of_draft(words, draft) for draft in drafts_of(words, lexicon, drafter)]
        else:
            utterances = tagged_utterances(words, lexicon, drafter)
        scene = Scene(words)
        antecedents = Antecedents(scene, lexicon)
        return nested([self.claim_of(scene, antecedents, utterance) for utterance in utterances])

    def claim_of(self, scene: Scene, antecedents: Antecedents, utterance: Utterance) -> Claim:
        """Give the claim that an utterance makes, with all that its words tell of it."""
        language = scene.words.page.language or ""
        source, kind = utterance.source, utterance.kind
        who = antecedents.of(utterance)
        actor = self.actors.get(scene.actor_in((who,) if who else source) or "")
        text = " ".join(span.of(scene.words.text) for span in (*source, *((who,) if who else ())))
        return Claim(
            source=source,
            cue=(utterance.cue,),
            content=utterance.content,
            actor=actor.id if actor else None,
            who=who,
            speaker=self.speaker(scene, utterance, text, actor),
            polarity="denied" if kind == "denial" else "affirmed",
            certainty=certainty_of(scene.words, utterance, language),
            kind=kind,
            unverified=scene.is_unverified(utterance),
        )

    def speaker(self, scene: Scene, utterance: Utterance, source: str, actor: Actor | None) -> Speaker:
        """Give the class of the speaker; who keeps the name back is anonymous, whatever else is told of him or her."""
        language = scene.words.page.language or ""
        if (
            utterance.source
            and not scene.people_in(utterance.source)
            and is_anonymous(scene.aside(utterance), language)
        ):
            return "anonymous"
        return "official" if self.is_government(scene, utterance.source) else speaker_of(source, language, actor)

    def is_government(self, scene: Scene, source: Spans) -> bool:
        """Tell whether the source is a country or its capital alone, which stand for the government."""
        place = scene.places.get(source[0]) if len(source) == 1 else None
        return place is not None and (place.precision == "country" or place.geonames in self.capitals)


def drafts_of(words: Words, lexicon: CueLexicon, drafter: Drafter) -> list[Draft]:
    """Give the claims that rules find, in the order of their cues."""
    drafts: list[Draft] = []
    for first, last in words.stretches:
        found: list[Draft] = []
        for cue in find_cues(words, lexicon, first, last):
            draft = drafter.draft(cue, first, last, found)
            if draft:
                found = [*parted(found, draft, drafter.clauses), draft]
        drafts.extend(drafter.with_quotes_after(draft, last) for draft in found)
    return drafts


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
