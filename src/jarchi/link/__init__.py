"""Linking: readings in, the dots out: copies, stories, relations of claims and events, agents of change."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from jarchi.link.acts import Acts, inferred_relations
from jarchi.link.agents import rank_agents
from jarchi.link.claims import MOST_ARTICLES, claim_keys, lands_of, relate_claims
from jarchi.link.copies import Originals, sketch_of
from jarchi.link.credits import agency_of, credited
from jarchi.link.events import COUNTRY, event_keys, stated_relations
from jarchi.link.fingerprint import fingerprint_of
from jarchi.link.leads import mask_of
from jarchi.link.reasons import labels_in, labels_of, why_copy, why_credited, why_joined, why_opened
from jarchi.link.settling import MOST_ARTICLES as MOST_SETTLED
from jarchi.link.signatures import Signature
from jarchi.link.stories import Match, Stories
from jarchi.link.terms import (
    lead_end,
    marks_with_weights,
    name_words,
    names_with_weights,
    terms_in_lead,
    words_with_weights,
)
from jarchi.link.turns import free_story, own_story, turn_after
from jarchi.link.window import Window
from jarchi.link.words import words_of
from jarchi.records.articles import Document, instant
from jarchi.records.links import Linked, Membership, Relation, Turn
from jarchi.records.readings import Reading
from jarchi.records.regions import Region

__all__ = ["Linker", "Signature", "rank_agents"]

MOST_CREDITED = 100
"""Articles of a story that are looked through for the agency's report: the newest."""


class Placed(NamedTuple):
    """An article's signature with its story and what it copies, the reason, and other stories that are near."""

    signature: Signature
    why: str
    rivals: Sequence[Match] = ()


class Linker:
    """Links articles one by one, in the order they are given, to those of the last 30 days.

    What it remembers is a function of the signatures it was given, so a linker that is given them again goes on as if
    it had never stopped. It reads no ledger and takes no clock. Of earlier articles it changes the story alone, where a
    new one shows that two stories are one or one is two: `Linked.turn` says so. Time for an article is bounded by what
    the window holds, memory by 30,000 articles. `placed` are articles that a person put into a story: there they stay,
    whatever they are like, and what is like them joins them; such a story takes no turns.
    """

    def __init__(self, region: Region, placed: Mapping[str, str] | None = None) -> None:
        self.fingerprint: str = fingerprint_of(region.fingerprint)
        self.names = {COUNTRY + country.code: country.name for country in region.countries}
        self.names |= {actor.id: actor.name for actor in region.actors}
        self.labels = labels_of(region)
        self.lands = lands_of(region)
        self.placed = dict(placed or {})
        self.decided = frozenset(self.placed.values())
        self.window = Window()
        self.originals = Originals()
        self.stories = Stories()
        self.acts = Acts()

    def remember(self, signature: Signature) -> None:
        """Put a linked article back into memory; it takes the place of what was remembered of the same article."""
        signature = replace(signature, story=self.placed.get(signature.article, signature.story))
        if signature.article in self.window.signatures:
            self._forget(self.window.remove(signature.article))
        for index in (self.originals, self.stories, self.acts):
            index.add(signature)
        for past in self.window.add(signature):
            self._forget(past)

    def link(
        self, document: Document, reading: Reading, revision: str, *, moment: str | None = None
    ) -> tuple[Linked, Signature]:
        """Find the story of an article, what it copies, and how its claims and events relate to earlier ones.

        `revision` is the id that claim and event ids are made with. `moment` (ISO 8601) places an article in time,
        else its publication; with neither it is taken to be as late as the latest one. A new revision of an article
        takes the place of the old one, and keeps its story where that still fits. Gives the signature to keep too.
        """
        known = self.window.signatures.get(document.id)
        if known is not None:
            self._forget(self.window.remove(document.id))
        names = name_words(document, reading)
        draft = self._draft(document, reading, revision, self._moment_of(document, moment))
        draft = replace(draft, names=names_with_weights(names, lead_end(document.text)))
        labels = ChainMap(self.labels, labels_in(reading, names))
        signature, why, rivals = self._place(draft, known, labels)
        if (story := self.placed.get(document.id)) is not None:
            signature, why = replace(signature, story=story), "a person put it here"
        stated = stated_relations(document.text, reading, revision)
        explained = sorted({one.subject if one.kind == "responds to" else one.object for one in stated})
        self.remember(signature := replace(signature, explained=tuple(explained)))
        turn = self._turn(signature, rivals, labels)
        if turn is not None and document.id in turn.articles:
            signature, why = replace(signature, story=turn.into), f"{why}; {turn.why}"
        membership = Membership(document.id, revision, signature.story, signature.copy_of, why)
        return Linked(membership, stated + self._inferred(signature, known), turn), signature

    def moved_by(self, turn: Turn) -> list[Signature]:
        """Give the signatures of the articles that the turn of the last link moved, of their reprints too."""
        articles = {reprint for one in turn.articles for reprint in self.originals.reprints.get(one, ())}
        return [self.window.signatures[one] for one in sorted(articles.union(turn.articles)) if one not in self.placed]

    def _turn(self, signature: Signature, rivals: Sequence[Match], labels: Mapping[str, str]) -> Turn | None:
        """Split or merge the story of an article where there is cause to, and give what was done."""
        copied, held = signature.copy_of is not None, signature.story in self.stories.counts
        if copied or not held or signature.story in self.decided:
            return None
        free = [rival for rival in rivals if rival.story not in self.decided]
        turn = turn_after(signature, free, self.stories, self.window.signatures, labels)
        if turn is None:
            return None
        for moved in self.moved_by(turn):
            self._forget(moved)
            turned = self.window.replace(replace(moved, story=turn.into))
            for index in (self.originals, self.stories, self.acts):
                index.add(turned)
        inside = (self.window.signatures[article] for article in self.stories.latest(turn.into, MOST_SETTLED))
        again = {one.article: one for one in (*self.moved_by(turn), *inside) if one.article != signature.article}
        return replace(turn, relations={article: self._inferred(one, None) for article, one in sorted(again.items())})

    def _forget(self, signature: Signature) -> None:
        for index in (self.originals, self.stories, self.acts):
            index.remove(signature)

    def _moment_of(self, document: Document, moment: str | None) -> int:
        found = instant(moment) or instant(document.published)
        return self.window.present if found is None else int(found.timestamp())

    def _draft(self, document: Document, reading: Reading, revision: str, moment: int) -> Signature:
        """Give the signature of an article that has no story yet."""
        words = words_of(document.text)
        sketch, shingles = sketch_of(words)
        stems, marks = words_with_weights(document, words), marks_with_weights(document, reading)
        return Signature(
            article=document.id,
            revision=revision,
            story="",
            moment=moment,
            latest=self.window.latest_with(moment),
            language=(reading.language or document.language or "").casefold().partition("-")[0],
            words=stems,
            marks=marks,
            lead=mask_of((*stems, *marks), terms_in_lead(document, words, reading)),
            sketch=sketch,
            shingles=shingles,
            claims=claim_keys(document.text, reading, revision, self.lands),
            events=event_keys(reading, revision, moment),
            agency=agency_of(document.source),
            credits=credited(document, reading),
        )

    def _place(self, draft: Signature, known: Signature | None, labels: Mapping[str, str]) -> Placed:
        """Place an article that is new, or was revised; `labels` name its marks to people."""
        original = self.originals.original_of(draft)
        if original is not None:
            return Placed(replace(draft, story=original.story, copy_of=original.article), why_copy(original))
        if known is not None and known.story == own_story(draft.article):
            return Placed(replace(draft, story=known.story), "a revision of the article that opened the story")
        rivals: list[Match] = []
        match = self.stories.still_fits(draft, known.story) if known is not None else None
        if match is None:
            match, rivals = self.stories.best_for(draft)
        if match is None:
            own = free_story(draft.article, self.stories.counts, draft.revision)
            return Placed(replace(draft, story=own), why_opened(), rivals)
        why = why_joined(match, labels)
        if (origin := self._credited_origin(draft, match.story)) is not None:
            why = f"{why_credited(origin.agency)}; {why}"
            return Placed(replace(draft, story=match.story, copy_of=origin.article), why)
        return Placed(replace(draft, story=match.story), why, rivals)

    def _credited_origin(self, draft: Signature, story: str) -> Signature | None:
        """Give the first report in a story of an agency that the article credits, where it is in another language.

        In one language the word sequences that both share tell whether the one has its text from the other.
        """
        if not draft.credits:
            return None
        before = self.stories.articles_before(story, draft.moment, MOST_CREDITED)
        reports = (self.window.signatures[article] for article in reversed(before))
        return next((one for one in reports if one.agency in draft.credits and one.language != draft.language), None)

    def _inferred(self, signature: Signature, known: Signature | None) -> tuple[Relation, ...]:
        """Give the relations to earlier articles that can be inferred; what the text explains itself needs none.

        `known` is what the article was before it was revised.
        """
        before = self.stories.articles_before(signature.story, signature.moment, MOST_ARTICLES + 1)
        others = [self.window.signatures[article] for article in before if article != signature.article]
        others = others[:MOST_ARTICLES]
        if (origin := self.window.signatures.get(signature.copy_of or "")) and origin not in others:
            others.append(origin)
        if known is not None and known.revision != signature.revision:
            others.append(known)
        acts = inferred_relations(signature, self.acts, self.names, frozenset(signature.explained))
        return relate_claims(signature, others) + acts
