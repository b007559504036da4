"""`jarchi show`: an article, story, claim, event or actor in the terminal, with its passages."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_ledger, workspace_at


def command(
    what: Annotated[
        str, typer.Argument(help="An id or the beginning of it, an article's address, or an actor's id or name.")
    ],
    most: Annotated[int, typer.Option(help="How many passages of an actor to show at most.", min=1)] = 20,
    workspace: WorkspaceOption = None,
) -> None:
    """Open one thing with its passages.

    An article, story, claim or event by its id or the beginning of it; an article by its address; an actor by name.
    """
    from jarchi.cli.naming import meant  # noqa: PLC0415
    from jarchi.cli.shown import Shower  # noqa: PLC0415
    from jarchi.stateless import region_at  # noqa: PLC0415

    there = workspace_at(workspace)
    region = region_at(there.region)
    with open_ledger(workspace) as ledger:
        kind, id = meant(ledger, region, what)
        for line in Shower(ledger, region, most, there.publish.figure_rule).lines(kind, id):
            typer.echo(line)
