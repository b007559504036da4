"""`jarchi claims`: what was claimed, and where each claim stands now."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from jarchi.cli.common import WorkspaceOption, open_ledger, workspace_at

if TYPE_CHECKING:
    from jarchi.ledger import Ledger
    from jarchi.publish.figure_rows import FigureRow, FigureRule
    from jarchi.records.histories import ClaimOutline, ClaimStatus

LONGEST = 160
"""Code points of a claim in a line; `jarchi show` gives all of it."""
AT_ONCE = 100
"""Claims whose histories are asked for together."""


def command(  # noqa: PLR0913, PLR0917  # an option each
    status: Annotated[
        str | None,
        typer.Option(help='Only those with this status, such as "denied" or "one voice".', show_default=False),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Only what this actor said or took up, by id or name.", show_default=False)
    ] = None,
    story: Annotated[
        str | None, typer.Option(help="Only those of a story, by id or the beginning of it.", show_default=False)
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            help="Only those that name a place in this country, or are said by an actor of it.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only those whose status is of this day or later.", show_default=False),
    ] = None,
    most: Annotated[int, typer.Option(help="How many to list at most; 0 lists all.", min=0)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List claims and where each stands.

    The newest change first.
    """
    from jarchi.cli.naming import actor_called, country_called, story_called  # noqa: PLC0415
    from jarchi.stateless import region_at  # noqa: PLC0415

    there = workspace_at(workspace)
    region = region_at(there.region)
    wanted, code = status_called(status), country_called(region, country)
    citizens = {known.id for known in region.actors if code and known.country == code}
    speaker = actor_called(region, actor)
    with open_ledger(workspace) as ledger:
        day = since.strftime("%Y-%m-%d") if since else ""
        found: Iterable[ClaimOutline] = ledger.claims(wanted, speaker, story_called(ledger, story), day)
        if code is not None:
            found = (one for one in found if code in one.countries or one.actor in citizens)
        listed = list(itertools.islice(found, most + 1 if most else None))
        is_more = bool(most) and len(listed) > most
        listed = listed[:most] if is_more else listed
        rows = rows_of(ledger, listed, there.publish.figure_rule) if as_json else []
    if as_json:
        write_lines(zip(listed, rows, strict=True))
    elif sys.stdout.isatty():
        show_table(listed)
    else:
        for one in listed:
            typer.echo(line_of(one))
    if not as_json:
        told = f"{len(listed)} claim{'' if len(listed) == 1 else 's'}"
        typer.echo(f"{told}, and more; --most 0 lists all." if is_more else f"{told}.")


def status_called(status: str | None) -> ClaimStatus | None:
    """Give the status that goes by these words, case aside; raises `UsageError` for words that are none."""
    from jarchi.errors import UsageError  # noqa: PLC0415
    from jarchi.records.histories import ClaimStatus  # noqa: PLC0415

    known: dict[str, ClaimStatus] = {one: one for one in get_args(ClaimStatus)}
    if status is not None and status.casefold().strip() not in known:
        raise UsageError(f"{status!r} is not one of {', '.join(known)}.", subject=status)
    return known[status.casefold().strip()] if status is not None else None


def rows_of(ledger: Ledger, claims: Sequence[ClaimOutline], rule: FigureRule) -> list[tuple[FigureRow, ...]]:
    """Give, for each claim, the rows of the values that were given for its figures."""
    from jarchi.publish.figure_rows import figure_rows  # noqa: PLC0415
    from jarchi.publish.finder import Finder  # noqa: PLC0415

    finder, found = Finder(ledger), []
    for start in range(0, len(claims), AT_ONCE):
        ids = [one.id for one in claims[start : start + AT_ONCE]]
        histories = ledger.claim_histories(ids)
        for became in (histories.get(id) for id in ids):
            moved = became is not None and (len(became.steps) > 1 or became.earlier)
            found.append(figure_rows(became, finder.claim, ledger.claim_history, rule) if became and moved else ())
    return found


def write_lines(claims: Iterable[tuple[ClaimOutline, tuple[FigureRow, ...]]]) -> None:
    """Write a JSON object a line."""
    import msgspec  # noqa: PLC0415

    for one, rows in claims:
        told = msgspec.to_builtins(one) | {"figures": msgspec.to_builtins(rows)}
        sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def line_of(claim: ClaimOutline) -> str:
    """Give a claim in two lines: where it stands, and who said what."""
    head = f"{claim.since[:10]:10}  {claim.status:26}  credibility {claim.credibility}  {claim.id}"
    return f"{head}\n            {speaker_of(claim) or '(no speaker)'}: {shortened(claim.content)} · {claim.source}"


def speaker_of(claim: ClaimOutline) -> str:
    """Give who says it, without the comma that stands behind in the text."""
    return claim.speaker.rstrip(" ,;:")


def show_table(claims: list[ClaimOutline]) -> None:
    """Show the claims as a table as wide as the terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for name, ratio in (("since", 0), ("status", 0), ("credible", 0), ("who", 2), ("what", 5), ("id", 0)):
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio)
    for one in claims:
        cells = (
            one.since[:10],
            one.status,
            str(one.credibility),
            one.speaker.rstrip(" ,;:"),
            shortened(one.content),
            one.id,
        )
        table.add_row(*map(Text, cells))
    Console().print(table)


def shortened(text: str) -> str:
    """Give a text cut to what a line holds."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
