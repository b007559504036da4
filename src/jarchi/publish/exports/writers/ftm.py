"""FollowTheMoney 4 entities, JSON lines: reports, the public actors they name, events and claims.

People are the public actors of the region pack and nobody else; what is known of them comes with its source.
"""

from __future__ import annotations

import functools
import re

import msgspec
from babel.core import get_global

from jarchi.publish.exports.bridge import alpha3
from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import ClaimRow, EventRow, ReportRow, StoryRows
from jarchi.publish.wording import outside, short
from jarchi.records.articles import digest
from jarchi.records.regions import Actor

FILE = "entities.ftm.json"
SCHEMAS = {
    "person": "Person",
    "organization": "Organization",
    "state body": "PublicBody",
    "armed group": "Organization",
}
LANGUAGES = {"zh": "zho", "fa": "fas", "uz": "uzb", "de": "deu", "fr": "fra"}
"""ISO 639-3 codes of languages that CLDR knows under several."""

LONGEST = 500
"""Code points of a title; FollowTheMoney refuses very long ones."""

DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
Properties = dict[str, list[str]]


class Entities:
    """Writes reports, events and claims as they come, and an actor where it is first named."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        self._stream = drafts.open(FILE)
        self._actors = {actor.id: actor for actor in ground.region.actors}
        self._homes = {source.id: outside(source.homepage) for source in ground.sources}
        self._told: set[str] = set()

    def story(self, rows: StoryRows) -> None:
        """Write the entities of a story."""
        for report in rows.reports:
            self._write(_article_id(report.article), "Article", self._article(report, rows))
            for actor in rows.named.get(report.article, ()):
                self._named(actor, report)
        for claim in rows.claims:
            self._write(f"jarchi-{claim.claim}", "Note", self._claim(claim))
        for event in rows.events:
            self._write(f"jarchi-{event.event}", "Event", self._event(event))

    def close(self) -> None:
        """Leave the file as it is."""

    def _write(self, id: str, schema: str, properties: Properties) -> None:
        kept = {name: found for name, values in properties.items() if (found := [one for one in values if one])}
        self._stream.write(msgspec.json.encode({"id": id, "schema": schema, "properties": kept}) + b"\n")

    def _article(self, report: ReportRow, rows: StoryRows) -> Properties:
        title = short(report.title or "", LONGEST) or short(rows.story.headline, LONGEST)
        return {
            "title": [title],
            "publishedAt": [report.moment if report.published else ""],
            "retrievedAt": [report.first_seen],
            "sourceUrl": [outside(report.url)],
            "publisher": [report.source_name],
            "publisherUrl": [self._homes.get(report.source, "")],
            "language": [_language(report.language)],
            "notes": [f"SHA-256 of the text: {report.revision}; story {report.story}"],
        }

    def _named(self, id: str, report: ReportRow) -> None:
        """Write an actor once, and that a report names it."""
        actor = self._actors[id]
        if id not in self._told:
            self._told.add(id)
            self._write(_actor_id(id), SCHEMAS[actor.kind], _actor(actor))
        link = "jarchi-" + digest("named", id, report.article)
        ends = {"document": [_article_id(report.article)], "entity": [_actor_id(id)]}
        self._write(link, "Documentation", {**ends, "role": ["named"], "sourceUrl": [outside(report.url)]})

    def _claim(self, claim: ClaimRow) -> Properties:
        who = claim.said_by or "somebody not named"
        return {
            "name": [short(f"{claim.kind}, {claim.polarity}, by {who}: {claim.content}", 200)],
            "description": [claim.quote],
            "summary": [f"Where it stands: {claim.status}" if claim.status else ""],
            "entity": [self._known(claim.actor)],
            **_proof(claim),
        }

    def _event(self, event: EventRow) -> Properties:
        parties = (*event.actors, *event.recipients)
        said = f"; said by {event.said_by or 'somebody not named'}" if event.claim else ""
        first, _, last = (event.date or "").partition("/")
        spans = bool(last)
        return {
            "name": [short(f"{event.type}{f' {event.mode}' if event.mode else ''}: {event.quote}", 200)],
            "summary": [f"{event.reality}{said}"],
            "description": [event.quote],
            "date": ["" if spans else _day(first)],
            "startDate": [_day(first) if spans else ""],
            "endDate": [_day(last)],
            "involved": sorted({self._known(party.actor) for party in parties}),
            "location": [event.place or ""],
            "country": [_country(event.country)],
            "keywords": [event.type, event.mode or "", event.reality],
            "recordId": [event.event],
            **_proof(event),
        }

    def _known(self, actor: str | None) -> str:
        """Give the entity of an actor that was written; a report that tells of it names it."""
        return _actor_id(actor) if actor in self._told and actor else ""


def _proof(row: ClaimRow | EventRow) -> Properties:
    """Give what leads to the passage."""
    place = f"characters {row.start} to {row.end} of the text with SHA-256 {row.revision}"
    return {"proof": [_article_id(row.article)], "sourceUrl": [outside(row.url)], "notes": [place]}


def _actor(actor: Actor) -> Properties:
    roles = [f"{role.title} ({role.start or '…'} to {role.end or '…'})" for role in actor.roles]
    checked = sorted({outside(where) for where in (actor.source, *(role.source for role in actor.roles))})
    return {
        "name": [actor.name],
        "alias": sorted({alias for aliases in actor.aliases.values() for alias in aliases} - {actor.name}),
        "country": [_country(actor.country)],
        "wikidataId": [actor.wikidata or ""],
        **({"position": roles} if actor.kind == "person" else {}),
        "sourceUrl": checked,
    }


def _country(code: str | None) -> str:
    """Give a country's code as FollowTheMoney writes it; nothing for one that ISO 3166-1 does not have."""
    return code.lower() if code and alpha3(code) else ""


def _day(value: str) -> str:
    """Give a date that FollowTheMoney takes: a day, month or year; nothing for what EDTF says beyond these."""
    return value if DAY.fullmatch(value) else ""


@functools.cache
def _language(code: str | None) -> str:
    """Give the ISO 639-3 code that FollowTheMoney takes for a language (from CLDR); nothing where it is not plain."""
    short_code = (code or "").partition("-")[0].lower()
    found = [long for long, now in get_global("language_aliases").items() if now == short_code and len(long) == 3]
    return LANGUAGES.get(short_code) or (found[0] if len(found) == 1 else "")


def _article_id(article: str) -> str:
    return f"jarchi-article-{article}"


def _actor_id(actor: str) -> str:
    return "jarchi-actor-" + re.sub(r"[^a-zA-Z0-9.-]", "-", actor)


FORMAT = Format(name="ftm", about="FollowTheMoney entities, JSON lines", files=(FILE,), open=Entities)
