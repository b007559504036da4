"""Speakers: what class of speaker a claim's source is, by its words and by the actor it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import Speaker
from jarchi.records.regions import Actor

ORDER: tuple[Speaker, ...] = (
    "anonymous",
    "expert",
    "witness",
    "agency",
    "official",
    "document",
    "media",
    "organization",
    "private",
)
"""Which class wins where words of several stand in one source: "an analyst at the ministry" is an expert."""

KINDS: Mapping[str, Speaker] = {"state body": "official", "organization": "organization", "armed group": "organization"}
HEAD_LENGTH = 60
"""The words that say who somebody is stand at the head of the source; a long aside would mislead."""


def speaker_of(source: str, language: str, actor: Actor | None = None) -> Speaker:
    """Give the class of the speaker that `source` describes; "unknown" where neither words nor actor tell.

    An actor of the region pack decides first: a state body or whoever holds a role in one is official.
    """
    text = source.lower()
    if not text:
        return "unknown"
    patterns = patterns_of(language)
    if "anonymous" in patterns and patterns["anonymous"].search(text):
        return "anonymous"
    if actor:
        known = speaker_of_actor(actor)
        if known != "unknown":
            return known
    head = text[:HEAD_LENGTH]
    for speaker in ORDER:
        if speaker in patterns and patterns[speaker].search(head):
            return speaker
    return "unknown"


def is_anonymous(words: str, language: str) -> bool:
    """Tell whether words around a source keep its name back: "speaking on condition of anonymity"."""
    pattern = patterns_of(language).get("anonymous")
    return pattern is not None and pattern.search(words.lower()) is not None


def speaker_of_actor(actor: Actor) -> Speaker:
    """Give the class of an actor of the region pack."""
    if actor.kind == "person":
        return "official" if any(role.body or role.country for role in actor.roles) else "unknown"
    return KINDS.get(actor.kind, "unknown")


@cache
def patterns_of(language: str) -> dict[Speaker, re.Pattern[str]]:
    """Give, for each class of speaker, the pattern of its words in `language`; a "*" stands for any ending."""
    lists = load_lexicon(language, "claims").get("speakers", {})
    words: dict[str, list[str]] = {name: list(entries) for name, entries in lists.items() if name != "anonymous_heads"}
    patterns = {name: alternatives(entries) for name, entries in words.items()}
    heads = lists.get("anonymous_heads")
    if heads:
        bare = rf"\A(?:an?|the|one|two|several|some)?\s*(?:[\w-]+\s)?(?:{'|'.join(heads)})\b"
        patterns["anonymous"] = re.compile(f"{patterns['anonymous'].pattern}|{bare}")
    return {cast(Literal["anonymous"], name): pattern for name, pattern in patterns.items()}


def alternatives(words: list[str]) -> re.Pattern[str]:
    """Give a pattern that finds any of `words` as whole words."""
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=lambda each: (-len(each), each)))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
