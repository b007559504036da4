"""`jarchi bulletin`: one bulletin through a lens for some days, written or only shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jarchi.records.bulletins import Bulletin, Item


def command(
    lens: Annotated[str, typer.Option(help="The lens, by its id.", show_default=False)],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.", show_default=False)],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.", show_default=False)],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be in it and why, and write nothing.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make one bulletin: write it, or with --dry-run show in the terminal what would be in it and why."""
    with open_pipeline(workspace) as pipeline:
        edition = pipeline.edition(lens, first.date(), last.date())
        if dry_run:
            for line in told(pipeline.draft(edition)):
                typer.echo(line)
            return
        typer.echo(f"publish  {pipeline.publish([edition])}")
        typer.echo(f"The bulletin is in {pipeline.workspace.site / edition.folder / 'index.html'}")


def told(bulletin: Bulletin) -> Iterator[str]:
    """Give a bulletin as the terminal shows it, line by line: each story with its sources and its reason."""
    items = [item for section in bulletin.sections for item in section.items]
    yield f"{bulletin.title}, {bulletin.from_} to {bulletin.to}: {len(items)} stories"
    for section in bulletin.sections:
        yield f"\n{section.name.upper()}"
        for item in section.items:
            yield from _item(item)
    yield f"\nWITHHELD BY THE CHECKS: {len(bulletin.withheld)}"
    for entry in bulletin.withheld:
        yield f"  {entry.reason}: {' '.join(entry.text.split())}"
    yield "\nCOVERAGE"
    for place in bulletin.coverage:
        yield f"  {place.name}: {place.answered} of {place.sources} sources answered, {place.articles} articles"
    for fault in bulletin.unread:
        yield f"  not read: {fault.count} × {fault.code}"


def _item(item: Item) -> Iterator[str]:
    yield f"\n  {'in brief: ' if item.brief else ''}{item.headline}"
    yield f"    why: {item.why}"
    for line in item.lines:
        speaker = f" ({line.said_by})" if line.said_by else ""
        yield f"    | {' '.join(line.text.split())} [{line.source}{speaker}]"
