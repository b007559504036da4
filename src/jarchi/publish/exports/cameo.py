"""Events coded as CAMEO: a row for each pair of an actor and a recipient, by the written bridge."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated as An

from jarchi.publish.exports.bridge import alpha3, bridge, quad_class, way
from jarchi.publish.exports.rows import Cited, EventRow, Party, about

NOBODY = Party(name="")


class CameoRow(Cited, frozen=True, kw_only=True):
    """An event between two, coded by CAMEO's root codes; heed `reality`, `claim` and `is_close`."""

    row: An[str, about("Id of the row: the event, and the numbers of the two in it.")]
    event: An[str, about("Id of the event.")]
    date: An[str | None, about("When, EDTF.")]
    source_code: An[str, about("Country of who acts, as CAMEO codes it: ISO 3166-1 alpha-3; empty where unknown.")]
    source_name: An[str, about("Who acts, as the text writes it.")]
    source_actor: An[str | None, about("Who acts, as a public actor of the region pack, by id.")]
    target_code: An[str, about("Country of the one acted upon.")]
    target_name: An[str, about("The one acted upon, as the text writes it.")]
    target_actor: An[str | None, about("The one acted upon, by id.")]
    root_code: An[str, about("CAMEO root code, two digits.")]
    root_name: An[str, about("What CAMEO calls it.")]
    quad_class: An[int, about("1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.")]
    is_close: An[bool, about("Whether CAMEO means by the code what PLOVER means by type and mode; else near.")]
    type: An[str, about("PLOVER 2.0 type.")]
    mode: An[str | None, about("PLOVER 2.0 mode.")]
    reality: An[str, about("happened, planned, denied or hypothetical.")]
    country: An[str | None, about("Country of the place, ISO 3166-1 alpha-2.")]
    claim: An[str | None, about("The claim that it is told in, by id: then somebody says that it happened.")]


def cameo_rows(event: EventRow) -> Iterator[CameoRow]:
    """Give the rows of an event; one where nobody, or one side alone, is told."""
    to = way(event.type, event.mode)
    sides = [list(enumerate(parties, 1)) or [(0, NOBODY)] for parties in (event.actors, event.recipients)]
    for (one, actor), (other, recipient) in itertools.product(*sides):
        yield CameoRow(
            row=f"{event.event}-{one}-{other}",
            event=event.event,
            date=event.date,
            source_code=alpha3(actor.country or ""),
            source_name=actor.name,
            source_actor=actor.actor,
            target_code=alpha3(recipient.country or ""),
            target_name=recipient.name,
            target_actor=recipient.actor,
            root_code=to.root,
            root_name=bridge().roots[to.root],
            quad_class=quad_class(to.root),
            is_close=to.is_close,
            type=event.type,
            mode=event.mode,
            reality=event.reality,
            country=event.country,
            claim=event.claim,
            article=event.article,
            source=event.source,
            moment=event.moment,
            quote=event.quote,
            start=event.start,
            end=event.end,
            revision=event.revision,
            url=event.url,
        )
