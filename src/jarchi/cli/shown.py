"""Things as the terminal shows them: articles, stories, claims, events and actors, line by line, with passages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jarchi.ledger import Ledger
    from jarchi.publish.figure_rows import FigureRow, FigureRule
    from jarchi.records.dossiers import Piece
    from jarchi.records.histories import ClaimHistory
    from jarchi.records.readings import Claim, Event
    from jarchi.records.regions import Region
    from jarchi.records.spans import Span

AROUND = 80
"""Code points shown on each side of a mention."""


class Shower:
    """Shows things of one ledger; `most` bounds the passages of an actor, `rule` names the value that leads a row."""

    def __init__(self, ledger: Ledger, region: Region, most: int, rule: FigureRule) -> None:
        self._ledger = ledger
        self._region = region
        self._most = most
        self._rule: FigureRule = rule

    def lines(self, kind: str, id: str) -> Iterator[str]:
        """Give the lines that show one thing: "article", "revision", "story", "claim", "event" or "actor"."""
        yield from getattr(self, f"_{kind}")(id)

    def _article(self, id: str) -> Iterator[str]:
        piece = self._ledger.piece(id)
        if piece is None:
            yield from self._waiting(id)
            return
        revision, reading = piece.revision, piece.reading
        yield revision.title or revision.url
        yield (
            f"{piece.source.name} ({piece.source.kind}, {piece.source.reliability}) · {revision.published or 'undated'}"
        )
        yield f"{revision.url}\nSHA-256 {revision.sha256} · revision {piece.revisions} · story {piece.membership.story}"
        if piece.membership.copy_of:
            yield f"copy of {piece.membership.copy_of}: {piece.membership.why}"
        yield f"\n{revision.text}\n"
        for claim in reading.claims:
            yield f"claim  {_claim(revision.text, claim)}"
        for event in reading.events:
            yield f"event  {_event(revision.text, event)}"

    def _waiting(self, id: str) -> Iterator[str]:
        """Show an article that is not linked: all texts that it had, for a person wants to see what is there."""
        for revision in self._ledger.revisions(id):
            yield f"{revision.title or revision.url} · {revision.published or 'undated'}"
            yield f"{revision.url}\nSHA-256 {revision.sha256} · waits to be read and linked"
            yield f"\n{revision.text}"

    def _revision(self, id: str) -> Iterator[str]:
        revision = self._ledger.revision(id)
        if revision is not None:
            yield f"{revision.title or revision.url} · {revision.published or 'undated'}"
            yield f"{revision.url}\nSHA-256 {revision.sha256} · first seen {revision.first_seen}"
            yield f"a text of article {revision.article}\n\n{revision.text}"

    def _story(self, id: str) -> Iterator[str]:
        dossier = self._ledger.dossier(id)
        if dossier is None:
            return
        yield f"Story {dossier.story}: {len(dossier.pieces)} article{'' if len(dossier.pieces) == 1 else 's'}"
        for story, merger in self._ledger.mergers().items():
            if merger.into == dossier.story:
                yield f"  took in the story {story}: {merger.why}"
        for piece in dossier.pieces:
            copy = f" (copy of {piece.membership.copy_of})" if piece.membership.copy_of else ""
            yield f"  {piece.moment}  {piece.source.name}: {piece.revision.title or piece.revision.url}{copy}"
            yield f"    {piece.revision.article}  {piece.membership.why}"
            yield from (f"    | {line}" for line in _opening(piece))

    def _claim(self, id: str) -> Iterator[str]:
        found = self._ledger.claim(id)
        if found is not None:
            revision, claim = found
            yield _claim(revision.text, claim)
            yield f"  in {revision.title or revision.url} · {revision.published or 'undated'} · {revision.article}"
            if (became := self._ledger.claim_history(id)) is not None:
                yield from self._history(became)

    def _history(self, became: ClaimHistory) -> Iterator[str]:
        """Show what became of a claim: its status, and each step with its words and its reason."""
        voices = f"{became.independent} independent voice{'' if became.independent == 1 else 's'}"
        yield f"{became.status} since {became.since[:10]} · {voices} · credibility {became.credibility} of 6"
        names = {source.id: source.name for source in self._ledger.sources()}
        for step in became.steps:
            found = self._ledger.claim(step.claim)
            said = _claim(found[0].text, found[1]) if found else step.claim
            yield f"  {step.moment[:16]} {step.kind:11} {names.get(step.source, step.source)}: {said}"
            if step.reason:
                yield f"    {step.reason} · {step.relation}"
        yield from self._figures(became, names)

    def _figures(self, became: ClaimHistory, names: Mapping[str, str]) -> Iterator[str]:
        """Show the values that were given for one thing: the one under the rule first, then all in order of time."""
        from jarchi.publish.figure_rows import figure_rows  # noqa: PLC0415
        from jarchi.publish.finder import Finder  # noqa: PLC0415

        find = Finder(self._ledger).claim
        for row in figure_rows(became, find, self._ledger.claim_history, self._rule):
            yield f"figure {row.chosen.words} · {told_rule(row)} · {names.get(row.chosen.source, row.chosen.source)}"
            for value in row.values:
                marks = ", ".join(
                    (*(["official"] if value.official else []), *map("the {}".format, row.rules_of(value)))
                )
                given = f"{names.get(value.source, value.source)}: {value.words}  [{value.start}, {value.end})"
                yield f"  {'>' if value == row.chosen else ' '} {value.day} {given}{f' ({marks})' if marks else ''}"

    def _event(self, id: str) -> Iterator[str]:
        found = self._ledger.event(id)
        if found is not None:
            revision, event = found
            yield _event(revision.text, event)
            yield f"  in {revision.title or revision.url} · {revision.published or 'undated'} · {revision.article}"
            yield f"  {_around(revision.text, event.trigger[0])}"

    def _actor(self, id: str) -> Iterator[str]:
        for known in self._region.actors:
            if known.id == id:
                yield f"{known.name} ({known.kind}{', ' + known.country if known.country else ''}) · {known.id}"
                for role in known.roles:
                    checked = f", checked {role.checked}" if role.checked else ""
                    when = f"{role.start or '?'} to {role.end or 'now or unknown'}"
                    yield f"  {role.title}, {when} · {role.source}{checked}"
        pieces = self._ledger.mentioning(id)
        is_told = False
        for piece in itertools.islice(pieces, self._most):
            is_told = True
            spans = [name.span for name in piece.reading.names if name.actor == id]
            yield f"  {piece.moment}  {piece.source.name} · article {piece.revision.article}"
            yield f"    [{spans[0].start}, {spans[0].end}): {_around(piece.revision.text, spans[0])}"
        if not is_told:
            yield "  nothing in this ledger mentions it"
        elif next(pieces, None) is not None:
            yield f"  ... and more; --most {2 * self._most} shows more of them"


def told_rule(row: FigureRow) -> str:
    """Give the rule that a value was chosen by, and why another than the one that was asked for."""
    return f"by the rule {row.rule}" + (f"; no official gave a value, so {row.by}" if row.by != row.rule else "")


def _opening(piece: Piece) -> Iterator[str]:
    if piece.reading.sentences:
        yield " ".join(piece.reading.sentences[0].of(piece.revision.text).split())


def _around(text: str, span: Span) -> str:
    passage = " ".join(text[max(0, span.start - AROUND) : span.end + AROUND].split())
    return f"... {passage} ..."


def _claim(text: str, claim: Claim) -> str:
    source = " ".join(span.of(text) for span in claim.source) or "(no source)"
    content = " ... ".join(span.of(text) for span in claim.content)
    spans = ", ".join(f"[{span.start}, {span.end})" for span in claim.content)
    marks = ", ".join(
        [claim.speaker, claim.kind, claim.polarity, *(["could not be verified"] if claim.unverified else [])]
    )
    return f"{source}: {content}  {spans} ({marks})"


def _event(text: str, event: Event) -> str:
    trigger = " ".join(span.of(text) for span in event.trigger)
    actors = ", ".join(part.span.of(text) for part in event.actors) or "?"
    recipients = ", ".join(part.span.of(text) for part in event.recipients)
    aim = f" -> {recipients}" if recipients else ""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return f"{kind} {actors}{aim}: {trigger} ({event.reality}, {event.date or 'undated'})"
