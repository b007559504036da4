"""Reasons: one line for a person that says why an article is where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jarchi.link.copies import Original
from jarchi.link.settling import ALIKE, APART, Merger, Split
from jarchi.link.stories import Match
from jarchi.link.terms import NameWord
from jarchi.link.words import STEM_LETTERS
from jarchi.records.readings import Reading
from jarchi.records.regions import Region

MOST_SHARED = 6
MOST_TOLD, SAME_LETTERS = 4, 5
KINDS = {"a": "actor", "c": "country", "g": "place", "n": "name", "k": "name", "f": "figure", "d": "date"}


def labels_of(region: Region) -> dict[str, str]:
    """Give the names behind the marks of a region's actors and places."""
    places = {f"{kind}:{place.geonames}": place.name for place in region.places for kind in "cg" if place.geonames}
    return places | {f"a:{actor.id}": actor.name for actor in region.actors}


def labels_in(reading: Reading, names: Sequence[NameWord]) -> dict[str, str]:
    """Give the names behind an article's marks of places, and behind its keys of names."""
    places = {f"{kind}:{place.geonames}": place.name for place in reading.meant_places for kind in "cg"}
    return places | {f"k:{name.key}": name.word for name in reversed(names)}


def why_copy(original: Original) -> str:
    """Say why an article is a copy."""
    return f"{original.share:.0%} of the shorter text's word sequences are in both"


def why_credited(agency: str) -> str:
    """Say why an article in another language is held to be one voice with an agency's report."""
    return f"it credits {agency}, whose report of the same story came before"


def why_joined(match: Match, labels: Mapping[str, str]) -> str:
    """Say why an article joined a story: the likeness, and the terms that make most of it, with their parts of it."""
    heaviest = sorted(match.shared, key=lambda item: (-item[1], item[0]))[:MOST_SHARED]
    shared = ", ".join(f"{_label(term, labels)} {share:.2f}" for term, share in heaviest)
    days = match.gap // 86_400
    apart = {0: "less than a day", 1: "1 day"}.get(days, f"{days} days")
    return f"likeness {match.likeness:.2f} (needs {match.threshold:.2f}), {apart} apart, shared: {shared}"


def why_opened() -> str:
    """Say why an article opened a story."""
    return "no story within 7 days is like it"


def why_split(split: Split, labels: Mapping[str, str]) -> str:
    """Say why a part of a story became one of its own: how near the parts are, and what each alone tells of."""
    going, staying = (_told(terms, labels) for terms in (split.going_terms, split.staying_terms))
    parts = f"{len(split.going)} reports tell of {going}, {len(split.staying)} of {staying}"
    return f"split off on the evidence of more reports: {parts} (nearness {split.nearness:.2f}, needs {APART})"


def why_merged(merger: Merger, labels: Mapping[str, str]) -> str:
    """Say why two stories became one: how near they are, and what both tell of."""
    near = f"nearness {merger.nearness:.2f}, needs {ALIKE}"
    return f"merged on the evidence of more reports: both tell of {_told(merger.terms, labels)} ({near})"


def why_tied(match: Match, labels: Mapping[str, str]) -> str:
    """Say why two stories without a common language became one: an article is like both."""
    return f"merged on the evidence of a report that is like both: {why_joined(match, labels)}"


def _told(terms: Sequence[str], labels: Mapping[str, str]) -> str:
    """Name the first few of some terms; a word that stands for the same as a mark is named once."""
    named: dict[str, str] = {}
    for label in (_label(term, labels) for term in terms):
        named.setdefault(label.rpartition(" ")[2][:SAME_LETTERS].casefold(), label)
        if len(named) == MOST_TOLD:
            break
    return ", ".join(named.values()) or "nothing of their own"


def _label(term: str, labels: Mapping[str, str]) -> str:
    kind, colon, key = term.partition(":")
    if colon and kind in KINDS:
        return f"{KINDS[kind]} {labels.get(term, key)}"
    return f"{term}…" if len(term) == STEM_LETTERS else term
