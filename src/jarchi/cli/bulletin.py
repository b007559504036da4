"""`jarchi bulletin`: one bulletin through a lens for some days, written or only shown."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline
from jarchi.records.regions import Period


class Review(StrEnum):
    """Of what a review is made: the month, quarter or year of the first day, or the days named."""

    month = "month"
    quarter = "quarter"
    year = "year"
    period = "period"


LENGTHS: dict[Review | None, Period] = {Review.month: "month", Review.quarter: "quarter", Review.year: "year"}

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jarchi.records.bulletins import Bulletin, Item


def command(  # noqa: PLR0913, PLR0917  # each is an option of the command
    lens: Annotated[str, typer.Option(help="The lens, by its id.", show_default=False)],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.", show_default=False)],
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.", show_default=False)
    ] = None,
    review: Annotated[
        Review | None,
        typer.Option(help="Tell the threads of a month, quarter or year, that of --from, or of all the days to --to."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be in it and why, and write nothing.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make one bulletin or review, or only show it.

    With --dry-run nothing is written: the terminal shows what would be in it and why.
    """
    with open_pipeline(workspace) as pipeline:
        edition = pipeline.edition(lens, *_days(first.date(), last.date() if last else None, review), kind_of(review))
        if dry_run:
            for line in told(pipeline.draft(edition)):
                typer.echo(line)
            return
        typer.echo(f"publish  {pipeline.publish([edition])}")
        typer.echo(f"The bulletin is in {pipeline.workspace.site / edition.folder / 'index.html'}")


def kind_of(review: Review | None) -> Literal["bulletin", "review"]:
    """Give the kind of edition that is asked for."""
    return "review" if review else "bulletin"


def _days(first: date, last: date | None, review: Review | None) -> tuple[date, date]:
    """Give the days asked for; raises `UsageError` where the last one is missing or one too many is given."""
    from jarchi.errors import UsageError  # noqa: PLC0415
    from jarchi.publish import period  # noqa: PLC0415

    if review in (None, Review.period):
        if last is None:
            raise UsageError("A bulletin needs its last day too: give --to, or --review with month, quarter or year.")
        return first, last
    if last is not None:
        raise UsageError(f"--review {review.value} is the {review.value} of --from; leave --to out.")
    return period(LENGTHS[review], first)


def told(bulletin: Bulletin) -> Iterator[str]:
    """Give a bulletin as the terminal shows it, line by line: each story with its sources and its reason."""
    items = [item for section in bulletin.sections for item in section.items]
    items += [item for theme in bulletin.themes for item in theme.points]
    kind = " in review" if bulletin.kind == "review" else ""
    yield f"{bulletin.title}{kind}, {bulletin.from_} to {bulletin.to}: {len(items)} stories"
    for theme in bulletin.themes:
        yield f"\nTHREAD OF {theme.stories} STORIES: {theme.headline}"
        if theme.names:
            yield f"  what they share: {', '.join(theme.names)}"
        for item in theme.points:
            yield from _item(item)
        for one in theme.open:
            yield f"    open, {one.kind}: {' '.join(one.line.text.split())}"
    for section in bulletin.sections:
        yield f"\n{section.name.upper()}"
        for item in section.items:
            yield from _item(item)
        for pointer in section.pointers:
            yield f"\n  told elsewhere: {pointer.headline}"
    if bulletin.open:
        yield "\nWHAT IS NOT KNOWN"
        for one in bulletin.open:
            yield f"  {one.kind}: {' '.join(one.line.text.split())}"
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
    if item.why:
        yield f"    why: {item.why}"
    for line in item.lines:
        speaker = f" ({line.said_by})" if line.said_by else ""
        status = f"; {line.status}" if line.status else ""
        yield f"    | {' '.join(line.text.split())} [{line.source}{speaker}{status}]"
    for line in item.background:
        yield f"    | background, {(line.published or '')[:10]}: {' '.join(line.text.split())} [{line.source}]"
