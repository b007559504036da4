"""Reasons: one line for a person that says why an article is where it is."""

from __future__ import annotations

from collections.abc import Mapping

from jarchi.link.copies import Original
from jarchi.link.stories import Match
from jarchi.records.regions import Region

MOST_SHARED = 6
KINDS = {"a": "actor", "c": "country", "g": "place", "n": "name", "k": "name", "f": "figure", "d": "date"}


def labels_of(region: Region) -> dict[str, str]:
    """Give the names behind the marks of a region's actors and places."""
    places = {f"{kind}:{place.geonames}": place.name for place in region.places for kind in "cg" if place.geonames}
    return places | {f"a:{actor.id}": actor.name for actor in region.actors}


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


def _label(term: str, labels: Mapping[str, str]) -> str:
    kind, colon, key = term.partition(":")
    return f"{KINDS[kind]} {labels.get(term, key)}" if colon and kind in KINDS else term
