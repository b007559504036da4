"""`jarchi publish`: write the bulletins and the site."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(
    lens: Annotated[str | None, typer.Option(help="Write one bulletin through this lens.", show_default=False)] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Its first day.", show_default=False)
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Its last day.", show_default=False)
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Check and write the bulletins and the site.

    All that the settings call for, or one through --lens, --from and --to.
    """
    from jarchi.errors import UsageError  # noqa: PLC0415

    if len({lens is None, first is None, last is None}) > 1:
        raise UsageError("One bulletin needs --lens, --from and --to together; without them all are written.")
    with open_pipeline(workspace) as pipeline:
        wanted = [pipeline.edition(lens, first.date(), last.date())] if lens and first and last else None
        typer.echo(f"publish  {pipeline.publish(wanted)}")
        typer.echo(f"The bulletin is in {pipeline.workspace.site / 'index.html'}")
