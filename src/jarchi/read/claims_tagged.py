"""Claims from tags: the spans that the tagger marked as source, cue and content, put together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from jarchi.read.claims_clauses import Range
from jarchi.read.claims_cues import CueLexicon, find_cues
from jarchi.read.claims_drafts import Drafter, utterance_of_draft
from jarchi.read.claims_features import Utterance
from jarchi.read.claims_pairs import Group, Mark, grouped, shipped_weights
from jarchi.read.claims_sieve import is_doubt, sifted
from jarchi.read.page import Page
from jarchi.read.speakers import speaker_of
from jarchi.read.words import Words, tokens_of
from jarchi.records.spans import Span

PARAGRAPH = re.compile(r"\n+")
WORD = re.compile(r"\w+")
DATELINE = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\Wa-z]+[^\n–—]{0,60}? (?:[–—]|--?) ")
MEDIA = ("agency", "media", "state-media")
OPENING = 14
"""Tokens at the beginning of a content in which a second speaker's cue is looked for."""


def tagged_utterances(words: Words, lexicon: CueLexicon, drafter: Drafter) -> list[Utterance]:
    """Give what is said on a tagged page, in the order of the cues; a cue with no content says nothing.

    The network marks the outer speaker only ("the agency reported that the minister said ..."); whom a medium
    reports is found by rules where he or she opens what it says.
    """
    page = words.page
    starts = [token.start for token in page.tokens]
    marks = [
        mark for mark in marks_of(page) if mark.role != "content" or not is_doubt(mark.span.of(page.text), lexicon)
    ]
    found = []
    for group in grouped(marks, page.text, shipped_weights()):
        kept = sifted(group, words, starts, lexicon)
        utterance = utterance_of(kept, starts, words, lexicon, drafter) if kept else None
        if utterance:
            found.append(utterance)
            if is_medium(utterance, words, lexicon):
                found.extend(inner_utterances(utterance, words, lexicon, drafter))
    return sorted(found, key=lambda each: each.cue)


def is_medium(utterance: Utterance, words: Words, lexicon: CueLexicon) -> bool:
    """Tell whether a news agency or another medium is the source."""
    source = " ".join(span.of(words.text) for span in utterance.source)
    is_short = tuple(source.lower().split()) in lexicon.media
    return is_short or speaker_of(source, words.page.language or "") in MEDIA


def inner_utterances(outer: Utterance, words: Words, lexicon: CueLexicon, drafter: Drafter) -> Iterator[Utterance]:
    """Give what somebody else says where he or she is the first to stand in what the outer speaker says."""
    first, last = outer.content_tokens[0]
    first += words.lower[first] in lexicon.lists["that"]
    for cue in find_cues(words, lexicon, first, min(last, first + OPENING)):
        draft = drafter.draft(cue, first, last, [])
        if draft and draft.source and draft.source[0][0] <= first + 1 and draft.content[0][0] >= cue.last:
            yield utterance_of_draft(words, draft)
        return


def utterance_of(
    group: Group, starts: list[int], words: Words, lexicon: CueLexicon, drafter: Drafter
) -> Utterance | None:
    """Give what a group of tags stands for; where the network marked no content, rules may still find one."""
    cue_tokens = tokens_of(group.cue.span, starts)
    known = find_cues(words, lexicon, *cue_tokens)
    if not group.contents:
        stretch = next(((first, last) for first, last in words.stretches if first <= cue_tokens[0] < last), None)
        draft = drafter.draft(known[-1], *stretch, []) if known and stretch else None
        return utterance_of_draft(words, draft) if draft else None
    content_tokens = tuple(tokens_of(mark.span, starts) for mark in group.contents)
    return Utterance(
        source=tuple(without_dateline(mark.span, words.text) for mark in group.sources),
        cue=group.cue.span,
        content=tuple(without_dateline(mark.span, words.text) for mark in group.contents),
        kind=drafter.kind(known[-1], Range(*content_tokens[0])) if known else "statement",
        cue_tokens=cue_tokens,
        content_tokens=content_tokens,
    )


def without_dateline(span: Span, text: str) -> Span:
    """Give the span without the dateline of a paragraph that it begins with: "ASTANA, March 5 (Agency) - "."""
    if span.start and text[span.start - 1] != "\n":
        return span
    line = DATELINE.match(text, span.start, span.end)
    return Span(line.end(), span.end) if line else span


def marks_of(page: Page) -> tuple[Mark, ...]:
    """Give the claim tags of `page` in order of the text, with where they stand."""
    starts = [sentence.start for sentence in page.sentences]
    breaks = [match.start() for match in PARAGRAPH.finditer(page.text)]
    words = [match.start() for match in WORD.finditer(page.text)]
    return tuple(
        Mark(
            span=tag.span,
            role=tag.label,
            sentence=bisect_right(starts, tag.span.start),
            paragraph=bisect_right(breaks, tag.span.start),
            first=bisect_left(words, tag.span.start),
            last=bisect_left(words, tag.span.end),
            chance=tag.chance,
        )
        for tag in sorted(page.tagged("claims"), key=lambda tag: tag.span)
    )
