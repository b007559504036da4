"""`jarchi show`: an article, story, claim, event or actor in the terminal, with its passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline

if TYPE_CHECKING:
    from jarchi.ledger import Ledger
    from jarchi.pipeline import Pipeline
    from jarchi.records.dossiers import Piece
    from jarchi.records.histories import ClaimHistory
    from jarchi.records.readings import Claim, Event

AROUND = 80
"""Code points shown on each side of a mention."""


def command(
    what: Annotated[str, typer.Argument(help="The id, or the beginning of it, or an article's address.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Open an article, story, claim, event or actor with its passages."""
    from jarchi.errors import UsageError  # noqa: PLC0415

    with open_pipeline(workspace) as pipeline:
        found = pipeline.ledger.find(what)
        if not found and what in {known.id for known in pipeline.region.actors}:
            for line in (*actor(pipeline, what), "  nothing in this ledger mentions it"):
                typer.echo(line)
            return
        if not found:
            raise UsageError(
                f"Nothing here has the id or address {what!r}; `jarchi status` says what there is.", subject=what
            )
        if len(found) > 1:
            choices = ", ".join(f"{one.kind} {one.id}" for one in found[:8])
            raise UsageError(f"{what!r} could mean {choices}; give more of the id.", subject=what)
        for line in shown(pipeline, found[0].kind, found[0].id):
            typer.echo(line)


def shown(pipeline: Pipeline, kind: str, id: str) -> Iterator[str]:
    """Give the lines that show one thing."""
    ledger = pipeline.ledger
    if kind == "article" and (piece := ledger.piece(id)) is not None:
        yield from article(piece)
    elif kind == "story" and (dossier := ledger.dossier(id)) is not None:
        yield f"Story {dossier.story}: {len(dossier.pieces)} articles"
        for piece in dossier.pieces:
            copy = f" (copy of {piece.membership.copy_of})" if piece.membership.copy_of else ""
            yield f"  {piece.moment}  {piece.source.name}: {piece.revision.title or piece.revision.url}{copy}"
            yield f"    {piece.revision.article}  {piece.membership.why}"
    elif kind in {"claim", "event"}:
        yield from told(ledger, id)
    elif kind == "actor":
        yield from actor(pipeline, id)


def article(piece: Piece) -> Iterator[str]:
    """Give the lines of an article: what it is, its text, and what was read out of it."""
    revision, reading = piece.revision, piece.reading
    yield revision.title or revision.url
    yield f"{piece.source.name} ({piece.source.kind}, {piece.source.reliability}) · {revision.published or 'undated'}"
    yield f"{revision.url}\nSHA-256 {revision.sha256} · revision {piece.revisions} · story {piece.membership.story}"
    if piece.membership.copy_of:
        yield f"copy of {piece.membership.copy_of}: {piece.membership.why}"
    yield f"\n{revision.text}\n"
    for claim in reading.claims:
        yield f"claim  {_claim(revision.text, claim)}"
    for event in reading.events:
        yield f"event  {_event(revision.text, event)}"


def told(ledger: Ledger, id: str) -> Iterator[str]:
    """Give the lines of a claim or an event: what it is and the passage it stands in."""
    if (claim := ledger.claim(id)) is not None:
        revision, line = claim[0], _claim(claim[0].text, claim[1])
    elif (event := ledger.event(id)) is not None:
        revision, line = event[0], _event(event[0].text, event[1])
    else:
        return
    yield line
    yield f"  in {revision.title or revision.url} · {revision.published or 'undated'} · article {revision.article}"
    if claim is not None and (became := ledger.claim_history(id)) is not None:
        yield from history(ledger, became)


def history(ledger: Ledger, became: ClaimHistory) -> Iterator[str]:
    """Give the lines of what became of a claim: its status, and each step with its words and its reason."""
    voices = f"{became.independent} independent voice{'' if became.independent == 1 else 's'}"
    yield f"{became.status} since {became.since[:10]} · {voices} · credibility {became.credibility} of 6"
    names = {source.id: source.name for source in ledger.sources()}
    for step in became.steps:
        found = ledger.claim(step.claim)
        said = _claim(found[0].text, found[1]) if found else step.claim
        yield f"  {step.moment[:16]} {step.kind:11} {names.get(step.source, step.source)}: {said}"
        if step.reason:
            yield f"    {step.reason} · {step.relation}"


def actor(pipeline: Pipeline, id: str) -> Iterator[str]:
    """Give the lines of an actor: its roles, and the newest passages that mention it."""
    for known in pipeline.region.actors:
        if known.id == id:
            yield f"{known.name} ({known.kind}{', ' + known.country if known.country else ''})"
            for role in known.roles:
                yield f"  {role.title}, {role.start or '?'} to {role.end or 'now or unknown'} · {role.source}"
    for piece in pipeline.ledger.pieces():
        spans = [name.span for name in piece.reading.names if name.actor == id]
        if spans:
            text, span = piece.revision.text, spans[0]
            passage = text[max(0, span.start - AROUND) : span.end + AROUND].replace("\n", " ")
            yield f"  {piece.moment} {piece.source.name} [{span.start}, {span.end}): ... {passage} ..."


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
