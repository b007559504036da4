"""What a person means by a word on the command line: an id, the beginning of one, an address, an actor's name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jarchi.errors import UsageError

if TYPE_CHECKING:
    from jarchi.ledger import Found, Ledger
    from jarchi.records.regions import Actor, Country, Region

CODE = re.compile(r"[A-Za-z]{2}")
MOST = 5
"""Suggestions that are worth reading."""


def meant(ledger: Ledger, region: Region, what: str) -> tuple[str, str]:
    """Give kind and id of the one thing that `what` names; raises `UsageError`, with what it might have meant.

    Ids of the ledger go first, then the pack's actors by id, name or spelling, case aside.
    """
    found = ledger.find(what)
    if not found and (actors := actors_called(region.actors, what)):
        if len(actors) == 1:
            return "actor", actors[0].id
        raise UsageError(f"{what!r} could mean {_listed(one.id for one in actors)}; give one of these.", subject=what)
    if not found:
        raise UsageError(_unknown(ledger, region, what), subject=what)
    if len(found) > 1:
        choices = _listed(f"{one.kind} {one.id}" for one in _shortest(found))
        raise UsageError(f"{what!r} could mean {choices}; give more of the id.", subject=what)
    return found[0].kind, found[0].id


def actors_called(actors: Sequence[Actor], what: str) -> list[Actor]:
    """Give the actors that go by this id, with or without the pack's name before it, or by this name or spelling."""
    wanted = what.casefold().strip()
    by_id = [one for one in actors if wanted in {one.id.casefold(), one.id.casefold().rpartition(":")[2]}]
    return by_id or [one for one in actors if wanted in _names(one)]


def actor_called(region: Region, actor: str | None) -> str | None:
    """Give the id of the actor that goes by an id, a name or a spelling; raises `UsageError` where it is not one."""
    if actor is None:
        return None
    found = actors_called(region.actors, actor)
    if len(found) == 1:
        return found[0].id
    if found:
        raise UsageError(
            f"{actor!r} could mean {', '.join(one.id for one in found)}; give one of these.", subject=actor
        )
    spelled = {name: one.id for one in region.actors for name in (*_names(one), one.id, one.id.rpartition(":")[2])}
    ids = dict.fromkeys(spelled[name] for name in close_to(actor, spelled))
    end = f"; did you mean {_listed(ids)}?" if ids else "."
    raise UsageError(f"The region pack has no actor {actor!r}{end}", subject=actor)


def country_called(region: Region, country: str | None) -> str | None:
    """Give the code of a country by its code or name; raises `UsageError` for what is neither."""
    if country is None:
        return None
    names = {name.casefold(): one.code for one in region.countries for name in _names_of(one)}
    if code := names.get(country.casefold().strip()):
        return code
    if CODE.fullmatch(country):
        return country.upper()
    spelled = [one.name for one in region.countries]
    told = f"{country!r} is no country code of two letters and no country of the region pack"
    raise UsageError(f"{told}{did_you_mean(country, spelled) or '.'}", subject=country)


def _names_of(country: Country) -> tuple[str, ...]:
    return (country.name, *(name for names in country.names.values() for name in names))


def story_called(ledger: Ledger, story: str | None) -> str | None:
    """Give the id of the story that begins so; raises `UsageError` where there is none, or several."""
    if story is None:
        return None
    found = [one.id for one in ledger.find(story) if one.kind == "story"]
    if len(found) == 1 or story in found:
        return story if story in found else found[0]
    told = f"could mean {_listed(found[:MOST])}; give more of the id" if found else "is the id of no story here"
    raise UsageError(f"{story!r} {told}.", subject=story)


def close_to(what: str, known: Iterable[str]) -> list[str]:
    """Give the words that `what` may be a slip of, the closest first."""
    words = {word.casefold(): word for word in known}
    return [words[word] for word in difflib.get_close_matches(what.casefold(), words, n=MOST, cutoff=0.7)]


def did_you_mean(what: str, known: Iterable[str]) -> str:
    """Give the end of a sentence that suggests what was meant; empty where nothing is close."""
    close = close_to(what, known)
    return f"; did you mean {_listed(close, 'or')}?" if close else ""


def _names(actor: Actor) -> set[str]:
    spellings = (spelling for found in actor.aliases.values() for spelling in found)
    return {name.casefold() for name in (actor.name, *spellings)}


def _unknown(ledger: Ledger, region: Region, what: str) -> str:
    """Give the sentence for a word that names nothing: close names, else articles that have the words."""
    told = f"Nothing here has the id, address or name {what!r}"
    spelled = {spelling: one.id for one in region.actors for spelling in (*_names(one), one.id, one.name)}
    if close := close_to(what, spelled):
        ids = dict.fromkeys(spelled[name] for name in close)
        return f"{told}; did you mean {_listed(ids, 'or')}?"
    if what.strip() and (hits := ledger.search(what, MOST)):
        told += "; these articles have the words:"
        return "\n".join([told, *(f"  {hit.article}  {hit.title}" for hit in hits)])
    return f"{told}; `jarchi status` says what there is."


def _shortest(found: Sequence[Found]) -> Sequence[Found]:
    return found[: MOST + 3]


def _listed(words: Iterable[str], joint: str = "or") -> str:
    *some, last = words
    return f"{', '.join(some)} {joint} {last}" if some else last
