"""The pages of actors and places: what is known of them, what they said, and the stories that name them.

Actors are those of the region pack, public ones; nobody else has a page. Places are those that the pack knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jarchi.publish.addresses import actor_path, place_path
from jarchi.publish.claim_rows import claim_rows
from jarchi.publish.formats.feeds import actor_shelf
from jarchi.publish.lists import Lists, Row
from jarchi.publish.maps import Atlas
from jarchi.publish.rendering import Templates
from jarchi.publish.wording import counted, short
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.regions import Actor, Place, Region

Write = Callable[[str, str | bytes], None]

MOST_SAID = 12
"""Things said that the page of an actor shows, the newest; the others are marked in the articles."""

BELOW = ("admin1", "admin2", "city", "site", "region")


class Names:
    """The actors and places of one publishing: filled as stories pass, written at the end."""

    def __init__(self, templates: Templates, region: Region, lists: Lists, atlas: Atlas) -> None:
        self._templates = templates
        self._lists = lists
        self._atlas = atlas
        self._countries = {country.code: country.name for country in region.countries}
        self._actors = {actor.id: actor for actor in region.actors}
        self._places = {place.geonames: place for place in region.places if place.geonames and place.precision in BELOW}
        self._said: dict[str, list[Row]] = {}

    def actors_of(self, pieces: Iterable[Piece]) -> list[Actor]:
        """Give the actors that some reports name, by name."""
        ids = {name.actor for piece in pieces for name in piece.reading.names if name.actor in self._actors}
        return sorted((self._actors[id] for id in ids if id), key=lambda actor: (actor.name, actor.id))

    def places_of(self, pieces: Iterable[Piece]) -> list[Place]:
        """Give the places below a country that some reports name, by name."""
        ids = {place.geonames for piece in pieces for place in piece.reading.meant_places}
        return sorted(
            (self._places[id] for id in ids if id in self._places), key=lambda place: (place.name, place.geonames or 0)
        )

    def story(self, dossier: Dossier, row: Row) -> None:
        """Enter a story into the lists of those whom it names, and what they said there."""
        for actor in self.actors_of(dossier.pieces):
            self._lists.add(f"actor {actor.id}", row)
        for place in self.places_of(dossier.pieces):
            self._lists.add(f"place {place.geonames}", row)
        for piece in dossier.pieces:
            if piece.membership.copy_of is None:
                for actor_id, said in _said(piece):
                    if actor_id in self._actors:
                        kept = [*self._said.get(actor_id, ()), said]
                        kept.sort(key=lambda one: (one.moment, one.path), reverse=True)
                        self._said[actor_id] = kept[:MOST_SAID]

    def close(self, write: Write) -> list[Row]:
        """Write the pages of all that were named, with their lists; gives a row for each."""
        return [*self._write_actors(write), *self._write_places(write)]

    def _write_actors(self, write: Write) -> list[Row]:
        rows = []
        for actor in sorted(self._actors.values(), key=lambda actor: (actor.name, actor.id)):
            key = f"actor {actor.id}"
            if count := self._lists.count(key):
                path = actor_path(actor.id)
                feed = actor_shelf(actor.id, actor.name).base
                shared = {"actor": actor, "count": count, "said": self._said.get(actor.id, []), "feed": feed}
                self._lists.write(write, key, path, "actor.html", **shared)
                note = [actor.kind, self._countries.get(actor.country or "", ""), counted(count, "story", "stories")]
                rows.append(Row(actor.name, path, "", " · ".join(filter(None, note))))
        head = {"heading": "Actors", "standfirst": ACTORS, "groups": grouped(rows)}
        write("actors/index.html", self._templates.render("names.html", "actors/index.html", **head))
        return rows

    def _write_places(self, write: Write) -> list[Row]:
        rows = []
        for place in sorted(self._places.values(), key=lambda place: (place.name, place.geonames or 0)):
            key = f"place {place.geonames}"
            if place.geonames and (count := self._lists.count(key)):
                path = place_path(place.geonames)
                shared = {"place": place, "count": count, "map": self._atlas.map_of_place(place)}
                self._lists.write(write, key, path, "place.html", **shared)
                note = [self._countries.get(place.country, place.country), counted(count, "story", "stories")]
                rows.append(Row(place.name, path, "", " · ".join(filter(None, note))))
        head = {"heading": "Places", "standfirst": PLACES, "groups": grouped(rows)}
        write("places/index.html", self._templates.render("names.html", "places/index.html", **head))
        return rows


ACTORS = "Public persons and bodies that the stories name. Private persons have no page."
PLACES = "Places of the region that the stories name."


def grouped(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Give rows by the first letter of their titles."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.title[:1].upper(), []).append(row)
    return sorted(found.items())


def _said(piece: Piece) -> Iterable[tuple[str, Row]]:
    """Give what a report has known actors say, each with a row that opens the passage."""
    by_start = {claim.content[0].start: claim.actor for claim in piece.reading.claims if claim.content and claim.actor}
    for row in claim_rows(piece):
        if actor := by_start.get(row.start):
            note = f"{row.source}, {row.kind}" + (", could not be verified" if row.unverified else "")
            yield actor, Row(short(row.content, 240), row.path, piece.moment, note, row.language)
