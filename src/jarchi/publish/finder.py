"""The finder: which article tells of a claim or an event, with those at hand that were asked for last."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from jarchi.publish.ports import Ledger
from jarchi.records.articles import Revision
from jarchi.records.dossiers import Piece, Told
from jarchi.records.readings import Claim

PIECES = 256
"""Articles kept at hand; what is asked for comes story by story and day by day."""

PLACES = 50_000
"""Claims and events whose place is kept at hand, about 300 bytes each."""


class Finder:
    """Finds articles in a ledger; asking for many at once takes one query, asking again none."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._places: OrderedDict[str, Told | None] = OrderedDict()
        self.piece = functools.lru_cache(maxsize=PIECES)(ledger.piece)

    def places(self, ids: Iterable[str]) -> Mapping[str, Told]:
        """Give where claims and events are told; those that no newest text tells any more are left out."""
        wanted = list(dict.fromkeys(ids))
        missing = [id for id in wanted if id not in self._places]
        found: dict[str, Told | None] = {id: self._places[id] for id in wanted if id in self._places}
        if missing:
            fresh = self._ledger.told(missing)
            found |= {id: fresh.get(id) for id in missing}
            self._places |= {id: fresh.get(id) for id in missing}
            while len(self._places) > PLACES:
                self._places.popitem(last=False)
        return {id: place for id in wanted if (place := found[id]) is not None}

    def claim(self, id: str) -> tuple[Piece, Claim] | None:
        """Give a claim and the article that it stands in; None where the newest text has it no more."""
        place = self.places([id]).get(id)
        piece = self.piece(place.article) if place else None
        return (piece, piece.reading.claims[place.ordinal]) if place and piece else None

    def words(self, id: str) -> tuple[Revision, Claim] | None:
        """Give a claim and the text that it stands in, even one that the article has no more."""
        found = self.claim(id)
        return (found[0].revision, found[1]) if found else self._ledger.claim(id)

    def event(self, id: str) -> Piece | None:
        """Give the article that tells of an event; None where the newest text tells of it no more."""
        place = self.places([id]).get(id)
        return self.piece(place.article) if place else None
