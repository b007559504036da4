"""Turns: a story that is split, or merged into another, once an article has come in (settling.py tells whether)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from jarchi.link.reasons import why_merged, why_split, why_tied
from jarchi.link.settling import MOST_ARTICLES, Split, is_due, merger_of, split_of
from jarchi.link.signatures import Signature
from jarchi.link.stories import Match, Stories
from jarchi.records.articles import digest
from jarchi.records.links import Turn


def turn_after(
    article: Signature,
    rivals: Sequence[Match],
    stories: Stories,
    signatures: Mapping[str, Signature],
    labels: Mapping[str, str],
) -> Turn | None:
    """Give what becomes of the story that an article joined or opened, None where nothing does.

    `rivals` are stories that the article was nearly as much like, the nearest first. A story is split where it is due
    to be looked at, else merged with the first rival that tells of the same happening.
    """
    story = article.story
    if is_due(len(stories.counts[story].articles)) and (turn := _split(story, stories, signatures, labels)):
        return turn
    merged = (_merged(article, rival, stories, signatures, labels) for rival in rivals)
    return next((turn for turn in merged if turn is not None), None)


def _split(story: str, stories: Stories, signatures: Mapping[str, Signature], labels: Mapping[str, str]) -> Turn | None:
    articles = [signatures[article] for article in stories.latest(story, MOST_ARTICLES)]
    split = split_of(articles, stories.terms, len(stories.counts))
    if split is None:
        return None
    whole = len(articles) == len(stories.counts[story].articles)
    if whole and story in {own_story(one.article) for one in split.going}:  # who opened a story stays in it
        split = Split(split.staying, split.going, split.nearness, split.staying_terms, split.going_terms)
    moved = sorted(one.article for one in split.going)
    into = free_story(split.going[0].article, stories.counts, story)
    return Turn("split", story, into, tuple(moved), why_split(split, labels))


def _merged(
    article: Signature, rival: Match, stories: Stories, signatures: Mapping[str, Signature], labels: Mapping[str, str]
) -> Turn | None:
    """Merge the smaller of two stories into the larger, of two alike the later one, if they are one happening.

    Where they had no language in common, an article that would join either ties them.
    """
    own, other = stories.counts[article.story], stories.counts[rival.story]
    later = (-len(own.articles), own.articles) > (-len(other.articles), other.articles)
    smaller, larger = (article.story, rival.story) if later else (rival.story, article.story)
    if len(stories.counts[smaller].articles) > MOST_ARTICLES:
        return None
    sides = [[signatures[article] for article in stories.latest(one, MOST_ARTICLES)] for one in (smaller, larger)]
    before = own.languages - Counter((article.language,))
    if before and rival.margin >= 1 and not before.keys() & other.languages.keys():
        why = why_tied(rival, labels)
    elif merger := merger_of(sides[0], sides[1], stories.terms, len(stories.counts)):
        why = why_merged(merger, labels)
    else:
        return None
    return Turn("merged", smaller, larger, tuple(sorted(stories.latest(smaller))), why)


def own_story(article: str) -> str:
    """Give the id of the story that an article opens."""
    return "s" + digest(article)


def free_story(article: str, taken: Collection[str], *more: str) -> str:
    """Give the id of the story that an article opens, another where that is in use by other articles."""
    own = own_story(article)
    return own if own not in taken else "s" + digest(article, *more)
