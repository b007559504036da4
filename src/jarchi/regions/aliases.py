"""Names that more than one actor or country of a pack goes by."""

from __future__ import annotations

from collections import defaultdict

from jarchi.records.regions import Region


def alias_clashes(region: Region) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each spelling that two or more actors share, case aside, with their ids; all in alphabetical order.

    Shared spellings are allowed: a text that uses one names nobody until something else tells them apart.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for actor in region.actors:
        for alias in (actor.name, *(alias for spellings in actor.aliases.values() for alias in spellings)):
            bearers[alias.casefold()].add(actor.id)
    return tuple((alias, tuple(sorted(ids))) for alias, ids in sorted(bearers.items()) if len(ids) > 1)
