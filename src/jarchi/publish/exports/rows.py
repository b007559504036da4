"""The rows of exports: what they hold, in the words that data packages and the reference repeat.

A row that states something carries its passage, the sentence or sentences it was read from: `quote` is
`text[start:end]`, in Unicode code points, of the text whose SHA-256 is `revision`.
"""

from __future__ import annotations

from typing import Annotated as An
from typing import TypeVar

import msgspec
from msgspec import Meta

Kind = TypeVar("Kind")


def about(words: str, kind: str = "") -> Meta:
    """Give the description of a field, and its kind where the type does not tell it."""
    return Meta(description=words, extra={"kind": kind} if kind else None)


Words = An[str, about("As the text writes it.")]


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """The end of every row that states something: its report and its passage."""

    article: An[str, about("The report it was read from, by id.")]
    source: An[str, about("Who published the report, by id.")]
    moment: An[str, about("When the report was published, else first seen; UTC.", "datetime")]
    quote: An[str, about("The passage, word for word.")]
    start: An[int, about("Where the passage begins in the text, in code points from 0.")]
    end: An[int, about("Where it ends; the first code point after it.")]
    revision: An[str, about("SHA-256 of the text, as UTF-8.")]
    url: An[str, about("Address of the report at its source.")]


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story: the reports about one happening. Its passage backs `lead`; both are empty where no line stands alone."""

    story: An[str, about("Id of the story.")]
    headline: An[str, about("Title of one of its reports.")]
    lead: An[str | None, about("Its first line as a bulletin prints it; square brackets mark what was put in.")]
    said_by: An[str | None, about("Who says what the lead says, where it is somebody's claim.")]
    status: An[str | None, about("Where the claims in the lead stand, the one most in doubt: denied, one voice ...")]
    countries: An[tuple[str, ...], about("Countries that it concerns, ISO 3166-1 alpha-2, the foremost first.")]
    first: An[str, about("Moment of its first report; UTC.", "datetime")]
    last: An[str, about("Moment of its last report; UTC.", "datetime")]
    reports: An[int, about("How many reports it has.")]
    independent: An[int, about("How many independent sources: copies, and outlets of one owner, count once.")]
    reprints: An[int, about("How many of its reports are copies of another.")]
    sources: An[tuple[str, ...], about("Who reported it, by id.")]
    page: An[str, about("Its page in the site, a full address where the site has one.")]
    article: An[str | None, about("The report that the lead is from, by id.")]
    quote: An[str | None, about("The passage behind the lead, word for word.")]
    start: An[int | None, about("Where the passage begins in the text, in code points from 0.")]
    end: An[int | None, about("Where it ends; the first code point after it.")]
    revision: An[str | None, about("SHA-256 of the text, as UTF-8.")]
    url: An[str | None, about("Address of that report at its source.")]


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report: an article of a story, in its newest text."""

    article: An[str, about("Id of the report.")]
    story: An[str, about("The story it belongs to.")]
    title: An[str | None, about("Its title.")]
    url: An[str, about("Its address at the source.")]
    source: An[str, about("Who published it, by id.")]
    source_name: An[str, about("The name of who published it.")]
    source_class: An[str, about("official, state media, independent media, agency, ngo, expert body, social, unknown.")]
    reliability: An[str, about("A to F of the Admiralty scale; of the source, never of the report.")]
    source_country: An[str | None, about("Country of the source, ISO 3166-1 alpha-2.")]
    owner: An[str | None, about("Who owns the source.")]
    language: An[str | None, about("Language of the text, BCP 47.")]
    published: An[str | None, about("When it says it was published, as the source writes it.")]
    first_seen: An[str, about("When it was first seen; UTC.", "datetime")]
    moment: An[str, about("Publication, else first sight; UTC.", "datetime")]
    copy_of: An[str | None, about("The report that this one reprints, by id.")]
    texts: An[int, about("How many texts it had: more than one means that it was changed.")]
    revision: An[str, about("SHA-256 of its newest text, as UTF-8.")]


class ClaimRow(Cited, frozen=True, kw_only=True):
    """Something that somebody says: never a fact by itself. `status` says what became of it."""

    claim: An[str, about("Id of the claim.")]
    story: An[str, about("The story it belongs to.")]
    said_by: An[str, about("Who says it, as the text writes it; empty where the text names nobody.")]
    who: An[str | None, about("Whom a pronoun or short form in `said_by` means, as the text writes it elsewhere.")]
    speaker: An[str, about("Class of the speaker: official, media, witness, anonymous ...")]
    actor: An[str | None, about("The speaker as a public actor of the region pack, by id.")]
    cue: An[str, about("The words that say that it is said.")]
    content: An[str, about("What is said, word for word; an ellipsis between its parts.")]
    kind: An[str, about("statement, accusation, denial, promise, forecast, demand or belief.")]
    polarity: An[str, about("affirmed or denied.")]
    certainty: An[str, about("certain, probable, possible or unknown.")]
    unverified: An[bool, about("Whether the text itself says that it could not be verified.")]
    inside: An[str | None, about("The claim that this one is reported in, by id.")]
    status: An[str | None, about("Where it stands: one voice, denied, contradicted ...; see the reference of claims.")]
    since: An[str | None, about("Since when; UTC.", "datetime")]
    credibility: An[int | None, about("1 to 6 of the Admiralty scale; of the claim, never of the source.")]
    independent: An[int | None, about("How many independent voices say it.")]
    history: An[str | None, about("The claim that said it first, by id.")]
    spans: An[str, about("Where source, cue and content stand in the text: `source 0-7; cue 8-12; content 13-40`.")]


class FigureRow(Cited, frozen=True, kw_only=True):
    """A number of a text with its unit and what it counts. Nothing is corrected."""

    figure: An[str, about("Id of the figure.")]
    story: An[str, about("The story it belongs to.")]
    words: An[str, about("The number as the text writes it.")]
    value: An[float, about("The number; the lower end of a range.")]
    upper: An[float | None, about("The upper end of a range.")]
    bound: An[str, about("= ~ < > <= or >=.")]
    unit: An[str | None, about("ISO 4217 code, SI symbol, percent, people, a unit of time ...")]
    what: An[str | None, about("What is counted, as the text writes it.")]
    as_of: An[str | None, about("When it holds, EDTF.")]
    where: An[str | None, about("Where it holds, as the text writes it.")]
    role: An[str | None, about("change: it tells how `level` changed; before: what that was before.")]
    level: An[str | None, about("The figure that `role` speaks of, by id.")]
    sums: An[str | None, about("holds or fails: whether sums of the text that it is part of come out.")]
    doubt: An[str | None, about("Which sum does not come out.")]
    row: An[str | None, about("Where several values were given for one thing: the first of them, by id.")]
    rules: An[tuple[str, ...], about("Which rules pick this value among them: lowest, highest, latest, official.")]
    leads: An[bool | None, about("Whether it is the value under the rule that `figure_rule` of the settings names.")]
    claim: An[str | None, about("The claim that it is part of, by id: then somebody says it.")]
    said_by: An[str | None, about("Who says that, as the text writes it.")]
    span: An[str, about("Where the number stands in the text, `start-end`.")]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who takes part in an event."""

    name: Words
    actor: An[str | None, about("A public actor of the region pack, by id.")] = None
    country: An[str | None, about("ISO 3166-1 alpha-2.")] = None
    state: An[bool, about("Whether the words stand for the state of that country.")] = False


class EventRow(Cited, frozen=True, kw_only=True):
    """An event as one report tells it; the same event has a row in each report. Heed `reality` and `claim`."""

    event: An[str, about("Id of the event.")]
    story: An[str, about("The story it belongs to.")]
    type: An[str, about("PLOVER 2.0 type.")]
    mode: An[str | None, about("PLOVER 2.0 mode.")]
    quad: An[str, about("PLOVER quad category: verbal or material, cooperation or conflict.")]
    trigger: An[str, about("The words that tell it.")]
    reality: An[str, about("happened, planned, denied or hypothetical.")]
    date: An[str | None, about("When, EDTF.")]
    actors: An[tuple[Party, ...], about("Who acts.")]
    recipients: An[tuple[Party, ...], about("Upon whom.")]
    place: An[str | None, about("Where, by name.")]
    geonames: An[int | None, about("Where, by GeoNames id.")]
    latitude: An[float | None, about("WGS 84 degrees.")]
    longitude: An[float | None, about("WGS 84 degrees.")]
    country: An[str | None, about("Country of the place, ISO 3166-1 alpha-2.")]
    precision: An[str | None, about("What the coordinates are of: country, admin1, admin2, city, site or region.")]
    claim: An[str | None, about("The claim that it is told in, by id: then somebody says that it happened.")]
    said_by: An[str | None, about("Who says so, as the text writes it.")]
    span: An[str, about("Where the trigger stands in the text, `start-end`.")]


class Exact(msgspec.Struct, frozen=True):
    """The words of a row in their text, with what stands before and after, for annotations: `[start, end)`."""

    row: ClaimRow | FigureRow | EventRow
    start: int
    end: int
    words: str
    before: str
    after: str


class StoryRows(msgspec.Struct, frozen=True):
    """All rows of one story, as writers take them; `exact` has the words of each claim, figure and event."""

    story: StoryRow
    reports: tuple[ReportRow, ...]
    claims: tuple[ClaimRow, ...]
    figures: tuple[FigureRow, ...]
    events: tuple[EventRow, ...]
    exact: tuple[Exact, ...]
    named: dict[str, tuple[str, ...]]
    """By report, the public actors of the pack that it names."""
